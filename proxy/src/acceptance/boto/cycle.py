"""A HIT's whole life: Workers work, the Requester decides, pays, writes and blocks."""

import datetime

from boto.mturk.connection import BaseAutoResultElement
from boto.mturk.price import Price

from checks import check, equal
from errors import NOBODY, TURK, raised
from hits import DETAIL, QUESTION, TIME, style_two, the_hit
from marketplace import Refused, answers
from qualifications import ANSWER_KEY, test_form


def run(turk, market):
    def balance():
        return turk.get_account_balance()[0].amount

    def make(**changed):
        return the_hit(style_two(turk, **changed)).HITId

    def counts(hit):
        found = the_hit(turk.get_hit(hit, DETAIL))
        return (found.HITStatus, found.NumberOfAssignmentsAvailable, found.NumberOfAssignmentsPending,
                found.NumberOfAssignmentsCompleted)

    def refused_worker(kind, call):
        try:
            call()
        except Refused as e:
            equal(e.kind, kind)
            return
        raise AssertionError('expected %s' % kind)

    decisions(turk, market, make, balance, counts)
    money(turk, market, make, balance)
    people(turk, market, make, refused_worker)
    life(turk, market, make, counts)
    disable(turk, market, make)
    about(turk)


def decisions(turk, market, make, balance, counts):
    @check('accept, submit, approve, reject, approve after all: status, counts, times and money')
    def _():
        market.control('reset')
        hit = make(reward=1.00)
        equal(counts(hit), ('Assignable', '3', '0', '0'))
        work = [market.accept('A%dWORKER' % n, hit) for n in (1, 2, 3)]
        equal(counts(hit), ('Unassignable', '0', '3', '0'))
        for assignment in work:
            market.submit(assignment, answers(q='x'))
        equal(counts(hit), ('Reviewable', '0', '0', '0'))
        equal(balance(), 10000.00)

        equal(turk.approve_assignment(work[0], 'Good \u2713 & "more"').status, True)
        equal(balance(), 9998.80)
        equal(turk.reject_assignment(work[1], 'Not < good').status, True)
        equal(turk.reject_assignment(work[2]).status, True)
        equal(balance(), 9998.80)
        equal(turk.approve_rejected_assignment(work[2], 'On second thought').status, True)
        equal(balance(), 9997.60)
        equal(counts(hit), ('Reviewable', '0', '0', '3'))

        found = {each.AssignmentId: each for each in turk.get_assignments(hit, response_groups=['AssignmentFeedback'])}
        equal([(found[a].AssignmentStatus, found[a].RequesterFeedback, found[a].WorkerId) for a in work],
              [('Approved', 'Good \u2713 & "more"', 'A1WORKER'), ('Rejected', 'Not < good', 'A2WORKER'),
               ('Approved', 'On second thought', 'A3WORKER')])
        for each in found.values():
            equal(each.HITId, hit)
            accepted, submitted, automatic = (
                datetime.datetime.strptime(t, TIME) for t in (each.AcceptTime, each.SubmitTime, each.AutoApprovalTime))
            equal(accepted <= submitted, True)
            equal(automatic - submitted, datetime.timedelta(days=30))
        equal([hasattr(found[a], 'ApprovalTime') for a in work], [True, False, True])
        equal(hasattr(found[work[1]], 'RejectionTime'), True)

    @check('GetAssignment: the assignment, and the HIT by response groups')
    def _():
        hit = make()
        work = market.work('A1WORKER', hit, answers(q='a &lt;b&gt; c'))
        assignment, of = turk.get_assignment(work)
        equal((assignment.AssignmentId, assignment.AssignmentStatus, of.HITId, of.Title, of.Question),
              (work, 'Submitted', hit, 'Tag a photo', QUESTION.get_as_xml()))
        equal([(each.qid, each.fields) for each in assignment.answers[0]], [('q', ['a <b> c'])])
        _, of = turk.get_assignment(work, ['Minimal'])
        equal((of.HITId, hasattr(of, 'Title')), (hit, False))

    @check('what was decided stays: InvalidAssignmentState, and nothing is paid twice')
    def _():
        hit = make(reward=1.00)
        approved, rejected, submitted = (market.work('A%dWORKER' % n, hit, answers(q='x')) for n in (1, 2, 3))
        turk.approve_assignment(approved)
        turk.reject_assignment(rejected)
        before = balance()
        for call in (lambda: turk.approve_assignment(approved), lambda: turk.reject_assignment(approved),
                     lambda: turk.approve_assignment(rejected), lambda: turk.reject_assignment(rejected),
                     lambda: turk.approve_rejected_assignment(approved),
                     lambda: turk.approve_rejected_assignment(submitted)):
            raised(TURK + 'InvalidAssignmentState', call, 'can be called with a status of: (Submitted|Rejected)')
        equal((balance(), turk.get_assignment(submitted)[0].AssignmentStatus), (before, 'Submitted'))
        raised(TURK + 'AssignmentDoesNotExist', lambda: turk.approve_assignment(NOBODY), NOBODY)


