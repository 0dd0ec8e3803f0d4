package event

import (
	"slices"
	"strings"

	"github.com/demarche-project/demarche/reading/actor"
)

// country is the first part of a code: three letters.
func country(code string) string { return code[:min(3, len(code))] }

// stateCodes maps the ids of the cast's states and parts of states to codes.
func (f *finder) stateCodes() map[string]string {
	m := map[string]string{}
	for i := range f.Cast.Entities {
		e := &f.Cast.Entities[i]
		if e.Kind == actor.KindState && len(e.Code) >= 3 {
			m[e.ID] = e.Code[:3]
		}
	}
	return m
}

// codeOf is the PLOVER code of an entity: country or organisation, then sector.
// An entity of no country gives "".
func (f *finder) codeOf(e *actor.Entity) string {
	for _, id := range []string{e.ID, e.Party.ID} {
		if c, ok := f.lex.actors[id]; ok {
			if id != e.ID && e.Sector != "" && len(c) == 3 {
				return c + e.Sector
			}
			return c
		}
	}
	code := e.Code
	if code == "" {
		code = f.countries[e.Party.ID]
	}
	if code == "" && isState(e.Party.ID) {
		code = e.Party.ID
	}
	switch {
	case len(code) >= 3:
		return code[:3] + sector(e)
	case e.Sector == "NGO" && e.Party.ID == e.ID:
		return "NGO"
	case e.Party.ID == e.ID && (e.Kind == actor.KindBloc || e.Kind == actor.KindOrganisation) && worldwide(e.ID):
		return "IGO"
	case e.Party.ID != e.ID && worldwide(e.Party.ID):
		return "IGO" + sector(e)
	}
	return ""
}

func sector(e *actor.Entity) string {
	if e.Former {
		return "ELI"
	}
	return e.Sector
}

// isState reports whether an id has the form of a state's or of a part of one.
func isState(id string) bool {
	return len(id) >= 3 && strings.ToUpper(id[:3]) == id[:3] && letters(id[:3]) && (len(id) == 3 || id[3] == '-')
}

func letters(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return r < 'A' || r > 'Z' }) < 0
}

// worldwide reports whether an id comes from the world file, whose ids are in
// capitals.
func worldwide(id string) bool { return id != "" && strings.ToUpper(id) == id && id[0] >= 'A' }

// codes of the actors at the noun phrase headed by token n: those it names, else
// the countries that stand in front of it, beside it or behind it.
func (f *finder) codes(n int) []string {
	if n < 0 {
		return nil
	}
	d := f.Doc
	var out []string
	add := func(cs []string) {
		for _, c := range cs {
			if !slices.Contains(out, c) {
				out = append(out, c)
			}
		}
	}
	own, sec := f.mentioned(n)
	add(own)
	if len(own) == 0 {
		add(f.around(n, sec))
	}
	for _, k := range d.Children(n) {
		if d.Tokens[k].Dep == "conj" && d.Tokens[k].Pos != "VERB" {
			add(f.codes(k))
		}
	}
	return out
}

// mentioned gives the codes of the mention at token n itself, and the sector of
// a mention without a country.
func (f *finder) mentioned(n int) (codes []string, sec string) {
	m := f.Cast.At(n)
	if m == nil || f.ethnic(m) {
		return nil, ""
	}
	for _, e := range f.Cast.All(m) {
		if c := f.codeOf(e); c != "" {
			if !slices.Contains(codes, c) {
				codes = append(codes, c)
			}
		} else if e.Sector != "" {
			sec = e.Sector
		}
	}
	return codes, sec
}

// ethnic reports whether a mention is of a people within a state: "ethnic
// Ruritanians in Syldavia" are not Ruritania.
func (f *finder) ethnic(m *actor.Mention) bool {
	for i := max(0, m.Start-1); i < m.End; i++ {
		if f.Doc.Tokens[i].Lower == "ethnic" {
			return true
		}
	}
	return false
}

// around looks for the country of a phrase that names none by itself.
func (f *finder) around(n int, sec string) []string {
	d := f.Doc
	with := func(cs []string) []string {
		for i, c := range cs {
			if sec != "" {
				cs[i] = country(c) + sec
			}
		}
		return cs
	}
	for _, deps := range [][]string{{"compound", "amod", "nmod", "poss"}, {"appos"}} {
		for _, k := range d.Children(n) {
			if slices.Contains(deps, d.Tokens[k].Dep) {
				if cs := f.codes(k); len(cs) > 0 {
					return with(cs)
				}
			}
		}
	}
	for _, k := range d.Children(n) {
		if d.Tokens[k].Dep != "prep" {
			continue
		}
		if p := d.Child(k, "pobj"); p >= 0 {
			if cs := f.codes(p); len(cs) > 0 {
				return with(cs)
			}
		}
	}
	return nil
}
