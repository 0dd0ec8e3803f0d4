package event

import "github.com/demarche-project/demarche/record"

// Types returns the eighteen event types of PLOVER 0.5, from help to war.
func Types() []string {
	return []string{"AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "INVESTIGATE", "DEMAND",
		"DISAPPROVE", "REJECT", "THREATEN", "PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT", "FIGHT"}
}

// As2021 returns e in the sixteen types of PLOVER 2021 (manual 0.8), which has
// REQUEST for DEMAND, ACCUSE for DISAPPROVE and INVESTIGATE, and ASSAULT for FIGHT.
func As2021(e record.Event) record.Event {
	switch e.Event {
	case "DEMAND":
		e.Event = "REQUEST"
	case "DISAPPROVE":
		e.Event = "ACCUSE"
		if e.Mode == "" {
			e.Mode = "disapprove"
		}
	case "INVESTIGATE":
		e.Event, e.Mode = "ACCUSE", "investigate"
	case "FIGHT":
		e.Event = "ASSAULT"
	}
	return e
}
