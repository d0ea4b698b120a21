"""Review policies, and notifications about events."""

from assignments import balance
from checks import check, equal, matches
from clients import members, refused
from examples import NOBODY, answer, hit, hit_type

KNOWN = {'PolicyName': 'ScoreMyKnownAnswers/2011-09-01', 'Parameters': [
    {'Key': 'AnswerKey', 'MapEntries': [{'Key': 'q1', 'Values': ['B']}]},
    {'Key': 'ApproveIfKnownAnswerScoreIsAtLeast', 'Values': ['80']},
    {'Key': 'RejectIfKnownAnswerScoreIsLessThan', 'Values': ['20']},
    {'Key': 'RejectReason', 'Values': ['Not what we know']}]}
PLURALITY = {'PolicyName': 'SimplePlurality/2011-09-01', 'Parameters': [
    {'Key': 'QuestionIds', 'Values': ['q1']},
    {'Key': 'QuestionAgreementThreshold', 'Values': ['60']}]}
QUEUE = {'Destination': 'https://sqs.us-east-1.amazonaws.com/123456789012/q', 'Transport': 'SQS',
         'Version': '2006-05-05', 'EventTypes': ['AssignmentSubmitted', 'HITReviewable']}


def run(market, alice):
    market.control('reset')
    policies(market, alice)
    notifications(market, alice)


def policies(market, alice):
    def status(assignment):
        return alice.get_assignment(AssignmentId=assignment)['Assignment']['AssignmentStatus']

    def results(report):
        return {(r.get('QuestionId'), r['Key']): r['Value'] for r in report['ReviewResults']}

    @check('ScoreMyKnownAnswers: decides about work when it is handed in, and tells how')
    def _():
        made = alice.create_hit(**hit(MaxAssignments=2, AssignmentReviewPolicy=KNOWN))['HIT']['HITId']
        right, wrong = market.work('A1WORKER', made, answer('B')), market.work('A2WORKER', made, answer('A'))
        equal((status(right), status(wrong)), ('Approved', 'Rejected'))
        equal(alice.get_assignment(AssignmentId=wrong)['Assignment']['RequesterFeedback'], 'Not what we know')
        equal(balance(alice), '9999.94')
        found = alice.list_review_policy_results_for_hit(HITId=made)
        equal((found['HITId'], found['AssignmentReviewPolicy']), (made, {'PolicyName': KNOWN['PolicyName']}))
        equal('HITReviewPolicy' in found, False)
        scores = {r['SubjectId']: r['Value'] for r in found['AssignmentReviewReport']['ReviewResults']
                  if r['Key'] == 'KnownAnswerScore'}
        equal(scores, {right: '100', wrong: '0'})
        actions = {(a['ActionName'], a['TargetId'], a['Status'])
                   for a in found['AssignmentReviewReport']['ReviewActions']}
        equal({('approve', right, 'Succeeded'), ('reject', wrong, 'Succeeded')} <= actions, True)

    @check('SimplePlurality: finds the answer that Workers agree on, when all have handed in')
    def _():
        made = alice.create_hit(**hit(MaxAssignments=3, HITReviewPolicy=PLURALITY))['HIT']['HITId']
        for worker, selection in (('A1WORKER', 'A'), ('A2WORKER', 'B'), ('A3WORKER', 'B')):
            market.work(worker, made, answer(selection))
        found = alice.list_review_policy_results_for_hit(HITId=made, PolicyLevels=['HIT'])
        equal((found['HITReviewPolicy'], 'AssignmentReviewPolicy' in found),
              ({'PolicyName': PLURALITY['PolicyName']}, False))
        about = results(found['HITReviewReport'])
        equal((about[('q1', 'AgreedAnswer')], about[('q1', 'AnswerAgreementScore')]), ('B', '66'))
        equal(about[(None, 'HitAgreementScore')], '100')

    @check('ListReviewPolicyResultsForHIT: results and actions can be left out, and come in pages')
    def _():
        made = alice.create_hit(**hit(MaxAssignments=3, AssignmentReviewPolicy=KNOWN))['HIT']['HITId']
        for n in range(3):
            market.work('A%dWORKER' % n, made, answer('B'))

        def report(**how):
            found = alice.list_review_policy_results_for_hit(HITId=made, **how)['AssignmentReviewReport']
            return len(found.get('ReviewResults', [])), len(found.get('ReviewActions', []))

        found, acted = report(MaxResults=100)
        equal((found > 3, acted >= 3), (True, True))
        equal(report(MaxResults=100, RetrieveActions=False), (found, 0))
        equal(report(MaxResults=100, RetrieveResults=False), (0, acted))
        equal(report(MaxResults=100, PolicyLevels=['Assignment']), (found, acted))
        seen, token = 0, {}
        while token is not None:
            page = alice.list_review_policy_results_for_hit(HITId=made, MaxResults=2, **token)
            seen += sum(len(page['AssignmentReviewReport'].get(k, [])) for k in ('ReviewResults', 'ReviewActions'))
            token = {'NextToken': page['NextToken']} if 'NextToken' in page else None
        equal(seen, found + acted)

    @check('a policy of another name, and one without its parameters, are refused')
    def _():
        for policy in (dict(KNOWN, PolicyName='Guess/2011-09-01'), dict(KNOWN, Parameters=[])):
            refused(lambda: alice.create_hit(**hit(AssignmentReviewPolicy=policy)), 'ParameterValidationError')
        refused(lambda: alice.create_hit(**hit(HITReviewPolicy=KNOWN)), 'ParameterValidationError')


