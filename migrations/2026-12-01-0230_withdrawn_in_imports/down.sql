ALTER TABLE imports DROP COLUMN withdrawn;
