#!/usr/bin/env python3
"""Scores CAMEO codes and actor codes on sentences of our own.

usage: score_cameo.py [FILE] [--engine CMD] [--records FILE] [--save FILE] [--errors]

FILE has rows `code | source | target | sentence`; its head says what they mean. The engine reads each
sentence as a report. What an event says of an actor is its country and the first of its sectors, as
`--format cameo` writes them; in IGO, NGO and their like the sector is asked for alone.

- root: precision, recall and F1 of the first two figures of the codes of a sentence; each sentence has one.
- code: sentences with the whole code among those of their events.
- actors: sentences with both actors right, by the event that fits best; whole: that and the code.
"""
import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT.parent / "shared" / "eval"))

import common  # noqa: E402

DEFAULT = ROOT / "crates" / "dateline-reader" / "tests" / "data" / "cameo.txt"


def load(path):
    rows = []
    for line in Path(path).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            code, source, target, text = (cell.strip() for cell in line.split("|", 3))
            rows.append({"id": f"cameo-{len(rows) + 1}", "code": code, "text": text,
                         "sides": (source.split("/"), target.split("/"))})
    return rows


def actor_codes(record, participants):
    """The codes of those on one side; of a group, those of its members."""
    known = {entity["id"]: entity for entity in record["entities"]}
    codes = []
    for participant in participants:
        entity = known.get(participant.get("entity"))
        members = entity and [known[m] for m in entity["members"] if m in known]
        for one in members or ([entity] if entity else []):
            sectors = sorted(one["sectors"], key=lambda sector: sector not in ("IGO", "NGO", "IMG"))
            codes.append((one["country"] or "") + (sectors or [""])[0])
    return [code for code in codes if code]


def fits(wanted, found):
    if "*" in wanted:
        return True
    if not found:
        return "---" in wanted
    alike = set(wanted) | {code + "GOV" for code in wanted if len(code) == 3}
    # An organisation between states is told by its sort, wherever it has its seat.
    return any(code in alike or code[3:] in alike & {"IGO", "NGO"} for code in found)


def read(record):
    """(code, sources, targets) of each event with a code; two who act together are on both sides."""
    events = []
    for event in record["events"]:
        if code := (event.get("codes") or {}).get("cameo"):
            sides = [[p for p in event["participants"] if p["role"] == role]
                     for role in ("actor", "recipient")]
            sources, targets = (actor_codes(record, side) for side in sides)
            if not targets and len(sources) > 1:
                targets = sources
            events.append((code, sources, targets))
    return events


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", nargs="?", default=DEFAULT)
    parser.add_argument("--errors", action="store_true", help="show the sentences that are not right")
    common.add_engine_arguments(parser)
    args = parser.parse_args()
    rows = load(args.file)
    records = common.get_records(args, [{"id": r["id"], "text": r["text"]} for r in rows])
    hits = {name: 0 for name in ("code", "actors", "whole")}
    shared = told = 0
    for row in rows:
        events = read(records[row["id"]])
        roots = {code[:2] for code, _, _ in events}
        shared += row["code"][:2] in roots
        told += len(roots)
        marks = [(code == row["code"], code[:2] == row["code"][:2],
                  fits(row["sides"][0], a) + fits(row["sides"][1], b)) for code, a, b in events]
        code, root, both = max(marks, default=(False, False, 0))
        hits["code"] += code
        hits["actors"] += both == 2
        hits["whole"] += code and both == 2
        if args.errors and not (code and both == 2 and len(roots) == 1):
            got = "; ".join(f"{c} {'+'.join(a) or '---'} > {'+'.join(b) or '---'}" for c, a, b in events)
            flaw = ("" if root else "ROOT ") + ("" if code else "CODE ") + ("" if both == 2 else "ACTORS ")
            print(f"{flaw or 'MORE '}| {row['code']} {'/'.join(row['sides'][0])} > "
                  f"{'/'.join(row['sides'][1])} | {got or 'nothing'} | {row['text']}")
    count = len(rows)
    root = common.prf(shared, told, count)
    figures = {"root": dict(zip(("precision", "recall", "f1"), root)),
               **{name: value / count for name, value in hits.items()}, "sentences": count}
    common.print_table([["figure", "%"], *(["root " + n, 100 * v] for n, v in figures["root"].items()),
                        *([n, 100 * figures[n]] for n in hits)])
    common.print_result(figures)


if __name__ == "__main__":
    main()
