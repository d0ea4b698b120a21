"""HIT types and HITs."""

import datetime

from boto.mturk.price import Price
from boto.mturk.qualification import LocaleRequirement, PercentAssignmentsApprovedRequirement, Qualifications
from boto.mturk.question import ExternalQuestion, HTMLQuestion

from checks import check, equal, matches

ID = r'^3[0-9A-Z]{29}$'
TIME = '%Y-%m-%dT%H:%M:%SZ'
DETAIL = ['Minimal', 'HITDetail', 'HITQuestion', 'HITAssignmentSummary']

QUESTION = ExternalQuestion('https://example.org/photo?a=1&b=2', 400)


def style_two(turk, **changed):
    """A HIT with all properties of its type in the call."""
    wanted = dict(
        question=QUESTION, title='Tag a photo', description='Choose tags', keywords=['photo', 'tag'], reward=0.05,
        duration=600, lifetime=datetime.timedelta(days=1), max_assignments=3, annotation='batch 7')
    wanted.update(changed)
    return turk.create_hit(**wanted)


def the_hit(found):
    equal((found.status, len(found)), (True, 1))
    return found[0]


def run(turk):
    made = {}

    def register(**changed):
        wanted = dict(title='Tag a photo', description='Choose tags', reward=Price(0.05), duration=600, keywords='photo')
        wanted.update(changed)
        found = turk.register_hit_type(**wanted)
        equal((found.status, len(found)), (True, 1))
        return found[0].HITTypeId

    @check('RegisterHITType: equal properties are the same type, others another')
    def _():
        made['type'] = register()
        matches(ID, made['type'])
        equal(register(), made['type'])
        equal(register(reward=Price(0.06)) == made['type'], False)
        equal(register(approval_delay=0) == made['type'], False)

    @check('CreateHIT by type: only the ids come back')
    def _():
        hit = the_hit(turk.create_hit(hit_type=made['type'], question=QUESTION, max_assignments=2))
        matches(ID, hit.HITId)
        equal(hit.HITTypeId, made['type'])
        equal(hasattr(hit, 'Title'), False)
        made['hit'] = hit.HITId

    @check('GetHIT: the properties of the type, and boto\'s lifetime of seven days')
    def _():
        hit = the_hit(turk.get_hit(made['hit']))
        equal((hit.HITId, hit.HITTypeId), (made['hit'], made['type']))
        equal((hit.Title, hit.Description, hit.Keywords), ('Tag a photo', 'Choose tags', 'photo'))
        equal((hit.Amount, hit.CurrencyCode, hit.FormattedPrice), ('0.05', 'USD', '$0.05'))
        equal((hit.MaxAssignments, hit.AssignmentDurationInSeconds), ('2', '600'))
        equal(hit.AutoApprovalDelayInSeconds, '2592000')
        equal((hit.HITStatus, hit.HITReviewStatus, hit.expired), ('Assignable', 'NotReviewed', False))
        created, expires = (datetime.datetime.strptime(t, TIME) for t in (hit.CreationTime, hit.Expiration))
        equal(expires - created, datetime.timedelta(days=7))
        equal(hit.Question, QUESTION.get_as_xml())
        equal(hasattr(hit, 'RequesterAnnotation'), False)

    @check('CreateHIT with all properties: the response groups asked for come back')
    def _():
        hit = the_hit(style_two(turk, response_groups=DETAIL, approval_delay=0))
        equal((hit.Title, hit.Description, hit.Keywords), ('Tag a photo', 'Choose tags', 'photo, tag'))
        equal((hit.Amount, hit.FormattedPrice, hit.MaxAssignments), ('0.05', '$0.05', '3'))
        equal((hit.RequesterAnnotation, hit.AutoApprovalDelayInSeconds), ('batch 7', '0'))
        equal(hit.Question, QUESTION.get_as_xml())
        equal((hit.NumberOfAssignmentsPending, hit.NumberOfAssignmentsAvailable, hit.NumberOfAssignmentsCompleted),
              ('0', '3', '0'))

    @check('CreateHIT: text of any alphabet arrives as it was written')
    def _():
        text = 'd\u00e9j\u00e0 + vu & <x> "\u6f22\u5b57" \U0001f600'
        hit = the_hit(turk.get_hit(the_hit(style_two(turk, title=text, annotation=text)).HITId))
        equal((hit.Title, hit.RequesterAnnotation), (text, text))

    @check('CreateHIT: an HTMLQuestion of 60 KB arrives byte for byte')
    def _():
        question = HTMLQuestion('<p>%s</p>\n' % ('\u00e9t\u00e9 &amp; ' * 5400), 500)
        hit = the_hit(turk.get_hit(the_hit(style_two(turk, question=question)).HITId))
        equal(hit.Question, question.get_as_xml())

    @check('CreateHIT: a reward with the noise of binary fractions is the cent it stands for')
    def _():
        equal(str(0.1 + 0.2), '0.30000000000000004')
        equal(the_hit(style_two(turk, reward=0.1 + 0.2, response_groups=DETAIL)).Amount, '0.30')

    @check('CreateHIT: qualification requirements come back, the last one wins in boto')
    def _():
        wanted = Qualifications()
        wanted.add(LocaleRequirement('In', ['DE', ('US', 'CA')]))
        wanted.add(PercentAssignmentsApprovedRequirement('GreaterThan', 95, required_to_preview=True))
        hit = the_hit(turk.get_hit(the_hit(style_two(turk, qualifications=wanted)).HITId))
        equal((hit.Country, hit.Subdivision, hit.IntegerValue), ('US', 'CA', '95'))
        equal((hit.QualificationTypeId, hit.Comparator, hit.RequiredToPreview),
              ('000000000000000000L0', 'GreaterThan', '1'))

    @check('CreateHIT: calls without a token are HITs of their own')
    def _():
        equal(the_hit(style_two(turk)).HITId == the_hit(style_two(turk)).HITId, False)
