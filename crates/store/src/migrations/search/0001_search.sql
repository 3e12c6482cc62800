-- The index for finding things. Derived from the case files: it may be deleted at any time and is built again.

-- How far a case is in the index: the revision of the case and the state of its pages that the documents are of.
-- Later cases have smaller numbers, so that walking the index upwards meets the newest case first.
CREATE TABLE state (
    num      INTEGER PRIMARY KEY,
    case_id  TEXT NOT NULL UNIQUE,
    revision INTEGER NOT NULL,
    pages    INTEGER NOT NULL
) STRICT;

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
