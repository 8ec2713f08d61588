-- The site's own keys; the highest id of a purpose is the one in use.
CREATE TABLE site_key (
  id INTEGER PRIMARY KEY AUTOINCREMENT,
  purpose TEXT NOT NULL,
  material BLOB NOT NULL,
  created_at INTEGER NOT NULL
);
CREATE INDEX site_key_purpose ON site_key (purpose, id);

-- Node numbers, kept out of use for a day after the last renewal.
CREATE TABLE node_lease (
  node INTEGER PRIMARY KEY,
  leased_at INTEGER NOT NULL
);
