-- Cases in the recycle bin: out of every list, their files untouched. What is still arriving waits here, too, until it is whole.
CREATE TABLE binned (
    case_id TEXT PRIMARY KEY,
    at      TEXT NOT NULL,
    who     TEXT NOT NULL,
    arrives INTEGER NOT NULL
) STRICT;

-- Cases that were destroyed: their keys are gone. No names, only which file, when and by whom; never removed.
CREATE TABLE tombstone (
    case_id TEXT PRIMARY KEY,
    at      TEXT NOT NULL,
    who     TEXT NOT NULL,
    name    TEXT NOT NULL
) STRICT;
CREATE TRIGGER tombstone_stays BEFORE UPDATE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER tombstone_kept BEFORE DELETE ON tombstone BEGIN SELECT RAISE(ABORT, 'append only'); END;

-- What somebody is typing that belongs to no case yet.
CREATE TABLE draft (
    member TEXT NOT NULL REFERENCES member (id),
    key    TEXT NOT NULL,
    body   TEXT NOT NULL,
    at     TEXT NOT NULL,
    PRIMARY KEY (member, key)
) STRICT, WITHOUT ROWID;
