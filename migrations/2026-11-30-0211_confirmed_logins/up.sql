-- When the person behind a login last typed password and code: at its opening, and where a dangerous deed asked again. NULL: before this.
ALTER TABLE logins ADD COLUMN confirmed_at timestamptz;
