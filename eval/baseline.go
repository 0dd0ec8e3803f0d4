package eval

import (
	"bufio"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// phoenixFiles are dictionaries of names with actor codes, in the form of the
// TABARI coder: a name, its code in brackets, "+" before synonyms.
var phoenixFiles = []string{"Phoenix.Countries.actors.txt", "Phoenix.International.actors.txt", "Phoenix.MilNonState.actors.txt"}

var actorCode = regexp.MustCompile(`\[([A-Z-]{3})`)

// readPhoenix reads names (upper case, words joined by one space) and the first
// three letters of their codes. The first code of a name holds.
func readPhoenix(folder string) (map[string]string, error) {
	names := map[string]string{}
	for _, file := range phoenixFiles {
		f, err := os.Open(filepath.Join(folder, file))
		if err != nil {
			return nil, err
		}
		defer f.Close()
		var group []string // names that wait for a code, or share the one they have
		code := ""
		in := bufio.NewScanner(f)
		in.Buffer(nil, 1<<20)
		for in.Scan() {
			line, _, _ := strings.Cut(in.Text(), "#")
			name, _, _ := strings.Cut(line, "[")
			if name = strings.TrimSpace(name); name != "" && line[0] != ' ' && line[0] != '\t' {
				word, synonym := strings.CutPrefix(name, "+")
				if !synonym {
					group, code = nil, ""
				}
				group = append(group, strings.ToUpper(strings.ReplaceAll(strings.Trim(strings.TrimSpace(word), "_"), "_", " ")))
			}
			if m := actorCode.FindStringSubmatch(line); m != nil && code == "" {
				code = m[1]
			}
			if code == "" {
				continue
			}
			for _, n := range group {
				if _, ok := names[n]; !ok {
					names[n] = code
				}
			}
			group = nil
		}
		if err := in.Err(); err != nil {
			return nil, err
		}
	}
	return names, nil
}

// firstTwoCountries scores the plainest way to name the parties of an event: the
// first country of the text did it to the second. What a coder adds to this is
// what it understands of the sentence.
func firstTwoCountries(gold []gsrDoc, folder string) ([]Score, error) {
	names, err := readPhoenix(folder)
	if err != nil {
		return nil, err
	}
	system := map[string][]gsrEvent{}
	for _, g := range gold {
		found := append(countriesIn(g.Text, names), "", "")
		system[g.ID] = []gsrEvent{{codes{found[0]}, codes{found[1]}, "-", false}}
	}
	var out []Score
	for _, s := range scoreGSR(gold, system).Scores {
		if s.Name == "source country" || s.Name == "target country" {
			s.Name = "first two countries: " + strings.TrimSuffix(s.Name, " country")
			out = append(out, s)
		}
	}
	return out, nil
}

// countriesIn lists the codes of the names in text, each once, in text order;
// at each place the longest name counts.
func countriesIn(text string, names map[string]string) []string {
	const longest = 8 // words
	inName := func(r rune) bool { return isWord(r) || strings.ContainsRune(".'-", r) }
	var words []string
	for _, w := range scanWords(text, inName, "") {
		words = append(words, strings.ToUpper(strings.TrimSuffix(w.word, "'s")))
	}
	var out []string
	for i := 0; i < len(words); i++ {
		for n := min(longest, len(words)-i); n > 0; n-- {
			name := strings.Join(words[i:i+n], " ")
			code, ok := names[name]
			if !ok {
				code, ok = names[strings.TrimRight(name, ".")]
			}
			if ok {
				if !slices.Contains(out, code) {
					out = append(out, code)
				}
				i += n - 1
				break
			}
		}
	}
	return out
}
