-- Of a session's cookie only its SHA-256 is kept. Roles are a JSON array of texts, or null: those of the user alone.
-- What renews the sign-in at a provider is sealed under the site's cookie key.
CREATE TABLE user_session (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  sha256 BLOB NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  started_at INTEGER NOT NULL,
  authenticated_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT,
  address TEXT NOT NULL,
  browser TEXT NOT NULL,
  provider TEXT,
  subject TEXT,
  provider_session TEXT,
  sealed BLOB,
  roles TEXT
);
CREATE INDEX user_session_user ON user_session (user_id, ended_at);
CREATE INDEX user_session_provider ON user_session (provider, subject) WHERE provider IS NOT NULL;
CREATE INDEX user_session_last_used ON user_session (last_used_at) WHERE ended_at IS NULL;
CREATE INDEX user_session_ended ON user_session (ended_at) WHERE ended_at IS NOT NULL;

-- One-use links that let a person choose a new password; only the hash of a link's secret is kept.
CREATE TABLE password_reset (
  sha256 BLOB PRIMARY KEY,
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  expires_at INTEGER NOT NULL
);
CREATE INDEX password_reset_user ON password_reset (user_id);

-- Who somebody is at a provider: the issuer and its name for the person.
CREATE TABLE user_link (
  issuer TEXT NOT NULL,
  subject TEXT NOT NULL,
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  linked_at INTEGER NOT NULL,
  PRIMARY KEY (issuer, subject)
);
CREATE INDEX user_link_user ON user_link (user_id);
