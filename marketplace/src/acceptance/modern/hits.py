"""HIT types and HITs."""

import datetime
import time

from checks import check, equal, matches
from clients import members, refused
from examples import HTML_QUESTION, NOBODY, QUESTION, answer, form, hit, hit_type

ID = r'^3[0-9A-Z]{29}$'
SECONDS = datetime.timedelta(seconds=1)
LOCALE = {'QualificationTypeId': '00000000000000000071', 'Comparator': 'In',
          'LocaleValues': [{'Country': 'US', 'Subdivision': 'CA'}, {'Country': 'GB'}],
          'ActionsGuarded': 'DiscoverPreviewAndAccept'}
# Either of the two members comes back with what it means for the other.
LOCALE_SHOWN = dict(LOCALE, RequiredToPreview=True)
PERCENT = {'QualificationTypeId': '000000000000000000L0', 'Comparator': 'GreaterThanOrEqualTo',
           'IntegerValues': [95], 'RequiredToPreview': True}
COUNTS = ('NumberOfAssignmentsAvailable', 'NumberOfAssignmentsPending', 'NumberOfAssignmentsCompleted')


def counts(found):
    """Available, pending, completed."""
    return tuple(found[name] for name in COUNTS)


def in_state(state, allowed):
    """Two blanks, as the service had them."""
    return "^This HIT is currently in the state '%s'\\.  This operation can be called with a status of: %s$" % (
        state, allowed)


def run(market, alice):
    market.control('reset')
    types(alice)
    creation(alice)
    tokens(alice)
    limits(market, alice)
    changes(market, alice)
    expiry(alice)
    reviewing(market, alice)
    deletion(market, alice)


def types(alice):
    @check('CreateHITType: equal properties are the same type, others another')
    def _():
        first = alice.create_hit_type(**hit_type())['HITTypeId']
        matches(ID, first)
        equal(alice.create_hit_type(**hit_type(AutoApprovalDelayInSeconds=2592000))['HITTypeId'], first)
        for changed in (dict(Reward='0.06'), dict(Keywords='photo'), dict(AutoApprovalDelayInSeconds=0),
                        dict(AssignmentDurationInSeconds=601), dict(QualificationRequirements=[LOCALE])):
            equal(alice.create_hit_type(**hit_type(**changed))['HITTypeId'] == first, False)


