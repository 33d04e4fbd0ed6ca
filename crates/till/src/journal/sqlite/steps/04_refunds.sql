-- The newest state of each refund, for lists and totals. Always what a replay of its entries gives. A transaction is
-- taken back at most once, so a sale has one refund at most, however often it is tried.
CREATE TABLE refunds (
    sale           INTEGER PRIMARY KEY CHECK (sale > 0),
    transaction_id TEXT NOT NULL UNIQUE,
    tag            TEXT NOT NULL UNIQUE,
    direction      TEXT NOT NULL CHECK (direction IN ('payment', 'topup')),
    amount         TEXT NOT NULL,
    money_amount   TEXT NOT NULL,
    point_amount   TEXT NOT NULL,
    state          TEXT NOT NULL,
    filed          INTEGER NOT NULL CHECK (filed IN (0, 1)),
    reason         TEXT NOT NULL CHECK (reason <> ''),
    staff          TEXT NOT NULL,
    asked_at       TEXT NOT NULL,
    settled_at     TEXT,
    refunded_at    TEXT,
    error_type     TEXT,
    error_message  TEXT,
    -- The shift it counts in: the one that was open when it became certain, or the next when none was.
    shift          INTEGER NOT NULL
) STRICT;
CREATE INDEX refunds_unfinished ON refunds (sale) WHERE filed = 0;
CREATE INDEX refunds_of_shift ON refunds (shift) WHERE state = 'refunded';
