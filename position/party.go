package position

import "github.com/demarche-project/demarche/record"

// isParty reports whether r can hold a position in a negotiation, rather than
// being a person with no party behind them (an analyst, the writer).
func isParty(r record.Ref) bool {
	return r.Kind != record.KindPerson && r.Kind != record.KindAuthor && r.ID != record.KindAuthor
}
