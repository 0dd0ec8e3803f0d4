package corpus

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"unicode/utf8"
)

// signatures are the first bytes of formats that people mistake for text.
var signatures = []struct{ begins, name, hint string }{
	{"%PDF-", "a PDF file", "extract its text first, for instance with pdftotext"},
	{"PK\x03\x04", "a zip archive (perhaps .docx or .odt)", "save it as plain text in UTF-8"},
	{"\xd0\xcf\x11\xe0", "an old Office document", "save it as plain text in UTF-8"},
	{"\x1f\x8b", "gzip-compressed", "unpack it first"},
	{"{\\rtf", "an RTF document", "save it as plain text in UTF-8"},
	{"SQLite format 3\x00", "a database", ""},
}

// checkText says why raw is not a text in UTF-8, or nil.
func checkText(raw []byte) *Error {
	if len(raw) == 0 {
		return failed(ErrEmpty, "the file is empty", "")
	}
	for _, s := range signatures {
		if bytes.HasPrefix(raw, []byte(s.begins)) {
			return failed(ErrBinary, "not a text but "+s.name, s.hint)
		}
	}
	if e := checkUTF16(raw); e != nil {
		return e
	}
	if i := bytes.IndexByte(raw, 0); i >= 0 {
		e := failed(ErrBinary, fmt.Sprintf("not a text: a zero byte at offset %d", i), "")
		e.Offset = int64(i)
		return e
	}
	if tooManyControls(raw) {
		return failed(ErrBinary, "not a text: it is full of control characters", "")
	}
	return checkUTF8(raw)
}

// checkUTF16 recognises UTF-16 by its mark, or by a zero in every other byte of
// the beginning.
func checkUTF16(raw []byte) *Error {
	name := ""
	switch {
	case bytes.HasPrefix(raw, []byte("\xff\xfe")):
		name = "UTF-16LE"
	case bytes.HasPrefix(raw, []byte("\xfe\xff")):
		name = "UTF-16BE"
	default:
		head := raw[:min(len(raw), 512)&^1]
		var zeros [2]int
		for i, c := range head {
			if c == 0 {
				zeros[i%2]++
			}
		}
		switch half := len(head) / 2; {
		case half < 4:
		case zeros[1] > half*3/4 && zeros[0] == 0:
			name = "UTF-16LE"
		case zeros[0] > half*3/4 && zeros[1] == 0:
			name = "UTF-16BE"
		}
	}
	if name == "" {
		return nil
	}
	e := failed(ErrEncoding, "not UTF-8 but "+name+", from byte offset 0", convert(name))
	e.Offset = 0
	return e
}

func convert(from string) string {
	return "convert it with: iconv -f " + from + " -t UTF-8 FILE > NEWFILE"
}

func tooManyControls(raw []byte) bool {
	n := 0
	for _, c := range raw {
		if c < 0x20 && (c < '\t' || c > '\r') && c != 0x1b || c == 0x7f {
			n++
		}
	}
	return n > len(raw)/20
}

// checkUTF8 finds the first byte that is not UTF-8 and guesses what it may be.
func checkUTF8(raw []byte) *Error {
	at := invalidAt(raw)
	if at < 0 {
		return nil
	}
	what := fmt.Sprintf("not UTF-8: byte 0x%02x at offset %d", raw[at], at)
	hint := ""
	switch {
	case !utf8.FullRune(raw[at:]):
		what, hint = fmt.Sprintf("ends within a character, at offset %d", at), "the file seems to have been cut off"
	case utf8.RuneCount(raw[:at]) < at:
		hint = "what stands before is UTF-8: the file mixes encodings or is damaged there"
	default:
		hint = guessEncoding(raw)
	}
	e := failed(ErrEncoding, what, hint)
	e.Offset = int64(at)
	e.Line = 1 + bytes.Count(raw[:at], []byte("\n"))
	return e
}

// invalidAt returns the offset of the first byte that is not UTF-8, or -1.
func invalidAt(raw []byte) int {
	if utf8.Valid(raw) {
		return -1
	}
	for i := 0; i < len(raw); {
		r, n := utf8.DecodeRune(raw[i:])
		if r == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// guessEncoding names the 8-bit encoding that raw may be in: windows-1252 if
// its bytes are all assigned there and high ones are rare.
func guessEncoding(raw []byte) string {
	high, unassigned := 0, 0
	for _, c := range raw {
		if c < 0x80 {
			continue
		}
		high++
		switch c {
		case 0x81, 0x8d, 0x8f, 0x90, 0x9d:
			unassigned++
		}
	}
	switch {
	case high > len(raw)/4:
		return "perhaps windows-1251 or another encoding of a non-Latin script; " + convert("WINDOWS-1251")
	case unassigned == 0:
		return "probably windows-1252; " + convert("WINDOWS-1252")
	}
	return "find out its encoding and convert it with iconv"
}

func tooLarge(what string, limit int64) *Error {
	return failed(ErrTooLarge, fmt.Sprintf("%s is larger than %s and is left out", what, size(limit)),
		"split it into documents, or raise the limit")
}

func size(n int64) string {
	if n >= 1<<20 && n%(1<<20) == 0 {
		return fmt.Sprintf("%d MiB", n>>20)
	}
	if n >= 1<<10 && n%(1<<10) == 0 {
		return fmt.Sprintf("%d KiB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// peekText returns in with nothing read, and its first character that is
// neither space nor byte order mark, 0 if there is none in the first 4 KB.
func peekText(in io.Reader) (io.Reader, byte) {
	buffered := bufio.NewReaderSize(in, 4096)
	head, _ := buffered.Peek(4096)
	head = bytes.TrimLeft(bytes.TrimPrefix(head, byteOrderMark), " \t\r\n")
	if len(head) == 0 {
		return buffered, 0
	}
	return buffered, head[0]
}
