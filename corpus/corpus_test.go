package corpus_test

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/corpus"
	"github.com/demarche-project/demarche/record"
)

// write makes a folder with the given files and returns it.
func write(t *testing.T, files map[string]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

// read collects everything that a pass yields, and checks what holds for all.
func read(t *testing.T, r corpus.Reader, paths ...string) ([]record.Document, []*corpus.Error) {
	t.Helper()
	var docs []record.Document
	var errs []*corpus.Error
	for doc, err := range r.Read(paths...) {
		var e *corpus.Error
		switch {
		case errors.As(err, &e):
			if e.Path == "" || e.What == "" || e.Cause == nil {
				t.Errorf("an error without place, fault or cause: %+v", e)
			}
			errs = append(errs, e)
		case err != nil:
			t.Errorf("an error of another type: %v", err)
		default:
			if doc.SHA256 != record.Hash(doc.Raw) || doc.ID == "" || doc.Path == "" || doc.Text == "" {
				t.Errorf("incomplete document %+v", doc)
			}
			docs = append(docs, doc)
		}
	}
	return docs, errs
}

func TestFolder(t *testing.T) {
	dir := write(t, map[string]string{
		"b.txt":              "The second text.\n",
		"a.md":               "---\ntitle: First\noutlet: Northern Wire\nauthor: J. Doe\npublished: 2025-03-04\nurl: https://example.org/1\nlanguage: en\nkind: Report\n---\nThe first text.\n",
		"sub/c.txt":          "A text below.",
		"wire.jsonl":         `{"id":"w1","text":"From the wire.","published":"1987-02-26T15:49:27","topics":["x"]}` + "\n\n" + `{"text":"Another.","title":null,"id":17}` + "\n" + `{"text":"No id."}`,
		"agenda.yaml":        "issues: []\n",
		"sub/actors.yaml":    "parties: []\n",
		"README.md":          "What this folder holds.\n",
		"notes.pdf":          "%PDF-1.7",
		"case.ledger":        "SQLite format 3\x00",
		".hidden.txt":        "not to be read",
		".git/objects/x.txt": "not to be read either",
	})
	docs, errs := read(t, corpus.Reader{}, dir)
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+" "+d.Path)
	}
	want := "a a.md|b b.txt|sub/c sub/c.txt|w1 wire.jsonl:1|17 wire.jsonl:3|wire:4 wire.jsonl:4"
	if g := strings.Join(got, "|"); g != want {
		t.Errorf("documents:\n%s, want\n%s", g, want)
	}
	a := docs[0]
	wantMeta := record.Meta{Title: "First", Outlet: "Northern Wire", Author: "J. Doe", Published: "2025-03-04",
		URL: "https://example.org/1", Lang: "en", Kind: record.KindReport, SHA256: a.SHA256}
	if a.Meta() != wantMeta || a.Text != "The first text.\n" {
		t.Errorf("front matter read as %+v, text %q", a.Meta(), a.Text)
	}
	if docs[1].Meta() != (record.Meta{SHA256: docs[1].SHA256}) {
		t.Errorf("something was guessed about b.txt: %+v", docs[1].Meta())
	}
	if w := docs[3]; w.Published != "1987-02-26T15:49:27" || !strings.HasPrefix(string(w.Raw), `{"id":"w1"`) || !strings.HasSuffix(string(w.Raw), "}") {
		t.Errorf("line read as %+v, raw %q", w.Meta(), w.Raw)
	}
	var skipped []string
	for _, e := range errs {
		rel, _ := filepath.Rel(dir, e.Path)
		skipped = append(skipped, fmt.Sprintf("%s %s: %s", e.Severity, filepath.ToSlash(rel), e.What))
	}
	wantSkipped := "skipped README.md: about the folder|skipped agenda.yaml: configuration|skipped case.ledger: a ledger|" +
		"skipped notes.pdf: not a format that is read (.txt, .md, .jsonl)|skipped sub/actors.yaml: configuration"
	if g := strings.Join(skipped, "|"); g != wantSkipped {
		t.Errorf("skipped:\n%s, want\n%s", g, wantSkipped)
	}
}

