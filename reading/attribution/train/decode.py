"""From scores to attributions: candidate cues, Viterbi over roles, thresholds, measures."""

import bisect
import functools
import importlib.util
import json
import re

import numpy as np
import torch
import torch.nn.functional as F

import data

BIASES = (0.5, 1.0)
NONE, SOURCE, CONTENT = 0, 1, 2
# States of the decoder: none and content before the source, the source, none and content after it.
ROLE_OF_STATE = (NONE, CONTENT, SOURCE, NONE, CONTENT)
DEFAULTS = {"threshold": 0.5, "switch": 1.0, "enter": 0.0, "source": 0.0, "content": 0.0}


def candidates(log_p):
    """Cue candidates (start, end, log odds) in B/I/O log probabilities.

    A candidate is a run that begins with B or I and goes on with I when O is lowered by a bias; runs found
    with a smaller bias win over longer ones found with a larger.
    """
    taken, found = np.zeros(len(log_p), bool), []
    p = 1 - np.exp(log_p[:, 0])
    for bias in BIASES:
        y = (log_p - np.array([bias, 0, 0], np.float32)).argmax(1)
        i = 0
        while i < len(y):
            j = i + 1
            if y[i]:
                while j < len(y) and y[j] == 2:
                    j += 1
                if not taken[i:j].any():
                    taken[i:j] = True
                    found.append((i, j, log_odds(p[i:j].mean())))
            i = j
    return sorted(found)


def log_odds(p):
    p = min(max(float(p), 1e-4), 1 - 1e-4)
    return float(np.log(p / (1 - p)))


def transitions(switch, enter):
    cost = np.full((5, 5), np.inf)
    for s in range(5):
        cost[s, s] = 0
    for a, b in ((0, 1), (1, 0), (3, 4), (4, 3)):
        cost[a, b] = switch
    for a, b in ((0, 2), (1, 2), (2, 3), (2, 4)):
        cost[a, b] = enter
    return -cost


def viterbi(log_p, c0, c1, switch, enter):
    """Roles of the tokens of a window, c0 to c1 being the cue: one run of source, content in any pieces."""
    cost = transitions(switch, enter)
    free = cost.copy()  # around the cue content may stop and resume at no cost
    for a, b in ((0, 1), (1, 0), (3, 4), (4, 3)):
        free[a, b] = 0
    emit = log_p[:, ROLE_OF_STATE].copy()
    emit[c0:c1] = 0
    emit[c0:c1, 2] = -1e9
    score = emit[0].copy()
    score[[3, 4]] = -1e9
    back = np.zeros((len(log_p), 5), np.int8)
    for i in range(1, len(log_p)):
        m = score[:, None] + (free if c0 <= i <= c1 else cost)
        back[i] = m.argmax(0)
        score = m[back[i], range(5)] + emit[i]
    y, k = np.zeros(len(log_p), np.int8), int(score.argmax())
    for i in range(len(log_p) - 1, -1, -1):
        y[i] = NONE if c0 <= i < c1 else ROLE_OF_STATE[k]
        k = back[i, k]
    return y


@torch.no_grad()
def run(model, articles):
    """For each article its candidates: dictionaries with the cue, its window, role log probabilities, log odds."""
    model.eval()
    out = []
    for k, a in enumerate(articles):
        if not len(a["start"]):
            out.append([])
            continue
        b = data.batch([(k, 0, len(a["start"]))], articles)
        h = model.encoder(b)
        log_p = F.log_softmax(model.cues(h, b), -1).numpy()[data.GAP : data.GAP + len(a["start"])]
        cues = [(0, c0, c1, *data.window(a, c0, c1), odds) for c0, c1, odds in candidates(log_p)
                if a["paragraph"][c0] == a["paragraph"][c1 - 1]]
        rows = []
        for i in range(0, len(cues), 64):
            scores, places, judged = model.roles(h, b, cues[i : i + 64], articles)
            log_r = F.log_softmax(scores, -1).numpy()
            for (_, c0, c1, w0, w1, odds), at, j in zip(cues[i : i + 64], places, judged.tolist()):
                rows.append(dict(c0=c0, c1=c1, w0=w0, w1=w1, odds=odds, judged=j, roles=log_r[at : at + w1 - w0]))
        out.append(rows)
    return out


