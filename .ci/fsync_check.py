#!/usr/bin/env python3
"""Checks, from outside, that the receiver has every event on disk before it says 200.

    .ci/fsync_check.py [--jar JAR]

Starts the one-file receiver under strace, posts 100 single events (every other one with pictures), one
after the other, and reads from the trace of system calls that at each "HTTP/1.1 200" every file that was
written under the data folder had an fdatasync or fsync which began after its last write had ended.
Then it takes the syncs out of the same trace and expects to see that missed.

The index of the write-ahead log (events.db-shm) is left out: it is memory that connections share, lengthened
when the database is opened and never synced by SQLite, which builds it anew from the log after a crash.

Needs strace (Debian: apt-get install strace). Exits with 1 if an event was acknowledged too early, or if
there was nothing to see.
"""

import argparse
import base64
import http.client
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile

EVENTS = 100
# The reserve of an outbox is room and no data.
NEEDS_NO_SYNC = {'events.db-shm', 'outbox.db-shm', 'reserve.bin'}
PICTURE_BYTES = 150_000
SYNCS = {'fsync', 'fdatasync'}
FILE_WRITES = {'write', 'pwrite64', 'writev', 'pwritev', 'pwritev2', 'ftruncate', 'fallocate', 'sendfile',
               'copy_file_range'}
SOCKET_WRITES = {'write', 'writev', 'sendto', 'sendmsg'}
TRACED = sorted(SYNCS | FILE_WRITES | SOCKET_WRITES)

ENTRY = re.compile(r'^(\d+) +(\w+)\((?:\d+|AT_FDCWD)<([^>]*)>(.*)$')
RESUMED = re.compile(r'^(\d+) +<\.\.\. (\w+) resumed>(.*)$')


def violations(trace, folder, answer='"HTTP/1.1 200'):
    """What is wrong in a trace, and what was seen in it; a write that begins like the answer says that something is on disk."""
    under_way = {}    # thread -> (call, file, position at which it began)
    last_write = {}   # file -> position at which its last write ended
    synced = {}       # file -> position at which its last sync that has ended began
    seen = {'answers': 0, 'writes': 0, 'syncs': 0, 'files': set()}
    problems = []
    writes_before = 0

    def counts(file):
        return file.startswith(folder + '/') and os.path.basename(file) not in NEEDS_NO_SYNC

    def ended(call, file, began, now, ok):
        if not counts(file) or not ok:
            return
        if call in SYNCS:
            synced[file] = max(synced.get(file, -1), began)
            seen['syncs'] += 1
        elif call in FILE_WRITES:
            last_write[file] = now
            seen['writes'] += 1
            seen['files'].add(os.path.basename(file))

    for now, line in enumerate(trace):
        resumed = RESUMED.match(line)
        if resumed:
            call, file, began = under_way.pop(resumed[1], (None, '', 0))
            if call:
                ended(call, file, began, now, ' = -1 ' not in resumed[3])
            continue
        entry = ENTRY.match(line)
        if not entry:
            continue
        thread, call, file, rest = entry.groups()
        if call in SOCKET_WRITES and answer in rest:
            seen['answers'] += 1
            if seen['writes'] == writes_before:
                problems.append(f'answer {seen["answers"]}: nothing was written before it')
            writes_before = seen['writes']
            busy = {f for c, f, _ in under_way.values() if c in FILE_WRITES and counts(f)}
            for written in sorted(last_write.keys() | busy):
                if written in busy or synced.get(written, -1) < last_write[written]:
                    problems.append(f'answer {seen["answers"]}: {os.path.basename(written)} not synced')
        if rest.endswith('<unfinished ...>'):
            under_way[thread] = (call, file, now)
            if call in FILE_WRITES and counts(file):
                last_write[file] = now
        else:
            ended(call, file, now, now, ' = -1 ' not in rest)
    return problems, seen


def event(number):
    pictures = number % 2 == 0
    picture = base64.b64encode(b'\xff\xd8\xff\xe0' + os.urandom(PICTURE_BYTES)).decode()
    return json.dumps({
        'identity_id': str(number), 'identity_name': 'Tom', 'timestamp': 1565771454932 + number, 'score': 0.78,
        'reg_pic': picture if pictures else '',
        'ext_data': {'device_ip': '192.168.1.25', 'person_type': 1, 'spot_pic': picture if pictures else ''},
    }).encode()


def record(jar, folder, trace_file):
    """The trace of a receiver that is sent the events."""
    command = ['strace', '-f', '-y', '-s', '16', '-e', 'trace=' + ','.join(TRACED), '-e', 'signal=none',
               '-o', trace_file, 'java', '-jar', jar, '--port', '0', '--stream-port', '0', '--data', folder]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, start_new_session=True)
    try:
        ready = process.stdout.readline()
        port = int(re.match(r'receiving at http://127\.0\.0\.1:(\d+)/', ready)[1])
        connection = http.client.HTTPConnection('127.0.0.1', port, timeout=60)
        for number in range(EVENTS):
            connection.request('POST', '/RealTimeEvent', event(number))
            answer = connection.getresponse()
            body = answer.read()
            if (answer.status, body) != (200, b'{"message":"SUCCESS","status":0}'):
                sys.exit(f'fsync_check: event {number} was answered {answer.status}')
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(60)
    with open(trace_file, errors='replace') as lines:
        return [line.rstrip('\n') for line in lines]


def main():
    default = os.path.join(os.path.dirname(__file__), '../reference-receiver/target/reference-receiver.jar')
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument('--jar', default=os.path.normpath(default))
    jar = arguments.parse_args().jar
    work = os.path.realpath(tempfile.mkdtemp(prefix='fsync_check-'))
    try:
        folder = os.path.join(work, 'data')
        trace = record(jar, folder, os.path.join(work, 'trace'))
        problems, seen = violations(trace, folder)
        if seen['answers'] != EVENTS:
            problems.append(f'expected {EVENTS} answers in the trace but found {seen["answers"]}')
        for problem in problems[:10]:
            print('fsync_check:', problem)
        print(f'fsync_check: {seen["answers"]} answers, {seen["writes"]} writes to {sorted(seen["files"])}, '
              f'{seen["syncs"]} syncs, {len(problems)} problems')
        if problems:
            sys.exit(1)

        without = [line for line in trace if not re.search(r'\b(fsync|fdatasync)\b', line)]
        missed, _ = violations(without, folder)
        if len(missed) < EVENTS:
            sys.exit(f'fsync_check: without the syncs only {len(missed)} problems were found, so it proves nothing')
        print(f'fsync_check: the same trace without its syncs has {len(missed)} problems, as it should')
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == '__main__':
    main()
