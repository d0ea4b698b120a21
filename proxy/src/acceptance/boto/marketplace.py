"""The other side of a HIT: what Workers do, and what tests may do to the marketplace."""

import json
import socket
import urllib.error
import urllib.request

from checks import equal

SCHEMAS = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/'


def free_port():
    with socket.socket() as probe:
        probe.bind(('127.0.0.1', 0))
        return probe.getsockname()[1]


def answers(**of):
    """The QuestionFormAnswers of a Worker who wrote these texts, by question."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<QuestionFormAnswers xmlns="%s2005-10-01/QuestionFormAnswers.xsd">%s'
        '</QuestionFormAnswers>' % (SCHEMAS, ''.join(
            '<Answer><QuestionIdentifier>%s</QuestionIdentifier><FreeText>%s</FreeText></Answer>' % pair
            for pair in sorted(of.items()))))


class Refused(Exception):
    """The marketplace turned a Worker down; `kind` names the rule."""

    def __init__(self, kind, message):
        super().__init__('%s: %s' % (kind, message))
        self.kind = kind


class Marketplace:
    def __init__(self, port):
        self.url = 'http://127.0.0.1:%d/' % port

    def post(self, path, body, content_type='application/json'):
        request = urllib.request.Request(self.url + path, body, {'Content-Type': content_type}, method='POST')
        try:
            with urllib.request.urlopen(request, timeout=30) as answered:
                return json.loads(answered.read())
        except urllib.error.HTTPError as e:
            error = json.loads(e.read())
            raise Refused(error['__type'], error.get('message', error.get('Message'))) from None

    def worker(self, path, **body):
        return self.post('worker/' + path, json.dumps(body).encode())

    def control(self, path, **body):
        return self.post('control/' + path, json.dumps(body).encode())

    def accept(self, worker, hit):
        return self.worker('assignments/accept', WorkerId=worker, HITId=hit)['AssignmentId']

    def submit(self, assignment, answer):
        self.worker('assignments/%s/submit' % assignment, Answer=answer)

    def work(self, worker, hit, answer):
        """A Worker accepts and hands in."""
        return self.worker('assignments', WorkerId=worker, HITId=hit, Answer=answer)['AssignmentId']

    def may_accept(self, worker, hit):
        """Whether a Worker meets the requirements of a HIT."""
        try:
            self.accept(worker, hit)
        except Refused as e:
            equal(e.kind, 'WorkerNotQualified')
            return False
        return True
