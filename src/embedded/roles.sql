-- The three database roles of Siar. Run as a superuser, as often as wanted.
--   siar_owner   owns the tables; migrations run as it, requests never do
--   siar_app     what requests use: owns nothing and cannot bypass row-level security
--   siar_system  system actors (relay, sweeps, claiming work across tenants): policies admit it by name, it cannot bypass them either
DO $$
DECLARE
    wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['siar_owner', 'siar_app', 'siar_system'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted) THEN
            EXECUTE format('CREATE ROLE %I', wanted);
        END IF;
        EXECUTE format(
            'ALTER ROLE %I LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS', wanted);
    END LOOP;
END
$$;
