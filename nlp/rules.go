package nlp

import (
	"encoding/json"
	"fmt"
	"regexp"
	"slices"

	"github.com/demarche-project/demarche/nlp/model"
)

// ruler is spaCy's attribute ruler: patterns over tags, labels and words that set
// parts of speech, features and lemmas. Patterns see what tagger and parser said,
// not what other rules did; where several match, the later rule wins field by field.
type ruler struct {
	single map[string][]*rule // patterns of one token by the tag that they allow, in order
	double []rule             // patterns of two tokens, in order
}

type rule struct {
	order int // priority: the entry's number
	when  [][]condition
	index int // which of the tokens is changed
	set   analysis
}

// analysis is what rules and lemmatizer decide for a token; "" is undecided.
type analysis struct{ tag, pos, morph, lemma, dep string }

// condition is a test of one field. Without a pattern, the value must be among
// values, or with negate must not be.
type condition struct {
	field   string
	values  []string
	negate  bool
	pattern *regexp.Regexp
}

func newRuler(entries []model.Rule, tags []string) (*ruler, error) {
	r := &ruler{single: map[string][]*rule{}}
	for order, entry := range entries {
		for _, pattern := range entry.Patterns {
			rule := rule{order: order, index: entry.Index}
			for _, fields := range pattern {
				conditions, err := newConditions(fields)
				if err != nil {
					return nil, fmt.Errorf("attribute rule %d: %w", order, err)
				}
				rule.when = append(rule.when, conditions)
			}
			if err := rule.set.fill(entry.Attrs); err != nil {
				return nil, fmt.Errorf("attribute rule %d: %w", order, err)
			}
			switch len(pattern) {
			case 1:
				r.addSingle(&rule, tags)
			case 2:
				r.double = append(r.double, rule)
			default:
				return nil, fmt.Errorf("attribute rule %d: %w: %d tokens", order, model.ErrFormat, len(pattern))
			}
		}
	}
	return r, nil
}

func (a *analysis) fill(attrs map[string]string) error {
	for name, value := range attrs {
		switch name {
		case "TAG":
			a.tag = value
		case "POS":
			a.pos = value
		case "MORPH":
			a.morph = value
		case "LEMMA":
			a.lemma = value
		case "DEP":
			a.dep = value
		default:
			return fmt.Errorf("%w: attribute %q", model.ErrFormat, name)
		}
	}
	return nil
}

func newConditions(fields map[string]json.RawMessage) ([]condition, error) {
	var out []condition
	for field, raw := range fields {
		c := condition{field: field}
		var text string
		var flag bool
		var set struct {
			In    []string `json:"IN"`
			NotIn []string `json:"NOT_IN"`
			Regex string   `json:"REGEX"`
		}
		switch {
		case !slices.Contains([]string{"TAG", "DEP", "LOWER", "IS_SPACE"}, field):
			return nil, fmt.Errorf("%w: condition on %q", model.ErrFormat, field)
		case json.Unmarshal(raw, &text) == nil:
			c.values = []string{text}
		case json.Unmarshal(raw, &flag) == nil:
			c.values = []string{spaceFlag(flag)}
		case json.Unmarshal(raw, &set) != nil:
			return nil, fmt.Errorf("%w: condition %s", model.ErrFormat, raw)
		case set.Regex != "":
			re, err := regexp.Compile(set.Regex)
			if err != nil {
				return nil, err
			}
			c.pattern = re
		case set.NotIn != nil:
			c.values, c.negate = set.NotIn, true
		default:
			c.values = set.In
		}
		out = append(out, c)
	}
	return out, nil
}

func spaceFlag(space bool) string {
	if space {
		return "space"
	}
	return "word"
}

// ruled is a token as the patterns see it.
type ruled struct {
	lex      *lexeme
	tag, dep string
}

func (c *condition) holds(t ruled) bool {
	var value string
	switch c.field {
	case "TAG":
		value = t.tag
	case "DEP":
		value = t.dep
	case "LOWER":
		value = t.lex.lower
	default:
		value = spaceFlag(t.lex.space)
	}
	if c.pattern != nil {
		return c.pattern.MatchString(value)
	}
	return slices.Contains(c.values, value) != c.negate
}

