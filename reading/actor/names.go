package actor

import (
	"slices"
	"strings"
	"unicode"

	"github.com/demarche-project/demarche/nlp"
)

// name is a proper name that the world does not know.
type name struct {
	start, end int
	label      string // what the tagger of entities calls it, or ""
	kind       string // settled by castNames
	title      byte   // gender told by a form of address before it, '-' when it tells none, 0 without one
	nation     string // nationality inside or before the name: "Brazilian Coffee Institute"
	person     int32  // the person of actors.yaml that it names, -1 for none
	entity     int
}

var nameLabels = map[string]bool{
	"PERSON": true, "ORG": true, "GPE": true, "NORP": true, "LOC": true, "FAC": true, "PRODUCT": true, "WORK_OF_ART": true, "EVENT": true, "LAW": true,
}

// findNames collects the proper names outside the hits: first what the tagger of
// entities marked, then runs of proper nouns that it left.
func (r *resolver) findNames() {
	skip := make([]bool, len(r.toks))
	for _, n := range r.people {
		r.addName(n)
	}
	for _, e := range r.doc.Ents() {
		if !nameLabels[e.Label] {
			for i := e.Start; i < e.End; i++ {
				skip[i] = true
			}
			continue
		}
		r.takeEnt(e)
	}
	for i := 0; i < len(r.toks); i++ {
		if !r.isFree(i) || skip[i] {
			continue
		}
		j := i + 1
		for j < len(r.toks) && r.isFree(j) && !skip[j] && !r.toks[j].SentStart {
			j++
		}
		r.takeName(i, j, "")
		i = j - 1
	}
	r.repeatNames()
}

// isFree reports whether token i is a proper noun that nothing has claimed.
func (r *resolver) isFree(i int) bool {
	t := &r.toks[i]
	return (t.Tag == "NNP" || t.Tag == "NNPS") && r.hitAt[i] < 0 && r.nmAt[i] < 0 && isCapital(t.Text)
}

// takeEnt takes an entity of the tagger, less the words that do not belong to it.
func (r *resolver) takeEnt(e nlp.Span) {
	start, end := e.Start, e.End
	for k := start + 1; k < end-1; k++ {
		if r.w.has("parting", r.lower[k]) && r.toks[k].Pos == "ADP" && isCapital(r.plain[k-1]) { // "Resorts | with Osk Co"
			r.takeEnt(nlp.Span{Start: start, End: k, Label: e.Label})
			r.takeEnt(nlp.Span{Start: k + 1, End: end, Label: e.Label})
			return
		}
	}
	for start < end && (r.toks[start].Pos == "DET" || r.toks[start].Pos == "PUNCT" || r.toks[start].IsSpace || !hasWord(r.plain[start])) {
		start++
	}
	for end > start && (r.plain[end-1] == "'s" || r.plain[end-1] == "'" || r.toks[end-1].Pos == "PUNCT" || r.toks[end-1].IsSpace || !hasWord(r.plain[end-1])) {
		end--
	}
	for end > start+1 && e.Label != "WORK_OF_ART" && r.toks[end-1].Pos == "NOUN" && isLowerWord(r.plain[end-1]) {
		end-- // "Notimex news"
	}
	for end > start+1 && r.toks[end-1].Pos == "ADP" {
		end--
	}
	for k := start + 1; k < end; k++ {
		if r.plain[k] == "(" && !slices.Contains(r.plain[k:end], ")") {
			end = k // "FNSEA (Federation of Farm Unions" lost the rest to another name
		}
	}
	if r.w.kinds[r.plain[end-1]] == KindOrganisation && end+1 < len(r.toks) && r.lower[end] == "of" && r.hitAt[end+1] >= 0 {
		end = r.hits[r.hitAt[end+1]].end // "Ferry Workers of Norland"
	}
	if k := end + 1; (e.Label == "ORG" || e.Label == "NORP") && k < len(r.toks) && r.plain[end] == "-" && !r.toks[end-1].Whitespace && !r.toks[end].Whitespace && r.isFree(k) && r.toks[k].EntType == "" {
		end = k + 1 // "Osk-Karr", of which the tagger saw the half
	}
	if end = r.overMatters(start, end); end+3 < len(r.toks) && r.plain[end] == "(" && r.plain[end+2] == ")" && r.w.has("incorporated", r.lower[end+3]) && isCapital(r.plain[end+3]) {
		end += 4 // "Osk Systems (Norland) Ltd"
	}
	for i := start; i < end; i++ {
		if r.toks[i].IsSpace { // a name does not run over the end of a line
			end = i
		}
	}
	if start < end {
		if e.Label == "PERSON" {
			start, end = r.wholeName(start, end)
		}
		r.takeName(start, end, e.Label)
	}
}

