package reading_test

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"strings"
	"sync"
	"testing"

	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

var update = flag.Bool("update", false, "rewrite the golden files in testdata")

var reader = sync.OnceValues(func() (*reading.Reader, error) { return reading.New(reading.Config{}) })

func read(t *testing.T, d record.Document, l reading.Layers) record.Reading {
	t.Helper()
	r, err := reader()
	if err != nil {
		t.Fatal(err)
	}
	return r.Read(d, l)
}

// letters prints a modality as testdata/acts.txt does.
func letters(m record.Modality) string {
	s := ""
	for _, f := range []struct {
		on     bool
		letter string
	}{{m.Negated, "n"}, {m.Hypothetical, "h"}, {m.Future, "f"}, {m.Past, "p"}, {m.Reported, "r"}} {
		if f.on {
			s += f.letter
		}
	}
	if s == "" {
		return "-"
	}
	return s
}

func line(s record.Statement) string {
	point := strings.TrimPrefix(strings.TrimPrefix(s.Point.Text, "that "), "to ")
	return fmt.Sprintf("%s | %s | %s | %s | %s", s.Party.Name, s.Act, s.Stance, letters(s.Modality), point)
}

// TestActs reads each sentence of the files and compares what comes out with the
// lines under it.
func TestActs(t *testing.T) {
	for _, path := range []string{"testdata/acts.txt", "testdata/proceedings.txt"} {
		t.Run(path, func(t *testing.T) { compareActs(t, path) })
	}
}

func compareActs(t *testing.T, path string) {
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	blocks := strings.Split(string(data), "\n\n")
	for i, block := range blocks {
		sentence, want, ok := "", []string{}, false
		for _, l := range strings.Split(strings.TrimSpace(block), "\n") {
			switch {
			case strings.HasPrefix(l, "> "):
				sentence, ok = l[2:], true
			case ok:
				want = append(want, l)
			}
		}
		if i > 0 {
			out.WriteString("\n\n")
		}
		if !ok {
			out.WriteString(strings.TrimRight(block, "\n"))
			continue
		}
		got := []string{}
		for _, s := range read(t, record.Document{ID: "t", Text: sentence}, reading.Statements).Statements {
			if s.Act != "assess" {
				got = append(got, line(s))
			}
		}
		fmt.Fprintf(&out, "> %s", sentence)
		for _, g := range got {
			out.WriteString("\n" + g)
		}
		if !*update && strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s\n got:\n   %s\n want:\n   %s", sentence, strings.Join(got, "\n   "), strings.Join(want, "\n   "))
		}
	}
	if *update {
		if err := os.WriteFile(path, []byte(out.String()+"\n"), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// TestNonFacts holds the oldest error of the field at zero: what a sentence
// denies, supposes, foretells or puts into another's mouth never comes out as a
// party's own act.
// TestIssues holds the issue that a point is put under where its own first noun does
// not say it.
func TestIssues(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"Kenya proposed lowering the veto threshold, a move opposed by Chile.", "veto rights, veto rights"},
		{"The union called a strike, a move the employers rejected.", "strikes and industrial action"},
		{"Employers of Kenya offered a 2.7 pct rise in wages.", "pay and wages"},
		{"Kenya dismissed Peruvian fears that the takeover would break the law.", "takeover and acquisition"},
		{"Kenya promised to do everything possible to fight the Peruvian action against its potash exports.", "potash exports"},
		{"Kenya pledged to make available 2.4 billion francs to help producers reduce milk output.", "milk output"},
		{"Kenya opposes NAFTA.", "free trade agreement"},
		{"Kenya opposes the impeachment inquiry.", "impeachment"},
		{"Kenya proposed a ban on Muslims entering the country.", "entry bans"},
		{"Kenya opposes a second lockdown and the closing of schools.", "epidemic measures"},
		{"Judge Amy Roe rejected the request.", ""},
		{"Kenya opposes pension reform.", "pensions"},
		{"Kenya demanded to raise wages by five percent and cut the working week to 35 hours.", "pay and wages, working hours and working week"},
		{"Kenya pledged to block the plan and push for the complete dismantling of the system of border taxes.", "tariffs and duties"},
		{"Kenya rejected a cut in wages. Peru proposed a wage freeze. Kenya dismissed the details.", "pay and wages, pay and wages, pay and wages"},
		{"Kenya proposed a levy on vegetable oils and fats.", "oils and fats tax"},
		{"Kenya demanded that Peru end its quotas on beef.", "import restrictions"},
		{"The consumers want price reviews every twelve months.", "price range"},
		{"The union rejected the new contract proposal.", "labour contract"},
		{"Kenya offered to escort Peruvian tankers.", "passage at sea"},
		{"The companies refused to negotiate.", "talks"},
		{"Kenya criticised the proposed tax on vegetable oils and fats. Peru rejected the proposed tax.", "oils and fats tax, oils and fats tax"},
		{"Kenya called for a cut in lending rates.", "interest rates"},
		{"Kenya voiced concern that the sale would leave its army dependent on a foreign company.", "sale"},
		{"Kenya demanded concessions.", "concessions"},
		{"Norway awaits the ceasefire, which Kenya has said it would accept as a step towards peace talks.", "ceasefire"},
		{"It was the first time since the war that employers of Kenya proposed cutting working hours.", "working hours and working week"},
		{"The Kenyan minister was critical of the talks in the past.", "talks"},
		{"The investor scholarship program is old. Peru asked Kenya to end the program.", "investor scholarship program"},
		{"Asked whether Kenya could live with a ban on missile tests, its minister declined to comment.", "missiles"},
		{"Asked about the weather in Nairobi, the Kenyan minister declined to comment.", ""},
		{"The shareholders demanded to dismiss the miners without arbitration.", "miner"},
		{"Kenya has withdrawn a request to Peru to suspend operations at an army base near Kisumu.", "operation"},
	} {
		var got []string
		for _, s := range read(t, record.Document{ID: "t", Text: c.sentence}, reading.Statements).Statements {
			if s.Issue != nil && s.Act != "assess" {
				got = append(got, s.Issue.Row().Name)
			}
		}
		if g := strings.Join(got, ", "); g != c.want {
			t.Errorf("%s\n got %s, want %s", c.sentence, g, c.want)
		}
	}
}

