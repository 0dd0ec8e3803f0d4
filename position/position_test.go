package position

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/record"
)

// st builds a statement from a line of words: "who act stance issue", then
// key=value pairs; the tables below are read more easily so.
func st(t testing.TB, line string) record.Statement {
	t.Helper()
	f := strings.Fields(line)
	s := record.Statement{
		Party: record.Ref{ID: f[0], Name: f[0]}, Act: f[1], Stance: f[2], Issue: &record.Ref{ID: f[3], Name: f[3]},
		Doc: "d1", By: record.Machine, Confidence: 0.8,
	}
	if id, person := strings.CutPrefix(f[0], "p:"); person {
		s.Party = record.Ref{ID: f[0], Name: id, Kind: record.KindPerson}
	}
	point := "the matter at hand"
	for _, kv := range f[4:] {
		k, v, _ := strings.Cut(kv, "=")
		v = strings.ReplaceAll(v, "_", " ")
		switch k {
		case "by":
			s.Speaker = &record.Ref{ID: "p:" + v, Name: v, Kind: record.KindPerson}
			s.Sources = append(s.Sources, record.Source{Kind: record.SourceNamed, Name: v})
		case "who":
			s.Speaker = &record.Ref{ID: v, Name: v}
		case "anon":
			var n int
			fmt.Sscan(v, &n)
			s.Sources = append(s.Sources, record.Source{Kind: record.SourceAnonymous, Count: n})
		case "kind":
			s.Sources = append(s.Sources, record.Source{Kind: v, Name: v})
		case "doc":
			s.Doc = v
		case "family":
			s.Family = v
		case "when":
			s.When = v
		case "rep":
			s.Reported = v
		case "option":
			s.Option = v
		case "point":
			point = v
		case "if":
			s.Conditions = []record.Span{{Text: v}}
		case "conf":
			fmt.Sscan(v, &s.Confidence)
		case "hyp":
			s.Modality.Hypothetical = true
		case "fut":
			s.Modality.Future = true
		case "past":
			s.Modality.Past = true
		case "neg":
			s.Modality.Negated = true
		case "told":
			s.Modality.Reported = true
			s.Sources = append(s.Sources, record.Source{Kind: record.SourceNamed, Name: s.Party.Name})
		case "to":
			s.Addressees = append(s.Addressees, record.Ref{ID: v, Name: v})
		default:
			t.Fatalf("what is %q?", kv)
		}
	}
	s.Point = record.Span{Text: point}
	s.ID = record.ID(line)
	return s
}

func statements(t testing.TB, lines string) []record.Statement {
	t.Helper()
	var out []record.Statement
	for line := range strings.Lines(lines) {
		if strings.TrimSpace(line) != "" {
			out = append(out, st(t, line))
		}
	}
	return out
}

// sketch writes a cell in one line: kind, stance, what follows only when it is so.
func sketch(c *Cell) string {
	var b strings.Builder
	b.WriteString(c.Kind)
	if c.Stance != "" {
		b.WriteString(" " + Side(c.Stance, c.Option))
	}
	for i, l := range c.Lines {
		if i > 0 && l.Option != "" {
			b.WriteString(" + " + Side(l.Stance, l.Option))
		}
	}
	for _, h := range c.Divided {
		fmt.Fprintf(&b, " | %s %s", h.Name, h.Line.Stance)
	}
	for _, x := range c.Contested {
		fmt.Fprintf(&b, " ≠ %s %s", x.By, x.Stance)
	}
	if c.Kind == Held {
		fmt.Fprintf(&b, "; %s", c.Voice.Kind)
		if c.Voice.Count > 0 {
			fmt.Fprintf(&b, " %d", c.Voice.Count)
		}
		fmt.Fprintf(&b, "; %d of %d", c.Reports, c.Articles)
	}
	if c.Since != "" {
		fmt.Fprintf(&b, "; %s to %s", c.Since, c.Affirmed)
	}
	if c.Undated > 0 {
		fmt.Fprintf(&b, "; %d undated", c.Undated)
	}
	if len(c.Aside) > 0 {
		fmt.Fprintf(&b, "; %d aside", len(c.Aside))
	}
	if c.Moved != nil {
		fmt.Fprintf(&b, "; moved %s %s", c.Moved.Kind, c.Moved.Was)
	}
	return b.String()
}

