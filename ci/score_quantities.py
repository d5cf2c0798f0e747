#!/usr/bin/env python3
"""Scores how numbers, percentages, money, units and ages are read, on Recognizers-Text's test cases.

usage: score_quantities.py [--engine CMD] [--corpus FILE] [--errors] [--family NAME]

The cases are those for English that come with Recognizers-Text (MIT), of the eight families below;
its files for other modes repeat them with other settings and are not read. They are packed as
`quantities/recognizers-english.tar.xz` under $SHARED/corpora. Every case is one report. It counts
as right where each expected item is met by a quantity of the record that holds its words, with its
value and unit, and where the record has no further quantity of the family's kind.

What Dateline puts otherwise, by its contract, is compared in its own terms: cents are hundredths of
their currency, the bounds of a range count and not whether they are open, and a currency that the
text does not tell (francs) may be null.

Cases or expected items that say nothing about running text are left out, by the classes of
`APPLICABLE` below; the program prints how many each leaves out. Ends with RESULT {json}.
"""
import argparse
import collections
import json
import os
import re
import shlex
import subprocess
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SHARED = Path(os.environ.get("SHARED", ROOT.parent / "shared"))
CORPUS = SHARED / "corpora" / "quantities" / "recognizers-english.tar.xz"

FAMILIES = {
    "number": "Specs/Number/English/NumberModel.json",
    "range": "Specs/Number/English/NumberRangeModel.json",
    "ordinal": "Specs/Number/English/OrdinalModel.json",
    "percent": "Specs/Number/English/PercentModel.json",
    "money": "Specs/NumberWithUnit/English/CurrencyModel.json",
    "measure": "Specs/NumberWithUnit/English/DimensionModel.json",
    "temperature": "Specs/NumberWithUnit/English/TemperatureModel.json",
    "age": "Specs/NumberWithUnit/English/AgeModel.json",
}

# What the cases call a unit, and what the record may call it; None is a null unit.
DOLLARS = {"USD", "AUD", "CAD", "NZD", "HKD", "SGD", None}
CURRENCIES = {
    "Dollar": DOLLARS, "Cent": DOLLARS | {"EUR"}, "Pound": {"GBP", None}, "Pence": {"GBP"},
    "Penny": {"GBP", "USD", None}, "Franc": {"FRF", "CHF", "BEF", None}, "Rupee": {"INR", None},
    "Peseta": {"ESP"}, "Finnish markka": {"FIM"}, "Netherlands guilder": {"NLG"}, "Sen": {None},
    "Bitcoin": {"XBT"}, "Satoshi": {"XBT"}, "Chinese yuan": {"CNY"}, "Euro": {"EUR"},
}
MINOR = {"Cent": 0.01, "Pence": 0.01, "Penny": 0.01, "Satoshi": 1e-8}
UNITS = {
    "Pound": "[lb_av]", "Milliliter": "mL", "Inch": "[in_i]", "Mile": "[mi_i]",
    "Barrel": "[bbl_us]", "Foot": "[ft_i]", "Ounce": "[oz_av]", "Acre": "[acr_us]",
    "Gallon": "[gal_us]", "Cubic foot": "[cft_i]", "Square meter": "m2", "Ton": {"t", "[ston_av]", None},
    "Metric ton": "t", "Bit": "bit", "Mile per hour": "[mi_i]/h", "Meter": "m", "Kilometer": "km",
    "Millimeter": "mm", "Square kilometer": "km2", "Decimeter": "dm", "Megabit": {"Mbit", "MBy"},
    "Megabyte": {"MBy", "Mbit"}, "Picometer": "pm", "Tablespoon": "[tbs_us]", "Cup": "[cup_us]",
    "Teaspoon": "[tsp_us]", "Kilometer per hour": "km/h", "Dram": "[dr_av]",
    "Meter per millisecond": "m/ms", "Centimeter per millisecond": "cm/ms",
    "Kilometer per millisecond": "km/ms", "Kilogram": "kg", "Microgram": "ug", "Gram": "g",
    "Degree": {"deg", None}, "Radian": "rad", "Turn": "circ", "C": "Cel", "F": "[degF]",
    "Year": "year", "Month": "month", "Week": "week", "Day": "day", "Age": "year",
}
TEMPERATURES = {"Cel", "[degF]", "K"}

