"""What Workers do, and what Requesters do about it: decisions, money, bonuses, mail, files."""

import datetime
import urllib.error
import urllib.request

from checks import check, equal, matches
from clients import members, refused, turned_down
from examples import NOBODY, SCHEMAS, answer, form, hit
from hits import counts

SECONDS = datetime.timedelta(seconds=1)
ONLY_SUBMITTED = r'^This operation can be called with a status of: Submitted$'


def balance(alice):
    return alice.get_account_balance()['AvailableBalance']


def run(market, alice):
    market.control('reset')
    cycle(market, alice)
    workers(market, alice)
    decisions(market, alice)
    money(market, alice)
    bonuses(market, alice)
    mail(market, alice)
    files(market, alice)


def cycle(market, alice):
    def make(**changed):
        return alice.create_hit(**hit(**changed))['HIT']['HITId']

    def found(made):
        return alice.get_hit(HITId=made)['HIT']

    @check('accept, submit, approve: counts, status and members follow the work')
    def _():
        made = make(MaxAssignments=2, AutoApprovalDelayInSeconds=3600)
        first = market.accept('A1WORKER', made)
        matches(r'^3[0-9A-Z]{29}$', first)
        equal((found(made)['HITStatus'], counts(found(made))), ('Assignable', (1, 1, 0)))
        second = market.accept('A2WORKER', made)
        equal((found(made)['HITStatus'], counts(found(made))), ('Unassignable', (0, 2, 0)))
        equal(alice.list_assignments_for_hit(HITId=made)['Assignments'], [])

        equal(market.worker('assignments/%s/submit' % first, Answer=answer('B')), {'AssignmentId': first})
        equal((found(made)['HITStatus'], counts(found(made))), ('Unassignable', (0, 1, 0)))
        got = alice.get_assignment(AssignmentId=first)
        equal(got['HIT'], found(made))
        work = got['Assignment']
        equal(work, {
            'AssignmentId': first, 'HITId': made, 'WorkerId': 'A1WORKER', 'AssignmentStatus': 'Submitted',
            'AcceptTime': work['AcceptTime'], 'SubmitTime': work['SubmitTime'],
            'Deadline': work['AcceptTime'] + 600 * SECONDS,
            'AutoApprovalTime': work['SubmitTime'] + 3600 * SECONDS, 'Answer': answer('B')})
        equal(work['AcceptTime'] <= work['SubmitTime'], True)
        equal(alice.list_assignments_for_hit(HITId=made)['Assignments'], [work])

        market.worker('assignments/%s/submit' % second, Answer=answer())
        equal((found(made)['HITStatus'], counts(found(made))), ('Reviewable', (0, 0, 0)))
        equal(members(alice.approve_assignment(AssignmentId=first, RequesterFeedback='Good \u2713')), {})
        done = alice.get_assignment(AssignmentId=first)['Assignment']
        equal(done, dict(work, AssignmentStatus='Approved', ApprovalTime=done['ApprovalTime'],
                         RequesterFeedback='Good \u2713'))
        equal(counts(found(made)), (0, 0, 1))
        equal(members(alice.reject_assignment(AssignmentId=second, RequesterFeedback='Wrong')), {})
        done = alice.get_assignment(AssignmentId=second)['Assignment']
        equal((done['AssignmentStatus'], done['RequesterFeedback'], 'ApprovalTime' in done),
              ('Rejected', 'Wrong', False))
        equal(done['SubmitTime'] <= done['RejectionTime'], True)
        equal(counts(found(made)), (0, 0, 2))

    @check('ListAssignmentsForHIT: by status; all of them when none is named')
    def _():
        made = make(MaxAssignments=3)
        ids = {status: market.work(worker, made, answer()) for status, worker in
               (('Submitted', 'A1WORKER'), ('Approved', 'A2WORKER'), ('Rejected', 'A3WORKER'))}
        alice.approve_assignment(AssignmentId=ids['Approved'])
        alice.reject_assignment(AssignmentId=ids['Rejected'], RequesterFeedback='x')

        def listed(*statuses):
            listing = alice.list_assignments_for_hit(HITId=made, AssignmentStatuses=list(statuses))
            equal(listing['NumResults'], len(listing['Assignments']))
            return sorted(each['AssignmentId'] for each in listing['Assignments'])

        for status, assignment in ids.items():
            equal(listed(status), [assignment])
        equal(listed('Approved', 'Rejected'), sorted([ids['Approved'], ids['Rejected']]))
        equal(listed(), sorted(ids.values()))
        refused(lambda: listed('Accepted'), 'ValidationException', message='enum value set')

    @check('accept and return: the assignment is there for others, and not for the Requester')
    def _():
        made = make()
        assignment = market.accept('A1WORKER', made)
        market.worker('assignments/%s/return' % assignment)
        equal((found(made)['HITStatus'], counts(found(made))), ('Assignable', (1, 0, 0)))
        refused(lambda: alice.get_assignment(AssignmentId=assignment), turk='AssignmentDoesNotExist')
        market.work('A2WORKER', made, answer())


