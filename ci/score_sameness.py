#!/usr/bin/env python3
"""Scores `same_as`: which events of one report are one, on ECB+ within documents.

usage: score_sameness.py [CORPUS] [--engine CMD] [--records FILE] [--save FILE] [--errors]

Gold are the event mentions of the sentences that ECB+ validated, in the clusters that they form
within their document. An event of the record answers the gold mention that its trigger overlaps,
one to one; what is scored are the gold mentions that the record has, so that finding triggers is not
measured here (`found` says how many those are).

- pair: pairs of mentions of one document that the record, and that gold, has as one.
- MUC, B3, CEAF (entity), and their mean F1, over all documents together.
"""
import argparse
import sys
from collections import Counter, defaultdict
from itertools import combinations
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT.parent / "shared" / "eval"))

import common  # noqa: E402
import score_stories  # noqa: E402

DEFAULT = common.CORPORA / "stories" / "ecbplus-1-35.tar.xz"


def first_mention(record):
    """event id -> id of the first mention of the same event."""
    first = {}
    for event in record["events"]:
        before = event.get("same_as")
        first[event["id"]] = first.get(before, before) if before else event["id"]
    return first


def answers(record, mentions):
    """number of a gold mention -> event: one to one, the largest overlap first."""
    pairs = []
    for number, mention in enumerate(mentions):
        for place, event in enumerate(record["events"]):
            shared = common.overlap(event["trigger"], mention)
            if shared and common.in_text(event["trigger"]):
                pairs.append((-shared, number, place))
    return {number: record["events"][place] for number, place in common.pair_up(pairs)}


def pairs_of(labels):
    groups = defaultdict(list)
    for mention, label in labels.items():
        groups[label].append(mention)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def score(reports, mentions, records, show):
    by_report = defaultdict(list)
    for mention in mentions:
        by_report[mention["report"]].append(mention)
    gold, told, counts, found = {}, {}, Counter(), 0
    for report in reports:
        key, text = report["id"], report["text"]
        marked, first = by_report[key], first_mention(records[key])
        answered = answers(records[key], marked)
        found += len(answered)
        here_gold = {(key, n): (key, marked[n]["cluster"]) for n in answered}
        here_told = {(key, n): (key, first[event["id"]]) for n, event in answered.items()}
        one, other = pairs_of(here_told), pairs_of(here_gold)
        counts.update(told=len(one), gold=len(other), right=len(one & other))
        gold.update(here_gold)
        told.update(here_told)
        if show:
            for kind, pairs in (("wrong", one - other), ("missed", other - one)):
                for (_, a), (_, b) in sorted(pairs):
                    around = [text[max(0, marked[n]["start"] - 40):marked[n]["end"] + 40]
                              .replace("\n", " ") for n in (a, b)]
                    print(f"{kind}\t{key}\t{marked[a]['word']} / {marked[b]['word']}\t"
                          f"{around[0]} // {around[1]}")
    pair = dict(zip(("precision", "recall", "f1"),
                    common.prf(counts["right"], counts["told"], counts["gold"])))
    clusters = score_stories.score_clusters(
        score_stories.clusters_of(gold), score_stories.clusters_of(told))
    return {"pair": pair, **clusters, "found": found, "gold_mentions": len(mentions),
            "gold_pairs": counts["gold"]}


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", nargs="?", default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="list wrong and missed pairs")
    common.add_engine_arguments(parser)
    args = parser.parse_args()
    reports, mentions, _ = score_stories.load(args.corpus)
    records = common.get_records(args, reports)
    figures = score(reports, mentions, records, args.errors)
    pair = figures["pair"]
    common.print_table([["", "P", "R", "F1"]]
                       + [["pair", *(100.0 * pair[k] for k in ("precision", "recall", "f1"))]]
                       + [[name, *figures[key]] for name, key in
                          (("MUC", "muc"), ("B3", "b3"), ("CEAF", "ceafe"), ("LEA", "lea"))])
    print(f"\nmean F1 of MUC, B3 and CEAF: {figures['conll_f1']:.2f}")
    print(f"{figures['found']} of {figures['gold_mentions']} gold mentions are events of the "
          "record")
    common.print_result(figures)


if __name__ == "__main__":
    main()
