-- Cases open to the whole office whose files are still under a key that somebody who left may have copied.
CREATE TABLE rekey (
    case_id TEXT PRIMARY KEY
) STRICT;

-- Keys such a case had before, wrapped with the key of the vault: backups made under them can still be read by who is here.
CREATE TABLE former_key (
    case_id TEXT NOT NULL,
    until   TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    PRIMARY KEY (case_id, until)
) STRICT;
