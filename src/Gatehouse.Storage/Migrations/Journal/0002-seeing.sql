-- What an alert says, as JSON.
CREATE TABLE alert (
  id TEXT PRIMARY KEY,
  at INTEGER NOT NULL,
  body TEXT NOT NULL
);
CREATE INDEX alert_at ON alert (at);

-- The warnings that were given, so that each is given once.
CREATE TABLE warning (
  subject TEXT NOT NULL,
  ends_at INTEGER NOT NULL,
  days INTEGER NOT NULL,
  at INTEGER NOT NULL,
  PRIMARY KEY (subject, ends_at, days)
);

-- When the same client got through, and what had changed by then.
ALTER TABLE refusal ADD COLUMN cured_at INTEGER;
ALTER TABLE refusal ADD COLUMN cured_by TEXT;

CREATE TABLE cure_count (
  day INTEGER NOT NULL,
  cause TEXT NOT NULL,
  change TEXT NOT NULL,
  count INTEGER NOT NULL,
  PRIMARY KEY (day, cause, change)
);