def creation(alice):
    @check('CreateHIT: every member comes back as it was given, the others with their defaults')
    def _():
        made = alice.create_hit(**hit(
            MaxAssignments=3, Keywords='photo, tag', RequesterAnnotation='batch-7',
            AutoApprovalDelayInSeconds=0, QualificationRequirements=[LOCALE, PERCENT]))['HIT']
        for name in ('HITId', 'HITTypeId', 'HITGroupId'):
            matches(ID, made[name])
        created = made['CreationTime']
        equal(abs(created - datetime.datetime.now(datetime.timezone.utc)) < 10 * SECONDS, True)
        equal(made, {
            'HITId': made['HITId'], 'HITTypeId': made['HITTypeId'], 'HITGroupId': made['HITGroupId'],
            'CreationTime': created, 'Expiration': created + 86400 * SECONDS,
            'Title': 'Tag a photo', 'Description': 'Choose tags', 'Keywords': 'photo, tag', 'Question': QUESTION,
            'HITStatus': 'Assignable', 'HITReviewStatus': 'NotReviewed', 'MaxAssignments': 3, 'Reward': '0.05',
            'AutoApprovalDelayInSeconds': 0, 'AssignmentDurationInSeconds': 600, 'RequesterAnnotation': 'batch-7',
            'QualificationRequirements': [LOCALE_SHOWN, dict(PERCENT, ActionsGuarded='PreviewAndAccept')],
            'NumberOfAssignmentsPending': 0, 'NumberOfAssignmentsAvailable': 3, 'NumberOfAssignmentsCompleted': 0})
        equal(alice.get_hit(HITId=made['HITId'])['HIT'], made)

    @check('CreateHIT: one assignment and thirty days until approval, when nothing is said')
    def _():
        made = alice.create_hit(**hit())['HIT']
        equal((made['MaxAssignments'], made['AutoApprovalDelayInSeconds']), (1, 2592000))
        equal([name in made for name in ('Keywords', 'RequesterAnnotation', 'HITLayoutId')], [False] * 3)
        equal(made.get('QualificationRequirements', []), [])

    @check('CreateHIT: text of any alphabet and CDATA arrive as they were written')
    def _():
        text = 'd\u00e9j\u00e0 + vu & <x> "\u6f22\u5b57" \U0001f600'
        made = alice.create_hit(**hit(Title=text, RequesterAnnotation=text, Question=HTML_QUESTION))['HIT']
        found = alice.get_hit(HITId=made['HITId'])['HIT']
        equal((found['Title'], found['RequesterAnnotation'], found['Question']), (text, text, HTML_QUESTION))

    @check('CreateHIT: an amount may be whole dollars, and comes back in cents')
    def _():
        equal([alice.create_hit(**hit(Reward=reward))['HIT']['Reward'] for reward in ('5', '5.', '5.1', '0.00')],
              ['5.00', '5.00', '5.10', '0.00'])

    @check('CreateHITWithHITType: the properties are those of the type; CreateHIT finds the same type')
    def _():
        kind = alice.create_hit_type(**hit_type(Reward='0.07', Keywords='k', QualificationRequirements=[LOCALE]))
        kind = kind['HITTypeId']
        made = alice.create_hit_with_hit_type(
            HITTypeId=kind, LifetimeInSeconds=60, MaxAssignments=2, Question=QUESTION, RequesterAnnotation='a')['HIT']
        equal((made['HITTypeId'], made['Reward'], made['Title'], made['Keywords']), (kind, '0.07', 'Tag a photo', 'k'))
        equal((made['MaxAssignments'], made['RequesterAnnotation']), (2, 'a'))
        equal(made['QualificationRequirements'], [LOCALE_SHOWN])
        equal(made['Expiration'] - made['CreationTime'], 60 * SECONDS)
        twin = alice.create_hit(**hit(Reward='0.07', Keywords='k', QualificationRequirements=[LOCALE]))['HIT']
        equal((twin['HITTypeId'], twin['HITGroupId']), (kind, made['HITGroupId']))

    @check('calls without a token are HITs of their own')
    def _():
        equal(alice.create_hit(**hit())['HIT']['HITId'] == alice.create_hit(**hit())['HIT']['HITId'], False)


def tokens(alice):
    @check('CreateHIT with a used token: HITAlreadyExists, whose text has the id of the HIT once')
    def _():
        wanted = hit(UniqueRequestToken='create-1')
        made = alice.create_hit(**wanted)['HIT']['HITId']
        before = len(ids_of(alice))
        for attempt in (wanted, hit(UniqueRequestToken='create-1', Title='Another')):
            text = refused(lambda: alice.create_hit(**attempt), turk='HITAlreadyExists')
            equal(text.count(made), 1)
        equal(len(ids_of(alice)), before)

    @check('CreateHITWithHITType with a used token: the same')
    def _():
        kind = alice.create_hit_type(**hit_type())['HITTypeId']
        wanted = dict(HITTypeId=kind, LifetimeInSeconds=60, Question=QUESTION, UniqueRequestToken='create-2')
        made = alice.create_hit_with_hit_type(**wanted)['HIT']['HITId']
        equal(made in refused(lambda: alice.create_hit_with_hit_type(**wanted), turk='HITAlreadyExists'), True)

    @check('a refused call does not use its token up')
    def _():
        refused(lambda: alice.create_hit(**hit(UniqueRequestToken='create-3', Question='no xml')), turk='XMLParseError')
        alice.create_hit(**hit(UniqueRequestToken='create-3'))

    @check('CreateAdditionalAssignmentsForHIT with a used token: refused, and nothing is added')
    def _():
        made = alice.create_hit(**hit(MaxAssignments=2))['HIT']['HITId']
        wanted = dict(HITId=made, NumberOfAdditionalAssignments=3, UniqueRequestToken='more-1')
        equal(members(alice.create_additional_assignments_for_hit(**wanted)), {})
        text = refused(lambda: alice.create_additional_assignments_for_hit(**wanted), turk='DuplicateCall')
        equal(text, 'The idempotency token "more-1" has already been processed.')
        found = alice.get_hit(HITId=made)['HIT']
        equal((found['MaxAssignments'], counts(found)), (5, (5, 0, 0)))


