package instrument

import (
	"slices"
	"sort"
	"strings"
)

// Operations of an edit.
const (
	Equal  = "equal"
	Delete = "delete"
	Insert = "insert"
)

// Edit is a run of words that both texts have, or only one. Pieces are in code
// points of the respective text.
type Edit struct {
	Op   string `json:"op"`
	A    Piece  `json:"a"`
	B    Piece  `json:"b"`
	Text string `json:"text"`

	a, b []wordAt
}

// diffWords compares two stretches word by word: the longest common subsequence.
// Case and the way of writing quotation marks do not count.
func diffWords(a, b *Text, pa, pb Piece) []Edit {
	wa, wb := words(a.Slice(pa)), words(b.Slice(pb))
	keys := func(ws []wordAt) []string {
		out := make([]string, len(ws))
		for i, w := range ws {
			out[i] = strings.NewReplacer("“", "\"", "”", "\"", "’", "'").Replace(w.lower)
		}
		return out
	}
	ka, kb := keys(wa), keys(wb)
	var out []Edit
	add := func(op string, i, j, k, l int) {
		if i == j && k == l {
			return
		}
		e := Edit{Op: op, A: place(wa, i, j, pa.Start), B: place(wb, k, l, pb.Start), a: wa[i:j], b: wb[k:l]}
		if op == Insert {
			e.Text = b.Slice(e.B)
		} else {
			e.Text = a.Slice(e.A)
		}
		out = append(out, e)
	}
	i, k := 0, 0
	for _, run := range commonRuns(ka, kb) {
		add(Delete, i, run.a, k, k)
		add(Insert, run.a, run.a, k, run.b)
		add(Equal, run.a, run.a+run.n, run.b, run.b+run.n)
		i, k = run.a+run.n, run.b+run.n
	}
	add(Delete, i, len(ka), k, k)
	add(Insert, len(ka), len(ka), k, len(kb))
	return out
}

// place is the stretch of words i to j, shifted by base; an empty one lies where
// word i begins.
func place(ws []wordAt, i, j, base int) Piece {
	switch {
	case i < j:
		return Piece{base + ws[i].start, base + ws[j-1].end}
	case i < len(ws):
		return Piece{base + ws[i].start, base + ws[i].start}
	case len(ws) > 0:
		return Piece{base + ws[len(ws)-1].end, base + ws[len(ws)-1].end}
	}
	return Piece{base, base}
}

// run is a stretch of n equal words at a and b.
type run struct{ a, b, n int }

// tableLimit is the size up to which two stretches are compared cell by cell; of
// longer ones only what stands between their landmarks is.
const tableLimit = 1 << 22

// commonRuns returns the runs of a longest common subsequence, of very long texts
// those of a long one.
func commonRuns(a, b []string) []run {
	r := runs{}
	r.between(a, b, 0, 0)
	return slide(r, a, b)
}

type runs []run

func (r *runs) add(i, j, n int) {
	if k := len(*r) - 1; k >= 0 && (*r)[k].a+(*r)[k].n == i && (*r)[k].b+(*r)[k].n == j {
		(*r)[k].n += n
		return
	}
	if n > 0 {
		*r = append(*r, run{i, j, n})
	}
}

// between adds the runs of a and b, which begin at i and j of the whole.
func (r *runs) between(a, b []string, i, j int) {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	r.add(i, j, head)
	ma, mb := a[head:len(a)-tail], b[head:len(b)-tail]
	if len(ma)*len(mb) > tableLimit {
		x, y := 0, 0
		for _, at := range landmarks(ma, mb) {
			r.between(ma[x:at[0]], mb[y:at[1]], i+head+x, j+head+y)
			r.add(i+head+at[0], j+head+at[1], 1)
			x, y = at[0]+1, at[1]+1
		}
		if x > 0 {
			r.between(ma[x:], mb[y:], i+head+x, j+head+y)
		}
	} else {
		length := lcsTable(ma, mb)
		for x, y := 0, 0; x < len(ma) && y < len(mb); {
			switch {
			case ma[x] == mb[y]:
				r.add(i+head+x, j+head+y, 1)
				x, y = x+1, y+1
			case length[x+1][y] >= length[x][y+1]:
				x++
			default:
				y++
			}
		}
	}
	r.add(i+len(a)-tail, j+len(b)-tail, tail)
}

// landmarks pairs the words that occur once in a and once in b, as far as they
// stand in the same order.
func landmarks(a, b []string) [][2]int {
	where := func(ws []string) map[string]int {
		out := map[string]int{}
		for i, w := range ws {
			if _, again := out[w]; again {
				out[w] = -1
			} else {
				out[w] = i
			}
		}
		return out
	}
	inA, inB := where(a), where(b)
	var ends []int // index into all of the last pair of each length
	var all [][2]int
	var before []int
	for i, w := range a {
		j, ok := inB[w]
		if !ok || j < 0 || inA[w] < 0 {
			continue
		}
		n := sort.Search(len(ends), func(k int) bool { return all[ends[k]][1] >= j })
		all = append(all, [2]int{i, j})
		if n == 0 {
			before = append(before, -1)
		} else {
			before = append(before, ends[n-1])
		}
		ends = append(ends[:n], append([]int{len(all) - 1}, ends[min(n+1, len(ends)):]...)...)
	}
	if len(ends) == 0 {
		return nil
	}
	var out [][2]int
	for k := ends[len(ends)-1]; k >= 0; k = before[k] {
		out = append(out, all[k])
	}
	slices.Reverse(out)
	return out
}

// slide moves a run to its successor where what came or went between the two ends
// in the same words, so that one change is not shown as two: in "drought declared
// by the Commission the flow" for "drought the flow" the second "the" is the old.
func slide(r runs, a, b []string) []run {
	for i := len(r) - 2; i >= 0; i-- {
		x, next := r[i], r[i+1]
		if i == 0 && x.a == 0 && x.b == 0 {
			continue // the beginning stays
		}
		n := x.n
		came := x.a+n == next.a && next.b-n >= x.b+n && slices.Equal(b[next.b-n:next.b], b[x.b:x.b+n])
		went := x.b+n == next.b && next.a-n >= x.a+n && slices.Equal(a[next.a-n:next.a], a[x.a:x.a+n])
		if came || went {
			r[i+1] = run{next.a - n, next.b - n, next.n + n}
			r = slices.Delete(r, i, i+1)
		}
	}
	return r
}

// lcsTable gives, for each pair of suffixes, the length of their longest common
// subsequence.
func lcsTable(a, b []string) [][]int32 {
	t := make([][]int32, len(a)+1)
	for i := range t {
		t[i] = make([]int32, len(b)+1)
	}
	for i := len(a) - 1; i >= 0; i-- {
		for j := len(b) - 1; j >= 0; j-- {
			if a[i] == b[j] {
				t[i][j] = t[i+1][j+1] + 1
			} else {
				t[i][j] = max(t[i+1][j], t[i][j+1])
			}
		}
	}
	return t
}
