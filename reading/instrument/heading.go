package instrument

import (
	_ "embed"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed headings.txt
var headingsText string

var theHeadings = sync.OnceValue(func() map[string][]string {
	out := map[string][]string{}
	for _, ln := range table.Lines(headingsText) {
		class, words, ok := strings.Cut(ln, ": ")
		if !ok {
			panic(fmt.Sprintf("instrument: headings.txt: %q", ln))
		}
		if strings.Contains(words, "|") {
			out[class] = append(out[class], strings.Split(words, "|")...)
		} else {
			out[class] = append(out[class], strings.Fields(words)...)
		}
	}
	return out
})

func wordsOf(class string) []string { return theHeadings()[class] }

func inClass(class, w string) bool { return slices.Contains(theHeadings()[class], w) }

type headClass byte

const (
	classArticle headClass = iota
	classPart
	classAnnex
	classClosing
)

// heading is a line that opens a piece of the text.
type heading struct {
	class  headClass
	line   int // index of the line
	word   string
	number string
	title  string
	value  int // the number as a number, 0 when it is none
	rank   int // of a part: its place from the outside in
	body   int // index of the line where its text begins
	skip   int // code points of that line that belong to the heading
}

func rankOf(kind string) int { return slices.Index(wordsOf("part"), kind) }

// headings finds the lines that head something, in order.
func headings(lines []line) []heading {
	word := articleWords(lines)
	var out []heading
	last := 0 // number of the last article
	for i := range lines {
		h, ok := readHeading(lines, i, word)
		if !ok {
			continue
		}
		if h.class == classArticle {
			if h.value > 0 && last > 0 && (h.value < last-1 || h.value > last+20) && h.title == "" {
				continue // a reference that happens to stand at the beginning of a line
			}
			last = h.value
		}
		out = append(out, h)
	}
	return dropEarlyClosings(dropEmpty(lines, out))
}

// dropEmpty removes an article without title and text that does not even stand by
// itself: the last number of a page, a reference cut off.
func dropEmpty(lines []line, hs []heading) []heading {
	var out []heading
	for i, h := range hs {
		if h.class == classArticle && h.body > h.line && h.title == "" && !lines[h.line].afterBlank && i+1 < len(hs) && hs[i+1].line == h.line+1 {
			continue
		}
		out = append(out, h)
	}
	return out
}

// articleWords returns the words that head articles in this text: "Article" where
// there are any, else the first other word of which there are two or more, else
// none: then the numbers of a list are taken ("1.", "2.").
func articleWords(lines []line) []string {
	for _, words := range append([][]string{wordsOf("article")}, singles(wordsOf("article-else"))...) {
		n := 0
		for i := range lines {
			if h, ok := readHeading(lines, i, words); ok && h.class == classArticle {
				n++
			}
		}
		if n >= 2 || n == 1 && len(words) > 1 {
			return words
		}
	}
	return nil
}

func singles(words []string) [][]string {
	var out [][]string
	for _, w := range words {
		out = append(out, []string{w})
	}
	return out
}

// dropEarlyClosings removes closing formulas and annexes that the articles go on
// after: where the next article takes up the numbering.
func dropEarlyClosings(hs []heading) []heading {
	last, lastValue, annexed := -1, 0, false
	for i, h := range hs {
		annexed = annexed || h.class == classAnnex && last >= 0
		if h.class == classArticle && (!annexed || h.value == lastValue+1) {
			last, lastValue, annexed = i, h.value, false
		}
	}
	var out []heading
	for i, h := range hs {
		if i >= last || h.class == classArticle || h.class == classPart {
			out = append(out, h)
		}
	}
	return out
}

// readHeading reads line i as a heading. words are those that head articles; nil
// stands for bare numbers.
func readHeading(lines []line, i int, words []string) (heading, bool) {
	l := lines[i]
	lower := strings.ToLower(l.text)
	for _, c := range wordsOf("closing") {
		if strings.HasPrefix(lower, c) && (l.afterBlank || endsSentence(lines[max(i-1, 0)].text)) {
			return heading{class: classClosing, line: i, body: i + 1}, true
		}
	}
	if words == nil {
		return listHeading(lines, i)
	}
	word, rest := firstWord(unmarked(l.text))
	h := heading{line: i, word: strings.ToLower(strings.TrimRight(word, ".")), body: i + 1}
	switch {
	case slices.Contains(words, strings.ToLower(word)):
		h.class = classArticle
	case inClass("part", h.word):
		h.class, h.rank = classPart, rankOf(h.word)
	case inClass("annex", h.word):
		h.class = classAnnex
	default:
		return h, false
	}
	if !l.afterBlank && !(h.class == classArticle && i > 0 && endsSentence(lines[i-1].text)) {
		return h, false
	}
	number, rest := firstNumber(rest)
	if number == "" && h.class != classAnnex {
		return h, false
	}
	h.number, h.value = number, numberValue(number)
	sep, rest := separator(rest)
	switch {
	case rest == "" && (sep == "" || l.afterBlank):
		h.title, h.body = titleLine(lines, i+1)
		if !l.afterBlank && h.title == "" && !strings.HasSuffix(lines[i-1].text, ".") {
			return h, false
		}
	case sep == "" && h.class == classArticle && !startsUpper(rest), sep == "" && !looksLikeTitle(rest):
		return h, false // "Article 6 leads to:"
	case !looksLikeTitle(rest) || endsSentence(rest) && len(rest) > 90:
		if sep == "" || h.class != classArticle || !startsUpper(rest) {
			return h, false
		}
		h.body = i // the text begins on the line of the heading
		h.skip = len([]rune(l.text)) - len([]rune(rest))
	default:
		h.title = cleanTitle(rest)
	}
	return h, true
}

// unmarked cuts the marks of Markdown from a line: "## Article 1", "**Article 1**".
func unmarked(s string) string { return strings.TrimRight(strings.TrimLeft(s, "#*_ "), "*_ ") }

// listHeading reads "1. Text" as an article of a plan of numbered points.
func listHeading(lines []line, i int) (heading, bool) {
	l := lines[i]
	j := 0
	for j < len(l.text) && l.text[j] >= '0' && l.text[j] <= '9' {
		j++
	}
	if j == 0 || j > 2 || j >= len(l.text) || l.text[j] != '.' && l.text[j] != ')' {
		return heading{}, false
	}
	rest := strings.TrimSpace(l.text[j+1:])
	if rest == "" || rest[0] >= '0' && rest[0] <= '9' {
		return heading{}, false
	}
	h := heading{line: i, word: "point", number: l.text[:j], value: numberValue(l.text[:j]), body: i}
	h.skip = len([]rune(l.text)) - len([]rune(rest))
	return h, true
}

// firstWord cuts the first word, letters with a stop behind them, from s.
func firstWord(s string) (word, rest string) {
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) })
	if i < 0 {
		return s, ""
	}
	word = s[:i]
	rest = s[i:]
	if strings.HasPrefix(rest, ".") && len(word) <= 3 {
		word, rest = word+".", rest[1:]
	}
	return word, rest
}

