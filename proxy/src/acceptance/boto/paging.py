"""Lists that are longer than a page, as boto's paging methods and its users walk them."""

import datetime

from boto.mturk.price import Price

from checks import check, equal
from hits import QUESTION, TIME, the_hit
from marketplace import answers

HITS = 260
WORKERS = 120


def walked(page, size):
    """All pages of a list until an empty one; the total must be the same on each."""
    found, number, totals = [], 1, set()
    while True:
        got = page(page_size=size, page_number=number)
        totals.add(got.TotalNumResults)
        equal((got.PageNumber, got.NumResults), (str(number), str(len(got))))
        if not len(got):
            break
        equal(len(got) == size or len(found) + len(got) == int(got.TotalNumResults), True)
        found += list(got)
        number += 1
    equal(totals, {str(len(found))})
    return found


def run(turk, market):
    made = {'hits': []}
    hits(turk, market, made)
    lists_of_hits(turk, made)
    assignments(turk, market)
    qualifications(turk)


def hits(turk, market, made):
    @check('%d HITs, each of which there is once' % HITS)
    def _():
        market.control('reset')
        kinds = [turk.register_hit_type('Type %02d' % n, 'D', Price(0.01 * (n % 7 + 1)), 60)[0].HITTypeId
                 for n in range(13)]
        made['kinds'] = kinds
        for number in range(HITS):
            lifetime = datetime.timedelta(hours=1 + number % 5)
            made['hits'].append(the_hit(turk.create_hit(
                hit_type=kinds[number % 13], question=QUESTION, lifetime=lifetime, annotation='%d' % number)).HITId)
        equal(len(set(made['hits'])), HITS)

    @check('get_all_hits: all of them, each once, the oldest first')
    def _():
        found = list(turk.get_all_hits())
        equal(sorted(hit.HITId for hit in found), sorted(made['hits']))
        times = [hit.CreationTime for hit in found]
        equal(times, sorted(times))


def lists_of_hits(turk, made):
    @check('SearchHITs: any page size gives the same HITs, and a total that stays')
    def _():
        for size in (7, 10, 99, 100):
            found = walked(turk.search_hits, size)
            equal(sorted(hit.HITId for hit in found), sorted(made['hits']))

    @check('SearchHITs: by each property, in both directions')
    def _():
        keys = {'Title': lambda hit: hit.Title, 'Reward': lambda hit: float(hit.Amount),
                'Expiration': lambda hit: hit.Expiration, 'CreationTime': lambda hit: hit.CreationTime}
        for name, key in keys.items():
            for direction in ('Ascending', 'Descending'):
                def page(**which):
                    return turk.search_hits(sort_by=name, sort_direction=direction, **which)
                values = [key(hit) for hit in walked(page, 100)]
                equal(len(values), HITS)
                equal(values, sorted(values, reverse=direction == 'Descending'))

    @check('SearchHITs: response groups choose what each HIT shows')
    def _():
        plain = turk.search_hits(page_size=1)[0]
        equal((hasattr(plain, 'Question'), hasattr(plain, 'Title'), plain.NumberOfAssignmentsAvailable),
              (False, True, '1'))
        full = turk.search_hits(page_size=100, response_groups=['Minimal', 'HITQuestion'])
        equal({hit.Question for hit in full}, {QUESTION.get_as_xml()})
        equal([hasattr(hit, 'Title') for hit in full], [False] * 100)

    @check('GetReviewableHITs: none before, all after they expired, and by HIT type')
    def _():
        equal(turk.get_reviewable_hits().TotalNumResults, '0')
        for hit in made['hits']:
            equal(turk.expire_hit(hit).status, True)
        found = walked(turk.get_reviewable_hits, 100)
        equal(sorted(hit.HITId for hit in found), sorted(made['hits']))
        equal([hasattr(hit, 'Title') for hit in found[:3]], [False] * 3)

        def of_one(**which):
            return turk.get_reviewable_hits(hit_type=made['kinds'][3], sort_by='Title', **which)
        equal(sorted(hit.HITId for hit in walked(of_one, 7)), sorted(made['hits'][3::13]))

    @check('SetHITAsReviewing: the HIT changes lists, there and back')
    def _():
        first = made['hits'][0]
        equal(turk.set_reviewing(first).status, True)
        equal([hit.HITId for hit in turk.get_reviewable_hits(status='Reviewing')], [first])
        equal(turk.get_reviewable_hits().TotalNumResults, str(HITS - 1))
        equal(turk.set_reviewing(first, revert=True).status, True)
        equal(turk.get_reviewable_hits().TotalNumResults, str(HITS))

    @check('DisposeHIT: each is gone from the lists')
    def _():
        for hit in made['hits'][:60]:
            equal(turk.dispose_hit(hit).status, True)
        equal([hit.HITId for hit in turk.get_all_hits()].count(made['hits'][59]), 0)
        equal(turk.search_hits().TotalNumResults, str(HITS - 60))
        equal(datetime.datetime.strptime(turk.search_hits()[0].Expiration, TIME) < datetime.datetime.utcnow(), True)


