//! The program `siar`.

use std::process::ExitCode;

fn main() -> ExitCode {
    siar::cli::main()
}