// firstNumber cuts a number from s: arabic with an optional letter or "bis", or
// roman; a dash or "No." before it is passed over.
func firstNumber(s string) (number, rest string) {
	s = strings.TrimLeft(s, " \t-–—:\u00a0")
	s = strings.TrimSpace(strings.TrimPrefix(s, "No."))
	i := strings.IndexFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	if i < 0 {
		i = len(s)
	}
	w := s[:i]
	for i < len(s)-1 && s[i] == '.' && s[i+1] >= '0' && s[i+1] <= '9' { // 3.2
		i++
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			i++
		}
		w = s[:i]
	}
	if w == "" || numberValue(w) == 0 && !isNumberWord(w) {
		return "", s
	}
	return w, s[i:]
}

// isNumberWord reports whether w is a small number written out, in capitals as
// headings have it: "PART ONE", "Part One".
func isNumberWord(w string) bool {
	if !startsUpper(w) {
		return false
	}
	for _, pc := range theChanges()["number"] {
		for _, p := range pc {
			if strings.EqualFold(p[0], w) {
				return true
			}
		}
	}
	return false
}

// numberValue reads arabic numbers (with what follows them) and roman numerals;
// 0 for anything else.
func numberValue(s string) int {
	n, i := 0, 0
	for i < len(s) && s[i] >= '0' && s[i] <= '9' && i < 6 {
		n = n*10 + int(s[i]-'0')
		i++
	}
	if i > 0 {
		suffix := strings.ToLower(s[i:])
		if suffix == "" || len(suffix) == 1 || suffix[0] == '.' || suffix == "bis" || suffix == "ter" || suffix == "quater" || suffix == "quinquies" {
			return n
		}
		return 0
	}
	if len(s) == 1 && s[0] >= 'A' && s[0] <= 'H' && !strings.ContainsAny(s, "CDIVXLM") {
		return int(s[0]-'A') + 1 // Annex A
	}
	return roman(s)
}

