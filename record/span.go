package record

import "strings"

// Span is a piece of a document's text: code points Start up to but not
// including End. Text equals that piece exactly.
type Span struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Text  string `json:"text"`
}

// Contains reports whether the code point at offset lies in s.
func (s Span) Contains(offset int) bool { return s.Start <= offset && offset < s.End }

// Overlaps reports whether s and t share a code point.
func (s Span) Overlaps(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Ref names something of the record (a party, a person, an issue) by identifier
// and by the name a reader sees.
type Ref struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Kind is KindPerson for a person and KindAuthor for the writer of the document. It
	// is empty for everything else: a state, an organisation, an issue.
	Kind string `json:"kind,omitempty"`
}

// Told is issue r with the words by which a text tells it more finely: "tariffs and
// duties: softwood lumber duty". It has an identifier of its own, and the row of r.
func (r Ref) Told(words, slug string) Ref {
	return Ref{ID: r.ID + "#" + slug, Name: r.Name + ": " + words}
}

// Row is the issue r without such words.
func (r Ref) Row() Ref {
	id, _, told := strings.Cut(r.ID, "#")
	if !told {
		return r
	}
	return Ref{ID: id, Name: r.Name[:max(0, strings.LastIndex(r.Name, ": "))]}
}

// Kinds of Ref that are told apart: as the party of a statement they stand for no
// party of a negotiation, and only persons divide one.
const (
	KindPerson = "person"
	KindAuthor = "author"
)

// Text is a document's text that can be cut by code points in constant time.
type Text struct {
	s     string
	bytes []int32 // byte offset of each code point, and one past the end; nil when all of s is ASCII
}

// NewText prepares s, which must be valid UTF-8, for cutting.
func NewText(s string) *Text {
	ascii := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			ascii = false
			break
		}
	}
	t := &Text{s: s}
	if ascii {
		return t
	}
	t.bytes = make([]int32, 0, len(s)+1)
	for i := range s {
		t.bytes = append(t.bytes, int32(i))
	}
	t.bytes = append(t.bytes, int32(len(s)))
	return t
}

// Len is the number of code points.
func (t *Text) Len() int {
	if t.bytes == nil {
		return len(t.s)
	}
	return len(t.bytes) - 1
}

// Slice returns code points start to end, half open. Bounds outside the text
// are clipped to it.
func (t *Text) Slice(start, end int) string {
	n := t.Len()
	start, end = max(0, min(start, n)), max(0, min(end, n))
	if start >= end {
		return ""
	}
	if t.bytes == nil {
		return t.s[start:end]
	}
	return t.s[t.bytes[start]:t.bytes[end]]
}

// Span returns the span of code points start to end.
func (t *Text) Span(start, end int) Span { return Span{start, end, t.Slice(start, end)} }
