-- What of guessing outlives a process. Users and addresses are hashed under the key of the one row, but for bans, whose
-- addresses people read. The change rises with every ban, every lifted one, and every user who is forgiven.
CREATE TABLE guessing (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  key BLOB NOT NULL,
  change INTEGER NOT NULL
);
INSERT INTO guessing (id, key, change) VALUES (1, randomblob(16), 0);

-- Counters of failures that hold.
CREATE TABLE guess_hold (
  kind INTEGER NOT NULL,
  key BLOB NOT NULL,
  owner INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  until INTEGER NOT NULL,
  PRIMARY KEY (kind, key)
) WITHOUT ROWID;
CREATE INDEX guess_hold_until ON guess_hold (until);
CREATE INDEX guess_hold_owner ON guess_hold (owner) WHERE owner <> 0;

-- Users whose counters were forgotten, so that every process forgets them.
CREATE TABLE guess_forgiven (
  change INTEGER PRIMARY KEY,
  owner INTEGER NOT NULL
);

-- Where users have signed in, by their numbers, and clients that are no users, by numbers below 0.
CREATE TABLE sign_in_place (
  subject INTEGER NOT NULL,
  address BLOB NOT NULL,
  last_at INTEGER NOT NULL,
  PRIMARY KEY (subject, address)
) WITHOUT ROWID;
CREATE INDEX sign_in_place_last ON sign_in_place (last_at);

-- Browsers that have signed users in. Of a cookie only its SHA-256 is kept.
CREATE TABLE known_device (
  id TEXT PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE,
  user_id INTEGER NOT NULL REFERENCES user_account (id) ON DELETE CASCADE,
  browser TEXT NOT NULL,
  first_at INTEGER NOT NULL,
  last_at INTEGER NOT NULL
);
CREATE INDEX known_device_user ON known_device (user_id, last_at);

CREATE TABLE address_ban (
  network TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  until INTEGER NOT NULL,
  times INTEGER NOT NULL,
  names INTEGER NOT NULL
);
CREATE INDEX address_ban_until ON address_ban (until);