def assignments(turk, market):
    @check('GetAssignmentsForHIT: %d of them, by page, status and order' % WORKERS)
    def _():
        hit = the_hit(turk.create_hit(title='Many', description='D', reward=0.01, question=QUESTION,
                                      max_assignments=WORKERS)).HITId
        work = [market.work('A%dWORKER' % n, hit, answers(q='answer %d' % n)) for n in range(WORKERS)]
        for assignment in work[:40]:
            turk.approve_assignment(assignment)
        for assignment in work[40:50]:
            turk.reject_assignment(assignment, 'No')

        def page(**which):
            return turk.get_assignments(hit, **which)
        found = walked(page, 50)
        equal(sorted(each.AssignmentId for each in found), sorted(work))
        equal({each.AssignmentId: each.answers[0][0].fields for each in found},
              {assignment: ['answer %d' % n] for n, assignment in enumerate(work)})
        times = [each.SubmitTime for each in found]
        equal(times, sorted(times))
        for status, number in (('Approved', 40), ('Rejected', 10), ('Submitted', 70)):
            equal(turk.get_assignments(hit, status=status).TotalNumResults, str(number))
        equal(turk.get_assignments(hit, status='Approved,Rejected').TotalNumResults, '50')
        equal([each.AssignmentStatus for each in turk.get_assignments(
            hit, sort_by='AssignmentStatus', sort_direction='Descending', page_size=100)],
              ['Submitted'] * 70 + ['Rejected'] * 10 + ['Approved'] * 20)


def qualifications(turk):
    @check('get_all_qualifications_for_qual_type: all of %d, each once' % HITS)
    def _():
        kind = turk.create_qualification_type('Many', 'D', 'Active')[0].QualificationTypeId
        for number in range(HITS):
            turk.assign_qualification(kind, 'A%dHOLDER' % number, number, send_notification=False)
        found = list(turk.get_all_qualifications_for_qual_type(kind))
        equal({each.SubjectId: each.IntegerValue for each in found},
              {'A%dHOLDER' % number: '%d' % number for number in range(HITS)})
        equal(len(found), HITS)

        def page(**which):
            return turk.get_qualifications_for_qualification_type(kind, **which)
        equal(len(walked(page, 30)), HITS)

    @check('SearchQualificationTypes: by name, both directions, a page at a time, and by a word')
    def _():
        names = ['Paged %02d' % n for n in range(25)]
        for name in names:
            turk.create_qualification_type(name, 'To be found', 'Active')
        for direction, wanted in (('Ascending', names), ('Descending', names[::-1])):
            def page(**which):
                return turk.search_qualification_types(query='Paged', sort_direction=direction, **which)
            equal([each.Name for each in walked(page, 10)], wanted)
        equal(turk.search_qualification_types(query='nothing like it').TotalNumResults, '0')
