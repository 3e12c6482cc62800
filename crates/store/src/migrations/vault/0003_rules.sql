-- Rules a lawyer accepted instead of the program's own, each as it was; nothing is ever removed. The last one is in force; an
-- empty text means the program's own again.
CREATE TABLE rule_bundle (
    seq         INTEGER PRIMARY KEY,
    member      TEXT NOT NULL REFERENCES member (id),
    at          TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    text        TEXT NOT NULL
) STRICT;

CREATE TRIGGER rule_bundle_stays BEFORE UPDATE ON rule_bundle BEGIN SELECT RAISE(ABORT, 'append only'); END;
CREATE TRIGGER rule_bundle_kept BEFORE DELETE ON rule_bundle BEGIN SELECT RAISE(ABORT, 'append only'); END;