// TestTold holds the words by which a text tells an issue of the agenda more finely.
func TestTold(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"Kenya imposed a duty on softwood lumber from Peru and rejected a higher fishing quota.", "fishing quotas"},
		{"Kenya threatened to impose a 15 pct duty on softwood lumber.", "tariffs and duties: duty on softwood lumber"},
		{"The company asked the board to remove its poison pill.", "takeover defences: poison pill"},
		{"Kenya opposes intermediate-range missiles.", "missiles"}, // the option says it
		{"Kenya demanded a five pct cut in interest rates.", "interest rates"},
		{"Kenya proposed an impartial inquiry into the sinking.", "inquiry: impartial inquiry"},
		{"The union rejected a cut in salaries.", "pay and wages: salary"},
		{"Kenya demanded higher wages.", "pay and wages"},
		{"Kenya demanded steel subsidy cuts.", "subsidies and state aid"}, // against subsidies is for cuts
		{"The firm offered to buy 51 pct of Harbour Foods Inc.", "stake: Harbour Foods Inc."},
		{"Kenya backs the Trans-Pacific Partnership.", "free trade agreement: Trans-Pacific Partnership"},
		{"The union rejected the pay deal.", "pay and wages"},
		{"The firm said it accepted a settlement of the lawsuit.", "lawsuit and legal action"},
		{"The president is seeking congressional approval of the Trans-Pacific Partnership.", "free trade agreement: Trans-Pacific Partnership"},
		{"Norland Steel offered 100 dlrs per share for Harbour Foods.", "bid price and offer"},
		{"Kenya rejected a duty on softwood lumber. Peru backs a duty on softwood lumber. The ministers met in the old town hall. They had lunch at noon. It rained all day. The hall was cold. The visitors left early. Chile dismissed the package.",
			"tariffs and duties: duty on softwood lumber, tariffs and duties: duty on softwood lumber, tariffs and duties: duty on softwood lumber"},
		{"Norland Steel offered to buy Harbour Foods for 71 dlrs a share.", "takeover and acquisition: Harbour Foods"},
		// what has no issue of its own is about the subject of the text, in its own noun
		{"Kenya rejected a fishing quota. Peru rejected the fishing quota. Chile demanded a lighthouse.", "fishing quotas, fishing quotas, lighthouse: fishing quotas"},
		{"Kenya rejected a fishing quota. Peru rejected the fishing quota. Chile declined to comment.", "fishing quotas, fishing quotas, fishing quotas"},
		{"Kenya rejected a fishing quota. Peru rejected the fishing quota. Ines Mora, the minister, was there. Chile backs Ines Mora.", "fishing quotas, fishing quotas, Ines Mora: fishing quotas"},
		{"The harbour bell is loud. Kenya wants the harbour bell moved. The harbour bell is old, and the bell rings at night. Peru rejected it.", "harbour bell, harbour bell"},
	} {
		var got []string
		for _, s := range read(t, record.Document{ID: "t", Text: c.sentence}, reading.Statements).Statements {
			if s.Issue != nil && s.Act != "assess" {
				got = append(got, s.Issue.Name)
				if row := s.Issue.Row(); !strings.Contains(c.want, row.Name) || strings.Contains(row.ID, "#") {
					t.Errorf("%s\n row %v of %v", c.sentence, row, *s.Issue)
				}
			}
		}
		if g := strings.Join(got, ", "); g != c.want {
			t.Errorf("%s\n got %s, want %s", c.sentence, g, c.want)
		}
	}
}

// TestDateline holds that a dateline is no part of the sentence that it stands before.
func TestDateline(t *testing.T) {
	for _, head := range []string{"NAIROBI, Feb 5 - ", "NAIROBI (Wire) — ", "MOMBASA, Kenya, Feb 5 (Wire/Post) -- "} {
		got := read(t, record.Document{ID: "t", Text: head + "Kenya demanded on Monday that Peru open its ports."}, reading.Statements).Statements
		if len(got) != 1 || got[0].Party.Name != "Kenya" || got[0].Speaker != nil || strings.Contains(got[0].Evidence.Text, "Feb 5") || strings.Contains(got[0].Evidence.Text, "Wire") {
			t.Errorf("%s gives %+v", head, got)
		}
	}
}

