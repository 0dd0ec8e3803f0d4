package eval

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/record"
)

const dataFolder = "../../shared/data"

// dataFile is the path of a data set; the test is skipped where it is absent.
func dataFile(t *testing.T, name string) string {
	t.Helper()
	path := filepath.Join(dataFolder, name)
	if _, err := os.Stat(path); err != nil {
		fmt.Printf("skipped: no %s\n", path)
		t.Skip("no data")
	}
	return path
}

// oracle runs a scorer that comes with the data and returns what it prints.
func oracle(t *testing.T, args ...string) string {
	t.Helper()
	python, err := exec.LookPath("python3")
	if err != nil {
		fmt.Println("skipped: no python3 to compare with")
		t.Skip("no python3")
	}
	cmd := exec.Command(python, args...)
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("%v: %v\n%s", args, err, stderr.String())
	}
	return string(out)
}

// writeSystem writes one line a document, in the order of ids.
func writeSystem(t *testing.T, lines []map[string]any) string {
	t.Helper()
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	for _, l := range lines {
		if err := enc.Encode(l); err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "system.jsonl")
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func near3(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if math.Abs(got-want) > tolerance {
		t.Errorf("%s: ours %.5f, the scorer's %.5f", what, got, want)
	}
}

func mustRead[T any](t *testing.T, path string) []T {
	t.Helper()
	gold, err := readFile[T](path)
	if err != nil {
		t.Fatal(err)
	}
	return gold
}

// blur shifts a span a little.
func blur(r *rand.Rand, s [2]int, n int) [2]int {
	s[0], s[1] = max(0, s[0]+r.IntN(2*n+1)-n), s[1]+r.IntN(2*n+1)-n
	if s[1] <= s[0] {
		s[1] = s[0] + 1
	}
	return s
}

func TestPolnearEqualsItsScorer(t *testing.T) {
	path := dataFile(t, "polnear/dev.jsonl")
	gold := mustRead[polnearDoc](t, path)
	r := rand.New(rand.NewPCG(1, 1))
	system := map[string][]roles{}
	var lines []map[string]any
	for _, g := range gold {
		out := []roles{}
		for i, a := range g.Attributions {
			x := a.roles
			if r.IntN(4) == 0 {
				continue
			}
			for k, p := range []*spans{&x.Source, &x.Cue, &x.Content} {
				if r.IntN(6) == 0 {
					other := g.Attributions[(i+1)%len(g.Attributions)].parts()[k]
					*p = other
				}
				moved := spans{}
				for _, s := range *p {
					moved = append(moved, blur(r, s, 12))
				}
				*p = moved
			}
			if r.IntN(9) == 0 {
				x.Source = spans{}
			}
			out = append(out, x)
			if r.IntN(10) == 0 {
				out = append(out, x)
			}
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "attributions": out})
	}
	verbs := filepath.Join(filepath.Dir(path), "reportverbs.txt")
	keep, err := readWords(verbs)
	if err != nil {
		t.Fatal(err)
	}
	file := writeSystem(t, lines)
	scorer := filepath.Join(dataFolder, "polnear/score.py")
	for _, c := range []struct {
		ours Report
		args []string
	}{
		{scorePolnear(gold, system, nil), nil},
		{scorePolnear(mustRead[polnearDoc](t, path), system, keep), []string{"--cues", verbs}},
	} {
		var want struct {
			Measures  map[string][3]float64 `json:"measures"`
			SourceAcc float64               `json:"source_acc"`
			ByType    map[string][3]float64 `json:"recall_by_type"`
		}
		out := oracle(t, append([]string{scorer, path, file, "--json"}, c.args...)...)
		if err := json.Unmarshal([]byte(out), &want); err != nil {
			t.Fatal(err)
		}
		theirs := map[string]string{"content half": "attrib_half"}
		for _, s := range c.ours.Scores {
			name := theirs[s.Name]
			if name == "" {
				name = strings.ReplaceAll(s.Name, " ", "_")
			}
			w, ok := want.Measures[name]
			if !ok {
				t.Errorf("the scorer has no %s", name)
			}
			near3(t, s.Name+" P", s.P(), w[0], 1e-9)
			near3(t, s.Name+" R", s.R(), w[1], 1e-9)
			near3(t, s.Name+" F1", s.F1(), w[2], 1e-9)
		}
		for _, x := range c.ours.Rates {
			if name, ok := strings.CutPrefix(x.Name, "recall "); ok {
				near3(t, x.Name, x.Value(), want.ByType[name][2], 1e-9)
			} else {
				near3(t, x.Name, x.Value(), want.SourceAcc, 1e-9)
			}
		}
	}
}

