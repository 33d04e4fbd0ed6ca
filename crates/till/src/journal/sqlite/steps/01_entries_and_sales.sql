-- Everything durable is an entry; nothing ever changes one. `subject`, `number` and `seq` say of what it is an entry:
-- the third of sale 42 is ('sale', 42, 2). `chain` covers the row and the `chain` before it.
CREATE TABLE entries (
    position INTEGER PRIMARY KEY CHECK (position > 0),
    subject  TEXT    NOT NULL CHECK (subject <> ''),
    number   INTEGER NOT NULL CHECK (number > 0),
    seq      INTEGER NOT NULL CHECK (seq >= 0),
    at       TEXT    NOT NULL,
    entry    TEXT    NOT NULL CHECK (json_valid(entry)),
    chain    BLOB    NOT NULL CHECK (length(chain) = 32),
    UNIQUE (subject, number, seq)
) STRICT;
CREATE TRIGGER entries_follow_each_other BEFORE INSERT ON entries
WHEN NEW.position <> 1 + (SELECT coalesce(max(position), 0) FROM entries)
BEGIN SELECT RAISE(ABORT, 'entries follow each other'); END;
CREATE TRIGGER entries_are_never_changed BEFORE UPDATE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END;
CREATE TRIGGER entries_are_never_removed BEFORE DELETE ON entries
BEGIN SELECT RAISE(ABORT, 'entries are never removed'); END;

-- The newest entry once more, so that a tail that was cut off is missed.
CREATE TABLE head (
    only     INTEGER PRIMARY KEY CHECK (only = 1),
    position INTEGER NOT NULL,
    chain    BLOB    NOT NULL CHECK (length(chain) = 32)
) STRICT;

-- The newest state of each sale, for lists and totals. Always what a replay of its entries gives.
CREATE TABLE sales (
    number         INTEGER PRIMARY KEY CHECK (number > 0),
    tag            TEXT NOT NULL UNIQUE,
    direction      TEXT NOT NULL CHECK (direction IN ('payment', 'topup')),
    amount         TEXT NOT NULL,
    note           TEXT NOT NULL,
    started_at     TEXT NOT NULL,
    state          TEXT NOT NULL,
    place          TEXT NOT NULL CHECK (place IN ('screen', 'aside', 'filed')),
    cashtray_id    TEXT,
    expires_at     TEXT,
    ended_at       TEXT,
    error_type     TEXT,
    error_message  TEXT,
    transaction_id TEXT,
    done_at        TEXT,
    moved_amount   TEXT,
    money_amount   TEXT,
    point_amount   TEXT
) STRICT;
CREATE INDEX sales_unfinished ON sales (number) WHERE place <> 'filed';
