"""Train the attribution model on prepared articles.

usage: train.py --train train.pickle --dev dev.pickle --gold FOLDER --vectors WHEEL --out NAME [--seed N] [--epochs N]

FOLDER holds PolNeAR's scorer and jsonl files. Writes NAME.pt after every epoch (weights, vocabulary,
decoder's numbers tuned on a slice of train) and prints the figures of the slice and, at the end, of dev.
The same seed, data and number of threads give the same weights.
"""

import argparse
import random
import time

import numpy as np
import torch
import torch.nn.functional as F
from torch.optim.swa_utils import AveragedModel, get_ema_multi_avg_fn

import data
import decode
from model import Model


def packed(articles, rnd, tokens):
    """An epoch's batches: chunks with varied starts, shuffled, packed to about `tokens`."""
    items = [(k, a, b) for k, d in enumerate(articles) for a, b in data.chunks(d, rnd.randint(30, data.CHUNK))]
    rnd.shuffle(items)
    out, size = [[]], 0
    for item in items:
        n = item[2] - item[1] + data.GAP
        if out[-1] and size + n > tokens:
            out.append([])
            size = 0
        out[-1].append(item)
        size += n
    return out


def pairs(b, log_p, articles, rnd):
    """Gold cues with their roles, and false candidates of the present model to tell them from.

    Returns cues for Model.roles, 1 or 0 for each, and the gold (source, content, teachers' view) of the true ones.
    """
    cues, true, gold = [], [], []
    odds = 1 - np.exp(log_p[:, 0])
    for k, (n, a, e) in enumerate(b["items"]):
        d, shift = articles[n], b["at"][k] - a
        taught = d.get("taught_roles") or [None] * len(d["gold"])
        inside = [(*g, t) for g, t in zip(d["gold"], taught) if a <= g[0][0] and g[0][-1] < e]
        taken = {i for g in inside for i in g[0]}
        for c, src, content, soft in inside:
            c0, c1 = c[0], c[-1] + 1
            cues.append((k, c0, c1, *data.window(d, c0, c1, a, e), decode.log_odds(odds[c0 + shift : c1 + shift].mean())))
            true.append(1.0)
            gold.append((src, content, soft))
        false = [(c0 + a, c1 + a, o) for c0, c1, o in decode.candidates(log_p[b["at"][k] : b["at"][k] + e - a])
                 if not any(i + a in taken for i in range(c0, c1)) and d["paragraph"][c0 + a] == d["paragraph"][c1 + a - 1]]
        for c0, c1, o in rnd.sample(false, min(len(false), len(inside) + 1)):
            cues.append((k, c0, c1, *data.window(d, c0, c1, a, e), o))
            true.append(0.0)
            gold.append(None)
    return cues, true, gold


def teach_roles(model, h, b, a, articles, n):
    """Adds to an article the mean role probabilities of trained models beside its gold cues."""
    cues = [(0, c[0], c[-1] + 1, *data.window(a, c[0], c[-1] + 1), 0.0) for c, _, _ in a["gold"]]
    taught = a.setdefault("taught_roles", [None] * len(cues))
    for i in range(0, len(cues), 64):
        scores, places, _ = model.roles(h, b, cues[i : i + 64], articles)
        p = F.softmax(scores, -1).numpy() / n
        for j, ((_, _, _, w0, w1, _), at) in enumerate(zip(cues[i : i + 64], places), i):
            mine = p[at : at + w1 - w0]
            taught[j] = (w0, mine if taught[j] is None else taught[j][1] + mine)


def soft_roles(cues, gold, places, n):
    """What the teachers say of each token of each window, zeros where they say nothing."""
    out = np.zeros((n, 3), np.float32)
    for (_, c0, c1, w0, w1, _), roles, at in zip(cues, gold, places):
        if roles is None:
            continue
        start, p = roles[2]
        out[at : at + w1 - w0] = p[w0 - start : w1 - start]
        out[at + c0 - w0 : at + c1 - w0] = 0
    return torch.from_numpy(out)


def teach(articles, names):
    """Adds the mean probabilities of trained models to the articles."""
    for name in names:
        state = torch.load(name, weights_only=False)
        model = Model(state["vocabulary"], state["vectors"], state["sizes"])
        model.load_state_dict(state["weights"])
        model.eval()
        for k, a in enumerate(articles):
            state["vocabulary"].encode(a)
            n = len(a["start"])
            b = data.batch([(k, 0, n)], articles)
            with torch.no_grad():
                h = model.encoder(b)
                p = F.softmax(model.cues(h, b), -1)[data.GAP : data.GAP + n].numpy() / len(names)
                a["taught"] = a.get("taught", 0) + p
                teach_roles(model, h, b, a, articles, len(names))
    if names:  # numbers of the present vocabulary, the same for all that saw the same articles
        print("taught by", *names, flush=True)


def role_targets(cues, gold, places, n):
    """The role of each token of each window; -100 in false cues, in the cue itself and between windows."""
    t = np.full(n, -100)
    for (_, c0, c1, w0, w1, _), roles, at in zip(cues, gold, places):
        if roles is None:
            continue
        t[at : at + w1 - w0] = 0
        for number, tokens in enumerate(roles[:2], 1):
            for x in tokens:
                if w0 <= x < w1:
                    t[at + x - w0] = number
        t[at + c0 - w0 : at + c1 - w0] = -100
    return torch.from_numpy(t)


