package when

import (
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
)

// atom is a word, number or mark. The tokens of a Doc are finer here and coarser
// there ("mid-1990s", "Sept."), so the grammar has units of its own.
type atom struct {
	word       string // lower case; dashes and apostrophes in one form
	start, end int    // code points
	token      int    // the token that holds start
	upper      bool   // begins with a capital
	gap        bool   // an empty line lies before it
	kind       atomKind
	num        int // the number, when kind is a number
	num2       int // the second number of a span of years
}

type atomKind byte

const (
	word atomKind = iota
	mark
	integer
	ordinal  // 1st
	plural   // 1990s, 90s
	big      // 1,500 or 2.5: never a year or a day
	isoDate  // 2025-03-14, 14/03/2025
	yearSpan // 1997-98
)

// scanner cuts a text into atoms.
type scanner struct {
	text  []rune
	pos   int
	atoms []atom
	gap   int // newlines since the last atom
}

// scan returns the atoms of doc's text, each tied to its token.
func scan(doc *nlp.Doc) []atom {
	s := &scanner{text: []rune(doc.Text)}
	s.atoms = make([]atom, 0, len(doc.Tokens)+16)
	for s.pos < len(s.text) {
		r := s.text[s.pos]
		switch {
		case unicode.IsSpace(r):
			if r == '\n' {
				s.gap++
			}
			s.pos++
		case r >= '0' && r <= '9':
			s.number()
		case unicode.IsLetter(r):
			s.word()
		default:
			s.mark()
		}
	}
	t := 0
	for i := range s.atoms {
		for t+1 < len(doc.Tokens) && doc.Tokens[t].End <= s.atoms[i].start {
			t++
		}
		s.atoms[i].token = t
	}
	return s.atoms
}

func (s *scanner) add(a atom, length int) {
	a.start, a.end, a.gap = s.pos, s.pos+length, s.gap > 1
	s.atoms = append(s.atoms, a)
	s.pos += length
	s.gap = 0
}

func (s *scanner) at(i int) rune {
	if i < len(s.text) {
		return s.text[i]
	}
	return 0
}

// word reads letters; a single letter and a stop, repeated, is one word ("a.m.",
// "U.S."). Letters and digits after one another are one word too ("q4", "g20").
func (s *scanner) word() {
	i := s.pos
	for unicode.IsLetter(s.at(i)) && s.at(i+1) == '.' {
		i += 2
	}
	if i-s.pos < 4 {
		i = s.pos
		for unicode.IsLetter(s.at(i)) || isDigit(s.at(i)) {
			i++
		}
	}
	w := string(s.text[s.pos:i])
	if j := strings.IndexFunc(w, isDigit); j > 0 && theLexicon().prefix(strings.ToLower(w[:j])) {
		w, i = w[:j], s.pos+j // FY2025
	}
	a := atom{word: strings.ToLower(w), upper: unicode.IsUpper(s.text[s.pos])}
	if s.at(i) == '.' && abbreviated(a.word) {
		i++
		a.word += "."
	}
	s.add(a, i-s.pos)
}

// abbreviated reports whether a stop after w may belong to it.
func abbreviated(w string) bool { return len(w) >= 3 && len(w) <= 5 && theLexicon().has(w+".") }

func (s *scanner) mark() {
	r := s.text[s.pos]
	switch r {
	case '’', '‘', '`':
		r = '\''
	case '–', '‐', '‑':
		r = '-'
	}
	if r == '\'' && unicode.ToLower(s.at(s.pos+1)) == 's' && !unicode.IsLetter(s.at(s.pos+2)) {
		s.add(atom{word: "'s", kind: mark}, 2)
		return
	}
	s.add(atom{word: string(r), kind: mark}, 1)
}

func isDigit(r rune) bool { return r >= '0' && r <= '9' }

func (s *scanner) digits(i int) (end, value int) {
	for isDigit(s.at(i)) {
		if i-s.pos < 12 {
			value = value*10 + int(s.at(i)-'0')
		}
		i++
	}
	return i, value
}

