#!/usr/bin/env python3
"""What an outbox must survive, seen from outside. It is run by OutboxLoad of the client's tests, with the libraries of sophon.jar.

    .ci/outbox.py kill ROUNDS   kill -9 under load: what was taken arrives, the same event always under the same id
    .ci/outbox.py sync          under strace: each event is synced before send returns; without the syncs the check fails
    .ci/outbox.py bench FOLDER  figures, which fail nothing: taking and delivering, each beside its baseline, in a new folder there
    .ci/outbox.py full          each policy on a file system of 64 MB that fills up (a mount namespace of its own; needs root)"""
import collections
import http.server
import json
import os
import re
import signal
import subprocess
import sys
import tempfile
import threading

import fsync_check

CLASSES = "sophon-event-client/target/classes:sophon-event-client/target/test-classes:examples/target/sophon.jar"
MAIN = "io.sophonevents.client.sink.OutboxLoad"
QUIET = "-Dorg.slf4j.simpleLogger.defaultLogLevel=off"
DISK_MEGABYTES, FILLER_MEGABYTES = 64, 20
SYNCED_EVENTS = 100


def java(*arguments, before=(), **more):
    command = [*before, "java", "-XX:TieredStopAtLevel=1", QUIET, "-cp", CLASSES, MAIN, *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, **more)


class Receiver(http.server.BaseHTTPRequestHandler):
    """Takes every event and remembers under which ids it came, and in which order for each device."""
    protocol_version = "HTTP/1.1"
    ids = collections.defaultdict(set)
    arrivals = collections.Counter()

    def do_POST(self):
        event = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        number = int(event["identity_id"])
        self.ids[number].add(self.headers["webhook-id"])
        self.arrivals[number] += 1
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    def handle_error(self, *_):
        """The client was killed while it sent."""


def kill(rounds):
    server = Server(("127.0.0.1", 0), Receiver)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    url = f"http://127.0.0.1:{server.server_port}/x"
    taken = set()
    with tempfile.TemporaryDirectory(prefix="outbox-", dir="sophon-event-client/target") as folder:
        for round_ in range(rounds):
            process = java("load", folder, url, round_ * 1_000_000)
            enough = 1 + (round_ * 37) % 200
            lines = 0
            for line in process.stdout:
                lines += 1
                if lines == enough:
                    process.send_signal(signal.SIGKILL)
                word, number = line.split()
                if word == "queued" and line.endswith("\n"):
                    taken.add(int(number))
            process.wait()
            if lines < enough:
                raise SystemExit(f"kill -9: the outbox ended by itself in round {round_}")
            if round_ % 100 == 99:
                print(f"kill -9: {round_ + 1} rounds of {rounds}", flush=True)
        drained, _ = java("drain", folder, url).communicate(timeout=3600)
    lost = [number for number in taken if number not in Receiver.ids]
    several = [number for number, ids in Receiver.ids.items() if ids != {f"msg_{number}"}]
    twice = sum(1 for count in Receiver.arrivals.values() if count > 1)
    print(f"kill -9: {rounds} rounds, {len(taken)} taken, {len(Receiver.ids)} arrived, {len(lost)} lost, "
          f"{twice} more than once, {len(several)} of them under another id, {drained.strip()}")
    if lost or several or "dead=0" not in drained or len(taken) < rounds:
        raise SystemExit("kill -9: not as it must be")


def sync():
    with tempfile.TemporaryDirectory(prefix="outbox-", dir="sophon-event-client/target") as work:
        folder, file = os.path.realpath(os.path.join(work, "outbox")), os.path.join(work, "trace")
        strace = ["strace", "-f", "-y", "-s", "16", "-e", "trace=" + ",".join(fsync_check.TRACED), "-e", "signal=none", "-o", file]
        java("sync", folder, SYNCED_EVENTS, before=strace).communicate(timeout=300)
        with open(file, errors="replace") as lines:
            trace = [line.rstrip("\n") for line in lines]
    problems, seen = fsync_check.violations(trace, folder, '"queued ')
    for problem in problems[:10]:
        print("sync:", problem)
    print(f"sync: {seen['answers']} taken, {seen['writes']} writes to {sorted(seen['files'])}, {seen['syncs']} syncs, {len(problems)} problems")
    without = [line for line in trace if not re.search(r"\b(fsync|fdatasync)\b", line)]
    missed, _ = fsync_check.violations(without, folder, '"queued ')
    print(f"sync: the same trace without its syncs has {len(missed)} problems")
    if problems or seen["answers"] != SYNCED_EVENTS or len(missed) < SYNCED_EVENTS:
        raise SystemExit("sync: not as it must be")


def bench():
    with tempfile.TemporaryDirectory(prefix="outbox-", dir=sys.argv[2]) as folder:
        command = ["java", QUIET, "-cp", CLASSES, MAIN, "bench", folder, "5"]
        sys.exit(subprocess.run(command, check=False).returncode)


def full_inside():
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m,mode=0700", "tmpfs", place], check=True)
        try:
            filler = os.path.join(place, "filler")
            with open(filler, "wb") as out:
                out.write(bytes(FILLER_MEGABYTES << 20))
            process = java("full", os.path.join(place, "outboxes"), filler)
            print(process.communicate(timeout=300)[0], end="")
            if process.returncode:
                raise SystemExit("full disk: not as it must be")
        finally:
            subprocess.run(["umount", place], check=True)


def full():
    unshare = ["unshare", "--mount", "--propagation", "private"]
    if os.geteuid() != 0 or subprocess.run([*unshare, "true"], check=False, stderr=subprocess.DEVNULL).returncode != 0:
        print("\n!!! NOT RUN: a file system of its own needs root and a mount namespace, so no full disk was tried\n")
        return
    sys.exit(subprocess.run([*unshare, sys.executable, os.path.abspath(__file__), "full-inside"], check=False).returncode)


if __name__ == "__main__":
    {"kill": lambda: kill(int(sys.argv[2])), "sync": sync, "bench": bench, "full": full, "full-inside": full_inside}[sys.argv[1]]()
