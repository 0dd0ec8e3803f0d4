package instrument

import (
	"math"
	"slices"
)

// Link says that article A of one text answers article B of another; A and B are
// indices of Text.Articles.
type Link struct {
	A, B  int
	Score float64 // 0 to 1
}

// Weights of what makes two articles alike; they add up to 1. The topic counts
// most: agreements by different hands put one matter into different words. Order
// counts little: it decides between equals.
const (
	weightWords   = 0.19
	weightPairs   = 0.19
	weightOpening = 0.18
	weightTopic   = 0.38
	weightPlace   = 0.06
	bonusTitle    = 0.5  // of the overlap of titles, where both have one
	bonusNumber   = 0.01 // equal numbers
)

// contained is the share of an article's word triples that must occur in an
// article of the other text for it to be a piece of it (split, merged).
const contained = 0.6

// Align links the articles of a with those of b that they answer. Two articles are
// linked when each is the other's best; an article left over is linked too when
// most of its words stand in one article of the other text, for articles are split
// and merged. Links are ordered by A, then B.
func Align(a, b *Text) []Link {
	if len(a.Articles) == 0 || len(b.Articles) == 0 {
		return nil
	}
	s := similarity(a, b)
	var out []Link
	for i := range s {
		j := best(s[i])
		if i == bestRow(s, j) && s[i][j] > weightPlace {
			out = append(out, Link{i, j, math.Min(s[i][j], 1)})
		}
	}
	return withPieces(a, b, out)
}

// Spans gives the links as the extents of the articles, in the form of the
// alignment contract: [[a_start, a_end], [b_start, b_end]].
func Spans(a, b *Text, links []Link) [][2][2]int {
	out := make([][2][2]int, 0, len(links))
	for _, l := range links {
		x, y := a.Articles[l.A], b.Articles[l.B]
		out = append(out, [2][2]int{{x.Start, x.End}, {y.Start, y.End}})
	}
	return out
}

// similarity compares all articles of a with all of b.
func similarity(a, b *Text) [][]float64 {
	fa, fb := make([]features, len(a.Articles)), make([]features, len(b.Articles))
	for i := range fa {
		fa[i] = read(a, i)
	}
	for j := range fb {
		fb[j] = read(b, j)
	}
	out := make([][]float64, len(fa))
	for i := range out {
		out[i] = make([]float64, len(fb))
	}
	add := func(weight float64, pick func(features) map[string]float64) {
		vs := weigh(pick, fa, fb)
		for i, v := range vs[0] {
			keys := sortedKeys(v)
			for j, w := range vs[1] {
				out[i][j] += weight * v.dot(keys, w)
			}
		}
	}
	add(weightWords, func(f features) map[string]float64 { return f.words })
	add(weightPairs, func(f features) map[string]float64 { return f.pairs })
	add(weightOpening, func(f features) map[string]float64 { return f.opening })
	add(weightTopic, func(f features) map[string]float64 { return f.topic })
	for i := range out {
		for j := range out[i] {
			x, y := &fa[i], &fb[j]
			out[i][j] += weightPlace*(1-math.Abs(x.place-y.place)) + bonusTitle*overlap(x.title, y.title)
			if x.number == y.number {
				out[i][j] += bonusNumber
			}
		}
	}
	return out
}

// overlap is the share of common elements (Jaccard).
func overlap(a, b map[string]bool) float64 {
	if len(a) == 0 || len(b) == 0 {
		return 0
	}
	n := 0
	for k := range a {
		if b[k] {
			n++
		}
	}
	return float64(n) / float64(len(a)+len(b)-n)
}

func best(row []float64) int {
	k := 0
	for j, v := range row {
		if v > row[k] {
			k = j
		}
	}
	return k
}

func bestRow(s [][]float64, j int) int {
	k := 0
	for i := range s {
		if s[i][j] > s[k][j] {
			k = i
		}
	}
	return k
}

// withPieces adds the articles that are left over and stand, for the most part, in
// an article of the other text.
func withPieces(a, b *Text, links []Link) []Link {
	usedA, usedB := map[int]bool{}, map[int]bool{}
	for _, l := range links {
		usedA[l.A], usedB[l.B] = true, true
	}
	triplesA, triplesB := triples(a), triples(b)
	for i := range a.Articles {
		if !usedA[i] {
			if j, share := holder(triplesA[i], triplesB); share >= contained {
				links = append(links, Link{i, j, share})
			}
		}
	}
	for j := range b.Articles {
		if !usedB[j] {
			if i, share := holder(triplesB[j], triplesA); share >= contained {
				links = append(links, Link{i, j, share})
			}
		}
	}
	return sortLinks(links)
}

// triples gives the sets of three words in a row of each article.
func triples(t *Text) []map[string]bool {
	out := make([]map[string]bool, len(t.Articles))
	for i, a := range t.Articles {
		out[i] = map[string]bool{}
		ws := stems(t.Slice(a.Body))
		for k := 0; k+2 < len(ws); k++ {
			out[i][ws[k]+" "+ws[k+1]+" "+ws[k+2]] = true
		}
	}
	return out
}

// holder finds the set that holds most of piece, and the share of it.
func holder(piece map[string]bool, sets []map[string]bool) (int, float64) {
	k, most := 0, 0.0
	for i, s := range sets {
		n := 0
		for t := range piece {
			if s[t] {
				n++
			}
		}
		if share := float64(n) / float64(max(len(piece), 1)); share > most {
			k, most = i, share
		}
	}
	return k, most
}
func sortLinks(links []Link) []Link {
	slices.SortStableFunc(links, func(x, y Link) int {
		if x.A != y.A {
			return x.A - y.A
		}
		return x.B - y.B
	})
	return slices.CompactFunc(links, func(x, y Link) bool { return x.A == y.A && x.B == y.B })
}
