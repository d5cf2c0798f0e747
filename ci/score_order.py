#!/usr/bin/env python3
"""Scores the times and the order of events against TimeML's TLINKs.

usage: score_order.py [GOLD ...] [--half even|odd] [--engine CMD] [--records FILE] [--save FILE] [--errors]

GOLD is a folder or tar of TimeML (*.tml); without it, TimeBank and AQUAINT. Documents count from
zero in the order of their names: rules and lists were learned from the even ones, so that the odd
ones are the figure to quote. An event of the record answers the gold event that its trigger
overlaps, a time likewise.

- link: of gold links that put an event into a DATE or TIME of its own sentence (IS_INCLUDED,
  INCLUDES, SIMULTANEOUS, DURING, BEGINS, ENDS and their inverses), how many have that time as
  `when.time` (recall); of the events with such a gold link to which the record gives a time of the
  sentence, how many have the gold one (precision).
- order: temporal awareness as in TempEval-3 (UzZaman et al. 2013): a relation counts where the
  other side's relations entail it. TimeML's thirteen are made five: BEFORE and IBEFORE before,
  AFTER and IAFTER after, INCLUDES, BEGUN_BY, ENDED_BY and DURING_INV includes, IS_INCLUDED, BEGINS,
  ENDS and DURING during, SIMULTANEOUS and IDENTITY simultaneous. The record's relations are those of
  `order`, and of `when` with its time where `order` has none for that pair. Recall is of all gold
  relations; precision of the record's relations between events and times that gold has. Apart:
  event and publication, event and event, event and time.
- answered: gold relations for which the record entails any relation, and how many of them are
  right; `confusion` with --errors.
"""
import argparse
import html
import re
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT.parent / "shared" / "eval"))

from common import (CORPORA, add_engine_arguments, add_up, bootstrap, get_records, overlap, prf,  # noqa: E402
                    print_result, print_table, show_interval, span, tar_files)

DEFAULT = [CORPORA / "time" / name for name in ("timebank.tar.gz", "aquaint.tar.gz")]
TAG = re.compile(r"<[^>]*>")
RELATIONS = {
    "BEFORE": "before", "IBEFORE": "before", "AFTER": "after", "IAFTER": "after",
    "INCLUDES": "includes", "BEGUN_BY": "includes", "ENDED_BY": "includes",
    "DURING_INV": "includes", "IS_INCLUDED": "during", "BEGINS": "during", "ENDS": "during",
    "DURING": "during", "SIMULTANEOUS": "simultaneous", "IDENTITY": "simultaneous"}
INVERSE = {"before": "after", "after": "before", "includes": "during", "during": "includes",
           "simultaneous": "simultaneous"}
KINDS = ("publication", "event", "time")
SENTENCE_END = re.compile(r"[.?!]['\"”’)]*\s+(?=[\"'“‘`(]*[A-Z0-9])|\n\s*\n")


# ---- gold -------------------------------------------------------------------------------------

def attribute(tag, name):
    found = re.search(r'\b%s\s*=\s*"([^"]*)"' % name, tag)
    return html.unescape(found[1]) if found else ""


def parse_gold(name, source):
    """One annotated document: its text, spans of events and times, and relations."""
    body = re.search(r"<TEXT>(.*)</TEXT>", source, re.S)[1]
    dct = re.search(r'<TIMEX3\b[^>]*functionInDocument="CREATION_TIME"[^>]*>', source)
    text, opened, at, items = "", [], 0, {}
    for tag in TAG.finditer(body):
        text += html.unescape(body[at:tag.start()])
        at = tag.end()
        if tag[0].startswith("</"):
            if opened and opened[-1][1].startswith("<" + tag[0][2:-1]):
                start, opening = opened.pop()
                key = attribute(opening, "eid") or attribute(opening, "tid")
                if key:
                    items[key] = {"start": start, "end": len(text),
                                  "type": attribute(opening, "type")}
        elif not tag[0].endswith("/>"):
            opened.append((len(text), tag[0]))
    text += html.unescape(body[at:])
    of_instance = {attribute(t, "eiid"): attribute(t, "eventID")
                   for t in re.findall(r"<MAKEINSTANCE\b[^>]*>", source)}
    document_time = attribute(dct[0], "tid") if dct else None
    relations = []
    for tag in re.findall(r"<TLINK\b[^>]*>", source):
        relation = RELATIONS.get(attribute(tag, "relType"))
        one = of_instance.get(attribute(tag, "eventInstanceID")) or attribute(tag, "timeID")
        other = (of_instance.get(attribute(tag, "relatedToEventInstance"))
                 or attribute(tag, "relatedToTime"))
        ends = ["report" if end == document_time else end for end in (one, other)]
        if relation and ends[0] != ends[1] and all(e == "report" or e in items for e in ends):
            relations.append((ends[0], relation, ends[1]))
    ends = [m.end() for m in SENTENCE_END.finditer(text)]
    return {"id": Path(name).stem, "text": text, "items": items, "relations": relations,
            "published": attribute(dct[0], "value") if dct else None, "ends": ends}


