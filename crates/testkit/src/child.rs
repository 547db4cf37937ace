//! A child program that never outlives its test, nor do its own children.

use std::io;
use std::os::unix::process::CommandExt;
use std::process::{Child, Command, ExitStatus};
use std::time::Duration;

use nix::sys::signal::{Signal, killpg};
use nix::unistd::Pid;

use crate::wait_until;

/// A program in its own process group. When this value is dropped the whole group is killed and the program is reaped.
#[derive(Debug)]
pub struct ChildGroup {
    child: Child,
}

impl ChildGroup {
    /// Starts `command` as the leader of a new process group.
    ///
    /// # Errors
    /// What the system says, as when the program does not exist.
    pub fn spawn(command: &mut Command) -> io::Result<Self> {
        Ok(Self {
            child: command.process_group(0).spawn()?,
        })
    }

    /// Process id, which is also the group's.
    #[must_use]
    pub fn pid(&self) -> u32 {
        self.child.id()
    }

    /// The child itself, for its pipes.
    pub fn child(&mut self) -> &mut Child {
        &mut self.child
    }

    /// Sends `signal` to the whole group. A group that has ended already is no error.
    pub fn signal(&self, signal: Signal) {
        let _already_gone = killpg(self.group(), signal);
    }

    /// Waits for the program to end by itself.
    ///
    /// # Panics
    /// When it has not ended by `deadline`.
    pub async fn ended(&mut self, deadline: Duration) -> ExitStatus {
        let child = &mut self.child;
        wait_until(deadline, || {
            let seen = child.try_wait().expect("a child of ours can be asked");
            async move { seen }
        })
        .await
    }

    fn group(&self) -> Pid {
        Pid::from_raw(self.child.id().cast_signed())
    }
}

impl Drop for ChildGroup {
    fn drop(&mut self) {
        self.signal(Signal::SIGKILL);
        let _reaped = self.child.wait();
    }
}

#[cfg(test)]
mod tests {
    use super::ChildGroup;
    use crate::wait_until;
    use std::io::{BufRead, BufReader};
    use std::process::{Command, Stdio};
    use std::time::Duration;

    #[tokio::test]
    async fn takes_its_grandchildren_along() {
        let mut group = ChildGroup::spawn(
            Command::new("sh")
                .args(["-c", "sleep 300 & echo $!; wait"])
                .stdout(Stdio::piped()),
        )
        .unwrap();
        let mut line = String::new();
        let output = group.child().stdout.take().unwrap();
        BufReader::new(output).read_line(&mut line).unwrap();
        let grandchild = format!("/proc/{}/exe", line.trim());
        assert!(std::fs::read_link(&grandchild).is_ok());

        drop(group);
        wait_until(Duration::from_secs(5), || async {
            std::fs::read_link(&grandchild).is_err()
        })
        .await;
    }
}