// TestFaults puts a faulty file between two good ones: the good ones are always
// read, and the error names place, fault and remedy.
func TestFaults(t *testing.T) {
	const kept = 1 // the faulty document itself is kept, without the bad part
	tests := []struct {
		name, file, content string
		cause               error
		line, column        int
		offset              int64
		says                string
		kept                int
	}{
		{"empty file", "m.txt", "", corpus.ErrEmpty, 0, 0, -1, "empty", 0},
		{"blank file", "m.txt", " \n\n", corpus.ErrEmpty, 0, 0, -1, "no text", 0},
		{"only front matter", "m.txt", "---\ntitle: T\n---\n", corpus.ErrEmpty, 0, 0, -1, "no text", 0},
		{"zero byte", "m.txt", "Text\x00more", corpus.ErrBinary, 0, 0, 4, "zero byte at offset 4", 0},
		{"PDF under another name", "m.txt", "%PDF-1.4\n...", corpus.ErrBinary, 0, 0, -1, "pdftotext", 0},
		{"control characters", "m.txt", "a\x01\x02\x03\x04b", corpus.ErrBinary, 0, 0, -1, "control characters", 0},
		{"windows-1252", "m.txt", "One line.\nHe said \x93no\x94.\n", corpus.ErrEncoding, 2, 0, 18, "iconv -f WINDOWS-1252 -t UTF-8", 0},
		{"windows-1251", "m.txt", "\xcf\xf0\xe8\xe2\xe5\xf2", corpus.ErrEncoding, 1, 0, 0, "WINDOWS-1251", 0},
		{"UTF-16 with mark", "m.txt", "\xff\xfeA\x00b\x00", corpus.ErrEncoding, 0, 0, 0, "UTF-16LE", 0},
		{"UTF-16 without mark", "m.txt", "\x00A\x00 \x00t\x00e\x00x\x00t", corpus.ErrEncoding, 0, 0, 0, "UTF-16BE", 0},
		{"cut off", "m.txt", "caf\xc3", corpus.ErrEncoding, 1, 0, 3, "cut off", 0},
		{"damaged", "m.txt", "café \xe9 dans", corpus.ErrEncoding, 1, 0, 6, "mixes encodings", 0},
		{"front matter without end", "m.txt", "---\ntitle: T\nText.\n", corpus.ErrSyntax, 1, 0, -1, "no end", 0},
		{"front matter without end in sight", "m.txt", "---\ntitle: T\n" + strings.Repeat("Prose.\n", 10000) + "---\n", corpus.ErrTooLarge, 1, 0, -1, "64 KiB", 0},
		{"broken front matter", "m.txt", "---\nlang: en\ntitle: Talks: day two\n---\nText.\n", corpus.ErrSyntax, 3, 8, -1, "quotation marks", 0},
		{"key twice", "m.txt", "---\ntitle: A\ntitle: B\n---\nText.\n", corpus.ErrSyntax, 3, 1, -1, `"title" already defined`, 0},
		{"unknown key", "m.txt", "---\ntitle: T\npublishd: 2025\n---\nText.\n", corpus.ErrField, 3, 0, -1, "publishd", kept},
		{"bad date", "m.txt", "---\npublished: 4 March 2025\n---\nText.\n", corpus.ErrDate, 2, 0, -1, "2025-03-04", kept},
		{"bad kind", "m.txt", "---\nkind: essay\n---\nText.\n", corpus.ErrField, 2, 0, -1, "communique", kept},
		{"list for a value", "m.txt", "---\nauthor: [A, B]\n---\nText.\n", corpus.ErrField, 2, 0, -1, "single value", kept},

		{"empty JSONL", "m.jsonl", "\n \n", corpus.ErrEmpty, 0, 0, -1, "no line", 0},
		{"broken line", "m.jsonl", "\n{\"id\":\"é\" \"text\":\"x\"}\n", corpus.ErrSyntax, 2, 11, 12, "broken JSON", 0},
		{"cut-off line", "m.jsonl", `{"id":"a","text":"x`, corpus.ErrSyntax, 1, 19, 18, "ends within", 0},
		{"two objects in a line", "m.jsonl", `{"text":"a"} {"text":"b"}`, corpus.ErrSyntax, 1, 14, 13, "broken JSON", 0},
		{"no object", "m.jsonl", `["a"]`, corpus.ErrSyntax, 1, 1, 0, "found array", 0},
		{"null", "m.jsonl", `null`, corpus.ErrSyntax, 1, 0, 0, "found null", 0},
		{"no text", "m.jsonl", `{"id":"a"}`, corpus.ErrField, 1, 0, 0, `"text" is missing`, 0},
		{"text is a number", "m.jsonl", `{"text":5}`, corpus.ErrField, 1, 0, 0, "not a string", 0},
		{"empty text", "m.jsonl", `{"text":""}`, corpus.ErrEmpty, 1, 0, 0, "empty", 0},
		{"bad id", "m.jsonl", `{"id":["a"],"text":"x"}`, corpus.ErrField, 1, 0, 0, `"id"`, 0},
		{"bad byte", "m.jsonl", "\n{\"text\":\"\xe9t\xe9\"}", corpus.ErrEncoding, 2, 10, 10, "WINDOWS-1252", 0},
		{"bad date in a line", "m.jsonl", `{"text":"x","published":"1987-03-31T605:12:19"}`, corpus.ErrDate, 1, 0, 0, "without a date", kept},
		{"list for a string", "m.jsonl", `{"text":"x","author":["A"]}`, corpus.ErrField, 1, 0, 0, `"author" is not a string`, kept},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			dir := write(t, map[string]string{"a.txt": "The first.", tt.file: tt.content, "z.txt": "The last."})
			docs, errs := read(t, corpus.Reader{}, dir)
			if len(docs) != 2+tt.kept || docs[0].ID != "a" || docs[len(docs)-1].ID != "z" {
				t.Errorf("documents read: %d", len(docs))
			}
			if len(errs) != 1 {
				t.Fatalf("errors: %v", errs)
			}
			e := errs[0]
			if (e.Severity == corpus.Flawed) != (tt.kept == kept) || e.Severity == corpus.Skipped {
				t.Errorf("severity %s", e.Severity)
			}
			if !errors.Is(e, tt.cause) || e.Line != tt.line || e.Column != tt.column || e.Offset != tt.offset {
				t.Errorf("cause %v at line %d, column %d, offset %d; want %v at %d, %d, %d\n%v",
					e.Cause, e.Line, e.Column, e.Offset, tt.cause, tt.line, tt.column, tt.offset, e)
			}
			if !strings.Contains(e.Error(), tt.says) || !strings.HasPrefix(e.Error(), filepath.Join(dir, tt.file)) {
				t.Errorf("the message does not name the file and %q: %v", tt.says, e)
			}
		})
	}
}

