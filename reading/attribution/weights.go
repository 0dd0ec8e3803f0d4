package attribution

import (
	"bytes"
	_ "embed"
	"encoding/binary"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"sync"

	"github.com/demarche-project/demarche/nlp/kernel"
)

//go:embed data/model.bin
var modelBytes []byte

// trained is the embedded model, decoded once.
var trained = sync.OnceValue(func() *model {
	m, err := decodeModel(modelBytes)
	if err != nil {
		panic("attribution: embedded model: " + err.Error())
	}
	return m
})

// errFormat says that bytes are not a model file as train/export.py writes it.
var errFormat = errors.New("not an attribution model")

const magic = "attrib1\n"

// A header describes a model file: vocabularies, the shape of the network, the
// decoder's numbers, and where each tensor stands.
type header struct {
	Words     []string `json:"words"`
	Lemmas    []string `json:"lemmas"`
	Tags      []string `json:"tags"`
	Deps      []string `json:"deps"`
	Ents      []string `json:"ents"`
	Layers    []int    `json:"layers"`    // dilation of a layer over the sequence, 0 for one over the tree
	Dilations []int    `json:"dilations"` // of the layers of the role network
	Decoder   decoder  `json:"decoder"`
	Tensors   []tensor `json:"tensors"`
}

type tensor struct {
	Name  string `json:"name"`
	Shape []int  `json:"shape"`
	At    int    `json:"at"`
}

// A lookup is a matrix of which single rows are looked up: int8 with a scale a
// row.
type lookup struct {
	cols  int
	rows  []int8
	scale []float32
}

// row returns row i as it is kept, and its scale.
func (t *lookup) row(i int) ([]int8, float32) { return t.rows[i*t.cols : (i+1)*t.cols], t.scale[i] }

// add adds row i to x.
func (t *lookup) add(i int, x []float32) { t.addScaled(i, 1, x) }

// addScaled adds f times row i to x.
func (t *lookup) addScaled(i int, f float32, x []float32) {
	if f == 0 {
		return
	}
	s, row := t.scale[i]*f, t.rows[i*t.cols:(i+1)*t.cols]
	x = x[:len(row)]
	for k, v := range row {
		x[k] += s * float32(v)
	}
}

// A norm is a layer normalisation.
type norm struct{ gain, bias []float32 }

// A reader takes tensors out of a model file; the first error stays.
type reader struct {
	blob    []byte
	tensors map[string]tensor
	err     error
}

func (r *reader) fail(name, why string) {
	if r.err == nil {
		r.err = fmt.Errorf("%w: tensor %s: %s", errFormat, name, why)
	}
}

// bytes returns n bytes of a tensor, after checking its shape: cols of 0 is a
// vector, -1 any.
func (r *reader) find(name string, dims int) (tensor, bool) {
	t, ok := r.tensors[name]
	if !ok || len(t.Shape) != dims || t.At < 0 {
		r.fail(name, "missing, or not of the expected shape")
		return t, false
	}
	n := 1
	for _, d := range t.Shape {
		if d <= 0 || d > 1<<20 {
			r.fail(name, "size out of range")
			return t, false
		}
		n *= d
	}
	size := 4 * n
	if dims == 2 {
		size = n + 4*t.Shape[0]
	}
	if n > 1<<26 || t.At > len(r.blob) || size > len(r.blob)-t.At {
		r.fail(name, "reaches past the end of the file")
		return t, false
	}
	return t, true
}

func floats(b []byte, n int) []float32 {
	out := make([]float32, n)
	for i := range out {
		out[i] = math.Float32frombits(binary.LittleEndian.Uint32(b[4*i:]))
	}
	return out
}

func (r *reader) vector(name string, n int) []float32 {
	t, ok := r.find(name, 1)
	if !ok || t.Shape[0] != n {
		r.fail(name, "length differs from what the network needs")
		return make([]float32, n)
	}
	return floats(r.blob[t.At:], n)
}

func (r *reader) lookup(name string, rows, cols int) lookup {
	t, ok := r.find(name, 2)
	if !ok || rows > 0 && t.Shape[0] != rows || t.Shape[1] != cols {
		r.fail(name, "shape differs from what the network needs")
		return lookup{cols: cols, rows: make([]int8, max(rows, 1)*cols), scale: make([]float32, max(rows, 1))}
	}
	n := t.Shape[0] * cols
	out := lookup{cols: cols, rows: make([]int8, n), scale: floats(r.blob[t.At+n:], t.Shape[0])}
	for i := range n {
		out.rows[i] = int8(r.blob[t.At+i])
	}
	return out
}

// plain reads a matrix whose rows are looked up as numbers.
func (r *reader) plain(name string, rows, cols int) grid {
	t := r.lookup(name, rows, cols)
	g := grid{cols, cols, make([]float32, len(t.rows))}
	for i := range t.scale {
		t.add(i, g.row(i))
	}
	return g
}

// dense reads NAME.weight and NAME.bias, or NAME without a bias.
func (r *reader) dense(name string, out, in int, bias bool) *kernel.Dense {
	weights, b := name, []float32(nil)
	if bias {
		weights, b = name+".weight", r.vector(name+".bias", out)
	}
	t := r.lookup(weights, out, in)
	w := make([]float32, out*in)
	for o := range out {
		t.add(o, w[o*in:(o+1)*in])
	}
	return kernel.PackDense(w, b, out, in)
}

func (r *reader) norm(name string, n int) norm {
	return norm{r.vector(name+".weight", n), r.vector(name+".bias", n)}
}

// open checks the frame of a model file and reads its header.
func open(file []byte) (*header, *reader, error) {
	if !bytes.HasPrefix(file, []byte(magic)) || len(file) < len(magic)+4 {
		return nil, nil, errFormat
	}
	rest := file[len(magic):]
	n := int(binary.LittleEndian.Uint32(rest))
	if n > len(rest)-4 {
		return nil, nil, fmt.Errorf("%w: header longer than the file", errFormat)
	}
	var h header
	if err := json.Unmarshal(rest[4:4+n], &h); err != nil {
		return nil, nil, fmt.Errorf("%w: header: %w", errFormat, err)
	}
	r := &reader{blob: rest[4+n:], tensors: map[string]tensor{}}
	for _, t := range h.Tensors {
		r.tensors[t.Name] = t
	}
	return &h, r, nil
}
