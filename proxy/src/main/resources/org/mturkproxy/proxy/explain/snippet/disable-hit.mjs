// Takes the HIT off, approves what Workers have submitted, and deletes the HIT.
// With --continue it does not take it off first: to go on where it had to stop, or where the HIT has ended already.
import { setTimeout } from 'node:timers/promises';
import {
  MTurkClient,
  ApproveAssignmentCommand,
  DeleteHITCommand,
  GetHITCommand,
  UpdateExpirationForHITCommand,
  paginateListAssignmentsForHIT,
} from '@aws-sdk/client-mturk';

const HITId = @HIT@;

const mturk = new MTurkClient({ region: 'us-east-1'@ENDPOINT@ });

async function hitStatus() {
  const answer = await mturk.send(new GetHITCommand({ HITId }));
  return answer.HIT.HITStatus;
}

async function submittedAssignments() {
  const assignments = [];
  const pages = paginateListAssignmentsForHIT({ client: mturk }, { HITId, AssignmentStatuses: ['Submitted'] });
  for await (const page of pages) {
    assignments.push(...page.Assignments.map((assignment) => assignment.AssignmentId));
  }
  return assignments;
}

if (!process.argv.includes('--continue')) {
  const status = await hitStatus();
  if (!['Assignable', 'Unassignable'].includes(status)) {
    console.error(`the HIT is ${status}, but must be Assignable or Unassignable: nothing is done`);
    process.exit(1);
  }
  await mturk.send(new UpdateExpirationForHITCommand({ HITId, ExpireAt: new Date(0) }));
}

const approved = new Set();
let status;
for (const pause of [0, 500, 1000, 2000, 4000]) {
  await setTimeout(pause);
  // The status comes first: when it is Reviewable nobody works on the HIT any more, so the list after it is complete.
  status = await hitStatus();
  for (const AssignmentId of await submittedAssignments()) {
    if (!approved.has(AssignmentId)) {
      await mturk.send(new ApproveAssignmentCommand({ AssignmentId }));
      approved.add(AssignmentId);
      console.log('approved', AssignmentId);
    }
  }
  if (['Reviewable', 'Reviewing'].includes(status)) {
    await mturk.send(new DeleteHITCommand({ HITId }));
    console.log('deleted the HIT');
    process.exit();
  }
}

console.error(
  `the HIT is still ${status}: Workers may be at work on it. What they have submitted is approved;` +
    ' run this again later with --continue');
process.exit(1);
