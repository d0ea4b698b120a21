"""The clients: boto3 for Requesters, plain HTTP for the worker and control interfaces."""

import json
import re
import urllib.error
import urllib.request

import boto3
from botocore.config import Config
from botocore.exceptions import ClientError

from checks import equal, matches

# What MTurk itself says ends in the time in milliseconds; what the framework around it says does not.
OF_MTURK = ('RequestError', 'ServiceFault', 'ParameterValidationError')

succeeded = set()


def note_success(http_response, model, **_):
    if http_response.status_code == 200:
        succeeded.add(model.name)


class Refused(Exception):
    """A call of the worker or control interface that was answered with an error."""

    def __init__(self, status, kind, message):
        super().__init__('%s %s: %s' % (status, kind, message))
        self.status, self.kind = status, kind


class Marketplace:
    """The endpoint, and everybody who calls it."""

    def __init__(self, port, secrets):
        self.url = 'http://127.0.0.1:%d' % port
        self.secrets = secrets

    def client(self, key, secret=None, token=None, **config):
        """A Requester's client that does not repeat calls, unless it is told to."""
        config.setdefault('retries', {'total_max_attempts': 1})
        client = boto3.session.Session().client(
            'mturk', endpoint_url=self.url, region_name='us-east-1', aws_access_key_id=key,
            aws_secret_access_key=secret or self.secrets[key], aws_session_token=token, config=Config(**config))
        client.meta.events.register('after-call.mturk', note_success)
        return client

    def post(self, path, body, content_type='application/json'):
        request = urllib.request.Request(self.url + path, body, {'Content-Type': content_type}, method='POST')
        try:
            with urllib.request.urlopen(request, timeout=30) as answer:
                return json.loads(answer.read())
        except urllib.error.HTTPError as e:
            error = json.loads(e.read())
            raise Refused(e.code, error['__type'], error.get('message', error.get('Message'))) from None

    def worker(self, path, **body):
        return self.post('/worker/' + path, json.dumps(body).encode())

    def control(self, path, **body):
        return self.post('/control/' + path, json.dumps(body).encode())

    def accept(self, worker, hit):
        return self.worker('assignments/accept', WorkerId=worker, HITId=hit)['AssignmentId']

    def work(self, worker, hit, answer):
        """A Worker accepts and hands in."""
        return self.worker('assignments', WorkerId=worker, HITId=hit, Answer=answer)['AssignmentId']

    def advance(self, **time):
        """Moves the clock on: advance(days=1, seconds=3)."""
        units = dict(days=86400, hours=3600, minutes=60, seconds=1)
        self.control('clock', advanceSeconds=sum(units[unit] * n for unit, n in time.items()))


def refused(call, code='RequestError', turk=None, message='', status=400):
    """
    A Requester's call must be refused like this; `turk` is the TurkErrorCode without its prefix. The
    message comes back without the time at its end.
    """
    try:
        call()
    except ClientError as e:
        answer = e.response
        equal((answer['Error']['Code'], answer['ResponseMetadata']['HTTPStatusCode']), (code, status))
        equal(answer.get('TurkErrorCode'), turk and 'AWS.MechanicalTurk.' + turk)
        text = answer['Error']['Message']
        if code in OF_MTURK:
            matches(r' \(\d{13}( s)?\)$', text)
            text = re.sub(r' \(\d{13}( s)?\)$', '', text)
        matches(message, text)
        return text
    raise AssertionError('expected %s, but the call succeeded' % (turk or code))


def turned_down(call, kind, status=400):
    """A Worker's call must be refused like this."""
    try:
        call()
    except Refused as e:
        equal((e.kind, e.status), (kind, status))
        return
    raise AssertionError('expected %s, but the call succeeded' % kind)


def members(answer):
    """An answer without what boto3 adds to it."""
    return {k: v for k, v in answer.items() if k != 'ResponseMetadata'}
