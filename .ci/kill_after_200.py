#!/usr/bin/env python3
"""kill -9 of the receiver while eight clients post; at the end every event that was answered 200 must be stored, once.

Use: kill_after_200.py ROUNDS"""
import base64
import collections
import json
import os
import subprocess
import sys
import tempfile
import threading

from receiver import JAR, Receiver, history

rounds = int(sys.argv[1])
clients = 8
acknowledged = []
lock = threading.Lock()


def client(receiver, first):
    picture = base64.b64encode(b"\xff\xd8\xff\xe0" + os.urandom(20_000)).decode()
    for number in range(first, first + 1000):
        try:
            status, _ = receiver.post(history(number, picture))
        except OSError:
            return
        except Exception:  # half an answer: not acknowledged
            return
        if status == 200:
            with lock:
                acknowledged.append(number)


with tempfile.TemporaryDirectory() as data:
    for round_ in range(rounds):
        receiver = Receiver(data)
        before = len(acknowledged)
        threads = [threading.Thread(target=client, args=(receiver, (round_ * clients + i) * 1000)) for i in range(clients)]
        for thread in threads:
            thread.start()
        wanted = before + 1 + (round_ * 37) % 200  # a different moment each round
        while len(acknowledged) < wanted:
            if not any(thread.is_alive() for thread in threads):
                raise SystemExit("the receiver stopped by itself")
        receiver.kill()
        for thread in threads:
            thread.join()
    exported = subprocess.run(["java", "-jar", JAR, "export", "--data", data], check=True, capture_output=True, text=True).stdout
    stored = collections.Counter(int(json.loads(line)["event"]["identity_id"]) for line in exported.splitlines())

lost = [number for number in acknowledged if stored[number] == 0]
twice = [number for number, times in stored.items() if times > 1]
print(f"kill -9: {rounds} rounds, {len(acknowledged)} answered 200, {sum(stored.values())} stored, {len(lost)} lost, {len(twice)} twice")
sys.exit(1 if lost or twice or not acknowledged else 0)
