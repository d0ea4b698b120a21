-- Times are milliseconds since the epoch, money is whole cents, flags are 0 or 1.
-- seq is the order of creation, by which lists are walked. On PostgreSQL it is
-- BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY and INTEGER is BIGINT; the rest stays.

CREATE TABLE setting (
  name TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

CREATE TABLE account (
  account_id TEXT PRIMARY KEY,
  balance_cents INTEGER NOT NULL
);

-- Every movement of money; an account's movements add up to its balance.
CREATE TABLE ledger (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  at INTEGER NOT NULL,
  cents INTEGER NOT NULL,
  kind TEXT NOT NULL,
  subject TEXT NOT NULL
);
CREATE INDEX ledger_by_account ON ledger (account_id, seq);

-- The UniqueRequestTokens of the last 24 hours and what they made.
CREATE TABLE request_token (
  account_id TEXT NOT NULL,
  operation TEXT NOT NULL,
  token TEXT NOT NULL,
  used_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  PRIMARY KEY (account_id, operation, token)
);
CREATE INDEX request_token_by_age ON request_token (used_at);

CREATE TABLE hit_type (
  hit_type_id TEXT PRIMARY KEY,
  group_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  fingerprint TEXT NOT NULL,
  auto_approval_delay INTEGER NOT NULL,
  assignment_duration INTEGER NOT NULL,
  reward_cents INTEGER NOT NULL,
  title TEXT NOT NULL,
  keywords TEXT,
  description TEXT NOT NULL,
  requirements TEXT NOT NULL,
  deleted INTEGER NOT NULL
);
-- Equal values make no second type; the fingerprint of a deleted type is its id.
CREATE UNIQUE INDEX hit_type_by_values ON hit_type (account_id, fingerprint);

-- due_at is when the clock next does something to the HIT: it expires, or is deleted.
CREATE TABLE hit (
  seq INTEGER PRIMARY KEY,
  hit_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL,
  hit_type_id TEXT NOT NULL REFERENCES hit_type (hit_type_id),
  layout_id TEXT,
  created_at INTEGER NOT NULL,
  question TEXT NOT NULL,
  annotation TEXT,
  max_assignments INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  status TEXT NOT NULL,
  pending INTEGER NOT NULL,
  submitted INTEGER NOT NULL,
  completed INTEGER NOT NULL,
  listed INTEGER NOT NULL,
  active_at INTEGER NOT NULL,
  due_at INTEGER,
  assignment_review_policy TEXT,
  hit_review_policy TEXT
);
CREATE INDEX hit_listed ON hit (account_id, listed, seq);
CREATE INDEX hit_by_status ON hit (account_id, status, seq);
CREATE INDEX hit_by_type ON hit (hit_type_id, status, seq);
CREATE INDEX hit_due ON hit (due_at);

-- Which listed HITs require which Qualification type.
CREATE TABLE hit_requirement (
  account_id TEXT NOT NULL,
  qualification_type_id TEXT NOT NULL,
  hit_seq INTEGER NOT NULL,
  PRIMARY KEY (account_id, qualification_type_id, hit_seq)
);
CREATE INDEX hit_requirement_by_hit ON hit_requirement (hit_seq);

CREATE TABLE qualification_type (
  seq INTEGER PRIMARY KEY,
  qualification_type_id TEXT NOT NULL UNIQUE,
  account_id TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  name TEXT NOT NULL,
  -- The name while the type exists, null when it is deleted.
  taken_name TEXT,
  keywords TEXT,
  description TEXT NOT NULL,
  searchable TEXT NOT NULL,
  status TEXT NOT NULL,
  test TEXT,
  test_duration INTEGER,
  answer_key TEXT,
  retry_delay INTEGER,
  auto_granted_value INTEGER
);
CREATE INDEX qualification_type_by_account ON qualification_type (account_id, seq);
CREATE UNIQUE INDEX qualification_type_by_name ON qualification_type (account_id, taken_name);

CREATE TABLE qualification (
  seq INTEGER PRIMARY KEY,
  qualification_type_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  granted_at INTEGER NOT NULL,
  integer_value INTEGER NOT NULL,
  status TEXT NOT NULL,
  UNIQUE (qualification_type_id, worker_id)
);
CREATE INDEX qualification_by_status ON qualification (qualification_type_id, status, seq);

CREATE TABLE worker_block (
  -- Rows are deleted here; AUTOINCREMENT keeps their numbers from coming back.
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  account_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  reason TEXT NOT NULL,
  UNIQUE (account_id, worker_id)
);
CREATE INDEX worker_block_by_account ON worker_block (account_id, seq);

-- What would be mailed to Workers.
CREATE TABLE worker_message (
  seq INTEGER PRIMARY KEY,
  worker_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  sent_at INTEGER NOT NULL,
  subject TEXT NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX worker_message_by_worker ON worker_message (worker_id, seq);

-- Who played a Worker so far, and what the service knows about them.
CREATE TABLE worker (
  worker_id TEXT PRIMARY KEY,
  country TEXT,
  subdivision TEXT,
  adult INTEGER NOT NULL,
  masters INTEGER NOT NULL,
  approved INTEGER NOT NULL,
  rejected INTEGER NOT NULL
);

-- due_at is when the clock next does something to the assignment: it is abandoned, or approved.
CREATE TABLE assignment (
  seq INTEGER PRIMARY KEY,
  assignment_id TEXT NOT NULL UNIQUE,
  hit_id TEXT NOT NULL REFERENCES hit (hit_id),
  account_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  status TEXT NOT NULL,
  reward_cents INTEGER NOT NULL,
  accepted_at INTEGER NOT NULL,
  deadline INTEGER NOT NULL,
  submitted_at INTEGER,
  auto_approval_at INTEGER,
  approved_at INTEGER,
  rejected_at INTEGER,
  answer TEXT,
  feedback TEXT,
  due_at INTEGER
);
CREATE INDEX assignment_by_status ON assignment (hit_id, status, submitted_at, seq);
CREATE INDEX assignment_by_worker ON assignment (worker_id, hit_id);
CREATE INDEX assignment_by_decision ON assignment (account_id, worker_id, status);
CREATE INDEX assignment_due ON assignment (due_at);

CREATE TABLE bonus (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  hit_id TEXT NOT NULL,
  assignment_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  cents INTEGER NOT NULL,
  reason TEXT NOT NULL,
  granted_at INTEGER NOT NULL
);
CREATE INDEX bonus_by_assignment ON bonus (assignment_id, seq);
CREATE INDEX bonus_by_hit ON bonus (hit_id, seq);

CREATE TABLE qualification_request (
  seq INTEGER PRIMARY KEY,
  request_id TEXT NOT NULL UNIQUE,
  qualification_type_id TEXT NOT NULL,
  account_id TEXT NOT NULL,
  worker_id TEXT NOT NULL,
  test TEXT,
  answer TEXT,
  submitted_at INTEGER NOT NULL,
  status TEXT NOT NULL
);
CREATE INDEX qualification_request_by_account ON qualification_request (account_id, status, seq);
CREATE INDEX qualification_request_by_type
  ON qualification_request (qualification_type_id, status, seq);
CREATE INDEX qualification_request_by_worker
  ON qualification_request (worker_id, qualification_type_id, seq);

-- What happened, for a while.
CREATE TABLE event (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  event_type TEXT NOT NULL,
  at INTEGER NOT NULL,
  hit_type_id TEXT NOT NULL,
  hit_id TEXT NOT NULL,
  assignment_id TEXT
);
CREATE INDEX event_by_age ON event (at);

CREATE TABLE notification_setting (
  hit_type_id TEXT PRIMARY KEY,
  account_id TEXT NOT NULL,
  specification TEXT NOT NULL,
  active INTEGER NOT NULL
);

-- Messages for the Requesters' queues and topics; due_at is null when there is no more to do.
CREATE TABLE delivery (
  seq INTEGER PRIMARY KEY,
  account_id TEXT NOT NULL,
  transport TEXT NOT NULL,
  destination TEXT NOT NULL,
  body TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  attempts INTEGER NOT NULL,
  due_at INTEGER,
  delivered_at INTEGER,
  failure TEXT
);
CREATE INDEX delivery_due ON delivery (due_at);
CREATE INDEX delivery_by_age ON delivery (created_at);

-- What review policies found and did; detail is as the API writes it.
CREATE TABLE review_entry (
  seq INTEGER PRIMARY KEY,
  hit_id TEXT NOT NULL,
  level TEXT NOT NULL,
  kind TEXT NOT NULL,
  detail TEXT NOT NULL
);
CREATE INDEX review_entry_by_hit ON review_entry (hit_id, seq);

-- Files that Workers handed in.
CREATE TABLE uploaded_file (
  assignment_id TEXT NOT NULL,
  question_id TEXT NOT NULL,
  content_type TEXT NOT NULL,
  content BLOB NOT NULL,
  PRIMARY KEY (assignment_id, question_id)
);

-- Review policies that have to run: for one assignment, or, without one, for the HIT.
CREATE TABLE review_due (
  seq INTEGER PRIMARY KEY AUTOINCREMENT,
  hit_id TEXT NOT NULL,
  assignment_id TEXT,
  at INTEGER NOT NULL
);
CREATE INDEX review_due_by_time ON review_due (at, seq);
