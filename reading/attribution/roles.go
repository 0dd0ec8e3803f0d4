package attribution

import (
	"math"
	"slices"
)

// Roles of a token beside a cue.
const (
	roleNone = iota
	roleSource
	roleContent
)

// A candidate is a possible cue with what the role network says about it.
type candidate struct {
	c0, c1 int     // rows of the cue
	odds   float32 // log odds of its tokens being a cue
	w0, w1 int     // rows in which its roles are sought
	judged float32 // log odds that it is a cue, seen with its roles
	roles  [][3]float32
}

// assess runs the role network over the window of each candidate.
func (m *model) assess(s *sheet, x grid, cues []candidate) {
	if len(cues) == 0 {
		return
	}
	token, key := s.scratch.dense(bufToken, m.token, x), s.scratch.dense(bufKey, m.key, x)
	for k := range cues {
		m.assessOne(s, x, token, key, &cues[k])
	}
}

func (m *model) assessOne(s *sheet, x, token, key grid, c *candidate) {
	c.w0, c.w1 = max(s.lo[c.c0], c.c0-window), min(s.hi[c.c0], c.c1+window)
	n := c.w1 - c.w0
	average := grid{m.dim, m.dim, mean(x, c.c0, c.c1)}
	cue := slices.Clone(s.scratch.dense(bufSmall, m.cue, average).row(0))
	query := s.scratch.dense(bufSmall, m.query, average).row(0)
	product := s.scratch.grid(bufIn, n, m.role, m.role)
	for r := range n {
		p, k := product.row(r), key.row(c.w0+r)
		for i := range p {
			p[i] = k[i] * query[i]
		}
	}
	z := s.scratch.dense(bufRole, m.product, product)
	m.addContext(s, c, z, token, cue)
	best.GELU(z.data)
	m.roleNorm.normalise(z)
	for k := range m.roleLayers {
		m.roleLayers[k].along(s.scratch, z)
	}
	scores := s.scratch.dense(bufIn, m.out, z)
	c.roles = make([][3]float32, n)
	shares := make([][3]float32, n)
	for r := range n {
		copy(c.roles[r][:], scores.row(r))
		shares[r] = logSoftmax(&c.roles[r])
	}
	c.judged = m.judge(s.scratch, average.data, z, shares, c.odds)
}

// addContext adds to each row of z the token, the cue, and where the token stands
// to the cue in the line and in the tree. The cue's own part is summed once.
func (m *model) addContext(s *sheet, c *candidate, z, token grid, cue []float32) {
	first, relations := s.relate(m, s.cueHead(c.c0, c.c1))
	for k, b := range m.flagBias {
		cue[k] += b
	}
	m.flag.addScaled(flagCount+3, s.flags[c.c0][0], cue)
	m.flag.addScaled(flagCount+4, float32(c.c1-c.c0)/4, cue)
	for r := range c.w1 - c.w0 {
		at := c.w0 + r
		distance := 0
		if at < c.c0 {
			distance = at - c.c0
		} else if at >= c.c1 {
			distance = at - c.c1 + 1
		}
		v := z.row(r)
		n := len(v)
		t, cue := token.row(at)[:n], cue[:n]
		far, where := m.distance.row(bucket(distance))[:n], m.places.row(place(s.flags[at], s.sent[at] == s.sent[c.c0], s.sent[at] < s.sent[c.c0]))[:n]
		for k := range v {
			v[k] += t[k] + cue[k] + far[k] + where[k]
		}
		relation := int32(0)
		if k := at - first; k >= 0 && k < len(relations) {
			relation = relations[k]
		}
		m.relation.add(int(relation), v)
		if c.c0 <= at && at < c.c1 {
			m.flag.add(flagCount, v)
		}
	}
}

// judge gives the log odds that a candidate is a cue, from the cue, the averages
// of the window by role, its first odds and the amount of content. shares are the
// probabilities of each row's roles.
func (m *model) judge(s *scratch, cue []float32, z grid, shares [][3]float32, odds float32) float32 {
	n := m.role
	size := m.dim + 3*n + 2
	in := s.grid(bufJudge, 1, size, size)
	clear(in.data)
	copy(in.data, cue)
	none, source, content := in.data[m.dim:][:n], in.data[m.dim+n:][:n], in.data[m.dim+2*n:][:n]
	var total [3]float32
	for r, p := range shares {
		for k := range total {
			total[k] += p[k]
		}
		for i, v := range z.row(r)[:n] {
			none[i] += p[roleNone] * v
			source[i] += p[roleSource] * v
			content[i] += p[roleContent] * v
		}
	}
	for k := range 3 {
		pooled := in.data[m.dim+k*n:][:n]
		for i := range pooled {
			pooled[i] /= total[k] + .1
		}
	}
	in.data[m.dim+3*m.role] = odds
	in.data[m.dim+3*m.role+1] = float32(math.Log1p(float64(total[roleContent])))
	h := s.dense(bufSmall, m.judgeIn, in)
	best.GELU(h.row(0))
	return s.dense(bufOut, m.judgeOut, h).data[0]
}