def workers(market, alice):
    def make(**changed):
        return alice.create_hit(**hit(**changed))['HIT']['HITId']

    @check('a Worker is told why it cannot: blocked, duplicate, none left, expired, returned, handed in, unknown')
    def _():
        alice.create_worker_block(WorkerId='A1BLOCKED', Reason='x')
        made = make(MaxAssignments=2)
        turned_down(lambda: market.accept('A1BLOCKED', made), 'WorkerBlocked')
        first = market.accept('A1WORKER', made)
        turned_down(lambda: market.accept('A1WORKER', made), 'DuplicateAssignment')
        second = market.work('A2WORKER', made, answer())
        turned_down(lambda: market.accept('A2WORKER', made), 'DuplicateAssignment')
        turned_down(lambda: market.accept('A3WORKER', made), 'NoAssignmentAvailable')
        turned_down(lambda: market.worker('assignments/%s/submit' % second, Answer=answer()), 'AssignmentSubmitted')
        market.worker('assignments/%s/return' % first)
        turned_down(lambda: market.worker('assignments/%s/submit' % first, Answer=answer()), 'AssignmentReturned')
        alice.update_expiration_for_hit(HITId=made, ExpireAt=0)
        turned_down(lambda: market.accept('A3WORKER', made), 'HITExpired')
        turned_down(lambda: market.accept('A3WORKER', NOBODY), 'HITDoesNotExist')
        turned_down(lambda: market.worker('assignments/%s/return' % NOBODY), 'AssignmentDoesNotExist')
        alice.delete_worker_block(WorkerId='A1BLOCKED', Reason='y')
        market.accept('A1BLOCKED', make())

    @check('work that is no QuestionFormAnswers is refused, and can be handed in again')
    def _():
        made = make()
        assignment = market.accept('A1WORKER', made)
        turned_down(lambda: market.worker('assignments/%s/submit' % assignment, Answer='no xml'), 'RequestError')
        market.worker('assignments/%s/submit' % assignment, Answer=answer())

    @check('nobody hands in after the time of the assignment; then others may')
    def _():
        made = make(AssignmentDurationInSeconds=60)
        assignment = market.accept('A1WORKER', made)
        market.advance(seconds=61)
        turned_down(lambda: market.worker('assignments/%s/submit' % assignment, Answer=answer()),
                    'AssignmentDurationOver')
        found = alice.get_hit(HITId=made)['HIT']
        equal((found['HITStatus'], counts(found)), ('Assignable', (1, 0, 0)))
        market.work('A2WORKER', made, answer())


