"""Write what the trained model makes of the texts of a file, for the test that compares the Go program with it.

usage: parity.py MODEL.pt TEXTS.txt OUT.json

Texts are separated by lines of three hyphens.
"""

import json
import sys

import torch
import torch.nn.functional as F

import data
import decode
from model import Model
from prepare import annotate, load_pipeline


def main():
    state = torch.load(sys.argv[1], weights_only=False)
    model = Model(state["vocabulary"], state["vectors"], state["sizes"])
    model.load_state_dict(state["weights"])
    model.eval()
    nlp = load_pipeline()
    ner = nlp.get_pipe("ner").model.get_ref("tok2vec").layers[0]
    with open(sys.argv[2], encoding="utf-8") as f:
        texts = f.read().split("---\n")
    out = []
    for text in texts:
        article = annotate(nlp(text), ner)
        article["gold"] = []
        state["vocabulary"].encode(article)
        n = len(article["start"])
        b = data.batch([(0, 0, n)], [article])
        with torch.no_grad():
            cues = F.softmax(model.cues(model.encoder(b), b), -1)[data.GAP : data.GAP + n]
        rows = decode.run(model, [article])[0]
        found = decode.decode(article, rows, state["decoder"])
        out.append(dict(
            cues=[[round(x, 4) for x in p] for p in cues.tolist()],
            attributions=[dict(cue=c, source=s, content=t, probability=round(p, 4)) for c, s, t, p in found],
        ))
    with open(sys.argv[3], "w", encoding="utf-8") as f:
        json.dump(out, f)
        f.write("\n")


if __name__ == "__main__":
    main()
