package position

import "strings"

// isParty reports whether an identifier names a party that can hold a position in
// a negotiation, rather than a person or group with no party behind them
// (analysts, experts, the writer).
func isParty(id string) bool {
	return !strings.Contains(id, ":") && !strings.Contains(id, "/")
}
