-- The originals of a case, each once, by content. One that is still arriving, or that no volume took, may go again.
CREATE TABLE original (
    id     INTEGER PRIMARY KEY,
    sha256 TEXT UNIQUE,
    name   TEXT NOT NULL,
    media  TEXT NOT NULL,
    bytes  INTEGER NOT NULL,
    at     TEXT NOT NULL,
    who    TEXT NOT NULL
) STRICT;
CREATE TABLE chunk (
    original INTEGER NOT NULL REFERENCES original (id) ON DELETE CASCADE,
    place    INTEGER NOT NULL,
    bytes    BLOB NOT NULL,
    UNIQUE (original, place)
) STRICT;

-- What was read off the pages. Made from the originals, so it may be made again.
CREATE TABLE page (
    original   INTEGER NOT NULL REFERENCES original (id) ON DELETE CASCADE,
    page       INTEGER NOT NULL,
    state      TEXT NOT NULL CHECK (state IN ('read', 'blank', 'failed')),
    via        TEXT NOT NULL,
    text       TEXT NOT NULL,
    confidence INTEGER,
    hash       TEXT NOT NULL,
    words      TEXT NOT NULL,
    fault      TEXT NOT NULL,
    at         TEXT NOT NULL,
    UNIQUE (original, page)
) STRICT;

-- How far an original has been read is asked at every look: answered from here, without touching the text.
CREATE INDEX page_stand ON page (original, state, via, page);

-- Who has looked at which page.
CREATE TABLE seen (
    original INTEGER NOT NULL REFERENCES original (id) ON DELETE CASCADE,
    page     INTEGER NOT NULL,
    who      TEXT NOT NULL,
    at       TEXT NOT NULL,
    PRIMARY KEY (original, page, who)
) STRICT, WITHOUT ROWID;
