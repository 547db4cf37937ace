//! The program `siar`.

fn main() {}
