-- The deck that these events are about, so that a file is recognized whatever its name is. It has one row.
CREATE TABLE identity (
    namespace TEXT NOT NULL
) STRICT;

-- The events in the order in which they came into this file. Each link is a hash of the link before it and of the
-- event's row. A log that has the same link as an older copy at the same arrival holds all events of that copy.
CREATE TABLE chain (
    arrival INTEGER PRIMARY KEY,                 -- 1, 2, 3 …, without gaps
    number  INTEGER NOT NULL,                    -- the event's number; it is not a foreign key, so that damage shows
    link    BLOB NOT NULL
) STRICT;

CREATE TRIGGER chain_is_never_changed BEFORE UPDATE ON chain
BEGIN
    SELECT RAISE(ABORT, 'links are never changed');
END;

CREATE TRIGGER chain_is_never_removed BEFORE DELETE ON chain
BEGIN
    SELECT RAISE(ABORT, 'links are never removed');
END;