func TestBadDateInOneFieldKeepsTheOthers(t *testing.T) {
	dir := write(t, map[string]string{"m.txt": "---\npublished: soon\noutlet: O\nfoo: bar\n---\nText."})
	docs, errs := read(t, corpus.Reader{}, dir)
	if len(docs) != 1 || docs[0].Outlet != "O" || docs[0].Published != "" || len(errs) != 2 {
		t.Errorf("documents %+v, errors %v", docs, errs)
	}
}

func TestMissingAndEmptyFolders(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Text.", "none/notes.pdf": "x"})
	docs, errs := read(t, corpus.Reader{}, filepath.Join(dir, "nowhere"), filepath.Join(dir, "a.txt"), filepath.Join(dir, "none"))
	if len(docs) != 1 || len(errs) != 3 || !errors.Is(errs[0], fs.ErrNotExist) || !errors.Is(errs[2], corpus.ErrNothing) {
		t.Errorf("documents %d, errors %v", len(docs), errs)
	}
}

func TestDuplicates(t *testing.T) {
	dir := write(t, map[string]string{
		"a.md": "One.", "a.txt": "Two.",
		"w.jsonl": `{"id":"x","text":"One."}` + "\n" + `{"id":"x","text":"One."}` + "\n" + `{"id":"x","text":"Other."}`,
	})
	docs, errs := read(t, corpus.Reader{}, dir)
	if len(docs) != 2 || len(errs) != 3 {
		t.Fatalf("documents %d, errors %v", len(docs), errs)
	}
	for i, want := range []corpus.Severity{corpus.Failed, corpus.Skipped, corpus.Failed} {
		if !errors.Is(errs[i], corpus.ErrDuplicate) || errs[i].Severity != want {
			t.Errorf("error %d: %s %v", i, errs[i].Severity, errs[i])
		}
	}
	if !strings.Contains(errs[2].Error(), "w.jsonl:1") {
		t.Errorf("the first use is not named: %v", errs[2])
	}
}

