#!/usr/bin/env python3
"""What an event stream must survive, in a network namespace of its own (root): lost packets, a peer that is cut off, one that is silent,
one that starts again. Each is noticed within 5 s, the stream is subscribed again within 1 s of the peer's return, with one gap, and in
the end every event that the box saw was handed over once. Box and client are StreamFaults of the client's tests.

    .ci/stream_faults.py [ROUNDS]"""
import collections
import os
import queue
import signal
import subprocess
import sys
import threading
import time

CLASSES = "sophon-event-client/target/classes:sophon-event-client/target/test-classes:examples/target/sophon.jar"
MAIN = "io.sophonevents.client.stream.StreamFaults"
STREAM, REST = 5679, 5555
NOTICED, RETURNED = 5.0, 1.0
LOST_SHARE = 0.15


class Process:
    """A process and the lines that it says: (seconds, words)."""

    def __init__(self, *arguments):
        command = ["java", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", CLASSES, MAIN, *map(str, arguments)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines, self.said = queue.Queue(), []
        self.reader = threading.Thread(target=self.read, daemon=True)
        self.reader.start()

    def read(self):
        for line in self.process.stdout:
            millis, *words = line.split()
            entry = (int(millis) / 1000, words)
            self.said.append(entry)
            if words[0] not in ("live", "caught"):
                self.lines.put(entry)

    def wait_for(self, word, patience):
        end = time.monotonic() + patience
        while True:
            try:
                moment, words = self.lines.get(timeout=max(0.001, end - time.monotonic()))
            except queue.Empty:
                raise SystemExit(f"faults: no '{word}' within {patience} s") from None
            if words[0] == word:
                return moment


def iptables(*arguments):
    subprocess.run(["iptables", "-w", *arguments], check=True)


def dropping(*which):
    """Rules for both ways of both ports."""
    return [["INPUT", "-p", "tcp", side, str(port), *which, "-j", "DROP"] for side in ("--sport", "--dport") for port in (STREAM, REST)]


class Faults:
    def __init__(self):
        self.start = int(time.time() * 1000)
        self.box = self.start_box()
        self.client = Process("client", STREAM, REST)
        self.client.wait_for("connected", 20)
        self.problems = []

    def start_box(self):
        box = Process("box", STREAM, REST, self.start)
        box.wait_for("listening", 20)
        return box

    def run(self, name, begin, mend, seconds):
        began = time.time()
        begin()
        if seconds:  # the fault lasts
            noticed = self.client.wait_for("disconnected", 15)
            time.sleep(max(0, began + seconds - time.time()))
        mend()
        back = self.back()
        if not seconds:
            noticed = self.client.wait_for("disconnected", 15)
        again = self.client.wait_for("connected", 15)
        self.client.wait_for("gap", 5)
        self.client.wait_for("filled", 60)
        print(f"faults: {name}: noticed after {noticed - began:.2f} s, subscribed again {again - back:.2f} s after the return", flush=True)
        if noticed - began > NOTICED or again - back > RETURNED:
            self.problems.append(name)

    def back(self):
        return time.time()

    def cut_off(self):
        rules = dropping()
        self.run("a peer that is cut off", lambda: [iptables("-A", *rule) for rule in rules],
                 lambda: [iptables("-D", *rule) for rule in rules], 7)

    def silent(self):
        self.run("a silent server", lambda: self.box.process.send_signal(signal.SIGSTOP),
                 lambda: self.box.process.send_signal(signal.SIGCONT), 7)

    def restarted(self):
        def kill():
            self.box.process.kill()
            self.box.process.wait()

        def start():
            self.box = self.start_box()
        self.run("a restarted server", kill, start, 2)

    def lossy(self, seconds):
        """The stream need not break; if it does, as any other."""
        before = len(self.client.said)
        rules = dropping("-m", "statistic", "--mode", "random", "--probability", str(LOST_SHARE))
        for rule in rules:
            iptables("-A", *rule)
        time.sleep(seconds)
        for rule in rules:
            iptables("-D", *rule)
        time.sleep(RETURNED)
        told = collections.Counter(words[0] for _, words in self.client.said[before:])
        state = [words[0] for _, words in self.client.said if words[0] in ("connected", "disconnected")][-1]
        print(f"faults: {LOST_SHARE:.0%} of packets lost for {seconds} s: {told['live']} events live, {told['disconnected']} interruptions, "
              f"{state} a second after", flush=True)
        if state != "connected" or told["live"] == 0:
            self.problems.append("lost packets")
        for _ in range(told["disconnected"]):
            self.client.wait_for("filled", 60)

    def end(self):
        time.sleep(0.5)
        last = int(time.time() * 1000)
        self.client.process.stdin.close()
        self.client.reader.join(20)
        self.box.process.kill()
        said = self.client.said
        events = collections.Counter(int(words[1]) for _, words in said if words[0] in ("live", "caught"))
        told = collections.Counter(words[0] for _, words in said)
        first = min(events)
        due = range(first, (last - self.start) // 20 - 25)  # what was seen half a second before the end
        missing = [number for number in due if number not in events]
        twice = [number for number, count in events.items() if count > 1]
        dropped = [words[1] for _, words in said if words[0] == "dropped"]
        in_order = [int(words[1]) for _, words in said if words[0] == "live"]
        print(f"faults: {len(events)} events, {told['live']} live and {told['caught']} caught up, {len(missing)} missing, {len(twice)} twice; "
              f"{told['disconnected']} interruptions, {told['gap']} gaps, {told['filled']} filled, dropped {dropped}")
        if missing or twice or in_order != sorted(in_order) or dropped != ["0"] or len(due) < 100:
            self.problems.append(f"events: missing {missing[:10]}, twice {twice[:10]}")
        if not told["disconnected"] == told["gap"] == told["filled"]:
            self.problems.append("not one gap each")


def inside(rounds):
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    faults = Faults()
    try:
        for _ in range(rounds):
            faults.cut_off()
            faults.silent()
            faults.restarted()
            faults.lossy(6)
        faults.end()
    finally:
        faults.box.process.kill()
        faults.client.process.kill()
    if faults.problems:
        raise SystemExit("faults: not as it must be: " + "; ".join(faults.problems))


def main():
    unshare = ["unshare", "--net"]
    rounds = sys.argv[1] if len(sys.argv) > 1 else "1"
    if os.geteuid() != 0 or subprocess.run([*unshare, "iptables", "-w", "-L", "-n"], check=False, stdout=subprocess.DEVNULL,
                                           stderr=subprocess.DEVNULL).returncode != 0:
        print("\n!!! NOT RUN: faults of a network need root, a network namespace and iptables\n")
        return
    sys.exit(subprocess.run([*unshare, sys.executable, os.path.abspath(__file__), rounds, "inside"], check=False).returncode)


if __name__ == "__main__":
    inside(int(sys.argv[1])) if sys.argv[2:] == ["inside"] else main()
