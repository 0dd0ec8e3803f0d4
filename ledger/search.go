package ledger

import (
	"context"
	"strings"

	"github.com/demarche-project/demarche/record"
)

// SearchStatements returns the statements that stand whose evidence holds all
// words of query, best first, at most limit. Words are compared by their stem;
// "several words" in quotation marks stand together, and wor* is a beginning.
func (l *Ledger) SearchStatements(ctx context.Context, query string, limit int) ([]record.Statement, error) {
	match := matchExpression(query)
	if match == "" {
		return nil, nil
	}
	var out []record.Statement
	for s, err := range l.scanStatements(ctx, `SELECT coalesce(s.corrected, s.machine) FROM statement_words w
		JOIN statements s ON s.seq = w.rowid JOIN readings r ON r.seq = s.reading
		WHERE statement_words MATCH ? AND r.superseded IS NULL AND NOT s.dropped ORDER BY bm25(statement_words), s.seq LIMIT ?`, match, limit) {
		if err != nil {
			return nil, err
		}
		out = append(out, s)
	}
	return out, nil
}

// SearchDocuments returns the documents that stand whose title or text holds all
// words of query, as with SearchStatements.
func (l *Ledger) SearchDocuments(ctx context.Context, query string, limit int) ([]DocumentInfo, error) {
	match := matchExpression(query)
	if match == "" {
		return nil, nil
	}
	from := strings.Replace(documentInfo, "FROM documents d ", "FROM document_words w JOIN documents d ON d.seq = w.rowid ", 1)
	return l.documentInfos(ctx, from+" AND document_words MATCH ? ORDER BY bm25(document_words), d.seq LIMIT ?", match, limit)
}

// matchExpression turns what a person types into an FTS5 expression: every word
// or quoted phrase is taken literally and all are required.
func matchExpression(query string) string {
	var terms []string
	for i, piece := range strings.Split(query, `"`) {
		if i%2 == 1 {
			terms = append(terms, `"`+piece+`"`)
			continue
		}
		for _, word := range strings.Fields(piece) {
			stem, isPrefix := strings.CutSuffix(word, "*")
			term := `"` + stem + `"`
			if isPrefix {
				term += "*"
			}
			terms = append(terms, term)
		}
	}
	kept := terms[:0]
	for _, t := range terms {
		if strings.Trim(t, "\"* \t") != "" {
			kept = append(kept, strings.ReplaceAll(t, "\x00", " "))
		}
	}
	return strings.Join(kept, " ")
}
