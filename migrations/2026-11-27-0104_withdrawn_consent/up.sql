-- A withdrawn agreement stays withdrawn until the person agrees again: no file brings it back (CON-5).
ALTER TABLE contacts ADD COLUMN consent_withdrawn_at timestamptz;
