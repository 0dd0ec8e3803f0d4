package actor

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// caseFile is an actors.yaml: the parties, people and metonyms of one case.
type caseFile struct {
	Parties []struct {
		Name    string   `yaml:"name"`
		ID      string   `yaml:"id"`
		Kind    string   `yaml:"kind"`
		Of      string   `yaml:"of"`
		Aliases []string `yaml:"aliases"`
		Called  []string `yaml:"called"`
		Members []string `yaml:"members"`
	} `yaml:"parties"`
	People []struct {
		Name    string   `yaml:"name"`
		Aliases []string `yaml:"aliases"`
		Gender  string   `yaml:"gender"`
		Offices []struct {
			Office string `yaml:"office"`
			Of     string `yaml:"of"`
			From   string `yaml:"from"`
			To     string `yaml:"to"`
		} `yaml:"offices"`
	} `yaml:"people"`
	Metonyms []struct {
		Name string `yaml:"name"`
		Of   string `yaml:"of"`
	} `yaml:"metonyms"`
}

// FileError is a fault in an actors.yaml: where it stands, what is wrong and what
// would be right.
type FileError struct {
	File string
	Line int // from 1, 0 when the place is not known
	What string
	Hint string
}

func (e *FileError) Error() string {
	at := e.File
	if e.Line > 0 {
		at = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	if e.Hint == "" {
		return at + ": " + e.What
	}
	return at + ": " + e.What + " (" + e.Hint + ")"
}

// With returns a world that also knows the parties, people and metonyms of an
// actors.yaml; name is the file's, for messages. What the file says wins over the
// built-in world. A fault in the file is a *FileError.
//
//	parties:
//	  - name: Producers
//	    kind: group
//	    aliases: [exporters, producing countries]
//	    members: [BRA, COL]
//	people:
//	  - name: Jane Roe
//	    aliases: [J. Roe]
//	    offices:
//	      - {office: trade minister, of: BRA, from: 1987-02, to: 1988}
//	metonyms:
//	  - {name: Itamaraty, of: BRA}
//
// A party is named by its id (ISO code, "NATO") or by any of its names. Dates are
// years or months; one left out is open.
func (w *World) With(r io.Reader, name string) (*World, error) {
	raw, err := io.ReadAll(r)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", name, err)
	}
	file, err := parser.ParseBytes(raw, 0)
	if err != nil {
		return nil, yamlError(name, err)
	}
	var c caseFile
	if err := yaml.NewDecoder(strings.NewReader(string(raw)), yaml.Strict()).Decode(&c); err != nil && !errors.Is(err, io.EOF) {
		return nil, yamlError(name, err)
	}
	m := &merger{w: w.clone(), file: file, name: name}
	for _, step := range []func(*caseFile) error{m.parties, m.relations, m.people, m.metonyms} {
		if err := step(&c); err != nil {
			return nil, err
		}
	}
	return m.w, nil
}

func yamlError(name string, err error) error {
	e := &FileError{File: name, What: strings.SplitN(err.Error(), "\n", 2)[0]}
	var y yaml.Error
	if errors.As(err, &y) {
		e.What = y.GetMessage()
		if t := y.GetToken(); t != nil && t.Position != nil {
			e.Line = t.Position.Line
		}
	}
	if strings.Contains(e.What, "unknown field") {
		e.Hint = "the keys are parties (name, id, kind, of, aliases, called, members), people (name, aliases, gender, offices) and metonyms (name, of)"
	}
	return e
}

// merger adds a caseFile to a world.
type merger struct {
	w    *World
	file *ast.File
	name string
}

// fault makes an error at a place of the file, given as a YAML path.
func (m *merger) fault(path, what, hint string) error {
	e := &FileError{File: m.name, What: what, Hint: hint}
	if p, err := yaml.PathString(path); err == nil {
		if n, err := p.FilterFile(m.file); err == nil && n != nil && n.GetToken() != nil {
			e.Line = n.GetToken().Position.Line
		}
	}
	return e
}

var caseKinds = map[string]bool{
	KindState: true, KindBloc: true, KindOrganisation: true, KindBody: true, KindCompany: true, KindGroup: true, KindPlace: true,
}

