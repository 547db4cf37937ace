-- How many contacts who holds a package may have; NULL: unlimited. Who holds none has as many as the smallest package that is sold.
ALTER TABLE packages ADD COLUMN contact_limit bigint CHECK (contact_limit > 0);
UPDATE packages SET contact_limit = CASE name WHEN 'Basic' THEN 100000 WHEN 'Pro' THEN 500000 WHEN 'Business' THEN 2000000 END
    WHERE id IN ('01900000-0000-7000-8000-000000000001', '01900000-0000-7000-8000-000000000002', '01900000-0000-7000-8000-000000000003');
