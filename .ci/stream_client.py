#!/usr/bin/env python3
"""The stream client against a server that others wrote: Python's websockets, which plays the box. It sends events as text and as binary,
whole and in fragments that cut characters, with pings between, and closes in the middle; sophon.jar tail must print each."""
import asyncio
import json
import subprocess
import sys

import websockets

DEVICE = "23c7232b-0b35-4813-be6b-6ec4ee21ac4f"
PICTURE = "A" * 347_000
TAIL = ["java", "-jar", "examples/target/sophon.jar", "tail", "--live-only", "--device", DEVICE, "--json", "--pictures"]


def event(number, picture=""):
    return json.dumps({"identity_id": str(number), "device_id": DEVICE, "identity_name": "小明 😀", "identity_info": {}, "group_name": "default_group",
                       "timestamp": 1566016554020 + number, "score": 82.5, "ext_data": {"recognize_face": picture}}, ensure_ascii=False)


async def fragments(data, size):
    for start in range(0, len(data), size):
        yield data[start:start + size]


class Box:
    def __init__(self):
        self.subscriptions = []

    async def serve(self, connection, *_):
        self.subscriptions.append(json.loads(await connection.recv()))
        if len(self.subscriptions) == 1:
            await connection.send(event(1))
            await connection.send(event(2).encode())
            await connection.send(fragments(event(3, PICTURE), 1000))
            await connection.send(fragments(event(4, PICTURE).encode(), 4096))
            await connection.send(fragments(event(5).encode(), 1))
            await (await connection.ping())
            await connection.send(event(6, PICTURE))
            await connection.close()  # and is there again at once
        else:
            await connection.send(event(7, PICTURE))
            await connection.wait_closed()


async def main():
    box = Box()
    async with websockets.serve(box.serve, "127.0.0.1", 0, compression=None) as server:
        port = server.sockets[0].getsockname()[1]
        tail = await asyncio.create_subprocess_exec(*TAIL, "--count", "7", f"ws://127.0.0.1:{port}", stdout=subprocess.PIPE, stderr=subprocess.PIPE, limit=1 << 24)
        out, err = await asyncio.wait_for(tail.communicate(), 50)
    printed = [json.loads(line) for line in out.decode().splitlines()]
    ids = [each["event"]["identity_id"] for each in printed]
    names = {each["event"]["identity_name"] for each in printed}
    sizes = [len(each["event"]["ext_data"]["recognize_face"]) for each in printed]
    print(f"websockets {websockets.__version__}: printed {ids}, pictures of {sizes}, subscriptions {len(box.subscriptions)}")
    expected = {"need_face": True, "need_register": True, "event_list": [DEVICE]}
    if (tail.returncode != 0 or ids != list("1234567") or names != {"小明 😀"} or box.subscriptions != [expected, expected]
            or sizes != [0, 0, 347_000, 347_000, 0, 347_000, 347_000]):
        print(err.decode(), file=sys.stderr)
        raise SystemExit("websockets: not as it must be")


if __name__ == "__main__":
    asyncio.run(main())
