"""What the examples are about: HITs, work and Qualifications in a marketplace, made anew."""

import json
import urllib.request
import uuid

SCHEMAS = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/'

QUESTION = (
    '<QuestionForm xmlns="%s2005-10-01/QuestionForm.xsd"><Question><QuestionIdentifier>q1</QuestionIdentifier>'
    '<QuestionContent><Text>A file, it\'s "needed" \u2713</Text></QuestionContent><AnswerSpecification>'
    '<FileUploadAnswer><MaxFileSizeInBytes>1000</MaxFileSizeInBytes><MinFileSizeInBytes>1</MinFileSizeInBytes>'
    '</FileUploadAnswer></AnswerSpecification></Question></QuestionForm>' % SCHEMAS)

ANSWER = (
    '<QuestionFormAnswers xmlns="%s2005-10-01/QuestionFormAnswers.xsd"><Answer>'
    '<QuestionIdentifier>q1</QuestionIdentifier><FreeText>x</FreeText></Answer></QuestionFormAnswers>' % SCHEMAS)


def worker(url, path, **body):
    request = urllib.request.Request(
        url + '/worker/' + path, json.dumps(body).encode(), {'Content-Type': 'application/json'}, method='POST')
    with urllib.request.urlopen(request, timeout=30) as answer:
        return json.loads(answer.read())


def busy_hit(url, mturk, submitted):
    """A HIT that one Worker works on and others have finished: its id, what is submitted, what is in progress."""
    hit = mturk.create_hit(
        Title='Busy', Description='d', Reward='0.05', AssignmentDurationInSeconds=600, LifetimeInSeconds=86400,
        MaxAssignments=submitted + 1, Question=QUESTION)['HIT']['HITId']
    in_progress = worker(url, 'assignments/accept', WorkerId='A0WORKER', HITId=hit)['AssignmentId']
    finished = [worker(url, 'assignments', WorkerId='A%dWORKER' % number, HITId=hit, Answer=ANSWER)['AssignmentId']
                for number in range(1, submitted + 1)]
    return hit, finished, in_progress


def submit(url, assignment):
    worker(url, 'assignments/%s/submit' % assignment, Answer=ANSWER)


def ids(url, mturk):
    """Makes one more of everything; the ids by the names that stand in the examples."""

    def hit_type(title):
        return mturk.create_hit_type(
            Title=title, Description='d', Reward='0.05', AssignmentDurationInSeconds=600)['HITTypeId']

    def hit(kind, assignments):
        return mturk.create_hit_with_hit_type(
            HITTypeId=kind, LifetimeInSeconds=86400, MaxAssignments=assignments, Question=QUESTION)['HIT']['HITId']

    def work(who, where):
        return worker(url, 'assignments', WorkerId=who, HITId=where, Answer=ANSWER)['AssignmentId']

    kind = hit_type('One')
    made = dict(Question=QUESTION, HITTypeId=kind, OtherHITTypeId=hit_type('Another'), HITId=hit(kind, 4))
    made['AssignmentId'] = work('A1WORKER', made['HITId'])
    made['RejectedAssignmentId'] = work('A2WORKER', made['HITId'])
    mturk.reject_assignment(AssignmentId=made['RejectedAssignmentId'], RequesterFeedback='No')
    made['FinishedHITId'] = hit(kind, 1)
    mturk.approve_assignment(AssignmentId=work('A1WORKER', made['FinishedHITId']))
    uploading = worker(url, 'assignments/accept', WorkerId='A3WORKER', HITId=made['HITId'])['AssignmentId']
    worker(url, 'assignments/%s/files/q1' % uploading)
    submit(url, uploading)
    made['UploadingAssignmentId'] = uploading
    skill = mturk.create_qualification_type(
        Name='Skill %s' % uuid.uuid4(), Description='d',
        QualificationTypeStatus='Active')['QualificationType']['QualificationTypeId']
    made['QualificationTypeId'] = skill
    mturk.associate_qualification_with_worker(QualificationTypeId=skill, WorkerId='A1WORKER', IntegerValue=80)
    made['QualificationRequestId'] = worker(
        url, 'qualification-requests', WorkerId='A2WORKER', QualificationTypeId=skill)['QualificationRequestId']
    return made
