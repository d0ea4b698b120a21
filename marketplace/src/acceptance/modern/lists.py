"""Lists longer than a page, walked by boto3's paginators."""

from checks import check, equal
from clients import refused
from examples import QUESTION, answer, hit, hit_type

MANY = 105


def walk(client, operation, key, size=None, **filters):
    """The pages of a list, as their items; each page must say how many it has."""
    paging = {'PageSize': size} if size else {}
    pages = list(client.get_paginator(operation).paginate(PaginationConfig=paging, **filters))
    for page in pages:
        equal(page['NumResults'], len(page[key]))
    return [page[key] for page in pages]


def items(pages, identity):
    return [each[identity] for page in pages for each in page]


def whole(client, operation, key, identity, expected, **filters):
    """Whatever the size of the pages, the list is the same: every item once, in the same order."""
    orders = []
    for size in (100, 10, 7, None):
        pages = walk(client, operation, key, size, **filters)
        equal(max(len(page) for page in pages) <= (size or 10), True)
        orders.append(items(pages, identity))
    equal(sorted(orders[0]), sorted(expected))
    for order in orders[1:]:
        equal(order, orders[0])


def run(market, alice, bob):
    market.control('reset')
    kind = alice.create_qualification_type(Name='Listed', Description='D', QualificationTypeStatus='Active')
    kind = kind['QualificationType']['QualificationTypeId']
    required = [{'QualificationTypeId': kind, 'Comparator': 'DoesNotExist'}]
    hits(market, alice, bob, kind, required)
    assignments(market, alice)
    workers(market, alice, kind)


def make_hits(alice, count, **kind):
    made = alice.create_hit_type(**hit_type(**kind))['HITTypeId']
    return [alice.create_hit_with_hit_type(HITTypeId=made, LifetimeInSeconds=3600, Question=QUESTION)['HIT']['HITId']
            for _ in range(count)]


def hits(market, alice, bob, kind, required):
    made = make_hits(alice, MANY, QualificationRequirements=required)

    @check('ListHITs, ListHITsForQualificationType: %d HITs, each once, in pages of any size' % MANY)
    def _():
        whole(alice, 'list_hits', 'HITs', 'HITId', made)
        whole(alice, 'list_hits_for_qualification_type', 'HITs', 'HITId', made, QualificationTypeId=kind)
        equal(alice.list_hits(MaxResults=1)['HITs'][0], alice.get_hit(HITId=alice.list_hits()['HITs'][0]['HITId'])['HIT'])

    @check('a walk that stopped goes on where it was')
    def _():
        paginator = alice.get_paginator('list_hits')
        first = paginator.paginate(PaginationConfig={'MaxItems': 40, 'PageSize': 20}).build_full_result()
        rest = paginator.paginate(PaginationConfig={'StartingToken': first['NextToken']}).build_full_result()
        equal(sorted(each['HITId'] for each in first['HITs'] + rest['HITs']), sorted(made))

    @check('a list that changes under the walk: what is there all the time is seen once')
    def _():
        first = alice.list_hits(MaxResults=50)
        seen = [each['HITId'] for each in first['HITs']]
        ahead = [each for each in made if each not in seen]
        gone = [seen[0], seen[-1], ahead[0]]
        for each in gone:
            alice.update_expiration_for_hit(HITId=each, ExpireAt=0)
            alice.delete_hit(HITId=each)
        fresh = make_hits(alice, 3)
        token = first.get('NextToken')
        while token:
            page = alice.list_hits(MaxResults=10, NextToken=token)
            seen += [each['HITId'] for each in page['HITs']]
            token = page.get('NextToken')
        equal(len(seen), len(set(seen)))
        equal(set(made) - set(gone) <= set(seen) <= set(made) | set(fresh), True)
        equal(ahead[0] in seen, False)

    @check('a token of another list, of another account, and none at all are refused')
    def _():
        token = alice.list_hits(MaxResults=2)['NextToken']
        equal(1 <= len(token) <= 255, True)
        for attempt in (lambda: alice.list_worker_blocks(NextToken=token), lambda: bob.list_hits(NextToken=token),
                        lambda: alice.list_hits(NextToken='x'), lambda: alice.list_hits(NextToken=token[::-1])):
            refused(attempt, 'ParameterValidationError', message='NextToken')
        lax = market.client('AKIDALICE', parameter_validation=False)
        for size in (0, 101):
            refused(lambda: lax.list_hits(MaxResults=size), 'ValidationException', message="'%d' at 'maxResults'" % size)

    @check('ListReviewableHITs: %d HITs, each once' % MANY)
    def _():
        market.control('reset')
        ended = make_hits(alice, MANY)
        market.advance(hours=2)
        whole(alice, 'list_reviewable_hits', 'HITs', 'HITId', ended)


