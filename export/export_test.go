package export

import (
	"bytes"
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/demarche-project/demarche/record"
)

// The fields of the contract, in its order.
const statementFields = "id doc act stance party speaker addressees issue option point predicate evidence also sources modality conditions exchange quantities places instrument when deadline reported family independent grade by confidence"

func keys(t *testing.T, line string) string {
	t.Helper()
	dec := json.NewDecoder(strings.NewReader(line))
	var out []string
	depth := 0
	expectKey := false
	for {
		tok, err := dec.Token()
		if err != nil {
			break
		}
		switch v := tok.(type) {
		case json.Delim:
			if v == '{' || v == '[' {
				depth++
			} else {
				depth--
			}
			expectKey = depth == 1
		default:
			if depth == 1 && expectKey {
				out = append(out, v.(string))
			}
			if depth == 1 {
				expectKey = !expectKey
			}
		}
	}
	return strings.Join(out, " ")
}

func TestStatementForm(t *testing.T) {
	var b bytes.Buffer
	s := record.Statement{ID: "1", Doc: "d", Act: "demand", Stance: record.For, Party: record.Ref{ID: "N", Name: "Norland & Co"}, When: "2031-04"}
	if err := Statements(&b, []record.Statement{s, s}); err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(strings.TrimSpace(b.String()), "\n")
	if len(lines) != 2 {
		t.Fatalf("%d lines", len(lines))
	}
	if got := keys(t, lines[0]); got != statementFields {
		t.Errorf("fields\n%s, want\n%s", got, statementFields)
	}
	for _, want := range []string{`"addressees":[]`, `"sources":[]`, `"issue":null`, `"option":null`, `"exchange":null`, `"when":"2031-04"`, `"reported":null`, `Norland & Co`} {
		if !strings.Contains(lines[0], want) {
			t.Errorf("%s is not in %s", want, lines[0])
		}
	}
	var back record.Statement
	if err := json.Unmarshal([]byte(lines[0]), &back); err != nil || back.When != s.When || back.Party != s.Party {
		t.Errorf("read back: %v %v", back, err)
	}
}

// A field added to record.Statement must not be lost on the way out.
func TestNoFieldIsLost(t *testing.T) {
	for _, pair := range [][2]reflect.Type{
		{reflect.TypeFor[record.Statement](), reflect.TypeFor[statement]()},
		{reflect.TypeFor[record.Reading](), reflect.TypeFor[reading]()},
	} {
		for i := range pair[0].NumField() {
			f := pair[0].Field(i)
			if _, ok := pair[1].FieldByName(f.Name); !ok {
				t.Errorf("%s.%s is not written", pair[0], f.Name)
			}
		}
	}
}

func TestReadingLayers(t *testing.T) {
	r := record.Reading{ID: "d", Attributions: []record.Attribution{{Kind: record.SourceNamed}}}
	for _, c := range []struct {
		layers Layers
		want   string
	}{
		{Layers{}, "id doc sentences problems program"},
		{Layers{Statements: true}, "id doc sentences statements uncoded problems program"},
		{Layers{true, true, true, true, true}, "id doc sentences tokens attributions dates statements events uncoded problems program"},
	} {
		var b bytes.Buffer
		if err := Reading(&b, r, c.layers, "demarche test"); err != nil {
			t.Fatal(err)
		}
		if got := keys(t, b.String()); got != c.want {
			t.Errorf("%+v: %s, want %s", c.layers, got, c.want)
		}
		if c.layers.Attributions && !strings.Contains(b.String(), `"source":[],"cue":[],"content":[]`) {
			t.Error(b.String())
		}
	}
}

func TestAttributionsNameTheirDocument(t *testing.T) {
	var b bytes.Buffer
	if err := Attributions(&b, "d", []record.Attribution{{Kind: record.SourceNamed}}); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(b.String(), `{"doc":"d","source":[]`) {
		t.Error(b.String())
	}
}
