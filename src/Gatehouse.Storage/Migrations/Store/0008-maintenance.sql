-- Works that close a route, or the whole site under the empty name; until is null where nobody has said when they end.
CREATE TABLE maintenance (
  route TEXT PRIMARY KEY,
  since INTEGER NOT NULL,
  until INTEGER
) WITHOUT ROWID;
