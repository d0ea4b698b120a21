"""Qualification types, what Workers hold of them, requests and tests, and blocked Workers."""

import datetime

from checks import check, equal, matches
from clients import members, refused, turned_down
from examples import ANSWER_KEY, NOBODY, TEST, answer, hit

WORKER = 'AZ3456EXAMPLE'


def run(market, alice):
    market.control('reset')
    types(market, alice)
    scores(market, alice)
    requests(market, alice)
    requirements(market, alice)
    blocks(alice)


def create(alice, name, **more):
    wanted = dict(Name=name, Description='D', QualificationTypeStatus='Active')
    return alice.create_qualification_type(**dict(wanted, **more))['QualificationType']


def new(alice, name, **more):
    return create(alice, name, **more)['QualificationTypeId']


def types(market, alice):
    @check('CreateQualificationType: every member comes back, here and from GetQualificationType')
    def _():
        made = create(alice, 'Photo skill', Keywords='photo, skill', RetryDelayInSeconds=60)
        matches('^3[0-9A-Z]{29}$', made['QualificationTypeId'])
        equal(abs(made['CreationTime'] - datetime.datetime.now(datetime.timezone.utc)).total_seconds() < 10, True)
        equal(made, {
            'QualificationTypeId': made['QualificationTypeId'], 'CreationTime': made['CreationTime'],
            'Name': 'Photo skill', 'Description': 'D', 'Keywords': 'photo, skill', 'QualificationTypeStatus': 'Active',
            'RetryDelayInSeconds': 60, 'IsRequestable': True, 'AutoGranted': False})
        found = alice.get_qualification_type(QualificationTypeId=made['QualificationTypeId'])
        equal(found['QualificationType'], made)

    @check('CreateQualificationType: with a test and its key; granted by itself')
    def _():
        made = create(alice, 'Tested', Test=TEST, AnswerKey=ANSWER_KEY, TestDurationInSeconds=600,
                      QualificationTypeStatus='Inactive')
        equal((made['Test'], made['AnswerKey'], made['TestDurationInSeconds']), (TEST, ANSWER_KEY, 600))
        equal(made['QualificationTypeStatus'], 'Inactive')
        made = create(alice, 'Anybody', AutoGranted=True)
        equal((made['AutoGranted'], made['AutoGrantedValue']), (True, 1))
        equal(create(alice, 'Anybody 5', AutoGranted=True, AutoGrantedValue=5)['AutoGrantedValue'], 5)

    @check('CreateQualificationType: names are taken; tests need a time, and exclude being granted by itself')
    def _():
        refused(lambda: create(alice, 'Photo skill'), turk='QualificationTypeAlreadyExists',
                message='^You have already created a QualificationType with this name')
        for more in (dict(Test=TEST), dict(AnswerKey=ANSWER_KEY),
                     dict(Test=TEST, TestDurationInSeconds=60, AutoGranted=True)):
            refused(lambda: create(alice, 'Never', **more), 'ParameterValidationError')
        refused(lambda: create(alice, 'Never', Test='no xml', TestDurationInSeconds=60), turk='XMLParseError')
        refused(lambda: create(alice, 'Never', QualificationTypeStatus='Asleep'), 'ValidationException',
                message='enum value set')
        refused(lambda: create(alice, 'Never', Description='x' * 2001), 'ParameterValidationError')

    @check('UpdateQualificationType: what is not given stays; a new test without a key ends the old key')
    def _():
        made = create(alice, 'Changing', Test=TEST, AnswerKey=ANSWER_KEY, TestDurationInSeconds=600)

        def update(**changed):
            found = alice.update_qualification_type(QualificationTypeId=made['QualificationTypeId'], **changed)
            return found['QualificationType']

        equal(update(Description='New'), dict(made, Description='New'))
        found = update(QualificationTypeStatus='Inactive', RetryDelayInSeconds=60)
        equal(found, dict(made, Description='New', QualificationTypeStatus='Inactive', RetryDelayInSeconds=60,
                          IsRequestable=found['IsRequestable']))
        equal('AnswerKey' in update(Test=TEST, TestDurationInSeconds=60), False)
        refused(lambda: alice.update_qualification_type(QualificationTypeId=NOBODY, Description='x'),
                turk='QualificationTypeDoesNotExist')

    @check('ListQualificationTypes: mine by a word of the name, the service\'s own among all')
    def _():
        def listed(**filters):
            found = alice.list_qualification_types(MaxResults=100, **filters)
            equal(found['NumResults'], len(found['QualificationTypes']))
            return {each['Name']: each for each in found['QualificationTypes']}

        mine = listed(MustBeRequestable=False, MustBeOwnedByCaller=True)
        equal(set(mine) >= {'Photo skill', 'Tested', 'Anybody', 'Changing'}, True)
        equal(set(listed(MustBeRequestable=False, MustBeOwnedByCaller=True, Query='photo')), {'Photo skill'})
        equal(listed(MustBeRequestable=False, MustBeOwnedByCaller=True, Query='nothing of the kind'), {})
        every = listed(MustBeRequestable=False)
        equal('00000000000000000071' in [each['QualificationTypeId'] for each in every.values()], True)
        equal('00000000000000000071' in [each['QualificationTypeId'] for each in mine.values()], False)
        lax = market.client('AKIDALICE', parameter_validation=False)
        refused(lax.list_qualification_types, 'ValidationException', message="'mustBeRequestable' .*must not be null")

    @check('DeleteQualificationType: gone; its requests are rejected')
    def _():
        made = new(alice, 'Short-lived')
        market.worker('qualification-requests', WorkerId=WORKER, QualificationTypeId=made)
        equal(members(alice.delete_qualification_type(QualificationTypeId=made)), {})
        for attempt in (alice.get_qualification_type, alice.delete_qualification_type):
            refused(lambda: attempt(QualificationTypeId=made), turk='QualificationTypeDoesNotExist')
        equal(alice.list_qualification_requests()['QualificationRequests'], [])


