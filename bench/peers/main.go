//go:build unix

// Command peers parses the texts of a JSONL file and prints one JSON object with
// what it cost. The script run beside it calls it together with spaCy.
package main

import (
	"bufio"
	"encoding/json"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"sync"
	"syscall"
	"time"

	"github.com/demarche-project/demarche/nlp"
	"github.com/demarche-project/demarche/nlp/kernel"
	"github.com/demarche-project/demarche/reading"
	"github.com/demarche-project/demarche/record"
)

// result is one line of output. Seconds are of the texts alone, without start-up.
type result struct {
	Name    string  `json:"name"`
	Words   int     `json:"words"` // between white space
	Tokens  int     `json:"tokens"`
	Ents    int     `json:"entities"`
	CPU     float64 `json:"cpu"`
	Wall    float64 `json:"wall"`
	StartUp float64 `json:"start_up"`  // process start to first token, wall seconds
	LoadMB  float64 `json:"load_mb"`   // resident after loading
	PeakMB  float64 `json:"memory_mb"` // largest resident size
}

func main() {
	began := time.Now()
	name := flag.String("kernel", "", "kernel to use instead of the fastest: AVX-512, AVX2 or \"plain Go\"")
	rounds := flag.Int("rounds", 1, "read the texts so often; all but the last only warm up")
	noEnts := flag.Bool("no-entities", false, "leave the entity recogniser out")
	workers := flag.Int("workers", 1, "parse so many texts at a time")
	analysis := flag.Bool("analysis", false, "do not only parse: attributions, dates, statements, events too")
	flag.Parse()
	var r result
	var err error
	if *analysis {
		r, err = measureAnalysis(began, flag.Arg(0), *rounds, *workers)
	} else {
		r, err = measure(began, flag.Arg(0), *name, *rounds, *workers, nlp.Options{NoEntities: *noEnts})
	}
	if err == nil {
		err = json.NewEncoder(os.Stdout).Encode(r)
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, "peers:", err)
		os.Exit(1)
	}
}

func measure(began time.Time, path, name string, rounds, workers int, opts nlp.Options) (result, error) {
	k := kernel.Best()
	for _, other := range kernel.All() {
		if other.String() == name {
			k = other
		}
	}
	if name != "" && k.String() != name {
		return result{}, fmt.Errorf("this machine has no kernel %q", name)
	}
	r := result{Name: "demarche, " + k.String()}
	p, err := nlp.LoadWith(k)
	if err != nil {
		return r, err
	}
	return r.time(began, path, rounds, workers, func(text string) (tokens, ents int) {
		doc := p.ParseWith(text, opts)
		return len(doc.Tokens), len(doc.Ents())
	})
}

// measureAnalysis times everything that `demarche analyze` computes.
func measureAnalysis(began time.Time, path string, rounds, workers int) (result, error) {
	r := result{Name: "demarche, whole analysis, " + kernel.Best().String()}
	reader, err := reading.New(reading.Config{})
	if err != nil {
		return r, err
	}
	return r.time(began, path, rounds, workers, func(text string) (tokens, ents int) {
		reader.Read(record.Document{ID: "d", Text: text}, reading.Default)
		return 0, 0
	})
}

// time runs do over the texts and completes r.
func (r result) time(began time.Time, path string, rounds, workers int, do func(string) (tokens, ents int)) (result, error) {
	do("Ready.")
	r.StartUp = time.Since(began).Seconds()
	r.LoadMB = resident()
	texts, err := readTexts(path)
	if err != nil {
		return r, err
	}
	for range rounds {
		runtime.GC()
		cpu, wall := cpuSeconds(), time.Now()
		r.Words, r.Tokens, r.Ents = all(texts, workers, do)
		r.CPU, r.Wall = cpuSeconds()-cpu, time.Since(wall).Seconds()
	}
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &use); err != nil {
		return r, err
	}
	r.PeakMB = float64(use.Maxrss) / 1024
	return r, nil
}

func all(texts []string, workers int, do func(string) (tokens, ents int)) (words, tokens, ents int) {
	var mu sync.Mutex
	var wg sync.WaitGroup
	next := 0
	for range workers {
		wg.Go(func() {
			for {
				mu.Lock()
				i := next
				next++
				mu.Unlock()
				if i >= len(texts) {
					return
				}
				t, e := do(texts[i])
				mu.Lock()
				words += len(strings.Fields(texts[i]))
				tokens += t
				ents += e
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	return words, tokens, ents
}

func readTexts(path string) ([]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var out []string
	s := bufio.NewScanner(f)
	s.Buffer(nil, 64<<20)
	for s.Scan() {
		var line struct{ Text string }
		if err := json.Unmarshal(s.Bytes(), &line); err != nil {
			return nil, fmt.Errorf("%s: line %d: %w", path, len(out)+1, err)
		}
		out = append(out, line.Text)
	}
	return out, s.Err()
}

func cpuSeconds() float64 {
	var use syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &use) != nil {
		return 0
	}
	seconds := func(t syscall.Timeval) float64 { return float64(t.Sec) + float64(t.Usec)/1e6 }
	return seconds(use.Utime) + seconds(use.Stime)
}

// resident is the process's memory in MB, where the system tells (Linux).
func resident() float64 {
	data, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0
	}
	fields := strings.Fields(string(data))
	if len(fields) < 2 {
		return 0
	}
	pages, _ := strconv.Atoi(fields[1])
	return float64(pages*os.Getpagesize()) / (1 << 20)
}
