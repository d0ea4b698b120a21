"""Qualification types and what Workers hold of them."""

from boto.mturk.question import (
    AnswerSpecification, FreeTextAnswer, Overview, Question, QuestionContent, QuestionForm, SimpleField)

from checks import check, equal, matches, skip

WORKER = 'AZ3456EXAMPLE'
TIME = r'^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$'
ID = r'^3[0-9A-Z]{29}$'


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

    skip('CreateQualificationType with an answer key', 'fails inside boto on Python 3')

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