// overMatters extends the name of a body at tokens start to end over the list of what it
// deals with: "the Committee on Banking | , Housing and Urban Affairs".
func (r *resolver) overMatters(start, end int) int {
	if end-start < 3 || r.w.kinds[r.plain[start]] == "" || !r.w.has("deals with", r.lower[start+1]) {
		return end
	}
	run := func(k int) int {
		for k < len(r.toks) && isCapital(r.plain[k]) && r.hitAt[k] < 0 && r.toks[k].EntType != "PERSON" {
			k++
		}
		return k
	}
	for k := end; k+1 < len(r.toks) && run(k+1) > k+1; k = run(k + 1) {
		switch r.lower[k] {
		case ",":
		case "and", "&":
			return run(k + 1)
		default:
			return end
		}
		if j := run(k + 1); j+2 < len(r.toks) && r.plain[j] == "," && r.lower[j+1] == "and" && run(j+2) > j+2 {
			return run(j + 2)
		}
	}
	return end
}

// wholeName extends a person's name that the tagger cut: to proper nouns that it is a
// part of ("Alejandro Martinez" Cuenca), and over a particle to the left (Sebastiao do
// "Rego Barros").
func (r *resolver) wholeName(start, end int) (int, int) {
	for end < len(r.toks) && r.isFree(end) && r.toks[end-1].Dep == "compound" && r.toks[end-1].Head >= end && r.toks[end-1].Head < end+3 && !r.isRoleWord(end) && r.w.kinds[r.plain[end]] == "" {
		end++
	}
	for start > 0 && r.isFree(start-1) && r.toks[start-1].Dep == "compound" && r.toks[start-1].Head >= start && r.toks[start-1].Head < end &&
		!r.isRoleWord(start-1) && r.w.titles[r.lower[start-1]] == 0 && r.w.kinds[r.plain[start-1]] == "" {
		start--
	}
	for start > 1 && r.w.has("particles", r.plain[start-1]) && r.isFree(start-2) && r.toks[start-2].Sent == r.toks[start].Sent {
		start -= 2
		for start > 0 && r.isFree(start-1) && r.toks[start-1].Dep == "compound" && !r.isRoleWord(start-1) && r.w.titles[r.lower[start-1]] == 0 {
			start--
		}
	}
	return start, end
}