def ids_of(alice):
    return [found['HITId'] for page in alice.get_paginator('list_hits').paginate() for found in page['HITs']]


def limits(market, alice):
    lax = market.client('AKIDALICE', parameter_validation=False)

    def each(rule, code, turk, cases):
        @check(rule)
        def _():
            for changed, message in cases:
                refused(lambda: lax.create_hit(**hit(**changed)), code, turk, message)

    each('what the model forbids: ValidationException, which names member and rule', 'ValidationException', None, [
        (dict(Reward='0.055'),
         r"^1 validation error detected: Value '0\.055' at 'reward' failed to satisfy constraint: "
         r"Member must satisfy regular expression pattern: \^\[0-9\]\+\(\\\.\)\?\[0-9\]\{0,2\}\$"),
        (dict(Reward='-1'), "'-1' at 'reward'"),
        (dict(Reward='.5'), "'.5' at 'reward'"),
        (dict(Title=None), "Value null at 'title' failed to satisfy constraint: Member must not be null"),
        (dict(Title=None, Reward=None), '^2 validation errors detected: '),
        (dict(LifetimeInSeconds=None), "'lifetimeInSeconds' .*Member must not be null"),
        (dict(UniqueRequestToken='x' * 65), "'uniqueRequestToken' .*length less than or equal to 64"),
        (dict(QualificationRequirements=[dict(PERCENT, Comparator='Above')]), 'enum value set'),
        (dict(QualificationRequirements=[dict(LOCALE, LocaleValues=[{'Country': 'USA'}])]), 'length'),
        (dict(HITLayoutId='lower', Question=None), "'lower' at 'hITLayoutId'"),
    ])
    each('numbers out of their documented range: ParameterValidationError, which tells the range',
         'ParameterValidationError', None, [
             (dict(LifetimeInSeconds=29),
              r'^The value 29 is invalid for LifetimeInSeconds\. Valid values range from 30 to 31536000\.$'),
             (dict(LifetimeInSeconds=31536001), 'LifetimeInSeconds'),
             (dict(AssignmentDurationInSeconds=29), 'AssignmentDurationInSeconds'),
             (dict(AutoApprovalDelayInSeconds=2592001), 'AutoApprovalDelayInSeconds.* 0 to 2592000'),
             (dict(MaxAssignments=0), 'MaxAssignments.* 1 to 1000000000'),
         ])
    each('texts and lists that are too long: ParameterValidationError', 'ParameterValidationError', None, [
        (dict(Title='x' * 129), 'Title'),
        (dict(Description='x' * 2001), 'Description'),
        (dict(Keywords='x' * 1001), 'Keywords'),
        (dict(RequesterAnnotation='x' * 256), 'RequesterAnnotation'),
        (dict(Question=QUESTION.replace('photo', 'x' * 65535)), 'Question'),
        (dict(QualificationRequirements=[PERCENT] * 11), 'QualificationRequirements'),
        (dict(QualificationRequirements=[dict(PERCENT, IntegerValues=list(range(16)))]), 'IntegerValues'),
    ])
    each('exactly one of Question and HITLayoutId: ParameterValidationError', 'ParameterValidationError', None, [
        (dict(Question=None), 'Question'),
        (dict(HITLayoutId=NOBODY), 'HITLayoutId'),
    ])
    each('RequiredToPreview together with ActionsGuarded: ParameterValidationError',
         'ParameterValidationError', None, [
             (dict(QualificationRequirements=[dict(PERCENT, ActionsGuarded='Accept')]), 'ActionsGuarded')])
    each('a Question that is no XML, and one that is no Question: XMLParseError', 'RequestError', 'XMLParseError', [
        (dict(Question='who what?'), ''),
        (dict(Question='<Question/>'), ''),
        (dict(Question='<!DOCTYPE q [<!ENTITY e SYSTEM "file:///etc/hostname">]>' + QUESTION), ''),
    ])
    each('a Question that its schema does not allow: XMLParseError with the place', 'RequestError', 'XMLParseError', [
        (dict(Question=form('<Overview/>')), r"'Overview' is not complete.*\(line 1, column \d+\)$"),
        (dict(Question=QUESTION.replace('400', 'tall')), "'tall' is not a valid value for 'integer'"),
        (dict(Question=QUESTION.replace('</ExternalQ', '<More/></ExternalQ')), "element '.*More"),
    ])
    each('FormattedContent with other markup: XHTMLParseError', 'RequestError', 'XHTMLParseError', [
        (dict(Question=form('<Overview><FormattedContent><![CDATA[%s]]></FormattedContent></Overview>' % markup)), found)
        for markup, found in (('<script>x</script>', 'script'), ('<p>x', 'must be terminated'), ('<p id="x"/>', "'id'"))])
    each('a member of another JSON type: SerializationException', 'SerializationException', None, [
        (dict(MaxAssignments='three'), ''), (dict(Title=7), ''), (dict(Title=['x']), '')])
    each('more than the balance pays for, fee included: InsufficientFunds', 'RequestError', 'InsufficientFunds', [
        (dict(Reward='1000.00', MaxAssignments=9), 'insufficient funds'), (dict(Reward='8333.34'), '')])

    @check('texts that are just short enough are taken')
    def _():
        text = dict(Title='\U0001f600' * 128, Description='x' * 2000, Keywords='k' * 1000, RequesterAnnotation='a' * 255)
        found = alice.create_hit(**hit(**text))['HIT']
        equal({name: found[name] for name in text}, text)

    @check('an unknown HIT type, layout, HIT')
    def _():
        refused(lambda: alice.create_hit_with_hit_type(HITTypeId=NOBODY, LifetimeInSeconds=60, Question=QUESTION),
                'ParameterValidationError', message='^The value "%s" is not valid for the parameter HITTypeId' % NOBODY)
        refused(lambda: alice.create_hit(**hit(Question=None, HITLayoutId=NOBODY)), turk='HITLayoutDoesNotExist')
        for call in (alice.get_hit, alice.delete_hit, alice.update_hit_review_status, alice.list_assignments_for_hit,
                     alice.list_review_policy_results_for_hit, alice.list_bonus_payments):
            refused(lambda: call(HITId=NOBODY), turk='HITDoesNotExist', message='^Hit %s does not exist' % NOBODY)