IDENTIFIER = re.compile(
    r"\+\d[\d/ -]+\d|\d+(?:\.\d+){3}|\b\d{1,2}/\d{1,2}/\d{4}\b|\b[A-Za-z]+-\d+\b|https?://\S+")
# Division and powers, as the expected item itself has them: "one over three", "2.5^-1".
FORMULA = re.compile(r"\^|\bover\b")
# A number that is part of a length of time or is a year: the record has these among its times.
TIME = re.compile(r"\d+ (?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b"
                  r"|\bin (?:1[89]|20)\d\d\b")
# The verb before a value, which is not of its words: "equal to 20", "equal to 500 or more".
EQUAL = re.compile(r"equal(?:s|ing)?(?: to)? ", re.IGNORECASE)

# Why an expected item, or a case, says nothing about how running text is read.
APPLICABLE = {
    "relative": "`next`, `last`, `previous`: deixis, no ordinal number",
    "no-number": "a unit without a number",
    "identifier": "parts of telephone numbers, addresses, codes and dates, which Dateline leaves alone",
    "time": "the number of a length of time, or a year, which the record has among its times",
    "formula": "division and powers in a formula: `one over three`, `2.5^-1`",
    "inverted": "`percent of 10` for 10 percent, which says something else",
}


def load(path):
    with tarfile.open(path) as tar:
        for family, name in FAMILIES.items():
            cases = json.loads(tar.extractfile(name).read().decode("utf-8-sig"))
            for case in cases:
                yield family, case


def read(engine, texts):
    lines = "".join(json.dumps({"id": str(n), "text": text, "published": "2024-09-18"}) + "\n"
                    for n, text in enumerate(texts))
    argv = [*shlex.split(engine), "read", "--input", "jsonl", "--format", "jsonl"]
    done = subprocess.run(argv, input=lines.encode(), capture_output=True, check=False)
    rows = [json.loads(line) for line in done.stdout.decode().splitlines()]
    if done.returncode or len(rows) != len(texts):
        raise SystemExit(f"{shlex.join(argv)} ended with status {done.returncode}: "
                         f"expected {len(texts)} records, but found {len(rows)}")
    return rows


def number_of(text):
    return float(text.rstrip("%")) if text not in (None, "None", "") else None


def close(one, other):
    return one is not None and other is not None and abs(one - other) <= 1e-6 * max(1, abs(other))


def expected_items(family, case):
    """The expected items that apply, and the classes of those that do not."""
    items, left_out = [], []
    spans = [m.span() for m in IDENTIFIER.finditer(case["Input"])]
    times = [m.span() for m in TIME.finditer(case["Input"])]
    for result in case["Results"]:
        resolution = result.get("Resolution") or {}
        start, text = result.get("Start"), result["Text"]
        if start is None:
            start = case["Input"].lower().index(text.lower())
        span = (start, start + len(text))
        number = resolution.get("value")
        if result["TypeName"] == "ordinal.relative":
            left_out.append("relative")
        elif number in (None, "None", "null"):
            left_out.append("no-number")
        elif any(a <= span[0] and span[1] <= b for a, b in spans):
            left_out.append("identifier")
        elif family in ("number", "ordinal") and any(
                a <= span[0] and span[1] <= b for a, b in times):
            left_out.append("time")
        elif family == "percent" and re.match(r"per ?cents? of ", text):
            left_out.append("inverted")
        elif family == "number" and FORMULA.search(text):
            left_out.append("formula")
        else:
            equal = EQUAL.match(text) if family == "range" else None
            if equal:
                span = (span[0] + equal.end(), span[1])
            items.append((span, number, resolution))
    return items, left_out


def units_for(family, resolution):
    """The units that the record may have, or None where any will do."""
    unit = resolution.get("unit")
    if family == "percent":
        return {"percent"}
    if family == "money":
        iso = resolution.get("isoCurrency")
        return {iso} if iso else CURRENCIES.get(unit, {unit})
    if unit is None:
        return None
    known = UNITS.get(unit, unit)
    return known if isinstance(known, set) else {known}