def money(turk, market, make, balance):
    def payments(**of):
        return turk._process_request('GetBonusPayments', of, [('BonusPayment', BaseAutoResultElement)])

    @check('GrantBonus: paid each time it is called, to the cent, and listed')
    def _():
        hit = make()
        work = market.work('A1WORKER', hit, answers(q='x'))
        turk.approve_assignment(work)
        before = balance()
        for amount in (0.10, 0.1 + 0.2, 0.10):
            equal(turk.grant_bonus('A1WORKER', work, Price(amount), 'Well "done" & \u2713').status, True)
        equal(round(before - balance(), 2), 0.60)
        found = payments(AssignmentId=work)
        equal(sorted((p.WorkerId, p.Amount, p.FormattedPrice, p.Reason) for p in found),
              sorted(('A1WORKER', a, '$' + a, 'Well "done" & \u2713') for a in ('0.10', '0.10', '0.30')))
        equal(payments(HITId=hit).TotalNumResults, '3')
        for payment in found:
            datetime.datetime.strptime(payment.GrantTime, TIME)

    @check('GrantBonus: another Worker, half a cent, more than the account has: nothing is paid')
    def _():
        work = market.work('A2WORKER', make(), answers(q='x'))
        before = balance()

        def grant(worker, amount):
            return lambda: turk.grant_bonus(worker, work, Price(amount), 'x')
        raised(TURK + 'InvalidParameterValue', grant('A1WORKER', 0.10), 'WorkerId')
        raised(TURK + 'InvalidParameterValue', grant('A2WORKER', 0.9752), 'BonusAmount')
        raised(TURK + 'InsufficientFunds', grant('A2WORKER', 99999.00))
        raised(TURK + 'AssignmentDoesNotExist', lambda: turk.grant_bonus('A2WORKER', NOBODY, Price(0.1), 'x'))
        equal((balance(), payments(AssignmentId=work).TotalNumResults), (before, '0'))


def people(turk, market, make, refused_worker):
    @check('NotifyWorkers: those the Requester knows are mailed, the others told in a success')
    def _():
        market.control('reset')
        turk.approve_assignment(market.work('A1WORKER', make(), answers(q='x')))
        found = turk.notify_workers(['A1WORKER', 'A9NOBODY'], 'Hello \u2713', 'New <work> & more')
        equal((found.status, found.NotifyWorkersFailureCode, found.WorkerId), (True, 'HardFailure', 'A9NOBODY'))
        equal([(m['Subject'], m['MessageText']) for m in market.worker('messages', WorkerId='A1WORKER')['Messages']],
              [('Hello \u2713', 'New <work> & more')])
        equal(hasattr(turk.notify_workers('A1WORKER', 'One', 'x'), 'WorkerId'), False)
        raised('AWS.ExceededMaximumParameterValues',
               lambda: turk.notify_workers(['A%dWORKER' % n for n in range(101)], 'x', 'x'))

    @check('BlockWorker: the Worker cannot accept until UnblockWorker')
    def _():
        hit = make()
        turk.block_worker('A1BLOCKED', 'Too fast')
        refused_worker('WorkerBlocked', lambda: market.accept('A1BLOCKED', hit))
        turk.unblock_worker('A1BLOCKED', 'Sorry')
        market.accept('A1BLOCKED', hit)

    @check('Qualification requests: listed with their answers, granted with a value, scored by a key')
    def _():
        market.control('reset')
        asked = turk.create_qualification_type('Asked', 'D', 'Active')[0].QualificationTypeId
        for worker in ('A1WORKER', 'A2WORKER'):
            market.worker('qualification-requests', WorkerId=worker, QualificationTypeId=asked)
        tested = turk.create_qualification_type(
            'Tested', 'D', 'Active', test=test_form(), test_duration=60)[0].QualificationTypeId
        market.worker('qualification-requests', WorkerId='A1WORKER', QualificationTypeId=tested,
                      Answer=answers(q1='a &amp; b'))
        found = turk.get_qualification_requests(tested)
        equal([(each.qid, each.fields) for each in found[0].answers[0]], [('q1', ['a & b'])])
        equal((found[0].SubjectId, found[0].Test, found.TotalNumResults), ('A1WORKER', test_form().get_as_xml(), '1'))
        found = turk.get_qualification_requests(asked, page_size=1, page_number=2)
        equal((found.TotalNumResults, found.NumResults, found[0].SubjectId), ('2', '1', 'A2WORKER'))
        equal(turk.grant_qualification(found[0].QualificationRequestId, 77).status, True)
        equal(turk.get_qualification_score(asked, 'A2WORKER')[0].IntegerValue, '77')
        raised(TURK + 'InvalidQualificationRequestState',
               lambda: turk.grant_qualification(found[0].QualificationRequestId))
        keyed = turk.create_qualification_type(
            'Keyed', 'D', 'Active', test=test_form(), answer_key=ANSWER_KEY, test_duration=60)[0]
        equal(keyed.AnswerKey, ANSWER_KEY)


