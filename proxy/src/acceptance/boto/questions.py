"""Every kind of question that boto can write, shown to a Worker as it was written, and answered."""

import urllib.request

from boto.mturk.layoutparam import LayoutParameter, LayoutParameters
from boto.mturk.question import (
    AnswerSpecification, Binary, Constraints, ExternalQuestion, FileUploadAnswer, Flash, FormattedContent,
    FreeTextAnswer, HTMLQuestion, JavaApplet, LengthConstraint, List, NumberOfLinesSuggestion, NumericConstraint,
    Overview, Question, QuestionContent, QuestionForm, RegExConstraint, SelectionAnswer, SimpleField)

from checks import check, equal
from errors import TURK, raised
from hits import QUESTION, style_two, the_hit
from marketplace import SCHEMAS, answers

LAYOUT = '3TAGPHOTO'
LAYOUT_PAGE = '<html><body><img src="${image}"> ${text}</body></html>'
OPTIONS = [('A tree', 'tree'), ('A house', 'house')]


def content(text='What is shown?'):
    made = QuestionContent()
    made.append(SimpleField('Title', text))
    made.append_field('Text', 'Look well')
    return made


def overview():
    made = Overview()
    made.append(SimpleField('Title', 'Photos'))
    made.append(List(['one', 'two']))
    made.append(Binary('image', 'png', 'https://example.org/a.png', 'A photo'))
    made.append(FormattedContent('<b>bold &amp; <i>slanted</i></b> \u00e9t\u00e9 \U0001f600'))
    return made


def invalid():
    """What boto writes against the schema: applications lose all their content, a suggestion stands where none may."""
    for application in (Flash('https://example.org/a.swf', 400, 300, speed=3),
                        JavaApplet('https://example.org/', 'a.jar', 400, 300, speed=3)):
        shown = overview()
        shown.append(application)
        yield shown, FreeTextAnswer()
    yield overview(), FreeTextAnswer(constraints=[LengthConstraint(max_length=7), NumberOfLinesSuggestion(2)])


def specifications():
    numeric, length, pattern = NumericConstraint(1, 10), LengthConstraint(2, 3), RegExConstraint('[a-z]+', 'No', 'i')
    yield FreeTextAnswer()
    yield FreeTextAnswer(default='tree', constraints=[numeric], num_lines=3)
    yield FreeTextAnswer(constraints=Constraints([length, pattern]))
    yield FreeTextAnswer(constraints=[LengthConstraint(max_length=7)])
    yield FileUploadAnswer(1, 2000000)
    for style in SelectionAnswer.ACCEPTED_STYLES:
        yield SelectionAnswer(style=style, selections=OPTIONS)
    yield SelectionAnswer(min=0, max=2, selections=OPTIONS, other=True)
    yield SelectionAnswer(selections=OPTIONS, other=FreeTextAnswer(default='else'))
    yield SelectionAnswer(selections=[(binary(), 'tree')], type='binary')


def binary():
    return '<MimeType><Type>image</Type></MimeType><DataURL>https://example.org/a</DataURL><AltText>a</AltText>'


