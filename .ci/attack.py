#!/usr/bin/env python3
"""An honest box among attackers: the receiver, with its default limits, for 20 seconds.

From 127.0.0.1, all together: 1,000 slow sockets (half of them send a header, half a body, a byte a second; what is closed comes back),
100 bodies of more than 32 MiB (half say so, half are chunked), compressed bombs (100 MiB of zeros, gzip and deflate), garbage.
From 127.0.0.2 a box sends 20 events of 347 kB a second, no two alike, each on a connection of its own, in an open loop: it does not
wait for the answer before it sends the next, and gives each 2 s. Of those sent in any one second at least 18 must be answered 200.

Prints each second's count, p50 and p99, what the attackers were answered, and the receiver's peak memory. Exits with 1 if a second
had fewer, if an attack was answered 200, or if what was answered 200 is not stored.

Use: attack.py [SECONDS]"""
import asyncio
import collections
import concurrent.futures
import gzip
import json
import multiprocessing
import resource
import statistics
import sys
import tempfile
import time
import zlib

from receiver import Receiver, with_pictures

A_SECOND, LEAST, PATIENCE_SECONDS, QUIET_SECONDS = 20, 18, 2, 2
SLOW, OVERSIZE, OVERSIZE_AT_ONCE = 1000, 100, 10
LIMIT = 32 << 20
HEAD = b"POST /HistoryEvent HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\n"
GARBAGE = [b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(500), b"\0" * 4096, b"GET / HTTP/9.9\r\n\r\n",
           b"POST /HistoryEvent HTTP/1.1\r\nHost: x\r\nContent-Length: -1\r\n\r\n", b"\r\n" * 2000,
           b"POST /HistoryEvent HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
           HEAD + b"X: " + b"x" * 100_000 + b"\r\n\r\n", HEAD.replace(b"History", b"RealTime") + b"Content-Length: 9\r\n\r\n{\"a\":[[[[", bytes(range(256)) * 20]


class Attack:
    """All the attackers, in a process of their own so that they do not slow the honest box down by themselves."""

    def __init__(self, port, seconds):
        self.port, self.end = port, time.monotonic() + seconds
        self.answers = collections.Counter()

    def is_on(self):
        return time.monotonic() < self.end

    async def open(self):
        return await asyncio.open_connection("127.0.0.1", self.port)

    async def answer(self, name, reader):
        """Notes the status line, or how the connection ended."""
        try:
            line = await asyncio.wait_for(reader.readline(), max(0.1, min(10, self.end - time.monotonic())))
            self.answers[name, line[9:12].decode("ascii", "replace") if line.startswith(b"HTTP/") else "closed"] += 1
        except (OSError, ValueError):
            self.answers[name, "closed"] += 1
        except asyncio.TimeoutError:
            self.answers[name, "no answer"] += 1

    async def again(self, attempt, pause):
        while self.is_on():
            try:
                await attempt()
            except OSError:
                pass
            await asyncio.sleep(pause)

    async def slow(self, number):
        name = "slow header" if number % 2 else "slow body"
        self.answers[name, "opened"] += 1
        reader, writer = await self.open()
        try:
            writer.write(HEAD if number % 2 else HEAD + b"Content-Length: 100000\r\n\r\n{\"identity_id\":\"")
            while self.is_on() and not reader.at_eof():
                writer.write(b"X")
                await writer.drain()
                try:
                    line = await asyncio.wait_for(reader.readline(), 1)
                except asyncio.TimeoutError:
                    continue
                self.answers[name, line[9:12].decode("ascii", "replace") if line else "closed"] += 1
                return
        finally:
            writer.close()

    async def oversize(self, number):
        name = "oversize, announced" if number % 2 else "oversize, chunked"
        reader, writer = await self.open()
        block, sent = b" " * (1 << 20), 0
        answer = asyncio.ensure_future(self.answer(name, reader))
        try:
            writer.write(HEAD + (b"Content-Length: %d\r\n\r\n" % (LIMIT + 1) if number % 2 else b"Transfer-Encoding: chunked\r\n\r\n"))
            while self.is_on() and sent <= LIMIT and not answer.done():
                writer.write(block if number % 2 else b"100000\r\n" + block + b"\r\n")
                sent += len(block)
                await writer.drain()
        except OSError:
            pass
        finally:
            await answer
            writer.close()

    async def all_oversize(self):
        left = iter(range(OVERSIZE))

        async def next_ones():
            for number in left:
                if not self.is_on():
                    return
                try:
                    await self.oversize(number)
                except OSError:
                    self.answers["oversize", "no connection"] += 1

        await asyncio.gather(*(next_ones() for _ in range(OVERSIZE_AT_ONCE)))

    async def send(self, name, data):
        reader, writer = await self.open()
        try:
            writer.write(data)
            await writer.drain()
            await self.answer(name, reader)
        finally:
            writer.close()

    async def run(self):
        zeros = b"[" + b"0," * (50 << 20) + b"0]"
        bombs = [HEAD + b"Content-Encoding: %s\r\nContent-Length: %d\r\n\r\n" % (coding, len(body)) + body
                 for coding, body in ((b"gzip", gzip.compress(zeros, 1)), (b"deflate", zlib.compress(zeros, 1)))]
        del zeros
        tasks = [self.again(lambda n=number: self.slow(n), 1) for number in range(SLOW)]
        tasks += [self.again(lambda b=bomb: self.send("bomb", b), 0.5) for bomb in bombs]
        tasks += [self.again(lambda g=garbage: self.send("garbage", g), 0.2) for garbage in GARBAGE]
        tasks.append(self.all_oversize())
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), self.end - time.monotonic() + 15)