func TestCell(t *testing.T) {
	cases := []struct {
		name, in string
		o        Options
		want     string
	}{
		{"one demand", `N demand for pay by=Ada`, Options{}, "held for; named; 1 of 1; 1 undated"},
		{"copies of one report count once", `
			N demand for pay doc=a family=a
			N demand for pay doc=b family=a
			N demand for pay doc=c`, Options{}, "held for; outlet; 2 of 3; 3 undated"},
		{"two people of one party differ", `
			N support for pay by=Ada
			N reject against pay by=Ben`, Options{}, "held | Ada for | Ben against; named; 1 of 1; 2 undated"},
		{"one of two people says both", `
			N support for pay by=Ada
			N propose for pay by=Ben
			N reject against pay by=Ben`, Options{}, "held | Ada for | Ben against; named; 1 of 1; 3 undated"},
		{"one says only that he rejects it", `
			N support for pay by=Ada
			N reject against pay by=Ben point=it`, Options{}, "held for; named; 1 of 1; 2 undated"},
		{"one is no person", `
			N support for pay by=Ada
			N reject against pay kind=named who=ministry`, Options{}, "held against; named; 1 of 1; 2 undated"},
		{"both say both", `
			N support for pay by=Ada
			N reject against pay by=Ada
			N propose for pay by=Ben
			N reject against pay by=Ben doc=b`, Options{}, "held against; named; 2 of 2; 4 undated"},
		{"they differ on different options", `
			N support for pay by=Ada option=now
			N reject against pay by=Ben option=later`, Options{}, "held against later + for now; named; 1 of 1; 2 undated"},
		{"years apart it is a change of mind", `
			N support for pay by=Ada when=2019
			N reject against pay by=Ben when=2024`, Options{}, "held against; named; 1 of 1; 2024 to 2024"},
		{"the same person changes", `
			N support for pay by=Ada when=2024-03-01
			N reject against pay by=Ada when=2024-03-09`, Options{}, "held against; named; 1 of 1; 2024-03-09 to 2024-03-09"},
		{"an opposite word on another matter does not replace", `
			N demand for pay when=2024-03-01 point=the_old_shares_of_each_member
			N demand against pay when=2024-03-02 point=any_interference_by_buyers
			N insist for pay when=2024-03-09 point=the_old_shares_of_each_member doc=b`, Options{}, "held for; outlet; 2 of 2; 2024-03-01 to 2024-03-09"},
		{"an offer with its condition stands beside a word on another matter", `
			N offer conditional pay when=2024-03-01 point=to_guarantee_the_winter_wages if=quotas_end
			N offer for pay when=2024-03-09 point=a_gift_of_ten_days`, Options{}, "held for; outlet; 1 of 1; 2024-03-09 to 2024-03-09"},
		{"an accusation is no lapse", `
			N demand for pay when=2024-03-01
			N accuse against pay when=2024-03-05
			N insist for pay when=2024-03-09`, Options{}, "held for; outlet; 1 of 1; 2024-03-01 to 2024-03-09"},
		{"an accusation makes no split", `
			N offer for pay by=Ada
			N accuse against pay by=Ben`, Options{}, "held for; named; 1 of 1; 2 undated"},
		{"a later word without a name replaces", `
			N support for pay by=Ada when=2024-03-01
			N reject against pay when=2024-03-09`, Options{}, "held against; outlet; 1 of 1; 2024-03-09 to 2024-03-09"},
		{"an undated word does not", `
			N support for pay when=2024-03-01
			N reject against pay doc=b`, Options{}, "held for; outlet; 2 of 2; 2024-03-01 to 2024-03-01; 1 undated"},
		{"dates that may be the same day do not", `
			N support for pay when=2024-03
			N reject against pay when=2024-03-09`, Options{}, "held for; outlet; 1 of 1; 2024-03 to 2024-03"},
		{"told by another party, denied by its own word", `
			N accept for pay by=Zoe told
			N reject against pay by=Ada`, Options{}, "held against ≠ Zoe for; named; 1 of 1; 1 undated; 1 aside"},
		{"told of another matter", `
			N accept for pay by=Zoe told point=a_freeze_on_new_wells
			N reject against pay by=Ada point=any_cut_of_the_winter_water`, Options{}, "held against; named; 1 of 1; 1 undated; 1 aside"},
		{"told that it asked, which is no consent", `
			N propose for pay by=Zoe told
			N reject against pay by=Ada`, Options{}, "held against; named; 1 of 1; 1 undated; 1 aside"},
		{"told by two others who differ", `
			N accept for pay by=Zoe told
			N reject against pay by=Yan told`, Options{}, "not counted"},
		{"told and predicted never count", `
			N accept for pay by=Zoe told
			N demand for pay hyp
			N demand for pay fut`, Options{}, "not counted"},
		{"unless everything is asked for", `
			N demand for pay hyp
			N demand for pay fut`, Options{Everything: true}, "held for; outlet; 1 of 1; 2 undated"},
		{"the writer's judgement is no position", `N assess for pay kind=author`, Options{}, "not counted"},
		{"a judgement by its own man is", `N assess for pay by=Ada`, Options{}, "held for; named; 1 of 1; 1 undated"},
		{"but not when it takes no side", `N assess unclear pay by=Ada`, Options{}, "not counted"},
		{"the time of day is left out", `N demand for pay rep=2024-03-01T10:30:00`, Options{}, "held for; outlet; 1 of 1; 2024-03-01 to 2024-03-01"},
		{"also of what was before the report", `N demand for pay past rep=2024-03-01T10:30:00`, Options{}, "held for; outlet; 1 of 1; ../2024-03-01 to ../2024-03-01"},
		{"anonymous with a count", `
			N demand for pay anon=3 by=Ada
			N demand for pay anon=1 doc=b`, Options{}, "held for; anonymous 3; 2 of 2; 2 undated"},
		{"refusing to answer is a blank", `N decline unclear pay`, Options{}, "declined"},
		{"but not beside a position", `
			N decline unclear pay
			N demand for pay`, Options{}, "held for; outlet; 1 of 1; 1 undated"},
		{"below the floor", `
			N demand for pay
			N reject against pay conf=0.2`, Options{Floor: 0.5}, "held for; outlet; 1 of 1; 1 undated"},
		{"as of a day between", `
			N demand for pay when=2024-01
			N reject against pay when=2024-06`, Options{AsOf: "2024-03-31"}, "held for; outlet; 1 of 1; 2024-01 to 2024-01"},
		{"as of a day, undated stays undated", `N demand for pay`, Options{AsOf: "1999"}, "held for; outlet; 1 of 1; 1 undated"},
		{"the day of the report dates the present, not the past", `
			N demand for pay past rep=2024-06-01
			N reject against pay rep=2024-06-01`, Options{}, "held against; outlet; 1 of 1; 2024-06-01 to 2024-06-01"},
		{"held since, with a lapse", `
			N demand for pay when=2020
			N reject against pay when=2021
			N demand for pay when=2022
			N insist for pay when=2023`, Options{}, "held for; outlet; 1 of 1; 2022 to 2023"},
		{"moved since", `
			N demand for pay when=2024-01
			N concede against pay when=2024-06`, Options{Since: "2024-03"}, "held against; outlet; 1 of 1; 2024-06 to 2024-06; moved stance for"},
		{"new since", `N demand for pay when=2024-06`, Options{Since: "2024-03"}, "held for; outlet; 1 of 1; 2024-06 to 2024-06; moved new "},
		{"of the words for it, those that name an option lead", `
			N support for pay doc=a
			N support for pay doc=b
			N demand for pay option=weekly`, Options{}, "held for weekly; outlet; 3 of 3; 3 undated"},
		{"but the better attested stance leads", `
			N reject against pay doc=a
			N reject against pay doc=b
			N offer conditional pay option=weekly`, Options{}, "held against + conditional, weekly; outlet; 3 of 3; 3 undated"},
		{"two options, two lines", `
			N demand for pay option=weekly
			N demand for pay option=monthly doc=b
			N insist for pay option=monthly doc=c`, Options{}, "held for monthly + for weekly; outlet; 3 of 3; 3 undated"},
		{"moved to another option", `
			N demand for pay when=2024-01 option=weekly
			N concede against pay when=2024-05 option=weekly
			N demand for pay when=2024-06 option=monthly`, Options{Since: "2024-03"}, "held for monthly + against weekly; outlet; 1 of 1; 2024-06 to 2024-06; moved option for weekly"},
		{"conditional is its own stance", `N offer conditional pay if=quotas_end`, Options{}, "held conditional; outlet; 1 of 1; 1 undated"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			m := Fold(statements(t, c.in), c.o)
			got := "not counted"
			if len(m.Parties) > 0 {
				got = sketch(m.Cell("N", "pay"))
			}
			if got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestBlanks(t *testing.T) {
	m := Fold(statements(t, `
		N demand for pay doc=a to=M
		M demand for rest doc=b
		M propose for rest doc=b
		K accept for rest doc=c
		K decline unclear pay doc=c`), Options{})
	for _, c := range []struct{ party, issue, want string }{
		{"M", "pay", NoRecord},
		{"N", "rest", NotAsked},
		{"K", "pay", Declined},
		{"nobody", "pay", NotAsked},
	} {
		if got := m.Cell(c.party, c.issue).Kind; got != c.want {
			t.Errorf("%s on %s: %s, want %s", c.party, c.issue, got, c.want)
		}
	}
}

func TestAxes(t *testing.T) {
	m := Fold(statements(t, `
		N demand for pay doc=a family=a
		N demand for pay doc=b family=a
		N demand for pay doc=c family=a
		M demand for rest doc=a
		M demand for pay doc=b
		p:Eve assess against pay
		p:Eve propose for pay
		K accept for pay told by=Zoe`), Options{})
	if got := fmt.Sprint(m.Parties, m.Others, m.Issues); got != "[{M M 2} {N N 1}] [{p:Eve Eve 1}] [{pay pay 3} {rest rest 1}]" {
		t.Errorf("axes %s", got)
	}
	below := Fold(statements(t, `
		N demand for land/valley doc=a
		N demand for land/valley doc=b
		N demand for pay doc=a
		N demand for pay doc=b
		N demand for pay doc=c
		N demand for land doc=c
		N demand for land doc=d
		N demand for coast doc=d`), Options{})
	if got := fmt.Sprint(below.Issues); got != "[{land land 2} {land/valley land/valley 2} {pay pay 3} {coast coast 1}]" {
		t.Errorf("issues below an issue %s", got)
	}
	if m.Articles != 4 || m.Reports != 3 || m.Aside != 2 {
		t.Errorf("%d articles, %d reports, %d aside", m.Articles, m.Reports, m.Aside)
	}
}

func TestWords(t *testing.T) {
	for _, c := range []struct{ in, want string }{
		{`N demand for pay point=a_veto_over_actions`, "demands “a veto over actions”"},
		{`N demand for pay past point=a_veto`, "demanded “a veto”"},
		{`N demand for pay hyp point=a_veto`, "might demand “a veto”"},
		{`N demand for pay fut point=a_veto`, "is to demand “a veto”"},
		{`N demand unclear pay neg point=a_veto`, "does not demand “a veto”"},
		{`N reject against pay neg point=a_veto`, "rejects “a veto”"},
		{`N offer conditional pay point=to_step_down if=if_access_is_granted`, "offers “to step down”, on condition “if access is granted”"},
		{`N insist for pay point=one_two_three_four_five_six_seven_eight_nine_ten_a_b_c_d_e_f,_g_h`, "insists on “one two three four five six seven eight nine ten a b c d e f …”"},
	} {
		if got := Words(new(st(t, c.in))); got != c.want {
			t.Errorf("got %s, want %s", got, c.want)
		}
	}
}

// The order in which statements come must not show.
func TestFoldIgnoresOrder(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	var lines []string
	pick := func(from ...string) string { return from[rng.IntN(len(from))] }
	for i := range 80 {
		lines = append(lines, strings.Join([]string{
			pick("N", "M", "K", "p:Eve"), pick("demand", "reject", "offer", "decline", "assess"),
			pick("for", "against", "conditional", "unclear"), pick("pay", "rest", "coal"),
			"doc=" + pick("a", "b", "c", "d"), "family=" + pick("a", "c", "d"), fmt.Sprintf("point=p%d", i),
			pick("by=Ada", "by=Ben", "anon=2", "told"), pick("when=2024", "when=2024-05", "rep=2023-01-02", "past"),
		}, " "))
	}
	all := statements(t, strings.Join(lines, "\n"))
	want := Fold(all, Options{Since: "2023-06"})
	for range 5 {
		all = slices.Clone(all) // the matrix before holds on to its statements
		rng.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		if got := Fold(all, Options{Since: "2023-06"}); !reflect.DeepEqual(got, want) {
			t.Fatal("another order gave another matrix")
		}
	}
	for _, p := range want.Parties {
		for _, i := range want.Issues {
			c := want.Cell(p.ID, i.ID)
			n := 0
			for _, l := range c.Lines {
				n += len(l.Statements)
			}
			if c.Kind == Held && (n == 0 || n > len(c.Counted)) {
				t.Errorf("%s on %s: lines hold %d of %d statements", p.ID, i.ID, n, len(c.Counted))
			}
			if !slices.IsSortedFunc(c.Lines, func(a, b Line) int { return cmp.Compare(vague(a), vague(b)) }) {
				t.Errorf("%s on %s: unclear stands before clear", p.ID, i.ID)
			}
		}
	}
}

// Every act of the closed list has words.
func TestEveryActHasWords(t *testing.T) {
	for _, act := range strings.Fields("demand propose offer accept support reject insist concede commit threaten accuse deny question decline assess agree withdraw") {
		if _, ok := verbs()[act]; !ok {
			t.Errorf("no words for %s", act)
		}
	}
}

// What is cropped is counted, and what a line quotes is kept.
func TestCrop(t *testing.T) {
	m := Fold(statements(t, `
		N demand for pay when=2023
		N reject against pay when=2024-01
		N demand for pay when=2024-02
		N demand for pay when=2024-03
		N demand for rest
		M reject against pay
		M reject against coal
		K reject against coal
		p:Eve reject against pay
	`), Options{})
	whole := 0
	for range m.Asked() {
		whole++
	}
	c := m.Crop(1, 1, 2)
	if len(c.Parties) != 1 || c.LeftParties != 2 || c.LeftOthers != 0 || len(c.Issues) != 1 || c.LeftIssues != 2 {
		t.Errorf("%+v", c)
	}
	cell := c.Cell(c.Parties[0].ID, c.Issues[0].ID)
	if len(cell.Counted) != 2 || cell.Left != 2 || !slices.Contains(cell.Counted, cell.Lines[0].Statements[0]) {
		t.Errorf("the cell keeps %d, leaves %d", len(cell.Counted), cell.Left)
	}
	if len(m.Parties) != 3 || m.Cell("N", "pay").Left != 0 || whole == 0 {
		t.Error("the matrix itself has changed")
	}
	if same := m.Crop(0, 0, 0); len(same.Parties) != 3 || same.LeftIssues != 0 {
		t.Error("no limit leaves something out")
	}
}

// Asked yields the cells that are not NotAsked, in the order of rows and columns.
func TestAsked(t *testing.T) {
	m := Fold(statements(t, `
		N demand for pay doc=a
		M reject against rest doc=a
		K reject against coal doc=b
		p:Eve reject against pay doc=b
	`), Options{})
	var want, got []*Cell
	for _, i := range m.Issues {
		for _, p := range slices.Concat(m.Parties, m.Others) {
			if c := m.Cell(p.ID, i.ID); c.Kind != NotAsked {
				want = append(want, c)
			}
		}
	}
	for c := range m.Asked() {
		got = append(got, c)
	}
	if !reflect.DeepEqual(got, want) || len(got) != 8 {
		t.Errorf("%d cells, want %d", len(got), len(want))
	}
}
