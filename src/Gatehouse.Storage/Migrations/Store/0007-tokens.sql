-- A program's leave to act for a person: what one sign-in through the authorization endpoint gave it. Its code and every
-- refresh token that descends from it are one family, which ends as one. Roles are those that a provider gave to the session.
CREATE TABLE token_grant (
  number INTEGER PRIMARY KEY AUTOINCREMENT,
  id TEXT NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  session_id TEXT NOT NULL,
  client_id TEXT NOT NULL,
  scopes TEXT NOT NULL,
  roles TEXT,
  resource TEXT,
  authenticated_at INTEGER NOT NULL,
  acr TEXT,
  methods TEXT,
  started_at INTEGER NOT NULL,
  last_used_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  ended_at INTEGER,
  ended_by TEXT,
  code_sha256 BLOB UNIQUE,
  code_expires_at INTEGER NOT NULL,
  code_used_at INTEGER,
  redirect_uri TEXT NOT NULL,
  code_challenge TEXT NOT NULL
);
CREATE INDEX token_grant_user ON token_grant (user_id, ended_at);
CREATE INDEX token_grant_session ON token_grant (session_id);
CREATE INDEX token_grant_end ON token_grant (expires_at);
CREATE INDEX token_grant_ended ON token_grant (ended_at) WHERE ended_at IS NOT NULL;
CREATE INDEX token_grant_code ON token_grant (code_expires_at) WHERE code_used_at IS NULL;

-- Refresh tokens by their SHA-256. For a few seconds after one was used its successors are kept, sealed under a key that
-- only the used token gives, for who did not get the answer.
CREATE TABLE refresh_token (
  sha256 BLOB PRIMARY KEY,
  grant_number INTEGER NOT NULL REFERENCES token_grant (number) ON DELETE CASCADE,
  created_at INTEGER NOT NULL,
  used_at INTEGER,
  sealed BLOB
);
CREATE INDEX refresh_token_grant ON refresh_token (grant_number, used_at);
CREATE INDEX refresh_token_sealed ON refresh_token (used_at) WHERE sealed IS NOT NULL;

-- JWTs that are refused before their time, by the SHA-256 of what is signed: never by their text, which an ECDSA token can
-- be given many forms of.
CREATE TABLE revoked_token (
  sha256 BLOB PRIMARY KEY,
  revoked_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL
);
CREATE INDEX revoked_token_end ON revoked_token (expires_at);
