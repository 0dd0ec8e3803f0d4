package corpus

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/record"
)

func FuzzText(f *testing.F) {
	for _, s := range []string{
		"Plain text.", "---\ntitle: T\npublished: 2025-03~\n---\nText.", "\ufeff---\r\nkind: draft\r\n---\r\nText.\r\n",
		"---\ntitle: A: B\n---\nText", "---\n{title: [a, *b]}\n---\nText", "---\n? x\n: |\n  y\n---\nText", "\xff\xfeT\x00", "a\x93b", "---\n",
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		text, known, errs := parseText(raw)
		rejected := checkErrors(t, errs)
		if rejected != (text == "") {
			t.Fatalf("text %q with errors %v", text, errs)
		}
		if text == "" {
			return
		}
		if !utf8.ValidString(text) || !bytes.HasSuffix(raw, []byte(text)) {
			t.Fatalf("text %q is not the end of %q", text, raw)
		}
		checkFields(t, known)
	})
}

func FuzzJSONL(f *testing.F) {
	for _, s := range []string{
		`{"id":"a","text":"x","published":"2025"}`, "{\"text\":\"x\"}\r\n\r\n{\"text\":", `{"id":1e5,"text":"\ud800","lang":null}`,
		"\ufeff[]\nnull\n{}", "{\"text\":\"\xe9\"}", `{"text":"x","text":""}`, `{"TEXT":"x"}`, `{"id":"a","text":"x","kind":{}}`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		ids := map[string]bool{}
		line := 0
		for doc, err := range (Reader{MaxBytes: 200}).JSONL("in.jsonl", bytes.NewReader(raw)) {
			if err != nil {
				var e *Error
				if !errors.As(err, &e) {
					t.Fatalf("%v is a %T", err, err)
				}
				checkErrors(t, []*Error{e})
				if e.Line < line || e.Offset > int64(len(raw)) {
					t.Fatalf("%v: at line %d after %d, offset %d of %d", e, e.Line, line, e.Offset, len(raw))
				}
				line = max(line, e.Line)
				continue
			}
			if ids[doc.ID] || strings.TrimSpace(doc.Text) == "" || !utf8.ValidString(doc.Text) ||
				!bytes.Contains(raw, doc.Raw) || doc.SHA256 != record.Hash(doc.Raw) {
				t.Fatalf("bad document %+v", doc)
			}
			ids[doc.ID] = true
			checkFields(t, fields{Published: doc.Published, Kind: doc.Kind})
		}
	})
}

func FuzzCorpusYAML(f *testing.F) {
	for _, s := range []string{"a.txt:\n  title: T\n", "a.txt: x\n", "- a\n", "a: {title: b}\nc: [", "&a a.txt: *a\n", "#\n", "<<: {a: b}\n"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		known, errs := parseBeside(raw)
		checkErrors(t, errs)
		for _, k := range known {
			checkFields(t, k)
		}
	})
}

// checkErrors checks that every error can be shown, and reports whether the last
// one means that there is no document.
func checkErrors(t *testing.T, errs []*Error) bool {
	t.Helper()
	for i, e := range errs {
		if e.What == "" || e.Cause == nil || e.Line < 0 || e.Column < 0 || !utf8.ValidString(e.Error()) && utf8.ValidString(e.Path) {
			t.Fatalf("bad error %+v", e)
		}
		if e.Severity == Failed {
			return i == len(errs)-1
		}
	}
	return false
}

func checkFields(t *testing.T, known fields) {
	t.Helper()
	if known.Published != "" {
		if _, err := edtf.Parse(known.Published); err != nil {
			t.Fatal(err)
		}
	}
	if known.Kind != "" && known.setKind(known.Kind) != nil {
		t.Fatalf("kind %q", known.Kind)
	}
}
