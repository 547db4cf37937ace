//! Pure rules of Siar: no IO, clock, randomness, async or SQL.
