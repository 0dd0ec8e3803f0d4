"""The model: an encoder over tokens and tree, a cue tagger, a role tagger for each cue, a judge of cues."""

import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F

import data

WORD = 96  # width of the static word vectors after their linear map
SEQUENCE, TREE = "sequence", "tree"
LAYERS = ((SEQUENCE, 1), (TREE, 0), (SEQUENCE, 2), (TREE, 0), (SEQUENCE, 4))
ROLE_DILATION = (1, 2, 4)
ROLE_FLAGS = 5  # in cue, same sentence, earlier sentence, cue in quotation, cue length / 4


def shifted(x, d):
    """x moved by d positions along the first axis, zeros coming in."""
    zeros = x.new_zeros(abs(d), x.shape[1])
    return torch.cat([zeros, x[:-d]]) if d > 0 else torch.cat([x[-d:], zeros])


class Gated(nn.Module):
    """LayerNorm(x + a * sigmoid(g)), where a and g are linear in x and two neighbours of x."""

    def __init__(self, dim, drop):
        super().__init__()
        self.linear, self.norm, self.drop = nn.Linear(3 * dim, 2 * dim), nn.LayerNorm(dim), nn.Dropout(drop)

    def forward(self, left, x, right):
        a, g = self.linear(torch.cat([left, x, right], -1)).chunk(2, -1)
        return self.norm(x + self.drop(a * torch.sigmoid(g)))


class Encoder(nn.Module):
    def __init__(self, vocabulary, vectors, dim, drop):
        super().__init__()
        v = vocabulary
        self.lemma, self.tag = nn.Embedding(len(v.lemmas) + 2, 48), nn.Embedding(len(v.tags) + 1, 24)
        self.dep, self.ent = nn.Embedding(len(v.deps) + 1, 24), nn.Embedding(len(v.ents) + 1, 8)
        for e in (self.lemma, self.tag, self.dep, self.ent):
            nn.init.normal_(e.weight, std=0.3)
        self.register_buffer("table", torch.from_numpy(vectors), persistent=False)
        self.word = nn.Linear(vectors.shape[1], WORD, bias=False)
        self.norm_in = nn.LayerNorm(192)
        self.project = nn.Linear(WORD + 192 + 48 + 24 + 24 + 8 + data.FLAGS + 1, dim)
        self.norm, self.drop = nn.LayerNorm(dim), nn.Dropout(drop)
        self.layers = nn.ModuleList([Gated(dim, drop) for _ in LAYERS])

    def forward(self, b):
        lemma, word = b["lemma"], b["word"]
        if self.training:  # unknown lemmas and words must be met in training
            lemma = torch.where(torch.rand(lemma.shape) < 0.2, torch.ones_like(lemma), lemma)
            word = torch.where(torch.rand(word.shape) < 0.1, torch.zeros_like(word), word)
        x = torch.cat(
            [self.word(self.table[word]), self.norm_in(b["vectors"]), self.lemma(lemma), self.tag(b["tag"]),
             self.dep(b["dep"]), self.ent(b["ent"]), b["flags"], b["offset"]], -1)
        x = F.gelu(self.norm(self.project(self.drop(x)))) * b["mask"]
        head = b["head"]
        inner = (head != torch.arange(len(head))).float()[:, None]  # 0 for roots
        children = torch.zeros(len(head)).index_add(0, head, inner[:, 0]).clamp(min=1)[:, None].sqrt()
        for (kind, d), layer in zip(LAYERS, self.layers):
            if kind == SEQUENCE:
                x = layer(shifted(x, d), x, shifted(x, -d))
            else:
                below = torch.zeros_like(x).index_add(0, head, x * inner) / children
                x = layer(x[head] * inner, x, below)
            x = x * b["mask"]
        return x


def bucket(distance):
    """A signed distance as one of 25 buckets."""
    a = distance.abs().clamp(max=127)
    k = torch.where(a < 6, a, 6 + (torch.log2(a.float() / 6) * 1.5).long().clamp(max=6))
    return 12 + torch.sign(distance) * k