func TestClaimsEqualTheirScorer(t *testing.T) {
	path := dataFile(t, "claims/dev.jsonl")
	gold := mustRead[claimsDoc](t, path)
	r := rand.New(rand.NewPCG(2, 2))
	system := map[string][]claim{}
	var lines []map[string]any
	for _, g := range gold {
		out := []claim{}
		for i, c := range g.Claims {
			words := strings.Fields(c.Utterance)
			if r.IntN(5) == 0 || len(words) == 0 {
				continue
			}
			x := claim{c.Agent, strings.Join(words[r.IntN(len(words)):], " ")}
			if r.IntN(2) == 0 {
				x.Content = c.Utterance
			}
			if r.IntN(4) == 0 {
				x.Speaker = g.Claims[(i+3)%len(g.Claims)].Agent
			}
			if r.IntN(4) == 0 {
				x.Speaker = "President " + x.Speaker + "’s"
			}
			out = append(out, x)
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "claims": out})
	}
	var want struct {
		System   int
		Content  struct{ P, R, F1 float64 }
		Claim    struct{ P, R, F1 float64 }
		AgentAcc float64            `json:"agent_acc"`
		ByType   map[string]float64 `json:"recall_by_type"`
	}
	if err := json.Unmarshal([]byte(oracle(t, filepath.Join(dataFolder, "claims/score.py"), path, writeSystem(t, lines), "--json")), &want); err != nil {
		t.Fatal(err)
	}
	ours := scoreClaims(gold, system)
	for i, w := range []struct{ P, R, F1 float64 }{want.Content, want.Claim} {
		s := ours.Scores[i]
		near3(t, s.Name+" P", s.P(), w.P, 6e-4)
		near3(t, s.Name+" R", s.R(), w.R, 6e-4)
		near3(t, s.Name+" F1", s.F1(), w.F1, 6e-4)
	}
	near3(t, "system", ours.Scores[0].System, float64(want.System), 0)
	near3(t, "agent", ours.Rates[0].Value(), want.AgentAcc, 6e-4)
	for _, x := range ours.Rates[1:] {
		near3(t, x.Name, x.Value(), want.ByType[strings.TrimPrefix(x.Name, "recall ")], 6e-4)
	}
}