func holdAll(conditions []condition, t ruled) bool {
	for i := range conditions {
		if !conditions[i].holds(t) {
			return false
		}
	}
	return true
}

// addSingle files a single-token rule under the tags that it can match.
func (r *ruler) addSingle(add *rule, tags []string) {
	for _, tag := range tags {
		possible := true
		for i := range add.when[0] {
			c := &add.when[0][i]
			possible = possible && (c.field != "TAG" || c.holds(ruled{tag: tag}))
		}
		if possible {
			r.single[tag] = append(r.single[tag], add)
		}
	}
}

// matches appends the single-token rules that match t to out, in order.
func (r *ruler) matches(out []*rule, t ruled) []*rule {
	for _, rule := range r.single[t.tag] {
		if holdAll(rule.when[0], t) {
			out = append(out, rule)
		}
	}
	return out
}

// pairRole says which places in a two-token match a lexeme can take, as far as its
// text decides.
type pairRole uint8

const (
	pairFirst pairRole = 1 << iota
	pairSecond
)

func (r *ruler) pairRole(l *lexeme) (role pairRole) {
	for i := range r.double {
		for place, conditions := range r.double[i].when {
			possible := true
			for c := range conditions {
				ofText := conditions[c].field == "LOWER" || conditions[c].field == "IS_SPACE"
				possible = possible && (!ofText || conditions[c].holds(ruled{lex: l}))
			}
			if possible {
				role |= 1 << place
			}
		}
	}
	return role
}

// pairs appends the two-token rules that change the middle one of three tokens;
// before and after may be nil at the ends of a document.
func (r *ruler) pairs(out []*rule, before *ruled, t ruled, after *ruled) []*rule {
	for i := range r.double {
		rule := &r.double[i]
		switch {
		case rule.index == 0 && after != nil && holdAll(rule.when[0], t) && holdAll(rule.when[1], *after),
			rule.index == 1 && before != nil && holdAll(rule.when[0], *before) && holdAll(rule.when[1], t):
			out = append(out, rule)
		}
	}
	return out
}

// apply sets the fields of a from rules, which it sorts by priority.
func apply(a *analysis, rules []*rule) {
	slices.SortStableFunc(rules, func(x, y *rule) int { return x.order - y.order })
	for _, rule := range rules {
		set := func(to *string, value string) {
			if value != "" {
				*to = value
			}
		}
		set(&a.tag, rule.set.tag)
		set(&a.pos, rule.set.pos)
		set(&a.morph, rule.set.morph)
		set(&a.lemma, rule.set.lemma)
		set(&a.dep, rule.set.dep)
	}
	if a.morph == "_" {
		a.morph = ""
	}
}

// A memo keeps what the single-token rules and the lemmatizer made of a lexeme with
// one tag and label. The memos of a lexeme form a list, which only grows.
type memo struct {
	tag, dep string
	analysis
	next *memo
}

// analyse applies the single-token rules to t and finds its lemma.
func (r *ruler) analyse(t ruled, lemmas *lemmatizer) *analysis {
	first := t.lex.analyse.Load()
	for m := first; m != nil; m = m.next {
		if m.tag == t.tag && m.dep == t.dep {
			return &m.analysis
		}
	}
	made := &memo{tag: t.tag, dep: t.dep, next: first, analysis: analysis{tag: t.tag, dep: t.dep}}
	var buf [8]*rule
	made.decide(r.matches(buf[:0], t), t.lex, lemmas)
	t.lex.analyse.CompareAndSwap(first, made) // a lost race only costs the memo
	return &made.analysis
}

// decide applies rules and finds the lemma that they leave open.
func (a *analysis) decide(rules []*rule, lex *lexeme, lemmas *lemmatizer) {
	apply(a, rules)
	if a.lemma == "" {
		a.lemma = lemmas.lemma(lex, a.pos, a.morph)
	}
}
