package report

import (
	_ "embed"
	"fmt"
	"html/template"
	"io"
	"slices"
	"strings"
	"unicode"
)

//go:embed page/facing.html
var facingHTML string

//go:embed page/facing.css
var facingCSS string

// Comparison is two drafts of one text, and what became of each article on the
// way from the earlier, A, to the later, B.
type Comparison struct {
	A, B    Draft
	Changes []ArticleChange // in the order of B, with preamble and annexes
}

// Draft is what is known of one of the two texts.
type Draft struct {
	Name     string
	Facts    string // file, date ...
	Articles int
}

// ArticleChange is what became of an article, or of several that belong together.
type ArticleChange struct {
	Kind    string    // same, reworded, split, merged, regrouped, dropped or new
	Also    []string  // moved, renumbered, retitled
	A, B    []Heading // none on one side of what was dropped or is new
	Clauses []ClauseChange
}

// Heading is what stands over an article.
type Heading struct {
	Name  string // "Article 3", "Annex I"
	Title string
	Part  string // "Chapter II", where the text has parts
}

// ClauseChange is what became of a clause.
type ClauseChange struct {
	Kind    string
	Moved   bool    // from or to an article that belongs elsewhere
	A, B    *Clause // nil where there is none
	Effects []Effect
}

// Clause is a clause as it stands in one draft.
type Clause struct {
	Label string // "1(a)"
	Words []Words
	Note  string // in place of words that stand in another row
}

// Words is a run of words of a clause: what both drafts have, or only this one.
type Words struct {
	Text string
	Only bool
}

// Effect is what a change of words does to what the text asks for.
type Effect struct {
	Kind      string // weakened, strengthened, added, dropped, settled, reopened, altered
	Why       string // "shall → should"
	Addressee string
	Words     string // of an obligation that came or went as a whole
}

// Facing writes two drafts as one page, the earlier on the left, the later on the
// right, and between them what changed and what that does. Like a brief it needs
// no script, no file and no network.
func Facing(w io.Writer, c Comparison) error {
	t, err := template.New("facing").Parse(facingHTML)
	if err != nil {
		return err
	}
	return t.Execute(w, newFacingPage(c))
}

// facingPage is what the template shows.
type facingPage struct {
	CSS           template.CSS
	A, B          Draft
	Finding, Lede string
	Effects       []effectGroup
	Kinds         []kindGroup
	Changes       []changeView
}

// effectGroup is all effects of one kind, by article.
type effectGroup struct {
	Kind       string
	Sign       string
	Count      int
	Some, Rest []effectsOf // Rest is folded
}

type effectsOf struct {
	Name, Anchor string
	Each         []effectView
	Others       string // what of the article is not listed
}

// A summary lists so many articles of each kind of effect before it folds the
// rest, and so many effects of one article, but all that weakens and strengthens.
// The articles themselves show everything.
const (
	summaryArticles = 8
	summaryEffects  = 3
)

type effectView struct {
	Effect
	Sign, Anchor string
}

// kindGroup is all changes of one kind.
type kindGroup struct {
	Kind    string
	Changes []linkView
}

type changeView struct {
	ArticleChange
	Anchor  string
	Words   string // "reworded, moved"
	A, B    []headView
	Folded  bool
	Alike   bool // the headings are the same
	Clauses []clauseView
}

type headView struct {
	Heading
	Anchor string
}

type clauseView struct {
	ClauseChange
	Anchor  string
	Effects []effectView
}

// effectKinds orders the effects for the summary, each with its sign: what
// weakens or strengthens goes first.
var effectKinds = [...]struct{ kind, sign string }{
	{"weakened", "↓"}, {"strengthened", "↑"}, {"dropped", "−"}, {"added", "+"},
	{"reopened", "[ ]"}, {"settled", "✓"}, {"altered", "≈"},
}

func effectSign(kind string) string {
	for _, k := range effectKinds {
		if k.kind == kind {
			return k.sign
		}
	}
	return "≈"
}

func newFacingPage(c Comparison) facingPage {
	p := facingPage{CSS: template.CSS(briefCSS + facingCSS), A: c.A, B: c.B}
	taken := map[string]bool{}
	for i, change := range c.Changes {
		p.Changes = append(p.Changes, newChangeView(change, fmt.Sprintf("change-%d", i+1), taken))
	}
	p.Effects, p.Kinds = effectGroups(p.Changes), kindGroups(p.Changes)
	p.Finding = p.finding()
	p.Lede = fmt.Sprintf("%s before, %s after.", Count(c.A.Articles, "article"), Count(c.B.Articles, "article"))
	if n := len(slices.DeleteFunc(slices.Clone(p.Changes), func(v changeView) bool { return !v.Folded })); n > 0 {
		p.Lede += " " + capital(plural(n, "has kept its words and is folded", "have kept their words and are folded")) + "."
	}
	return p
}

