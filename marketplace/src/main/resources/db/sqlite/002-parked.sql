-- What the clock could not do to a HIT, an assignment or a review; it tries again at next_at.
CREATE TABLE parked (
  kind TEXT NOT NULL,
  subject TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  next_at INTEGER NOT NULL,
  failure TEXT NOT NULL,
  PRIMARY KEY (kind, subject)
);
