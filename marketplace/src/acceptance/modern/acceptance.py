"""
boto3 and the AWS command line, unmodified, against `mturk-proxy marketplace`: what they parse out of
the answers, and the errors they raise.
"""

import os
import signal
import sys

# Nobody's own configuration or HTTP proxy comes between the clients and the server.
for name in [n for n in os.environ if n.startswith('AWS_') or n.lower() in ('http_proxy', 'https_proxy', 'all_proxy')]:
    del os.environ[name]
os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_EC2_METADATA_DISABLED='true')

import assignments
import checks
import clients
import command_line
import faults
import hits
import identity
import life
import lists
import qualifications
import reviews
from checks import check, equal
from server import Server

SECRETS = {
    'AKIDALICE': 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
    'AKIDBOB': 'je7MtGbClwBF/2Zp9Utk+h3yCo8nvbEXAMPLEKEY',
    'AKIDALIAS': 'h3yCo8nvb+je7MtGbClwBF/2Zp9UtkEXAMPLEKEY',
}

# Alice has a legacy key, so her account is called like it; Bob is modern only.
CONFIGURATION = '''
keys:
  - id: AKIDALICE
    secret: {env: ACCEPTANCE_AKIDALICE}
marketplace:
  data: memory
  workerApi: true
  controlApi: true
  listen: {port: 0}
  accounts:
    - {accessKeyId: AKIDBOB, secret: {env: ACCEPTANCE_AKIDBOB}, account: bob}
    - {accessKeyId: AKIDALIAS, secret: {env: ACCEPTANCE_AKIDALIAS}, account: AKIDALICE}
'''

LONGEST_SECONDS = 180


def run():
    environment = {'ACCEPTANCE_' + key: secret for key, secret in SECRETS.items()}
    with Server(CONFIGURATION, environment, 'marketplace') as server:
        market = clients.Marketplace(server.port, SECRETS)
        alice, bob = market.client('AKIDALICE'), market.client('AKIDBOB')
        identity.run(market, alice, bob)
        hits.run(market, alice)
        assignments.run(market, alice)
        qualifications.run(market, alice)
        reviews.run(market, alice)
        life.run(market, alice)
        lists.run(market, alice, bob)
        faults.run(market, alice)
        command_line.run(market, alice, server.folder.name)

    @check('each of the 39 operations succeeded at least once')
    def _():
        every = set(alice.meta.service_model.operation_names)
        equal((len(every), sorted(every - clients.succeeded)), (39, []))

    @check('marketplace ends with 0 when it is terminated')
    def _():
        equal(server.exit_code, 0)

    @check('no line of the output has a secret or a signature in it')
    def _():
        equal([line for line in server.output
               if 'Signature=' in line or any(secret in line for secret in SECRETS.values())], [])


if __name__ == '__main__':
    # Whatever hangs, this ends.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit('took longer than %d s' % LONGEST_SECONDS))
    signal.alarm(LONGEST_SECONDS)
    run()
    sys.exit(0 if checks.close() else 1)
