"""Takes the HIT off, approves what Workers have submitted, and deletes the HIT.

With --continue it does not take it off first: to go on where it had to stop, or where the HIT has ended already.
"""
import datetime
import sys
import time

import boto3

HIT_ID = @HIT@
LONG_AGO = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)

mturk = boto3.client('mturk', region_name='us-east-1'@ENDPOINT@)


def hit_status():
    return mturk.get_hit(HITId=HIT_ID)['HIT']['HITStatus']


def submitted_assignments():
    pages = mturk.get_paginator('list_assignments_for_hit').paginate(HITId=HIT_ID, AssignmentStatuses=['Submitted'])
    return [assignment['AssignmentId'] for page in pages for assignment in page['Assignments']]


if '--continue' not in sys.argv:
    status = hit_status()
    if status not in ('Assignable', 'Unassignable'):
        sys.exit('the HIT is %s, but must be Assignable or Unassignable: nothing is done' % status)
    mturk.update_expiration_for_hit(HITId=HIT_ID, ExpireAt=LONG_AGO)

approved = set()
for pause in (0, 0.5, 1, 2, 4):
    time.sleep(pause)
    # The status comes first: when it is Reviewable nobody works on the HIT any more, so the list after it is complete.
    status = hit_status()
    for assignment in submitted_assignments():
        if assignment not in approved:
            mturk.approve_assignment(AssignmentId=assignment)
            approved.add(assignment)
            print('approved', assignment)
    if status in ('Reviewable', 'Reviewing'):
        mturk.delete_hit(HITId=HIT_ID)
        print('deleted the HIT')
        sys.exit()

sys.exit('the HIT is still %s: Workers may be at work on it. What they have submitted is approved;'
         ' run this again later with --continue' % status)
