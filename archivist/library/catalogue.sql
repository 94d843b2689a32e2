CREATE TABLE state (
    position INTEGER NOT NULL,  -- bytes of the ledger that are in these tables
    head     TEXT NOT NULL      -- SHA-256 of the line that ends there
);
CREATE TABLE capture (
    number         INTEGER PRIMARY KEY,
    id             TEXT NOT NULL UNIQUE,
    target_uri     TEXT NOT NULL,
    captured_at    TEXT NOT NULL,
    record_id      TEXT NOT NULL,
    payload_digest TEXT NOT NULL,
    warc_file      TEXT NOT NULL,
    offset         INTEGER NOT NULL,
    sha256         TEXT NOT NULL,
    size           INTEGER NOT NULL,
    site           TEXT NOT NULL,
    url            TEXT NOT NULL,
    title          TEXT NOT NULL,
    authors        TEXT NOT NULL,  -- JSON list
    published      TEXT NOT NULL,
    language       TEXT NOT NULL,
    words          INTEGER NOT NULL,
    photos         INTEGER NOT NULL,
    agencies       TEXT NOT NULL,  -- JSON list
    creators       TEXT NOT NULL,  -- JSON list
    completeness   TEXT NOT NULL
);
CREATE INDEX capture_by_time ON capture (captured_at, id);
CREATE INDEX capture_by_file ON capture (warc_file);
CREATE TABLE photo (
    number      INTEGER PRIMARY KEY,  -- in page order within a capture
    capture     INTEGER NOT NULL,     -- its number
    is_credited INTEGER NOT NULL
);
CREATE INDEX photo_by_capture ON photo (capture);
CREATE TABLE credit (
    photo INTEGER NOT NULL,  -- its number
    name  TEXT NOT NULL,
    role  TEXT NOT NULL      -- creator, originator, distributor, stock, publisher, supplier, or empty
);
CREATE INDEX credit_by_photo ON credit (photo);
CREATE VIRTUAL TABLE photo_words USING fts5 (
    caption, credit, creators, tokenize = 'unicode61 remove_diacritics 2'
);
CREATE VIRTUAL TABLE page_words USING fts5 (title, text, tokenize = 'unicode61 remove_diacritics 2');
INSERT INTO state VALUES (0, '0000000000000000000000000000000000000000000000000000000000000000');
PRAGMA user_version = 2;
