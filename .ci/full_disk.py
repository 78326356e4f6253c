#!/usr/bin/env python3
"""A full disk: a receiver on a file system of 64 MB, which nobody else sees (a mount namespace of its own; needs root).

Big events are posted until one is answered 503 with Retry-After; before that each was answered 200. Then reading still works: the list,
a picture and the page. A file that was in the way is deleted, and within 2 s an event is answered 200 again. At the end `export` has
every event that was answered 200, once, with its pictures.

Use: full_disk.py   (about 15 s; says loudly that it did nothing if it may not mount)"""
import json
import os
import subprocess
import sys
import tempfile
import time

from receiver import Receiver, export, with_pictures

DISK_MEGABYTES, FILLER_MEGABYTES = 64, 24
RECOVERY_SECONDS = 2
INSIDE = "--in-its-own-namespace"


def event(number):
    return with_pictures(number, 200_000, 60_000)


def fill(receiver):
    """Posts until there is no room; the numbers answered 200, and the first that was not."""
    stored, deadline = [], time.monotonic() + 60
    while time.monotonic() < deadline:
        number = len(stored) + 1
        status, body, headers = receiver.ask("POST", "/HistoryEvent", as_json(number))
        if status == 200:
            stored.append(number)
            continue
        if status != 503 or not headers.get("Retry-After", "").isdigit():
            raise SystemExit(f"full disk: expected 503 with Retry-After but was {status} {headers.get('Retry-After')} {body[:200]}")
        print(f"full disk: {len(stored)} events answered 200, then 503 with Retry-After {headers['Retry-After']}")
        return stored
    raise SystemExit(f"full disk: {len(stored)} events of 347 kB were answered 200 on {DISK_MEGABYTES} MB")


def as_json(number):
    return json.dumps(event(number))


def check_reads(receiver, newest):
    for path in ("/", "/api/events", f"/api/events/{newest}/pictures/scene"):
        status, body, _ = receiver.ask("GET", path, timeout=5)
        if status != 200 or not body:
            raise SystemExit(f"full disk: GET {path} was answered {status}")
    print("full disk: the page, the list and a picture are still read")


def check_recovery(receiver, filler, stored):
    number = len(stored) + 1000
    os.remove(filler)
    freed, status = time.monotonic(), None
    while time.monotonic() < freed + 20:
        status, _, _ = receiver.ask("POST", "/HistoryEvent", as_json(number))
        seconds = time.monotonic() - freed
        if status == 200:
            break
        time.sleep(0.05)
    if status != 200 or seconds > RECOVERY_SECONDS:
        raise SystemExit(f"full disk: {status} {seconds:.1f} s after there was room again, expected 200 within {RECOVERY_SECONDS} s")
    stored.append(number)
    for more in range(number + 1, number + 6):
        if receiver.ask("POST", "/HistoryEvent", as_json(more))[0] != 200:
            raise SystemExit("full disk: not every event was stored after there was room again")
        stored.append(more)
    print(f"full disk: 200 again {seconds:.2f} s after there was room")


def check_export(data, stored):
    times = {}
    for line in export(data):
        number = int(line["event"]["identity_id"])
        times[number] = times.get(number, 0) + 1
        sent = event(number)
        if any(line["event"].get(key) != sent[key] for key in sent):
            raise SystemExit(f"full disk: event {number} is not as it was sent")
    lost = [number for number in stored if number not in times]
    twice = [number for number, count in times.items() if count > 1]
    if lost or twice:
        raise SystemExit(f"full disk: {len(lost)} lost, {len(twice)} twice")
    print(f"full disk: {len(stored)} answered 200, {sum(times.values())} stored, 0 lost, 0 twice")


def inside():
    with tempfile.TemporaryDirectory() as place:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_MEGABYTES}m,mode=0700", "tmpfs", place], check=True)
        try:
            filler, data = os.path.join(place, "filler"), os.path.join(place, "data")
            with open(filler, "wb") as out:
                out.write(bytes(FILLER_MEGABYTES << 20))
            receiver = Receiver(data)
            try:
                stored = fill(receiver)
                check_reads(receiver, len(stored))
                check_recovery(receiver, filler, stored)
            finally:
                receiver.stop()
            check_export(data, stored)
        finally:
            subprocess.run(["umount", place], check=True)


def main():
    if sys.argv[1:] == [INSIDE]:
        inside()
        return
    unshare = ["unshare", "--mount", "--propagation", "private"]
    if os.geteuid() != 0 or subprocess.run([*unshare, "true"], check=False, stderr=subprocess.DEVNULL).returncode != 0:
        print("\n!!! NOT RUN: a file system of its own needs root and a mount namespace, so no full disk was tried\n")
        return
    sys.exit(subprocess.run([*unshare, sys.executable, os.path.abspath(__file__), INSIDE], check=False).returncode)


if __name__ == "__main__":
    main()
