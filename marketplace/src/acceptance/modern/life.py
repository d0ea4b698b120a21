"""What the clock does by itself, moved on through the control interface."""

from assignments import balance
from checks import check, equal
from clients import refused
from examples import answer, hit
from hits import ids_of


def run(market, alice):
    market.control('reset')

    def make(**changed):
        return alice.create_hit(**hit(**changed))['HIT']['HITId']

    def status(made):
        return alice.get_hit(HITId=made)['HIT']['HITStatus']

    @check('a HIT expires, and is Reviewable once nobody works on it')
    def _():
        made = make(LifetimeInSeconds=60, MaxAssignments=2, AssignmentDurationInSeconds=120)
        assignment = market.accept('A1WORKER', made)
        market.advance(seconds=61)
        equal(status(made), 'Unassignable')
        market.worker('assignments/%s/submit' % assignment, Answer=answer())
        equal(status(made), 'Reviewable')

    @check('work approves itself after AutoApprovalDelayInSeconds, and is paid')
    def _():
        market.control('reset')
        assignment = market.work('A1WORKER', make(Reward='1.00', AutoApprovalDelayInSeconds=3600), answer())
        market.advance(seconds=3590)
        equal((alice.get_assignment(AssignmentId=assignment)['Assignment']['AssignmentStatus'], balance(alice)),
              ('Submitted', '10000.00'))
        market.advance(seconds=20)
        found = alice.get_assignment(AssignmentId=assignment)['Assignment']
        equal((found['AssignmentStatus'], found['ApprovalTime'], balance(alice)),
              ('Approved', found['AutoApprovalTime'], '9998.80'))

    @check('AutoApprovalDelayInSeconds 0 approves at once')
    def _():
        assignment = market.work('A1WORKER', make(AutoApprovalDelayInSeconds=0), answer())
        equal(alice.get_assignment(AssignmentId=assignment)['Assignment']['AssignmentStatus'], 'Approved')

    @check('a rejection can be taken back for thirty days')
    def _():
        early, late = (market.work(worker, make(), answer()) for worker in ('A1WORKER', 'A2WORKER'))
        for assignment in (early, late):
            alice.reject_assignment(AssignmentId=assignment, RequesterFeedback='')
        market.advance(days=30, seconds=-60)
        alice.approve_assignment(AssignmentId=early, OverrideRejection=True)
        market.advance(seconds=61)
        refused(lambda: alice.approve_assignment(AssignmentId=late, OverrideRejection=True),
                turk='InvalidAssignmentState')

    @check('UniqueRequestToken is remembered for a day')
    def _():
        wanted = hit(UniqueRequestToken='daily')
        first = alice.create_hit(**wanted)['HIT']['HITId']
        market.advance(days=1, seconds=-60)
        refused(lambda: alice.create_hit(**wanted), turk='HITAlreadyExists')
        market.advance(seconds=61)
        equal(alice.create_hit(**wanted)['HIT']['HITId'] == first, False)

    @check('a HIT is gone from the lists after 120 days')
    def _():
        made = make(LifetimeInSeconds=3600)
        market.advance(days=119)
        equal(made in ids_of(alice), True)
        market.advance(days=2)
        equal(made in ids_of(alice), False)

    @check('reset: everything is as at the beginning, the time too')
    def _():
        market.control('reset')
        equal((ids_of(alice), balance(alice)), ([], '10000.00'))
        made = alice.create_hit(**hit())['HIT']['CreationTime'].timestamp()
        equal(abs(made - market.control('clock', advanceSeconds=0)['Now']) < 10, True)