func TestTimexEqualsItsScorer(t *testing.T) {
	path := dataFile(t, "timex/dev.jsonl")
	gold := mustRead[timexDoc](t, path)
	r := rand.New(rand.NewPCG(3, 3))
	values := []string{"1998-02", "2022-21", "../1998", "1998/..", "1998-02-09/1998-02-12", "P3D", "{1998,1999}", "1998-W07", "PAST_REF", "1998-34", "199X", "[1997..1998-03]", "1998-02-30", "1998-40"}
	system := map[string][]timex{}
	var lines []map[string]any
	for _, g := range gold {
		out := []timex{}
		for _, x := range g.Timex {
			if r.IntN(6) == 0 {
				continue
			}
			s := [2]int{x.Start, x.End}
			if r.IntN(3) == 0 {
				s = blur(r, s, 5)
				s[1] = min(s[1], len([]rune(g.Text)))
			}
			v := x.Value
			switch r.IntN(6) {
			case 0:
				v = values[r.IntN(len(values))]
			case 1:
				v = strings.TrimSuffix(v, "X") + "?"
			}
			if s[0] < s[1] {
				out = append(out, timex{s[0], s[1], v})
			}
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "timex": out})
	}
	var want struct {
		Rows []struct {
			Scope, By string
			Relaxed   [3]float64
			Strict    [3]float64
			Value     [3]float64
		}
		IoU float64 `json:"cal_iou"`
	}
	if err := json.Unmarshal([]byte(oracle(t, filepath.Join(dataFolder, "timex/score.py"), path, writeSystem(t, lines), "--json")), &want); err != nil {
		t.Fatal(err)
	}
	ours := scoreTimex(gold, system)
	for _, w := range want.Rows {
		for name, prf := range map[string][3]float64{w.Scope + " " + w.By: w.Value, w.Scope + " found": w.Relaxed, w.Scope + " found, exact span": w.Strict} {
			s, ok := ours.Score(name)
			if !ok {
				continue
			}
			near3(t, name+" P", s.P(), prf[0], 1e-9)
			near3(t, name+" R", s.R(), prf[1], 1e-9)
			near3(t, name+" F1", s.F1(), prf[2], 1e-9)
		}
	}
	near3(t, "IoU", ours.Rates[0].Value(), want.IoU, 1e-9)
}

func TestGSREqualsItsScorer(t *testing.T) {
	path := dataFile(t, "gsr/dev.jsonl")
	gold := mustRead[gsrDoc](t, path)
	r := rand.New(rand.NewPCG(4, 4))
	parties := []string{"USAGOV", "IRQ", "IGOUNO", "", "---MIL", "PSEREBCVL", "SCGSRBGOV", "GERGOV", "IMGMUSALQ"}
	system := map[string][]gsrEvent{}
	var lines []map[string]any
	for i, g := range gold {
		out := []gsrEvent{}
		for _, e := range g.Gold {
			if r.IntN(8) == 0 {
				continue
			}
			e = gsrEvent{append(codes{}, e.Source...), append(codes{}, e.Target...), e.Event, e.Reciprocal}
			switch r.IntN(6) {
			case 0:
				e.Source = append(e.Source, parties[r.IntN(len(parties))])
			case 1:
				e.Target = codes{parties[r.IntN(len(parties))]}
			case 2:
				e.Event = gold[(i+7)%len(gold)].Gold[0].Event
			case 3:
				e.Reciprocal = !e.Reciprocal
			}
			out = append(out, e)
			if r.IntN(5) == 0 {
				out = append(out, gsrEvent{codes{""}, codes{"RUS"}, "request", false})
			}
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "events": out})
	}
	var want struct {
		Metrics map[string]struct {
			P, R, F        float64
			TP, Pred, Gold float64
		}
		Best map[string]float64 `json:"best_match_accuracy"`
	}
	out := oracle(t, filepath.Join(dataFolder, "gsr/score.py"), path, writeSystem(t, lines), "--json", "--boot", "10")
	if err := json.Unmarshal([]byte(out), &want); err != nil {
		t.Fatal(err)
	}
	ours := scoreGSR(gold, system)
	for _, s := range ours.Scores {
		w, ok := want.Metrics[s.Name]
		if !ok {
			t.Errorf("the scorer has no %s", s.Name)
		}
		near3(t, s.Name+" hits", s.RightGold, w.TP, 0)
		near3(t, s.Name+" system", s.System, w.Pred, 0)
		near3(t, s.Name+" gold", s.Gold, w.Gold, 0)
		near3(t, s.Name+" F1", 100*s.F1(), w.F, .051)
	}
	for i, name := range []string{"event", "source_country", "target_country", "tuple_country"} {
		near3(t, name, 100*ours.Rates[i+1].Value(), want.Best[name], .051)
	}
}

