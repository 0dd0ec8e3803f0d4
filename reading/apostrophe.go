package reading

import (
	"strings"
	"unicode"
)

const curly = "’"

// straightened writes the apostrophes of contractions straight, as the model knows them in
// "it's" and "don't". That of a genitive it knows. The text keeps its length in code points.
func straightened(text string) string {
	var out strings.Builder
	for {
		before, after, found := strings.Cut(text, curly)
		out.WriteString(before)
		switch {
		case !found:
			return out.String()
		case contracts(before, after):
			out.WriteByte('\'')
		default:
			out.WriteString(curly)
		}
		text = after
	}
}

// contracts reports whether an apostrophe between two texts joins a verb or a "not" to the
// word before it. An "s" is a verb only behind a pronoun or its like.
func contracts(before, after string) bool {
	word := strings.ToLower(before[lastWord(before):])
	end := strings.IndexFunc(after, func(r rune) bool { return !unicode.IsLetter(r) })
	if end < 0 {
		end = len(after)
	}
	switch rest := strings.ToLower(after[:end]); rest {
	case "t":
		return strings.HasSuffix(word, "n")
	case "s":
		return wire().Has("host", word)
	default:
		return word != "" && wire().Has("joined", rest)
	}
}

// lastWord is where the last word of a text begins.
func lastWord(text string) int {
	word := strings.TrimRightFunc(text, unicode.IsLetter)
	return len(word)
}
