//! Test database, factories, fake clock, wait_until: for tests only.
