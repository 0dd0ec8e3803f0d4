package report

import (
	"cmp"
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"

	"github.com/demarche-project/demarche/dossier"
	"github.com/demarche-project/demarche/record"
)

//go:embed page/brief.html
var briefHTML string

//go:embed page/brief.css
var briefCSS string

// tableColumns is how many parties stand side by side on the page.
const tableColumns = 5

// Brief writes a case as one page that needs nothing else: no script, no file, no
// network. The matrix, what each party holds, and every article; each cell leads
// to its sentences, each sentence to its line in the article.
func Brief(w io.Writer, c dossier.Case) error {
	t, err := template.New("brief").Parse(briefHTML)
	if err != nil {
		return err
	}
	return t.Execute(w, newPage(c))
}

// page is what the template shows.
type page struct {
	CSS                               template.CSS
	Case, Extent, AsOf, Finding, Lede string
	Tables                            []tableView
	Scales                            []scaleView
	Parties                           []partyView
	Articles                          []articleView
}

type stanceView struct{ Class, Sign, Word, Option string }

type wordsView struct{ Verb, Point, Condition string }

type pipsView struct {
	Capsules []string // letters of the articles of each report; none when there are too many
	Text     string
}

type tableView struct {
	Caption string
	Parties []linkView
	Rows    []rowView
}

type scaleView struct {
	Issue, Unit string
	Rows        []scaleRowView
}

type scaleRowView struct {
	Party   string
	Amounts []amountView
}

type amountView struct {
	Anchor, Verb, Amount, When string
	Stance                     stanceView
}

type linkView struct{ Name, Anchor string }

type rowView struct {
	Name  string
	Cells []cellView
}

type cellView struct {
	Party, Anchor, Voice string
	Void                 string // class of a blank that opens nothing
	Blank                string // words of a blank, empty for a position
	Asked                bool   // the blank is an answer that was asked for
	Stance               stanceView
	Words                wordsView
	Holders, Contests    []holderView
	Also                 []alsoView
	Moved, Carrier, When string
	Aside                string
	Pips                 pipsView
}

type holderView struct {
	Name   string
	Stance stanceView
	Words  wordsView
}

type alsoView struct {
	Stance stanceView
	Words  wordsView
}

type partyView struct {
	linkView
	Outside bool
	Cells   []positionView
}

type positionView struct {
	Anchor, Issue string
	Stance        stanceView
	Contests      bool
	Moved         string
	Facts         []fact
	Statements    []statementView
	Left          string // what of the cell is not shown
}

type fact struct{ Label, Value string }

type articleView struct {
	Anchor, Letter, Title, Facts, SHA string
	Problems                          []string
	Lines                             []lineView
}

type lineView struct {
	Anchor  string
	Number  int
	Pieces  []pieceView
	Notes   []noteView
	Uncoded []string
}

// builder makes the views; it knows where each thing stands on the page.
type builder struct {
	matrix  *dossier.Matrix
	letters map[string]string              // document to letter
	docs    map[string]dossier.Entry       // by document
	texts   map[string]*record.Text        // by document
	by      map[string][]*record.Statement // by document, in text order
}

func newPage(c dossier.Case) page {
	b := newBuilder(c)
	m := c.Matrix
	p := page{
		CSS: template.CSS(briefCSS), Case: c.Name, AsOf: m.AsOf,
		Extent:  Count(m.Articles, "article") + ", " + Count(m.Reports, "report"),
		Finding: finding(m),
		Lede: fmt.Sprintf("%s on %s, from %s. %s for what the parties hold; %s kept beside them and not counted. Words in serif are the documents’ own.",
			plural(len(m.Parties)+m.LeftParties, "party", "parties"), plural(len(m.Issues)+m.LeftIssues, "issue", "issues"), Count(m.Articles, "article"),
			plural(m.Statements, "statement stands", "statements stand"), plural(m.Aside, "is", "are")),
		Tables: b.tables(), Scales: scales(m),
	}
	p.Lede += leftOut(c)
	if m.AsOf != "" {
		p.Lede += " As of " + m.AsOf + "."
	}
	for i, a := range slices.Concat(m.Parties, m.Others) {
		if v := b.party(i, a); len(v.Cells) > 0 {
			v.Outside = i >= len(m.Parties)
			p.Parties = append(p.Parties, v)
		}
	}
	for _, d := range c.Documents {
		p.Articles = append(p.Articles, b.article(d))
	}
	return p
}

// leftOut says what the page does not show.
func leftOut(c dossier.Case) string {
	m := c.Matrix
	var left []string
	for _, l := range []struct {
		n         int
		one, many string
	}{
		{m.LeftParties, "party", "parties"}, {m.LeftOthers, "person or group without a party", "people and groups without a party"},
		{m.LeftIssues, "issue", "issues"}, {c.LeftDocuments, "article on which nothing shown stands", "articles on which nothing shown stands"},
	} {
		if l.n > 0 {
			left = append(left, plural(l.n, l.one, l.many))
		}
	}
	if len(left) == 0 {
		return ""
	}
	return " This page shows those with most on record; left out are " + strings.Join(left, ", ") + "."
}