// numbersOf reads the lines of a printed table: what stands before "P" names it.
func numbersOf(out string) map[string][3]float64 {
	rows := map[string][3]float64{}
	line := regexp.MustCompile(`(?m)^(.+?) +P ([\d.]+) +R ([\d.]+) +F1 ([\d.]+)`)
	for _, m := range line.FindAllStringSubmatch(out, -1) {
		var v [3]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(m[i+2], 64)
		}
		rows[strings.TrimSpace(m[1])] = v
	}
	return rows
}

func TestENBEqualsItsScorer(t *testing.T) {
	path := dataFile(t, "enb100/dev.jsonl")
	names := filepath.Join(filepath.Dir(path), "actor_aliases.json")
	al, err := readAliases(names)
	if err != nil {
		t.Fatal(err)
	}
	gold := mustRead[enbDoc](t, path)
	r := rand.New(rand.NewPCG(5, 5))
	actors := []string{"the G-77/CHINA", "G77", "the EU", "AOSIS", "US", "“Tuvalu”", "the Russian Federation"}
	system := map[string][]proposition{}
	var lines []map[string]any
	for i, g := range gold {
		out := []proposition{}
		for _, p := range g.Gold {
			switch r.IntN(6) {
			case 0:
				continue
			case 1:
				p.Actor = actors[r.IntN(len(actors))]
			case 2:
				p.Stance = "oppose"
			case 3:
				p.Point = strings.Join(strings.Fields(p.Point)[r.IntN(2):], " ") + "."
			case 4:
				if other := gold[(i+1)%len(gold)].Gold; len(other) > 0 {
					p.Point = other[0].Point
				}
			}
			out = append(out, p)
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "tuples": out})
	}
	want := numbersOf(oracle(t, filepath.Join(dataFolder, "enb100/score.py"), "enb", path, writeSystem(t, lines), "--aliases", names))
	for _, s := range scoreENB(gold, system, al).Scores {
		w, ok := want[s.Name]
		if !ok {
			t.Errorf("the scorer has no %s", s.Name)
		}
		near3(t, s.Name+" P", s.P(), w[0], 6e-4)
		near3(t, s.Name+" R", s.R(), w[1], 6e-4)
		near3(t, s.Name+" F1", s.F1(), w[2], 6e-4)
	}
}

func TestDSEEqualsItsScorer(t *testing.T) {
	path := dataFile(t, "dse/dev.jsonl")
	gold := mustRead[dseDoc](t, path)
	r := rand.New(rand.NewPCG(6, 6))
	stances := []string{"support", "oppose", "report", "reject"}
	system := map[string][]attitude{}
	var lines []map[string]any
	for _, g := range gold {
		out := []attitude{}
		if r.IntN(3) > 0 {
			out = append(out, attitude{"somebody", "oppose", g.Q.Text}, attitude{g.P.Text, stances[r.IntN(4)], "what " + g.Q.Text + " wants"})
		}
		if r.IntN(3) == 0 {
			out = append(out, attitude{strings.ToUpper(g.Q.Text), stances[r.IntN(4)], g.P.Text})
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "tuples": out})
	}
	out := oracle(t, filepath.Join(dataFolder, "enb100/score.py"), "dse", path, writeSystem(t, lines))
	want := numbersOf(out)
	theirs := map[string]string{"relation strict": "relation strict  (direction+sign)", "relation relaxed": "relation relaxed (any non-neutral)",
		"for, p to q": "pos p>q", "for, q to p": "pos q>p", "against, p to q": "neg p>q", "against, q to p": "neg q>p", "neutral": "neutral"}
	ours := scoreDSE(gold, system)
	for _, s := range ours.Scores {
		w, ok := want[theirs[s.Name]]
		if !ok {
			t.Errorf("the scorer has no %s:\n%s", s.Name, out)
		}
		near3(t, s.Name+" P", s.P(), w[0], 6e-4)
		near3(t, s.Name+" R", s.R(), w[1], 6e-4)
		near3(t, s.Name+" F1", s.F1(), w[2], 6e-4)
	}
	m := regexp.MustCompile(`micro-F1 ([\d.]+)[\s\S]*macro-F1 ([\d.]+)`).FindStringSubmatch(out)
	for i, x := range ours.Rates {
		w, _ := strconv.ParseFloat(m[i+1], 64)
		near3(t, x.Name, x.Value(), w, 6e-4)
	}
}

