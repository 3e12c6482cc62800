-- Public halves of the members' keys, so that a case key can be sealed for one of them; and when somebody left.
ALTER TABLE member ADD COLUMN public BLOB;
ALTER TABLE member ADD COLUMN left_at TEXT;

-- Whether a case key was sealed for its holder (1) or wrapped with a key that whoever did it had, too (0).
ALTER TABLE case_key ADD COLUMN sealed INTEGER NOT NULL DEFAULT 0;

-- Cases behind a wall: they have no 'office' key. Contact is whom the others may ask.
CREATE TABLE wall (
    case_id TEXT PRIMARY KEY,
    since   TEXT NOT NULL,
    contact TEXT NOT NULL
) STRICT;

-- The list row of a case behind a wall, under a key that comes from the key of the case; its other columns are empty.
ALTER TABLE projection ADD COLUMN sealed BLOB;

-- Cases whose new files are to be swapped in: a row lives for moments, or until the unlocking after a crash.
CREATE TABLE rotation (
    case_id TEXT PRIMARY KEY
) STRICT;

-- The vault's own log, chained as a case's is.
CREATE TABLE office_log (
    seq     INTEGER PRIMARY KEY,
    at      TEXT NOT NULL,
    who     TEXT NOT NULL,
    name    TEXT NOT NULL,
    kind    TEXT NOT NULL,
    what    TEXT NOT NULL,
    payload TEXT NOT NULL,
    prev    BLOB NOT NULL,
    hash    BLOB NOT NULL
) STRICT;

CREATE TRIGGER office_log_stays BEFORE UPDATE ON office_log BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER office_log_kept BEFORE DELETE ON office_log BEGIN SELECT RAISE(ABORT, 'append only'); END;