def scores(market, alice):
    @check('AssociateQualificationWithWorker: 1 by default, and a new value replaces the old')
    def _():
        kind = new(alice, 'Scored')

        def score():
            return alice.get_qualification_score(QualificationTypeId=kind, WorkerId=WORKER)['Qualification']

        refused(score, turk='QualificationDoesNotExist',
                message=r'^You requested a Qualification that does not exist\.$')
        equal(members(alice.associate_qualification_with_worker(QualificationTypeId=kind, WorkerId=WORKER)), {})
        granted = score()
        equal(granted, {'QualificationTypeId': kind, 'WorkerId': WORKER, 'IntegerValue': 1, 'Status': 'Granted',
                        'GrantTime': granted['GrantTime']})
        alice.associate_qualification_with_worker(
            QualificationTypeId=kind, WorkerId=WORKER, IntegerValue=-7, SendNotification=False)
        equal(score()['IntegerValue'], -7)
        equal(len(market.worker('messages', WorkerId=WORKER)['Messages']), 1)

    @check('DisassociateQualificationFromWorker: revoked, listed so, and granted again')
    def _():
        kind = new(alice, 'Revoked')

        def revoke(**more):
            return alice.disassociate_qualification_from_worker(QualificationTypeId=kind, WorkerId=WORKER, **more)

        def holders(**status):
            found = alice.list_workers_with_qualification_type(QualificationTypeId=kind, **status)
            equal(found['NumResults'], len(found['Qualifications']))
            return [(q['WorkerId'], q['IntegerValue'], q['Status']) for q in found['Qualifications']]

        refused(revoke, turk='QualificationDoesNotExist')
        alice.associate_qualification_with_worker(QualificationTypeId=kind, WorkerId=WORKER, IntegerValue=3)
        equal((holders(), holders(Status='Revoked')), ([(WORKER, 3, 'Granted')], []))
        equal(members(revoke(Reason='Too many mistakes')), {})
        equal((holders(), holders(Status='Revoked')), ([], [(WORKER, 3, 'Revoked')]))
        refused(lambda: alice.get_qualification_score(QualificationTypeId=kind, WorkerId=WORKER),
                turk='InvalidQualificationState', message='can be called with a status of: Granted$')
        alice.associate_qualification_with_worker(QualificationTypeId=kind, WorkerId=WORKER, IntegerValue=4)
        equal((holders(Status='Granted'), holders(Status='Revoked')), ([(WORKER, 4, 'Granted')], []))

    @check('of a type that there is not: QualificationTypeDoesNotExist; of an id that is none: ValidationException')
    def _():
        for call in (alice.associate_qualification_with_worker, alice.disassociate_qualification_from_worker,
                     alice.get_qualification_score):
            refused(lambda: call(QualificationTypeId=NOBODY, WorkerId=WORKER), turk='QualificationTypeDoesNotExist')
            refused(lambda: call(QualificationTypeId=NOBODY, WorkerId='worker'), 'ValidationException',
                    message="'worker' at 'workerId'")