def load_documents(path):
    return [parse_gold(name, source) for name, source in tar_files(path)
            if name.endswith(".tml") and "<TEXT>" in source]


def is_event(key):
    return key.startswith("e")


def sentence(doc, key):
    start = doc["items"][key]["start"]
    return sum(end <= start for end in doc["ends"])


def kind_of(one, other):
    """Which of KINDS a relation is of; None for two times."""
    if "report" in (one, other):
        return "publication" if is_event(one) or is_event(other) and "report" != other else None
    return {2: "event", 1: "time"}.get(is_event(one) + is_event(other))


# ---- entailment -------------------------------------------------------------------------------

class Graph:
    """Intervals by their end points, ordered by < and =."""

    def __init__(self, relations):
        self.group, self.after, self.dropped = {}, {}, 0
        for one, relation, other in relations:
            for end in (one, other):
                if (end, 0) not in self.group:
                    self.join((end, 0), "<", (end, 1))
            facts = self.facts(one, relation, other)
            if all(self.compare(a, b) in (None, sign) for a, sign, b in facts):
                for a, sign, b in facts:
                    if self.compare(a, b) is None:
                        self.join(a, sign, b)
            else:
                self.dropped += 1

    @staticmethod
    def facts(one, relation, other):
        if relation in ("after", "includes"):
            one, relation, other = other, INVERSE[relation], one
        return {"before": [((one, 1), "<", (other, 0))],
                "during": [((other, 0), "<", (one, 0)), ((one, 1), "<", (other, 1))],
                "simultaneous": [((one, 0), "=", (other, 0)), ((one, 1), "=", (other, 1))]}[relation]

    def find(self, point):
        while self.group.setdefault(point, point) != point:
            point = self.group[point]
        return point

    def reaches(self, a, b):
        todo, seen = [a], {a}
        while todo:
            for point in map(self.find, self.after.get(todo.pop(), ())):
                if point == b:
                    return True
                if point not in seen:
                    seen.add(point)
                    todo.append(point)
        return False

    def compare(self, a, b):
        a, b = self.find(a), self.find(b)
        if a == b:
            return "="
        return "<" if self.reaches(a, b) else ">" if self.reaches(b, a) else None

    def join(self, a, sign, b):
        a, b = self.find(a), self.find(b)
        if sign == "<":
            self.after.setdefault(a, set()).add(b)
        elif a != b:
            self.group[b] = a
            self.after.setdefault(a, set()).update(self.after.pop(b, ()))

    def relation(self, one, other):
        """The relation of two intervals that follows from the graph, or None."""
        if (one, 0) not in self.group or (other, 0) not in self.group:
            return None
        for relation in INVERSE:
            if all(self.compare(a, b) == sign for a, sign, b in self.facts(one, relation, other)):
                return relation
        return None


# ---- the record -------------------------------------------------------------------------------

def answers(doc, record):
    """From ids of the record to keys of gold: which gold event or time each item answers."""
    found = {}
    for items, events, place in ((record["events"], True, lambda e: e["trigger"]),
                                 (record["times"], False, lambda t: t)):
        keys = sorted((span(item), key) for key, item in doc["items"].items()
                      if is_event(key) == events)
        for item in items:
            shared, key = max(((overlap(where, place(item)), key) for where, key in keys),
                              default=(0, None))
            if shared:
                found[item["id"]] = key
    return found


def told_relations(record, of):
    """The record's relations between events and times that gold has, each pair once."""
    relations, pairs = [], set()
    links = [(link["from"], link["relation"], link["to"]) for link in record.get("order", [])]
    for event in record["events"]:
        when = event.get("when") or {}
        if when.get("time"):
            both = bool(when["earliest"]) == bool(when["latest"])
            links.append((event["id"], "during" if both else "after" if when["earliest"] else
                          "before", when["time"]))
    for one, relation, other in links:
        one, other = (end if end == "report" else of.get(end) for end in (one, other))
        if one and other and one != other and frozenset((one, other)) not in pairs:
            pairs.add(frozenset((one, other)))
            relations.append((one, relation, other))
    return relations


# ---- figures ----------------------------------------------------------------------------------

