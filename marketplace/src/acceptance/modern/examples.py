"""Documents and requests that are good as they are."""

SCHEMAS = 'http://mechanicalturk.amazonaws.com/AWSMechanicalTurkDataSchemas/'

QUESTION = (
    '<ExternalQuestion xmlns="%s2006-07-14/ExternalQuestion.xsd">'
    '<ExternalURL>https://example.org/photo?a=1&amp;b=2</ExternalURL>'
    '<FrameHeight>400</FrameHeight></ExternalQuestion>' % SCHEMAS)

HTML_QUESTION = (
    '<HTMLQuestion xmlns="%s2011-11-11/HTMLQuestion.xsd"><HTMLContent><![CDATA['
    '<!DOCTYPE html><html><body>\u00e9t\u00e9 &nbsp; "\u6f22\u5b57" \U0001f600</body></html>'
    ']]></HTMLContent><FrameHeight>0</FrameHeight></HTMLQuestion>' % SCHEMAS)

TEST = (
    '<QuestionForm xmlns="%s2005-10-01/QuestionForm.xsd">'
    '<Question><QuestionIdentifier>q1</QuestionIdentifier>'
    '<QuestionContent><Text>Which one?</Text></QuestionContent>'
    '<AnswerSpecification><SelectionAnswer><Selections>'
    '<Selection><SelectionIdentifier>A</SelectionIdentifier><Text>a</Text></Selection>'
    '<Selection><SelectionIdentifier>B</SelectionIdentifier><Text>b</Text></Selection>'
    '</Selections></SelectionAnswer></AnswerSpecification></Question></QuestionForm>' % SCHEMAS)

ANSWER_KEY = (
    '<AnswerKey xmlns="%s2005-10-01/AnswerKey.xsd"><Question><QuestionIdentifier>q1</QuestionIdentifier>'
    '<AnswerOption><SelectionIdentifier>B</SelectionIdentifier><AnswerScore>10</AnswerScore></AnswerOption>'
    '</Question></AnswerKey>' % SCHEMAS)

# An id that could be one of ours, and is not.
NOBODY = '3NONEXISTENT00000000000000000X'


def answer(selection='A', question='q1'):
    """The QuestionFormAnswers of a Worker who selected one option."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<QuestionFormAnswers xmlns="%s2005-10-01/QuestionFormAnswers.xsd">'
        '<Answer><QuestionIdentifier>%s</QuestionIdentifier>'
        '<SelectionIdentifier>%s</SelectionIdentifier></Answer></QuestionFormAnswers>'
        % (SCHEMAS, question, selection))


def form(content):
    """A QuestionForm that holds this."""
    return '<QuestionForm xmlns="%s2005-10-01/QuestionForm.xsd">%s</QuestionForm>' % (SCHEMAS, content)


def hit_type(**changed):
    wanted = dict(Title='Tag a photo', Description='Choose tags', Reward='0.05', AssignmentDurationInSeconds=600)
    return filled(wanted, changed)


def hit(**changed):
    wanted = dict(hit_type(), LifetimeInSeconds=86400, Question=QUESTION)
    return filled(wanted, changed)


def filled(wanted, changed):
    """None takes a parameter away."""
    return {k: v for k, v in dict(wanted, **changed).items() if v is not None}
