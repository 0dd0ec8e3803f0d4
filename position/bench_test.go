package position

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkFold folds a case of 20,000 statements.
func BenchmarkFold(b *testing.B) {
	var lines strings.Builder
	acts := []string{"demand", "reject", "accept", "offer"}
	stances := []string{"for", "against", "conditional", "unclear"}
	for i := range 20000 {
		told := ""
		if i%3 == 0 {
			told = " by=Zoe told"
		}
		fmt.Fprintf(&lines, "P%d %s %s issue%d doc=d%d when=20%02d point=a_quota_of_%d_tonnes%s\n", i%40, acts[i%4], stances[i/7%4], i%300, i/4, i%30, i, told)
	}
	all := statements(b, lines.String())
	for b.Loop() {
		Fold(all, Options{})
	}
}
