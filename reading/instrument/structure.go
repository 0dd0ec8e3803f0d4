package instrument

import (
	"strings"

	"github.com/demarche-project/demarche/record"
)

// Text is a legal text taken apart. Offsets are code points.
type Text struct {
	Kind     string    `json:"kind"`  // treaty, agreement, plan ... as the title says
	Title    string    `json:"title"` // the first lines, "" when there are none
	Articles []Article `json:"articles"`
	Parts    []Part    `json:"parts"`   // chapters, sections: what groups articles
	Annexes  []Part    `json:"annexes"` // what follows the articles
	Closing  *Piece    `json:"closing"` // "Done at ...", signatures; nil when there is none

	Definitions []Definition `json:"definitions"`
	Brackets    []Bracket    `json:"brackets"`

	text     *record.Text
	preamble Piece // what stands between title and articles, without headings
}

// Piece is a stretch of the text.
type Piece struct {
	Start int `json:"start"`
	End   int `json:"end"`
}

// Article is a numbered article, from its heading to the end of its text.
type Article struct {
	Start   int      `json:"start"`
	End     int      `json:"end"`
	Number  string   `json:"number"`  // as written: "7", "XIV", "3bis"
	Title   string   `json:"title"`   // "" when there is none
	Level   int      `json:"level"`   // 1, or one more than the group it stands in
	Parent  *string  `json:"parent"`  // the group it stands in ("Chapter II"), nil for none
	Clauses []Clause `json:"clauses"` // paragraphs and what is listed in them
	Body    Piece    `json:"-"`       // without heading and title
}

// Clause is a paragraph of an article, or an item of a list in it.
type Clause struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Label string `json:"label"` // "1", "1(a)", "1(a)(ii)"; "" when unnumbered
	Text  Piece  `json:"-"`     // without its own number
}

// Part is a group of articles or an annex.
type Part struct {
	Start  int    `json:"start"`
	End    int    `json:"end"`
	Kind   string `json:"kind"` // part, chapter, annex ...
	Number string `json:"number"`
	Title  string `json:"title"`
	Level  int    `json:"level"`

	body int // where the text behind the heading begins
}

// Label is how an article refers to the group: "Chapter II".
func (p Part) Label() string {
	return strings.TrimSpace(strings.ToUpper(p.Kind[:1]) + p.Kind[1:] + " " + p.Number)
}

// line is a line of the text without the white space around it.
type line struct {
	start, end int
	text       string
	afterBlank bool // first of the text, or an empty line lies before it
}

// Structure takes a plain text apart. It never fails: a text without articles
// has none.
func Structure(text string) *Text {
	t := &Text{text: record.NewText(text)}
	lines := splitLines(text)
	heads := headings(lines)
	t.groups(lines, heads)
	t.title(lines, heads)
	for i := range t.Articles {
		t.Articles[i].Clauses = t.clauses(t.Articles[i].Body)
	}
	t.Definitions = t.definitions()
	t.Brackets = brackets(text)
	return t
}

// Slice returns the text of code points start to end.
func (t *Text) Slice(p Piece) string { return t.text.Slice(p.Start, p.End) }

// splitLines cuts text into its non-empty lines.
func splitLines(text string) []line {
	var out []line
	offset := 0
	blank := true
	for _, raw := range strings.Split(text, "\n") {
		n := len([]rune(raw))
		trimmed := strings.TrimSpace(raw)
		if trimmed == "" {
			blank = true
		} else {
			lead := len([]rune(raw)) - len([]rune(strings.TrimLeft(raw, " \t\r\u00a0\ufeff")))
			s := offset + lead
			out = append(out, line{start: s, end: s + len([]rune(trimmed)), text: trimmed, afterBlank: blank})
			blank = false
		}
		offset += n + 1
	}
	if len(out) > 20 && len(out) > strings.Count(text, "\n")-3 {
		closeUp(out)
	}
	return out
}

// closeUp marks, in a text without empty lines, the lines before which one would
// stand: those behind the end of a sentence or behind a title.
func closeUp(lines []line) {
	for i := 1; i < len(lines); i++ {
		prev := lines[i-1].text
		lines[i].afterBlank = endsSentence(prev) && !strings.HasSuffix(prev, ",") || len(prev) < 80 && looksLikeTitle(prev)
	}
}

// groups walks through the headings and gives each article, part and annex its
// extent: to the next heading, or to the end of the text.
func (t *Text) groups(lines []line, heads []heading) {
	var open []Part // groups that are open, outermost first
	inAnnex := false
	for k, h := range heads {
		end := lines[len(lines)-1].end
		if k+1 < len(heads) {
			end = lines[heads[k+1].line-1].end
		}
		start := lines[h.line].start
		switch h.class {
		case classArticle:
			if inAnnex {
				continue
			}
			a := Article{Start: start, End: end, Number: h.number, Title: h.title, Level: 1 + len(open), Body: Piece{end, end}}
			if h.body < len(lines) && lines[h.body].start < end {
				a.Body.Start = lines[h.body].start + h.skip
			}
			if len(open) > 0 {
				label := open[len(open)-1].Label()
				a.Parent = &label
			}
			t.Articles = append(t.Articles, a)
		case classPart:
			if inAnnex {
				continue
			}
			for len(open) > 0 && h.rank <= rankOf(open[len(open)-1].Kind) {
				open = open[:len(open)-1]
			}
			p := Part{Start: start, End: t.reach(lines, heads, k), Kind: h.word, Number: h.number, Title: h.title, Level: 1 + len(open)}
			open = append(open, p)
			t.Parts = append(t.Parts, p)
		case classAnnex:
			inAnnex = true
			reach, body := t.reach(lines, heads, k), lines[min(h.body, len(lines)-1)].start
			t.Annexes = append(t.Annexes, Part{Start: start, End: reach, Kind: h.word, Number: h.number, Title: h.title, Level: 1, body: min(body, reach)})
		case classClosing:
			if t.Closing == nil {
				t.Closing = &Piece{start, t.reach(lines, heads, k)}
			}
		}
	}
}

// reach is the end of what heading k opens: of a group the next heading of its rank
// or above, and of anything the next annex or the closing formula. An annex may have
// articles of its own, and a closing goes on through the signatures.
func (t *Text) reach(lines []line, heads []heading, k int) int {
	for j := k + 1; j < len(heads); j++ {
		h := heads[j]
		if h.class == classAnnex || h.class == classClosing && heads[k].class != classClosing ||
			h.class == classPart && heads[k].class == classPart && h.rank <= heads[k].rank {
			return lines[h.line-1].end
		}
	}
	return lines[len(lines)-1].end
}

// title takes the lines before the preamble as the title.
func (t *Text) title(lines []line, heads []heading) {
	limit := len(lines)
	if len(heads) > 0 {
		limit = heads[0].line
	}
	var words []string
	i := 0
	for ; i < limit && i < 8; i++ {
		l := lines[i].text
		if endsSentence(l) || strings.HasSuffix(l, ",") || inClass("preamble", strings.ToLower(l)) || len(l) > 160 || !looksLikeTitle(l) {
			break
		}
		words = append(words, l)
	}
	t.Title = strings.Join(words, " ")
	if i < limit {
		t.preamble = Piece{lines[i].start, lines[limit-1].end}
	}
	lower := " " + strings.ToLower(t.Title) + " "
	for _, k := range wordsOf("kind") {
		if strings.Contains(lower, " "+k) {
			t.Kind = k
			return
		}
	}
}
