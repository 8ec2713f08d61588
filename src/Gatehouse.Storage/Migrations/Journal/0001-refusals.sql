-- Times are microseconds since 1970-01-01 UTC. The trail is a JSON array.
CREATE TABLE refusal (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  reference TEXT NOT NULL UNIQUE,
  cause TEXT NOT NULL,
  status INTEGER NOT NULL,
  at INTEGER NOT NULL,
  node INTEGER NOT NULL,
  method TEXT NOT NULL,
  host TEXT,
  target TEXT NOT NULL,
  route TEXT,
  client TEXT,
  user_name TEXT,
  credential_tag TEXT,
  scheme TEXT,
  user_agent TEXT,
  trail TEXT NOT NULL
);
CREATE INDEX refusal_at ON refusal (at);
CREATE INDEX refusal_cause ON refusal (cause, sequence);
CREATE INDEX refusal_user ON refusal (user_name, sequence);

-- Every refusal, kept as an entry or not. After an hour the seconds of a minute are added up under its first one.
CREATE TABLE refusal_count (
  second INTEGER NOT NULL,
  cause TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (second, cause)
);
