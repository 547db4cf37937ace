ALTER TABLE import_rejects DROP COLUMN cells;
ALTER TABLE imports DROP COLUMN headings;
