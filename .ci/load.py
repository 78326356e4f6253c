#!/usr/bin/env python3
"""The load of issue "a receiver that keeps what it acknowledges": wrk with distinct events, 64 connections, loopback.

    .ci/load.py [--big|--small] [--rounds 3] [--seconds 10] [--warm 5] [--data FOLDER]

By turns the packaged receiver (its JVM as in docs/operations.md, a data folder that is empty) and the peer (flask_receiver.py of
../shared/peers, which stores nothing) are started and get `wrk -t2 -c64 --latency -s ../shared/peers/distinct.lua`: first for the seconds
of --warm, of which only the p99 is told, then for those that are measured. For each round: events a second, p50, p99, what was not
answered 200, errors, and for the receiver peak memory (VmHWM) and the time from its start to the first 200. After each round as many
events are stored as were answered 200, or a few more: those in flight at the end. At the end min and median, a row for
docs/benchmarks.md, and loudly what misses the figures of the issue. Exits with 1 if an event was lost or not answered 200.

Without --big and --small it measures both. --data is where the data folders go, on a disk and not in memory; each is deleted after
its round, and ten seconds of big events take several GB. Needs wrk (Debian) and python3-flask for /usr/bin/python3."""
import argparse
import http.client
import os
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from receiver import Receiver, history

PEERS = "../shared/peers"
JVM = ["-Xmx192m", "-XX:+UseSerialGC"]  # as docs/operations.md starts it
FIGURES = {"big": {"ratio": 3.5, "p99": 100}, "small": {"ratio": 9, "p99": 60}}
MOST_MEGABYTES, MOST_START_SECONDS, LEAST_FREE_BYTES = 320, 1.5, 20 << 30
WRK = re.compile(r"events/s (\S+)  p50 (\S+) ms  p99 (\S+) ms  not 200: (\d+)  without SUCCESS: (\d+)  socket errors: (\d+)")


