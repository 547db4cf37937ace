//! What the keeper has to know of a service.

use std::future::Future;
use std::path::Path;
use std::process::Command;

use nix::sys::signal::Signal;

use super::EmbeddedError;
use super::health::Which;

/// What a service said when it was asked whether it serves.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Answer {
    /// It serves.
    Ready,
    /// It lives and says that it is still recovering.
    Busy,
    /// It said nothing.
    None,
}

/// What the keeper has to know of a service.
pub(super) trait Service: Send + Sync + 'static {
    const NAME: &'static str;
    const WHICH: Which;
    /// The name its processes have for the kernel.
    const PROGRAM: &'static str;
    /// Asks for a clean and quick stop.
    const STOP: Signal;
    /// Asks for a stop at once that loses nothing that was committed.
    const STOP_AT_ONCE: Signal;

    /// The directory it works in, which holds its data.
    fn directory(&self) -> &Path;
    fn log(&self) -> &Path;
    /// Makes everything ready for the program to start. `alone` says that no other process works in the directory for certain;
    /// `failures` is how often in a row it failed to start.
    fn prepare(&self, alone: bool, failures: u32) -> Result<(), EmbeddedError>;
    /// The program and its arguments.
    fn command(&self) -> Command;
    fn probe(&self) -> impl Future<Output = Answer>;
}
