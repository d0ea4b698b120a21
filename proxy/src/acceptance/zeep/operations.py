"""All operations, in the order in which a Requester's day needs them."""

from decimal import Decimal

from checks import check, equal
from turk import refused

SCHEMAS = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/2005-10-01/'
QUESTION = (
    '<QuestionForm xmlns="%sQuestionForm.xsd"><Question><QuestionIdentifier>q1</QuestionIdentifier>'
    '<QuestionContent><Text>Which & why? <![CDATA[<é😀>]]></Text></QuestionContent><AnswerSpecification>'
    '<FreeTextAnswer/></AnswerSpecification></Question></QuestionForm>' % SCHEMAS).replace('& ', '&amp; ')
ANSWER = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<QuestionFormAnswers xmlns="%sQuestionFormAnswers.xsd"><Answer>'
    '<QuestionIdentifier>q1</QuestionIdentifier><FreeText>é &lt;😀&gt;</FreeText></Answer>'
    '</QuestionFormAnswers>' % SCHEMAS)
WORKER = 'A1WORKEREXAMPLE'
OTHER = 'A2WORKEREXAMPLE'
NOBODY = '3NONEXISTENT00000000000000000X'
NOTIFICATION = dict(Destination='turk@example.org', Transport='Email', Version='2006-05-05',
                    EventType=['AssignmentSubmitted', 'HITReviewable'])


def hit(**changed):
    wanted = dict(
        Title='Tag a photo', Description='Choose “tags” & <more>', Keywords='photo, tag', Question=QUESTION,
        Reward=dict(Amount=Decimal('0.05'), CurrencyCode='USD'), AssignmentDurationInSeconds=600,
        LifetimeInSeconds=86400, MaxAssignments=3, RequesterAnnotation='batch 7',
        QualificationRequirement=[
            dict(QualificationTypeId='00000000000000000071', Comparator='EqualTo',
                 LocaleValue=[dict(Country='US')], RequiredToPreview=False),
            dict(QualificationTypeId='000000000000000000L0', Comparator='In', IntegerValue=[95, 96])],
        ResponseGroup=['Minimal', 'HITDetail', 'HITQuestion', 'HITAssignmentSummary'])
    wanted.update(changed)
    return wanted


def run(turk, workers):
    account(turk)
    qualifications(turk, workers)
    made = hits(turk)
    assignments(turk, workers)
    reports(turk, made)
    failures(turk)


def account(turk):
    @check('the WSDL names the address that was asked')
    def _():
        equal(turk.address, turk.client.wsdl.location.split('/AWSMechanicalTurk/')[0]
              + '/?Service=AWSMechanicalTurkRequester')

    @check('GetAccountBalance')
    def _():
        found = turk.GetAccountBalance()['AvailableBalance']
        equal((found['Amount'], found['CurrencyCode'], found['FormattedPrice']),
              (Decimal('10000'), 'USD', '$10,000.00'))

    @check('BlockWorker, GetBlockedWorkers, UnblockWorker')
    def _():
        turk.BlockWorker(WorkerId=WORKER, Reason='Répond "vite" & <mal> 😀')
        found = turk.GetBlockedWorkers(PageSize=100)
        equal([(b['WorkerId'], b['Reason']) for b in found['WorkerBlock']], [(WORKER, 'Répond "vite" & <mal> 😀')])
        equal((found['PageNumber'], found['NumResults'], found['TotalNumResults']), (1, 1, 1))
        turk.UnblockWorker(WorkerId=WORKER)
        equal(turk.GetBlockedWorkers()['TotalNumResults'], 0)

    @check('Help')
    def _():
        turk.response('Help', dict(About=['GetHIT'], HelpType='Operation'))