func TestCorpusYAML(t *testing.T) {
	dir := write(t, map[string]string{
		"corpus.yaml": "a.txt:\n  outlet: From the list\n  published: 2025-04\nw.jsonl:\n  outlet: Wire\ngone.txt:\n  title: T\n" +
			"b.txt:\n  published: yesterday\n  colour: red\n",
		"a.txt":              "---\noutlet: From the file\n---\nText a.",
		"b.txt":              "Text b.",
		"w.jsonl":            `{"id":"w1","text":"x"}` + "\n" + `{"id":"w2","text":"x","outlet":"Own"}`,
		"broken/corpus.yaml": "c.txt: [\n",
		"broken/c.txt":       "Text c.",
	})
	docs, errs := read(t, corpus.Reader{}, dir)
	var got []string
	for _, d := range docs {
		got = append(got, d.ID+"="+d.Outlet+","+d.Published)
	}
	if g, want := strings.Join(got, " "), "a=From the file,2025-04 b=, broken/c=, w1=Wire, w2=Own,"; g != want {
		t.Errorf("documents %s, want %s", g, want)
	}
	var where []string
	for _, e := range errs {
		if e.Severity != corpus.Skipped {
			rel, _ := filepath.Rel(dir, e.Where())
			where = append(where, filepath.ToSlash(rel))
		}
	}
	if g, want := strings.Join(where, " "), "corpus.yaml:9 corpus.yaml:10 corpus.yaml broken/corpus.yaml:1:8"; g != want {
		t.Errorf("errors at %s, want %s\n%v", g, want, errs)
	}
	// A file that is named by itself finds the list beside it.
	docs, _ = read(t, corpus.Reader{}, filepath.Join(dir, "a.txt"))
	if len(docs) != 1 || docs[0].Published != "2025-04" || docs[0].ID != "a" {
		t.Errorf("read by itself: %+v", docs)
	}
}

func TestTextIsKeptAsItIs(t *testing.T) {
	for in, want := range map[string]string{
		"\ufeffText.\r\nMore.\r\n":                        "Text.\r\nMore.\r\n",
		"\ufeff---\r\ntitle: T\r\n---\r\n\r\nText.\r\n":   "\r\nText.\r\n",
		"---\n---\nText.":                                 "Text.",
		"---\n\nA text after a rule.\n---\n":              "---\n\nA text after a rule.\n---\n",
		"--- not a fence\nText.":                          "--- not a fence\nText.",
		"---\nA line: with a colon.\n---\nText":           "---\nA line: with a colon.\n---\nText",
		"Body.\n---\ntitle: not front matter\n---\n":      "Body.\n---\ntitle: not front matter\n---\n",
		"---\n# a comment\ntitle: T\n--- \n  Indented.\n": "  Indented.\n",
		"« Zelenskiy » a dit « non »\u00a0: 8\u202f%":     "« Zelenskiy » a dit « non »\u00a0: 8\u202f%",
	} {
		docs, errs := read(t, corpus.Reader{}, filepath.Join(write(t, map[string]string{"m.txt": in}), "m.txt"))
		if len(docs) != 1 || len(errs) != 0 {
			t.Errorf("%q: errors %v", in, errs)
			continue
		}
		if docs[0].Text != want || string(docs[0].Raw) != in {
			t.Errorf("%q: text %q", in, docs[0].Text)
		}
	}
}

func TestStdin(t *testing.T) {
	docs, errs := read(t, corpus.Reader{Stdin: strings.NewReader("---\ntitle: T\n---\nA text.")}, "-")
	if len(errs) != 0 || len(docs) != 1 || docs[0].ID != "stdin" || docs[0].Title != "T" || docs[0].Text != "A text." {
		t.Errorf("text: %+v %v", docs, errs)
	}
	docs, errs = read(t, corpus.Reader{Stdin: strings.NewReader("\ufeff\n{\"text\":\"x\"}\r\n{\"text\":\r\n")}, "-")
	if len(docs) != 1 || docs[0].ID != "stdin:2" || len(errs) != 1 || errs[0].Where() != "stdin:3:8" {
		t.Errorf("lines: %+v %v", docs, errs)
	}
	if _, errs = read(t, corpus.Reader{}, "-"); len(errs) != 1 {
		t.Errorf("no standard input: %v", errs)
	}
}

