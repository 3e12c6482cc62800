-- Everything that is not an answer: volumes, evidence, statements, people, dates, remarks. The latest row of (kind, id)
-- stands; without a body it was taken out, and what it was is still here.
CREATE TABLE item (
    row  INTEGER PRIMARY KEY,
    seq  INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    kind TEXT NOT NULL,
    id   TEXT NOT NULL,
    body TEXT
) STRICT;
CREATE INDEX item_latest ON item (kind, id);
CREATE TRIGGER item_insert BEFORE INSERT ON item WHEN EXISTS (SELECT 1 FROM item WHERE row >= NEW.row)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER item_update BEFORE UPDATE ON item BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER item_delete BEFORE DELETE ON item BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- What somebody is typing and has not yet said: kept through lock, crash and power cut, gone once it is saved.
CREATE TABLE draft (
    who  TEXT NOT NULL,
    key  TEXT NOT NULL,
    body TEXT NOT NULL,
    at   TEXT NOT NULL,
    PRIMARY KEY (who, key)
) STRICT, WITHOUT ROWID;
