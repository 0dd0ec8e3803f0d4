package attribution

import (
	"cmp"
	"math"
	"slices"

	"github.com/demarche-project/demarche/nlp"
)

// A decoder holds the numbers that were tuned on a slice of the training
// articles.
type decoder struct {
	Threshold float64 `json:"threshold"` // least probability of a cue
	Switch    float64 `json:"switch"`    // cost of leaving or entering content
	Enter     float64 `json:"enter"`     // cost of entering or leaving the source
	Source    float64 `json:"source"`    // bonus of a source token
	Content   float64 `json:"content"`   // bonus of a content token
}

// biases are what O is lowered by, one after the other, in the search for
// candidates.
var biases = [...]float32{.5, 1}

// candidates finds possible cues: runs that begin with B or I and go on with I
// when O is lowered. What a smaller bias finds wins over what a larger finds.
func candidates(s *sheet, logP [][3]float32) []candidate {
	taken := make([]bool, len(logP))
	var out []candidate
	for _, bias := range biases {
		label := func(r int) int {
			p := logP[r]
			best, k := p[0]-bias, 0
			for i := 1; i < 3; i++ {
				if p[i] > best {
					best, k = p[i], i
				}
			}
			return k
		}
		for i := 0; i < len(logP); {
			j := i + 1
			if label(i) != 0 {
				for j < len(logP) && label(j) == 2 {
					j++
				}
				if !slices.Contains(taken[i:j], true) {
					sum := 0.
					for r := i; r < j; r++ {
						taken[r] = true
						sum += 1 - math.Exp(float64(logP[r][0]))
					}
					if s.lo[i] == s.lo[j-1] {
						p := min(max(sum/float64(j-i), 1e-4), 1-1e-4)
						out = append(out, candidate{c0: i, c1: j, odds: float32(math.Log(p / (1 - p)))})
					}
				}
			}
			i = j
		}
	}
	slices.SortFunc(out, func(a, b candidate) int { return cmp.Compare(a.c0, b.c0) })
	return out
}

// States of the search over a window: none and content before the source, the
// source, none and content after it.
const states = 5

var roleOf = [states]int{roleNone, roleContent, roleSource, roleNone, roleContent}

// steps are the changes of state that are allowed beside staying.
var steps = []struct {
	from, to int
	enter    bool // of the source; else of content
}{
	{0, 1, false}, {1, 0, false}, {0, 2, true}, {1, 2, true}, {2, 3, true}, {2, 4, true}, {3, 4, false}, {4, 3, false},
}

// viterbi finds the best roles of the rows of a window: one run of source, and
// content in any pieces, which around the cue may stop and resume at no cost.
func (d decoder) viterbi(c *candidate) []int {
	n := len(c.roles)
	lo, hi := c.c0-c.w0, c.c1-c.w0
	bonus := [3]float64{roleSource: d.Source, roleContent: d.Content}
	emit := func(r, state int) float64 {
		if lo <= r && r < hi {
			if state == 2 {
				return -1e9
			}
			return 0
		}
		return float64(c.roles[r][roleOf[state]]) + bonus[roleOf[state]]
	}
	back := make([][states]int8, n)
	var score [states]float64
	for k := range score {
		score[k] = emit(0, k)
		if k >= 3 {
			score[k] = -1e9
		}
	}
	for r := 1; r < n; r++ {
		next := score
		for k := range next {
			back[r][k] = int8(k)
		}
		for _, s := range steps {
			cost := d.Switch
			if s.enter {
				cost = d.Enter
			} else if lo <= r && r <= hi {
				cost = 0
			}
			if v := score[s.from] - cost; v > next[s.to] {
				next[s.to], back[r][s.to] = v, int8(s.from)
			}
		}
		for k := range next {
			next[k] += emit(r, k)
		}
		score = next
	}
	k := 0
	for i := range score {
		if score[i] > score[k] {
			k = i
		}
	}
	out := make([]int, n)
	for r := n - 1; r >= 0; r-- {
		if r < lo || r >= hi {
			out[r] = roleOf[k]
		}
		k = int(back[r][k])
	}
	return out
}

// byModel proposes attributions with the trained network; ok is false when the
// document has no vectors.
func byModel(m *model, doc *nlp.Doc, l *layout) (out []proposal, ok bool) {
	if len(doc.Tokens) == 0 {
		return nil, true
	}
	if main, ner := doc.Vectors(0); main == nil || ner == nil {
		return nil, false
	}
	memory := scratches.Get().(*scratch)
	defer scratches.Put(memory)
	from := 0
	for _, to := range sheetEnds(l) {
		if s := newSheet(m, doc, l, from, to); s != nil {
			s.scratch = memory
			out = append(out, m.propose(s)...)
		}
		from = to
	}
	return out, true
}

// propose finds the attributions of one sheet.
func (m *model) propose(s *sheet) []proposal {
	var out []proposal
	x := m.encode(s)
	cues := candidates(s, m.tagCues(s, x))
	m.assess(s, x, cues)
	for k := range cues {
		c := &cues[k]
		p := 1 / (1 + math.Exp(-float64(c.judged)))
		if p < m.decoder.Threshold {
			continue
		}
		q := proposal{score: p, head: s.token[s.cueHead(c.c0, c.c1)]}
		for r := c.c0; r < c.c1; r++ {
			q.cue = append(q.cue, s.token[r])
		}
		for r, role := range m.decoder.viterbi(c) {
			switch role {
			case roleSource:
				q.source = append(q.source, s.token[c.w0+r])
			case roleContent:
				q.content = append(q.content, s.token[c.w0+r])
			}
		}
		if len(q.content) > 0 {
			out = append(out, q)
		}
	}
	return out
}