def changes(market, alice):
    @check('CreateAdditionalAssignmentsForHIT: not across the border of ten, and not more than can be paid')
    def _():
        made = alice.create_hit(**hit(MaxAssignments=8))['HIT']['HITId']

        def more(n):
            return alice.create_additional_assignments_for_hit(HITId=made, NumberOfAdditionalAssignments=n)

        more(1)
        refused(lambda: more(1), turk='InvalidMaximumAssignmentsIncrease')
        refused(lambda: more(0), 'ParameterValidationError')
        equal(alice.get_hit(HITId=made)['HIT']['MaxAssignments'], 9)
        made = alice.create_hit(**hit(MaxAssignments=10, Reward='1.00'))['HIT']['HITId']
        more(5)
        refused(lambda: more(10000), turk='InsufficientFunds')
        equal(alice.get_hit(HITId=made)['HIT']['MaxAssignments'], 15)

    @check('CreateAdditionalAssignmentsForHIT: a HIT whose work is handed in is Assignable again')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        market.work('A1WORKER', made, answer())
        equal(alice.get_hit(HITId=made)['HIT']['HITStatus'], 'Reviewable')
        alice.create_additional_assignments_for_hit(HITId=made, NumberOfAdditionalAssignments=1)
        found = alice.get_hit(HITId=made)['HIT']
        equal((found['HITStatus'], counts(found)), ('Assignable', (1, 0, 0)))

    @check('UpdateHITTypeOfHIT: the HIT has all properties of the new type, and keeps its own')
    def _():
        made = alice.create_hit(**hit(RequesterAnnotation='mine', MaxAssignments=2))['HIT']
        kind = alice.create_hit_type(**hit_type(
            Title='New', Description='Newer', Reward='0.50', Keywords='n', AssignmentDurationInSeconds=90,
            AutoApprovalDelayInSeconds=60, QualificationRequirements=[LOCALE]))['HITTypeId']
        equal(members(alice.update_hit_type_of_hit(HITId=made['HITId'], HITTypeId=kind)), {})
        found = alice.get_hit(HITId=made['HITId'])['HIT']
        equal(found, dict(
            made, HITTypeId=kind, HITGroupId=found['HITGroupId'], Title='New', Description='Newer', Reward='0.50',
            Keywords='n', AssignmentDurationInSeconds=90, AutoApprovalDelayInSeconds=60,
            QualificationRequirements=[LOCALE_SHOWN]))
        equal(found['HITGroupId'] == made['HITGroupId'], False)
        refused(lambda: alice.update_hit_type_of_hit(HITId=made['HITId'], HITTypeId=NOBODY), 'ParameterValidationError')


