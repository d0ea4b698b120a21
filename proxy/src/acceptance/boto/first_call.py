"""The first call of README.md, as it stands there, against a server that made its own key."""

import json
import os
import re
import subprocess
import sys
import time

from checks import check, equal
from server import LAUNCHER, REPOSITORY, Server


def run():
    with open(os.path.join(REPOSITORY, 'README.md'), encoding='utf-8') as file:
        program = re.search(r'```python\n(.*?)```', file.read(), re.S).group(1)

    @check('README.md: the first call works with the key that serve made')
    def _():
        with Server('listen: {port: 0}\n') as server:
            environment = dict(os.environ, BOTO_CONFIG=server.path('data/access-key'))
            found = subprocess.run(
                [sys.executable, '-c', program.replace('port=8080', 'port=%d' % server.port)],
                env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                universal_newlines=True, timeout=60)
            equal((found.returncode, found.stdout, found.stderr), (0, '$10,000.00\n', ''))
            equal(logged(server.path('logs/traffic.db')), ['UnblockWorker', 'GetAccountBalance'])


def logged(log):
    """The operations in the log, which is written a moment after the answers."""
    deadline = time.monotonic() + 30
    while True:
        found = subprocess.run([LAUNCHER, 'export', '--format', 'jsonl', '--log', log], stdout=subprocess.PIPE,
                               universal_newlines=True, timeout=60, check=True)
        operations = [json.loads(line)['operation'] for line in found.stdout.splitlines()]
        if len(operations) == 2 or time.monotonic() > deadline:
            return operations
