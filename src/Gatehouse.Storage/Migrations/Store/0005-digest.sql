-- For whom Digest is switched on: what it needs is then kept whenever a password is set.
ALTER TABLE user_account ADD COLUMN digest INTEGER NOT NULL DEFAULT 0;

-- What Digest needs: of a realm and an algorithm, the hash of name, realm and password, and that of name and realm by which
-- a client may send the name.
CREATE TABLE digest_secret (
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  realm TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  user_hash BLOB NOT NULL,
  secret BLOB NOT NULL,
  PRIMARY KEY (user_id, realm, algorithm)
);
CREATE INDEX digest_secret_user_hash ON digest_secret (user_hash);

-- What the site offered when it last started.
CREATE TABLE digest_offer (
  realm TEXT NOT NULL,
  algorithm TEXT NOT NULL,
  PRIMARY KEY (realm, algorithm)
);
