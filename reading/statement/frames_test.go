package statement

import (
	"slices"
	"strings"
	"testing"
)

// TestTables reads the embedded files and holds them together: every act has a word,
// every slot and class is one the code knows.
func TestTables(t *testing.T) {
	l := tables()
	if len(l.acts) != 17 {
		t.Errorf("%d acts, want the seventeen of the closed list", len(l.acts))
	}
	used, classes := map[string]bool{}, map[string]bool{}
	for _, of := range l.class {
		for _, class := range of {
			classes[class] = true
		}
	}
	for _, byWord := range []map[string][]*frame{l.verbs, l.nouns, l.adjs} {
		for word, frames := range byWord {
			for _, f := range frames {
				used[f.act] = true
				if f.confidence <= 0 || f.confidence > 1 {
					t.Errorf("%s: confidence %v", word, f.confidence)
				}
				if f.object != "" && f.object != "actor" && f.object != "thing" && f.object != "noun" && f.object != "new" && f.object != "person" && !classes[strings.TrimPrefix(f.object, "!")] {
					t.Errorf("%s: no class %q in nouns.txt", word, f.object)
				}
				for _, s := range f.slots {
					if strings.ContainsAny(s, "=+") || s == "" {
						t.Errorf("%s: slot %q", word, s)
					}
				}
			}
		}
	}
	for _, a := range l.acts {
		if !used[a.Name] {
			t.Errorf("no word carries the act %q", a.Name)
		}
		if a.Definition == "" || a.Example == "" {
			t.Errorf("act %q lacks a definition or an example", a.Name)
		}
	}
}

func TestParseFrame(t *testing.T) {
	f, err := parseFrame(strings.Fields("call+for V demand + inf,prep to=on,obj obj=thing c=0.4 own"))
	if err != nil {
		t.Fatal(err)
	}
	if f.word != "call" || f.part != "for" || f.pos != 'V' || f.stance != '+' || !slices.Equal(f.slots, []string{"inf", "prep"}) ||
		!slices.Equal(f.to, []string{"on", "obj"}) || f.object != "thing" || f.confidence != 0.4 || !f.own {
		t.Errorf("read as %+v", f)
	}
	for _, bad := range []string{"call V demand +", "call X demand + obj", "call V demand ! obj", "call V demand + obj c=high", "call V demand + obj color=red"} {
		if _, err := parseFrame(strings.Fields(bad)); err == nil {
			t.Errorf("%q was read", bad)
		}
	}
}

// TestTableErrors wants an error in a data file to name file and line.
func TestTableErrors(t *testing.T) {
	for _, c := range []struct{ acts, frames, nouns, voice, want string }{
		{acts: "demand | wants\n", want: "acts.txt:1"},
		{acts: actsText, frames: "# words\ncall V shout + obj\n", want: "frames.txt:2"},
		{acts: actsText, voice: "must other demand\n", want: "voice.txt:1"},
	} {
		if _, err := parseTables(c.acts, c.frames, c.nouns, c.voice); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("want an error at %s, got %v", c.want, err)
		}
	}
}

// TestWrongs wants wrongs.txt to be read, and an error in it to name the line.
func TestWrongs(t *testing.T) {
	if w := wrongs(); w.nouns["aggression"] != (wrong{"grave", 'D'}) || !w.is("doing", "commit") {
		t.Errorf("aggression: %v, doing commit: %v", w.nouns["aggression"], w.is("doing", "commit"))
	}
	for _, bad := range []string{"# words\ngrave V", "\ngrave X violate"} {
		if _, err := parseWrongs(bad); err == nil || !strings.Contains(err.Error(), "wrongs.txt:2") {
			t.Errorf("%q: want an error at line 2, got %v", bad, err)
		}
	}
}
