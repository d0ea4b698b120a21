"""
boto 2.49's own MTurkConnection, unmodified, against `mturk-proxy serve`: what it parses out of the
answers, and the errors it raises.
"""

import os
import signal
import sys

# Nobody's own configuration or HTTP proxy comes between boto and the server.
os.environ['BOTO_CONFIG'] = os.devnull
for name in [n for n in os.environ if n.lower() in ('http_proxy', 'https_proxy', 'all_proxy')]:
    del os.environ[name]

from boto.mturk.connection import MTurkConnection

import checks
import coverage
import cycle
import errors
import first_call
import front
import hits
import marketplace
import notifications
import paging
import python2
import qualifications
import questions
import requirements
import workers
from checks import check, equal
from server import Server

KEY = 'AKIDEXAMPLE'
SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'

CONFIGURATION = '''
listen: {port: 0}
keys:
  - id: %s
    secret: {env: ACCEPTANCE_SECRET}
trafficLog: {file: traffic.jsonl}
marketplace:
  data: memory
  workerApi: true
  controlApi: true
  listen: {port: %d}
  layouts:
    - {id: %s, file: layout.html}
'''

LONGEST_SECONDS = 600


def connect(port, key=KEY, secret=SECRET):
    return MTurkConnection(key, secret, host='127.0.0.1', port=port, is_secure=False)


def run():
    behind = marketplace.free_port()
    wanted = Server(CONFIGURATION % (KEY, behind, questions.LAYOUT), {'ACCEPTANCE_SECRET': SECRET})
    with open(wanted.path('layout.html'), 'w') as file:
        file.write(questions.LAYOUT_PAGE)
    python2.provide()
    coverage.watch()
    with wanted as server:
        turk, market = connect(server.port), marketplace.Marketplace(behind)
        workers.run(turk)
        qualifications.run(turk)
        hits.run(turk)
        errors.run(turk, lambda key, secret: connect(server.port, key, secret))
        questions.run(turk, market)
        requirements.run(turk, market)
        cycle.run(turk, market)
        notifications.run(turk, market)
        paging.run(turk, market)
        coverage.run()

    @check('serve ends with 0 when it is terminated')
    def _():
        equal(server.exit_code, 0)

    @check('no line of the log or of the output has a secret or a signature in it')
    def _():
        lines = server.lines_of('traffic.jsonl') + server.output
        equal(len(server.lines_of('traffic.jsonl')) > 40, True)
        equal([line for line in lines if SECRET in line or 'Signature=' in line], [])

    first_call.run()
    front.run(SECRET)
    if checks.failed:
        print('serve said:\n' + ''.join(server.output))


if __name__ == '__main__':
    # Whatever hangs, this ends.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit('took longer than %d s' % LONGEST_SECONDS))
    signal.alarm(LONGEST_SECONDS)
    run()
    sys.exit(0 if checks.close() else 1)
