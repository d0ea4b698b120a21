-- What keys have spent or promised, one row for each call. Amounts are cents, days are UTC's and
-- counted from the epoch, times are milliseconds since the epoch. "call" is a hash of what makes two
-- calls the same payment; "done" says that it is surely made.
CREATE TABLE spend (
  requester TEXT NOT NULL,
  upstream TEXT NOT NULL,
  kind TEXT NOT NULL,
  day INTEGER NOT NULL,
  call TEXT NOT NULL,
  cents INTEGER NOT NULL,
  begun INTEGER NOT NULL,
  done INTEGER NOT NULL,
  PRIMARY KEY (requester, upstream, kind, day, call)
) WITHOUT ROWID;

-- The sums of those rows.
CREATE TABLE spend_total (
  requester TEXT NOT NULL,
  upstream TEXT NOT NULL,
  kind TEXT NOT NULL,
  day INTEGER NOT NULL,
  cents INTEGER NOT NULL,
  PRIMARY KEY (requester, upstream, kind, day)
) WITHOUT ROWID;

-- The modern API does not tell the reward of a HIT type, so what was seen of it is kept.
CREATE TABLE hit_type_reward (
  upstream TEXT NOT NULL,
  hit_type_id TEXT NOT NULL,
  cents INTEGER NOT NULL,
  seen INTEGER NOT NULL,
  PRIMARY KEY (upstream, hit_type_id)
) WITHOUT ROWID;
