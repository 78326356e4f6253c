"""A receiver process for checks: started from the one-file jar on free ports of 127.0.0.1, ended by its own process id."""
import base64
import collections
import http.client
import json
import random
import re
import signal
import subprocess
import threading
import time

JAR = "reference-receiver/target/reference-receiver.jar"


class Receiver:
    def __init__(self, data, *options, jvm=()):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            ["java", *jvm, "-jar", JAR, "--port", "0", "--stream-port", "0", "--data", data, *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.printed = collections.deque(maxlen=1000)
        self.port = None
        for line in self.process.stdout:
            self.printed.append(line)
            found = re.search(r"http://[^\s:/]+:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
                break
        if self.port is None:
            raise SystemExit("the receiver did not start:\n" + "".join(self.printed))
        # read on: a full pipe would hold it up
        threading.Thread(target=lambda: self.printed.extend(self.process.stdout), daemon=True).start()

    def ask(self, method, path, body=None, headers=None, timeout=30, source=None):
        """Status, body and headers of the answer; each time on a connection of its own."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=timeout, source_address=source)
        try:
            connection.request(method, path, body, headers or {})
            answer = connection.getresponse()
            return answer.status, answer.read(), answer.headers
        finally:
            connection.close()

    def post(self, event, path="/HistoryEvent"):
        return self.ask("POST", path, json.dumps(event), {"Content-Type": "application/json"})[:2]

    def stored(self):
        """How many events are stored, on a data folder that began empty: the id of the newest one."""
        return json.loads(self.ask("GET", "/api/events?limit=1")[1])["newest"]

    def peak_megabytes(self):
        with open(f"/proc/{self.process.pid}/status", encoding="ascii") as status:
            return int(re.search(r"VmHWM:\s+(\d+) kB", status.read())[1]) / 1024

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def export(data):
    """What is stored in a data folder, an event a line, whether a receiver runs on it or not."""
    command = subprocess.Popen(["java", "-jar", JAR, "export", "--data", data], stdout=subprocess.PIPE)
    for line in command.stdout:
        yield json.loads(line)
    if command.wait() != 0:
        raise SystemExit(f"export ended with {command.returncode}")


def history(number, picture=""):
    return {"identity_id": str(number), "identity_name": "stranger", "timestamp": 1602612036150 + number, "score": 6.58,
            "spot_pic": picture, "person_type": 4, "out_timestamp": 1602612038610 + number,
            "ep_info": {"ep_id": "BOX__127.0.0.1", "ep_ip": "127.0.0.1", "device_id": "device-1"}, "api_version": "1.0"}


def picture(number, role, size):
    """Begins as a JPEG does, and is another one for each event and role, but the same each time."""
    return base64.b64encode(b"\xff\xd8\xff\xe0" + random.Random(f"{number} {role}").randbytes(size)).decode()


def with_pictures(number, scene, face):
    """An event with two pictures of so many bytes: no two events have an id or a picture in common."""
    event = history(number, picture(number, "scene", scene))
    event["recognize_face"] = picture(number, "face", face)
    return event
