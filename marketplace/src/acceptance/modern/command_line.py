"""The AWS command line, a process per call."""

import json
import os
import subprocess

from checks import check, equal, matches
from examples import NOBODY, QUESTION, hit

AWS = '/usr/bin/aws'

# The exit codes of the AWS command line, version 2.
REFUSED_BY_SERVICE = 254
REFUSED_BY_ITSELF = 252


class CommandLine:
    """Runs `aws mturk`, as one Requester."""

    def __init__(self, url, folder, key, secret):
        self.url = url
        # Nothing of whoever runs this: no profile, no pager, no other endpoint.
        self.environment = {k: v for k, v in os.environ.items() if not k.startswith('AWS_')}
        self.environment.update(
            AWS_ACCESS_KEY_ID=key, AWS_SECRET_ACCESS_KEY=secret, AWS_DEFAULT_REGION='us-east-1', AWS_PAGER='',
            AWS_CONFIG_FILE=os.path.join(folder, 'config'), HOME=folder, AWS_EC2_METADATA_DISABLED='true',
            AWS_SHARED_CREDENTIALS_FILE=os.path.join(folder, 'credentials'))

    def run(self, *words):
        return subprocess.run(
            [AWS, 'mturk'] + list(words) + ['--endpoint-url', self.url], env=self.environment,
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, universal_newlines=True,
            timeout=30)

    def call(self, *words):
        """The answer; an operation without output prints nothing."""
        found = self.run(*words)
        equal((found.returncode, found.stderr), (0, ''))
        return json.loads(found.stdout) if found.stdout else None

    def refused(self, message, *words, code=REFUSED_BY_SERVICE):
        found = self.run(*words)
        equal((found.returncode, found.stdout), (code, ''))
        matches(message, found.stderr)


def run(market, alice, folder):
    market.control('reset')
    aws = CommandLine(market.url, folder, 'AKIDALICE', market.secrets['AKIDALICE'])

    @check('aws mturk get-account-balance')
    def _():
        equal(aws.call('get-account-balance'), {'AvailableBalance': '10000.00'})

    @check('aws mturk create-hit --cli-input-json, list-hits')
    def _():
        path = os.path.join(folder, 'hit.json')
        with open(path, 'w', encoding='utf-8') as file:
            json.dump(hit(Title='\u00e9t\u00e9 \U0001f600', MaxAssignments=2, UniqueRequestToken='cli-1'), file)
        made = aws.call('create-hit', '--cli-input-json', 'file://' + path)['HIT']
        equal((made['Title'], made['Question'], made['MaxAssignments']), ('\u00e9t\u00e9 \U0001f600', QUESTION, 2))
        for n in range(3):
            alice.create_hit(**hit())
        listed = aws.call('list-hits', '--page-size', '2')['HITs']
        equal((len(listed), [each for each in listed if each['HITId'] == made['HITId']]), (4, [made]))
        aws.refused(r'An error occurred \(RequestError\) when calling the CreateHIT operation: .*%s' % made['HITId'],
                    'create-hit', '--cli-input-json', 'file://' + path)

    @check('aws mturk associate-qualification-with-worker: mails the Worker, unless --no-send-notification')
    def _():
        kind = alice.create_qualification_type(Name='By aws', Description='D', QualificationTypeStatus='Active')
        kind = kind['QualificationType']['QualificationTypeId']

        def associate(worker, *words):
            equal(aws.call('associate-qualification-with-worker', '--qualification-type-id', kind,
                           '--worker-id', worker, '--integer-value', '7', *words), None)
            value = alice.get_qualification_score(QualificationTypeId=kind, WorkerId=worker)
            equal(value['Qualification']['IntegerValue'], 7)
            return len(market.worker('messages', WorkerId=worker)['Messages'])

        equal(associate('A1CLI'), 1)
        equal(associate('A2CLI', '--send-notification'), 1)
        equal(associate('A3CLI', '--no-send-notification'), 0)

    @check('aws mturk create-worker-block')
    def _():
        equal(aws.call('create-worker-block', '--worker-id', 'A1CLI', '--reason', 'Bad "work" & more'), None)
        equal(alice.list_worker_blocks()['WorkerBlocks'], [{'WorkerId': 'A1CLI', 'Reason': 'Bad "work" & more'}])

    @check('aws mturk tells what the service says, and ends with 254; with 252 what it sees itself')
    def _():
        aws.refused(r'An error occurred \(RequestError\) when calling the GetHIT operation: '
                    r'Hit %s does not exist\. \(\d+( s)?\)' % NOBODY, 'get-hit', '--hit-id', NOBODY)
        aws.refused(r"An error occurred \(ValidationException\) .*Value 'nobody' at 'workerId'",
                    'create-worker-block', '--worker-id', 'nobody', '--reason', 'x')
        aws.refused('the following arguments are required: --worker-id', 'create-worker-block',
                    code=REFUSED_BY_ITSELF)
        stranger = CommandLine(market.url, folder, 'AKIDALICE', 'bogus')
        stranger.refused(r'An error occurred \(InvalidSignatureException\)', 'get-account-balance')
