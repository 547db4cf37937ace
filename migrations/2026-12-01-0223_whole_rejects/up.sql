-- Refused rows are kept whole, so that the file of them can be mended and imported.
ALTER TABLE imports ADD COLUMN headings text[] NOT NULL DEFAULT '{}';
ALTER TABLE import_rejects ADD COLUMN cells text[] NOT NULL DEFAULT '{}';
