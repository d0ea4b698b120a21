-- Work that was handed in is numbered within its HIT, in the order of the commits: times may be
-- equal, or older than those of before when a clock was set back. Lists are walked by this number.
ALTER TABLE assignment ADD COLUMN submission INTEGER;
UPDATE assignment SET submission = numbered.place
  FROM (SELECT seq AS numbered_seq,
          row_number() OVER (PARTITION BY hit_id ORDER BY submitted_at, seq) AS place
        FROM assignment WHERE submitted_at IS NOT NULL) AS numbered
  WHERE assignment.seq = numbered.numbered_seq;
DROP INDEX assignment_by_status;
CREATE INDEX assignment_by_status ON assignment (hit_id, status, submission);
CREATE UNIQUE INDEX assignment_by_submission ON assignment (hit_id, submission);
