"""
zeep, a SOAP client that takes nothing but what the schema has and in its order, driven by the WSDL
that `mturk-proxy serve` serves: all operations, on a marketplace with a Worker.
"""

import os
import signal
import socket
import sys

for name in [n for n in os.environ if n.lower() in ('http_proxy', 'https_proxy', 'all_proxy')]:
    del os.environ[name]

import checks
import operations
import versions
from checks import check, equal
from server import Server
from turk import KEY, SECRET, Turk, Workers

LONGEST_SECONDS = 240


def free_port():
    with socket.socket() as taken:
        taken.bind(('127.0.0.1', 0))
        return taken.getsockname()[1]


def run():
    marketplace = free_port()
    configuration = '''
listen: {port: 0}
keys:
  - id: %s
    secret: {env: ACCEPTANCE_SECRET}
trafficLog: {file: traffic.jsonl}
marketplace: {data: memory, workerApi: true, listen: {port: %d}}
''' % (KEY, marketplace)
    with Server(configuration, {'ACCEPTANCE_SECRET': SECRET}) as server:
        turk = Turk(server.port)
        operations.run(turk, Workers(marketplace))
        versions.run(server.port)

    @check('all 44 operations of the WSDL were called, and answered as zeep expects')
    def _():
        equal(len(turk.names()), 44)
        equal(sorted(turk.names() - turk.answered), [])

    @check('the traffic log says SOAP, and has no secret in it')
    def _():
        lines = server.lines_of('traffic.jsonl')
        equal(len(lines) > 44, True)
        equal([line for line in lines if '"transport":"SOAP"' not in line and '"operation"' in line], [])
        equal([line for line in lines + server.output if SECRET in line], [])

    if checks.failed:
        print('serve said:\n' + ''.join(server.output))


if __name__ == '__main__':
    # Whatever hangs, this ends.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit('took longer than %d s' % LONGEST_SECONDS))
    signal.alarm(LONGEST_SECONDS)
    run()
    sys.exit(0 if checks.close() else 1)
