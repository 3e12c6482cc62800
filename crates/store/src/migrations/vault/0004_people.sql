-- The people of each case, so that a conflict of interest is found without opening a case file. A row that is not there (the
-- case is from before, or the program died between writing the case and this) is made again from the case.
CREATE TABLE company (
    case_id TEXT PRIMARY KEY,
    body    TEXT NOT NULL
) STRICT;
