//! Everything is killed while a campaign runs, and nobody hears twice or is left out.
//!
//! A campaign of 200 goes to the sandbox through real Chromium. Meanwhile a nemesis, seeded, kills what runs: the server itself, chromedriver,
//! the browser, one of its renderers, PostgreSQL (stopped immediately, as by `pg_ctl stop -m immediate`), Redis; and stops the server for
//! longer than its leases last. In the end the sandbox's own log is held against Siar's ledger, person by person.
//!
//! `SIAR_FAULT_SEED` and `SIAR_FAULT_KILLS` say which story is told and how long it is; `scripts/soak --kills 1000` tells a long one.
