-- Who works here. The role that counts is this one; the one in slots.json only tells people apart on the lock screen.
CREATE TABLE member (
    id    TEXT PRIMARY KEY,
    name  TEXT NOT NULL,
    role  TEXT NOT NULL CHECK (role IN ('paralegal', 'lawyer')),
    since TEXT NOT NULL
) STRICT;

-- Case keys, wrapped. Holder is a member's id (wrapped with that member's key) or 'office' (with the key all members
-- share). Walling a case off is: a new case key, wrapped for those who may, and no 'office' row.
CREATE TABLE case_key (
    case_id TEXT NOT NULL,
    holder  TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (case_id, holder)
) STRICT;

-- The list row of each case, as of a revision. The case file is the truth.
CREATE TABLE projection (
    case_id    TEXT PRIMARY KEY,
    name       TEXT NOT NULL,
    accused    TEXT NOT NULL,
    charge     TEXT NOT NULL,
    stage      TEXT NOT NULL,
    pending    INTEGER NOT NULL,
    returned   INTEGER NOT NULL,
    result     TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    revision   INTEGER NOT NULL,
    demo       INTEGER NOT NULL
) STRICT;

CREATE TABLE setting (
    member TEXT NOT NULL REFERENCES member (id),
    key    TEXT NOT NULL,
    value  TEXT NOT NULL,
    PRIMARY KEY (member, key)
) STRICT;
