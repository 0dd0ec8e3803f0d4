package instrument

import "strings"

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

// commonRuns returns the runs of a longest common subsequence.
func commonRuns(a, b []string) []run {
	head := 0
	for head < len(a) && head < len(b) && a[head] == b[head] {
		head++
	}
	tail := 0
	for tail < len(a)-head && tail < len(b)-head && a[len(a)-1-tail] == b[len(b)-1-tail] {
		tail++
	}
	ma, mb := a[head:len(a)-tail], b[head:len(b)-tail]
	length := lcsTable(ma, mb)
	var out []run
	add := func(i, j, n int) {
		if k := len(out) - 1; k >= 0 && out[k].a+out[k].n == i && out[k].b+out[k].n == j {
			out[k].n += n
			return
		}
		out = append(out, run{i, j, n})
	}
	if head > 0 {
		add(0, 0, head)
	}
	for i, j := 0, 0; i < len(ma) && j < len(mb); {
		switch {
		case ma[i] == mb[j]:
			add(head+i, head+j, 1)
			i, j = i+1, j+1
		case length[i+1][j] >= length[i][j+1]:
			i++
		default:
			j++
		}
	}
	if tail > 0 {
		add(len(a)-tail, len(b)-tail, tail)
	}
	return out
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
