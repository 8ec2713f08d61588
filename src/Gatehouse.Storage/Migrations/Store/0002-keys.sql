-- Of a key only its SHA-256 is kept. Scopes and networks are JSON arrays of texts; scopes may be null: not limited.
CREATE TABLE api_key (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sha256 BLOB NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  name TEXT NOT NULL,
  scopes TEXT,
  networks TEXT NOT NULL,
  created_at INTEGER NOT NULL,
  expires_at INTEGER,
  revoked_at INTEGER,
  last_used_at INTEGER,
  rotated_to TEXT
);
CREATE INDEX api_key_user ON api_key (user_id);
