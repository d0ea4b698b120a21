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
  requirements TEXT NOT NULL
);
-- Equal values make no second type; a deleted type has its own id as fingerprint.
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
