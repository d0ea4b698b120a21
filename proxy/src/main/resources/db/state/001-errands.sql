-- What a DisableHIT has left to do, one row for each HIT. Times are milliseconds since the epoch.
CREATE TABLE errand (
  requester TEXT NOT NULL,
  hit_id TEXT NOT NULL,
  upstream TEXT NOT NULL,
  deadline INTEGER NOT NULL,
  promised INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  PRIMARY KEY (requester, hit_id, upstream)
);