func TestLimit(t *testing.T) {
	dir := write(t, map[string]string{
		"big.txt":    strings.Repeat("x", 200),
		"fits.txt":   strings.Repeat("x", 100),
		"wire.jsonl": `{"id":"a","text":"` + strings.Repeat("x", 200) + "\"}\r\n" + `{"id":"b","text":"x"}`,
	})
	docs, errs := read(t, corpus.Reader{MaxBytes: 100}, dir)
	if len(docs) != 2 || docs[0].ID != "fits" || docs[1].ID != "b" {
		t.Errorf("documents %+v", docs)
	}
	if len(errs) != 2 || !errors.Is(errs[0], corpus.ErrTooLarge) || !errors.Is(errs[1], corpus.ErrTooLarge) || errs[1].Line != 1 {
		t.Errorf("errors %v", errs)
	}
}

// TestLongLine reads a line of 50 MB between two short ones.
func TestLongLine(t *testing.T) {
	long := strings.Repeat("The talks went on. ", 50<<20/19)
	in := io.MultiReader(strings.NewReader(`{"id":"a","text":"x"}`+"\n"+`{"id":"long","text":"`), strings.NewReader(long),
		strings.NewReader("\"}\n"+`{"id":"z","text":"x"}`))
	var got []string
	for doc, err := range (corpus.Reader{}).JSONL("in.jsonl", in) {
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, fmt.Sprint(doc.ID, " ", len(doc.Text)))
	}
	if g, want := strings.Join(got, ","), fmt.Sprintf("a 1,long %d,z 1", len(long)); g != want {
		t.Errorf("got %s, want %s", g, want)
	}
}

// TestStreamNeverEnds stops reading an endless stream: nothing is read ahead
// beyond a buffer.
func TestStreamNeverEnds(t *testing.T) {
	n := 0
	for doc := range (corpus.Reader{}).JSONL("in", &endless{}) {
		if doc.Text != "x" {
			t.Fatalf("text %q", doc.Text)
		}
		if n++; n == 1000 {
			break
		}
	}
	if n != 1000 {
		t.Errorf("stopped after %d", n)
	}
}

type endless struct{ rest []byte }

func (e *endless) Read(p []byte) (int, error) {
	if len(e.rest) == 0 {
		e.rest = bytes.Repeat([]byte(`{"text":"x"}`+"\n"), 100)
	}
	n := copy(p, e.rest)
	e.rest = e.rest[n:]
	return n, nil
}

func TestReadErrorIsReported(t *testing.T) {
	broken := io.MultiReader(strings.NewReader(`{"text":"x"}`+"\n"), failing{})
	n, failed := 0, false
	for _, err := range (corpus.Reader{}).JSONL("in", broken) {
		if err == nil {
			n++
		} else {
			failed = strings.Contains(err.Error(), "the cable was cut")
		}
	}
	if n != 1 || !failed {
		t.Errorf("documents %d, reported %v", n, failed)
	}
}

type failing struct{}

func (failing) Read([]byte) (int, error) { return 0, errors.New("the cable was cut") }

func TestLinks(t *testing.T) {
	dir := write(t, map[string]string{"real/a.txt": "Text.", "elsewhere/b.txt": "Text b."})
	for link, to := range map[string]string{"real/loop": ".", "real/b.txt": "../elsewhere/b.txt", "real/dead.txt": "nowhere.txt"} {
		if err := os.Symlink(to, filepath.Join(dir, link)); err != nil {
			t.Skip("no links here:", err)
		}
	}
	docs, errs := read(t, corpus.Reader{}, filepath.Join(dir, "real"))
	if len(docs) != 2 || len(errs) != 2 || errs[0].Severity != corpus.Failed || errs[1].Severity != corpus.Skipped {
		t.Errorf("documents %d, errors %v", len(docs), errs)
	}
}

func TestUnreadableFile(t *testing.T) {
	dir := write(t, map[string]string{"a.txt": "Text.", "b.txt": "Text."})
	if err := os.Chmod(filepath.Join(dir, "a.txt"), 0); err != nil {
		t.Fatal(err)
	}
	if f, err := os.Open(filepath.Join(dir, "a.txt")); err == nil {
		f.Close()
		t.Skip("this user may read everything")
	}
	docs, errs := read(t, corpus.Reader{}, dir)
	if len(docs) != 1 || len(errs) != 1 || !errors.Is(errs[0], fs.ErrPermission) {
		t.Errorf("documents %d, errors %v", len(docs), errs)
	}
}
