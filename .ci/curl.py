#!/usr/bin/env python3
"""Posts the vendor's own bodies by curl, which says of each that it is a form, on the vendor's paths, and prints what is answered.

The valid samples must be answered 200. Those that the vendor misprinted must be answered 400 with a message on their own, or be
understood after all; on a history path they must be answered 200, for a box would repeat them for ever.

Use: curl.py. Needs curl (Debian). Exits with 1 if one was answered otherwise."""
import collections
import glob
import json
import os
import subprocess
import sys
import tempfile

from receiver import Receiver

SAMPLES = "sophon-event-model/src/test/resources/samples"
PATHS = {"realtime-": "/RealTimeEvent", "history-event-v": "/HistoryEvent", "access-record-report-": "/EventServer/api/AccessRecord",
         "device-status-": "/DeviceStatus", "media-device-status-": "/DeviceStatus", "platform-device-status-": "/EventServer/api/DeviceStatus",
         "device-sync-request": "/box/device/sync", "device-operate-": "/brain/service/device/operate", "stream-event-": "/RealTimeEvent"}


def path_of(file):
    return next((path for start, path in PATHS.items() if os.path.basename(file).startswith(start)), None)


def post(receiver, path, file):
    url = f"http://127.0.0.1:{receiver.port}{path}"
    done = subprocess.run(["curl", "-sS", "-w", "\n%{http_code}", "--data-binary", "@" + file, url],
                          capture_output=True, text=True, timeout=30, check=True)
    body, status = done.stdout.rsplit("\n", 1)
    return int(status), json.loads(body)


def main():
    valid = sorted(file for file in glob.glob(SAMPLES + "/*.json") if path_of(file))
    broken = sorted(glob.glob("../shared/spec/samples/verbatim-broken/*")) or sys.exit("!!! ../shared/spec is missing: NOT RUN")
    problems, answers = [], collections.Counter()
    with tempfile.TemporaryDirectory() as folder:
        receiver = Receiver(folder + "/data")
        try:
            for file in valid:
                status, answer = post(receiver, path_of(file), file)
                answers["valid", status] += 1
                if status != 200 or answer["status"] != 0:
                    problems.append(f"{file}: {status} {answer}")
            for file in broken:
                status, answer = post(receiver, path_of(file) or "/RealTimeEvent", file)
                answers["misprinted", status] += 1
                if status not in (200, 400) or not answer.get("message"):
                    problems.append(f"{file}: {status} {answer}")
                status, answer = post(receiver, "/HistoryEvent", file)
                if status != 200:
                    problems.append(f"{file} as history: {status} {answer}")
            stored = [receiver.ask("GET", "/api/events?limit=200")[1]]
            listed = json.loads(receiver.ask("GET", "/api/quarantine")[1])
        finally:
            receiver.stop()
    print("curl:", ", ".join(f"{count} {what} answered {status}" for (what, status), count in sorted(answers.items())),
          f"{listed['count']} in quarantine, {len(json.loads(stored[0])['events'])} events listed")
    for problem in problems:
        print("curl:", problem)
    sys.exit(1 if problems else 0)


main()
