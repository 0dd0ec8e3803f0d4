package model

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"os"
	"strings"
	"testing"
)

// TestChecksum compares the embedded file with the sum that the conversion wrote.
func TestChecksum(t *testing.T) {
	f, err := os.Open("SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sum := sha256.Sum256([]byte(file))
	want := ""
	for s := bufio.NewScanner(f); s.Scan(); {
		if digest, name, ok := strings.Cut(s.Text(), "  "); ok && name == "en_core_web_sm.bin" {
			want = digest
		}
	}
	if got := hex.EncodeToString(sum[:]); got != want {
		t.Errorf("embedded model has SHA-256 %s, SHA256SUMS says %s", got, want)
	}
}

func TestLoad(t *testing.T) {
	m, err := Load()
	if err != nil {
		t.Fatal(err)
	}
	for name, got := range map[string][2]int{
		"tags":           {len(m.Tags), 50},
		"parser moves":   {len(m.ParserMoves), m.Parser.Upper.Out},
		"ner moves":      {len(m.NERMoves), m.NER.Upper.Out},
		"main tables":    {len(m.Main.Embed), 6},
		"ner tables":     {len(m.Entities.Embed), 4},
		"parser slots":   {len(m.Parser.Slots), 8},
		"ner slots":      {len(m.NER.Slots), 3},
		"mixer inputs":   {m.Main.Mixer.In, 6 * Width},
		"tagger outputs": {m.Tagger.Out, 50},
		"rules":          {len(m.Rules), 179},
		"special cases":  {len(m.SpecialCases), 1347},
		"symbols":        {len(m.Symbols), 456},
	} {
		if got[0] != got[1] {
			t.Errorf("%s: %d, want %d", name, got[0], got[1])
		}
	}
	if got := m.SpecialCases["don't"]; len(got) != 2 || got[1] != (SpecialToken{Text: "n't", Norm: "not"}) {
		t.Errorf("special case don't = %v", got)
	}
	if got := m.ParserMoves[2]; got != (Move{Action: 2, Label: "det"}) {
		t.Errorf("parser move 2 = %v", got)
	}
}

func TestDamagedFile(t *testing.T) {
	for name, data := range map[string]string{
		"empty":     "",
		"magic":     "x" + file[1:],
		"cut short": file[:len(file)-4],
		"tables":    file[:40] + strings.Repeat("?", 100) + file[140:],
	} {
		if _, err := decode(data); !errors.Is(err, ErrFormat) {
			t.Errorf("%s: error %v, want ErrFormat", name, err)
		}
	}
}

func BenchmarkLoad(b *testing.B) {
	for b.Loop() {
		if _, err := Load(); err != nil {
			b.Fatal(err)
		}
	}
}
