#!/usr/bin/env python3
"""The receiver's page in a real browser (Debian's chromium): it shows the events of a data folder, shows a new one by itself
while it is open, and is photographed.

Use: page.py DATA OUT.png [WIDTH,HEIGHT]   (DATA gets one event more)"""
import base64
import json
import os
import subprocess
import sys
import tempfile
import time

from receiver import Receiver, history

OPTIONS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--remote-debugging-pipe"]
PATIENCE_SECONDS = 30


class BrowserError(Exception):
    """The browser did not do what it was asked."""


class Browser:
    """Chromium, spoken to through a pair of pipes: messages of JSON that end with a zero byte."""

    def __init__(self, page, size, profile):
        to_browser, self.write = os.pipe()
        self.read, from_browser = os.pipe()

        def at_3_and_4():
            # first out of the way: one of the pipes may be 3 or 4 itself
            incoming, outgoing = os.dup(to_browser), os.dup(from_browser)
            os.dup2(incoming, 3)
            os.dup2(outgoing, 4)

        self.process = subprocess.Popen(["chromium", *OPTIONS, f"--window-size={size}", f"--user-data-dir={profile}", "about:blank"],
                                        preexec_fn=at_3_and_4, close_fds=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self.number, self.buffer, self.session = 0, b"", None
        target = self.ask("Target.createTarget", url=page)["targetId"]
        self.session = self.ask("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]

    def ask(self, method, **parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        os.write(self.write, json.dumps(message).encode() + b"\0")
        while True:
            while b"\0" not in self.buffer:
                part = os.read(self.read, 1 << 16)
                if not part:
                    raise SystemExit("the browser ended")
                self.buffer += part
            answer, self.buffer = self.buffer.split(b"\0", 1)
            answer = json.loads(answer)
            if answer.get("id") == self.number:
                if "error" in answer:
                    raise BrowserError(f"{method}: {answer['error']}")
                return answer["result"]

    def value(self, expression):
        try:
            return self.ask("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")
        except BrowserError:  # the page is still being opened; wait_for has its limit
            return None

    def wait_for(self, what, expression):
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.value(expression):
            if time.monotonic() > deadline:
                raise SystemExit(f"after {PATIENCE_SECONDS} s the page does not show {what}")
        return self.value(expression)


data, out, size = (sys.argv + ["1280,860"])[1:4]
receiver = Receiver(data)
with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
    browser = Browser(f"http://localhost:{receiver.port}/", size, profile)
    try:
        rows = browser.wait_for("events", "document.querySelectorAll('#events > *').length")
        pictures = browser.wait_for("its pictures", "[...document.images].filter(image => image.complete && image.naturalWidth > 0).length >= 5 "
                                    "&& document.images.length")
        shot = browser.ask("Page.captureScreenshot")
        with open(out, "wb") as file:
            file.write(base64.b64decode(shot["data"]))
        started = time.monotonic()
        assert receiver.post(history(1))[0] == 200
        browser.wait_for("a new event by itself", f"document.querySelectorAll('#events > *').length > {rows}")
        seconds = time.monotonic() - started
    finally:
        browser.process.terminate()
        browser.process.wait()
        receiver.stop()
print(f"the page shows {rows} events with {pictures} pictures, and a new one after {seconds:.1f} s")
