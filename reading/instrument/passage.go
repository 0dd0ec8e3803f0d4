package instrument

// Names of passages; annexes go by their own.
const (
	Preamble = "Preamble"
	closing  = "Closing"
)

// Passage is a stretch outside the articles, the preamble, the closing or an annex,
// and what became of it. Its texts have it as their only article, to which Change
// refers; it is nil where a draft has none of that name.
type Passage struct {
	Name, Title string
	A, B        *Text
	Change      Change
}

// Passages compares what stands outside the articles of two texts: the preamble,
// then closing and annexes in the order of b, and at last those that only a has.
// Annexes answer each other by their names.
func Passages(a, b *Text) []Passage {
	inA, inB := a.passages(), b.passages()
	var out []Passage
	for _, y := range inB {
		p := Passage{Name: y.name, Title: y.title, B: b.alone(y)}
		for _, x := range inA {
			if x.name == y.name {
				p.A = a.alone(x)
			}
		}
		out = append(out, p)
	}
	for _, x := range inA {
		found := false
		for _, y := range inB {
			found = found || x.name == y.name
		}
		if !found {
			out = append(out, Passage{Name: x.name, Title: x.title, A: a.alone(x)})
		}
	}
	for i := range out {
		out[i].Change = out[i].compare()
	}
	return out
}

// compare says what became of the passage as if it were an article.
func (p Passage) compare() Change {
	c := &comparison{a: p.A, b: p.B}
	g := group{}
	if p.A == nil {
		c.a = &Text{}
	} else {
		g.a = []int{0}
	}
	if p.B == nil {
		c.b = &Text{}
	} else {
		g.b = []int{0}
	}
	c.ca, c.cb = allClauses(c.a), allClauses(c.b)
	c.links = []Link{{0, 0, 1}}
	c.pairClauses()
	ch := c.change(g)
	if p.Name == Preamble || p.Name == closing {
		for i := range ch.Clauses {
			ch.Clauses[i].Effects = nil // they bind nobody
		}
	}
	return ch
}

// named is a passage of one text.
type named struct {
	name, title string
	at          Piece
}

// passages lists what stands outside the articles; of two of one name the first.
func (t *Text) passages() []named {
	if len(t.Articles) == 0 {
		return nil
	}
	var out []named
	seen := map[string]bool{}
	add := func(name, title string, at Piece) {
		if at.Start < at.End && !seen[name] {
			seen[name] = true
			out = append(out, named{name, title, at})
		}
	}
	add(Preamble, "", t.preamble)
	if t.Closing != nil {
		add(closing, "", *t.Closing)
	}
	for _, x := range t.Annexes {
		add(x.Label(), x.Title, Piece{x.body, x.End})
	}
	return out
}

// alone is the text with the passage as its only article.
func (t *Text) alone(p named) *Text {
	one := *t
	one.Articles = []Article{{Start: p.at.Start, End: p.at.End, Title: p.title, Body: p.at, Clauses: t.clauses(p.at)}}
	return &one
}
