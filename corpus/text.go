package corpus

import (
	"bytes"
	"io"
)

var byteOrderMark = []byte("\xef\xbb\xbf")

// maxFrontMatter is far more than anybody writes, and little enough for a YAML
// parser whose time grows with the square of the number of keys.
const maxFrontMatter = 64 << 10

// stdin reads standard input by what it begins with.
func (p *pass) stdin() {
	if p.Stdin == nil {
		p.error(&Error{Severity: Failed, Path: "-", Offset: -1, What: "there is no standard input", Cause: ErrNothing})
		return
	}
	in, first := peekText(p.Stdin)
	src := source{shown: "stdin", path: "stdin", id: "stdin"}
	if first == '{' {
		p.jsonl(src, in)
		return
	}
	p.text(src, in)
}

// text reads one file that is one document.
func (p *pass) text(src source, in io.Reader) {
	raw, err := io.ReadAll(io.LimitReader(in, p.MaxBytes+1))
	if err != nil {
		p.fileError(src.shown, err)
		return
	}
	if int64(len(raw)) > p.MaxBytes {
		e := tooLarge("the file", p.MaxBytes)
		e.Path = src.shown
		p.error(e)
		return
	}
	text, known, errs := parseText(raw)
	for _, e := range errs {
		e.Path = src.shown
		p.error(e)
		if e.Severity == Failed {
			return
		}
	}
	p.document(known.orElse(src.known).document(src.id, src.path, text, raw), src.shown)
}

// parseText splits a file into what it says about itself and its text. There is
// no text if an error is Failed; it is the last one then.
func parseText(raw []byte) (text string, known fields, errs []*Error) {
	if err := checkText(raw); err != nil {
		return "", known, []*Error{err}
	}
	body := bytes.TrimPrefix(raw, byteOrderMark)
	if block, rest, ok := cutFrontMatter(body); ok {
		if rest == nil {
			e := failed(ErrSyntax, "the front matter that begins here has no end", `close it with a line "---"`)
			e.Line = 1
			return "", known, []*Error{e}
		}
		if len(block) > maxFrontMatter {
			e := failed(ErrTooLarge, "the front matter is larger than "+size(maxFrontMatter), `is its closing line "---" missing?`)
			e.Line = 1
			return "", known, []*Error{e}
		}
		known, errs = yamlFields(block, 2)
		for _, e := range errs {
			if e.Severity == Failed {
				return "", known, []*Error{e}
			}
		}
		body = rest
	}
	if len(bytes.TrimSpace(body)) == 0 {
		return "", known, append(errs, failed(ErrEmpty, "there is no text in it", ""))
	}
	return string(body), known, errs
}

// cutFrontMatter cuts the block between the first line, "---", and the next line
// "---". It is front matter only if the block is empty or begins with a comment
// or a key, so that a text may begin with a ruled line. rest is nil when the
// block has no end.
func cutFrontMatter(body []byte) (block, rest []byte, ok bool) {
	first, after := cutLine(body)
	if !isFence(first) {
		return nil, nil, false
	}
	if line, _ := cutLine(after); !isFence(line) && !startsMapping(line) {
		return nil, nil, false
	}
	for tail := after; len(tail) > 0; {
		line, next := cutLine(tail)
		if isFence(line) {
			return after[:len(after)-len(tail)], next, true
		}
		tail = next
	}
	return nil, nil, true
}

// cutLine splits off the first line, with its end. rest is never nil.
func cutLine(b []byte) (line, rest []byte) {
	if i := bytes.IndexByte(b, '\n'); i >= 0 {
		return b[:i+1], b[i+1:]
	}
	return b, b[len(b):]
}

func isFence(line []byte) bool {
	return string(bytes.TrimRight(line, " \t\r\n")) == "---"
}

// startsMapping reports whether line looks like "key: value" or a comment.
func startsMapping(line []byte) bool {
	if len(line) > 0 && line[0] == '#' {
		return true
	}
	key, value, ok := bytes.Cut(line, []byte(":"))
	if !ok || len(key) == 0 || (len(value) > 0 && !bytes.ContainsRune([]byte(" \t\r\n"), rune(value[0]))) {
		return false
	}
	for _, c := range key {
		if c != '_' && c != '-' && (c|0x20 < 'a' || c|0x20 > 'z') {
			return false
		}
	}
	return true
}