class Model(nn.Module):
    def __init__(self, vocabulary, vectors, sizes, drop=0.2):
        super().__init__()
        dim, role, hidden = self.sizes = sizes  # multiples of 48 fill the panels of the Go program's kernel
        self.n_deps = len(vocabulary.deps)
        self.encoder = Encoder(vocabulary, vectors, dim, drop)
        self.drop = nn.Dropout(0.2)
        self.any = nn.Linear(dim, 2)  # only in training: is a token source, content of anything?
        self.cue_in, self.cue_out = nn.Linear(dim + data.FLAGS, hidden), nn.Linear(hidden, 3)
        self.token, self.key = nn.Linear(dim, role), nn.Linear(dim, role)
        self.cue, self.query = nn.Linear(dim, role), nn.Linear(dim, role)
        self.product = nn.Linear(role, role, bias=False)
        self.distance, self.relation = nn.Embedding(25, role), nn.Embedding(vocabulary.n_relations() + 1, role)
        for e in (self.distance, self.relation):
            nn.init.normal_(e.weight, std=0.1)
        self.flag = nn.Linear(data.FLAGS + ROLE_FLAGS, role)
        self.norm = nn.LayerNorm(role)
        self.layers = nn.ModuleList([Gated(role, 0.1) for _ in ROLE_DILATION])
        self.out = nn.Linear(role, 3)
        self.judge_in, self.judge_out = nn.Linear(dim + 3 * role + 2, hidden), nn.Linear(hidden, 1)

    def cues(self, h, b):
        """B/I/O scores of each token: none, begins a cue, continues it."""
        return self.cue_out(self.drop(F.gelu(self.cue_in(torch.cat([self.drop(h), b["flags"]], -1)))))

    def roles(self, h, b, cues, articles):
        """Roles of all tokens in the window of each cue, and whether the cue is one.

        cues: (item, c0, c1, w0, w1, log odds), positions within the article. Returns scores [tokens, 3] for
        none, source, content; the place of each window in them; one score a cue.
        """
        g = 4  # empty positions between windows
        index, own, mask, dist, rel, flags, places, n = [], [], [], [], [], [], [], 0
        inside, owner, weight = [], [], []
        for i, (k, c0, c1, w0, w1, _) in enumerate(cues):
            a = articles[b["items"][k][0]]
            shift, m = b["at"][k] - b["items"][k][1], w1 - w0
            t = np.arange(w0, w1)
            places.append(n)
            n += m + g
            index += [t + shift, np.zeros(g, int)]
            own.append(np.full(m + g, i))
            mask += [np.ones(m, np.float32), np.zeros(g, np.float32)]
            dist += [np.where(t < c0, t - c0, np.where(t >= c1, t - c1 + 1, 0)), np.zeros(g, int)]
            s0, code = data.relations(a, data.cue_head(a, c0, c1), self.n_deps)
            r = np.zeros(m + g, np.int64)
            lo, hi = max(s0, w0), min(s0 + len(code), w1)
            r[lo - w0 : hi - w0] = code[lo - s0 : hi - s0]
            rel.append(r)
            f, s = np.zeros((m + g, ROLE_FLAGS), np.float32), a["sentence"]
            f[:m, 0] = (t >= c0) & (t < c1)
            f[:m, 1] = s[w0:w1] == s[c0]
            f[:m, 2] = s[w0:w1] < s[c0]
            f[:m, 3] = a["quote"][c0]
            f[:m, 4] = (c1 - c0) / 4
            flags.append(f)
            inside.append(np.arange(c0, c1) + shift)
            owner.append(np.full(c1 - c0, i))
            weight.append(np.full(c1 - c0, 1.0 / (c1 - c0), np.float32))
        cat = lambda x: torch.from_numpy(np.concatenate(x))
        index, own, mask, dist, rel, flags = map(cat, (index, own, mask, dist, rel, flags))
        hd = self.drop(h)
        dim, role, _ = self.sizes
        mean = torch.zeros(len(cues), dim).index_add(0, cat(owner), hd[cat(inside)] * cat(weight)[:, None])
        z = (self.token(hd)[index] + self.cue(mean)[own] + self.product(self.key(hd)[index] * self.query(mean)[own])
             + self.distance(bucket(dist)) + self.relation(rel) + self.flag(torch.cat([b["flags"][index], flags], -1)))
        mask = mask[:, None]
        z = self.norm(F.gelu(z)) * mask
        for d, layer in zip(ROLE_DILATION, self.layers):
            z = layer(shifted(z, d), z, shifted(z, -d)) * mask
        scores = self.out(self.drop(z))
        p = scores.softmax(-1) * mask
        total = torch.zeros(len(cues), 3).index_add(0, own, p)
        pooled = [torch.zeros(len(cues), role).index_add(0, own, z * p[:, r : r + 1]) / (total[:, r : r + 1] + 0.1) for r in range(3)]
        odds = torch.tensor([c[5] for c in cues])[:, None]
        judged = F.gelu(self.judge_in(torch.cat([mean] + pooled + [odds, torch.log1p(total[:, 2:3])], -1)))
        return scores, places, self.judge_out(self.drop(judged))[:, 0]
