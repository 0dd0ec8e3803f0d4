// Package actor says who is who within one document.
//
// The question it answers: which words of a text name, call or point to an
// actor, which of them are the same one, and for whom does each of them speak?
//
// Input: a parsed document (nlp.Doc), what is known of it (record.Document,
// whose date helps to tell who held an office) and a World: names of states,
// organisations, seats of government and offices, read from the commented text
// files in data/. Output: a Cast of entities and of the mentions that lead to
// them, in text order. The same input always gives the same cast.
//
// A person speaks for a party through an office ("Russian Foreign Minister Sergei
// Lavrov"), never when the office is a former one and never as an analyst,
// professor or other person who speaks for oneself. A capital or a seat of
// government is read as the government only where the sentence makes it act.
// What no file knows is made an actor of its own; nothing that may hold a
// position is dropped.
//
// Names and words are data, in commented files of one line an entry:
//
//	states.txt         states, their people and capitals; history.txt what became of them
//	organisations.txt  alliances, organisations, movements, think tanks, media
//	seats.txt          seats of government, ministries, parties that have a name of their own
//	places.txt         towns and regions that are no party
//	nouns.txt          "minister", "producers", "ministry": for whom each speaks
//	offices.txt        offices and bodies whose common name means one state's
//	leaders.txt        who held which office when, for texts that do not say
//	kinds.txt, titles.txt, firstnames.txt, words.txt   parts of names, closed lists
//
// A case adds its own in actors.yaml (World.With); what one document establishes about
// people can be carried to the next (Cast.Links, World.WithLinks).
//
// Start reading at Resolve (resolve.go), which lists the passes. Pronouns and
// definite descriptions follow the salience method of Lappin and Leass (1994),
// "An Algorithm for Pronominal Anaphora Resolution", with their weights for
// syntactic position halved at each sentence, and agreement in number, gender
// and animacy as a filter.
package actor
