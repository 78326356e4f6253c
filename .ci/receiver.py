"""A receiver process for checks: started from the one-file jar on free ports of 127.0.0.1, ended by its own process id."""
import http.client
import json
import re
import signal
import subprocess
import time

JAR = "reference-receiver/target/reference-receiver.jar"


class Receiver:
    def __init__(self, data, *options):
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            ["java", "-jar", JAR, "--port", "0", "--stream-port", "0", "--data", data, *options],
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        self.printed = []
        self.port = None
        for line in self.process.stdout:
            self.printed.append(line)
            found = re.search(r"http://[^\s:/]+:(\d+)/", line)
            if found:
                self.port = int(found.group(1))
                break
        if self.port is None:
            raise SystemExit("the receiver did not start:\n" + "".join(self.printed))

    def post(self, event, path="/HistoryEvent"):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request("POST", path, json.dumps(event), {"Content-Type": "application/json"})
        answer = connection.getresponse()
        body = answer.read()
        connection.close()
        return answer.status, body

    def kill(self):
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=30)


def history(number, picture=""):
    return {"identity_id": str(number), "identity_name": "stranger", "timestamp": 1602612036150 + number, "score": 6.58,
            "spot_pic": picture, "person_type": 4, "out_timestamp": 1602612038610 + number,
            "ep_info": {"ep_id": "BOX__127.0.0.1", "ep_ip": "127.0.0.1", "device_id": "device-1"}, "api_version": "1.0"}
