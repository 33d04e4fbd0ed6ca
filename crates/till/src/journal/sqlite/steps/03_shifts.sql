-- The newest state of each shift. Always what a replay of its entries gives.
CREATE TABLE shifts (
    number          INTEGER PRIMARY KEY CHECK (number > 0),
    business_day    TEXT NOT NULL,
    opened_at       TEXT NOT NULL,
    opened_by       TEXT,
    closed_at       TEXT,
    closed_by       TEXT,
    -- The position of the entry that closed it: what became certain later counts in a later shift.
    closed_position INTEGER
) STRICT;
CREATE INDEX shifts_closed ON shifts (closed_position, number) WHERE closed_position IS NOT NULL;

-- The shift a sale counts in: until its end is certain the one it was begun in, then the one that was open at that
-- moment, or the next when none was. Sales from before there were shifts count in none: 0.
ALTER TABLE sales ADD COLUMN shift INTEGER NOT NULL DEFAULT 0;
-- The customer's name as the server gave it.
ALTER TABLE sales ADD COLUMN customer TEXT;

-- A shift's lines, without reading one sale.
CREATE INDEX sales_of_shift ON sales (shift, state, direction, moved_amount, money_amount, point_amount, ended_at);
-- Narrow, to count a million sales and to leave out the first half of them.
CREATE INDEX sales_in_order ON sales (number, state, direction, shift);
CREATE INDEX sales_by_start ON sales (started_at);
CREATE INDEX sales_by_transaction ON sales (transaction_id) WHERE transaction_id IS NOT NULL;
