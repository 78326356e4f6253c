#!/usr/bin/env python3
"""From `java -jar sophon.jar recognize` to its first face, one person enrolled before; each start unpacks its native library.

Use: first_embedding.py RUNS
So the first line is that of the process's second embedding. The same photo follows 40 times: what a request takes at first and later.
Then the same for a program that warms up first, which is FirstRequest of the tests."""
import pathlib
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

PHOTO = "examples/photos/people/alex-winter/portrait.jpg"
JAR = "examples/target/sophon.jar"
TIMES = 41
WARM = ["java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-cp", JAR + ":sophon-recognition/target/test-classes",
        "io.sophonevents.recognition.FirstRequest", PHOTO, "520", "620"]


def run(people):
    started = time.monotonic()
    process = subprocess.Popen(["java", "-Dorg.slf4j.simpleLogger.defaultLogLevel=error", "-jar", JAR, "recognize", "--people", people] +
                               [PHOTO] * TIMES, stdout=subprocess.PIPE, text=True)
    seen = []
    for line in process.stdout:
        seen.append(time.monotonic() - started)
        if "alex-winter" not in line.removeprefix(PHOTO):
            raise SystemExit(f"expected alex-winter but was told {line.strip()}")
    if process.wait() != 0 or len(seen) != TIMES:
        raise SystemExit(f"expected {TIMES} faces and exit code 0 but there were {len(seen)} and {process.returncode}")
    return seen


runs = []
with tempfile.TemporaryDirectory() as folder:
    person = pathlib.Path(folder, "alex-winter")
    person.mkdir()
    shutil.copy(PHOTO, person)
    run(folder)  # not counted: reads the files into memory
    for _ in range(int(sys.argv[1])):
        runs.append(run(folder))

first = [seen[0] for seen in runs]
steady = [statistics.median(b - a for a, b in zip(seen[20:], seen[21:])) for seen in runs]
second = [seen[1] - seen[0] for seen in runs]
print(f"java -jar to first face: min {min(first):.2f} s, median {statistics.median(first):.2f} s, max {max(first):.2f} s, {len(runs)} runs")
print(f"the request after that: median {statistics.median(second) * 1000:.0f} ms, after 20 more {statistics.median(steady) * 1000:.0f} ms,"
      f" {statistics.median(a / b for a, b in zip(second, steady)):.1f} times as long")

warm = []
for _ in runs:
    said = subprocess.run(WARM, stdout=subprocess.PIPE, text=True, check=True).stdout
    warm.append([float(number) for number in re.search(r"first (\S+) steady (\S+) warm-up (\S+)", said).groups()])
ratios = [first / steady for first, steady, _ in warm]
print(f"after warming up, median {statistics.median(seconds for _, _, seconds in warm):.2f} s: first request {statistics.median(w[0] for w in warm):.0f} ms,"
      f" later {statistics.median(w[1] for w in warm):.0f} ms; {min(ratios):.2f}, median {statistics.median(ratios):.2f}, max {max(ratios):.2f} times as long")
