package nlp

// A class is a set of properties of a code point: the tokenizer's character
// classes and Python's predicates, both read out of the reference implementation.
type class uint32

const (
	isPrefix        class = 1 << iota // is a prefix by itself
	isSuffix                          // is a suffix by itself
	isIcon                            // symbols and emoji, split anywhere
	dotAfter                          // a final full stop is split off after it
	dotAfterTwo                       // and after two of these
	lowerOrQuote                      // before an infix full stop
	upperOrQuote                      // after an infix full stop
	isAlpha                           // the tokenizer's letters
	isAlphaOrDigit                    // the same with 0-9
	isTLD                             // letters of a top-level domain
	isSpace                           // Python's str.isspace
	isLetter                          // str.isalpha
	isUpper                           // str.isupper
	isDigit                           // str.isdigit, which includes superscripts
	isWord                            // \w
	isDecimal                         // \d
	isCased                           // decides the form of a sigma
	isCaseIgnorable                   // skipped in that decision
)

// classNames has the names of the classes in the model file, in the order of the
// constants.
var classNames = [...]string{
	"prefix", "suffix", "icon", "dot_after", "dot_after_two", "lower_or_quote", "upper_or_quote", "alpha",
	"alpha_digit", "tld", "space", "letter", "upper", "digit", "word", "decimal", "cased", "case_ignorable",
}

const pageSize = 256

// charTable finds the classes of a code point in two steps: its page of 256 code
// points, and its place there. Equal pages are stored once.
type charTable struct {
	page  [0x110000 / pageSize]uint16
	pages [][pageSize]class
}

// newCharTable builds the table from ranges: pairs of first and last code point by
// class name.
func newCharTable(ranges map[string][]rune) *charTable {
	t := &charTable{}
	all := make([]class, 0x110000)
	for i, name := range classNames {
		r := ranges[name]
		for k := 0; k+1 < len(r); k += 2 {
			part := all[r[k] : r[k+1]+1]
			for j := range part {
				part[j] |= 1 << i
			}
		}
	}
	seen := map[[pageSize]class]uint16{}
	for p := range t.page {
		content := [pageSize]class(all[p*pageSize:])
		n, ok := seen[content]
		if !ok {
			n = uint16(len(t.pages))
			seen[content] = n
			t.pages = append(t.pages, content)
		}
		t.page[p] = n
	}
	return t
}

func (t *charTable) of(r rune) class { return t.pages[t.page[r/pageSize]][r%pageSize] }

// is reports whether r belongs to one of the classes in c.
func (t *charTable) is(r rune, c class) bool { return t.of(r)&c != 0 }

func isASCIIDigit(r rune) bool { return '0' <= r && r <= '9' }
