-- A person's second factor: the TOTP secret, sealed under the site's cookie key, and the last time step that was used.
CREATE TABLE second_factor (
  user_id INTEGER PRIMARY KEY REFERENCES user_account (id) ON DELETE CASCADE,
  sealed BLOB NOT NULL,
  added_at INTEGER NOT NULL,
  last_step INTEGER NOT NULL
);

-- One-use codes for who has lost the device; of a code only its hash is kept.
CREATE TABLE recovery_code (
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  sha256 BLOB NOT NULL,
  PRIMARY KEY (user_id, sha256)
);

-- How a session's person signed in (RFC 8176), a JSON array of texts, and the class that a provider gave it; or null.
ALTER TABLE user_session ADD COLUMN methods TEXT;
ALTER TABLE user_session ADD COLUMN acr TEXT;