def attack(port, seconds, ready, answers):
    resource.setrlimit(resource.RLIMIT_NOFILE, (resource.getrlimit(resource.RLIMIT_NOFILE)[1],) * 2)
    attackers = Attack(port, seconds)
    ready.set()
    try:
        asyncio.run(attackers.run())
    finally:
        answers.put(dict(attackers.answers))


def send(receiver, number, body, due):
    """What became of one event, and how long after it was due."""
    try:
        status = receiver.ask("POST", "/HistoryEvent", body, {"Content-Type": "application/json"}, PATIENCE_SECONDS, ("127.0.0.2", 0))[0]
    except Exception as problem:  # no connection, no answer in time, or half of one
        status = type(problem).__name__
    seconds = time.monotonic() - due
    return number, ("late" if status == 200 and seconds > PATIENCE_SECONDS else status), seconds


def honest_box(receiver, seconds, first=0):
    bodies = [json.dumps(with_pictures(number, 200_000, 60_000)).encode() for number in range(first, first + seconds * A_SECOND)]
    start = time.monotonic()
    with concurrent.futures.ThreadPoolExecutor(A_SECOND * (PATIENCE_SECONDS + 2)) as pool:
        sent = []
        for number, body in enumerate(bodies):
            due = start + number / A_SECOND
            time.sleep(max(0, due - time.monotonic()))
            sent.append(pool.submit(send, receiver, number, body, due))
        return [one.result() for one in sent]


def report(name, results):
    """Prints each second; the seconds that had too few."""
    poor = 0
    for second in range(0, len(results), A_SECOND):
        these = results[second:second + A_SECOND]
        good = sorted(seconds for _, status, seconds in these if status == 200)
        others = collections.Counter(status for _, status, _ in these if status != 200)
        times = f"p50 {statistics.median(good) * 1000:.0f} ms  p99 {good[-1] * 1000:.0f} ms" if good else ""
        short = len(good) < LEAST * len(these) / A_SECOND
        poor += short
        print(f"{name} {second // A_SECOND + 1:3} s: {len(good)}/{len(these)}  {times}  {dict(others) or ''}{'  TOO FEW' if short else ''}")
    return poor


def main():
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    with tempfile.TemporaryDirectory(prefix="attack-", dir="reference-receiver/target") as data:
        receiver = Receiver(data)
        try:
            quiet = honest_box(receiver, QUIET_SECONDS)
            report("before", quiet)
            ready, answers = multiprocessing.Event(), multiprocessing.Queue()
            attackers = multiprocessing.Process(target=attack, args=(receiver.port, seconds + 2, ready, answers), daemon=True)
            attackers.start()
            ready.wait()
            time.sleep(1)
            results = honest_box(receiver, seconds, len(quiet))
            poor = report("attacked", results)
            told = answers.get(timeout=60)
            attackers.join(30)
            memory, stored = receiver.peak_megabytes(), receiver.stored()
        finally:
            receiver.stop()
    for (name, answer), count in sorted(told.items()):
        print(f"attack: {name}: {answer} {count} times")
    good = [seconds for _, status, seconds in results if status == 200]
    answered = len(good) + sum(status in (200, "late") for _, status, _ in quiet) + sum(status == "late" for _, status, _ in results)
    taken = sum(count for (_, answer), count in told.items() if answer == "200")
    print(f"attack: {len(good)} of {len(results)} honest events answered 200, {poor} seconds with fewer than {LEAST}, "
          f"peak memory {memory:.0f} MB, {stored} stored of {answered} answered")
    if poor or taken or stored < answered:
        sys.exit(f"attack: {poor} poor seconds, {taken} attacks answered 200, {max(0, answered - stored)} not stored")


if __name__ == "__main__":
    main()