func plural(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

func newBuilder(c dossier.Case) *builder {
	b := &builder{
		matrix: c.Matrix, letters: map[string]string{}, docs: map[string]dossier.Entry{},
		texts: map[string]*record.Text{}, by: map[string][]*record.Statement{},
	}
	for i, d := range c.Documents {
		id := d.Document.ID
		b.letters[id], b.docs[id], b.texts[id] = letter(i), d, record.NewText(d.Document.Text)
	}
	for cell := range c.Matrix.Asked() {
		for _, s := range slices.Concat(cell.Counted, cell.Refused, cell.Aside) {
			b.by[s.Doc] = append(b.by[s.Doc], s)
		}
	}
	for _, list := range b.by {
		slices.SortStableFunc(list, func(a, b *record.Statement) int { return a.Point.Start - b.Point.Start })
	}
	return b
}

// letter names the article number i: A to Z, then AA, AB ...
func letter(i int) string {
	if i < 26 {
		return string(rune('A' + i))
	}
	return letter(i/26-1) + letter(i%26)
}

// finding is the page's headline, composed from the record: a dispute, else a
// split, else the difference that is best attested.
func finding(m *dossier.Matrix) string {
	var dispute, split, differ string
	best := 0
	for _, i := range m.Issues {
		for _, p := range m.Parties {
			c := m.Cell(p.ID, i.ID)
			if len(c.Contested) > 0 && c.Kind == dossier.Held && dispute == "" {
				dispute = fmt.Sprintf("%s on %s: %s, and %s says otherwise.", p.Name, inline(i.Name), stanceOf(c).Word, cmp.Or(c.Contested[0].By, "somebody"))
			}
			if c.Divided != nil && split == "" {
				split = fmt.Sprintf("%s: %s divided.", capital(i.Name), p.Name)
			}
			for _, q := range m.Parties {
				d := m.Cell(q.ID, i.ID)
				if w := attested(c, d); apart(c, d) && w > best {
					best, differ = w, fmt.Sprintf("%s: %s %s, %s %s.", capital(i.Name), p.Name, stanceOf(c).Word, q.Name, stanceOf(d).Word)
				}
			}
		}
	}
	if m.Statements == 0 {
		return "Nothing is on record yet."
	}
	return cmp.Or(dispute, split, differ, "No party contradicts another on the record.")
}

// apart reports whether a is for what b is against, or for another option than b.
func apart(a, b *dossier.Cell) bool {
	if a.Kind != dossier.Held || b.Kind != dossier.Held || !tells(a.Lines[0]) || !tells(b.Lines[0]) || a.Stance != record.For {
		return false
	}
	if a.Option == "" || b.Option == "" || a.Option == b.Option {
		return b.Stance == record.Against
	}
	return b.Stance == record.For
}

// attested weighs a difference by the reports behind the weaker of its two sides, a
// party's own word above any other.
func attested(a, b *dossier.Cell) int {
	const own = 1 << 20
	n := min(a.Reports, b.Reports)
	if a.Voice.Kind == dossier.VoiceNamed && b.Voice.Kind == dossier.VoiceNamed {
		n += own
	}
	return n
}

// inline writes the name of an issue inside a sentence: a small first letter,
// unless the word is an abbreviation or a name.
func inline(name string) string {
	first, rest, _ := strings.Cut(name, " ")
	if rest == "" && first != "" || first != capital(strings.ToLower(first)) || rest != strings.ToLower(rest) {
		return name
	}
	return strings.ToLower(first) + " " + rest
}

func stanceClass(stance, option string) stanceView {
	word := dossier.Side(stance, option)
	switch stance {
	case record.For:
		return stanceView{"for", "+", word, option}
	case record.Against:
		return stanceView{"against", "−", word, option}
	case record.Conditional:
		return stanceView{"if", "if", word, option}
	}
	return stanceView{"unc", "?", word, option}
}

func stanceOf(c *dossier.Cell) stanceView {
	switch {
	case c.Kind == dossier.Held && c.Divided != nil:
		return stanceView{Class: "div", Word: "divided"}
	case c.Kind == dossier.Held:
		return stanceClass(c.Stance, c.Option)
	case c.Kind == dossier.Declined:
		return stanceView{Word: "asked, no answer"}
	}
	return stanceView{Word: "no position of its own on record"}
}

func voiceClass(v dossier.Voice) string {
	switch v.Kind {
	case dossier.VoiceNamed:
		return "v-own"
	case dossier.VoiceAnonymous:
		return "v-anon"
	case dossier.VoiceOther:
		return "v-other"
	}
	return "v-doc"
}

func wordsOf(s *record.Statement) wordsView {
	return wordsView{dossier.Verb(s), dossier.Point(s), dossier.Condition(s)}
}