def assignments(market, alice):
    made = alice.create_hit(**hit(MaxAssignments=MANY))['HIT']['HITId']
    ids = [market.work('A%dWORKER' % n, made, answer()) for n in range(MANY)]

    @check('ListAssignmentsForHIT: %d assignments, each once' % MANY)
    def _():
        whole(alice, 'list_assignments_for_hit', 'Assignments', 'AssignmentId', ids, HITId=made)
        for each in ids[::2]:
            alice.approve_assignment(AssignmentId=each)
        whole(alice, 'list_assignments_for_hit', 'Assignments', 'AssignmentId', ids[::2], HITId=made,
              AssignmentStatuses=['Approved'])
        whole(alice, 'list_assignments_for_hit', 'Assignments', 'AssignmentId', ids[1::2], HITId=made,
              AssignmentStatuses=['Submitted', 'Rejected'])

    @check('ListBonusPayments: %d bonuses, each once' % MANY)
    def _():
        for n in range(MANY):
            alice.send_bonus(WorkerId='A0WORKER', AssignmentId=ids[0], BonusAmount='0.01', Reason='%d' % n)
        reasons = ['%d' % n for n in range(MANY)]
        whole(alice, 'list_bonus_payments', 'BonusPayments', 'Reason', reasons, HITId=made)
        whole(alice, 'list_bonus_payments', 'BonusPayments', 'Reason', reasons, AssignmentId=ids[0])


def workers(market, alice, kind):
    names = ['A%dWORKER' % n for n in range(MANY)]

    @check('ListWorkersWithQualificationType, ListWorkerBlocks: %d Workers, each once' % MANY)
    def _():
        kind = alice.create_qualification_type(Name='Held', Description='D', QualificationTypeStatus='Active')
        kind = kind['QualificationType']['QualificationTypeId']
        for name in names:
            alice.associate_qualification_with_worker(QualificationTypeId=kind, WorkerId=name, SendNotification=False)
            alice.create_worker_block(WorkerId=name, Reason='x')
        whole(alice, 'list_workers_with_qualification_type', 'Qualifications', 'WorkerId', names,
              QualificationTypeId=kind)
        whole(alice, 'list_worker_blocks', 'WorkerBlocks', 'WorkerId', names)

    @check('ListQualificationTypes, ListQualificationRequests: %d, each once' % MANY)
    def _():
        market.control('reset')
        types = [alice.create_qualification_type(Name='Type %d' % n, Description='D', QualificationTypeStatus='Active')
                 ['QualificationType']['QualificationTypeId'] for n in range(MANY)]
        whole(alice, 'list_qualification_types', 'QualificationTypes', 'QualificationTypeId', types,
              MustBeRequestable=True, MustBeOwnedByCaller=True)
        asked = [market.worker('qualification-requests', WorkerId=name, QualificationTypeId=types[0])
                 ['QualificationRequestId'] for name in names]
        whole(alice, 'list_qualification_requests', 'QualificationRequests', 'QualificationRequestId', asked)
        whole(alice, 'list_qualification_requests', 'QualificationRequests', 'QualificationRequestId', asked,
              QualificationTypeId=types[0])
