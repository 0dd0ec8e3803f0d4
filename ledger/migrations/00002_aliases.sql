-- Who is who, as analysts see it. Statements keep the actors that were read; these
-- entries are applied, in the order of seq, when statements are shown. Rows are
-- added and never changed.

-- +goose Up

CREATE TABLE aliases (
  seq     INTEGER PRIMARY KEY,
  actor   TEXT NOT NULL,              -- identifier of an actor as it was read
  id      TEXT NOT NULL,              -- who that is: identifier, name and kind
  name    TEXT NOT NULL,
  kind    TEXT NOT NULL,
  doc     TEXT NOT NULL,              -- only in this document; '' for all
  speaker TEXT NOT NULL,              -- only as the party of what this actor says; '' for all
  at      TEXT NOT NULL,
  who     TEXT NOT NULL,
  why     TEXT NOT NULL,
  undoes  INTEGER UNIQUE REFERENCES aliases
);
