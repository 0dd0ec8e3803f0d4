"""Write the trained weights as one compact file that the Go program embeds.

usage: export.py MODEL.pt OUT.bin

Layout: the bytes "attrib1\\n", the length of a JSON header as uint32 (little endian), the header, then the
tensors one after the other. Matrices are int8 with one float32 scale a row, vectors float32. What
is linear in a number (word, lemma, tag, dependency, entity) is multiplied with the matrix that follows
it, so that the first layer is a sum of rows.
"""

import json
import struct
import sys

import numpy as np
import torch

import data
import model as M


def quantised(x):
    """int8 rows and their scales."""
    scale = np.abs(x).max(1, keepdims=True) / 127
    scale[scale == 0] = 1
    return np.round(x / scale).astype(np.int8), scale[:, 0].astype("<f4")


def folded(w, state):
    """All tensors by name, the first layer folded into tables."""
    project = w["encoder.project.weight"]
    sizes = [M.WORD, 192, w["encoder.lemma.weight"].shape[1], w["encoder.tag.weight"].shape[1],
             w["encoder.dep.weight"].shape[1], w["encoder.ent.weight"].shape[1], data.FLAGS, 1]
    word, vector, lemma, tag, dep, ent, flags, offset = np.split(project, np.cumsum(sizes)[:-1], axis=1)
    out = {
        "word": state["vectors"] @ w["encoder.word.weight"].T @ word.T,
        "lemma": w["encoder.lemma.weight"] @ lemma.T,
        "tag": w["encoder.tag.weight"] @ tag.T,
        "dep": w["encoder.dep.weight"] @ dep.T,
        "ent": w["encoder.ent.weight"] @ ent.T,
        "vector": vector,
        "flags": np.ascontiguousarray(np.concatenate([flags, offset], 1).T),
        "project.bias": w["encoder.project.bias"],
        "distance": w["distance.weight"],
        "relation": w["relation.weight"],
        "flag": np.ascontiguousarray(w["flag.weight"].T),
        "flag.bias": w["flag.bias"],
        "product": w["product.weight"],
    }
    for name in ("norm_in", "norm"):
        for part in ("weight", "bias"):
            out[f"{name}.{part}"] = w[f"encoder.{name}.{part}"]
    for group, count in (("encoder.layers", len(M.LAYERS)), ("layers", len(M.ROLE_DILATION))):
        for k in range(count):
            for part in ("linear.weight", "linear.bias", "norm.weight", "norm.bias"):
                out[f"{group}.{k}.{part}"] = w[f"{group}.{k}.{part}"]
    for name in ("cue_in", "cue_out", "token", "key", "cue", "query", "out", "judge_in", "judge_out"):
        for part in ("weight", "bias"):
            out[f"{name}.{part}"] = w[f"{name}.{part}"]
    out["role.norm.weight"], out["role.norm.bias"] = w["norm.weight"], w["norm.bias"]
    return out


def listed(table, first):
    """The words of a vocabulary in the order of their numbers, which begin at `first`."""
    words = sorted(table, key=table.get)
    assert [table[x] for x in words] == list(range(first, first + len(words)))
    return words


def main():
    state = torch.load(sys.argv[1], weights_only=False)
    v = state["vocabulary"]
    tensors, blob = [], b""
    for name, x in folded({k: t.numpy() for k, t in state["weights"].items()}, state).items():
        if x.ndim == 2:
            q, scale = quantised(x)
            data_ = q.tobytes() + scale.tobytes()
        else:
            data_ = x.astype("<f4").tobytes()
        tensors.append(dict(name=name, shape=list(x.shape), at=len(blob)))
        blob += data_
    header = dict(
        words=listed(v.words, 1), lemmas=listed(v.lemmas, 2), tags=listed(v.tags, 1), deps=listed(v.deps, 1), ents=listed(v.ents, 1),
        layers=[d if kind == M.SEQUENCE else 0 for kind, d in M.LAYERS], dilations=list(M.ROLE_DILATION),
        decoder=state["decoder"], tensors=tensors,
    )
    head = json.dumps(header, ensure_ascii=False, separators=(",", ":")).encode()
    with open(sys.argv[2], "wb") as f:
        f.write(b"attrib1\n" + struct.pack("<I", len(head)) + head + blob)
    print(len(tensors), "tensors,", len(head) + len(blob) + 12, "bytes")


if __name__ == "__main__":
    main()