def qualifications(turk, workers):
    kind = turk.CreateQualificationType(
        Name='Photo skill', Description='Knows photos', QualificationTypeStatus='Active')['QualificationTypeId']

    def ask(worker):
        workers.post('qualification-requests', WorkerId=worker, QualificationTypeId=kind)
        (asked,) = turk.GetQualificationRequests(QualificationTypeId=kind)['QualificationRequest']
        equal((asked['SubjectId'], asked['QualificationTypeId']), (worker, kind))
        return asked['QualificationRequestId']

    @check('UpdateQualificationType, GetQualificationType, SearchQualificationTypes')
    def _():
        turk.UpdateQualificationType(QualificationTypeId=kind, Description='Knows é')
        found = turk.GetQualificationType(QualificationTypeId=kind)
        equal((found['Name'], found['Description'], found['QualificationTypeStatus'], found['AutoGranted']),
              ('Photo skill', 'Knows é', 'Active', False))
        listed = turk.SearchQualificationTypes(MustBeRequestable=True, MustBeOwnedByCaller=True)
        equal([t['QualificationTypeId'] for t in listed['QualificationType']], [kind])

    @check('GetQualificationRequests, GrantQualification, RejectQualificationRequest')
    def _():
        turk.GrantQualification(QualificationRequestId=ask(WORKER), IntegerValue=80)
        turk.RejectQualificationRequest(QualificationRequestId=ask(OTHER), Reason='No')

    @check('GetQualificationScore, UpdateQualificationScore, GetQualificationsForQualificationType')
    def _():
        turk.UpdateQualificationScore(QualificationTypeId=kind, SubjectId=WORKER, IntegerValue=90)
        found = turk.GetQualificationScore(QualificationTypeId=kind, SubjectId=WORKER)
        equal((found['SubjectId'], found['IntegerValue'], found['Status']), (WORKER, 90, 'Granted'))
        listed = turk.GetQualificationsForQualificationType(QualificationTypeId=kind)['Qualification']
        equal([(q['SubjectId'], q['IntegerValue']) for q in listed], [(WORKER, 90)])

    @check('AssignQualification, RevokeQualification')
    def _():
        turk.AssignQualification(QualificationTypeId=kind, WorkerId=OTHER, IntegerValue=5, SendNotification=False)
        turk.RevokeQualification(QualificationTypeId=kind, SubjectId=OTHER, Reason='x')
        equal(turk.GetQualificationsForQualificationType(QualificationTypeId=kind)['TotalNumResults'], 1)

    @check('GetHITsForQualificationType, DisposeQualificationType')
    def _():
        made = turk.CreateHIT(**hit(QualificationRequirement=[
            dict(QualificationTypeId=kind, Comparator='GreaterThan', IntegerValue=[10])]))['HITId']
        listed = turk.GetHITsForQualificationType(QualificationTypeId=kind)
        equal([h['HITId'] for h in listed['HIT']], [made])
        other = turk.CreateQualificationType(Name='o', Description='d', QualificationTypeStatus='Active')
        turk.DisposeQualificationType(QualificationTypeId=other['QualificationTypeId'])


def hits(turk):
    made = turk.CreateHIT(**hit())

    @check('CreateHIT, GetHIT: everything that was said comes back')
    def _():
        for found in (made, turk.GetHIT(HITId=made['HITId'])):
            equal((found['Title'], found['Description'], found['Question'], found['RequesterAnnotation']),
                  ('Tag a photo', 'Choose “tags” & <more>', QUESTION, 'batch 7'))
            equal((found['Reward']['Amount'], found['MaxAssignments'], found['HITStatus'], found['HITReviewStatus']),
                  (Decimal('0.05'), 3, 'Assignable', 'NotReviewed'))
            equal([(q['Comparator'], q['IntegerValue'], q['RequiredToPreview'])
                   for q in found['QualificationRequirement']],
                  [('EqualTo', [], False), ('In', [95, 96], False)])

    @check('several requests in one call, one of which is wrong')
    def _():
        one, wrong, three = turk.results(
            'CreateHIT', hit(Title='one'), hit(Title='two', HITTypeId=NOBODY), hit(Title='three'))
        equal([r['Request']['IsValid'] for r in (one, wrong, three)], ['True', 'False', 'True'])
        equal(wrong['HITId'], None)
        equal([turk.GetHIT(HITId=r['HITId'])['Title'] for r in (one, three)], ['one', 'three'])

    @check('the request is repeated on demand')
    def _():
        echo = turk.GetHIT(HITId=made['HITId'], ResponseGroup=['Request', 'Minimal'])['Request']['GetHITRequest']
        equal((echo['HITId'], echo['ResponseGroup']), (made['HITId'], ['Request', 'Minimal']))

    @check('SearchHITs: a page beyond the end is empty')
    def _():
        found = turk.SearchHITs(PageSize=2, SortProperty='Title', SortDirection='Ascending')
        total = found['TotalNumResults']
        equal((found['NumResults'], found['PageNumber'], len(found['HIT'])), (2, 1, 2))
        beyond = turk.SearchHITs(PageSize=2, PageNumber=total + 1)
        equal((beyond['NumResults'], beyond['TotalNumResults'], beyond['HIT']), (0, total, []))

    @check('RegisterHITType, ChangeHITTypeOfHIT, SetHITTypeNotification, SendTestEventNotification')
    def _():
        kind = turk.RegisterHITType(
            Title='Other', Description='d', Reward=dict(Amount=Decimal('0.10'), CurrencyCode='USD'),
            AssignmentDurationInSeconds=60)['HITTypeId']
        turk.ChangeHITTypeOfHIT(HITId=made['HITId'], HITTypeId=kind)
        equal(turk.GetHIT(HITId=made['HITId'])['Title'], 'Other')
        turk.SetHITTypeNotification(HITTypeId=kind, Notification=NOTIFICATION, Active=True)
        turk.SendTestEventNotification(Notification=NOTIFICATION, TestEventType='HITReviewable')

    @check('ExtendHIT, ForceExpireHIT, DisposeHIT')
    def _():
        turk.ExtendHIT(HITId=made['HITId'], MaxAssignmentsIncrement=1, ExpirationIncrementInSeconds=3600)
        equal(turk.GetHIT(HITId=made['HITId'])['MaxAssignments'], 4)
        refused('AWS.MechanicalTurk.InvalidHITState', lambda: turk.DisposeHIT(HITId=made['HITId']))
        turk.ForceExpireHIT(HITId=made['HITId'])
        turk.DisposeHIT(HITId=made['HITId'])

    @check('DisableHIT: the HIT is gone, and cannot be disabled twice')
    def _():
        gone = turk.CreateHIT(**hit(Title='disabled'))['HITId']
        turk.DisableHIT(HITId=gone)
        equal(turk.GetHIT(HITId=gone)['HITStatus'], 'Disposed')
        refused('AWS.MechanicalTurk.InvalidHITState', lambda: turk.DisableHIT(HITId=gone))

    return made