// someStatement makes a statement that may answer what stands at start to end.
func someStatement(r *rand.Rand, id int, acts []string, parties []string, start, end int) record.Statement {
	s := record.Statement{ID: fmt.Sprint(id), Act: acts[r.IntN(len(acts))], Party: record.Ref{Name: parties[r.IntN(len(parties))]},
		Evidence: record.Span{Start: start, End: end}, Sources: []record.Source{{Kind: record.SourceNamed}, {Kind: record.SourceDocument}}}
	switch r.IntN(3) {
	case 0:
		s.Addressees = []record.Ref{{Name: "the Russian Federation"}}
	case 1:
		s.Point.Text = "what Russia and Ukraine did"
	}
	return s
}

func TestUNSCEqualsItsScorer(t *testing.T) {
	path := dataFile(t, "unsc/dev.jsonl")
	gold := mustRead[unscDoc](t, path)
	r := rand.New(rand.NewPCG(7, 7))
	system := map[string][]record.Statement{}
	var lines []map[string]any
	for _, g := range gold {
		out := []record.Statement{}
		for i, x := range g.Sentences {
			if x.Blame != "" && r.IntN(3) > 0 || r.IntN(6) == 0 {
				out = append(out, someStatement(r, i, []string{"accuse", "deny", "demand"}, []string{g.Speaker, "the " + g.Speaker, "Chad"}, x.Start, x.End))
			}
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "statements": out})
	}
	var want struct {
		System        int
		P, R, F1      float64
		Direct_recall float64
		Target        float64
	}
	if err := json.Unmarshal([]byte(oracle(t, filepath.Join(dataFolder, "unsc/score.py"), path, writeSystem(t, lines))), &want); err != nil {
		t.Fatal(err)
	}
	ours := scoreUNSC(gold, system)
	near3(t, "P", ours.Scores[0].P(), want.P, 6e-4)
	near3(t, "R", ours.Scores[0].R(), want.R, 6e-4)
	near3(t, "F1", ours.Scores[0].F1(), want.F1, 6e-4)
	near3(t, "direct", ours.Rates[0].Value(), want.Direct_recall, 6e-4)
	near3(t, "target", ours.Rates[1].Value(), want.Target, 6e-4)
}

func TestSeedsEqualTheirScorer(t *testing.T) {
	path := dataFile(t, "../gold/positions-dev.jsonl")
	gold := mustRead[seedRow](t, path)
	r := rand.New(rand.NewPCG(8, 8))
	system := map[string][]record.Statement{}
	var lines []map[string]any
	for i := range 120 {
		g := gold[i%len(gold)]
		s := someStatement(r, i, append([]string{"assess", "demand"}, g.Acts...), []string{g.Party, "the United States", "Kremlin", "Chad", ""}, max(0, g.At-r.IntN(80)), g.At+r.IntN(300)-50)
		if len(g.Issues) > 0 && r.IntN(3) > 0 {
			s.Issue = &record.Ref{Name: "the " + g.Issues[r.IntN(len(g.Issues))]}
		}
		system[g.Doc] = append(system[g.Doc], s)
		b, _ := json.Marshal(s)
		line := map[string]any{}
		if err := json.Unmarshal(b, &line); err != nil {
			t.Fatal(err)
		}
		line["doc"] = g.Doc + "_abc.txt"
		lines = append(lines, line)
	}
	var want struct {
		Gold, Found, Row, Extra float64
		ActAcc                  float64 `json:"act_acc"`
		IssueAcc                float64 `json:"issue_acc"`
		Kind                    float64 `json:"source_kind_acc"`
	}
	if err := json.Unmarshal([]byte(oracle(t, filepath.Join(dataFolder, "../gold/score.py"), path, writeSystem(t, lines), "--json")), &want); err != nil {
		t.Fatal(err)
	}
	ours := scoreSeeds(gold, system).Rates
	near3(t, "found", ours[0].Right, want.Found, 0)
	near3(t, "rows", ours[1].Right, want.Row, 0)
	near3(t, "act", ours[2].Value(), want.ActAcc, 6e-4)
	near3(t, "issue", ours[3].Value(), want.IssueAcc, 6e-4)
	near3(t, "kind", ours[4].Value(), want.Kind, 6e-4)
	near3(t, "extra", ours[5].Right, want.Extra, 0)
}

