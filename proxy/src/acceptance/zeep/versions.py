"""Old versions of the API, each with the WSDL of its time: what they do not know must not come."""

from checks import check, equal
from operations import hit
from turk import Turk

# The old schemas have one value in a requirement, and no layouts.
def old_hit(**changed):
    return hit(QualificationRequirement=[
        dict(QualificationTypeId='00000000000000000071', Comparator='EqualTo', LocaleValue=dict(Country='US')),
        dict(QualificationTypeId='000000000000000000L0', Comparator='GreaterThan', IntegerValue=95)], **changed)


def run(port):
    newest = Turk(port, '')
    made = newest.CreateHIT(**hit(Title='newer than they are'))['HITId']

    for version in ('2007-06-21', '2011-10-01', '2012-03-25', '2013-11-15'):
        @check('%s: zeep understands what it is answered' % version)
        def _():
            turk = Turk(port, version)
            found = turk.CreateHIT(**(hit() if version == '2013-11-15' else old_hit()))
            equal(found['Title'], 'Tag a photo')
            equal(found['HITStatus'], 'Assignable')
            # A HIT with a comparator that is newer than the version.
            equal(turk.GetHIT(HITId=made)['Title'], 'newer than they are')
            equal(turk.SearchHITs(PageSize=100)['NumResults'] > 2, True)
            equal(turk.GetAccountBalance()['AvailableBalance']['CurrencyCode'], 'USD')