def expiry(alice):
    def expire(made, at):
        return alice.update_expiration_for_hit(HITId=made['HITId'], ExpireAt=at)

    @check('UpdateExpirationForHIT: 0 expires the HIT now, and again without effect')
    def _():
        made = alice.create_hit(**hit())['HIT']
        equal(members(expire(made, 0)), {})
        found = alice.get_hit(HITId=made['HITId'])['HIT']
        equal(found['HITStatus'], 'Reviewable')
        equal(abs(found['Expiration'] - datetime.datetime.now(datetime.timezone.utc)) < 10 * SECONDS, True)
        expire(made, 0)
        equal(alice.get_hit(HITId=made['HITId'])['HIT'], found)

    @check('UpdateExpirationForHIT: later by a minute to a year, which brings an expired HIT back')
    def _():
        made = alice.create_hit(**hit())['HIT']
        later = made['Expiration'] + 3600 * SECONDS
        expire(made, later)
        equal(alice.get_hit(HITId=made['HITId'])['HIT']['Expiration'], later)
        expire(made, 0)
        back = datetime.datetime.fromtimestamp(int(time.time()) + 7200, datetime.timezone.utc)
        expire(made, back)
        found = alice.get_hit(HITId=made['HITId'])['HIT']
        equal((found['Expiration'], found['HITStatus']), (back, 'Assignable'))

    @check('UpdateExpirationForHIT: a future time that is earlier, or less than a minute later, is refused')
    def _():
        made = alice.create_hit(**hit())['HIT']
        for offset in (-3600, 59, 31536001):
            refused(lambda: expire(made, made['Expiration'] + offset * SECONDS), 'ParameterValidationError',
                    message='^The value %d is invalid for ExpirationIncrementInSeconds\\. '
                            'Valid values range from 60 to 31536000\\.$' % offset)
        equal(alice.get_hit(HITId=made['HITId'])['HIT'], made)

    @check('UpdateExpirationForHIT: the same future time again has been processed, says the token of the service')
    def _():
        made = alice.create_hit(**hit())['HIT']
        later = made['Expiration'] + 120 * SECONDS
        expire(made, later)
        text = refused(lambda: expire(made, later), turk='DuplicateCall')
        equal(text, 'The idempotency token "%s%s" has already been processed.' % (
            made['HITId'], later.strftime('%a %b %d %H:%M:%S UTC %Y')))