// takeName records tokens start to end as a name, after setting aside what the
// world knows and the role words and titles before it.
func (r *resolver) takeName(start, end int, label string) {
	known := 0
	for i := start; i < end; i++ {
		if r.hitAt[i] >= 0 {
			known++
		}
	}
	for start < end-2 && r.plain[start+1] == "-" && r.w.has("towards", r.lower[start]) { // "pro-Roe", and what it modifies
		start += 2
	}
	for start < end-1 && isCapital(r.plain[start]) && r.w.has("address", r.lower[start]) { // "Ms Roe" is a person whatever the tagger says
		start, label = start+1, "PERSON"
	}
	for start < end-1 && (r.w.has("days", r.lower[start]) || r.toks[start].Tag == "VBG" && r.toks[start].SentStart) { // "on Thursday Jane Roe", "Asking Jane Roe to"
		start++
	}
	if label != "PERSON" && r.w.has("matters", r.lower[end-1]) || r.w.has("matters", strings.ToLower(r.text(start, end))) {
		return
	}
	if known == end-start || r.isNoName(start, end) {
		return
	}
	if r.isPortfolio(start, end) {
		return
	}
	for i := start; i < end; i++ { // "National Security" of "national security adviser"
		if i == end-1 && i > start && r.hitAt[i-1] < 0 && isCapital(r.plain[i-1]) && r.w.kinds[r.plain[i]] != "" {
			break // "Liberty Party" leader
		}
		if _, n := r.w.nouns.longest(i, r.inflected, nil); i+n > end && (i == start || r.toks[end].Pos == "NOUN" || r.toks[end].Pos == "PROPN") {
			if end = i; end == start {
				return
			}
			break
		}
	}
	last := end - 1
	vals, n := r.nounEnding(start, end)
	if n > 0 && !(n == 1 && label == "PERSON" && r.bornWith(start, last)) && !(label == "ORG" && isCapital(r.plain[last]) && kindOf(r, start, end)) {
		c := classes[r.w.nounOf[vals].class]
		left := end - n
		switch {
		case left == start, c.people, c.body && (r.onlyKnown(start, left) || r.isPortfolio(start, left)), r.w.has("personal", r.w.nounOf[vals].base) && r.holderOf(r.plain[left-1:left]) != nil:
			// "Foreign Ministry", "US State Department", "Prime Minister": a common noun in capitals
			if left > start && !r.onlyKnown(start, left) {
				label = ""
				if c.people && left == start+1 && len(r.plain[start]) > 2 && isUpper(r.plain[start]) {
					label = "ORG" // "GMWU President"
				}
				r.takeName(start, left, label)
			}
			return
		}
	}
	if n := r.beforeHome(start, end); (label == "ORG" || label == "PERSON") && n < end {
		end, known, last = n, known-1, n-1
		if label == "ORG" {
			label = ""
		}
	}
	if known > 0 && label != "ORG" && isOrgName(r, start, end) {
		label = "ORG" // "Ferry Workers of Norland", whatever the tagger says
	}
	if label != "PERSON" && label != "" && known > 0 && !isOrgName(r, start, end) && !r.isNational(start, end, label) {
		r.takeRest(start, end, label)
		return
	}
	if k := r.afterPortfolio(start, end); k > start {
		start, label = k, "PERSON"
	}
	if label == "PERSON" || label == "" {
		s := r.afterRole(start, end)
		if k := r.initialsBefore(start, end); s == start && k > start {
			r.addName(name{start: start, end: start + 1, label: "ORG", person: -1})
			s = k
		}
		start = s
	}
	for start < end && r.hitAt[start] >= 0 && (label == "PERSON" || label == "") {
		start = r.hits[r.hitAt[start]].end
	}
	if start >= end || !isCapital(r.plain[last]) && label == "" {
		return
	}
	if label == "PERSON" || label == "" {
		for i := start; i < end; i++ {
			if r.hitAt[i] >= 0 { // a state in the middle of a person's name ends it
				end = i
				break
			}
		}
		if start >= end {
			return
		}
	}
	if r.nmAt[start] >= 0 {
		return
	}
	r.addName(name{start: start, end: end, label: label, person: -1})
}

// bornWith reports whether a noun for a person at token last is a surname: behind a first
// name ("Ida King"), or alone where the text names somebody so ("Ms King").
func (r *resolver) bornWith(start, last int) bool {
	if !isCapital(r.plain[last]) {
		return false
	}
	if start < last {
		return r.w.first[fold(r.plain[start])] != 0
	}
	for _, e := range r.doc.Ents() {
		if e.Label == "PERSON" && e.Len() > 1 && r.plain[e.End-1] == r.plain[last] && r.w.first[fold(r.plain[e.Start])] != 0 {
			return true
		}
	}
	return false
}

