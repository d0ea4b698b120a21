"""The first call of README.md, as it stands there, against a server that made its own key."""

import json
import os
import re
import subprocess
import sys

from checks import check, equal
from server import REPOSITORY, Server


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
            operations = [json.loads(line)['operation'] for line in server.lines_of('logs/traffic.jsonl')]
            equal(operations, ['UnblockWorker', 'GetAccountBalance'])
