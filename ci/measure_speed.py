#!/usr/bin/env python3
"""Measures how fast reports are read, in how much memory, and how soon the first record comes.

usage: measure_speed.py [--engine CMD] [--reports N] [--jobs N] [NEWS.jsonl[.xz]]

Reads the first N reports (default 1,000) of a file of JSON Lines with `dateline read`, and prints
one line `SPEED {json}`. Words are runs of characters between white space. The figures depend on
the machine and on what else it does: they are reported, and compared by people.
"""
import argparse
import itertools
import json
import lzma
import os
import shlex
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
NEWS = ROOT.parent / "shared" / "corpora" / "news" / "news.jsonl.xz"


def load(path, count):
    opener = lzma.open if path.suffix == ".xz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in itertools.islice(lines, count)]
    fields = ("text", "title", "published", "publisher")
    return [{"id": str(n)} | {k: row[k] for k in fields if row.get(k)}
            for n, row in enumerate(rows)]


def run(argv, stdin):
    """Seconds to the first record and to the end, most memory held (bytes), processor seconds,
    and the rows."""
    began = time.perf_counter()
    process = subprocess.Popen(argv, stdin=stdin, stdout=subprocess.PIPE)
    rows = [process.stdout.readline()]
    first = time.perf_counter() - began
    rows += process.stdout.readlines()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    if status:
        raise SystemExit(f"{shlex.join(argv)} ended with status {status}")
    return first, seconds, usage.ru_maxrss * 1024, usage.ru_utime + usage.ru_stime, rows


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("news", nargs="?", type=Path, default=NEWS)
    parser.add_argument("--engine", default=str(ROOT / "target" / "release" / "dateline"))
    parser.add_argument("--reports", type=int, default=1000)
    parser.add_argument("--jobs", type=int, default=1)
    args = parser.parse_args()
    reports = load(args.news, args.reports)
    words = sum(len(report["text"].split()) for report in reports)
    argv = [*shlex.split(args.engine), "read", "--input", "jsonl", "--format", "jsonl",
            "--jobs", str(args.jobs)]
    with tempfile.TemporaryFile() as file:
        file.write("".join(json.dumps(report) + "\n" for report in reports).encode())
        file.seek(0)
        first, seconds, memory, processor, rows = run(argv, file)
    errors = sum(row.startswith(b'{"id"') for row in rows)
    figures = {"reports": len(reports), "words": words, "jobs": args.jobs, "errors": errors,
               "seconds": round(seconds, 3), "words_per_second": round(words / seconds),
               "words_per_processor_second": round(words / max(processor, 1e-9)),
               "first_record_seconds": round(first, 4),
               "peak_memory_mib": round(memory / 2**20, 1)}
    print("SPEED " + json.dumps(figures))


if __name__ == "__main__":
    main()
