package report

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/position"
	"github.com/demarche-project/demarche/record"
)

func TestMatrixText(t *testing.T) {
	m := lakeMatrix(t)
	for _, width := range []int{60, 100, 160} {
		var b bytes.Buffer
		if err := Matrix(&b, m, Layout{Width: width}); err != nil {
			t.Fatal(err)
		}
		golden(t, fmt.Sprintf("matrix-%d.txt", width), b.String())
		for line := range strings.Lines(b.String()) {
			if w := columns.StringWidth(strings.TrimRight(line, "\n")); w > width {
				t.Errorf("width %d: a line of %d columns: %s", width, w, line)
			}
		}
	}
}

func TestMatrixData(t *testing.T) {
	m := lakeMatrix(t)
	var b bytes.Buffer
	if err := MatrixJSON(&b, m); err != nil {
		t.Fatal(err)
	}
	if !json.Valid(b.Bytes()) || strings.Contains(b.String(), "null") {
		t.Error("JSON is not valid, or says null where a list is empty")
	}
	golden(t, "matrix.json", b.String())
	b.Reset()
	if err := MatrixCSV(&b, m); err != nil {
		t.Fatal(err)
	}
	golden(t, "matrix.csv", b.String())
	rows, err := csv.NewReader(&b).ReadAll()
	if err != nil || len(rows) < 2 {
		t.Errorf("%d rows, %v", len(rows), err)
	}
}

func TestEmptyMatrix(t *testing.T) {
	var b bytes.Buffer
	if err := Matrix(&b, position.Fold(nil, position.Options{AsOf: "1990"}), Layout{}); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(b.String(), "No party holds anything on record as of 1990.") {
		t.Error(b.String())
	}
}

func TestPositionsText(t *testing.T) {
	m := lakeMatrix(t)
	var all []dossier.Position
	for _, p := range m.Parties {
		for _, i := range m.Issues {
			if c := m.Cell(p.ID, i.ID); c.Kind == dossier.Held || c.Kind == dossier.Declined || len(c.Aside) > 0 {
				all = append(all, dossier.Position{Party: record.Ref{ID: p.ID, Name: p.Name}, Issue: record.Ref{ID: i.ID, Name: i.Name}, Cell: c})
			}
		}
	}
	var b bytes.Buffer
	if err := Positions(&b, all, Layout{}); err != nil {
		t.Fatal(err)
	}
	golden(t, "positions.txt", b.String())
}

func TestShowText(t *testing.T) {
	all := lakeCase(t)
	var b bytes.Buffer
	for _, i := range []int{0, 5, 7} {
		if err := Show(&b, dossier.Shown{Statement: all[i], Document: texts[0]}, Layout{}); err != nil {
			t.Fatal(err)
		}
		b.WriteString("\n")
	}
	golden(t, "show.txt", b.String())
}

func TestDocumentsText(t *testing.T) {
	var b bytes.Buffer
	err := Documents(&b, []dossier.Entry{
		{Document: texts[0], Statements: 9, Uncoded: []record.Span{{Text: "x"}}},
		{Document: texts[2], Statements: 1, Problems: []record.Problem{{Where: "memo.txt", What: "begins in the middle of a sentence"}}},
	}, Layout{})
	if err != nil {
		t.Fatal(err)
	}
	golden(t, "documents.txt", b.String())
}

func TestWrap(t *testing.T) {
	for _, c := range []struct {
		in           string
		width, limit int
		want         string
	}{
		{"one two three", 7, 0, "one two|three"},
		{"one two three", 7, 1, "one …"},
		{"says “two three four”", 10, 1, "says …"},
		{"says “two three four”", 13, 1, "says “two …”"},
		{"aaaaaaaaaa b", 4, 0, "aaaa|aaaa|aa b"},
		{"", 4, 0, ""},
		{"水水水 水", 4, 0, "水水|水|水"},
	} {
		if got := strings.Join(wrap(c.in, c.width, c.limit), "|"); got != c.want {
			t.Errorf("wrap(%q, %d, %d) = %q, want %q", c.in, c.width, c.limit, got, c.want)
		}
	}
}

func TestReadAs(t *testing.T) {
	s := record.Statement{
		Party: record.Ref{ID: "RUS", Name: "Russia"},
		Sources: []record.Source{
			{Kind: record.SourceOutlet},
			{Kind: record.SourceNamed, Name: "Russia", Description: "read as Russia", Span: &record.Span{Text: "the Kremlin"}},
		},
	}
	if got := strings.Join(chain(&s), " › "); got != "outlet unknown › the Kremlin, read as Russia" {
		t.Error(got)
	}
}

