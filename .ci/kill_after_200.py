#!/usr/bin/env python3
"""kill -9 of the receiver while eight clients post, again and again on the same data folder; after ten rounds every event that was
answered 200 in one of them is there once, with its pictures byte for byte, as `export` prints it.

Every third event is small; the others are of 40 kB, with two pictures that no other event has.

Use: kill_after_200.py ROUNDS"""
import collections
import sys
import tempfile
import threading

from receiver import Receiver, export, history, with_pictures

CLIENTS = 8
ROUNDS_PER_FOLDER = 10


def event(number):
    return history(number) if number % 3 == 0 else with_pictures(number, 22_000, 8_000)


class Load:
    """Eight clients that post events nobody has posted before, and remember what was answered 200."""

    def __init__(self, receiver, round_, acknowledged):
        self.receiver, self.acknowledged = receiver, acknowledged
        self.news = threading.Condition()
        self.posting = CLIENTS
        self.threads = [threading.Thread(target=self.post, args=((round_ * CLIENTS + i) * 1000,)) for i in range(CLIENTS)]
        for thread in self.threads:
            thread.start()

    def post(self, first):
        for number in range(first, first + 1000):
            try:
                status, _ = self.receiver.post(event(number))
            except Exception:  # no answer, or half of one: not acknowledged
                break
            if status == 200:
                with self.news:
                    self.acknowledged.append(number)
                    self.news.notify()
        with self.news:
            self.posting -= 1
            self.news.notify()

    def wait_for(self, count):
        with self.news:
            self.news.wait_for(lambda: len(self.acknowledged) >= count or not self.posting)
            if len(self.acknowledged) < count:
                raise SystemExit("the receiver stopped by itself:\n" + "".join(self.receiver.printed))

    def join(self):
        for thread in self.threads:
            thread.join()


def start(data):
    """A receiver whose code is compiled once: it lives for a second."""
    return Receiver(data, jvm=["-XX:TieredStopAtLevel=1"])


def check(data, acknowledged):
    """What is wrong with what is stored, and how much is stored."""
    times, changed = collections.Counter(), []
    for line in export(data):
        number = int(line["event"]["identity_id"])
        times[number] += 1
        sent = event(number)
        if any(line["event"].get(key) != sent.get(key) for key in sent):
            changed.append(number)
    lost = [number for number in acknowledged if times[number] == 0]
    twice = [number for number, count in times.items() if count > 1]
    return {"lost": lost, "twice": twice, "changed": changed}, sum(times.values())


def main():
    rounds, round_, answered, stored = int(sys.argv[1]), 0, 0, 0
    while round_ < rounds:
        acknowledged = []
        with tempfile.TemporaryDirectory(prefix="kill-", dir="reference-receiver/target") as data:
            receiver = start(data)
            for _ in range(min(ROUNDS_PER_FOLDER, rounds - round_)):
                load = Load(receiver, round_, acknowledged)
                load.wait_for(len(acknowledged) + 1 + (round_ * 37) % 200)  # a different moment each round
                receiver.kill()
                load.join()
                round_ += 1
                receiver = start(data)
            wrong, here = check(data, acknowledged)
            receiver.stop()
        if any(wrong.values()):
            counts = ", ".join(f"{len(numbers)} {name} (first {numbers[0]})" for name, numbers in wrong.items() if numbers)
            raise SystemExit(f"kill -9: after {round_} rounds, {len(acknowledged)} answered 200, {here} stored: {counts}")
        if round_ % 100 == 0:
            print(f"kill -9: {round_} rounds of {rounds}", flush=True)
        answered += len(acknowledged)
        stored += here
    print(f"kill -9: {rounds} rounds, {answered} answered 200, {stored} stored, 0 lost, 0 twice, 0 changed")
    if answered < rounds:
        raise SystemExit("too few were answered to prove anything")


if __name__ == "__main__":
    main()
