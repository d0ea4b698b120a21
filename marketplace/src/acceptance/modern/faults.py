"""Answers that get lost on the way: what boto3, which repeats calls by itself, makes of them."""

from botocore.exceptions import ClientError

from checks import check, equal
from clients import refused
from examples import hit
from hits import ids_of

PATIENT = {'max_attempts': 4, 'mode': 'standard'}


def run(market, alice):
    market.control('reset')
    patient = market.client('AKIDALICE', retries=PATIENT)

    def faults(*script):
        market.control('faults', faults=list(script))

    @check('throttled calls: ThrottlingException; a client that repeats them gets its answer')
    def _():
        faults(dict(kind='throttle', operation='GetAccountBalance', count=1))
        refused(alice.get_account_balance, 'ThrottlingException', message='^Rate exceeded$')
        faults(dict(kind='throttle', operation='GetAccountBalance', count=2))
        found = patient.get_account_balance()
        equal((found['AvailableBalance'], found['ResponseMetadata']['RetryAttempts']), ('10000.00', 2))

    @check('HTTP 500 and 503, with and without a body')
    def _():
        for status, with_body in ((500, True), (500, False), (503, True), (503, False)):
            faults(dict(kind='error', status=status, withBody=with_body, count=1))
            try:
                alice.get_account_balance()
                raise AssertionError('expected HTTP %d' % status)
            except ClientError as e:
                equal(e.response['ResponseMetadata']['HTTPStatusCode'], status)
            alice.get_account_balance()

    @check('a HIT whose answer was lost is there once; the repeated call is told which')
    def _():
        before = set(ids_of(alice))
        faults(dict(kind='close', operation='CreateHIT', afterCommit=True, count=1))
        text = refused(lambda: patient.create_hit(**hit(UniqueRequestToken='lost-1')), turk='HITAlreadyExists')
        made, = set(ids_of(alice)) - before
        equal(text.count(made), 1)

    @check('a call that was lost before it was carried out is carried out once when it is repeated')
    def _():
        before = len(ids_of(alice))
        faults(dict(kind='close', operation='CreateHIT', count=1))
        patient.create_hit(**hit(UniqueRequestToken='lost-2'))
        equal(len(ids_of(alice)), before + 1)

    @check('an answer that ends in the middle: less comes than was announced')
    def _():
        # boto3 of this age does not look at the length; what it makes of half a JSON text has no list.
        sizes = []
        alice.meta.events.register(
            'after-call.mturk.ListHITs', lambda http_response, **_: sizes.append(
                len(http_response.content) - int(http_response.headers['Content-Length'])))
        faults(dict(kind='cut', operation='ListHITs', count=1))
        equal('HITs' in alice.list_hits(), False)
        equal(alice.list_hits()['NumResults'] > 0, True)
        equal((sizes[0] < 0, sizes[1]), (True, 0))
        market.control('reset')
        equal(alice.get_account_balance()['AvailableBalance'], '10000.00')
