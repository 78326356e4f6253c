#!/usr/bin/env python3
"""What millions of stored events cost: small events a second and time to start, with a folder that has them and with an empty one.

    .ci/many_events.py [EVENTS, 10000000] [--rounds 3] [--seconds 15] [--data FOLDER]

First the packaged receiver gets distinct small events from wrk (64 connections, ../shared/peers/distinct.lua) until it has stored
as many; that takes about a minute a million, and a GB of disk for each two million. Then by turns it is started on this folder and on an
empty one, and gets the same load. Prints events a second, p99, peak memory and the time from start to the first 200 of each round, and at
the end minima, medians and their ratios. Exits with 1 if an event was lost or not answered 200."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

from load import PEERS, both, ours, ours_on_empty, problems_of

LEAST_OF_EMPTY, MOST_START_SECONDS = 0.8, 1.5
FILL_SECONDS = 60  # at most, a time


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("events", type=int, nargs="?", default=10_000_000)
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=int, default=15)
    arguments.add_argument("--data", default="reference-receiver/target")
    given = arguments.parse_args()
    if not os.path.isdir(PEERS):
        print(f"\n!!! NOT RUN: {PEERS} is missing, so the receiver was not measured with many events\n")
        return
    problems, full, empty = [], [], []
    base = tempfile.mkdtemp(prefix="many-", dir=given.data)
    try:
        subprocess.run([sys.executable, PEERS + "/make_events.py", base], check=True)
        event, data, number = os.path.join(base, "small.json"), os.path.join(base, "full"), 1
        stored = 0
        while stored < given.events:
            filled = ours(event, min(FILL_SECONDS, given.seconds * 4), data, number)
            number += 1
            stored = filled["stored"]
            problems += problems_of(f"filling to {stored}", filled)
            print(f"filling: {stored} events stored, {filled['rate']:.0f}/s, first 200 after {filled['start']:.2f} s", flush=True)
        for turn in range(1, given.rounds + 1):
            for name, rows in (("full", full), ("empty", empty)):
                if name == "full":
                    figures = ours(event, given.seconds, data, number)
                    number += 1
                else:
                    figures = ours_on_empty(event, given.seconds, base)
                rows.append(figures)
                problems += problems_of(f"{name} {turn}", figures)
                print(f"{name} {turn}: {figures['rate']:.0f}/s  p99 {figures['p99']:.1f} ms  {figures['megabytes']:.0f} MB  "
                      f"first 200 after {figures['start']:.2f} s  stored {figures['stored']}", flush=True)
        size = sum(entry.stat().st_size for entry in os.scandir(data)) / (1 << 30)
    finally:
        shutil.rmtree(base, ignore_errors=True)
    ratio = both(full, "rate")[1] / both(empty, "rate")[1]
    for name, rows in (("full", full), ("empty", empty)):
        rate, start = both(rows, "rate"), both(rows, "start")
        print(f"{name}: min {rate[0]:.0f}/s, median {rate[1]:.0f}/s; first 200 after min {start[0]:.2f} s, median {start[1]:.2f} s; "
              f"{both(rows, 'megabytes', max)[0]:.0f} MB at most")
    print(f"with {stored} events ({size:.1f} GB): {ratio:.2f} of the events a second, by the minima "
          f"{both(full, 'rate')[0] / both(empty, 'rate')[0]:.2f}")
    if ratio < LEAST_OF_EMPTY:
        print(f"!!! MISSED: {ratio:.2f} of the events a second of an empty folder, not {LEAST_OF_EMPTY}")
    if both(full, "start")[1] > MOST_START_SECONDS:
        print(f"!!! MISSED: first 200 after {both(full, 'start')[1]:.2f} s, not {MOST_START_SECONDS}")
    for text in problems:
        print("FAILED: " + text)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
