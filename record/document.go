package record

import (
	"crypto/sha256"
	"encoding/hex"
)

// Kinds of text. They decide whose voice the document's own sentences are: a
// reporter's, the writer's, a state's, both parties'.
const (
	KindReport     = "report"
	KindOpinion    = "opinion"
	KindInterview  = "interview"
	KindSpeech     = "speech"
	KindCommunique = "communique"
	KindDraft      = "draft"
)

// Document is one text as it came in, with what is known about it. An empty
// field is unknown, never guessed. Dates are EDTF strings (ISO 8601-2 level 1).
type Document struct {
	ID        string `json:"id"`
	Title     string `json:"title,omitempty"`
	Outlet    string `json:"outlet,omitempty"`
	Author    string `json:"author,omitempty"`
	Published string `json:"published,omitempty"`
	URL       string `json:"url,omitempty"`
	Lang      string `json:"lang,omitempty"`
	Kind      string `json:"kind,omitempty"`
	Text      string `json:"text"`

	// Path is where the document was read from, relative to the folder that was
	// recorded, with the line for a file of many documents ("dispatches.jsonl:12").
	Path string `json:"path,omitempty"`
	// Raw is the file (or the line of the file) byte for byte, kept as evidence.
	Raw []byte `json:"-"`
	// SHA256 is the hash of Raw, in hexadecimal.
	SHA256 string `json:"sha256,omitempty"`
}

// Writer names the one in whose voice the document's own sentences are, where it is no
// party's: by name if it is known.
func (d Document) Writer() Ref {
	w := Ref{ID: "author", Name: d.Author, Kind: KindAuthor}
	switch {
	case w.Name != "":
	case d.Kind == KindReport || d.Kind == KindInterview:
		w.Name = "the journalist"
	default:
		w.Name = "the writer"
	}
	return w
}

// Hash returns the SHA-256 of raw in hexadecimal.
func Hash(raw []byte) string {
	sum := sha256.Sum256(raw)
	return hex.EncodeToString(sum[:])
}

// Meta is the part of a Document that a Reading repeats. Every field is always
// present in JSON; an unknown one is the empty string.
type Meta struct {
	Title     string `json:"title"`
	Outlet    string `json:"outlet"`
	Author    string `json:"author"`
	Published string `json:"published"`
	URL       string `json:"url"`
	Lang      string `json:"lang"`
	Kind      string `json:"kind"`
	SHA256    string `json:"sha256"`
}

// Meta returns what is known of d apart from its text.
func (d Document) Meta() Meta {
	return Meta{d.Title, d.Outlet, d.Author, d.Published, d.URL, d.Lang, d.Kind, d.SHA256}
}
