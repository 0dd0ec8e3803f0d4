// Package model answers one question: what does the English pipeline know?
//
// Input is the embedded file en_core_web_sm.bin; output is a [Model]: the
// tokenizer's tables, the attribute rules, the lemma tables and the weights of
// the four networks of spaCy's en_core_web_sm 3.8 (MIT licence). The file is
// made by convert.py, which also documents its format; SHA256SUMS lists what
// went into it. Start reading at [Load].
package model
