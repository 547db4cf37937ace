//! Siar
