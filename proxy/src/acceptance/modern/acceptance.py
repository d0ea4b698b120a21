"""
boto3, unmodified, at the legacy address of `mturk-proxy serve`: a program that moves one operation at a
time.
"""

import json
import os
import signal
import sys

for name in [n for n in os.environ if n.startswith('AWS_') or n.lower() in ('http_proxy', 'https_proxy', 'all_proxy')]:
    del os.environ[name]
os.environ.update(AWS_CONFIG_FILE=os.devnull, AWS_SHARED_CREDENTIALS_FILE=os.devnull, AWS_EC2_METADATA_DISABLED='true')

import boto3
import botocore.exceptions

import checks
from checks import check, equal
from server import Server

KEY, SECRET = 'AKIDEXAMPLE', 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'
MODERN, MODERN_SECRET = 'AKIDMODERN', 'je7MtGbClwBF/2Zp9Utk+h3yCo8nvbEXAMPLEKEY'

CONFIGURATION = '''
listen: {port: 0}
keys:
  - id: %s
    secret: {env: ACCEPTANCE_SECRET}
    modern: {accessKeyId: %s, secret: {env: ACCEPTANCE_MODERN}}
trafficLog: {file: traffic.jsonl}
marketplace: {data: memory}
''' % (KEY, MODERN)

QUESTION = (
    '<ExternalQuestion xmlns="http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2006-07-14/'
    'ExternalQuestion.xsd"><ExternalURL>https://example.com/\u20ac</ExternalURL><FrameHeight>400</FrameHeight>'
    '</ExternalQuestion>')

LONGEST_SECONDS = 120


def client(port, key, secret):
    return boto3.client(
        'mturk', endpoint_url='http://127.0.0.1:%d' % port, region_name='us-east-1',
        aws_access_key_id=key, aws_secret_access_key=secret)


def run():
    environment = {'ACCEPTANCE_SECRET': SECRET, 'ACCEPTANCE_MODERN': MODERN_SECRET}
    with Server(CONFIGURATION, environment) as server:
        old, new = client(server.port, KEY, SECRET), client(server.port, MODERN, MODERN_SECRET)

        @check('boto3 calls with the legacy pair')
        def _():
            equal(old.get_account_balance()['AvailableBalance'], '10000.00')

        @check('boto3 creates a HIT with the modern pair, and the other pair sees it')
        def _():
            made = new.create_hit(
                Title='t', Description='d', Reward='0.05', AssignmentDurationInSeconds=60,
                LifetimeInSeconds=3600, Question=QUESTION)['HIT']
            seen = old.get_hit(HITId=made['HITId'])['HIT']
            equal(seen['Question'], QUESTION)
            equal(seen['CreationTime'], made['CreationTime'])

        @check('boto3 raises the error of the upstream')
        def _():
            try:
                new.get_hit(HITId='3NOSUCHHIT')
            except new.exceptions.RequestError as e:
                equal(e.response['TurkErrorCode'], 'AWS.MechanicalTurk.HITDoesNotExist')
                equal(e.response['ResponseMetadata']['HTTPStatusCode'], 400)
            else:
                raise AssertionError('no error')

        @check('boto3 understands that its signature is wrong')
        def _():
            try:
                client(server.port, KEY, MODERN_SECRET).get_account_balance()
            except botocore.exceptions.ClientError as e:
                equal(e.response['Error']['Code'], 'InvalidSignatureException')
            else:
                raise AssertionError('no error')

    @check('the log has each modern call under the legacy key, and no secret')
    def _():
        lines = server.lines_of('traffic.jsonl')
        calls = [json.loads(line) for line in lines]
        equal([call['transport'] for call in calls], ['MODERN'] * 5)
        equal([call.get('caller') for call in calls], [KEY] * 4 + [None])
        equal([call['operation'] for call in calls],
              ['GetAccountBalance', 'CreateHIT', 'GetHIT', 'GetHIT', 'GetAccountBalance'])
        equal([line for line in lines + server.output
               if SECRET in line or MODERN_SECRET in line or 'Signature=' in line], [])

    if checks.failed:
        print('serve said:\n' + ''.join(server.output))


if __name__ == '__main__':
    # Whatever hangs, this ends.
    signal.signal(signal.SIGALRM, lambda *_: sys.exit('took longer than %d s' % LONGEST_SECONDS))
    signal.alarm(LONGEST_SECONDS)
    run()
    sys.exit(0 if checks.close() else 1)
