"""Who calls: signatures, and accounts that know nothing of each other."""

import contextlib
import datetime
import types
from unittest import mock

import botocore.auth
import botocore.compat

from checks import check, equal, matches
from clients import members, refused
from examples import answer, hit

if botocore.compat.HAS_CRT:
    import botocore.crt.auth

UUID = r'^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'


def signing(minutes):
    """The clock that botocore signs with, set this far off."""

    class Clock(datetime.datetime):
        @classmethod
        def utcnow(cls):
            return datetime.datetime.utcnow() + datetime.timedelta(minutes=minutes)

    patches = contextlib.ExitStack()
    # The second one signs where Debian's bindings of Amazon's own C library are installed.
    for module in (botocore.auth, botocore.compat.HAS_CRT and botocore.crt.auth):
        if module:
            clock = types.SimpleNamespace(datetime=Clock, timezone=datetime.timezone)
            patches.enter_context(mock.patch.object(module, 'datetime', clock))
    return patches


def run(market, alice, bob):
    market.control('reset')
    signatures(market, alice)
    accounts(market, alice, bob)


def signatures(market, alice):
    @check('GetAccountBalance: what is configured, and nothing on hold')
    def _():
        found = alice.get_account_balance()
        equal(members(found), {'AvailableBalance': '10000.00'})
        matches(UUID, found['ResponseMetadata']['RequestId'])
        equal(found['ResponseMetadata']['HTTPHeaders']['content-type'], 'application/x-amz-json-1.1')

    @check('a wrong secret: InvalidSignatureException')
    def _():
        other = market.client('AKIDALICE', 'bogus')
        refused(other.get_account_balance, 'InvalidSignatureException', message='signature we calculated does not match')

    @check('an unknown key: UnrecognizedClientException')
    def _():
        other = market.client('AKIDNOBODY', 'bogus')
        refused(other.get_account_balance, 'UnrecognizedClientException', message='security token included')

    @check('no signature: MissingAuthenticationTokenException')
    def _():
        other = market.client('AKIDALICE', signature_version=botocore.UNSIGNED)
        refused(other.get_account_balance, 'MissingAuthenticationTokenException')

    @check('a clock that is six minutes off, either way: InvalidSignatureException, which says so')
    def _():
        for minutes, text in ((-6, '^Signature expired'), (6, '^Signature not yet current')):
            with signing(minutes):
                refused(alice.get_account_balance, 'InvalidSignatureException', message=text)

    @check('a clock that is four minutes off, either way: a success')
    def _():
        for minutes in (-4, 4):
            with signing(minutes):
                alice.get_account_balance()


def accounts(market, alice, bob):
    made = alice.create_hit(**hit(UniqueRequestToken='same'))['HIT']
    kind = alice.create_qualification_type(Name='Skill', Description='D', QualificationTypeStatus='Active')
    kind = kind['QualificationType']['QualificationTypeId']
    alice.create_worker_block(WorkerId='A1BLOCKED', Reason='x')
    assignment = market.work('A1WORKER', made['HITId'], answer())

    @check('another account does not see HITs, assignments, blocks, and cannot change them')
    def _():
        refused(lambda: bob.get_hit(HITId=made['HITId']), turk='HITDoesNotExist',
                message='^Hit %s does not exist\\.$' % made['HITId'])
        refused(lambda: bob.update_expiration_for_hit(HITId=made['HITId'], ExpireAt=0), turk='HITDoesNotExist')
        refused(lambda: bob.list_assignments_for_hit(HITId=made['HITId']), turk='HITDoesNotExist')
        refused(lambda: bob.approve_assignment(AssignmentId=assignment), turk='AssignmentDoesNotExist')
        refused(lambda: bob.get_assignment(AssignmentId=assignment), turk='AssignmentDoesNotExist',
                message='^Assignment %s does not exist\\.$' % assignment)
        equal(bob.list_hits()['HITs'], [])
        equal(bob.list_reviewable_hits()['HITs'], [])
        equal(bob.list_worker_blocks()['WorkerBlocks'], [])

    @check('another account cannot grant my Qualification, and may have a type of the same name')
    def _():
        # The model has no code for it; it must not be granted.
        try:
            bob.associate_qualification_with_worker(QualificationTypeId=kind, WorkerId='A1WORKER')
        except bob.exceptions.RequestError:
            pass
        equal(alice.list_workers_with_qualification_type(QualificationTypeId=kind)['Qualifications'], [])
        bob.create_qualification_type(Name='Skill', Description='D', QualificationTypeStatus='Active')

    @check('another account may use the same UniqueRequestToken')
    def _():
        other = bob.create_hit(**hit(UniqueRequestToken='same'))['HIT']
        equal(other['HITId'] == made['HITId'], False)

    @check('another account pays for itself')
    def _():
        alice.approve_assignment(AssignmentId=assignment)
        equal(alice.get_account_balance()['AvailableBalance'], '9999.94')
        equal(bob.get_account_balance()['AvailableBalance'], '10000.00')

    @check('two keys of one account are the same Requester')
    def _():
        alias = market.client('AKIDALIAS')
        equal(alias.get_hit(HITId=made['HITId'])['HIT'], alice.get_hit(HITId=made['HITId'])['HIT'])
        equal(alias.get_account_balance()['AvailableBalance'], '9999.94')
