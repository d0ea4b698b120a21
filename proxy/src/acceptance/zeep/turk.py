"""The Requester: zeep as it is, with a signature put into each call. And the Workers, over plain HTTP."""

import base64
import datetime
import hashlib
import hmac
import json
import urllib.request

import zeep
from zeep.helpers import serialize_object

KEY = 'AKIDEXAMPLE'
SECRET = 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY'


class Invalid(Exception):
    """A result whose IsValid is False."""

    def __init__(self, errors):
        super().__init__(', '.join('%s: %s' % (e['Code'], e['Message']) for e in errors))
        self.codes = [error['Code'] for error in errors]


class Turk:
    def __init__(self, port, version='2014-08-15', secret=SECRET):
        path = '/AWSMechanicalTurk/%sAWSMechanicalTurkRequester.wsdl' % (version and version + '/')
        self.client = zeep.Client('http://127.0.0.1:%d%s' % (port, path))
        self.secret = secret
        self.answered = set()
        # zeep calls the address in the WSDL: it has to be the one that was asked.
        (service,) = self.client.wsdl.services.values()
        (self.port,) = service.ports.values()
        self.address = self.port.binding_options['address']

    def names(self):
        return set(self.port.binding._operations)

    def response(self, operation, *requests):
        """The whole answer to a call with these requests."""
        timestamp = datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
        text = 'AWSMechanicalTurkRequester' + operation + timestamp
        signature = base64.b64encode(hmac.new(self.secret.encode(), text.encode(), hashlib.sha1).digest())
        answer = getattr(self.client.service, operation)(
            AWSAccessKeyId=KEY, Timestamp=timestamp, Signature=signature.decode(), Request=list(requests))
        self.answered.add(operation)
        return serialize_object(answer, dict)

    def results(self, operation, *requests):
        """Its results, in their order."""
        answer = self.response(operation, *requests)
        if answer['OperationRequest']['Errors']:
            raise Invalid(answer['OperationRequest']['Errors']['Error'])
        (name,) = [key for key in answer if key != 'OperationRequest']
        return answer[name]

    def __getattr__(self, operation):
        """turk.GetHIT(HITId=...) is its one result."""

        def call(**parameters):
            (result,) = self.results(operation, parameters)
            if result['Request']['IsValid'] != 'True':
                raise Invalid(result['Request']['Errors']['Error'])
            return result

        return call


class Workers:
    def __init__(self, port):
        self.url = 'http://127.0.0.1:%d/worker/' % port

    def post(self, path, **body):
        request = urllib.request.Request(
            self.url + path, json.dumps(body).encode(), {'Content-Type': 'application/json'}, method='POST')
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read())

    def work(self, worker, hit, answer):
        return self.post('assignments', WorkerId=worker, HITId=hit, Answer=answer)['AssignmentId']


def refused(code, call):
    """A call must be refused with this code."""
    try:
        call()
    except Invalid as e:
        if e.codes != [code]:
            raise
    else:
        raise AssertionError('not refused')
