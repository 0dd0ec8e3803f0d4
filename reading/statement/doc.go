// Package statement finds the acts of one document: who demands, proposes,
// offers, accepts, rejects ... what.
//
// Input: a parsed document with its cast (reading/actor), its attributions
// (reading/attribution) and an agenda. Output: statements, each with the
// sentence and the words that carry it, and the sentences that hold a cue of an
// act but gave no statement.
//
// Knowledge of language is in data files: acts.txt (the closed list of acts),
// frames.txt (words and the places of their roles in the tree), nouns.txt
// (classes of words), voice.txt (modal verbs in a party's own voice), wrongs.txt
// (words for wrongs). The code only walks the dependency tree (ClearNLP labels).
//
// Start reading at Find (find.go). It looks for acts at verbs (verbs.go), at nouns,
// adjectives and phrases (nouns.go), in modal clauses (voice.go, with the terms of a plan
// in terms.go and what makes a threat of a promise in threats.go), in orders (orders.go),
// in lists (lists.go) and in words for wrongs (accuse.go, where charge.go reads one word,
// complete.go what makes a wrong of it, culprit.go who does it, excuse.go what makes
// it no charge, undone.go what was not done). roles.go and points.go say what an act
// is about and extent.go how far that reaches; subject.go, holders.go, judges.go,
// rosters.go, unnamed.go and asides.go whose it is; modality.go how far it is a fact; clauses.go mends what the parser hung
// in the wrong place. finish.go spreads what was found over holders and points,
// sources.go adds the chain of sources, issues.go the issue, dedupe.go drops what is
// said twice in a sentence and gather.go in a document.
package statement
