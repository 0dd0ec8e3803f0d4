-- The ledger, first version. What each table is for stands in the package comment.
-- Times are UTC, "2006-01-02T15:04:05.000Z"; days are "2006-01-02"; dates as
-- written are EDTF. Rows are added and closed ("superseded" names the run that
-- did so), never changed in what they say and never deleted.

-- +goose Up

PRAGMA application_id = 1145392449; -- "DEMA"

CREATE TABLE runs (
  id        INTEGER PRIMARY KEY,
  program   TEXT NOT NULL,            -- version of the program
  reader    TEXT NOT NULL,            -- version of what reads documents
  started   TEXT NOT NULL,            -- the recorded time of all that the run added
  finished  TEXT,                     -- NULL: still going, or broken off
  new       INTEGER NOT NULL DEFAULT 0,
  unchanged INTEGER NOT NULL DEFAULT 0,
  changed   INTEGER NOT NULL DEFAULT 0,
  reread    INTEGER NOT NULL DEFAULT 0,
  failed    INTEGER NOT NULL DEFAULT 0,
  statements INTEGER NOT NULL DEFAULT 0
);

-- One row for each version of a document.
CREATE TABLE documents (
  seq        INTEGER PRIMARY KEY,
  id         TEXT NOT NULL,
  run        INTEGER NOT NULL REFERENCES runs,
  superseded INTEGER REFERENCES runs,
  path       TEXT NOT NULL,
  title      TEXT NOT NULL,
  outlet     TEXT NOT NULL,
  author     TEXT NOT NULL,
  published  TEXT NOT NULL,
  url        TEXT NOT NULL,
  lang       TEXT NOT NULL,
  kind       TEXT NOT NULL,
  sha256     TEXT NOT NULL,
  fingerprint TEXT NOT NULL,          -- hash of raw, text and what is known about it
  raw        BLOB NOT NULL,
  text       TEXT NOT NULL
);
CREATE UNIQUE INDEX documents_current ON documents (id) WHERE superseded IS NULL;
CREATE INDEX documents_id ON documents (id);

-- One row for each time a version of a document was read.
CREATE TABLE readings (
  seq        INTEGER PRIMARY KEY,
  document   INTEGER NOT NULL REFERENCES documents,
  run        INTEGER NOT NULL REFERENCES runs,
  superseded INTEGER REFERENCES runs,
  reader     TEXT NOT NULL,
  rest       TEXT NOT NULL            -- JSON of the layers that have no table: sentences, dates, events
);
CREATE UNIQUE INDEX readings_current ON readings (document) WHERE superseded IS NULL;

-- What statements refer to, named as the last statement did.
CREATE TABLE actors (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE issues (id TEXT PRIMARY KEY, name TEXT NOT NULL, kind TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE statements (
  seq       INTEGER PRIMARY KEY,
  reading   INTEGER NOT NULL REFERENCES readings,
  position  INTEGER NOT NULL,         -- in the document, from 0
  id        TEXT NOT NULL,
  -- An index of the statement as it stands, corrections applied:
  act       TEXT NOT NULL,
  stance    TEXT NOT NULL,
  party     TEXT NOT NULL REFERENCES actors,
  speaker   TEXT REFERENCES actors,
  issue     TEXT REFERENCES issues,
  earliest  TEXT,                     -- valid time: days of "when", else of "reported"
  latest    TEXT,
  confidence REAL NOT NULL,
  -- What was read, and what it was corrected to:
  machine   TEXT NOT NULL,            -- JSON of record.Statement, as it was put in
  corrected TEXT,                     -- the same with corrections, NULL when there are none
  dropped   INTEGER NOT NULL DEFAULT 0 -- an analyst says that it is no statement
);
CREATE INDEX statements_reading ON statements (reading, position);
CREATE INDEX statements_id ON statements (id);
CREATE INDEX statements_party ON statements (party, issue);
CREATE INDEX statements_issue ON statements (issue);

CREATE TABLE attributions (
  reading   INTEGER NOT NULL REFERENCES readings,
  position  INTEGER NOT NULL,
  kind      TEXT NOT NULL,
  manner    TEXT NOT NULL,
  speaker   TEXT REFERENCES actors,
  json      TEXT NOT NULL,            -- record.Attribution, with its spans
  PRIMARY KEY (reading, position)
) WITHOUT ROWID;

-- Sentences that carry a cue of an act but gave no statement.
CREATE TABLE uncoded (
  reading   INTEGER NOT NULL REFERENCES readings,
  position  INTEGER NOT NULL,
  start     INTEGER NOT NULL,         -- code points into the text
  end       INTEGER NOT NULL,
  text      TEXT NOT NULL,
  PRIMARY KEY (reading, position)
) WITHOUT ROWID;

-- What could not be read: within a document (reading), or a document (run only).
CREATE TABLE problems (
  seq       INTEGER PRIMARY KEY,
  run       INTEGER NOT NULL REFERENCES runs,
  reading   INTEGER REFERENCES readings,
  place     TEXT NOT NULL,
  what      TEXT NOT NULL
);
CREATE INDEX problems_run ON problems (run);
CREATE INDEX problems_reading ON problems (reading);

-- What analysts changed, by statement identifier, in the order of seq.
CREATE TABLE corrections (
  seq       INTEGER PRIMARY KEY,
  statement TEXT NOT NULL,
  at        TEXT NOT NULL,
  who       TEXT NOT NULL,
  why       TEXT NOT NULL,
  change    TEXT NOT NULL,            -- JSON: the changed fields and their new values
  dropped   INTEGER NOT NULL,         -- it is no statement
  undoes    INTEGER UNIQUE REFERENCES corrections
);
CREATE INDEX corrections_statement ON corrections (statement);

-- Full text, by the row numbers of documents and statements.
CREATE VIRTUAL TABLE document_words USING fts5 (title, text, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
CREATE VIRTUAL TABLE statement_words USING fts5 (evidence, content = '', tokenize = 'porter unicode61 remove_diacritics 2');
