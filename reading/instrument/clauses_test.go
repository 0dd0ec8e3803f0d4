package instrument_test

import (
	"strings"
	"testing"

	"github.com/demarche-project/demarche/reading/instrument"
)

// changesBetween describes all changes between two texts, those outside the
// articles behind a name.
func changesBetween(a, b string) string {
	ta, tb := instrument.Structure(a), instrument.Structure(b)
	var out strings.Builder
	for _, c := range instrument.Compare(ta, tb) {
		out.WriteString(describe(ta, tb, c))
	}
	for _, p := range instrument.Passages(ta, tb) {
		out.WriteString(p.Name + " " + p.Change.Kind + "\n")
	}
	return out.String()
}

// TestClauses looks at what becomes of clauses that are split, merged and moved:
// an obligation that went on in another clause is not dropped.
func TestClauses(t *testing.T) {
	const withdraw = "Norland shall withdraw all heavy weapons from the Zone within 30 days."
	const list = "Norland shall submit a list of the units withdrawn to the Commission, with their number and their new place."
	const tail = "\n\nArticle 2\n\nThe Commission shall have six members and shall meet at Halt.\n"
	for _, c := range []struct{ name, a, b, want string }{
		{
			"one paragraph becomes two, both reworded",
			"Article 1\n\n1. " + withdraw + " " + list + tail,
			"Article 1\n\n1. Norland shall withdraw most heavy weapons from the Zone within 60 days.\n\n2. " + strings.Replace(list, "shall", "should", 1) + tail,
			`1 → 1: reworded
  1.1 → 1.1 split
    weakened (date moved back: 30 days → 60 days) for "Norland": "30 days" → "60 days"
    weakened (all → most) for "Norland": "all" → "most"
  1.1 → 1.2 reworded
    weakened (shall → should) for "Norland": "shall" → "should"
2 → 2: same
`,
		},
		{
			"two paragraphs become one",
			"Article 1\n\n1. " + withdraw + "\n\n2. " + list + tail,
			"Article 1\n\n" + withdraw + " " + strings.Replace(list, "shall", "may", 1) + tail,
			`1 → 1: reworded
  1.2 → 1 reworded
    weakened (shall → may) for "Norland": "shall" → "may"
  1.1 → 1 merged
2 → 2: same
`,
		},
		{
			"a paragraph moves to another article",
			"Article 1\n\n1. " + withdraw + "\n\n2. The Parties shall mark the mines that they have laid.\n\n3. " + list + "\n\nArticle 2\n\n1. The Commission shall have six members.\n\n2. The Commission shall meet at Halt twice a year, in May and in October, on a day that its chairman names.\n\n3. Its language is English.\n",
			"Article 1\n\n1. " + withdraw + "\n\n2. " + list + "\n\nArticle 2\n\n1. The Commission shall have six members.\n\n2. The Commission shall meet at Halt twice a year, in May and in October, on a day that its chairman names.\n\n3. Its language is English.\n\n4. The Parties should mark the mines that they have laid.\n",
			`1 → 1: reworded
  1.2 → 2.4 reworded moved
2 → 2: reworded
  1.2 → 2.4 reworded moved
    weakened (shall → should) for "The Parties": "shall" → "should"
`,
		},
		{
			"only the mark behind an item changes",
			"Article 1\n\nNorland shall mend:\n\n(a) the quay; and\n\n(b) the bridge." + tail,
			"Article 1\n\nNorland shall mend:\n\n(a) the quay;\n\n(b) the bridge; and\n\n(c) the road." + tail,
			`1 → 1: reworded
  - → 1.(c) new
    added (obligation) for "Norland": "" → "Norland shall mend the road"
2 → 2: same
`,
		},
		{
			"what stands outside the articles",
			"TREATY\n\nThe Parties, wishing for peace,\n\nHave agreed as follows:\n\nArticle 1\n\n" + withdraw + tail + "\nDone at Halt on 3 January 2031.\n\nANNEX I\nBridges\n\n1. Halt\n\nArticle 1\n\nThe bridge at Orsk.\n\nANNEX II\n\nRoads\n",
			"TREATY\n\nThe Parties, wishing for peace,\n\nHave agreed as follows:\n\nArticle 1\n\n" + withdraw + tail + "\nDone at Halt on 3 March 2031.\n\nANNEX I\nBridges\n\n1. Halt\n\nArticle 1\n\nThe bridges at Orsk and Lund.\n",
			"1 → 1: same\n2 → 2: same\nPreamble same\nClosing reworded\nAnnex I reworded\nAnnex II dropped\n",
		},
		{
			"references are no amounts, and a bound needs a number",
			"Article 1\n\nThe Council shall decide under paragraph 2 of Article 7 on a list of ports." + tail,
			"Article 1\n\nThe Council shall decide under paragraph 1 of Article 9 on a list of ports drawn up by the Commission." + tail,
			"1 → 1: reworded\n  1 → 1 reworded\n2 → 2: same\n",
		},
	} {
		got := changesBetween(c.a, c.b)
		var kept []string
		for _, l := range strings.Split(got, "\n") {
			if i := strings.Index(l, " [-"); i >= 0 {
				l = l[:i]
			}
			if i := strings.Index(l, " [+"); i >= 0 {
				l = l[:i]
			}
			kept = append(kept, l)
		}
		if s := strings.Join(kept, "\n"); s != c.want {
			t.Errorf("%s\n got:\n%s\nwant:\n%s", c.name, s, c.want)
		}
	}
}
