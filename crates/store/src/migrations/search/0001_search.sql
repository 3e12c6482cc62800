-- The index for finding things. Derived from the case files: it may be deleted at any time and is built again.

-- The revision of a case that its documents, the pages apart, are of. Later cases have smaller numbers, so that walking
-- the index upwards meets the newest case first.
CREATE TABLE state (
    num      INTEGER PRIMARY KEY,
    case_id  TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL
) STRICT;

-- How far the pages of an original are in: the last row of the pages that was taken over, and what there was to be read.
CREATE TABLE coverage (
    num      INTEGER NOT NULL,
    original TEXT NOT NULL,
    mark     INTEGER NOT NULL,
    pages    INTEGER NOT NULL,
    indexed  INTEGER NOT NULL,
    failed   INTEGER NOT NULL,
    PRIMARY KEY (num, original)
) STRICT, WITHOUT ROWID;

-- What can be found. The number says the case, the kind and the place in it (search/number.rs); `home` is case and kind.
CREATE TABLE doc (
    id    INTEGER PRIMARY KEY,
    home  INTEGER NOT NULL,
    ref   TEXT NOT NULL,
    print BLOB NOT NULL,
    place TEXT NOT NULL,
    at    TEXT NOT NULL,
    text  TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX doc_home ON doc (home, ref, print);

-- Pairs of characters, made by search/pairs.rs. Which documents hold a pair, not where: the text itself settles that.
CREATE VIRTUAL TABLE pair USING fts5 (pairs, content = '', contentless_delete = 1, detail = none, tokenize = 'ascii');
-- Fewer, larger merges: a build writes half as often what it has written, a search opens a few more segments.
INSERT INTO pair (pair, rank) VALUES ('automerge', 8);
