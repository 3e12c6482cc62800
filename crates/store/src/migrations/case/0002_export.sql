-- What left the house: which document, its SHA-256, and the receipt that says what it was made from.
CREATE TABLE export (
    row      INTEGER PRIMARY KEY,
    seq      INTEGER NOT NULL REFERENCES audit (seq) DEFERRABLE INITIALLY DEFERRED,
    document TEXT NOT NULL,
    sha256   TEXT NOT NULL,
    receipt  TEXT NOT NULL
) STRICT;
CREATE TRIGGER export_insert BEFORE INSERT ON export WHEN EXISTS (SELECT 1 FROM export WHERE row >= NEW.row)
BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER export_update BEFORE UPDATE ON export BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER export_delete BEFORE DELETE ON export BEGIN SELECT RAISE(ABORT, 'append only'); END;
