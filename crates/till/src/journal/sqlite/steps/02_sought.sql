-- Whether the server's list is still to be asked about a sale that has ended.
ALTER TABLE sales ADD COLUMN is_sought INTEGER NOT NULL DEFAULT 0 CHECK (is_sought IN (0, 1));
UPDATE sales SET is_sought = 1
    WHERE (state = 'not_created' AND cashtray_id IS NULL
           AND error_type IN ('no_answer', 'busy', 'unusable_answer', 'abandoned', 'interrupted'))
       OR (state = 'failed' AND error_type = 'unresolved');
DROP INDEX sales_unfinished;
CREATE INDEX sales_unfinished ON sales (number) WHERE place <> 'filed' OR is_sought;
