-- Times are microseconds since 1970-01-01 UTC. Truth values are 0 and 1.

-- One row: the word that every revoking write raises.
CREATE TABLE revocation (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  word INTEGER NOT NULL
);
INSERT INTO revocation (id, word) VALUES (1, 1);

-- The epoch is the word at the user's last revoking write. Numbers are never reused.
CREATE TABLE user_account (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  email TEXT,
  password_hash TEXT,
  must_change INTEGER NOT NULL,
  disabled INTEGER NOT NULL,
  locked INTEGER NOT NULL,
  epoch INTEGER NOT NULL,
  created_at INTEGER NOT NULL
);

CREATE TABLE user_role (
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  role TEXT NOT NULL,
  PRIMARY KEY (user_id, position),
  UNIQUE (user_id, role)
);