func newChangeView(c ArticleChange, anchor string, taken map[string]bool) changeView {
	v := changeView{ArticleChange: c, Anchor: anchor, Folded: c.Kind == "same"}
	v.Words = strings.Join(append([]string{c.Kind}, c.Also...), ", ")
	for _, a := range c.A {
		v.A = append(v.A, headView{a, articleAnchor("old", a.Name, taken)})
	}
	for _, b := range c.B {
		v.B = append(v.B, headView{b, articleAnchor("new", b.Name, taken)})
	}
	v.Alike = slices.Equal(c.A, c.B)
	for i, k := range c.Clauses {
		cv := clauseView{ClauseChange: k, Anchor: fmt.Sprintf("%s-%d", anchor, i+1)}
		for _, e := range k.Effects {
			e.Why, e.Addressee = shorten(e.Why, 160), shorten(e.Addressee, 70)
			cv.Effects = append(cv.Effects, effectView{e, effectSign(e.Kind), cv.Anchor})
		}
		v.Clauses = append(v.Clauses, cv)
	}
	return v
}

// articleAnchor names the place of an article: "new-article-3bis"; where a name
// comes again, "new-article-3bis-2".
func articleAnchor(side, name string, taken map[string]bool) string {
	for _, w := range strings.FieldsFunc(strings.ToLower(name), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		side += "-" + w
	}
	anchor := side
	for n := 2; taken[anchor]; n++ {
		anchor = fmt.Sprintf("%s-%d", side, n)
	}
	taken[anchor] = true
	return anchor
}

// name is what a change is called in the summary: by the later draft, and by both
// where the number is another.
func (v changeView) name() string {
	side := v.B
	if len(side) == 0 {
		side = v.A
	}
	name := namesOf(side)
	if from := namesOf(v.A); from != "" && from != name {
		name = from + " → " + strings.TrimPrefix(name, "Article ")
	}
	if len(v.A) == 1 && len(v.B) > 1 {
		side = v.A
	}
	if len(side) == 1 && side[0].Title != "" {
		name += " " + side[0].Title
	}
	return name
}

// namesOf joins names: "Article 4 + 5".
func namesOf(heads []headView) string {
	name := ""
	for i, h := range heads {
		if i == 0 {
			name = h.Name
		} else {
			name += " + " + strings.TrimPrefix(h.Name, "Article ")
		}
	}
	return name
}

func effectGroups(changes []changeView) []effectGroup {
	var out []effectGroup
	for _, k := range effectKinds {
		g := effectGroup{Kind: k.kind, Sign: k.sign}
		for _, c := range changes {
			of := effectsOf{Name: c.name(), Anchor: c.Anchor}
			for _, cl := range c.Clauses {
				for _, e := range cl.Effects {
					if e.Kind == k.kind {
						e.Words = shorten(e.Words, 140)
						of.Each = append(of.Each, e)
					}
				}
			}
			n := len(of.Each)
			if n == 0 {
				continue
			}
			g.Count += n
			if n > summaryEffects && k.kind != "weakened" && k.kind != "strengthened" {
				of.Each, of.Others = of.Each[:summaryEffects-1], fmt.Sprintf("and %d more", n-summaryEffects+1)
			}
			if len(g.Some) < summaryArticles {
				g.Some = append(g.Some, of)
			} else {
				g.Rest = append(g.Rest, of)
			}
		}
		if len(g.Rest) == 1 {
			g.Some, g.Rest = append(g.Some, g.Rest...), nil
		}
		if g.Count > 0 {
			out = append(out, g)
		}
	}
	return out
}

// shorten cuts a long quotation at a space.
func shorten(s string, limit int) string {
	rs := []rune(s)
	if len(rs) <= limit {
		return s
	}
	s = string(rs[:limit])
	if i := strings.LastIndex(s, " "); i > 0 {
		s = s[:i]
	}
	return s + " …"
}

// articleKinds orders the kinds of change for the summary. An article may come
// under several: reworded and moved.
var articleKinds = [...]string{"reworded", "split", "merged", "regrouped", "moved", "renumbered", "retitled", "dropped", "new", "same"}

func kindGroups(changes []changeView) []kindGroup {
	var out []kindGroup
	for _, kind := range articleKinds {
		g := kindGroup{Kind: kind}
		for _, c := range changes {
			if c.Kind == kind || slices.Contains(c.Also, kind) {
				g.Changes = append(g.Changes, linkView{c.name(), c.Anchor})
			}
		}
		if len(g.Changes) > 0 {
			out = append(out, g)
		}
	}
	return out
}

// finding is the headline: what the changes do, or that there is none.
func (p facingPage) finding() string {
	switch {
	case p.A.Articles == 0 && p.B.Articles == 0:
		return "Neither text has articles."
	case p.A.Articles == 0:
		return "The earlier text has no articles to compare."
	case p.B.Articles == 0:
		return "The later text has no articles to compare."
	}
	var words []string
	for _, g := range p.Effects {
		switch g.Kind {
		case "weakened", "strengthened":
			words = append(words, g.Kind+" in "+Count(g.Count, "place"))
		case "added", "dropped":
			words = append(words, plural(g.Count, "obligation or right ", "obligations or rights ")+g.Kind)
		case "settled", "reopened":
			words = append(words, plural(g.Count, "bracketed passage ", "bracketed passages ")+g.Kind)
		}
	}
	if len(words) > 0 {
		return capital(strings.Join(words, ", ")) + "."
	}
	for _, c := range p.Changes {
		if c.Words != "same" {
			return "No obligation is weaker or stronger than before."
		}
	}
	return "The articles have not changed."
}