def main():
    ap = argparse.ArgumentParser()
    for name in ("train", "dev", "gold", "vectors", "out"):
        ap.add_argument("--" + name, required=True)
    ap.add_argument("--seed", type=int, default=1)
    ap.add_argument("--sizes", type=int, nargs=3, default=(96, 48, 48), help="width of the encoder, of the role network, of the cue tagger")
    ap.add_argument("--drop", type=float, default=0.2, help="dropout of the encoder")
    ap.add_argument("--epochs", type=int, default=9)
    ap.add_argument("--rate", type=float, default=2.5e-3)
    ap.add_argument("--tokens", type=int, default=1500)
    ap.add_argument("--threads", type=int, default=1)
    ap.add_argument("--teachers", nargs="*", default=[], help="models (NAME.pt) whose probabilities are learned beside the gold")
    o = ap.parse_args()
    torch.set_num_threads(o.threads)
    torch.manual_seed(o.seed)
    rnd = random.Random(o.seed)
    articles, slice_ = data.split(data.load(o.train))
    words, vectors = data.word_vectors(o.vectors)
    vocabulary = data.Vocabulary(articles, words)
    for a in articles + slice_:
        vocabulary.encode(a)
    teach(articles, o.teachers)
    scorer = decode.Scorer(o.gold, "train")
    model = Model(vocabulary, vectors, o.sizes, o.drop)
    print(sum(p.numel() for p in model.parameters()), "parameters and", len(words), "words", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=o.rate, weight_decay=0.01, betas=(0.9, 0.99))
    average = AveragedModel(model, multi_avg_fn=get_ema_multi_avg_fn(0.998))  # what is tested and kept
    total = o.epochs * len(packed(articles, random.Random(0), o.tokens))
    began, step, sums = time.time(), 0, np.zeros(3)
    for epoch in range(o.epochs):
        model.train()
        for items in packed(articles, rnd, o.tokens):
            x = min(step / total, 1)
            for group in optimizer.param_groups:
                group["lr"] = o.rate * (x / 0.06 if x < 0.06 else max(0.02, (1 - x) / 0.94))
            b = data.batch(items, articles)
            h = model.encoder(b)
            scores = model.cues(h, b)
            loss_cue = F.cross_entropy(scores, b["cue"], ignore_index=-100)
            if o.teachers:
                soft = -(b["taught"] * F.log_softmax(scores, -1)).sum() / b["mask"].sum()
                loss_cue = (loss_cue + soft) / 2
            loss_any = F.binary_cross_entropy_with_logits(model.any(model.drop(h)), b["any"], reduction="none")
            loss_any = (loss_any * b["mask"]).sum() / b["mask"].sum()
            loss, parts = 2 * loss_cue + 0.2 * loss_any, [loss_cue.item(), 0, 0]
            cues, true, gold = pairs(b, F.log_softmax(scores.detach(), -1).numpy(), articles, rnd)
            if any(true):
                roles, places, judged = model.roles(h, b, cues, articles)
                loss_role = F.cross_entropy(roles, role_targets(cues, gold, places, len(roles)), ignore_index=-100)
                if o.teachers:
                    soft = soft_roles(cues, gold, places, len(roles))
                    loss_role = (loss_role - (soft * F.log_softmax(roles, -1)).sum() / soft.sum()) / 2
                loss_judge = F.binary_cross_entropy_with_logits(judged, torch.tensor(true))
                loss = loss + loss_role + 0.3 * loss_judge
                parts[1:] = loss_role.item(), loss_judge.item()
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
            optimizer.step()
            average.update_parameters(model)
            step, sums = step + 1, sums + parts
            if step % 100 == 0:
                print(f"epoch {epoch} step {step}/{total} cue {sums[0]:.2f} role {sums[1]:.2f} judge {sums[2]:.2f} (sums of 100) {(time.time() - began) / 60:.1f} min", flush=True)
                sums = np.zeros(3)
        state = dict(weights=average.module.state_dict(), vocabulary=vocabulary, vectors=vectors, sizes=tuple(o.sizes), decoder=decode.DEFAULTS)
        if epoch + 1 == o.epochs or epoch % 3 == 2:
            rows = decode.run(average.module, slice_)
            print(f"EPOCH {epoch} slice", decode.brief(scorer.measures(decode.system(slice_, rows))), flush=True)
        torch.save(state, o.out + ".pt")
    state["decoder"] = decode.tune(slice_, rows, scorer)
    torch.save(state, o.out + ".pt")
    print("decoder", state["decoder"], "slice", decode.brief(scorer.measures(decode.system(slice_, rows, state["decoder"]))))
    report(average.module, state, o)


def report(model, state, o):
    """Prints the figures of dev."""
    dev = data.load(o.dev)
    for a in dev:
        state["vocabulary"].encode(a)
    out = decode.system(dev, decode.run(model, dev), state["decoder"])
    scorer = decode.Scorer(o.gold, "dev")
    print("DEV", decode.brief(scorer.measures(out)))
    print("DEV reported speech", decode.brief(scorer.measures(out, reported_only=True)))


if __name__ == "__main__":
    main()
