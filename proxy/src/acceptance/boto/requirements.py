"""Requirements on Qualifications: every class and comparator, as boto sends it and as Workers meet it."""

from boto.mturk.connection import BaseAutoResultElement
from boto.mturk.qualification import (
    AdultRequirement, LocaleRequirement, NumberHitsApprovedRequirement, PercentAssignmentsAbandonedRequirement,
    PercentAssignmentsApprovedRequirement, PercentAssignmentsRejectedRequirement,
    PercentAssignmentsReturnedRequirement, PercentAssignmentsSubmittedRequirement, Qualifications, Requirement)

from checks import check, equal
from errors import TURK, raised
from hits import QUESTION, style_two, the_hit

WITHDRAWN = (PercentAssignmentsAbandonedRequirement, PercentAssignmentsRejectedRequirement,
             PercentAssignmentsReturnedRequirement, PercentAssignmentsSubmittedRequirement)

# The comparator, its values, and whether they are met by a score of 50, by a score of 51, and by none at all.
COMPARATORS = [
    ('LessThan', 51, (True, False, False)),
    ('LessThanOrEqualTo', 50, (True, False, False)),
    ('GreaterThan', 50, (False, True, False)),
    ('GreaterThanOrEqualTo', 51, (False, True, False)),
    ('EqualTo', 50, (True, False, False)),
    ('NotEqualTo', 50, (False, True, False)),
    ('In', [1, 50], (True, False, False)),
    ('NotIn', [1, 50], (False, True, False)),
    ('Exists', None, (True, True, False)),
    ('DoesNotExist', None, (False, False, True)),
]

PLACES = [
    ('EqualTo', 'US', (True, False)),
    ('EqualTo', ('US', 'NY'), (False, False)),
    ('NotEqualTo', 'US', (False, True)),
    ('In', ['GB', ('US', 'CA')], (True, True)),
    ('NotIn', ['GB', ('US', 'NY')], (True, False)),
]


def run(turk, market):
    def requiring(*requirements):
        wanted = Qualifications(list(requirements[:1]))
        for each in requirements[1:]:
            wanted.add(each)
        return the_hit(style_two(turk, qualifications=wanted, max_assignments=3)).HITId

    def shown(hit, element='QualificationRequirement'):
        return turk._process_request('GetHIT', {'HITId': hit}, [(element, BaseAutoResultElement)])

    def values(hit, element):
        return [getattr(each, element) for each in shown(hit, element)]

    @check('every comparator: comes back as it was sent, and lets in whom it should')
    def _():
        kind = turk.create_qualification_type('Compared', 'D', 'Active')[0].QualificationTypeId
        turk.assign_qualification(kind, 'A50WORKER', 50)
        turk.assign_qualification(kind, 'A51WORKER', 51)
        for comparator, value, expected in COMPARATORS:
            hit = requiring(Requirement(kind, comparator, value))
            found, = shown(hit)
            equal((found.QualificationTypeId, found.Comparator, found.RequiredToPreview), (kind, comparator, '0'))
            sent = [] if value is None else value if isinstance(value, list) else [value]
            equal((comparator, values(hit, 'IntegerValue')), (comparator, [str(each) for each in sent]))
            equal((comparator, tuple(market.may_accept(w, hit) for w in ('A50WORKER', 'A51WORKER', 'A0WORKER'))),
                  (comparator, expected))

    @check('LocaleRequirement: countries and their parts')
    def _():
        market.control('workers', WorkerId='A1CALIFORNIAN', Country='US', Subdivision='CA')
        market.control('workers', WorkerId='A1BRITON', Country='GB')
        for comparator, places, expected in PLACES:
            hit = requiring(LocaleRequirement(comparator, places, required_to_preview=True))
            found, = shown(hit)
            equal((found.QualificationTypeId, found.Comparator, found.RequiredToPreview),
                  ('00000000000000000071', comparator, '1'))
            sent = places if isinstance(places, list) else [places]
            equal(values(hit, 'Country'), [p[0] if isinstance(p, tuple) else p for p in sent])
            equal(values(hit, 'Subdivision'), [p[1] for p in sent if isinstance(p, tuple)])
            equal((places, tuple(market.may_accept(w, hit) for w in ('A1CALIFORNIAN', 'A1BRITON'))),
                  (places, expected))

    @check('adults, approved HITs, percent approved: all three in one HIT, in their order')
    def _():
        hit = requiring(AdultRequirement('EqualTo', 1), NumberHitsApprovedRequirement('GreaterThanOrEqualTo', 0),
                        PercentAssignmentsApprovedRequirement('GreaterThan', 95, required_to_preview=True))
        equal([(e.QualificationTypeId, e.Comparator, e.IntegerValue, e.RequiredToPreview) for e in shown(hit)],
              [('00000000000000000060', 'EqualTo', '1', '0'), ('00000000000000000040', 'GreaterThanOrEqualTo', '0', '0'),
               ('000000000000000000L0', 'GreaterThan', '95', '1')])

    @check('types that Amazon withdrew: the HIT is refused, not made without them')
    def _():
        for withdrawn in WITHDRAWN:
            raised(TURK + 'QualificationTypeDoesNotExist', lambda: requiring(withdrawn('LessThan', 10)))

    @check('RegisterHITType with requirements: another type than without; a HIT takes it over')
    def _():
        wanted = Qualifications([LocaleRequirement('EqualTo', 'DE')])
        plain, german = (turk.register_hit_type('Required', 'D', 0.05, 60, qual_req=each)[0].HITTypeId
                         for each in (None, wanted))
        equal(plain == german, False)
        hit = the_hit(turk.create_hit(hit_type=plain, question=QUESTION)).HITId
        equal(len(shown(hit)), 0)
        equal(turk.change_hit_type_of_hit(hit, german).status, True)
        equal((values(hit, 'Country'), the_hit(turk.get_hit(hit)).HITTypeId), (['DE'], german))
