#!/usr/bin/env python3
"""A picture of the receiver's page in a real browser (Debian's chromium), with the events of a data folder.

Use: screenshot.py DATA OUT.png [WIDTH,HEIGHT]"""
import os
import subprocess
import sys
import tempfile

from receiver import Receiver

data, out, size = (sys.argv + ["1280,1000"])[1:4]
receiver = Receiver(data)
page = f"http://localhost:{receiver.port}/"
options = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
           "--disable-component-update", "--disable-sync", "--hide-scrollbars", "--virtual-time-budget=8000", f"--window-size={size}"]
try:
    with tempfile.TemporaryDirectory() as profile:
        chromium = ["chromium", *options, f"--user-data-dir={profile}"]
        subprocess.run([*chromium, f"--screenshot={os.path.abspath(out)}", page], check=True, timeout=120, stderr=subprocess.DEVNULL)
        dom = subprocess.run([*chromium, "--dump-dom", page], check=True, timeout=120, capture_output=True, text=True).stdout
finally:
    receiver.stop()
pictures = dom.count("/pictures/")
print(f"the page shows {pictures} pictures; {os.path.getsize(out)} bytes of screenshot")
sys.exit(0 if pictures and "stranger" in dom else 1)
