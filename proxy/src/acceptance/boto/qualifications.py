"""Qualification types and what Workers hold of them."""

from boto.mturk.question import (
    AnswerSpecification, FreeTextAnswer, Overview, Question, QuestionContent, QuestionForm, SimpleField)

from checks import check, equal, matches
from errors import TURK, raised
from marketplace import SCHEMAS

WORKER = 'AZ3456EXAMPLE'
TIME = r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'
ID = r'^3[0-9A-Z]{29}$'

ANSWER_KEY = (
    '<AnswerKey xmlns="%s2005-10-01/AnswerKey.xsd"><Question><QuestionIdentifier>q1</QuestionIdentifier>'
    '<AnswerOption><SelectionIdentifier>B</SelectionIdentifier><AnswerScore>10</AnswerScore></AnswerOption>'
    '</Question></AnswerKey>' % SCHEMAS)


def test_form():
    content = QuestionContent()
    content.append(SimpleField('Title', 'What is shown?'))
    overview = Overview()
    overview.append(SimpleField('Title', 'A test'))
    return QuestionForm([overview, Question('q1', content, AnswerSpecification(FreeTextAnswer()))])


def run(turk):
    made = {}

    @check('CreateQualificationType: the whole type comes back')
    def _():
        found = turk.create_qualification_type('Photo skill', 'Knows photos', 'Active', keywords=['photo', 'skill'])
        equal(found.status, True)
        equal(len(found), 1)
        made['plain'] = found[0].QualificationTypeId
        matches(ID, made['plain'])
        matches(TIME, found[0].CreationTime)
        equal((found[0].Name, found[0].Description, found[0].Keywords), ('Photo skill', 'Knows photos', 'photo, skill'))
        equal((found[0].QualificationTypeStatus, found[0].AutoGranted), ('Active', '0'))
        equal([hasattr(found[0], name) for name in ('RetryDelayInSeconds', 'Test', 'AutoGrantedValue')], [False] * 3)

    @check('CreateQualificationType: granted by itself, with a value')
    def _():
        found = turk.create_qualification_type('Anybody', 'For all', 'Active', auto_granted=True, auto_granted_value=5)
        equal((found[0].AutoGranted, found[0].AutoGrantedValue), ('1', '5'))

    @check('CreateQualificationType: with a test and a delay before the next try')
    def _():
        form = test_form()
        found = turk.create_qualification_type(
            'Tested', 'By a test', 'Inactive', retry_delay=3600, test=form, test_duration=600)
        equal(found[0].Test, form.get_as_xml())
        equal((found[0].TestDurationInSeconds, found[0].RetryDelayInSeconds), ('600', '3600'))
        equal(found[0].QualificationTypeStatus, 'Inactive')

    @check('CreateQualificationType, UpdateQualificationType: with an answer key; what is not given stays')
    def _():
        kind = turk.create_qualification_type(
            'Keyed', 'D', 'Active', test=test_form(), answer_key=ANSWER_KEY, test_duration=600)[0].QualificationTypeId
        found = turk.update_qualification_type(kind, description='Other', status='Inactive', retry_delay=60)[0]
        equal((found.Name, found.Description, found.QualificationTypeStatus, found.RetryDelayInSeconds, found.AnswerKey),
              ('Keyed', 'Other', 'Inactive', '60', ANSWER_KEY))
        found = turk.update_qualification_type(kind, test=test_form(), test_duration=60)[0]
        equal((found.TestDurationInSeconds, hasattr(found, 'AnswerKey')), ('60', False))
        found = turk.update_qualification_type(kind, test=test_form(), test_duration=60, answer_key=ANSWER_KEY)[0]
        equal(found.AnswerKey, ANSWER_KEY)
        plain = turk.create_qualification_type('By itself', 'D', 'Active')[0].QualificationTypeId
        found = turk.update_qualification_type(plain, auto_granted=True, auto_granted_value=9)[0]
        equal((found.AutoGranted, found.AutoGrantedValue), ('1', '9'))

    @check('SearchQualificationTypes, DisposeQualificationType: found by its name, then gone')
    def _():
        kind = turk.create_qualification_type('Shortlived', 'D', 'Active')[0].QualificationTypeId
        equal([each.QualificationTypeId for each in turk.search_qualification_types('Shortlived')], [kind])
        equal(turk.dispose_qualification_type(kind).status, True)
        equal(turk.search_qualification_types('Shortlived').TotalNumResults, '0')

    @check('UpdateQualificationScore: a Worker\'s value changes; one who never had it does not get it')
    def _():
        kind = turk.create_qualification_type('Scored', 'D', 'Active')[0].QualificationTypeId
        turk.assign_qualification(kind, WORKER, 1)
        equal(turk.update_qualification_score(kind, WORKER, 12).status, True)
        equal(turk.get_qualification_score(kind, WORKER)[0].IntegerValue, '12')
        raised(TURK + 'QualificationDoesNotExist', lambda: turk.update_qualification_score(kind, 'A2OTHER', 1))
        equal([each.SubjectId for each in turk.get_qualifications_for_qualification_type(kind)], [WORKER])

    @check('GetQualificationType: what was created')
    def _():
        found = turk.get_qualification_type(made['plain'])
        equal((found.status, len(found)), (True, 1))
        equal(found[0].QualificationTypeId, made['plain'])
        equal((found[0].Name, found[0].Description, found[0].Keywords), ('Photo skill', 'Knows photos', 'photo, skill'))
        equal((found[0].QualificationTypeStatus, found[0].IsRequestable, found[0].AutoGranted), ('Active', '1', '0'))

    @check('AssignQualification: the Worker holds the value')
    def _():
        equal(turk.assign_qualification(made['plain'], WORKER, 80, send_notification=False).status, True)
        found = turk.get_qualification_score(made['plain'], WORKER)
        equal((found.status, len(found)), (True, 1))
        equal((found[0].QualificationTypeId, found[0].SubjectId), (made['plain'], WORKER))
        equal((found[0].IntegerValue, found[0].Status), ('80', 'Granted'))
        matches(TIME, found[0].GrantTime)

    @check('AssignQualification: the value is 1 by default, and a new one replaces it')
    def _():
        turk.assign_qualification(made['plain'], WORKER)
        equal(turk.get_qualification_score(made['plain'], WORKER)[0].IntegerValue, '1')
        turk.assign_qualification(made['plain'], WORKER, -7)
        equal(turk.get_qualification_score(made['plain'], WORKER)[0].IntegerValue, '-7')

    @check('RevokeQualification: with and without a reason')
    def _():
        equal(turk.revoke_qualification(WORKER, made['plain'], 'Too many mistakes').status, True)
        turk.assign_qualification(made['plain'], WORKER, 3)
        equal(turk.revoke_qualification(WORKER, made['plain']).status, True)
