package instrument

import (
	"strings"
	"unicode"
)

// clauses cuts the body of an article into numbered paragraphs and the items of
// lists in them. Unnumbered paragraphs are clauses without a label.
func (t *Text) clauses(body Piece) []Clause {
	text := t.Slice(body)
	var out []Clause
	var path []marker
	for _, l := range splitLines(text) {
		m, n := readMarker(l.text, path)
		start := body.Start + l.start
		if n == 0 {
			if len(out) > 0 && (!l.afterBlank || !startsUpper(l.text) || !endsParagraph(t, out[len(out)-1])) {
				out[len(out)-1].End = body.Start + l.end // goes on
				out[len(out)-1].Text.End = body.Start + l.end
				continue
			}
			path = nil
			out = append(out, Clause{Start: start, End: body.Start + l.end, Text: Piece{start, body.Start + l.end}})
			continue
		}
		for len(path) > 0 && path[len(path)-1].style != m.style {
			if !has(path, m.style) {
				break
			}
			path = path[:len(path)-1]
		}
		if len(path) > 0 && path[len(path)-1].style == m.style {
			path = path[:len(path)-1]
		}
		path = append(path, m)
		out = append(out, Clause{Start: start, End: body.Start + l.end, Label: label(path), Text: Piece{start + n, body.Start + l.end}})
	}
	return out
}

// endsParagraph reports whether the clause so far ends where a new one may begin.
func endsParagraph(t *Text, c Clause) bool {
	s := strings.TrimRight(t.Slice(Piece{c.Start, c.End}), "\"'”’)] ")
	return s == "" || strings.ContainsRune(".;:", rune(s[len(s)-1]))
}

// marker is the number of a paragraph or item.
type marker struct {
	style byte // '1' numbers, 'a' letters, 'i' small roman, 'A' capital letters, '-' dashes
	text  string
}

func has(path []marker, style byte) bool {
	for _, m := range path {
		if m.style == style {
			return true
		}
	}
	return false
}

func label(path []marker) string {
	var b strings.Builder
	for i, m := range path {
		if i == 0 && m.style == '1' {
			b.WriteString(m.text)
		} else {
			b.WriteString("(" + m.text + ")")
		}
	}
	return b.String()
}

// readMarker reads the number at the beginning of a line and how many code points
// it takes with the space behind it; 0 when there is none. path tells whether "(i)"
// goes on a list of letters or begins one of roman numerals.
func readMarker(s string, path []marker) (marker, int) {
	rs := []rune(s)
	i := 0
	open := i < len(rs) && (rs[i] == '(' || rs[i] == '[')
	if open {
		i++
	}
	if !open && len(rs) > 1 && strings.ContainsRune("-–—•", rs[0]) && rs[1] == ' ' {
		return marker{'-', "-"}, 2
	}
	start := i
	for i < len(rs) && (unicode.IsDigit(rs[i]) || unicode.IsLetter(rs[i])) && i-start < 6 {
		i++
	}
	w := string(rs[start:i])
	if w == "" || i >= len(rs) || rs[i] != ')' && rs[i] != '.' || rs[i] == '.' && open {
		return marker{}, 0
	}
	end := i + 1
	for end < len(rs) && unicode.IsSpace(rs[end]) {
		end++
	}
	if end == i+1 && end < len(rs) && (rs[i] == '.' || unicode.IsDigit(rs[end])) && !unicode.IsUpper(rs[end]) {
		return marker{}, 0 // "3.2", "e.g."
	}
	style := styleOf(w, path)
	if style == 0 || rs[i] == '.' && style != '1' && len(w) > 1 && style != 'i' {
		return marker{}, 0
	}
	return marker{style, w}, end
}

func styleOf(w string, path []marker) byte {
	if unicode.IsDigit(rune(w[0])) {
		if numberValue(w) == 0 {
			return 0
		}
		return '1'
	}
	lower := strings.ToLower(w)
	isRoman := roman(w) > 0 && roman(w) < 40
	if lower != w && len(w) == 1 {
		return 'A'
	}
	if len(path) > 0 && len(w) == 1 {
		last := path[len(path)-1]
		switch {
		case last.style == 'a' && len(last.text) == 1 && w[0] == last.text[0]+1:
			return 'a'
		case last.style == 'i' && isRoman && roman(w) == roman(last.text)+1:
			return 'i'
		}
		for _, m := range path {
			if m.style == 'a' && len(m.text) == 1 && w[0] == m.text[0]+1 {
				return 'a'
			}
		}
	}
	switch {
	case isRoman && lower == w && (len(w) > 1 || w == "i"):
		return 'i'
	case len(w) == 1 || len(w) == 2 && w[0] == w[1]:
		return 'a'
	}
	return 0
}

// Definition is a term that the text defines.
type Definition struct {
	Start int    `json:"start"`
	End   int    `json:"end"`
	Term  string `json:"term"`
}

// definitions finds clauses that say what a term means: "X" means ...
func (t *Text) definitions() []Definition {
	var out []Definition
	for _, a := range t.Articles {
		for _, c := range a.Clauses {
			s := t.Slice(c.Text)
			i := strings.IndexAny(s, "\"“")
			if i < 0 || i > 12 {
				continue
			}
			rest := strings.TrimLeft(s[i:], "\"“")
			j := strings.IndexAny(rest, "\"”")
			if j <= 0 || j > 80 {
				continue
			}
			after := strings.TrimLeft(rest[j:], "\"” ,")
			if strings.HasPrefix(after, "mean") || strings.HasPrefix(after, "refers to") || strings.HasPrefix(after, "includes") || strings.HasPrefix(after, "shall mean") {
				out = append(out, Definition{c.Start, c.End, rest[:j]})
			}
		}
	}
	return out
}

// Bracket is a passage that is not agreed, in square brackets, with what each side
// or option has there.
type Bracket struct {
	Start        int           `json:"start"`
	End          int           `json:"end"`
	Alternatives []Alternative `json:"alternatives"`
}

// Alternative is one reading of a bracket.
type Alternative struct {
	By   string `json:"by"` // whose reading it is, "" when not said
	Text string `json:"text"`
}

// brackets finds the outermost square brackets of a text. "[A: x] [B: y]" side by
// side are one bracket with two alternatives, as is "[x / y]".
func brackets(text string) []Bracket {
	rs := []rune(text)
	var out []Bracket
	depth, open := 0, 0
	for i, r := range rs {
		switch r {
		case '[':
			if depth == 0 {
				open = i
			}
			depth++
		case ']':
			if depth == 0 {
				continue
			}
			depth--
			if depth > 0 {
				continue
			}
			alts := alternatives(string(rs[open+1 : i]))
			if n := len(out); n > 0 && (alts[0].By != "" || out[n-1].Alternatives[0].By != "") && strings.Trim(string(rs[out[n-1].End:open]), " \n\t/") == "" {
				out[n-1].End = i + 1
				out[n-1].Alternatives = append(out[n-1].Alternatives, alts...)
				continue
			}
			out = append(out, Bracket{open, i + 1, alts})
		}
	}
	return out
}

// alternatives reads the inside of a bracket.
func alternatives(s string) []Alternative {
	if by, rest, ok := strings.Cut(s, ":"); ok && len(by) < 60 && startsUpper(by) && !strings.ContainsAny(by, ".;[") {
		return []Alternative{{strings.TrimSpace(by), strings.TrimSpace(rest)}}
	}
	var out []Alternative
	for _, part := range strings.Split(s, " / ") {
		out = append(out, Alternative{"", strings.TrimSpace(part)})
	}
	return out
}