def notifications(market, alice):
    def told():
        return [(d['Transport'], d['Destination'], [e['EventType'] for e in d['Body']['Events']])
                for d in market.control('deliveries')['Deliveries']]

    @check('UpdateNotificationSettings: the events that were asked for are kept for their destination')
    def _():
        market.control('reset')
        kind = alice.create_hit_type(**hit_type())['HITTypeId']
        equal(members(alice.update_notification_settings(HITTypeId=kind, Active=True, Notification=QUEUE)), {})
        made = alice.create_hit(**hit())['HIT']['HITId']
        assignment = market.work('A1WORKER', made, answer())
        wanted = [('SQS', QUEUE['Destination'], [name]) for name in ('AssignmentSubmitted', 'HITReviewable')]
        equal(sorted(told()), wanted)
        event = [d['Body'] for d in market.control('deliveries')['Deliveries']
                 if d['Body']['Events'][0]['EventType'] == 'AssignmentSubmitted'][0]
        equal(event['EventDocVersion'], '2006-05-05')
        matches(r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$', event['Events'][0]['EventTimestamp'])
        equal({k: event['Events'][0][k] for k in ('HITTypeId', 'HITId', 'AssignmentId')},
              {'HITTypeId': kind, 'HITId': made, 'AssignmentId': assignment})
        alice.update_notification_settings(HITTypeId=kind, Active=False)
        market.work('A1WORKER', alice.create_hit(**hit())['HIT']['HITId'], answer())
        equal(len(told()), 2)
        happened = [e['EventType'] for e in market.control('events')['Events']]
        equal(happened.count('AssignmentSubmitted'), 2)

    @check('SendTestEventNotification: at once, whatever EventTypes says')
    def _():
        market.control('reset')
        topic = dict(QUEUE, Transport='SNS', Destination='arn:aws:sns:us-east-1:123456789012:t', Version='2014-08-15')
        equal(members(alice.send_test_event_notification(Notification=topic, TestEventType='Ping')), {})
        equal(told(), [('SNS', topic['Destination'], ['Ping'])])

    @check('notifications that cannot work are refused')
    def _():
        kind = alice.create_hit_type(**hit_type())['HITTypeId']

        def update(**settings):
            return alice.update_notification_settings(HITTypeId=kind, **settings)

        refused(update, 'ParameterValidationError')
        refused(lambda: update(Active=True), 'ParameterValidationError')
        refused(lambda: update(Notification=dict(QUEUE, Version='1999-01-01')), 'ParameterValidationError',
                message='Version')
        refused(lambda: update(Notification=dict(QUEUE, Transport='Pigeon')), 'ValidationException',
                message='enum value set')
        refused(lambda: update(Notification=dict(QUEUE, EventTypes=['HITDreamt'])), 'ValidationException',
                message='enum value set')
        refused(lambda: update(Notification=dict(QUEUE, Destination='nowhere')), turk='InvalidTransportEndpoint')
        refused(lambda: alice.update_notification_settings(HITTypeId=NOBODY, Active=True), 'ParameterValidationError')
