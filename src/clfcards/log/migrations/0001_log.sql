-- Everything that ever happened. Rows are appended, never changed or removed: a trigger refuses it.
-- Logs of several devices merge by `id`; the one order for replay is (at, id).
CREATE TABLE event (
    number     INTEGER PRIMARY KEY,              -- what was done here in its order; merged events lie below
    id         TEXT NOT NULL UNIQUE,
    at         INTEGER NOT NULL,                 -- UTC, milliseconds since 1970
    utc_offset INTEGER NOT NULL,                 -- minutes east of UTC
    kind       TEXT NOT NULL,
    subject    TEXT NOT NULL,                    -- a card, a question, an event's id, a setting's name
    rating     INTEGER CHECK (rating BETWEEN 1 AND 4),
    duration   INTEGER CHECK (duration >= 0),    -- milliseconds
    interval   INTEGER,                          -- what was scheduled: days, or seconds where negative
    payload    TEXT CHECK (payload IS NULL OR json_valid(payload))
) STRICT;

CREATE INDEX event_order ON event (at, id);
-- Reviews are by far the most; the others are looked up by kind and subject. SQLite takes this index
-- only for a query that itself says `kind <> 'review'`.
CREATE INDEX event_rest ON event (kind, subject) WHERE kind <> 'review';

CREATE TRIGGER event_is_for_ever BEFORE UPDATE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never changed');
END;

CREATE TRIGGER event_is_never_removed BEFORE DELETE ON event
BEGIN
    SELECT RAISE(ABORT, 'events are never removed');
END;

-- Which events touch which card; can be rebuilt from `event`.
CREATE TABLE touch (
    card   TEXT NOT NULL,
    number INTEGER NOT NULL REFERENCES event (number),
    PRIMARY KEY (card, number)
) STRICT, WITHOUT ROWID;

-- What the log leads to, kept so that a start need not replay it; can be rebuilt from `event`.
CREATE TABLE card (
    card       TEXT PRIMARY KEY,
    phase      TEXT NOT NULL CHECK (phase IN ('new', 'learning', 'review', 'relearning')),
    step       INTEGER NOT NULL,
    stability  REAL,                             -- days
    difficulty REAL,
    due_day    INTEGER,                          -- study days since 1970
    due_at     INTEGER,                          -- UTC, milliseconds
    interval   INTEGER NOT NULL,
    reviews    INTEGER NOT NULL,
    lapses     INTEGER NOT NULL,
    first_day  INTEGER,
    last_day   INTEGER,
    last_at    INTEGER,
    suspended  TEXT NOT NULL,
    buried_day INTEGER,
    flag       INTEGER NOT NULL,
    pulled_at  INTEGER,
    answer     TEXT NOT NULL,
    changed_at INTEGER NOT NULL,
    changed_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX card_due ON card (due_day) WHERE due_day IS NOT NULL;

-- What the states in `card` were derived under (weights, cutoff): if the log's differ, all are derived again.
CREATE TABLE derived (
    name  TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