def decode(article, rows, p=DEFAULTS):
    """Attributions (cue, source, content as lists of tokens, probability) of an article."""
    out = []
    for r in rows:
        prob = 1 / (1 + np.exp(-r["judged"]))
        if prob < p["threshold"]:
            continue
        y = viterbi(r["roles"] + np.array([0, p["source"], p["content"]], np.float32), r["c0"] - r["w0"], r["c1"] - r["w0"], p["switch"], p["enter"])
        content = [int(i) + r["w0"] for i in np.nonzero(y == CONTENT)[0]]
        if content:
            source = [int(i) + r["w0"] for i in np.nonzero(y == SOURCE)[0]]
            out.append((list(range(r["c0"], r["c1"])), source, content, float(prob)))
    return out


def spans(article, tokens):
    """Character spans of runs of tokens."""
    out = []
    for i in sorted(tokens):
        if out and out[-1][1] == i - 1:
            out[-1][1] = i
        else:
            out.append([i, i])
    return [[int(article["start"][a]), int(article["end"][b])] for a, b in out]


class Scorer:
    """The data set's own scorer (score.py beside the data), with its slow parts cached."""

    def __init__(self, folder, name):
        spec = importlib.util.spec_from_file_location("score", folder + "/score.py")
        self.score = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(self.score)
        self.score.tokens = functools.lru_cache(None)(self.score.tokens)
        self.score.toset = self.toset
        with open(f"{folder}/{name}.jsonl", encoding="utf-8") as f:
            self.gold = {g["id"]: g for g in map(json.loads, f)}
        with open(folder + "/reportverbs.txt", encoding="utf-8") as f:
            self.verbs = set(f.read().split()) | {"according"}

    @staticmethod
    def toset(tokens, spans_):
        starts, found = [t[0] for t in tokens], set()
        for a, b in spans_ or []:
            i = max(0, bisect.bisect_left(starts, a) - 2)
            while i < len(tokens) and tokens[i][0] < b:
                x, y = tokens[i][:2]
                if y > a and min(y, b) - max(x, a) >= 0.5 * (y - x):
                    found.add(i)
                i += 1
        return frozenset(found)

    def measures(self, system, reported_only=False):
        """The scorer's measures of {id: attributions}."""
        gold = [self.gold[i] for i in system]
        if reported_only:
            def keep(text, rows):
                words = lambda a: " ".join(text[x:y] for x, y in a.get("cue") or []).lower()
                return [a for a in rows if self.verbs & set(re.findall(r"[\w']+", words(a)))]

            system = {g["id"]: keep(g["text"], system[g["id"]]) for g in gold}
            gold = [{**g, "attributions": keep(g["text"], g["attributions"])} for g in gold]
        total, _ = self.score.score(gold, system)
        return self.score.measures(total)


def system(articles, rows, p=DEFAULTS):
    """What the scorer reads, from the candidates of each article."""
    return {
        a["id"]: [dict(cue=spans(a, c), source=spans(a, s), content=spans(a, t)) for c, s, t, _ in decode(a, r, p)]
        for a, r in zip(articles, rows)
    }


def brief(m):
    keys = ("triple_soft", "attrib_half", "cue_hit", "cue_exact", "source_exact", "content_exact")
    return " ".join(f"{k}={100 * m[k][2]:.1f}" for k in keys) + " P={:.1f} R={:.1f}".format(*(100 * x for x in m["triple_soft"][:2]))


def tune(articles, rows, scorer, least=0.002):
    """Coordinate search of the decoder's numbers on the slice; a number moves for a gain of `least` only."""
    grid = {"threshold": (0.35, 0.4, 0.45, 0.5, 0.55, 0.6, 0.65), "switch": (0.5, 1.0, 2.0), "enter": (-0.5, 0.0, 0.5),
            "source": (-0.5, 0.0, 0.5), "content": (-0.5, 0.0, 0.5, 1.0)}
    p = dict(DEFAULTS)
    best = scorer.measures(system(articles, rows, p))["triple_soft"][2]
    for _ in range(2):
        for key, values in grid.items():
            tried = [(scorer.measures(system(articles, rows, {**p, key: v}))["triple_soft"][2], v) for v in values]
            f, value = max(tried)
            if f >= best + least:
                best, p = f, {**p, key: value}
    return p