def score_document(doc, record, errors):
    row = Counter()
    of = answers(doc, record)
    dated = {}
    for event in record["events"]:
        time = (event.get("when") or {}).get("time")
        if event["id"] in of and time in of:
            dated.setdefault(of[event["id"]], of[time])
    linked = {}
    for one, relation, other in doc["relations"]:
        event, time = (one, other) if is_event(one) else (other, one)
        if (is_event(event) and time in doc["items"] and not is_event(time)
                and relation not in ("before", "after")
                and doc["items"][time]["type"] in ("DATE", "TIME")
                and sentence(doc, event) == sentence(doc, time)):
            linked.setdefault(event, set()).add(time)
    for event, times in linked.items():
        row["link_gold"] += 1
        told = dated.get(event)
        if told and sentence(doc, told) == sentence(doc, event):
            row["link_told"] += 1
        row["link_right"] += told in times
        if errors and told not in times:
            show_link(doc, event, times, told)

    gold, told = doc["relations"], told_relations(record, of)
    gold_graph, told_graph = Graph(gold), Graph(told)
    row["contradictory"] += told_graph.dropped
    events = set(of.values())
    for one, relation, other in gold:
        kind = kind_of(one, other)
        if not kind:
            continue
        row[f"{kind}_gold"] += 1
        row[f"{kind}_met"] += all(end == "report" or end in events for end in (one, other))
        answer = told_graph.relation(one, other)
        row[f"{kind}_answered"] += answer is not None
        row[f"{kind}_found"] += answer == relation
        if answer:
            row[f"confusion {kind} {relation} {answer}"] += 1
        if errors and answer and answer != relation:
            show_order(doc, one, relation, other, answer)
    for one, relation, other in told:
        kind = kind_of(one, other)
        if not kind:
            continue
        row[f"{kind}_told"] += 1
        held = gold_graph.relation(one, other)
        row[f"{kind}_right"] += held == relation
        row[f"{kind}_unsaid"] += held is None
    return row


def around(doc, key):
    if key == "report":
        return "the report"
    item, text = doc["items"][key], doc["text"]
    words = f"{text[max(0, item['start'] - 60):item['start']]}[[{text[item['start']:item['end']]}]]" \
            f"{text[item['end']:item['end'] + 50]}"
    return " ".join(words.split())


def show_link(doc, event, times, told):
    surface = lambda key: doc["text"][slice(*span(doc["items"][key]))] if key else None
    print(f"link {doc['id']}: {around(doc, event)}: gold {[surface(t) for t in sorted(times)]}, "
          f"told {surface(told)}")


def show_order(doc, one, relation, other, answer):
    print(f"order {doc['id']}: {around(doc, one)} {relation.upper()} {around(doc, other)}: "
          f"told {answer}")


def figures_of(total):
    def of(right, told, found, gold):
        p = right / told if told else 0.0
        r = found / gold if gold else 0.0
        return {"P": 100 * p, "R": 100 * r, "F1": 200 * p * r / (p + r) if p + r else 0.0}

    figures = {"link": dict(zip(("P", "R", "F1"), (100 * x for x in prf(
        total.get("link_right", 0), total.get("link_told", 0), total.get("link_gold", 0)))))}
    both = Counter()
    for kind in KINDS:
        counts = [total.get(f"{kind}_{what}", 0) for what in ("right", "told", "found", "gold")]
        both.update(dict(zip("abcd", counts)))
        figures[kind] = of(*counts)
    figures["order"] = of(*(both[key] for key in "abcd"))
    return figures


def score(name, docs, records, errors):
    rows = [score_document(doc, records[doc["id"]], errors) for doc in docs]
    total = add_up(rows)
    figures = figures_of(total)
    intervals = bootstrap(rows, lambda c: {k: v["F1"] for k, v in figures_of(c).items()}, n=200)
    print(f"\n{name}: {len(docs)} documents")
    table = [["", "gold", "told", "P", "R", "F1", "95% interval"]]
    for key in ("link", *KINDS, "order"):
        f = figures[key]
        f["interval"] = intervals[key]
        table.append([key, total.get(f"{key}_gold"), total.get(f"{key}_told"), f["P"], f["R"],
                      f["F1"], show_interval(intervals[key])])
    print_table(table)
    print_table([["", "gold", "both found", "answered", "right of them", "told, gold silent"]] + [
        [kind, *(total.get(f"{kind}_{what}", 0) for what in
                 ("gold", "met", "answered", "found", "unsaid"))] for kind in KINDS])
    print(f"contradictory relations in the records: {total.get('contradictory', 0)}")
    if errors:
        for key in sorted(total):
            if key.startswith("confusion"):
                print(key.removeprefix("confusion "), total[key])
    figures["contradictory"] = total.get("contradictory", 0)
    return figures


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("gold", nargs="*", type=Path, metavar="GOLD")
    parser.add_argument("--half", choices=("even", "odd"), help="only these documents")
    parser.add_argument("--errors", action="store_true", help="list what is wrong or missing")
    add_engine_arguments(parser)
    args = parser.parse_args()
    sets, result = {}, {}
    for path in args.gold or DEFAULT:
        for place, doc in enumerate(load_documents(path)):
            half = ("even", "odd")[place % 2]
            if args.half in (None, half):
                sets.setdefault(f"{path.name.partition('.')[0]} {half}", []).append(doc)
    reports = [{key: doc[key] for key in ("id", "text", "published")}
               for docs in sets.values() for doc in docs]
    records = get_records(args, reports)
    for name, docs in sets.items():
        result[name] = score(name, docs, records, args.errors)
    print_result({"sets": result})


if __name__ == "__main__":
    main()
