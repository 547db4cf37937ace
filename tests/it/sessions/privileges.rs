//! Siar does not run as root, and neither does a browser: tests of a machine on which they are root.

use std::{fs, os::unix::fs::MetadataExt, process::Command};

use nix::unistd::{Uid, User};

use crate::world::{
    World,
    processes::{self, Part},
};

fn owner_of(pid: i32) -> u32 {
    fs::metadata(format!("/proc/{pid}")).unwrap().uid()
}

#[tokio::test]
async fn started_as_root_it_goes_on_as_another_user_with_the_sandbox_on() {
    if !Uid::effective().is_root() {
        // Only root can become another user.
        return;
    }
    let nobody = User::from_name("nobody").unwrap().unwrap();
    let world = World::start(&[("SIAR_RUN_AS", "nobody")]).await;
    let tenant = world.tenant(10).await;
    let phone = "+6281200000302".parse().unwrap();
    // Nothing but a browser that works shows that it works.
    tenant.link(&world.sandbox, &phone).await;

    let server = i32::try_from(world.siar.pid()).unwrap();
    for pid in processes::descendants(world.siar.pid())
        .iter()
        .map(|process| process.pid)
        .chain([server])
    {
        assert_eq!(owner_of(pid), nobody.uid.as_raw(), "process {pid}");
    }
    let browsers = processes::under(world.siar.pid(), Part::Browser);
    assert_eq!(browsers.len(), 1);
    for browser in browsers {
        let line = fs::read_to_string(format!("/proc/{}/cmdline", browser.pid)).unwrap();
        assert!(!line.contains("--no-sandbox"), "{line}");
    }
    let secrets = fs::metadata(world.siar.data_dir().join("secrets")).unwrap();
    assert_eq!(
        (secrets.uid(), secrets.mode() & 0o777),
        (nobody.uid.as_raw(), 0o700)
    );
    world.stop().await;
}

/// What `siar serve` says before it does anything.
fn refusal(arguments: &[&str]) -> (bool, String) {
    let data_dir = tempfile::tempdir().unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_siar"))
        .arg("serve")
        .args(arguments)
        .env_remove("SIAR_SANDBOX_URL")
        .env("SIAR_DATA_DIR", data_dir.path())
        .output()
        .unwrap();
    (
        output.status.success(),
        String::from_utf8(output.stderr).unwrap(),
    )
}

#[test]
fn without_a_word_it_refuses_to_run_as_root_for_real_people() {
    if !Uid::effective().is_root() {
        return;
    }
    assert_eq!(
        refusal(&[]),
        (
            false,
            "siar: Siar does not run as root: start it as a user of its own (systemd: User=siar), or name one in SIAR_RUN_AS, as whom it goes on. \
             --allow-root runs it as root all the same: then Chromium's sandbox is off\n"
                .to_owned()
        )
    );
    for name in ["nobody-of-that-name", "root"] {
        assert_eq!(
            refusal(&["--run-as", name]),
            (
                false,
                format!(
                    "siar: SIAR_RUN_AS is {name:?}, and there is no such user besides root. To make one: useradd --system {name}\n"
                )
            )
        );
    }
}
