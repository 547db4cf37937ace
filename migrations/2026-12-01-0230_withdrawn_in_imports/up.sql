-- How many people of a file had withdrawn their agreement: an import that brings one leaves them as they are, and says so (CON-5).
ALTER TABLE imports ADD COLUMN withdrawn bigint NOT NULL DEFAULT 0;
