-- What the list says of dates: what custody is counted from and the ends of open periods, so that no case is opened for it.
ALTER TABLE projection ADD COLUMN dates TEXT NOT NULL DEFAULT '';
