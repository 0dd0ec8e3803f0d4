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
// (classes of words), voice.txt (modal verbs in a party's own voice). The code
// only walks the dependency tree (ClearNLP labels). Start reading at Find.
package statement
