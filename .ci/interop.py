#!/usr/bin/env python3
"""What others wrote, connected to the event stream server: the vendor's own client (Debian's python3-websocket), and python3-websockets
with fragmented and binary frames. The server is PlayedBox of the client's tests, with the libraries of sophon.jar.

    .ci/interop.py [SECONDS]   how long the vendor's client has to live on a quiet stream, 5 if it is not said"""
import asyncio
import json
import queue
import subprocess
import sys
import threading
import time

import websockets

CLASSES = "sophon-event-client/target/classes:sophon-event-client/target/test-classes:examples/target/sophon.jar"
MAIN = "io.sophonevents.client.stream.PlayedBox"
DEVICES = ["04f98265-1fad-47e5-9dda-66e191272055", "9483034a-da64-4db0-b223-64e87d5567db"]
OTHER = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f"
PATIENCE = 30


class Lines:
    """What a program prints, line by line and in time."""

    def __init__(self, command):
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.lines = queue.Queue()
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for line in self.process.stdout:
            self.lines.put(line.rstrip("\n"))
        self.lines.put(None)

    def next(self):
        line = self.lines.get(timeout=PATIENCE)
        if line is None:
            raise SystemExit(f"{self.process.args} ended with {self.process.wait()}")
        return line

    def say(self, line):
        self.process.stdin.write(line + "\n")
        self.process.stdin.flush()

    def end(self):
        self.process.kill()
        self.process.wait()


def expect(what, found, expected):
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r} but was {found!r}")
    print(f"ok  {what}")


def vendor(box, uri, seconds):
    client = Lines([sys.executable, ".ci/vendor_stream_client.py", uri])
    try:
        subscription = box.next()
        expect("the vendor's client subscribes", subscription.split(",")[0], "V5R2 " + DEVICES[0])
        box.say("666666 " + DEVICES[0])
        expect("it prints an event", client.next(), "666666 " + DEVICES[0])
        box.say("1 " + OTHER)
        box.say("2 " + DEVICES[1])
        expect("it gets the events of its devices only", client.next(), "2 " + DEVICES[1])
        time.sleep(seconds)  # the time is what is tested: the client takes a ping for an event, and dies of it
        box.say("3 " + DEVICES[0])
        expect(f"it lives after {seconds} s without an event", client.next(), "3 " + DEVICES[0])
    finally:
        client.end()


async def sockets(box, uri):
    async with websockets.connect(uri, max_size=None) as client:
        whole = json.dumps({"with_face_image": True, "with_register_image": False, "media_device_ids": DEVICES})
        await client.send([whole[:9], whole[9:10], whole[10:40], whole[40:]])  # one message, four fragments
        expect("a subscription in fragments", box.next(), "V6R1 " + ",".join(DEVICES))
        box.say("7 " + DEVICES[1])
        event = json.loads(await asyncio.wait_for(client.recv(), PATIENCE))
        expect("an event of V6", [event["identity_id"], event["media_device_id"], event["identity_name"]], ["7", DEVICES[1], "小明"])
        expect("its picture", len(event["recognize_face_image"]) > 340_000, True)
        await client.send(json.dumps({"event_list": [OTHER]}).encode())  # bytes are sent as a binary frame
        expect("another subscription in a binary frame", box.next(), "V5R2 " + OTHER)
        box.say("8 " + DEVICES[1])
        box.say("9 " + OTHER)
        event = json.loads(await asyncio.wait_for(client.recv(), PATIENCE))
        expect("an event of V5, no more of the devices before", [event["identity_id"], event["device_id"]], ["9", OTHER])
        expect("no picture, as none was asked for", "recognize_face" in event["ext_data"], False)
        await asyncio.wait_for(await client.ping(b"there?"), PATIENCE)
        print("ok  a ping is answered")
        await client.send([b"{", b"no", b"thing"])
        try:
            await asyncio.wait_for(client.recv(), PATIENCE)
            raise SystemExit("what is no subscription was taken")
        except websockets.ConnectionClosedError as closed:
            expect("what is no subscription ends the connection", closed.code, 1003)


def main(seconds):
    box = Lines(["java", "-XX:TieredStopAtLevel=1", "-Dorg.slf4j.simpleLogger.defaultLogLevel=off", "-cp", CLASSES, MAIN])
    try:
        uri = "ws://127.0.0.1:" + box.next()
        vendor(box, uri, seconds)
        asyncio.run(sockets(box, uri))
    finally:
        box.end()


main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