def life(turk, market, make, counts):
    @check('ExtendHIT: more assignments, or a later end; across the border of ten not at all')
    def _():
        market.control('reset')
        hit = make(max_assignments=3)
        before = datetime.datetime.strptime(the_hit(turk.get_hit(hit)).Expiration, TIME)
        equal(turk.extend_hit(hit, assignments_increment=4).status, True)
        equal(turk.extend_hit(hit, expiration_increment=3600).status, True)
        found = the_hit(turk.get_hit(hit))
        equal((found.MaxAssignments, datetime.datetime.strptime(found.Expiration, TIME) - before),
              ('7', datetime.timedelta(hours=1)))
        raised(TURK + 'InvalidMaximumAssignmentsIncrease', lambda: turk.extend_hit(hit, assignments_increment=3))
        equal(the_hit(turk.get_hit(hit)).MaxAssignments, '7')

    @check('ForceExpireHIT, ExtendHIT, DisposeHIT: a HIT ends, is opened again, and is gone')
    def _():
        hit = make()
        raised(TURK + 'InvalidHITState', lambda: turk.dispose_hit(hit), 'Assignable')
        turk.expire_hit(hit)
        equal((counts(hit)[0], the_hit(turk.get_hit(hit)).expired), ('Reviewable', True))
        turk.extend_hit(hit, expiration_increment=3600)
        equal((counts(hit)[0], the_hit(turk.get_hit(hit)).expired), ('Assignable', False))
        work = market.work('A1WORKER', hit, answers(q='x'))
        turk.expire_hit(hit)
        raised(TURK + 'InvalidHITState', lambda: turk.dispose_hit(hit))
        turk.approve_assignment(work)
        equal(turk.dispose_hit(hit).status, True)
        raised(TURK + 'InvalidHITState', lambda: turk.expire_hit(hit), 'Disposed')

    @check('work that nobody decides approves itself')
    def _():
        work = market.work('A1WORKER', make(approval_delay=3600), answers(q='x'))
        equal(turk.get_assignment(work)[0].AssignmentStatus, 'Submitted')
        market.control('clock', advanceSeconds=3601)
        equal(turk.get_assignment(work)[0].AssignmentStatus, 'Approved')


def disable(turk, market, make):
    @check('DisableHIT: the submitted work is paid, the HIT is gone')
    def _():
        hit = make(reward=1.00)
        market.work('A1WORKER', hit, answers(q='x'))
        before = turk.get_account_balance()[0].amount
        equal(turk.disable_hit(hit, ['Minimal']).status, True)
        equal(round(before - turk.get_account_balance()[0].amount, 2), 1.20)
        equal([each.HITId for each in turk.get_all_hits()].count(hit), 0)
        raised(TURK + 'InvalidHITState', lambda: turk.disable_hit(hit), 'Disposed')


def about(turk):
    @check('Help: names what it was asked about')
    def _():
        found = turk.get_help('GetReviewableHITs')
        equal((found.status, found.Name), (True, 'GetReviewableHITs'))
        equal(turk.get_help('HITDetail', 'ResponseGroup').Name, 'HITDetail')