def requests(market, alice):
    def ask(kind, worker=WORKER, **more):
        return market.worker('qualification-requests', WorkerId=worker, QualificationTypeId=kind, **more)

    @check('a request waits for the Requester: listed, accepted with a value, rejected')
    def _():
        kind, other = new(alice, 'On request', RetryDelayInSeconds=60), new(alice, 'Another')
        first, second = (ask(kind, worker)['QualificationRequestId'] for worker in ('A1WORKER', 'A2WORKER'))
        elsewhere = ask(other)['QualificationRequestId']

        def pending(**of):
            found = alice.list_qualification_requests(**of)
            equal(found['NumResults'], len(found['QualificationRequests']))
            return sorted(each['QualificationRequestId'] for each in found['QualificationRequests'])

        equal(pending(QualificationTypeId=kind), sorted([first, second]))
        equal(pending(), sorted([first, second, elsewhere]))
        shown = [each for each in alice.list_qualification_requests()['QualificationRequests']
                 if each['QualificationRequestId'] == first][0]
        equal(shown, {'QualificationRequestId': first, 'QualificationTypeId': kind, 'WorkerId': 'A1WORKER',
                      'SubmitTime': shown['SubmitTime']})
        equal(members(alice.accept_qualification_request(QualificationRequestId=first, IntegerValue=42)), {})
        equal(members(alice.reject_qualification_request(QualificationRequestId=second, Reason='Sorry')), {})
        alice.accept_qualification_request(QualificationRequestId=elsewhere)
        equal(pending(), [])
        found = [alice.get_qualification_score(QualificationTypeId=k, WorkerId=w)['Qualification']['IntegerValue']
                 for k, w in ((kind, 'A1WORKER'), (other, WORKER))]
        equal(found, [42, 1])
        refused(lambda: alice.get_qualification_score(QualificationTypeId=kind, WorkerId='A2WORKER'),
                turk='QualificationDoesNotExist')
        for again in (first, second):
            refused(lambda: alice.accept_qualification_request(QualificationRequestId=again),
                    turk='InvalidQualificationRequestState')
            refused(lambda: alice.reject_qualification_request(QualificationRequestId=again),
                    turk='InvalidQualificationRequestState')
        refused(lambda: alice.accept_qualification_request(QualificationRequestId=NOBODY),
                turk='QualificationRequestDoesNotExist')

    @check('a test waits with its answers; with a key it is scored at once')
    def _():
        kind = new(alice, 'Test by hand', Test=TEST, TestDurationInSeconds=60)
        turned_down(lambda: ask(kind), 'AnswerRequired')
        asked = ask(kind, Answer=answer('A'))['QualificationRequestId']
        shown, = alice.list_qualification_requests(QualificationTypeId=kind)['QualificationRequests']
        equal((shown['QualificationRequestId'], shown['Test'], shown['Answer']), (asked, TEST, answer('A')))
        kind = new(alice, 'Test by key', Test=TEST, AnswerKey=ANSWER_KEY, TestDurationInSeconds=60)
        equal(ask(kind, 'A1WORKER', Answer=answer('B')), {'IntegerValue': 10})
        equal(ask(kind, 'A2WORKER', Answer=answer('A')), {'IntegerValue': 0})
        found = alice.list_workers_with_qualification_type(QualificationTypeId=kind)['Qualifications']
        equal(sorted((q['WorkerId'], q['IntegerValue']) for q in found), [('A1WORKER', 10), ('A2WORKER', 0)])

    @check('a test that a Worker begins is scored in time, and over afterwards')
    def _():
        kind = new(alice, 'Timed', Test=TEST, AnswerKey=ANSWER_KEY, TestDurationInSeconds=60)

        def begin(worker):
            return market.worker('qualification-requests/start', WorkerId=worker, QualificationTypeId=kind)

        def hand_in(worker):
            return market.worker(
                'qualification-requests', WorkerId=worker, QualificationTypeId=kind, Answer=answer('B'))

        equal(begin(WORKER)['Test'], TEST)
        equal(hand_in(WORKER), {'IntegerValue': 10})
        score = alice.get_qualification_score(QualificationTypeId=kind, WorkerId=WORKER)
        equal(score['Qualification']['IntegerValue'], 10)
        begin('A2LATE')
        market.advance(seconds=61)
        turned_down(lambda: hand_in('A2LATE'), 'TestDurationOver')

    @check('a Worker asks once, or again after the delay; some are granted at once')
    def _():
        equal(ask(new(alice, 'For all', AutoGranted=True, AutoGrantedValue=9)), {'IntegerValue': 9})
        once = new(alice, 'Once')
        asked = ask(once)['QualificationRequestId']
        turned_down(lambda: ask(once), 'DuplicateRequest')
        alice.reject_qualification_request(QualificationRequestId=asked)
        turned_down(lambda: ask(once), 'QualificationTypeDoesNotAllowRetake')
        later = new(alice, 'Later', RetryDelayInSeconds=60)
        alice.reject_qualification_request(QualificationRequestId=ask(later)['QualificationRequestId'])
        turned_down(lambda: ask(later), 'QualificationTypeRetryDelayNotElapsed')
        market.advance(seconds=61)
        ask(later)
        turned_down(lambda: ask(new(alice, 'Asleep', QualificationTypeStatus='Inactive')), 'QualificationTypeInactive')