def meets(family, item, quantity):
    span, number, resolution = item
    if quantity["start"] > span[0] or quantity["end"] < span[1] - 1:
        return False
    units = units_for(family, resolution)
    if units is not None and quantity["unit"] not in units:
        return False
    if family == "range":
        low, high = (number_of(bound) for bound in number.strip("[]()").split(","))
        return all(found is None if bound is None else close(found, bound)
                   for bound, found in ((low, quantity["low"]), (high, quantity["high"])))
    value = number_of(number) * MINOR.get(resolution.get("unit"), 1)
    # "40 to 50 years old": what the case gives is the number before the unit. "1 m x 1 m" is one
    # quantity with two parts.
    return any(close(part, value) for part in quantity.get("parts", [])) or close(quantity["value"], value) or close(quantity["high"], value)


def of_family(family, quantity):
    """Whether a quantity is of the kind that the cases of a family list in full."""
    kind, unit = quantity.get("kind", "count"), quantity["unit"]
    degrees = unit in TEMPERATURES or "Cel" in quantity.get("unit_among", [])
    if family == "range":
        return kind == "count" and quantity["low"] != quantity["high"]
    return kind in {"number": ("count", "fraction"), "ordinal": ("ordinal",),
                    "percent": ("percent",), "money": ("money",), "age": ("age",)}.get(family, ()) \
        or family == "temperature" and kind == "measure" and degrees \
        or family == "measure" and kind == "measure" and not degrees


def score(family, case, record):
    """right, wrong or the class that leaves the case out; with a remark for errors."""
    items, left_out = expected_items(family, case)
    if not items and left_out:
        return left_out[0], left_out, ""
    quantities = list(record.get("quantities", []))
    missed, whole = [], []
    for item in items:
        found = next((q for q in quantities if meets(family, item, q)), None)
        if found is None:
            missed.append(item)
        elif found.get("parts"):
            whole.append(found)
        else:
            quantities.remove(found)
    at_items = [span for span, _, _ in items] + [
        m.span() for m in IDENTIFIER.finditer(case["Input"])]
    further = [q for q in quantities if of_family(family, q) and q not in whole]
    if left_out:
        further = [q for q in further
                   if not any(q["start"] < b and a < q["end"] for a, b in at_items)]
    verdict = "right" if not missed and not further else "wrong"
    shown = [{k: q.get(k) for k in ("kind", "value", "low", "high", "unit")} |
             {"words": case["Input"][q["start"]:q["end"]]} for q in record.get("quantities", [])]
    remark = "missed " + "; ".join(f"{case['Input'][a:b]}={n} {r.get('unit') or ''}"
                                   for (a, b), n, r in missed) if missed else "further"
    return verdict, left_out, f"{remark}\n      read {shown}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", default=os.environ.get(
        "DATELINE", str(ROOT / "target" / "release" / "dateline")))
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--errors", action="store_true", help="list the cases that are wrong")
    parser.add_argument("--family", help="score this family alone")
    args = parser.parse_args()
    cases = [(f, c) for f, c in load(args.corpus) if args.family in (None, f)]
    records = read(args.engine, [case["Input"] for _, case in cases])
    counts, items_out = collections.defaultdict(collections.Counter), collections.Counter()
    for (family, case), record in zip(cases, records):
        verdict, left_out, remark = score(family, case, record)
        counts[family][verdict] += 1
        if verdict in ("right", "wrong"):
            items_out.update(left_out)
        if args.errors and verdict == "wrong":
            print(f"{family}: {case['Input'][:200]!r}\n      {remark}")
    total = sum(counts.values(), collections.Counter())
    print(f"{'family':12} {'cases':>6} {'apply':>6} {'right':>6} {'%':>6}")
    figures = {}
    for family, found in [*counts.items(), ("all", total)]:
        applies = found["right"] + found["wrong"]
        figures[family] = round(100 * found["right"] / max(applies, 1), 1)
        print(f"{family:12} {sum(found.values()):6} {applies:6} {found['right']:6} "
              f"{figures[family]:6}")
    print("\nleft out (cases; expected items in cases that count)")
    for name, why in APPLICABLE.items():
        print(f"{name:16} {total[name]:4} {items_out[name]:4}  {why}")
    left_out = {name: total[name] for name in APPLICABLE}
    print("RESULT " + json.dumps({"right": figures, "applicable": total["right"] + total["wrong"],
                                  "cases": len(cases), "left_out": left_out}))


if __name__ == "__main__":
    main()