def reviewing(market, alice):
    def mark(made, **revert):
        return alice.update_hit_review_status(HITId=made, **revert)

    def status(made):
        return alice.get_hit(HITId=made)['HIT']['HITStatus']

    @check('UpdateHITReviewStatus: to Reviewing and back, without toggling')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        refused(lambda: mark(made), turk='InvalidHITState', message=in_state('Assignable', 'Reviewable'))
        alice.update_expiration_for_hit(HITId=made, ExpireAt=0)
        refused(lambda: mark(made, Revert=True), turk='InvalidHITState', message=in_state('Reviewable', 'Reviewing'))
        equal(members(mark(made, Revert=False)), {})
        equal(status(made), 'Reviewing')
        refused(lambda: mark(made), turk='InvalidHITState', message=in_state('Reviewing', 'Reviewable'))
        mark(made, Revert=True)
        equal(status(made), 'Reviewable')

    @check('ListReviewableHITs: by status and type, Reviewable by default')
    def _():
        market.control('reset')
        one, two, three = (alice.create_hit(**hit(Title=title))['HIT'] for title in ('1', '2', '3'))
        for made in (one, two):
            alice.update_expiration_for_hit(HITId=made['HITId'], ExpireAt=0)
        mark(two['HITId'])

        def listed(**filters):
            found = alice.list_reviewable_hits(**filters)
            equal(found['NumResults'], len(found['HITs']))
            return [each['HITId'] for each in found['HITs']]

        equal(listed(), [one['HITId']])
        equal(listed(Status='Reviewable'), [one['HITId']])
        equal(listed(Status='Reviewing'), [two['HITId']])
        equal(listed(HITTypeId=one['HITTypeId']), [one['HITId']])
        equal(listed(HITTypeId=two['HITTypeId']), [])
        equal(listed(HITTypeId=three['HITTypeId'], Status='Reviewing'), [])
        equal(alice.list_reviewable_hits()['HITs'][0], alice.get_hit(HITId=one['HITId'])['HIT'])


def deletion(market, alice):
    @check('DeleteHIT: not while work can be done or is undecided; afterwards for ever')
    def _():
        made = alice.create_hit(**hit())['HIT']['HITId']
        refused(lambda: alice.delete_hit(HITId=made), turk='InvalidHITState',
                message=in_state('Assignable', 'Reviewing, Reviewable'))
        assignment = market.work('A1WORKER', made, answer())
        refused(lambda: alice.delete_hit(HITId=made), turk='InvalidHITState',
                message=in_state('Reviewable', 'Reviewing, Reviewable'))
        alice.reject_assignment(AssignmentId=assignment, RequesterFeedback='')
        equal(members(alice.delete_hit(HITId=made)), {})
        equal(made in ids_of(alice), False)
        equal(alice.get_hit(HITId=made)['HIT']['HITStatus'], 'Disposed')
        refused(lambda: alice.delete_hit(HITId=made), turk='InvalidHITState',
                message=in_state('Disposed', 'Reviewing, Reviewable'))
        for call in (lambda: alice.update_expiration_for_hit(HITId=made, ExpireAt=0),
                     lambda: alice.create_additional_assignments_for_hit(HITId=made, NumberOfAdditionalAssignments=1)):
            refused(call, turk='InvalidHITState', message="'Disposed'")
        refused(lambda: alice.approve_assignment(AssignmentId=assignment, OverrideRejection=True),
                turk='InvalidAssignmentState')
