package actor

// partitive resolves what stands for some of those named before: "one said", "others
// told reporters". It is the last group of people in the sentence or the two before.
func (r *resolver) partitive(i int) {
	t := &r.toks[i]
	if r.lower[i] == "both" && t.Dep == "nsubj" {
		if pair := r.joinedBefore(i); len(pair) == 2 {
			r.mention(Mention{Start: i, End: i + 1, Head: i, Entity: pair[0], Others: pair[1:], Form: FormPronoun})
			return
		}
	}
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

// joinedBefore are the two whom "and" joins last in the sentence before token i or the one
// before that: "Ms Roe and Mr Kay spoke. Both promised".
func (r *resolver) joinedBefore(i int) []int {
	for h := i - 1; h >= 0 && r.toks[i].Sent-r.toks[h].Sent <= 2; h-- {
		if m, ok := r.at(h); ok && !m.Place && m.Form != FormPronoun {
			if pair := r.coordinated(h, i); len(pair) == 2 {
				return pair
			}
		}
	}
	return nil
}

// isShare reports whether token h is a share of those asked that does what people do: the
// "they" of "47 percent said they would" are nobody who is named.
func (r *resolver) isShare(h int) bool {
	return r.toks[h].Dep == "nsubj" && r.w.has("shares", r.lower[h]) && r.doc.Child(h, "nummod") >= 0 && r.doc.Child(h, "prep") < 0
}
