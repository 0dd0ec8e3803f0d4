package actor

// partitive resolves what stands for some of those named before: "one said", "others
// told reporters". It is the last group of people in the sentence or the two before.
func (r *resolver) partitive(i int) {
	t := &r.toks[i]
	if !r.w.has("partitive", r.lower[i]) || t.Dep != "nsubj" || !r.w.has("saying", r.lemma(t.Head)) || r.quoted[i] {
		return
	}
	for _, c := range r.doc.Children(i) {
		if r.toks[c].Dep == "prep" || r.toks[c].Pos == "NOUN" {
			return // "one of the envoys", "one reader"
		}
	}
	e := r.mostSalient(i, 2, func(m *Mention, e *Entity) bool {
		k := r.nnAt[m.Head]
		return m.Form == FormDescription && e.Kind == KindGroup && k >= 0 && classes[r.nouns[k].noun.class].people
	})
	if e >= 0 {
		r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: e, Form: FormPronoun})
	}
}
