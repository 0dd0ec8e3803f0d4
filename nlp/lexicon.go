package nlp

// lexicon remembers the tokens of chunks and the lexemes made for them.
type lexicon struct {
	tok     *tokenizer
	chunks  map[string][]*lexeme
	lexemes map[[2]string]*lexeme // by text and norm
}

func newLexicon(t *tokenizer) *lexicon {
	return &lexicon{tok: t, chunks: map[string][]*lexeme{}, lexemes: map[[2]string]*lexeme{}}
}

// chunk gives the tokens of a run of text without swallowed spaces.
func (l *lexicon) chunk(text string) []*lexeme {
	if found, ok := l.chunks[text]; ok {
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
		out[i] = l.lexeme(p.text, p.norm)
	}
	l.chunks[text] = out
	return out
}

func (l *lexicon) lexeme(text, norm string) *lexeme {
	key := [2]string{text, norm}
	if found, ok := l.lexemes[key]; ok {
		return found
	}
	lex := l.tok.lexeme(text, norm)
	lex.phrases = l.tok.phrases[text]
	l.lexemes[[2]string{lex.text, norm}] = lex
	return lex
}
