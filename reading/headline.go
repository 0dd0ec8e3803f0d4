package reading

import (
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/demarche-project/demarche/nlp"
)

var (
	tickers   = regexp.MustCompile(`\s*<[^<>]*>`)     // a wire's marks: "<IBM>"
	byline    = regexp.MustCompile(`\s+(-|–|—)\s.*$`) // " - MINISTER", " - live"
	titleWord = regexp.MustCompile(`[\pL\pN][\pL\pN.&]*`)
)

// minTitled is from which length on a word of a title that is set with capitals has one.
const minTitled = 5

// headline parses the title of a document, nil where it says nothing.
func (r *Reader) headline(title string, doc *nlp.Doc) *nlp.Doc {
	if title = cased(title, doc); title == "" {
		return nil
	}
	return r.pipeline.Parse(title)
}

// cased is the title of a document as its text would print it, for the parser: titles
// are set in capitals, or every word with one. A word takes the case that it has in the
// text away from the beginning of a sentence (truecasing: Lita, Ittycheriah, Roukos and
// Kambhatla, ACL 2003); one that the text lacks takes lower case if all words of the
// title have capitals and stays as it is otherwise. The marks of a wire and the
// rubric or the speaker beside the news are left out.
func cased(title string, doc *nlp.Doc) string {
	title = tickers.ReplaceAllString(title, "")
	if at := strings.IndexAny(title, "/:-"); at > 0 && wire().Has("rubric", strings.ReplaceAll(strings.ToLower(strings.TrimSpace(title[:at])), " ", "_")) {
		title = title[at+1:]
	}
	title = byline.ReplaceAllString(title, "")
	forms := map[string]string{} // the one most used
	used := map[string]int{}
	for i := range doc.Tokens {
		t := &doc.Tokens[i]
		if t.Text != t.Lower && t.Pos != "PROPN" && i == doc.Sent(i).Start {
			continue
		}
		if used[t.Text]++; used[t.Text] > used[forms[t.Lower]] {
			forms[t.Lower] = t.Text
		}
	}
	capitals := true // of every word
	for _, w := range strings.Fields(title) {
		first, _ := utf8.DecodeRuneInString(w)
		capitals = capitals && (len(w) < minTitled || !unicode.IsLower(first))
	}
	title = titleWord.ReplaceAllStringFunc(title, func(w string) string {
		lower := strings.ToLower(w)
		if form, ok := forms[lower]; ok {
			return form
		}
		core := strings.TrimRight(lower, ".")
		if forms[core] != "" {
			return forms[core] + lower[len(core):]
		}
		if capitals && !strings.Contains(core, ".") || lower == "s" {
			return lower
		}
		return w
	})
	title = strings.TrimSpace(title)
	if title == "" {
		return ""
	}
	first, size := utf8.DecodeRuneInString(title)
	return string(unicode.ToUpper(first)) + title[size:]
}