func (m *merger) parties(c *caseFile) error {
	for i, p := range c.Parties {
		at := fmt.Sprintf("$.parties[%d]", i)
		if p.Name == "" {
			return m.fault(at, "a party has no name", `write "name: ..."`)
		}
		kind := p.Kind
		if kind == "" {
			kind = KindOrganisation
		}
		if !caseKinds[kind] {
			return m.fault(at+".kind", fmt.Sprintf("unknown kind %q", kind), "state, bloc, organisation, body, company, group or place")
		}
		id := p.ID
		if id == "" {
			id = m.find(p.Name)
		}
		if id == "" {
			id = slug(p.Name)
		}
		th := m.w.addThing(thing{ID: id, Name: p.Name, Kind: kind})
		t := m.w.things[th]
		t.Called = append(append([]string{}, t.Called...), p.Called...)
		if p.Kind != "" {
			t.Kind = kind
		}
		t.Name = p.Name
		m.w.things[th] = t
		form := formName
		if kind == KindPlace {
			form = formPlace
		}
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			m.w.addName(n, th, form, kind == KindGroup)
		}
	}
	return nil
}

// relations runs when all parties are known, for "of" and "members".
func (m *merger) relations(c *caseFile) error {
	for i, p := range c.Parties {
		th := m.w.byID[m.find(p.Name)]
		if p.Of != "" {
			id := m.find(p.Of)
			if id == "" {
				return m.unknown(fmt.Sprintf("$.parties[%d].of", i), p.Of)
			}
			m.w.things[th].Of = id
		}
		var members []string
		for k, x := range p.Members {
			id := m.find(x)
			if id == "" {
				return m.unknown(fmt.Sprintf("$.parties[%d].members[%d]", i, k), x)
			}
			members = append(members, id)
		}
		if members != nil {
			m.w.things[th].Members = members
		}
	}
	return nil
}

func (m *merger) people(c *caseFile) error {
	for i, p := range c.People {
		at := fmt.Sprintf("$.people[%d]", i)
		if p.Name == "" {
			return m.fault(at, "a person has no name", `write "name: ..."`)
		}
		if p.Gender != "" && p.Gender != "m" && p.Gender != "f" {
			return m.fault(at+".gender", fmt.Sprintf("unknown gender %q", p.Gender), "m or f, or leave it out")
		}
		th := m.w.addThing(thing{ID: m.w.personKey(p.Name), Name: p.Name, Kind: KindPerson})
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			m.w.addName(n, th, formPerson, false)
		}
		for k, o := range p.Offices {
			path := fmt.Sprintf("%s.offices[%d]", at, k)
			party := m.find(o.Of)
			if party == "" {
				return m.unknown(path+".of", o.Of)
			}
			from, err := month(o.From, 1, 0)
			if err != nil {
				return m.fault(path+".from", err.Error(), "a year or a month: 1987 or 1987-02")
			}
			to, err := month(o.To, 12, never)
			if err != nil {
				return m.fault(path+".to", err.Error(), "a year or a month: 1987 or 1987-02")
			}
			m.w.addHolder(holder{name: p.Name, office: o.Office, party: party, from: from, to: to, female: p.Gender == "f", male: p.Gender == "m", linked: true})
		}
	}
	return nil
}

func (m *merger) metonyms(c *caseFile) error {
	for i, x := range c.Metonyms {
		id := m.find(x.Of)
		if id == "" {
			return m.unknown(fmt.Sprintf("$.metonyms[%d].of", i), x.Of)
		}
		if x.Name == "" {
			return m.fault(fmt.Sprintf("$.metonyms[%d]", i), "a metonym has no name", `write "name: ..."`)
		}
		th := m.w.addThing(thing{ID: slug(x.Name), Name: x.Name, Kind: KindBody, Of: id, Nation: id, Sector: "GOV"})
		m.w.addName(x.Name, th, formSeat, false)
	}
	return nil
}

func (m *merger) unknown(path, name string) error {
	if name == "" {
		path, _, _ = strings.Cut(path, ".of")
		return m.fault(path, "it does not say of whom", `write "of:" and an ISO code, an id or a name`)
	}
	return m.fault(path, fmt.Sprintf("nobody is called %q", name), "an ISO code (BRA), an id (NATO) or a name; add it under parties if it is new")
}

// find returns the id of the thing with the given id or name, or "".
func (m *merger) find(name string) string {
	if m.w.knows(name) {
		return name
	}
	ws := words(name)
	lower := make([]string, len(ws))
	for i, x := range ws {
		lower[i] = strings.ToLower(x)
	}
	for _, t := range m.w.names {
		vals, n := t.longest(0, func(i int) (string, string) {
			if i >= len(lower) {
				return "", ""
			}
			return lower[i], ""
		}, nil)
		if n == len(lower) && n > 0 {
			return m.w.things[m.w.senses[vals[0]].thing].ID
		}
	}
	return ""
}