// isNoName rejects forms of address alone, adjectives, bare words for a kind of
// thing ("Act") and common words that stand at the start of a line.
func (r *resolver) isNoName(start, end int) bool {
	titles, capital := true, false
	for i := start; i < end; i++ {
		capital = capital || isCapital(r.plain[i]) || r.plain[i] != r.lower[i]
		if strings.ContainsAny(r.plain[i], "@\"#_|<>") || strings.Contains(r.plain[i], "://") {
			return true
		}
		titles = titles && r.w.titles[r.lower[i]] != 0
	}
	if titles && !r.bornWith(start, end-1) || !capital || strings.HasPrefix(r.lower[start], "pro-") || strings.HasPrefix(r.lower[start], "anti-") {
		return true
	}
	if end-start > 1 {
		return false
	}
	if len(strings.Trim(r.plain[start], ".")) < 2 || r.w.has("zones", r.lower[start]) {
		return true
	}
	t := &r.toks[start]
	if t.Pos == "ADJ" && t.Dep == "amod" || r.w.kinds[r.plain[start]] != "" {
		return true
	}
	return r.wired(start) || (t.SentStart || start == 0 || r.toks[start-1].IsSpace) && r.common()[r.lower[start]]
}

// wired reports whether token i stands behind "U.S.": old wires write any word there with
// a capital.
func (r *resolver) wired(i int) bool {
	return i > 0 && strings.HasSuffix(r.plain[i-1], ".") && r.hitAt[i-1] >= 0 && !isUpper(r.plain[i])
}

// hasWord reports whether s holds a letter or digit.
func hasWord(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return unicode.IsLetter(c) || unicode.IsDigit(c) }) >= 0
}

// common lists the words that the document also writes in lower case.
func (r *resolver) common() map[string]bool {
	if r.small == nil {
		r.small = map[string]bool{}
		for i := range r.toks {
			if r.lower[i] == r.plain[i] {
				r.small[r.lower[i]] = true
			}
		}
	}
	return r.small
}

// takeRest takes the proper nouns of an entity around the hits in it.
func (r *resolver) takeRest(start, end int, label string) {
	for i := start; i < end; i++ {
		if !r.isFree(i) {
			continue
		}
		j := i + 1
		for j < end && r.isFree(j) {
			j++
		}
		portfolio := j == end && j == i+1 && r.beforeRole(end) // "Nicaraguan Foreign | Trade Minister"
		if (!r.isRoleWord(i) || j > i+1) && !portfolio && !(j == i+1 && r.wired(i)) {
			r.addName(name{start: i, end: j, label: label, person: -1})
		}
		i = j
	}
}

// beforeRole reports whether a noun for a person begins at token i.
func (r *resolver) beforeRole(i int) bool {
	vals, n := r.w.nouns.longest(i, r.inflected, nil)
	return n > 0 && classes[r.w.nounOf[vals[0]].class].people
}

// isPortfolio reports whether tokens start to end, less the state they begin with, are
// what the minister named after them is in charge of: "Bulgarian Inland | Water
// Minister", "Harbour | Secretary".
func (r *resolver) isPortfolio(start, end int) bool {
	if start > 0 && r.hitAt[start-1] >= 0 && end+1 < len(r.toks) && r.lower[end] == "and" { // "Norland's Mines | and Energy Minister"
		for end++; end+1 < len(r.toks) && isCapital(r.plain[end]) && !r.isRoleWord(end); end++ {
		}
	}
	vals, n := r.w.nouns.longest(end, r.inflected, nil)
	if n == 0 || !r.isMinisterial(end, end+n, &r.w.nounOf[vals[0]]) {
		return false
	}
	for start < end && r.hitAt[start] >= 0 {
		start++
	}
	return start < end && r.portfolioLeft(end) <= start
}

func lastWord(s string) string { return s[strings.LastIndexByte(s, ' ')+1:] }

