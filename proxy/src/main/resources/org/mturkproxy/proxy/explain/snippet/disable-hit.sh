# Takes the HIT off, approves what Workers have submitted, and deletes the HIT.
# With --continue it does not take it off first: to go on where it had to stop, or where the HIT has ended already.
set -euo pipefail

hit=(@HIT@)

mturk() {
  aws mturk "$@" --region us-east-1@ENDPOINT@
}

hit_status() {
  mturk get-hit "${hit[@]}" --query HIT.HITStatus --output text
}

if [ "${1-}" != --continue ]; then
  status=$(hit_status)
  case "$status" in
    Assignable | Unassignable) ;;
    *)
      echo "the HIT is $status, but must be Assignable or Unassignable: nothing is done" >&2
      exit 1
      ;;
  esac
  mturk update-expiration-for-hit "${hit[@]}" --expire-at 0
fi

approved=' '
for pause in 0 0.5 1 2 4; do
  sleep "$pause"
  # The status comes first: when it is Reviewable nobody works on the HIT any more, so the list after it is complete.
  status=$(hit_status)
  submitted=$(mturk list-assignments-for-hit "${hit[@]}" --assignment-statuses Submitted \
    --query 'Assignments[].AssignmentId' --output text)
  for assignment in $submitted; do
    if [[ "$approved" != *" $assignment "* ]]; then
      mturk approve-assignment --assignment-id "$assignment"
      approved+="$assignment "
      echo "approved $assignment"
    fi
  done
  case "$status" in
    Reviewable | Reviewing)
      mturk delete-hit "${hit[@]}"
      echo 'deleted the HIT'
      exit 0
      ;;
  esac
done

echo "the HIT is still $status: Workers may be at work on it. What they have submitted is approved;" \
  'run this again later with --continue' >&2
exit 1
