#!/usr/bin/env python3
"""Events on sentences that the weights of their types have not seen, by cross-validation.

usage: score_events_unseen.py [--engine CMD] [--eval FOLDER] [--folds N]

The sets that `score_events.py` scores by default are what the weights of PLOVER's types are learned
from. Here the trainer reads each part of the sentences with weights that were learned from the other
parts, and `score_events.py` scores these records. The patterns of the codebook were written with
PLV's sentences in sight, which no parting takes back. The trainer is `dateline-train` beside the
engine. The last line is RESULT {json}: the figures of each set under its name.
"""
import argparse
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SETS = ("plv", "quad", "actors")


def run(argv):
    """What a program prints; ends with its message where it fails."""
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        sys.exit(f"error: {argv[0]} ended with status {done.returncode}: {done.stderr[-400:]}")
    return done.stdout


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--engine", default=str(ROOT / "target" / "release" / "dateline"))
    parser.add_argument("--eval", type=Path, default=ROOT.parent / "shared" / "eval")
    parser.add_argument("--folds", type=int, default=5)
    args = parser.parse_args()
    engine = Path(shutil.which(args.engine) or args.engine)
    trainer = engine.with_name("dateline-train")
    if not trainer.exists():
        sys.exit(f"error: expected the trainer at {trainer}, but found none; build it with "
                 "`cargo build --release --locked -p dateline-train`")
    corpora = args.eval.parent / "corpora"
    events = corpora / "events"
    figures = {}
    with tempfile.TemporaryDirectory() as folder:
        run([trainer, "codes", events / "plv-train.tsv.gz", events / "quad-train.tsv.gz",
             events / "actors-train.bio.gz", "--news", corpora / "news" / "news.jsonl.xz",
             "--folds", str(args.folds), "--records", folder])
        for name in SETS:
            said = run([sys.executable, args.eval / "score_events.py", "--set", name,
                        "--records", Path(folder) / f"{name}.jsonl"])
            print(f"== {name}\n{said.rsplit('RESULT ', 1)[0]}")
            figures[name] = json.loads(said.rsplit("RESULT ", 1)[1])
    # The share of sentences without an event that got none: of a floor, more is better.
    figures["quad"]["left_alone"] = 1.0 - figures["quad"]["false_alarm_rate"]
    print("RESULT", json.dumps(figures))


if __name__ == "__main__":
    main()