// isMinisterial reports whether a noun in capitals at tokens start to end names a
// minister or ministry; "minister" itself needs no capital ("Social Affairs minister").
func (r *resolver) isMinisterial(start, end int, n *noun) bool {
	last := lastWord(n.base)
	return (isCapital(r.plain[start]) && isCapital(r.plain[end-1]) && r.w.has("ministerial", last) || r.w.has("cabinet", last)) &&
		(n.class == "office" || n.class == "body" || n.base == last)
}

// portfolioLeft walks left from the noun at token end over the capitals that say what
// a minister is in charge of. Abbreviations, first names and the names of bodies are no
// portfolio.
func (r *resolver) portfolioLeft(end int) int {
	i := end
	for i > 0 && !r.toks[i].SentStart && r.hitAt[i-1] < 0 && r.nmAt[i-1] < 0 {
		p := i - 1
		if r.lower[p] == "and" && i < end && p > 0 && isCapital(r.plain[p-1]) {
			p--
		}
		t := &r.toks[p]
		if t.Pos != "PROPN" && t.Pos != "NOUN" && t.Pos != "ADJ" || !isCapital(r.plain[p]) || isUpper(r.plain[p]) || r.hitAt[p] >= 0 ||
			r.w.kinds[r.plain[p]] != "" && (p == 0 || r.hitAt[p-1] < 0) || r.w.titles[r.lower[p]] != 0 || r.w.first[fold(r.plain[p])] != 0 || r.w.has("former", r.lower[p]) {
			break
		}
		i = p
	}
	return i
}

// isNational reports a firm's name that begins with a nationality: "American Savings".
func (r *resolver) isNational(start, end int, label string) bool {
	h := r.hitAt[start]
	if label != "ORG" || h < 0 || r.hits[h].form != formAdj || r.hits[h].end >= end {
		return false
	}
	for i := r.hits[h].end; i < end; i++ {
		if r.hitAt[i] >= 0 || !isCapital(r.plain[i]) && r.plain[i] != "and" && r.plain[i] != "&" || r.common()[r.lower[i]] {
			return false
		}
	}
	return !r.beforeRole(r.hits[h].end)
}

// isOrgName reports whether a span that holds a hit is one long name, as its last
// word or a word before "of" tells ("Bank of England").
func isOrgName(r *resolver, start, end int) bool {
	if r.w.kinds[r.plain[end-1]] != "" {
		return true
	}
	return kindOf(r, start, end)
}

// kindOf reports whether a word of a span says what it names, before "of" and its like:
// "Union of Postal Workers".
func kindOf(r *resolver, start, end int) bool {
	for i := start + 1; i < end; i++ {
		if (r.lower[i] == "of" || r.lower[i] == "for" || r.lower[i] == "on") && r.w.kinds[r.plain[i-1]] != "" {
			return true
		}
	}
	return false
}

// onlyKnown reports whether tokens start to end are hits and lower-case modifiers.
func (r *resolver) onlyKnown(start, end int) bool {
	for i := start; i < end; i++ {
		if r.hitAt[i] < 0 && r.plain[i] != "'s" && r.plain[i] != "'" && r.plain[i] != "-" && (isCapital(r.plain[i]) || r.toks[i].Pos == "PROPN") {
			return false
		}
	}
	return true
}

// afterRole skips role words and titles at the start of a name.
func (r *resolver) afterRole(start, end int) int {
	for start < end-1 {
		if r.w.titles[r.lower[start]] != 0 {
			start++
			continue
		}
		vals, n := r.w.nouns.longest(start, r.inflected, nil)
		if n > 0 && start+n < end && classes[r.w.nounOf[vals[0]].class].people {
			start += n
			continue
		}
		break
	}
	return start
}