class Peer:
    def __init__(self):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.process = subprocess.Popen(["/usr/bin/python3", PEERS + "/flask_receiver.py", str(self.port)],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        deadline = time.monotonic() + 30
        while not self.answers():
            if time.monotonic() > deadline or self.process.poll() is not None:
                raise SystemExit("the peer did not start; it needs Debian's python3-flask")
            time.sleep(0.05)

    def answers(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)
        try:
            connection.request("POST", "/HistoryEvent", b"{}")
            return connection.getresponse().status == 200
        except OSError:
            return False
        finally:
            connection.close()

    def stop(self):
        self.process.kill()
        self.process.wait()


def wrk(port, event, seconds):
    out = subprocess.run(["wrk", "-t2", "-c64", f"-d{seconds}s", "--timeout", "10s", "--latency", "-s", PEERS + "/distinct.lua",
                          f"http://127.0.0.1:{port}/RealTimeEvent"],
                         env={**os.environ, "EVENT": event}, check=True, capture_output=True, text=True).stdout
    found = WRK.search(out)
    if not found:
        raise SystemExit("wrk said something else:\n" + out)
    rate, p50, p99 = (float(group) for group in found.groups()[:3])
    not_200, odd, errors = (int(group) for group in found.groups()[3:])
    requests = int(re.search(r"(\d+) requests in", out)[1])
    return {"rate": rate, "p50": p50, "p99": p99, "not_200": not_200, "odd": odd, "errors": errors, "answered": requests - not_200}


def warmed(port, event, seconds, warm):
    """The figures of so many seconds after the first ones; what was answered, and how, in all of them."""
    first = wrk(port, event, warm) if warm else None
    figures = wrk(port, event, seconds)
    if first:
        for key in ("not_200", "odd", "errors", "answered"):
            figures[key] += first[key]
    return {**figures, "first_p99": first["p99"] if first else figures["p99"]}


def ours(event, seconds, data, number=1, warm=0):
    """The receiver under load, on this data folder; number is one that no event in it has."""
    receiver = Receiver(data, jvm=JVM)
    try:
        assert receiver.post(history(number))[0] == 200
        start = time.monotonic() - receiver.started
        before = receiver.stored()
        figures = warmed(receiver.port, event, seconds, warm)
        stored = receiver.stored()
        return {**figures, "start": start, "new": stored - before, "stored": stored, "megabytes": receiver.peak_megabytes()}
    finally:
        receiver.stop()


def ours_on_empty(event, seconds, where, warm=0):
    data = tempfile.mkdtemp(prefix="load-", dir=where)
    try:
        return ours(event, seconds, os.path.join(data, "data"), warm=warm)
    finally:
        shutil.rmtree(data, ignore_errors=True)


def theirs(event, seconds, warm):
    peer = Peer()
    try:
        return warmed(peer.port, event, seconds, warm)
    finally:
        peer.stop()


def problems_of(name, mine):
    problems = []
    if mine["new"] < mine["answered"]:
        problems.append(f"{name}: {mine['answered'] - mine['new']} answered 200 and not stored")
    if mine["not_200"] or mine["odd"] or mine["errors"]:
        problems.append(f"{name}: {mine['not_200']} not 200, {mine['odd']} without SUCCESS, {mine['errors']} errors")
    return problems


def both(rows, key, least=min):
    return least(row[key] for row in rows), statistics.median(row[key] for row in rows)


def measure(size, event, rounds, seconds, warm, where):
    """Prints what was measured; the problems, and what is slower than it should be."""
    receiver, peer, problems = [], [], []
    for number in range(1, rounds + 1):
        mine = ours_on_empty(event, seconds, where, warm)
        other = theirs(event, seconds, warm)
        receiver.append(mine)
        peer.append(other)
        print(f"{size} {number}: {mine['rate']:.0f}/s  p50 {mine['p50']:.1f} ms  p99 {mine['p99']:.1f} ms (at first {mine['first_p99']:.1f})  not 200: {mine['not_200']}  "
              f"errors: {mine['errors']}  answered {mine['answered']}  stored {mine['new']}  {mine['megabytes']:.0f} MB  "
              f"first 200 after {mine['start']:.2f} s | peer {other['rate']:.0f}/s  p99 {other['p99']:.1f} ms (at first {other['first_p99']:.1f})  not 200: {other['not_200']}  "
              f"errors: {other['errors']} | {mine['rate'] / other['rate']:.2f}x", flush=True)
        problems += problems_of(f"{size} {number}", mine)
    rate, theirs_rate = both(receiver, "rate"), both(peer, "rate")
    p50, p99, memory, start = (both(receiver, key, max) for key in ("p50", "p99", "megabytes", "start"))
    ratio = rate[1] / theirs_rate[1]
    print(f"{size}: min {rate[0]:.0f}/s, median {rate[1]:.0f}/s; peer min {theirs_rate[0]:.0f}/s, median {theirs_rate[1]:.0f}/s; {ratio:.2f}x")
    print("| event | events/s, min | median | p50 ms | p99 ms, median | worst | peer's median | ratio | peak MB | first 200, s |")
    print(f"| {size} | {rate[0]:.0f} | {rate[1]:.0f} | {p50[1]:.1f} | {p99[1]:.1f} | {p99[0]:.1f} | {theirs_rate[1]:.0f} | {ratio:.2f} | "
          f"{memory[0]:.0f} | {start[1]:.2f} |")
    wanted = FIGURES[size]
    missed = [text for wrong, text in (
        (ratio < wanted["ratio"], f"{ratio:.2f}x of the peer, not {wanted['ratio']}x"),
        (p99[1] > wanted["p99"], f"p99 {p99[1]:.1f} ms, not {wanted['p99']}"),
        (memory[0] > MOST_MEGABYTES, f"{memory[0]:.0f} MB, not {MOST_MEGABYTES}"),
        (start[1] > MOST_START_SECONDS, f"first 200 after {start[1]:.2f} s, not {MOST_START_SECONDS}")) if wrong]
    return problems, [f"{size}: {text}" for text in missed]


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("--big", action="store_true")
    arguments.add_argument("--small", action="store_true")
    arguments.add_argument("--rounds", type=int, default=3)
    arguments.add_argument("--seconds", type=int, default=10)
    arguments.add_argument("--warm", type=int, default=5)
    arguments.add_argument("--data", default="reference-receiver/target")
    given = arguments.parse_args()
    if not os.path.isdir(PEERS):
        print(f"\n!!! NOT RUN: {PEERS} is missing, so the receiver was not measured against its peer\n")
        return
    if shutil.disk_usage(given.data).free < LEAST_FREE_BYTES:
        print(f"!!! {given.data} has less than {LEAST_FREE_BYTES >> 30} GB free: a round of big events may fill it")
    problems, missed = [], []
    with tempfile.TemporaryDirectory() as events:
        subprocess.run([sys.executable, PEERS + "/make_events.py", events], check=True)
        for size in ("big", "small"):
            if getattr(given, size) or given.big == given.small:
                new = measure(size, os.path.join(events, size + ".json"), given.rounds, given.seconds, given.warm, given.data)
                problems += new[0]
                missed += new[1]
    for text in missed:
        print("!!! MISSED: " + text)
    for text in problems:
        print("FAILED: " + text)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
