package agenda

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
)

// Error is a fault in an agenda file: where it is, what is wrong, what to do.
type Error struct {
	File string
	Line int
	What string
	Hint string
}

func (e *Error) Error() string {
	where := e.File
	if e.Line > 0 {
		where = fmt.Sprintf("%s:%d", e.File, e.Line)
	}
	if e.Hint == "" {
		return where + ": " + e.What
	}
	return where + ": " + e.What + " (" + e.Hint + ")"
}

// text is a scalar with the line it stands on.
type text struct {
	s    string
	line int
}

// UnmarshalYAML keeps the position that a plain string would lose.
func (t *text) UnmarshalYAML(n ast.Node) error {
	if tok := n.GetToken(); tok != nil && tok.Position != nil {
		t.line = tok.Position.Line
	}
	switch n := n.(type) {
	case *ast.NullNode:
		return nil
	case *ast.StringNode:
		t.s = strings.TrimSpace(n.Value)
		return nil
	case *ast.LiteralNode:
		t.s = strings.Join(strings.Fields(n.Value.Value), " ")
		return nil
	case ast.ScalarNode:
		t.s = n.GetToken().Value
		return nil
	}
	return fmt.Errorf("line %d: a list or mapping stands where words are expected", t.line)
}

type agendaFile struct {
	Domain text         `yaml:"domain"`
	Issues []issueEntry `yaml:"issues"`
}

type issueEntry struct {
	Name       text          `yaml:"name"`
	Definition text          `yaml:"definition"`
	Parent     text          `yaml:"parent"`
	Phrases    []text        `yaml:"phrases"`
	Hints      []text        `yaml:"hints"`
	Options    []optionEntry `yaml:"options"`
	Places     bool          `yaml:"places"`
}

type optionEntry struct {
	Name    text   `yaml:"name"`
	Phrases []text `yaml:"phrases"`
}

const example = `an issue looks like: - name: export quotas / phrases: [export quota, quota on exports]`

// readIssues adds the issues of one file to all.
func readIssues(data []byte, name string, all []Issue, lex *lexicon, own bool) ([]Issue, error) {
	var f agendaFile
	if err := decode(data, name, &f); err != nil {
		return nil, err
	}
	if len(f.Issues) == 0 {
		return nil, &Error{File: name, What: "no issues", Hint: example}
	}
	byName := map[string]int{}
	for i, is := range all {
		byName[Slug(is.Name)] = i
	}
	seen := map[string]int{} // names of this file, with their line
	for _, e := range f.Issues {
		if err := checkEntry(name, e, lex); err != nil {
			return nil, err
		}
		slug := Slug(e.Name.s)
		if line := seen[slug]; line > 0 {
			return nil, &Error{name, e.Name.line, fmt.Sprintf("%q is already an issue on line %d", e.Name.s, line), "merge the two"}
		}
		seen[slug] = e.Name.line
		if at, ok := byName[slug]; ok {
			all[at] = merge(all[at], e, own)
			continue
		}
		is := Issue{ID: slug, Name: e.Name.s, Definition: e.Definition.s, Domain: f.Domain.s, Places: e.Places}
		if e.Parent.s != "" {
			at, ok := byName[Slug(e.Parent.s)]
			if !ok {
				return nil, &Error{name, e.Parent.line, fmt.Sprintf("there is no issue %q to be the parent of %q", e.Parent.s, e.Name.s), "put the parent before its children"}
			}
			is.Parent = all[at].ID
			is.ID = is.Parent + "/" + slug
		}
		byName[slug] = len(all)
		all = append(all, merge(is, e, own))
	}
	return all, nil
}

// decode reads strict, plain YAML: an unknown field is an error, and so are tags,
// anchors and aliases, which an agenda does not need.
func decode(data []byte, name string, into any) (err error) {
	defer func() { // the library panics on some files that are no YAML
		if p := recover(); p != nil {
			err = &Error{File: name, What: fmt.Sprintf("this is not YAML that can be read: %v", p), Hint: example}
		}
	}()
	f, err := parser.ParseBytes(data, 0)
	if err == nil {
		var v fancy
		for _, doc := range f.Docs {
			ast.Walk(&v, doc)
		}
		if v.at != nil {
			return &Error{name, v.at.GetToken().Position.Line, "a tag, anchor or alias", "write plain words; put quotation marks around a word that begins with ! & or *"}
		}
		err = yaml.UnmarshalWithOptions(data, into, yaml.Strict())
	}
	if err == nil {
		return nil
	}
	out := &Error{File: name, What: err.Error(), Hint: example}
	var ye yaml.Error
	if errors.As(err, &ye) {
		out.What = ye.GetMessage()
		if tok := ye.GetToken(); tok != nil && tok.Position != nil {
			out.Line = tok.Position.Line
		}
	}
	return out
}

// fancy finds the first tag, anchor or alias of a file.
type fancy struct{ at ast.Node }

// Visit is part of ast.Visitor.
func (v *fancy) Visit(n ast.Node) ast.Visitor {
	if n == nil { // an empty document
		return nil
	}
	switch n.Type() {
	case ast.TagType, ast.AnchorType, ast.AliasType:
		if v.at == nil {
			v.at = n
		}
		return nil
	}
	return v
}

func checkEntry(name string, e issueEntry, lex *lexicon) error {
	if e.Name.s == "" {
		line := e.Definition.line
		if line == 0 && len(e.Phrases) > 0 {
			line = e.Phrases[0].line
		}
		return &Error{name, line, "an issue without a name", example}
	}
	all := append(append([]text(nil), e.Phrases...), e.Hints...)
	for _, o := range e.Options {
		if o.Name.s == "" {
			return &Error{name, e.Name.line, fmt.Sprintf("an option of %q has no name", e.Name.s), "an option looks like: - {name: universal quotas, phrases: [universal quota]}"}
		}
		all = append(all, o.Phrases...)
	}
	if len(all) == 0 {
		return &Error{name, e.Name.line, fmt.Sprintf("issue %q has no phrases", e.Name.s), "list the words by which reports name it"}
	}
	for _, p := range all {
		if _, err := parsePhrase(p.s, lex); err != nil {
			return &Error{name, p.line, fmt.Sprintf("phrase %q: %v", p.s, err), "words, word*, a .. b, a + b, {slot}"}
		}
	}
	return nil
}

// merge adds what e has to is, leaving the slices of is alone: they may belong to
// another Agenda.
func merge(is Issue, e issueEntry, own bool) Issue {
	if e.Definition.s != "" {
		is.Definition = e.Definition.s
	}
	is.Places, is.own = is.Places || e.Places, own
	is.Phrases = appendTexts(is.Phrases, e.Phrases)
	is.Hints = appendTexts(is.Hints, e.Hints)
	is.Options = append([]Option(nil), is.Options...)
next:
	for _, o := range e.Options {
		for i := range is.Options {
			if is.Options[i].Name == o.Name.s {
				is.Options[i].Phrases = appendTexts(is.Options[i].Phrases, o.Phrases)
				continue next
			}
		}
		is.Options = append(is.Options, Option{o.Name.s, appendTexts(nil, o.Phrases)})
	}
	return is
}

func appendTexts(to []string, ts []text) []string {
	out := append([]string(nil), to...)
	for _, t := range ts {
		out = append(out, t.s)
	}
	return out
}
