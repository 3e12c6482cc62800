-- A case file. Every row hangs on the audit row of the write that made it; nothing is edited or removed.
CREATE TABLE audit (
    seq      INTEGER PRIMARY KEY,
    revision INTEGER NOT NULL,
    at       TEXT NOT NULL,
    who      TEXT NOT NULL,
    name     TEXT NOT NULL,
    kind     TEXT NOT NULL,
    what     TEXT NOT NULL,
    payload  TEXT NOT NULL,
    prev     BLOB NOT NULL,
    hash     BLOB NOT NULL
) STRICT;

CREATE TABLE matter (
    row  INTEGER PRIMARY KEY,
    seq  INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    body TEXT NOT NULL
) STRICT;

-- The latest row of an id stands; without a body the party is out again.
CREATE TABLE party (
    row  INTEGER PRIMARY KEY,
    seq  INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    id   TEXT NOT NULL,
    body TEXT
) STRICT;

-- The latest row of (actor, path, side) stands; without a body the position is taken back. Actor '' is the case itself.
CREATE TABLE position (
    row   INTEGER PRIMARY KEY,
    seq   INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    actor TEXT NOT NULL,
    path  TEXT NOT NULL,
    side  TEXT NOT NULL CHECK (side IN ('alleged', 'ours', 'finding')),
    body  TEXT
) STRICT;
CREATE INDEX position_latest ON position (actor, path, side);

-- The latest row of a position stands before the review the position was entered with.
CREATE TABLE review (
    row      INTEGER PRIMARY KEY,
    seq      INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    position INTEGER NOT NULL REFERENCES position (row),
    body     TEXT NOT NULL
) STRICT;
CREATE INDEX review_position ON review (position);

-- Append only. The insert triggers stop INSERT OR REPLACE, which deletes without firing delete triggers.
CREATE TRIGGER audit_insert BEFORE INSERT ON audit WHEN EXISTS (SELECT 1 FROM audit WHERE seq >= NEW.seq)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER audit_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER matter_insert BEFORE INSERT ON matter WHEN EXISTS (SELECT 1 FROM matter WHERE row >= NEW.row)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER matter_update BEFORE UPDATE ON matter BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER matter_delete BEFORE DELETE ON matter BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER party_insert BEFORE INSERT ON party WHEN EXISTS (SELECT 1 FROM party WHERE row >= NEW.row)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER party_update BEFORE UPDATE ON party BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER party_delete BEFORE DELETE ON party BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER position_insert BEFORE INSERT ON position WHEN EXISTS (SELECT 1 FROM position WHERE row >= NEW.row)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER position_update BEFORE UPDATE ON position BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER position_delete BEFORE DELETE ON position BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER review_insert BEFORE INSERT ON review WHEN EXISTS (SELECT 1 FROM review WHERE row >= NEW.row)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER review_update BEFORE UPDATE ON review BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER review_delete BEFORE DELETE ON review BEGIN SELECT RAISE(ABORT, 'append only'); END;
