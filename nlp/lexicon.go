package nlp

import (
	"hash/maphash"
	"strings"
	"sync"
)

// lexicon remembers the tokens of chunks, the lexemes made for them, and the rows
// that the networks computed for lexemes. All workers share one; when its rows are
// used up, the next document gets a new one (see lexicons).
type lexicon struct {
	tok    *tokenizer
	shards [shardCount]shard

	mu    sync.Mutex
	slabs [][]float32 // memory of rows, slabRows each
	taken int         // rows given out

	users int // documents at work, and one while it is the current lexicon; guarded by lexicons.mu
}

const (
	shardCount = 64
	slabRows   = 1024
	maxSlabs   = 40      // 40,960 rows: 16 MB
	maxChunks  = 1 << 15 // of all shards, about
	maxKept    = 256     // bytes of the longest text that is kept
)

type shard struct {
	mu      sync.RWMutex
	chunks  map[string][]*lexeme
	lexemes map[piece]*lexeme
}

var shardSeed = maphash.MakeSeed()

func (l *lexicon) shard(text string) *shard {
	return &l.shards[maphash.String(shardSeed, text)%shardCount]
}

// chunk gives the tokens of a run of text without swallowed spaces.
func (l *lexicon) chunk(text string) []*lexeme {
	s := l.shard(text)
	s.mu.RLock()
	found := s.chunks[text]
	s.mu.RUnlock()
	if found != nil {
		return found
	}
	var pieces []piece
	if special := l.tok.special[text]; special != nil {
		pieces = appendSpecial(nil, special)
	} else {
		pieces = l.tok.split(text, true)
	}
	out := make([]*lexeme, len(pieces))
	for i, p := range pieces {
		out[i] = l.lexeme(p)
	}
	if len(text) > maxKept {
		return out
	}
	key := out[0].text
	if len(out) > 1 {
		key = strings.Clone(text) // or the document's text would stay in memory
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.chunks == nil {
		s.chunks = map[string][]*lexeme{}
	}
	s.chunks[key] = out
	return out
}

// lexeme gives the one lexeme for a text and norm.
func (l *lexicon) lexeme(p piece) *lexeme {
	s := l.shard(p.text)
	s.mu.RLock()
	found := s.lexemes[p]
	s.mu.RUnlock()
	if found != nil {
		return found
	}
	made := l.tok.lexeme(p.text, p.norm)
	if len(p.text) > maxKept {
		return made
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if found := s.lexemes[p]; found != nil {
		return found
	}
	if s.lexemes == nil {
		s.lexemes = map[piece]*lexeme{}
	}
	s.lexemes[piece{text: made.text, norm: p.norm}] = made
	return made
}

// takeRow gives memory for one row of a network, or nil when all is in use.
func (l *lexicon) takeRow() *lexRow {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.taken == maxSlabs*slabRows {
		return nil
	}
	at := l.taken % slabRows
	if slab := l.taken / slabRows; slab == len(l.slabs) {
		l.slabs = append(l.slabs, make([]float32, slabRows*width))
	}
	row := l.slabs[l.taken/slabRows][at*width:]
	l.taken++
	return (*lexRow)(row)
}

func (l *lexicon) full() bool {
	l.mu.Lock()
	full := l.taken == maxSlabs*slabRows
	l.mu.Unlock()
	for i := 0; i < shardCount && !full; i++ {
		s := &l.shards[i]
		s.mu.RLock()
		full = len(s.chunks) > maxChunks/shardCount
		s.mu.RUnlock()
	}
	return full
}

// lexicons hands the current lexicon to documents and replaces it when it is full.
// The rows of an old one are used again once no document is at work on it.
type lexicons struct {
	tok     *tokenizer
	mu      sync.Mutex
	current *lexicon
	spare   [][]float32 // slabs
}

func newLexicons(t *tokenizer) *lexicons {
	c := &lexicons{tok: t}
	c.replace()
	return c
}

func (c *lexicons) replace() {
	c.current = &lexicon{tok: c.tok, slabs: c.spare}
	c.spare = nil
	c.current.users = 1
}

// acquire gives the lexicon for one document; release gives it back.
func (c *lexicons) acquire() *lexicon {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.current.users++
	return c.current
}

func (c *lexicons) release(l *lexicon) {
	full := l.full()
	c.mu.Lock()
	defer c.mu.Unlock()
	if full && c.current == l {
		c.replace()
		l.users--
	}
	l.users--
	if l.users == 0 && len(c.spare) < len(l.slabs) {
		c.spare = l.slabs
	}
}