def decisions(market, alice):
    def submitted(**changed):
        return market.work('A1WORKER', alice.create_hit(**hit(**changed))['HIT']['HITId'], answer())

    def status(assignment):
        return alice.get_assignment(AssignmentId=assignment)['Assignment']['AssignmentStatus']

    def approve(assignment, **more):
        return alice.approve_assignment(AssignmentId=assignment, **more)

    def reject(assignment, feedback='x'):
        return alice.reject_assignment(AssignmentId=assignment, RequesterFeedback=feedback)

    @check('a second decision: InvalidAssignmentState, and nothing is paid twice')
    def _():
        approved, rejected = submitted(), submitted()
        approve(approved)
        reject(rejected, '')
        before = balance(alice)
        for attempt in (lambda: approve(approved), lambda: approve(approved, OverrideRejection=True),
                        lambda: reject(approved), lambda: approve(rejected), lambda: reject(rejected)):
            refused(attempt, turk='InvalidAssignmentState', message=ONLY_SUBMITTED)
        equal((status(approved), status(rejected), balance(alice)), ('Approved', 'Rejected', before))

    @check('OverrideRejection: approves and pays what was rejected, and what was not yet decided')
    def _():
        rejected, undecided = submitted(Reward='1.00'), submitted(Reward='1.00')
        before = float(balance(alice))
        reject(rejected)
        equal(float(balance(alice)), before)
        approve(rejected, OverrideRejection=True)
        approve(undecided, OverrideRejection=True, RequesterFeedback='fine')
        equal((status(rejected), status(undecided)), ('Approved', 'Approved'))
        equal('%.2f' % (before - float(balance(alice))), '2.40')

    @check('work in progress, and none at all: AssignmentDoesNotExist')
    def _():
        working = market.accept('A1WORKER', alice.create_hit(**hit())['HIT']['HITId'])
        for assignment in (working, NOBODY):
            for attempt in (lambda: approve(assignment), lambda: reject(assignment),
                            lambda: alice.get_assignment(AssignmentId=assignment)):
                refused(attempt, turk='AssignmentDoesNotExist',
                        message=r'^Assignment %s does not exist\.$' % assignment)

    @check('feedback: 1024 characters, no control characters')
    def _():
        assignment = submitted()
        for feedback in ('x' * 1025, 'a\x0bb', '\x00'):
            refused(lambda: reject(assignment, feedback), 'ParameterValidationError', message='RequesterFeedback')
            refused(lambda: approve(assignment, RequesterFeedback=feedback), 'ParameterValidationError')
        reject(assignment, 'x' * 1022 + '\t\n')


def money(market, alice):
    def spent(reward, assignments=1):
        made = alice.create_hit(**hit(Reward=reward, MaxAssignments=assignments))['HIT']['HITId']
        before = float(balance(alice))
        alice.approve_assignment(AssignmentId=market.work('A1WORKER', made, answer()))
        return '%.2f' % (before - float(balance(alice)))

    @check('an approval costs reward and fee: 20 %, 40 % from ten assignments on, a cent at least')
    def _():
        equal([spent('1.00'), spent('1.00', 9), spent('1.00', 10), spent('0.01'), spent('0.00')],
              ['1.20', '1.20', '1.40', '0.02', '0.01'])

    @check('an approval that cannot be paid: InsufficientFunds, and the work stays submitted')
    def _():
        market.control('reset')
        one, two = (alice.create_hit(**hit(Reward='6000.00'))['HIT']['HITId'] for _ in range(2))
        alice.approve_assignment(AssignmentId=market.work('A1WORKER', one, answer()))
        equal(balance(alice), '2800.00')
        assignment = market.work('A1WORKER', two, answer())
        refused(lambda: alice.approve_assignment(AssignmentId=assignment), turk='InsufficientFunds',
                message='^This Requester has insufficient funds in their account')
        equal(alice.get_assignment(AssignmentId=assignment)['Assignment']['AssignmentStatus'], 'Submitted')
        equal(balance(alice), '2800.00')
        market.control('reset')