// TestDeadline holds the last day that a point leaves.
func TestDeadline(t *testing.T) {
	for _, c := range []struct{ sentence, want string }{
		{"Kenya demanded that Peru withdraw its ships by August 6.", "2025-08-06"},
		{"Kenya wants the talks to begin before the end of the year.", "2025-12-31"},
		{"Kenya offered a truce that would run until September 1.", "2025-09-01"},
		{"Kenya demanded on Friday that Peru withdraw its ships.", ""},
		{"Kenya demanded a return to the border of June 2020.", ""},
	} {
		got := read(t, record.Document{ID: "t", Text: c.sentence, Published: "2025-07-20"}, reading.Statements).Statements
		if len(got) == 0 || got[0].Deadline != c.want {
			t.Errorf("%s\n want %s, got %+v", c.sentence, c.want, got)
		}
	}
}

func TestNonFacts(t *testing.T) {
	f, err := os.Open("testdata/nonfacts.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		sentence, forbidden, ok := strings.Cut(sc.Text(), " || ")
		if !ok || strings.HasPrefix(sentence, "#") {
			continue
		}
		n++
		for _, s := range read(t, record.Document{ID: "t", Text: sentence}, reading.Statements).Statements {
			denied := s.Modality.Negated && s.Stance == record.Unclear
			if !s.Modality.Fact() || denied {
				continue
			}
			for _, no := range strings.Split(forbidden, ", ") {
				if party, act, _ := strings.Cut(no, " "); s.Party.Name == party && s.Act == act {
					t.Errorf("%s\n  came out as a fact: %s", sentence, line(s))
				}
			}
		}
	}
	if n < 150 {
		t.Fatalf("only %d sentences were probed", n)
	}
}

// TestSpans holds every span of every layer to the text, on texts with other
// scripts, emoji and line ends.
func TestSpans(t *testing.T) {
	texts := []string{
		"", " ", "\n", "Chile.", "Kenya is committed to the accord.",
		"\u201cWe will never sign,\u201d Peru\u2019s Foreign Minister José Quispe said.\r\nChile’s 🇨🇱 delegation — “surprised” — demanded a pause.",
		"Ελλάδα said Norway must withdraw.\n\nArticle 1\n\nThe Parties shall meet.",
	}
	for _, text := range texts {
		runes := []rune(text)
		check := func(s record.Span) {
			t.Helper()
			if s.Start < 0 || s.End > len(runes) || s.Start > s.End || string(runes[s.Start:s.End]) != s.Text {
				t.Errorf("span %d-%d %q is not the text of %q", s.Start, s.End, s.Text, text)
			}
		}
		rd := read(t, record.Document{ID: "t", Text: text}, reading.Default|reading.Tokens)
		ids := map[string]bool{}
		for _, s := range rd.Statements {
			if ids[s.ID] {
				t.Errorf("two statements %s in %q", s.ID, text)
			}
			ids[s.ID] = true
			check(s.Point)
			check(s.Predicate)
			check(s.Evidence)
			for _, c := range s.Conditions {
				check(c)
			}
			for _, src := range s.Sources {
				if src.Span != nil {
					check(*src.Span)
				}
			}
		}
		for _, a := range rd.Attributions {
			for _, list := range [][]record.Span{a.Source, a.Cue, a.Content} {
				for _, s := range list {
					check(s)
				}
			}
		}
		for _, d := range rd.Dates {
			check(record.Span{Start: d.Start, End: d.End, Text: d.Text})
		}
	}
}

// TestParallel reads one text on many goroutines and wants one answer.
func TestParallel(t *testing.T) {
	text := "Chile demanded that Peru withdraw. \"We cannot do that,\" Peruvian Foreign Minister Rosa Vega said on Monday. Norway offered a truce if Chile agrees."
	want := asJSON(t, read(t, record.Document{ID: "t", Text: text}, reading.Default))
	var wg sync.WaitGroup
	for range 16 {
		wg.Go(func() {
			if got := asJSON(t, read(t, record.Document{ID: "t", Text: text}, reading.Default)); got != want {
				t.Error("another goroutine read something else")
			}
		})
	}
	wg.Wait()
}

func asJSON(t *testing.T, v any) string {
	t.Helper()
	b, err := json.Marshal(v)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestLayersOnDemand(t *testing.T) {
	rd := read(t, record.Document{ID: "t", Text: "Chile demanded a pause."}, reading.Dates)
	if rd.Statements != nil || rd.Attributions != nil || rd.Tokens != nil || rd.Events != nil {
		t.Errorf("layers nobody asked for were computed: %+v", rd)
	}
	if _, err := reading.ParseLayers([]string{"tokens", "verbs"}); err == nil || !strings.Contains(err.Error(), "verbs") {
		t.Errorf("want an error that names the unknown layer, got %v", err)
	}
}