def requirements(market, alice):
    def accepts(worker, *wanted):
        made = alice.create_hit(**hit(QualificationRequirements=list(wanted)))['HIT']['HITId']
        try:
            market.accept(worker, made)
            return True
        except Exception as e:
            equal(getattr(e, 'kind', e), 'WorkerNotQualified')
            return False

    def need(kind, comparator, *values, **more):
        return dict(QualificationTypeId=kind, Comparator=comparator,
                    **(dict(IntegerValues=list(values)) if values else {}), **more)

    @check('a HIT is for Workers who meet its requirements on my Qualification')
    def _():
        kind = new(alice, 'Needed')
        alice.associate_qualification_with_worker(QualificationTypeId=kind, WorkerId='A1WORKER', IntegerValue=50)
        cases = [('LessThan', 51, True), ('LessThan', 50, False), ('LessThanOrEqualTo', 50, True),
                 ('GreaterThan', 49, True), ('GreaterThan', 50, False), ('GreaterThanOrEqualTo', 51, False),
                 ('EqualTo', 50, True), ('NotEqualTo', 50, False)]
        for comparator, value, expected in cases:
            equal((comparator, value, accepts('A1WORKER', need(kind, comparator, value))),
                  (comparator, value, expected))
        equal([accepts('A1WORKER', need(kind, 'In', 1, 50)), accepts('A1WORKER', need(kind, 'NotIn', 1, 50)),
               accepts('A1WORKER', need(kind, 'Exists')), accepts('A1WORKER', need(kind, 'DoesNotExist')),
               accepts('A2WORKER', need(kind, 'Exists')), accepts('A2WORKER', need(kind, 'DoesNotExist')),
               accepts('A2WORKER', need(kind, 'LessThan', 100))],
              [True, False, True, False, False, True, False])

    @check('and on what the service knows: country, adults, Masters, approvals')
    def _():
        locale, adult, masters = '00000000000000000071', '00000000000000000060', '2F1QJWKUDD8XADTFD2Q0G6UTO95ALH'
        market.control('workers', WorkerId='A5WORKER', Country='US', Subdivision='CA', Adult=True, Masters=True)
        us, ny, gb = {'Country': 'US'}, {'Country': 'US', 'Subdivision': 'NY'}, {'Country': 'GB'}
        for comparator, places, expected in (
                ('EqualTo', [us], True), ('EqualTo', [ny], False), ('In', [gb, us], True),
                ('NotIn', [gb, ny], True), ('NotEqualTo', [us], False)):
            equal((comparator, places, accepts('A5WORKER', need(locale, comparator, LocaleValues=places))),
                  (comparator, places, expected))
        for wanted in (need(adult, 'EqualTo', 1), need(masters, 'Exists')):
            equal((accepts('A5WORKER', wanted), accepts('A6WORKER', wanted)), (True, False))
        approved, percent = '00000000000000000040', '000000000000000000L0'
        equal(accepts('A5WORKER', need(approved, 'GreaterThan', 0)), False)
        made = alice.create_hit(**hit(MaxAssignments=2))['HIT']['HITId']
        alice.approve_assignment(AssignmentId=market.work('A5WORKER', made, answer()))
        other = alice.create_hit(**hit())['HIT']['HITId']
        alice.reject_assignment(AssignmentId=market.work('A5WORKER', other, answer()), RequesterFeedback='')
        equal([accepts('A5WORKER', need(approved, 'EqualTo', 1)), accepts('A5WORKER', need(percent, 'EqualTo', 50)),
               accepts('A5WORKER', need(percent, 'GreaterThan', 50))], [True, True, False])

    @check('a requirement on a type that there is not is refused')
    def _():
        for kind in (NOBODY, '00000000000000000000'):
            wanted = hit(QualificationRequirements=[need(kind, 'Exists')])
            try:
                alice.create_hit(**wanted)
            except alice.exceptions.ClientError as e:
                equal(e.response['ResponseMetadata']['HTTPStatusCode'], 400)
            else:
                raise AssertionError('%s was taken' % kind)


def blocks(alice):
    def listed():
        found = alice.list_worker_blocks()
        equal(found['NumResults'], len(found['WorkerBlocks']))
        return [(each['WorkerId'], each['Reason']) for each in found['WorkerBlocks']]

    @check('CreateWorkerBlock, DeleteWorkerBlock: what is so already is a success as well')
    def _():
        equal(members(alice.create_worker_block(WorkerId=WORKER, Reason='Bad "work" & <more>')), {})
        equal(listed(), [(WORKER, 'Bad "work" & <more>')])
        alice.create_worker_block(WorkerId=WORKER, Reason='again')
        equal(len(listed()), 1)
        equal(members(alice.delete_worker_block(WorkerId=WORKER, Reason='fine')), {})
        alice.delete_worker_block(WorkerId=WORKER)
        equal(listed(), [])
        refused(lambda: alice.create_worker_block(WorkerId='nobody', Reason='x'), 'ValidationException',
                message="'nobody' at 'workerId'")