def bonuses(market, alice):
    @check('SendBonus: is paid with its fee, and listed for the HIT and for the assignment')
    def _():
        made = alice.create_hit(**hit(MaxAssignments=2))['HIT']['HITId']
        one, two = (market.work(worker, made, answer()) for worker in ('A1WORKER', 'A2WORKER'))

        def send(worker, assignment, amount, **more):
            return alice.send_bonus(WorkerId=worker, AssignmentId=assignment, BonusAmount=amount, Reason='Great', **more)

        def listed(**of):
            found = alice.list_bonus_payments(**of)
            equal(found['NumResults'], len(found['BonusPayments']))
            return [(p['WorkerId'], p['AssignmentId'], p['BonusAmount'], p['Reason']) for p in found['BonusPayments']]

        before = float(balance(alice))
        equal(members(send('A1WORKER', one, '0.5')), {})
        send('A2WORKER', two, '1')
        send('A2WORKER', two, '1')
        equal('%.2f' % (before - float(balance(alice))), '3.00')
        equal(listed(HITId=made), [('A1WORKER', one, '0.50', 'Great')] + [('A2WORKER', two, '1.00', 'Great')] * 2)
        equal(listed(AssignmentId=one), [('A1WORKER', one, '0.50', 'Great')])
        granted = alice.list_bonus_payments(AssignmentId=one)['BonusPayments'][0]['GrantTime']
        equal(abs(granted - datetime.datetime.now(datetime.timezone.utc)) < 10 * SECONDS, True)

    @check('SendBonus with a used token: refused, and nothing is paid')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        assignment = market.work('A1WORKER', made, answer())
        wanted = dict(WorkerId='A1WORKER', AssignmentId=assignment, BonusAmount='0.50', Reason='r',
                      UniqueRequestToken='bonus-1')
        alice.send_bonus(**wanted)
        before = balance(alice)
        equal(refused(lambda: alice.send_bonus(**wanted), turk='DuplicateCall'),
              'The idempotency token "bonus-1" has already been processed.')
        equal((balance(alice), alice.list_bonus_payments(HITId=made)['NumResults']), (before, 1))

    @check('SendBonus: to the Worker of the assignment only, whole cents, no more than there is')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        assignment = market.work('A1WORKER', made, answer())
        wanted = dict(WorkerId='A1WORKER', AssignmentId=assignment, BonusAmount='0.50', Reason='r')
        before = balance(alice)
        refused(lambda: alice.send_bonus(**dict(wanted, WorkerId='A2WORKER')), 'ParameterValidationError',
                message='^The value "A2WORKER" is not valid for the parameter WorkerId')
        refused(lambda: alice.send_bonus(**dict(wanted, AssignmentId=NOBODY)), turk='AssignmentDoesNotExist')
        refused(lambda: alice.send_bonus(**dict(wanted, BonusAmount='0.9752')), 'ValidationException',
                message=r"^1 validation error detected: Value '0\.9752' at 'bonusAmount' failed to satisfy constraint: "
                        'Member must satisfy regular expression pattern: ')
        refused(lambda: alice.send_bonus(**dict(wanted, BonusAmount='9000.00')), turk='InsufficientFunds')
        refused(lambda: alice.send_bonus(**dict(wanted, WorkerId='1WORKER')), 'ValidationException')
        refused(alice.list_bonus_payments, 'ParameterValidationError')
        equal((balance(alice), alice.list_bonus_payments(HITId=made)['NumResults']), (before, 0))


