package instrument

import (
	_ "embed"
	"math"
	"slices"
	"strings"
	"sync"
	"unicode"

	"github.com/demarche-project/demarche/internal/table"
)

//go:embed topics.txt
var topicsText string

//go:embed stopwords.txt
var stopwordsText string

// cue is a phrase of topics.txt, as stems.
type cue struct {
	stems []string
	topic int
}

// topics holds the cues by their first stem.
type topics struct {
	names []string
	cues  map[string][]cue
}

var theTopics = sync.OnceValue(func() topics {
	t := topics{cues: map[string][]cue{}}
	for _, ln := range table.Lines(topicsText) {
		name, phrases, _ := strings.Cut(ln, ": ")
		for _, p := range strings.Split(phrases, ",") {
			if s := stems(p); len(s) > 0 {
				t.cues[s[0]] = append(t.cues[s[0]], cue{s, len(t.names)})
			}
		}
		t.names = append(t.names, name)
	}
	return t
})

var theStopwords = sync.OnceValue(func() map[string]bool {
	out := map[string]bool{}
	for _, ln := range table.Lines(stopwordsText) {
		for _, w := range strings.Fields(ln) {
			out[stem(w)] = true
		}
	}
	return out
})

// vector is a sparse vector of unit length.
type vector map[string]float64

// dot sums in the order of the keys, so that the last digit never depends on the
// order of a map.
func (v vector) dot(keys []string, w vector) float64 {
	sum := 0.0
	for _, k := range keys {
		if x, ok := w[k]; ok {
			sum += v[k] * x
		}
	}
	return sum
}

// features is what similarity reads from one article.
type features struct {
	words, pairs, opening, topic map[string]float64
	title                        map[string]bool
	place                        float64 // 0 for the first article, 1 for the last
	number                       string
}

// early is the number of words at the beginning of an article that say what it is
// about, and weight how much more they count for its topic.
const (
	early       = 40
	earlyWeight = 4
	opening     = 25
)

// read computes the features of article i of t.
func read(t *Text, i int) features {
	a := t.Articles[i]
	all := stems(t.Slice(a.Body))
	stop := theStopwords()
	var kept []string
	for _, w := range all {
		if !stop[w] && len(w) > 1 {
			kept = append(kept, w)
		}
	}
	f := features{words: counts(kept), pairs: map[string]float64{}, opening: counts(kept[:min(opening, len(kept))]), title: map[string]bool{}, number: a.Number}
	for k := 0; k+1 < len(kept); k++ {
		f.pairs[kept[k]+" "+kept[k+1]]++
	}
	for k := range f.pairs {
		f.pairs[k] = 1 + math.Log(f.pairs[k])
	}
	f.topic = topicsOf(all)
	for _, w := range stems(a.Title) {
		if !stop[w] {
			f.title[w] = true
		}
	}
	if n := len(t.Articles); n > 1 {
		f.place = float64(i) / float64(n-1)
	}
	return f
}

// counts gives each word 1 + log of how often it occurs.
func counts(ws []string) map[string]float64 {
	out := map[string]float64{}
	for _, w := range ws {
		out[w]++
	}
	for w, n := range out {
		out[w] = 1 + math.Log(n)
	}
	return out
}

// topicsOf weighs the topics whose cues occur in an article: longer phrases and
// those near the beginning count for more.
func topicsOf(ws []string) map[string]float64 {
	t := theTopics()
	found := map[string]float64{} // by topic and phrase
	where := map[string]int{}
	size := map[string]int{}
	for i, w := range ws {
		for _, c := range t.cues[w] {
			if i+len(c.stems) > len(ws) || !slices.Equal(ws[i:i+len(c.stems)], c.stems) {
				continue
			}
			key := t.names[c.topic] + "\x00" + strings.Join(c.stems, " ")
			if i < early {
				found[key] += earlyWeight
			} else {
				found[key]++
			}
			where[key], size[key] = c.topic, len(c.stems)
		}
	}
	out := map[string]float64{}
	for _, key := range sortedKeys(found) {
		out[t.names[where[key]]] += math.Sqrt(float64(size[key])) * (1 + math.Log(found[key]))
	}
	return out
}

// Topic names what article i of t is about, "" when nothing tells.
func (t *Text) Topic(i int) string {
	best, name := 0.0, ""
	v := topicsOf(stems(t.Slice(t.Articles[i].Body)))
	for _, k := range sortedKeys(v) {
		if v[k] > best {
			best, name = v[k], k
		}
	}
	return name
}

// weigh turns the features' counts into vectors of unit length, each entry
// weighted by how few articles of both texts have it (TF-IDF).
func weigh(pick func(features) map[string]float64, sides ...[]features) [][]vector {
	df := map[string]float64{}
	n := 0.0
	for _, fs := range sides {
		for _, f := range fs {
			n++
			for k := range pick(f) {
				df[k]++
			}
		}
	}
	out := make([][]vector, len(sides))
	for s, fs := range sides {
		for _, f := range fs {
			v := vector{}
			m := pick(f)
			norm := 0.0
			for _, k := range sortedKeys(m) {
				x := m[k] * math.Log((n+1)/(df[k]+0.5))
				v[k] = x
				norm += x * x
			}
			if norm > 0 {
				norm = math.Sqrt(norm)
				for k := range v {
					v[k] /= norm
				}
			}
			out[s] = append(out[s], v)
		}
	}
	return out
}

func sortedKeys[V any](m map[string]V) []string {
	out := make([]string, 0, len(m))
	for k := range m {
		out = append(out, k)
	}
	slices.Sort(out)
	return out
}

// stems cuts a text into the stems of its words.
func stems(s string) []string {
	ws := strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) })
	for i, w := range ws {
		ws[i] = stem(w)
	}
	return ws
}

// stem cuts common endings; crude, but the same for all texts.
func stem(w string) string {
	for _, e := range [...]string{"ations", "ation", "ments", "ment", "ings", "ing", "ies", "ed", "es", "s"} {
		if strings.HasSuffix(w, e) && len(w)-len(e) >= 4 {
			return w[:len(w)-len(e)]
		}
	}
	return w
}