// beforeHome returns where a name of two words ends to which "of" adds a state: "Ada Roe |
// of Norland", which the tagger took for a body; end where it does not.
func (r *resolver) beforeHome(start, end int) int {
	if end != start+4 || r.lower[end-2] != "of" || r.hitAt[end-1] < 0 || r.hitAt[start] >= 0 || r.hitAt[start+1] >= 0 || r.toks[start].Tag != "NNP" || r.toks[start+1].Tag != "NNP" {
		return end
	}
	if h := &r.hits[r.hitAt[end-1]]; r.w.things[h.thing].Kind != KindState || h.form != formName || isOrgName(r, start, end) || r.w.kinds[r.plain[start]] != "" {
		return end
	}
	return end - 2
}

// initialsBefore returns where the name begins that follows initials and an office ("GMWU
// President | Ada Roe"), which the tagger took for one name; start where there are none.
func (r *resolver) initialsBefore(start, end int) int {
	if r.hitAt[start] >= 0 || len(r.plain[start]) < 3 || !isUpper(r.plain[start]) {
		return start
	}
	if k := r.afterRole(start+1, end); k > start+1 {
		return k
	}
	return start
}

// afterPortfolio skips what a minister is in charge of, where it stands behind "for" or
// "of" and the name follows without a comma: "Minister for Harbours | Ada Roe". A first
// name tells where it ends.
func (r *resolver) afterPortfolio(start, end int) int {
	if start < 2 || r.lower[start-1] != "for" && r.lower[start-1] != "of" || !r.w.has("ministerial", r.lower[start-2]) {
		return start
	}
	for k := start + 1; k < end-1; k++ {
		if r.w.first[fold(r.plain[k])] != 0 {
			return k
		}
	}
	return start
}

// nounEnding returns the common noun that ends at token end, and its length.
func (r *resolver) nounEnding(start, end int) (val int32, n int) {
	for i := start; i < end; i++ {
		if vals, k := r.w.nouns.longest(i, r.inflected, func(_ int32, n int) bool { return i+n == end }); k > 0 {
			return vals[0], k
		}
	}
	return 0, 0
}

func (r *resolver) addName(n name) {
	if r.nmAt[n.start] >= 0 {
		return
	}
	for k := n.start - 1; k >= 0 && k > n.start-4; k-- {
		g, ok := r.w.titles[r.lower[k]]
		if !ok || !isCapital(r.plain[k]) {
			break
		}
		if n.title == 0 || g != '-' {
			n.title = g
		}
	}
	for i := n.start; i < n.end; i++ {
		if h := r.hitAt[i]; h >= 0 {
			r.hits[h].inner = true
			if t := &r.w.things[r.hits[h].thing]; t.Kind == KindState && n.nation == "" {
				n.nation = t.ID
			}
		}
		r.nmAt[i] = int32(len(r.names))
	}
	r.names = append(r.names, n)
}

// lemma is the lower-case lemma of token i, with the plural of proper nouns undone.
func (r *resolver) lemma(i int) string {
	if i >= len(r.toks) {
		return ""
	}
	t := &r.toks[i]
	if t.IsSpace || r.lemmas[i] != "" {
		return r.lemmas[i]
	}
	l := strings.ToLower(straight(t.Lemma))
	if t.Tag == "NNPS" || t.Tag == "NNP" && strings.HasSuffix(l, "s") && len(l) > 4 {
		l = singular(l)
	}
	r.lemmas[i] = l
	return l
}

// singular undoes the regular English plural.
func singular(s string) string {
	switch {
	case strings.HasSuffix(s, "ies") && len(s) > 4:
		return s[:len(s)-3] + "y"
	case strings.HasSuffix(s, "ches"), strings.HasSuffix(s, "shes"), strings.HasSuffix(s, "sses"), strings.HasSuffix(s, "xes"):
		return s[:len(s)-2]
	case strings.HasSuffix(s, "ss"), strings.HasSuffix(s, "us"), strings.HasSuffix(s, "is"):
		return s
	case strings.HasSuffix(s, "s") && len(s) > 3:
		return s[:len(s)-1]
	}
	return s
}
