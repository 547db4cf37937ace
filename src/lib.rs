//! Siar

pub mod embedded;
