package quantity

import (
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/record"
)

// Place is a place named in a text.
type Place struct {
	Tokens nlp.Span
	Span   record.Span
	ID     string // the name in one form: "donbas", "eastern-europe"
	// Within lists the identifiers of what the place lies in, from the nearest
	// outwards, as far as the text or the gazetteer says.
	Within []string
}

// Record returns p in the form of the record.
func (p Place) Record() record.Place {
	return record.Place{Span: p.Span, ID: p.ID, Within: append([]string{}, p.Within...)}
}

// Places returns the places named in doc, in text order.
func Places(doc *nlp.Doc) []Place {
	text := record.NewText(doc.Text)
	gaz := theGazetteer()
	var out []Place
	inText := map[string]string{}
	for _, e := range candidates(doc) {
		id := placeID(doc, e)
		name, known := gaz.name[id]
		if last := &doc.Tokens[e.End-1]; e.Label == "NORP" || last.Pos == "ADJ" {
			continue // "Ukrainian"
		}
		if id == "" || !known && e.Label != "GPE" && e.Label != "LOC" {
			continue
		}
		if known {
			id = name
		}
		p := Place{Tokens: nlp.Span{Start: e.Start, End: e.End}, ID: id}
		p.Span = text.Span(doc.Tokens[e.Start].Start, doc.Tokens[e.End-1].End)
		out = append(out, p)
	}
	for _, p := range out {
		if c := container(doc, p, out); c != "" && inText[p.ID] == "" && c != p.ID {
			inText[p.ID] = c
		}
	}
	for i := range out {
		out[i].Within = containers(out[i].ID, inText, gaz)
	}
	return out
}

// candidates returns the named entities of doc and, between them, the proper nouns
// that stand alone.
func candidates(doc *nlp.Doc) []nlp.Span {
	var out []nlp.Span
	ents := doc.Ents()
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if len(ents) > 0 && ents[0].Start == i {
			out, ents = append(out, ents[0]), ents[1:]
		} else if t.EntType == "" && t.Pos == "PROPN" {
			out = append(out, nlp.Span{Start: i, End: i + 1})
		}
	}
	return out
}

// placeID is the name of an entity in one form, without article and possessive.
func placeID(doc *nlp.Doc, e nlp.Span) string {
	var words []string
	for i := e.Start; i < e.End; i++ {
		t := &doc.Tokens[i]
		if t.Lower == "the" && i == e.Start || t.Tag == "POS" || t.IsSpace {
			continue
		}
		w := strings.Map(func(r rune) rune {
			if unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' {
				return unicode.ToLower(r)
			}
			return -1
		}, t.Text)
		if w != "" && w != "-" {
			words = append(words, w)
		}
	}
	return strings.Join(words, "-")
}

// container reads from the sentence what place p lies in: "Anchorage, Alaska",
// "Luhansk in eastern Ukraine", the comma or "in" between two places.
func container(doc *nlp.Doc, p Place, all []Place) string {
	for _, q := range all {
		gap := q.Tokens.Start - p.Tokens.End
		if gap < 1 || gap > 3 || doc.Tokens[q.Tokens.Start].Sent != doc.Tokens[p.Tokens.Start].Sent {
			continue
		}
		first := &doc.Tokens[p.Tokens.End]
		head := &doc.Tokens[p.Tokens.End-1]
		switch {
		case first.Lower == "in" && first.Head == head.I:
			return q.ID
		case first.Text == "," && gap == 1 && doc.Tokens[q.Tokens.End-1].Dep == "appos" && doc.Tokens[q.Tokens.End-1].Head == head.I && !listed(doc, q, all):
			return q.ID
		}
	}
	return ""
}

// listed reports whether another place follows q in a list: "Ukraine, Georgia and
// Moldova" contains nothing in anything.
func listed(doc *nlp.Doc, q Place, all []Place) bool {
	i := q.Tokens.End
	if i >= len(doc.Tokens) || doc.Tokens[i].Text != "," && doc.Tokens[i].Lower != "and" && doc.Tokens[i].Lower != "or" {
		return false
	}
	for _, p := range all {
		if gap := p.Tokens.Start - i; gap > 0 && gap <= 3 {
			return true
		}
	}
	return false
}

// containers follows the chain of containers from id outwards.
func containers(id string, inText map[string]string, gaz gazetteer) []string {
	var out []string
	seen := map[string]bool{id: true}
	for {
		next := gaz.within[id]
		if next == "" {
			next = inText[id]
		}
		if next == "" || seen[next] {
			return out
		}
		seen[next] = true
		out = append(out, next)
		id = next
	}
}
