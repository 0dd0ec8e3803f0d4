package reading

import (
	"strings"

	"github.com/demarche-project/demarche/record"
)

// kindOf infers the kind of a document whose kind is not given, from its form
// alone: numbered articles make a draft, questions and answers in turn an
// interview. Everything else is read as a report.
func kindOf(d record.Document) string {
	articles, turns := 0, 0
	for line := range strings.Lines(d.Text) {
		line = strings.TrimSpace(line)
		switch {
		case isArticleHeading(line):
			articles++
		case strings.HasPrefix(line, "Q:") || strings.HasPrefix(line, "A:") || strings.HasPrefix(line, "Q. ") || strings.HasPrefix(line, "A. "):
			turns++
		}
	}
	switch {
	case articles >= 2:
		return record.KindDraft
	case turns >= 4:
		return record.KindInterview
	}
	return record.KindReport
}

// isArticleHeading reports whether a line is "Article 7" or "Article 7: Title".
func isArticleHeading(line string) bool {
	word, rest, ok := strings.Cut(line, " ")
	if !ok || !strings.EqualFold(word, "article") || len(line) > 120 {
		return false
	}
	number, _, _ := strings.Cut(rest, " ")
	number = strings.TrimRight(number, ".:–—-")
	if number == "" {
		return false
	}
	for _, c := range number {
		if (c < '0' || c > '9') && !strings.ContainsRune("IVXLC", c) {
			return false
		}
	}
	return true
}
