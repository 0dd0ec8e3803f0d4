package eval

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/demarche-project/demarche/record"
)

type spacyDoc struct {
	Name   string              `json:"name"`
	Text   string              `json:"text"`
	Tokens [][]json.RawMessage `json:"tokens"`
}

// spacyFields names what is compared, in the order of the gold's columns after
// start and end; entity label and IOB mark are one field.
var spacyFields = [...]string{"tag", "pos", "morph", "lemma", "head", "dep", "ent", "sent_start"}

// goldToken is a token of the reference as strings, one a field.
func goldToken(row []json.RawMessage) (start, end int, fields [8]string, err error) {
	var iob, label string
	var head int
	var sent bool
	into := []any{&start, &end, &fields[0], &fields[1], &fields[2], &fields[3], &head, &fields[5], &iob, &label, &sent}
	if len(row) != len(into) {
		return 0, 0, fields, fmt.Errorf("a token has %d columns, not %d", len(row), len(into))
	}
	for i, p := range into {
		if err := json.Unmarshal(row[i], p); err != nil {
			return 0, 0, fields, err
		}
	}
	fields[4], fields[7] = fmt.Sprint(head), fmt.Sprint(sent)
	if label != "" {
		fields[6] = iob + "-" + label
	}
	return start, end, fields, nil
}

func scoreSpacy(gold []spacyDoc, system map[string][]record.Token) (Report, error) {
	var same, tokens, aligned int
	var right [len(spacyFields)]int
	var log errorLog
	for _, g := range gold {
		sys := system[g.Name]
		text := []rune(g.Text)
		identical := len(sys) == len(g.Tokens)
		tokens += len(g.Tokens)
		at := map[[2]int]int{}
		for i, t := range sys {
			at[[2]int{t.Start, t.End}] = i
		}
		for _, row := range g.Tokens {
			start, end, want, err := goldToken(row)
			if err != nil {
				return Report{}, err
			}
			i, ok := at[[2]int{start, end}]
			if !ok {
				identical = false
				log.add("token", g.Name, "%s", around(text, start, end))
				continue
			}
			aligned++
			t := sys[i]
			sent := i == 0 || sys[i-1].Sent != t.Sent
			got := [8]string{t.Tag, t.Pos, t.Morph, t.Lemma, fmt.Sprint(t.Head), t.Dep, t.Ent, fmt.Sprint(sent)}
			for k, f := range spacyFields {
				if got[k] == want[k] {
					right[k]++
					continue
				}
				identical = false
				log.add(f, g.Name, "gold %s, system %s: %s", want[k], got[k], around(text, start, end))
			}
		}
		same += b2i(identical)
	}
	r := Report{Documents: len(gold), Errors: log.sorted(), Rates: []Rate{rate("documents identical", same, len(gold)), rate("tokens", aligned, tokens)}}
	for k, f := range spacyFields {
		r.Rates = append(r.Rates, rate(strings.ReplaceAll(f, "_", " "), right[k], tokens))
	}
	return r, nil
}
