package attribution

import (
	"fmt"

	"github.com/demarche-project/demarche/nlp/kernel"
)

// Sizes that the features fix.
const (
	vectorSize = 192 // the pipeline's two vectors of a token
	flagCount  = 4   // in quotation, paragraph start, capital, constant 1
	roleFlags  = 5   // in cue, same sentence, earlier sentence, cue in quotation, cue length / 4
	upLevels   = 5   // ancestors of the cue that are told apart
	buckets    = 25  // of signed distance
	window     = 160 // roles are sought this far from the cue, within its paragraph
)

// A gated layer is LayerNorm(x + a*sigmoid(g)), where a and g are linear in x and
// two neighbours of x: those at a distance in the sequence, or head and children
// in the tree.
type gated struct {
	dilation          int                 // 0: over the tree
	linear            *kernel.FixedWindow // of the three together
	head, self, below *kernel.Fixed       // of each, over the tree
	bias              []float32           // of all, as wide as a row of results
	norm              norm
}

// model is the trained network. See train/model.py, which it repeats.
type model struct {
	words, lemmas, tags, deps, ents map[string]int

	dim, role, hidden int

	// encoder
	word, lemma   lookup
	tag, dep, ent grid
	flags         grid      // sum of the bias and a token's flags, see place
	up            []float32 // for the distance to the head
	vector        *kernel.Dense
	normIn, norm  norm
	layers        []gated

	// cue tagger
	cueIn, cueOut *kernel.Dense

	// role tagger
	token, key, cue, query, product *kernel.Dense
	relation, flag                  lookup
	flagBias                        []float32
	places                          grid // sum of a token's flags and its sentence's place, see place
	distance                        grid
	roleNorm                        norm
	roleLayers                      []gated
	out                             *kernel.Dense

	// judge of cues
	judgeIn, judgeOut *kernel.Dense

	decoder decoder
}

// decodeModel reads a model file.
func decodeModel(file []byte) (*model, error) {
	h, r, err := open(file)
	if err != nil {
		return nil, err
	}
	m := &model{
		words: numbers(h.Words, 1), lemmas: numbers(h.Lemmas, 2), tags: numbers(h.Tags, 1),
		deps: numbers(h.Deps, 1), ents: numbers(h.Ents, 1), decoder: h.Decoder,
		dim: r.width("vector", 0), role: r.width("product", 0), hidden: r.width("cue_in.weight", 0),
	}
	if len(h.Layers) > 32 || len(h.Dilations) > 32 || m.dim < 1 || m.role < 1 || m.hidden < 1 || m.dim%kernel.Panel != 0 || m.role%kernel.Panel != 0 { // rows follow one another
		return nil, fmt.Errorf("%w: shape of the network", errFormat)
	}
	d, n := m.dim, m.role
	m.word, m.lemma = r.lookup("word", len(h.Words)+1, d), r.lookup("lemma", len(h.Lemmas)+2, d)
	m.tag, m.dep, m.ent = r.plain("tag", len(h.Tags)+1, d), r.plain("dep", len(h.Deps)+1, d), r.plain("ent", len(h.Ents)+1, d)
	flags := r.lookup("flags", flagCount+1, d)
	m.flags, m.up = placeTable(&flags, r.vector("project.bias", d), 0), make([]float32, d)
	flags.add(flagCount, m.up)
	m.vector = r.dense("vector", d, vectorSize, false)
	m.normIn, m.norm = r.norm("norm_in", vectorSize), r.norm("norm", d)
	m.layers = r.gated("encoder.layers", h.Layers, d)
	m.cueIn, m.cueOut = r.dense("cue_in", m.hidden, d+flagCount, true), r.dense("cue_out", 3, m.hidden, true)
	m.token, m.key = r.dense("token", n, d, true), r.dense("key", n, d, true)
	m.cue, m.query = r.dense("cue", n, d, true), r.dense("query", n, d, true)
	m.product = r.dense("product", n, n, false)
	m.relation = r.lookup("relation", (upLevels+1)*(len(h.Deps)+2)+1, n)
	m.distance = r.plain("distance", buckets, n)
	m.flag, m.flagBias = r.lookup("flag", flagCount+roleFlags, n), r.vector("flag.bias", n)
	m.places = placeTable(&m.flag, nil, flagCount+1)
	m.roleNorm, m.roleLayers = r.norm("role.norm", n), r.gated("layers", h.Dilations, n)
	m.out = r.dense("out", 3, n, true)
	m.judgeIn, m.judgeOut = r.dense("judge_in", m.hidden, d+3*n+2, true), r.dense("judge_out", 1, m.hidden, true)
	return m, r.err
}

// numbers gives words the numbers from first on.
func numbers(words []string, first int) map[string]int {
	m := make(map[string]int, len(words))
	for i, w := range words {
		m[w] = i + first
	}
	return m
}

// width is one side of a matrix in the file.
func (r *reader) width(name string, side int) int {
	if t, ok := r.find(name, 2); ok {
		return min(t.Shape[side], 4096)
	}
	return 0
}

func (r *reader) gated(name string, dilations []int, dim int) []gated {
	out := make([]gated, len(dilations))
	for k, d := range dilations {
		at := fmt.Sprintf("%s.%d", name, k)
		if d < 0 || d > 64 {
			r.fail(at, "dilation out of range")
		}
		g := gated{dilation: d, norm: r.norm(at+".norm", dim)}
		w, bias := r.lookup(at+".linear.weight", 2*dim, 3*dim), r.vector(at+".linear.bias", 2*dim)
		part := func(which int, b []float32) *kernel.Fixed {
			return kernel.PackFixed(w.rows[which*dim:], w.scale, b, 2*dim, dim, 3*dim)
		}
		if d > 0 {
			g.linear = kernel.PackFixedWindow(w.rows, w.scale, bias, 2*dim, dim)
		} else {
			g.head, g.self, g.below = part(0, bias), part(1, nil), part(2, nil)
			g.bias = make([]float32, g.head.Width())
			copy(g.bias, bias)
		}
		out[k] = g
	}
	return out
}

// place numbers what the flags of a token and its sentence's place (same as the
// cue's, before it) can be together.
func place(flags [flagCount]float32, same, before bool) int {
	n := 0
	for k, f := range flags[:flagCount-1] {
		n |= int(f) << k
	}
	if same {
		n |= 8
	}
	if before {
		n |= 16
	}
	return n
}

// placeTable sums a start and the rows of the flags for every place; the rows of the
// sentence's place begin at sent, 0 for none.
func placeTable(flags *lookup, start []float32, sent int) grid {
	g := grid{flags.cols, flags.cols, make([]float32, 32*flags.cols)}
	for n := range 32 {
		v := g.row(n)
		copy(v, start)
		flags.add(flagCount-1, v)
		for k := range flagCount - 1 {
			flags.addScaled(k, float32(n>>k&1), v)
		}
		if sent > 0 {
			flags.addScaled(sent, float32(n>>3&1), v)
			flags.addScaled(sent+1, float32(n>>4&1), v)
		}
	}
	return g
}