func lakeBrief(t *testing.T) string {
	t.Helper()
	var b bytes.Buffer
	entries := []dossier.Entry{{Document: texts[0], Statements: 9}, {Document: texts[1], Statements: 2}, {Document: texts[2], Statements: 1}}
	m := position.Fold(lakeCase(t), position.Options{})
	if err := Brief(&b, dossier.Case{Name: "lake-merrow", Matrix: m, Documents: entries}); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// Every link of the page leads somewhere on the page, and nothing is fetched.
func TestBrief(t *testing.T) {
	got := lakeBrief(t)
	golden(t, "brief.html", got)
	targets := map[string]bool{}
	for _, m := range regexp.MustCompile(`id="([^"]+)"`).FindAllStringSubmatch(got, -1) {
		if targets[m[1]] {
			t.Errorf("two places are called %s", m[1])
		}
		targets[m[1]] = true
	}
	links := regexp.MustCompile(`href="#([^"]+)"`).FindAllStringSubmatch(got, -1)
	if len(links) < 20 {
		t.Errorf("only %d links", len(links))
	}
	for _, m := range links {
		if !targets[m[1]] {
			t.Errorf("link to #%s leads nowhere", m[1])
		}
	}
	for _, bad := range []string{"<script", "http:", "https:", "src=", "ZgotmplZ"} {
		if strings.Contains(got, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
	for _, want := range []string{
		"Southmark on new wells: against, and Ilse Brandt says otherwise.",
		`<mark>the northern sluices stay under its own engineers</mark>`,
		`<i>AB</i>`,
		"( … ) asked, no answer",
	} {
		if !strings.Contains(got, want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}

func TestFinding(t *testing.T) {
	all := lakeCase(t)
	for i := range all {
		if s := &all[i]; s.Speaker != nil && s.Speaker.Name == "Tom Auer" {
			s.Point.Text = "joint patrols at any hour" // enough words to make a split
		}
	}
	for _, c := range []struct{ without, want string }{
		{"", "Southmark on new wells: against, and Ilse Brandt says otherwise."},
		{"wells", "Joint patrols: Norland divided."},
		{"wells patrols", "Northern sluices: Norland for, Southmark against."},
		{"wells patrols sluices", "No party contradicts another on the record."},
	} {
		var left []record.Statement
		for _, s := range all {
			if !strings.Contains(c.without, s.Issue.ID) {
				left = append(left, s)
			}
		}
		if got := finding(position.Fold(left, position.Options{})); got != c.want {
			t.Errorf("without %q: %s, want %s", c.without, got, c.want)
		}
	}
	for i := range all {
		if s := &all[i]; s.Issue.ID == "sluices" && s.Stance == record.Against {
			s.Stance, s.Option = record.For, "Southmark’s engineers"
		} else if s.Issue.ID == "sluices" {
			s.Option = "Norland’s engineers"
		}
	}
	all = slices.DeleteFunc(all, func(s record.Statement) bool { return s.Issue.ID != "sluices" })
	if got, want := finding(position.Fold(all, position.Options{})), "Northern sluices: Norland for Norland’s engineers, Southmark for Southmark’s engineers."; got != want {
		t.Errorf("different options: %s, want %s", got, want)
	}
	if got := finding(position.Fold(nil, position.Options{})); got != "Nothing is on record yet." {
		t.Errorf("an empty record: %s", got)
	}
}

// TestAmounts holds what the command and the page say of amounts, on the lake.
func TestAmounts(t *testing.T) {
	all := lakeCase(t)
	for i, value := range []string{"12", "8/"} {
		s := &all[2*i]
		s.Quantities = []record.Quantity{{Value: value, Unit: "gate"}}
	}
	all[2].Stance = record.For // of the issue; the amount is rejected all the same
	m := position.Fold(all, position.Options{})
	var text bytes.Buffer
	if err := Amounts(&text, m.Scales(), Layout{Width: 80}); err != nil {
		t.Fatal(err)
	}
	want := `Northern sluices, gates
  Norland    + demands 12 gates          2031-04-12    bbce91a28b18
  Southmark  − rejects at least 8 gates  2031-04-12    33c715dc9bd9
`
	if text.String() != want {
		t.Errorf("text:\n%s\nwant:\n%s", text.String(), want)
	}
	var page bytes.Buffer
	if err := Brief(&page, dossier.Case{Name: "lake", Matrix: m, Documents: []dossier.Entry{{Document: texts[0]}}}); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`<caption>Northern sluices, gates</caption>`, `<a href="#s-33c715dc9bd9">`, `rejects <b>at least 8 gates</b>`} {
		if !strings.Contains(page.String(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
	var data []struct {
		Unit string
		Rows []struct {
			Amounts []struct{ Value, Statement string }
		}
	}
	var out bytes.Buffer
	if err := AmountsJSON(&out, m.Scales()); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(out.Bytes(), &data); err != nil || len(data) != 1 || len(data[0].Rows) != 2 || data[0].Rows[1].Amounts[0].Value != "8/" {
		t.Errorf("JSON: %v\n%s", err, out.String())
	}
}

// TestNoAmounts says so in words, and in JSON by an empty list.
func TestNoAmounts(t *testing.T) {
	var text, data bytes.Buffer
	none := position.Fold(nil, position.Options{}).Scales()
	if err := cmp.Or(Amounts(&text, none, Layout{}), AmountsJSON(&data, none)); err != nil {
		t.Fatal(err)
	}
	if text.String() != "No two parties name amounts in one unit on one issue.\n" || data.String() != "[]\n" {
		t.Errorf("%q, %q", text.String(), data.String())
	}
}

func TestAmountWords(t *testing.T) {
	for _, c := range []struct{ value, unit, want string }{
		{"320", "m³/s", "320 m³/s"}, {"1500/", "t", "at least 1,500 t"}, {"/3", "year", "at most 3 years"},
		{"1", "month", "1 month"}, {"17000000/18000000", "bag/year", "17,000,000 to 18,000,000 bags/year"}, {"30.55", "%", "30.55 %"},
		{"1", "bag/year", "1 bag/year"}, {"1/", "year", "at least 1 year"}, {"1/2", "year", "1 to 2 years"}, {"-1234.5", "degree", "-1,234.5 degrees"}, {"-123", "t", "-123 t"},
		{"2000", "more t", "2,000 more t"}, {"3", "more ship", "3 more ships"}, {"1", "more ship", "1 more ship"},
	} {
		if got := amountWords(c.value, c.unit); got != c.want {
			t.Errorf("%s %s: %q, want %q", c.value, c.unit, got, c.want)
		}
	}
}
