-- Tests that Workers began, the last one of each type; answered says that a request came of it.
CREATE TABLE test_start (
  worker_id TEXT NOT NULL,
  qualification_type_id TEXT NOT NULL,
  started_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  answered INTEGER NOT NULL,
  PRIMARY KEY (worker_id, qualification_type_id)
);
