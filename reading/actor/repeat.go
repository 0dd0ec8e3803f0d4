package actor

import "slices"

// repeatNames finds again every name of two words or more that the tagger of
// entities marked somewhere, where it saw only a part of it or nothing.
func (r *resolver) repeatNames() {
	byFirst := map[string][]int{}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.start > 1 && (n.label == "ORG" || n.label == "PERSON") {
			byFirst[r.plain[n.start]] = append(byFirst[r.plain[n.start]], i)
		}
	}
	gone := make([]bool, len(r.names))
	for i := range r.toks {
		end := r.repeatAt(i, byFirst[r.plain[i]])
		if end == 0 || !r.mayRepeat(i, end) {
			continue
		}
		label := ""
		for k := i; k < end; k++ {
			if x := r.nmAt[k]; x >= 0 {
				gone[x] = true
				r.nmAt[k] = -1
			}
		}
		for _, x := range byFirst[r.plain[i]] {
			if n := &r.names[x]; n.end-n.start == end-i {
				label = n.label
			}
		}
		r.addName(name{start: i, end: end, label: label, person: -1})
		gone = append(gone, false)
	}
	r.dropNames(gone)
	r.repeatSpeakers()
}

// repeatSpeakers finds the surnames that the tagger took for common words: before a colon,
// as in headlines and transcripts ("Price: no deal in sight"), and as subjects of what
// only somebody does ("Farmer urged a pause").
func (r *resolver) repeatSpeakers() {
	surnames := map[string]bool{}
	for i := range r.names {
		if n := &r.names[i]; n.end-n.start > 1 && n.label == "PERSON" {
			surnames[r.plain[n.end-1]] = true
		}
	}
	for i := 0; i+1 < len(r.toks); i++ {
		if surnames[r.plain[i]] && (r.plain[i+1] == ":" || r.actsAlone(i)) && r.nmAt[i] < 0 && r.hitAt[i] < 0 {
			r.addName(name{start: i, end: i + 1, label: "PERSON", person: -1})
		}
	}
	r.dropNames(make([]bool, len(r.names)))
}

// actsAlone reports whether a word that the document never writes small is, without an
// article, the subject of what only somebody does.
func (r *resolver) actsAlone(i int) bool {
	t := &r.toks[i]
	return t.Dep == "nsubj" && !r.common()[r.lower[i]] && r.doc.Child(i, "det", "amod", "poss") < 0 && r.w.has("agentive", r.lemma(t.Head))
}

// repeatAt returns the end of the longest of the given names that stands at token i,
// 0 for none or when it was found there already.
func (r *resolver) repeatAt(i int, names []int) int {
	best := 0
	for _, x := range names {
		n := &r.names[x]
		size := n.end - n.start
		if i+size > len(r.toks) || i+size <= best || n.start == i {
			continue
		}
		k := 0
		for k < size && r.plain[i+k] == r.plain[n.start+k] {
			k++
		}
		if k == size {
			best = i + size
		}
	}
	return best
}

// mayRepeat reports whether tokens start to end are not part of a name that reaches
// beyond them, nor that name itself.
func (r *resolver) mayRepeat(start, end int) bool {
	for k := start; k < end; k++ {
		if x := r.nmAt[k]; x >= 0 && (r.names[x].start < start || r.names[x].end > end || r.names[x].end-r.names[x].start == end-start) {
			return false
		}
		if h := r.hitAt[k]; h >= 0 && (r.hits[h].start < start || r.hits[h].end > end || r.hits[h].end-r.hits[h].start == end-start) {
			return false
		}
	}
	return true
}

// dropNames takes the marked names out and puts the others in the order of the text.
func (r *resolver) dropNames(gone []bool) {
	kept := r.names[:0]
	for i, n := range r.names {
		if !gone[i] {
			kept = append(kept, n)
		}
	}
	r.names = kept
	slices.SortFunc(r.names, func(a, b name) int { return a.start - b.start })
	for i := range r.names {
		for k := r.names[i].start; k < r.names[i].end; k++ {
			r.nmAt[k] = int32(i)
		}
	}
}
