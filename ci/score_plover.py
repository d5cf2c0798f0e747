#!/usr/bin/env python3
"""Scores full PLOVER records on short news texts of our own.

usage: score_plover.py [FILE] [--engine CMD] [--records FILE] [--save FILE] [--errors]

FILE has rows `type | mode | contexts | actor | recipient | text`; its head says what they mean. The
engine reads each text as a report. As in score_events.py, the event is the one that fits the marked
actor and recipient best, the first of those that fit alike, whatever its type.

- type, mode: texts whose event has them; full: type right, both countries equal, all sectors told.
- actor_country and their like: precision, recall and F1 of the codes of all texts; contexts too.
"""
import argparse
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT.parent / "shared" / "eval"))

import common  # noqa: E402
import score_events  # noqa: E402

DEFAULT = ROOT / "crates" / "dateline-reader" / "tests" / "data" / "plover.txt"
SECTORS = set("COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM CVL EDU ELI JRN LAB MED REF "
              "OPP PRE REL SOC".split())


class Cell:
    """What is asked for, each a set of codes of which one will do, and what else may be told."""

    def __init__(self, tokens):
        self.asked = [set(t.split("/")) for t in tokens if t not in "-=" and not t.startswith("(")]
        self.spare = {t.strip("()") for t in tokens if t.startswith("(")}

    def counts(self, told):
        told = told - self.spare | {c for c in told if any(c in a for a in self.asked)}
        return Counter(told=len(told), gold=len(self.asked),
                       right=sum(any(c in a for a in self.asked) for c in told),
                       found=sum(bool(a & told) for a in self.asked))


def side(cell):
    """The cells of the countries and of the sectors of a side."""
    tokens = cell.split()
    sector = [bool(set(t.strip("()").split("/")) & SECTORS) for t in tokens]
    mixed = [t for t in tokens if "/" in t and len({c in SECTORS for c in t.split("/")}) > 1]
    tokens = [(t, s) for t, s in zip(tokens, sector) if t not in mixed]
    loose = [f"({code})" for t in mixed for code in t.split("/")]
    return (Cell([t for t, s in tokens if not s] + loose), Cell([t for t, s in tokens if s] + loose))


def load(path):
    rows = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        kind, mode, contexts, actor, recipient, marked = (c.strip() for c in line.split("|", 5))
        text, spans = "", {"<": [], "{": []}
        for piece in re.split(r"([<>{}])", marked):
            if piece in ("<", "{"):
                start = len(text)
            elif piece in (">", "}"):
                spans["<" if piece == ">" else "{"].append((start, len(text)))
            else:
                text += piece
        rows.append({"id": f"plover-{len(rows) + 1}", "text": text, "type": kind, "mode": mode,
                     "contexts": Cell(contexts.split()), "spans": spans, "line": line,
                     "reciprocal": recipient == "=",
                     "sides": {"actor": side(actor), "recipient": side(recipient)}})
    return rows


def read(row, record):
    """The event that fits the marks best, and (countries, sectors) of each of its sides."""
    event, _ = score_events.best_event(record, score_events.coded(record),
                                       row["spans"]["<"], row["spans"]["{"])
    actors, recipients = score_events.sides(event) if event else ([], [])
    if row["reciprocal"]:
        actors, recipients = [*actors, *recipients], []
    told = {name: score_events.entity_codes(score_events.entities_of(record, people))
            for name, people in (("actor", actors), ("recipient", recipients))}
    return (score_events.plover(event) if event else {}), told


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="show the texts that are not right")
    common.add_engine_arguments(parser)
    args = parser.parse_args()
    rows = load(args.file)
    records = common.get_records(args, [{"id": r["id"], "text": r["text"]} for r in rows])
    totals, hits = {}, Counter()
    for row in rows:
        code, told = read(row, records[row["id"]])
        contexts = set(code.get("contexts") or [])
        parts = {"contexts": row["contexts"].counts(contexts)}
        full = kind = code.get("event") == row["type"]
        mode = row["mode"] in ("*", code.get("mode") or "-")
        for name in ("actor",) if row["reciprocal"] else ("actor", "recipient"):
            for cell, codes, what in zip(row["sides"][name], told[name], ("country", "sector")):
                counts = parts[f"{name}_{what}"] = cell.counts(codes)
                full &= counts["found"] == counts["gold"]
                full &= what == "sector" or counts["right"] == counts["told"]
        for name, counts in parts.items():
            totals.setdefault(name, Counter()).update(counts)
        hits.update(type=kind, mode=mode, full=full)
        flaws = [name for name, c in parts.items() if c["right"] < c["told"] or c["found"] < c["gold"]]
        flaws = ["type"] * (not kind) + ["mode"] * (not mode) + flaws
        if args.errors and flaws:
            got = " | ".join([code.get("event") or "-", code.get("mode") or "-",
                              " ".join(sorted(contexts)) or "-",
                              *(" ".join(sorted(a) + sorted(b)) or "-" for a, b in told.values())])
            print(f"{' '.join(flaws).upper()}\n  {row['line']}\n  {got}")
    figures = {name: hits[name] / len(rows) for name in ("type", "mode", "full")}
    for name, c in sorted(totals.items()):
        precision = c["right"] / c["told"] if c["told"] else 0.0
        recall = c["found"] / c["gold"] if c["gold"] else 0.0
        f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
        figures[name] = {"precision": precision, "recall": recall, "f1": f1}
    figures["texts"] = len(rows)
    common.print_table([["figure", "%"], *([n, 100 * figures[n]] for n in ("type", "mode", "full"))])
    common.print_table(score_events.prf_table(figures))
    common.print_result(figures)


if __name__ == "__main__":
    main()
