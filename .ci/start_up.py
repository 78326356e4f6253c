#!/usr/bin/env python3
"""From `java -jar` to the receiver's first 200, each time with an empty data folder.

Use: start_up.py RUNS [PEER COMMAND WITH PORT IN IT]
A peer is started by turns with the receiver and posted to until it answers 200."""
import http.client
import shlex
import socket
import statistics
import subprocess
import sys
import tempfile
import time

from receiver import Receiver, history


def ours():
    with tempfile.TemporaryDirectory() as data:
        receiver = Receiver(data)
        status, body = receiver.post(history(1))
        seconds = time.monotonic() - receiver.started
        assert (status, body) == (200, b'{"message":"SUCCESS","status":0}'), (status, body)
        receiver.stop()
        return seconds


def theirs(command):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    started = time.monotonic()
    process = subprocess.Popen(shlex.split(command.replace("PORT", str(port))), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() < started + 30:
            try:
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
                connection.request("POST", "/HistoryEvent", b'{"identity_id": "1"}', {"Content-Type": "application/json"})
                if connection.getresponse().status == 200:
                    return time.monotonic() - started
            except OSError:
                pass
        raise SystemExit("the peer gave no 200 within 30 s")
    finally:
        process.kill()
        process.wait()


def report(name, seconds):
    print(f"{name}: min {min(seconds):.2f} s, median {statistics.median(seconds):.2f} s, max {max(seconds):.2f} s, {len(seconds)} runs")


times, peer = [], []
for _ in range(int(sys.argv[1])):
    times.append(ours())
    if len(sys.argv) > 2:
        peer.append(theirs(sys.argv[2]))
report("java -jar to first 200", times)
if peer:
    report("peer to first 200", peer)
