#!/usr/bin/env python3
"""Runs the evaluation programs and checks their figures against the floors in floors.toml.

usage: check_floors.py [--engine CMD] [--eval FOLDER] [--floors FILE] [NAME ...]

NAME picks the scorers whose set or command has it as a part. Each scorer's last line is
`RESULT {json}`; a figure's name is the path to it in that object, its keys parted by " / ".
A program that stands beside this one is that one, any other is of the evaluation folder.
Ends with status 1 where a figure is below its floor or missing, or a scorer fails.
"""
import argparse
import json
import shlex
import subprocess
import sys
import time
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
HEADING = ("set", "figure", "measured", "floor", "margin", "")


def run_scorer(scorer, engine, folder):
    """The figures of one scorer, or a message that says why there are none."""
    program, *arguments = shlex.split(scorer["command"])
    own = ROOT / "ci" / program
    argv = [sys.executable, str(own if own.exists() else folder / program), *arguments,
            "--engine", engine]
    done = subprocess.run(argv, cwd=folder.parent, capture_output=True, text=True, check=False)
    results = [line for line in done.stdout.splitlines() if line.startswith("RESULT ")]
    if done.returncode or not results:
        said = (done.stderr or done.stdout).strip().splitlines()
        return None, f"{shlex.join(argv)} ended with status {done.returncode}: {said[-1:]}"
    return json.loads(results[-1].removeprefix("RESULT ")), None


def figure(result, path):
    """The number at a path of keys, or None."""
    for key in path.split(" / "):
        if not isinstance(result, dict) or key not in result:
            return None
        result = result[key]
    return result if isinstance(result, (int, float)) else None


def print_table(rows):
    table = [HEADING, *rows]
    widths = [max(map(len, column)) for column in zip(*table)]
    for row in table:
        cells = [cell.rjust(width) if 2 <= place <= 4 else cell.ljust(width)
                 for place, (cell, width) in enumerate(zip(row, widths))]
        print("  ".join(cells).rstrip())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", default=str(ROOT / "target" / "release" / "dateline"))
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--floors", type=Path, default=ROOT / "ci" / "floors.toml")
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()
    scorers = tomllib.loads(args.floors.read_text(encoding="utf-8"))["scorer"]
    if args.names:
        scorers = [s for s in scorers
                   if any(name in s["set"] or name in s["command"] for name in args.names)]
    rows, problems = [], []
    for scorer in scorers:
        began = time.perf_counter()
        result, problem = run_scorer(scorer, args.engine, args.eval.resolve())
        print(f"{scorer['set']}: {time.perf_counter() - began:.0f} s", file=sys.stderr)
        if problem:
            problems.append(problem)
            continue
        for path, floor in scorer["figures"].items():
            value = figure(result, path)
            if value is None:
                problems.append(f"{scorer['set']}: expected a figure {path!r}, but found none")
                continue
            low = value < floor
            if low:
                problems.append(f"{scorer['set']}: {path} is {value:.3f}, below {floor:.3f}")
            places = 3 if floor < 1 else 2      # shares of one, and percentages
            rows.append((scorer["set"], path, f"{value:.{places}f}", f"{floor:.{places}f}",
                         f"{value - floor:+.{places}f}", "BELOW" if low else ""))
    print_table(rows)
    for problem in problems:
        print(f"error: {problem}", file=sys.stderr)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
