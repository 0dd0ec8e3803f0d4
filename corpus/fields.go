package corpus

import (
	"errors"
	"fmt"
	"strings"

	"github.com/goccy/go-yaml"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"

	"github.com/demarche-project/demarche/edtf"
	"github.com/demarche-project/demarche/record"
)

// fieldNames are the fields that a file may give, in the order of the contract.
var fieldNames = []string{"title", "outlet", "author", "published", "url", "lang", "language", "kind"}

var kinds = []string{record.KindReport, record.KindOpinion, record.KindInterview,
	record.KindSpeech, record.KindCommunique, record.KindDraft}

// fields are what a file, or corpus.yaml, says about a document.
type fields struct {
	Title, Outlet, Author, Published, URL, Lang, Kind string
}

// set notes a field after checking it. The error has no place yet.
func (f *fields) set(name, value string) *Error {
	value = strings.TrimSpace(value)
	switch name {
	case "title":
		f.Title = value
	case "outlet":
		f.Outlet = value
	case "author":
		f.Author = value
	case "url":
		f.URL = value
	case "lang", "language":
		f.Lang = value
	case "published":
		return f.setDate(value)
	case "kind":
		return f.setKind(value)
	default:
		return flawed(ErrField, fmt.Sprintf("unknown key %q is left out", name), "the keys are "+strings.Join(fieldNames, ", "))
	}
	return nil
}

func (f *fields) setDate(value string) *Error {
	if value == "" {
		return nil
	}
	d, err := edtf.Parse(value)
	if err != nil {
		return flawed(ErrDate, "published: "+err.Error()+"; the document goes in without a date",
			`write dates like 2025-03-04, 2025-03, 2025-03-04T09:30:00Z or 2025-03~`)
	}
	f.Published = d.String()
	return nil
}

func (f *fields) setKind(value string) *Error {
	for _, k := range kinds {
		if strings.EqualFold(k, value) {
			f.Kind = k
			return nil
		}
	}
	if value == "" {
		return nil
	}
	return flawed(ErrField, fmt.Sprintf("unknown kind %q is left out", value), "the kinds are "+strings.Join(kinds, ", "))
}

func flawed(cause error, what, hint string) *Error {
	e := failed(cause, what, hint)
	e.Severity = Flawed
	return e
}

// orElse fills the fields that f does not know from g.
func (f fields) orElse(g fields) fields {
	for _, p := range [...]struct {
		to   *string
		from string
	}{
		{&f.Title, g.Title}, {&f.Outlet, g.Outlet}, {&f.Author, g.Author}, {&f.Published, g.Published},
		{&f.URL, g.URL}, {&f.Lang, g.Lang}, {&f.Kind, g.Kind},
	} {
		if *p.to == "" {
			*p.to = p.from
		}
	}
	return f
}

// document makes a document of f.
func (f fields) document(id, path, text string, raw []byte) record.Document {
	return record.Document{
		ID: id, Title: f.Title, Outlet: f.Outlet, Author: f.Author, Published: f.Published,
		URL: f.URL, Lang: f.Lang, Kind: f.Kind, Text: text,
		Path: path, Raw: raw, SHA256: record.Hash(raw),
	}
}

// yamlFields reads a YAML mapping of fields. Errors carry lines counted from
// firstLine; a broken mapping is Failed, a bad field Flawed.
func yamlFields(block []byte, firstLine int) (f fields, errs []*Error) {
	root, err := yamlRoot(block, firstLine)
	if err != nil {
		return f, []*Error{err}
	}
	if root == nil {
		return f, nil
	}
	return mappingFields(root, firstLine)
}

// mappingFields reads the fields of one mapping.
func mappingFields(node ast.Node, firstLine int) (f fields, errs []*Error) {
	pairs, ok := mapping(node)
	if !ok {
		e := failed(ErrSyntax, "a list of \"key: value\" lines expected", "")
		e.Line = nodeLine(node, firstLine)
		return f, []*Error{e}
	}
	for _, pair := range pairs {
		key, _ := scalar(pair.Key)
		key = strings.ToLower(key)
		var err *Error
		if value, ok := scalar(pair.Value); ok {
			err = f.set(key, value)
		} else {
			err = flawed(ErrField, key+": a single value expected; it is left out", "")
		}
		if err != nil {
			err.Line = nodeLine(pair.Key, firstLine)
			errs = append(errs, err)
		}
	}
	return f, errs
}

// yamlRoot parses block and returns its top node, nil when it is empty.
func yamlRoot(block []byte, firstLine int) (ast.Node, *Error) {
	file, err := parser.ParseBytes(block, 0)
	if err != nil {
		e := failed(ErrSyntax, "broken YAML", "")
		e.Line = firstLine
		var ye yaml.Error
		if errors.As(err, &ye) {
			what, _, _ := strings.Cut(ye.GetMessage(), " at [") // counted within the block
			e.What = "broken YAML: " + what
			if tok := ye.GetToken(); tok != nil && tok.Position != nil {
				e.Line, e.Column = firstLine+tok.Position.Line-1, tok.Position.Column
			}
		}
		if strings.Contains(e.What, "not allowed in this context") {
			e.Hint = "put a value that holds a colon or quotation marks between quotation marks"
		}
		return nil, e
	}
	if len(file.Docs) == 0 || file.Docs[0].Body == nil {
		return nil, nil
	}
	if _, empty := file.Docs[0].Body.(*ast.CommentGroupNode); empty {
		return nil, nil
	}
	return file.Docs[0].Body, nil
}

func mapping(node ast.Node) ([]*ast.MappingValueNode, bool) {
	switch n := node.(type) {
	case *ast.MappingNode:
		return n.Values, true
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, true
	}
	return nil, false
}

// scalar returns the text of a single value, "" for null.
func scalar(node ast.Node) (string, bool) {
	switch n := node.(type) {
	case *ast.StringNode:
		return n.Value, true
	case *ast.LiteralNode:
		return n.Value.Value, true
	case *ast.NullNode:
		return "", true
	case *ast.IntegerNode, *ast.FloatNode, *ast.BoolNode, *ast.InfinityNode, *ast.NanNode:
		return n.GetToken().Value, true
	}
	return "", false
}

func nodeLine(node ast.Node, firstLine int) int {
	if tok := node.GetToken(); tok != nil && tok.Position != nil {
		return firstLine + tok.Position.Line - 1
	}
	return firstLine
}