def mail(market, alice):
    @check('NotifyWorkers: those whose work was reviewed get it; the others are told in the answer')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        alice.approve_assignment(AssignmentId=market.work('A7WORKER', made, answer()))
        answered = members(alice.notify_workers(
            Subject='New \u2713', MessageText='Come\nback', WorkerIds=['A7WORKER', 'A8NOBODY']))
        failure, = answered.pop('NotifyWorkersFailureStatuses')
        equal(answered, {})
        equal((failure['WorkerId'], failure['NotifyWorkersFailureCode']), ('A8NOBODY', 'HardFailure'))
        matches(r'\S', failure['NotifyWorkersFailureMessage'])
        inbox = market.worker('messages', WorkerId='A7WORKER')['Messages']
        equal([(m['Subject'], m['MessageText']) for m in inbox], [('New \u2713', 'Come\nback')])
        equal(alice.notify_workers(Subject='S', MessageText='M', WorkerIds=['A7WORKER'])
              .get('NotifyWorkersFailureStatuses', []), [])

    @check('NotifyWorkers: at most 100 Workers, 200 and 4096 characters')
    def _():
        lax = market.client('AKIDALICE', parameter_validation=False)
        good = dict(Subject='S', MessageText='M', WorkerIds=['A7WORKER'])
        for changed in (dict(WorkerIds=['A%d' % n for n in range(101)]), dict(WorkerIds=[]),
                        dict(Subject='x' * 201), dict(MessageText='x' * 4097)):
            refused(lambda: lax.notify_workers(**dict(good, **changed)), 'ParameterValidationError')
        refused(lambda: lax.notify_workers(**dict(good, WorkerIds=['7WORKER'])), 'ValidationException')


def files(market, alice):
    content = b'\x89PNG\r\n\x1a\n\x00\xff'

    @check('GetFileUploadURL: the URL gives the Worker\'s file for a minute, byte for byte')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        assignment = market.accept('A1WORKER', made)
        kept = market.post('/worker/assignments/%s/files/photo' % assignment, content, 'image/png')
        document = (
            '<QuestionFormAnswers xmlns="%s2005-10-01/QuestionFormAnswers.xsd"><Answer>'
            '<QuestionIdentifier>photo</QuestionIdentifier>'
            '<UploadedFileSizeInBytes>%d</UploadedFileSizeInBytes><UploadedFileKey>%s</UploadedFileKey>'
            '</Answer></QuestionFormAnswers>' % (SCHEMAS, kept['UploadedFileSizeInBytes'], kept['UploadedFileKey']))
        market.worker('assignments/%s/submit' % assignment, Answer=document)
        url = alice.get_file_upload_url(AssignmentId=assignment, QuestionIdentifier='photo')['FileUploadURL']
        with urllib.request.urlopen(url, timeout=10) as file:
            equal((file.read(), file.headers['Content-Type']), (content, 'image/png'))
        refused(lambda: alice.get_file_upload_url(AssignmentId=assignment, QuestionIdentifier='other'),
                'ParameterValidationError', message='QuestionIdentifier')
        refused(lambda: alice.get_file_upload_url(AssignmentId=NOBODY, QuestionIdentifier='photo'),
                turk='AssignmentDoesNotExist')
        market.advance(seconds=61)
        equal(status_of(url), 403)
        equal(status_of(url.replace('photo', 'other')), 403)

    @check('a FileUploadAnswer takes files of its sizes, also of megabytes')
    def _():
        made = alice.create_hit(**hit(Question=form(
            '<Question><QuestionIdentifier>photo</QuestionIdentifier><QuestionContent><Text>A photo</Text>'
            '</QuestionContent><AnswerSpecification><FileUploadAnswer><MaxFileSizeInBytes>3000000</MaxFileSizeInBytes>'
            '<MinFileSizeInBytes>10</MinFileSizeInBytes></FileUploadAnswer></AnswerSpecification></Question>'
        )))['HIT']['HITId']
        assignment = market.accept('A1WORKER', made)

        def upload(size, question='photo'):
            path = '/worker/assignments/%s/files/%s' % (assignment, question)
            return market.post(path, b'x' * size, 'image/png')

        equal(upload(3000000)['UploadedFileSizeInBytes'], 3000000)
        turned_down(lambda: upload(3000001), 'FileTooLarge', 413)
        turned_down(lambda: upload(9), 'FileTooSmall')
        turned_down(lambda: upload(10, 'other'), 'NoFileUploadQuestion')


def status_of(url):
    try:
        with urllib.request.urlopen(url, timeout=10) as answered:
            return answered.status
    except urllib.error.HTTPError as e:
        return e.code
