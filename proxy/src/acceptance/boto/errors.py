"""The errors that boto raises."""

import datetime
from unittest import mock

from boto.mturk.connection import MTurkRequestError

from checks import check, equal, matches
from hits import QUESTION, style_two, the_hit

TURK = 'AWS.MechanicalTurk.'
NOBODY = '3NONEXISTENT00000000000000000X'
WORKER = 'AZ3456EXAMPLE'


def raised(code, call, message='', status=200):
    """The call must raise this code; the message must match. Legacy errors are HTTP 200."""
    try:
        call()
    except MTurkRequestError as e:
        equal((e.error_code, e.status), (code, status))
        matches(message, e.error_message)
        return e
    raise AssertionError('expected %s, but the call succeeded' % code)


def at(minutes):
    """boto's clock, set this far off."""
    moment = datetime.datetime.utcnow() + datetime.timedelta(minutes=minutes)
    return mock.patch('boto.utils.get_ts', lambda: moment.strftime('%Y-%m-%dT%H:%M:%SZ'))


def run(turk, connect):
    def call(operation, **parameters):
        """A call that boto's own methods would not let pass, by what they are made of."""
        return turk._process_request(operation, parameters)

    identity(turk, connect)
    operations(turk)
    parameters(turk, call)
    objects(turk, call)


def identity(turk, connect):
    not_authorized = 'The identity contained in the request is not authorized to use this AWSAccessKeyId'

    @check('wrong secret, unknown key: AWS.NotAuthorized, the same for both')
    def _():
        for other in (connect('AKIDEXAMPLE', 'bogus'), connect('AKIDNOBODY', 'bogus')):
            raised('AWS.NotAuthorized', other.get_account_balance, not_authorized)

    @check('Timestamp 16 minutes off, either way: RequestExpired')
    def _():
        for minutes in (-16, 16):
            with at(minutes):
                raised('RequestExpired', turk.get_account_balance, 'Request has expired')

    @check('Timestamp 14 minutes off, either way: a success')
    def _():
        for minutes in (-14, 14):
            with at(minutes):
                equal(turk.get_account_balance().status, True)


def operations(turk):
    @check('unknown and missing Operation')
    def _():
        raised('AWS.InvalidOperationParameter', lambda: turk._process_request('NoSuchOperation', {}))

        def nothing():
            return turk._process_response(turk.make_request(None, {}, verb='POST'))

        raised('AWS.MissingOperationParameter', nothing)


def parameters(turk, call):
    @check('missing parameter: AWS.MissingParameters, which names it')
    def _():
        raised('AWS.MissingParameters', lambda: turk.block_worker(WORKER, ''), 'Reason')
        raised('AWS.MissingParameters', lambda: call('UnblockWorker'), 'WorkerId')
        raised('AWS.MissingParameters', lambda: call('GetHIT'), 'HITId')
        raised('AWS.MissingParameters', lambda: call('CreateHIT'), 'LifetimeInSeconds')
        raised('AWS.MissingParameters', lambda: call('AssignQualification', WorkerId=WORKER), 'QualificationTypeId')

    @check('number out of range: AWS.ParameterOutOfRange, which names it')
    def _():
        raised('AWS.ParameterOutOfRange', lambda: style_two(turk, max_assignments=-1), 'MaxAssignments')
        raised('AWS.ParameterOutOfRange', lambda: style_two(turk, lifetime=29), 'LifetimeInSeconds')
        raised('AWS.ParameterOutOfRange', lambda: style_two(turk, approval_delay=2592001), 'AutoApprovalDelayInSeconds')
        raised('AWS.ParameterOutOfRange', lambda: call('GetBlockedWorkers', PageNumber=0), 'PageNumber')

    @check('text where a number belongs: InvalidParameterValue, which names it')
    def _():
        raised(TURK + 'InvalidParameterValue', lambda: style_two(turk, max_assignments='green'),
               'The value "green" is not valid for the parameter MaxAssignments')

    @check('unknown word of an enumeration: AWS.InvalidEnumeratedParameter')
    def _():
        raised('AWS.InvalidEnumeratedParameter', lambda: turk.create_qualification_type('N', 'D', 'Sleeping'),
               'The value "Sleeping" you specified for enumeration is invalid')

    @check('half a cent is not rounded: InvalidParameterValue')
    def _():
        raised(TURK + 'InvalidParameterValue', lambda: style_two(turk, reward=0.055))

    @check('an id that cannot be one: InvalidParameterValue, which names the parameter')
    def _():
        raised(TURK + 'InvalidParameterValue', lambda: turk.block_worker('not an id', 'x'), 'WorkerId')

    @check('a HIT without Question, with one that is no XML, of a type that is none')
    def _():
        hit_type = the_hit(style_two(turk)).HITTypeId
        raised(TURK + 'InvalidParameterValue', lambda: call('CreateHIT', HITTypeId=hit_type, LifetimeInSeconds=3600))
        raised(TURK + 'XMLParseError',
               lambda: call('CreateHIT', HITTypeId=hit_type, LifetimeInSeconds=3600, Question='who what?'))
        raised(TURK + 'InvalidParameterValue', lambda: turk.create_hit(hit_type=NOBODY, question=QUESTION))


def objects(turk, call):
    @check('unknown HIT: HITDoesNotExist, with the id as Data')
    def _():
        e = raised(TURK + 'HITDoesNotExist', lambda: turk.get_hit(NOBODY), r'^Hit %s does not exist\.' % NOBODY)
        matches('<Data><Key>HITId</Key><Value>%s</Value></Data>' % NOBODY, e.body)

    @check('unknown Qualification type: QualificationTypeDoesNotExist')
    def _():
        for attempt in (lambda: turk.get_qualification_type(NOBODY),
                        lambda: turk.assign_qualification(NOBODY, WORKER),
                        lambda: turk.revoke_qualification(WORKER, NOBODY)):
            raised(TURK + 'QualificationTypeDoesNotExist', attempt)

    @check('a Qualification that was never granted, and one that was revoked')
    def _():
        kind = turk.create_qualification_type('For errors', 'D', 'Active')[0].QualificationTypeId
        raised(TURK + 'QualificationDoesNotExist', lambda: turk.get_qualification_score(kind, WORKER))
        raised(TURK + 'QualificationDoesNotExist', lambda: turk.revoke_qualification(WORKER, kind))
        turk.assign_qualification(kind, WORKER, 1)
        turk.revoke_qualification(WORKER, kind)
        raised(TURK + 'InvalidQualificationState', lambda: turk.get_qualification_score(kind, WORKER))

    @check('a name that is taken: QualificationTypeAlreadyExists')
    def _():
        raised(TURK + 'QualificationTypeAlreadyExists',
               lambda: turk.create_qualification_type('For errors', 'D', 'Active'))

    @check('a HIT that the account cannot pay: InsufficientFunds')
    def _():
        raised(TURK + 'InsufficientFunds', lambda: style_two(turk, reward=1000.00, max_assignments=1000))

    @check('a UniqueRequestToken again: HITAlreadyExists, with the id of the first HIT as Data')
    def _():
        hit_type = the_hit(style_two(turk)).HITTypeId
        wanted = dict(HITTypeId=hit_type, LifetimeInSeconds=3600, Question=QUESTION.get_as_xml(),
                      UniqueRequestToken='acceptance-1')
        first = call('CreateHIT', **wanted)
        e = raised(TURK + 'HITAlreadyExists', lambda: call('CreateHIT', **wanted))
        matches('<Key>HITId</Key><Value>%s</Value>' % first.HITId, e.body)