// number reads one number with what is written onto it.
func (s *scanner) number() {
	if a, n := s.numericDate(); n > 0 {
		s.add(a, n)
		return
	}
	end, value := s.digits(s.pos)
	n := end - s.pos
	a := atom{kind: integer, num: value, word: string(s.text[s.pos:end])}
	if j := s.grouped(end); j > end {
		a.kind, a.num = big, 0
		s.add(a, j-s.pos)
		return
	}
	if (n == 4 || n == 2) && s.at(end) == 's' && !unicode.IsLetter(s.at(end+1)) && value%10 == 0 {
		a.kind = plural
		s.add(a, n+1)
		return
	}
	if suffix := strings.ToLower(string(s.text[end:min(end+2, len(s.text))])); n <= 2 && !unicode.IsLetter(s.at(end+2)) {
		switch suffix {
		case "st", "nd", "rd", "th":
			a.kind = ordinal
			s.add(a, n+2)
			return
		}
	}
	if end2, second := s.spanEnd(end, n, value); end2 > 0 {
		s.add(atom{kind: yearSpan, num: value, num2: second, word: string(s.text[s.pos:end2])}, end2-s.pos)
		return
	}
	s.add(a, n)
}

// grouped returns the end of a number with thousands or decimals that goes on at i.
func (s *scanner) grouped(i int) int {
	j := i
	for s.at(j) == ',' && isDigit(s.at(j+1)) && isDigit(s.at(j+2)) && isDigit(s.at(j+3)) && !isDigit(s.at(j+4)) {
		j += 4
	}
	if s.at(j) == '.' && isDigit(s.at(j+1)) {
		for j++; isDigit(s.at(j)); {
			j++
		}
	}
	return j
}

// spanEnd reads the second half of "1997-98" or "2014–2016".
func (s *scanner) spanEnd(i, n, first int) (end, second int) {
	if n != 4 || first < 1000 || first > 2199 || !strings.ContainsRune("-–/", s.at(i)) {
		return 0, 0
	}
	end, second = s.digits(i + 1)
	switch end - i - 1 {
	case 2:
		second += first / 100 * 100
		if second < first {
			second += 100
		}
	case 4:
	default:
		return 0, 0
	}
	if second <= first || second > 2199 || s.at(end) == '-' && isDigit(s.at(end+1)) {
		return 0, 0
	}
	return end, second
}

// numericDate reads 2025-03-14, 14/03/2025, 03/14/25 and 14.03.2025. The number
// of the month is the one that cannot be a day; where both could, the American
// order is read with slashes and the European with stops.
func (s *scanner) numericDate() (atom, int) {
	var n [3]int
	var width [3]int
	i := s.pos
	var sep rune
	for k := range n {
		end, v := s.digits(i)
		n[k], width[k] = v, end-i
		if width[k] == 0 || width[k] > 4 || width[k] == 3 {
			return atom{}, 0
		}
		i = end
		if k == 2 {
			break
		}
		if k == 0 {
			sep = s.at(i)
		}
		if s.at(i) != sep || !strings.ContainsRune("-/.", sep) {
			return atom{}, 0
		}
		i++
	}
	if isDigit(s.at(i)) || s.at(i) == sep && isDigit(s.at(i+1)) {
		return atom{}, 0
	}
	y, m, d := n[0], n[1], n[2]
	if width[0] != 4 {
		if width[2] == 3 || width[2] == 1 || width[2] == 2 && sep != '/' {
			return atom{}, 0
		}
		m, d, y = n[0], n[1], n[2]
		if m > 12 || sep == '.' {
			m, d = d, m
		}
		if width[2] == 2 {
			y = fullYear(y)
		}
	}
	if m < 1 || m > 12 || d < 1 || d > 31 || y < 1000 || y > 2199 {
		return atom{}, 0
	}
	return atom{kind: isoDate, num: y*10000 + m*100 + d, word: string(s.text[s.pos:i])}, i - s.pos
}

// fullYear completes a year of two digits: 00-49 lie in this century.
func fullYear(y int) int {
	if y < 50 {
		return 2000 + y
	}
	return 1900 + y
}