func roman(s string) int {
	values := map[rune]int{'I': 1, 'V': 5, 'X': 10, 'L': 50, 'C': 100, 'D': 500}
	total, prev := 0, 0
	rs := []rune(strings.ToUpper(s))
	for i := len(rs) - 1; i >= 0; i-- {
		v, ok := values[rs[i]]
		if !ok {
			return 0
		}
		if v < prev {
			total -= v
		} else {
			total += v
			prev = v
		}
	}
	return total
}

// separator cuts what stands between number and title.
func separator(s string) (sep, rest string) {
	rest = strings.TrimLeft(s, " \t.:-–—)\u00a0")
	return strings.TrimSpace(s[:len(s)-len(rest)]), strings.TrimSpace(rest)
}

// titleLine reads the title of a heading that stands alone on its line: the next
// line, when it looks like one. It returns the line where the text begins.
func titleLine(lines []line, i int) (string, int) {
	if i >= len(lines) {
		return "", i
	}
	t := unmarked(lines[i].text)
	word, rest := firstWord(t)
	number, _ := firstNumber(rest)
	isHead := number != "" && (inClass("article", strings.ToLower(word)) || inClass("part", strings.ToLower(word)))
	if isHead || !looksLikeTitle(t) || endsSentence(t) || len(t) > 200 {
		return "", i
	}
	j := i + 1
	for j < len(lines) && !lines[j].afterBlank && allCaps(t) && allCaps(lines[j].text) && j-i < 4 {
		t += " " + lines[j].text // a title over several lines
		j++
	}
	return cleanTitle(t), j
}

func cleanTitle(s string) string { return strings.Trim(strings.TrimSpace(s), "()[].*_# ") }

// looksLikeTitle reports whether s is written as a title: it begins with a capital
// and its long words do so too, or all is in capitals.
func looksLikeTitle(s string) bool {
	if !startsUpper(s) {
		return false
	}
	long, upper := 0, 0
	for _, w := range strings.Fields(s) {
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) })
		if len(w) < 4 {
			continue
		}
		long++
		if startsUpper(w) {
			upper++
		}
	}
	return len(s) <= 220 && (upper >= long || long <= 5 && !hasVerb(s) && upper >= 1 || float64(upper) >= 0.6*float64(long) && !hasVerb(s))
}

// hasVerb reports whether s has a verb that only sentences of a treaty have.
func hasVerb(s string) bool {
	for _, w := range strings.Fields(strings.ToLower(s)) {
		switch w {
		case "shall", "may", "will", "is", "are", "must", "should", "means", "undertake", "undertakes", "agree", "has", "have":
			return true
		}
	}
	return false
}

func startsUpper(s string) bool {
	for _, r := range s {
		if unicode.IsLetter(r) {
			return unicode.IsUpper(r)
		}
		if !strings.ContainsRune("\"'“‘([", r) {
			return false
		}
	}
	return false
}

func allCaps(s string) bool { return s == strings.ToUpper(s) && s != strings.ToLower(s) }

// endsSentence reports whether s ends as a sentence or an item of a list does.
func endsSentence(s string) bool {
	s = strings.TrimRight(s, "\"'”’)] ")
	return s != "" && strings.ContainsRune(".;:,", rune(s[len(s)-1]))
}