func TestInstrumentsEqualTheirScorer(t *testing.T) {
	path := dataFile(t, "instruments/dev.articles.jsonl")
	scorer := filepath.Join(dataFolder, "instruments/score.py")
	gold := mustRead[articlesDoc](t, path)
	r := rand.New(rand.NewPCG(9, 9))
	system := map[string][]article{}
	var lines []map[string]any
	for _, g := range gold {
		out := []article{}
		for _, a := range g.Articles {
			if r.IntN(7) == 0 {
				continue
			}
			s := blur(r, [2]int{a.Start, a.End}, 2)
			if r.IntN(5) == 0 {
				s = blur(r, s, 9)
			}
			a.Start, a.End, a.Number = s[0], s[1], "Article "+a.Number
			if r.IntN(5) == 0 {
				a.Title = strings.ToUpper(a.Title) + "!"
			}
			if r.IntN(5) == 0 {
				a.Number, a.Title = "art. 7bis", "x"
			}
			out = append(out, a)
		}
		system[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "articles": out})
	}
	var want struct{ P, R, F1, Exact, Number, Title float64 }
	if err := json.Unmarshal([]byte(oracle(t, scorer, "articles", path, writeSystem(t, lines))), &want); err != nil {
		t.Fatal(err)
	}
	ours := scoreArticles(gold, system)
	near3(t, "F1", ours.Scores[0].F1(), want.F1, 6e-4)
	near3(t, "extent", ours.Rates[0].Value(), want.Exact, 6e-4)
	near3(t, "number", ours.Rates[1].Value(), want.Number, 6e-4)
	near3(t, "title", ours.Rates[2].Value(), want.Title, 6e-4)

	path = dataFile(t, "instruments/dev.pairs.jsonl")
	texts := mustRead[pairDoc](t, path)
	links := map[string][]link{}
	lines = nil
	for _, g := range texts {
		out := []link{}
		for a := range g.ArtsA {
			b := min(a+r.IntN(5), len(g.ArtsB)-1)
			out = append(out, link{blur(r, g.ArtsA[a], 4), blur(r, g.ArtsB[b], 4)})
		}
		for _, w := range g.Gold {
			if r.IntN(2) == 0 {
				out = append(out, link{g.ArtsA[w[0]], g.ArtsB[w[1]]})
			}
		}
		links[g.ID] = out
		lines = append(lines, map[string]any{"id": g.ID, "links": out})
	}
	if err := json.Unmarshal([]byte(oracle(t, scorer, "align", path, writeSystem(t, lines))), &want); err != nil {
		t.Fatal(err)
	}
	s := scoreAlignment(texts, links).Scores[0]
	near3(t, "links P", s.P(), want.P, 6e-4)
	near3(t, "links R", s.R(), want.R, 6e-4)
	near3(t, "links F1", s.F1(), want.F1, 6e-4)
}