def assignments(turk, workers):
    made = turk.CreateHIT(**hit(Title='worked on', MaxAssignments=2, QualificationRequirement=[]))['HITId']
    one, two = (workers.work(worker, made, ANSWER) for worker in (WORKER, OTHER))

    @check('GetAssignmentsForHIT, GetAssignment')
    def _():
        found = turk.GetAssignmentsForHIT(HITId=made, AssignmentStatus=['Submitted'], SortProperty='SubmitTime')
        equal([(a['AssignmentId'], a['WorkerId'], a['Answer']) for a in found['Assignment']],
              [(one, WORKER, ANSWER), (two, OTHER, ANSWER)])
        found = turk.GetAssignment(AssignmentId=one)
        equal((found['Assignment']['AssignmentStatus'], found['HIT']['HITId']), ('Submitted', made))

    @check('GetReviewableHITs, SetHITAsReviewing')
    def _():
        equal([h['HITId'] for h in turk.GetReviewableHITs()['HIT']], [made])
        turk.SetHITAsReviewing(HITId=made)
        equal(turk.GetReviewableHITs(Status='Reviewing')['TotalNumResults'], 1)

    @check('ApproveAssignment, RejectAssignment, ApproveRejectedAssignment')
    def _():
        turk.ApproveAssignment(AssignmentId=one, RequesterFeedback='Thank you ☺')
        turk.RejectAssignment(AssignmentId=two, RequesterFeedback='No')
        turk.ApproveRejectedAssignment(AssignmentId=two)
        refused('AWS.MechanicalTurk.InvalidAssignmentState', lambda: turk.ApproveAssignment(AssignmentId=one))

    @check('GrantBonus, GetBonusPayments')
    def _():
        turk.GrantBonus(WorkerId=WORKER, AssignmentId=one, Reason='Well done', UniqueRequestToken='bonus-1',
                        BonusAmount=dict(Amount=Decimal('0.30'), CurrencyCode='USD'))
        (paid,) = turk.GetBonusPayments(HITId=made)['BonusPayment']
        equal((paid['WorkerId'], paid['BonusAmount']['Amount'], paid['Reason']),
              (WORKER, Decimal('0.30'), 'Well done'))

    @check('NotifyWorkers: who cannot be told is named')
    def _():
        found = turk.NotifyWorkers(Subject='s', MessageText='Hello\nWörld', WorkerId=[WORKER, 'ANOBODYEXAMPLE'])
        equal([f['WorkerId'] for f in found['NotifyWorkersFailureStatus']], ['ANOBODYEXAMPLE'])

    @check('GetFileUploadURL: a question without a file is refused')
    def _():
        turk.response('GetFileUploadURL', dict(AssignmentId=one, QuestionIdentifier='q1'))


def reports(turk, made):
    @check('GetReviewResultsForHIT')
    def _():
        equal(turk.GetReviewResultsForHIT(HITId=made['HITId'], PolicyLevel=['HIT', 'Assignment'])['HITId'],
              made['HITId'])

    @check('GetRequesterStatistic: what can be known is computed, the rest is refused')
    def _():
        known, refusal = turk.results(
            'GetRequesterStatistic',
            dict(Statistic='NumberAssignmentsPending', TimePeriod='LifeToDate'),
            dict(Statistic='TotalRewardPayout', TimePeriod='OneDay', Count=3))
        equal([(known['Statistic'], known['TimePeriod'])], [('NumberAssignmentsPending', 'LifeToDate')])
        equal([point['LongValue'] for point in known['DataPoint']], [0])
        equal([error['Code'] for error in refusal['Request']['Errors']['Error']],
              ['AWS.MechanicalTurk.InvalidParameterValue'])

    @check('GetRequesterWorkerStatistic is refused, as the list of HITs does not go back far enough')
    def _():
        refused('AWS.MechanicalTurk.InvalidParameterValue', lambda: turk.GetRequesterWorkerStatistic(
            Statistic='NumberAssignmentsApproved', TimePeriod='LifeToDate', WorkerId=WORKER))


def failures(turk):
    @check('an object that there is not')
    def _():
        refused('AWS.MechanicalTurk.HITDoesNotExist', lambda: turk.GetHIT(HITId=NOBODY))

    @check('a wrong secret')
    def _():
        secret, turk.secret = turk.secret, 'wrong'
        try:
            refused('AWS.NotAuthorized', lambda: turk.GetHIT(HITId=NOBODY))
        finally:
            turk.secret = secret