def run(turk, market):
    def kept(question):
        """Its HIT's id; the question must be there byte for byte."""
        made = the_hit(style_two(turk, question=question)).HITId
        equal(the_hit(turk.get_hit(made)).Question, question.get_as_xml())
        return made

    @check('a QuestionForm with every answer specification: byte for byte, and answered')
    def _():
        for number, specification in enumerate(specifications()):
            question = Question(
                'q%d' % number, content(), AnswerSpecification(specification), number % 2 == 0, 'Number %d' % number)
            made = kept(QuestionForm([overview(), question]))
            work = market.work('A1WORKER', made, answers(**{'q%d' % number: 'a tree'}))
            found = turk.get_assignment(work)[0].answers[0]
            equal([(each.qid, each.fields) for each in found], [('q%d' % number, ['a tree'])])

    @check('a QuestionForm that boto writes against the schema is refused, as it was')
    def _():
        for shown, specification in invalid():
            form = QuestionForm([shown, Question('q', content(), AnswerSpecification(specification))])
            raised(TURK + 'XMLParseError', lambda: style_two(turk, question=form), 'validates')

    @check('one Question alone becomes a QuestionForm; several make one form')
    def _():
        asked = [Question('q%d' % n, content(), AnswerSpecification(FreeTextAnswer())) for n in (1, 2)]
        alone = the_hit(style_two(turk, question=asked[0])).HITId
        equal(the_hit(turk.get_hit(alone)).Question, QuestionForm(asked[:1]).get_as_xml())
        both = the_hit(style_two(turk, question=None, questions=asked)).HITId
        equal(the_hit(turk.get_hit(both)).Question, QuestionForm(asked).get_as_xml())
        work = market.work('A1WORKER', both, answers(q1='x &amp; y', q2='\u6f22\u5b57 \U0001f600'))
        listed = turk.get_assignments(both)
        equal([each.AssignmentId for each in listed], [work])
        equal([(each.qid, each.fields) for each in listed[0].answers[0]],
              [('q1', ['x & y']), ('q2', ['\u6f22\u5b57 \U0001f600'])])

    @check('ExternalQuestion and HTMLQuestion: byte for byte')
    def _():
        kept(ExternalQuestion('https://example.org/?a=1&b=<2>+%2B', 0))
        kept(HTMLQuestion('<html><body>&nbsp;1 + 1 %2B &amp;amp; \u00e9 \r\n\t</body></html>', 450))

    @check('what boto\'s classes give as parameters is taken; parts of a form are no Question')
    def _():
        def create(parameters):
            return turk._process_request('CreateHIT', dict(parameters, HITTypeId=kind, LifetimeInSeconds=3600))

        kind = the_hit(style_two(turk)).HITTypeId
        html = HTMLQuestion('<p>x</p>', 450)
        for question in (QUESTION, html):
            equal(the_hit(turk.get_hit(create(question.get_as_params('Question')).HITId)).Question,
                  question.get_as_xml())
        for part in (overview(), Question('q', content(), AnswerSpecification(FreeTextAnswer()))):
            raised(TURK + 'XMLParseError', lambda: create(part.get_as_params('Question')))

    @check('a HIT layout: its page with the parameters filled in')
    def _():
        values = LayoutParameters([LayoutParameter('image', 'https://example.org/a.png?b=1&c=2')])
        values.add(LayoutParameter('text', 'd\u00e9j\u00e0 + vu'))
        made = the_hit(style_two(turk, question=None, hit_layout=LAYOUT, layout_params=values)).HITId
        hit = the_hit(turk.get_hit(made))
        equal(hit.HITLayoutId, LAYOUT)
        page = LAYOUT_PAGE.replace('${image}', 'https://example.org/a.png?b=1&c=2').replace('${text}', 'd\u00e9j\u00e0 + vu')
        equal(page in hit.Question, True)
        raised(TURK + 'HITLayoutDoesNotExist', lambda: style_two(turk, question=None, hit_layout='3NOSUCHLAYOUT'))

    @check('GetFileUploadURL: the file that the Worker sent, byte for byte')
    def _():
        form = QuestionForm([Question('photo', content(), AnswerSpecification(FileUploadAnswer(1, 100)))])
        work, file = market.accept('A1WORKER', kept(form)), b'\x89PNG\r\n\x1a\n\x00\xff'
        there = market.post('worker/assignments/%s/files/photo' % work, file, 'image/png')
        market.submit(work, (
            '<QuestionFormAnswers xmlns="%s2005-10-01/QuestionFormAnswers.xsd"><Answer>'
            '<QuestionIdentifier>photo</QuestionIdentifier>'
            '<UploadedFileSizeInBytes>%d</UploadedFileSizeInBytes><UploadedFileKey>%s</UploadedFileKey>'
            '</Answer></QuestionFormAnswers>') % (SCHEMAS, len(file), there['UploadedFileKey']))
        found = turk.get_file_upload_url(work, 'photo')
        equal((found.status, len(found)), (True, 1))
        with urllib.request.urlopen(found[0].FileUploadURL, timeout=10) as answered:
            equal(answered.read(), file)
        raised(TURK + 'InvalidParameterValue', lambda: turk.get_file_upload_url(work, 'other'), 'QuestionIdentifier')
