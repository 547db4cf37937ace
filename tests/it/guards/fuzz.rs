//! Requests generated from the OpenAPI document, as every role: no answer that the document does not foresee.
//!
//! Schemathesis (`scripts/api-tools` installs it) makes them: valid ones, which must not be called invalid, and invalid ones, which must
//! be refused. They are the same ones at every run: a test that goes on until its time is over finds other things on another machine.
//! To look for more, give it time and another seed: `SIAR_FUZZ_SECONDS=60 SIAR_FUZZ_SEED=7 scripts/test fuzz`.

use std::{path::PathBuf, process::Stdio, time::Duration};

use siar_domain::permission::Role;
use tokio::process::Command;

use crate::app::TestApp;

/// Random requests per operation and role, unless `SIAR_FUZZ_SECONDS` says how long to go on for each role instead.
const EXAMPLES: u64 = 5;
/// How long one role may take: so long only when it hangs.
const DEADLINE: Duration = Duration::from_secs(400);
/// The same requests every time; another number (`SIAR_FUZZ_SEED`) tries others.
const SEED: u64 = 1;

/// What ends the login that asks, and what is no plain HTTP.
const LEFT_OUT: [&str; 3] = [
    "/api/v1/auth/logout",
    "/api/v1/auth/logins/{id}",
    "/api/v1/stream",
];

fn program() -> PathBuf {
    std::env::var_os("SIAR_SCHEMATHESIS").map_or_else(
        || PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("target/tools/api/bin/schemathesis"),
        PathBuf::from,
    )
}

fn setting(name: &str) -> Option<u64> {
    let value = std::env::var(name).ok()?;
    Some(
        value
            .parse()
            .unwrap_or_else(|_| panic!("{name} is not a number: {value}")),
    )
}

/// Every limit of every field is tried as those who may do everything: the others are refused before their values are looked at.
const fn phases(role: Option<Role>) -> &'static str {
    match role {
        Some(Role::Owner | Role::SuperAdmin) => "examples,coverage,fuzzing",
        _ => "examples,fuzzing",
    }
}

/// What the document cannot say.
fn hooks() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fuzz/hooks.py")
}

#[actix_web::test]
async fn every_role_gets_only_answers_that_the_document_foresees() {
    let program = program();
    assert!(
        program.exists(),
        "{} is missing: run scripts/api-tools",
        program.display()
    );
    let app = TestApp::start().await;
    let owner = app.tenant("Own").await;
    let reports = tempfile::tempdir().unwrap();
    let (extent, deadline) = match setting("SIAR_FUZZ_SECONDS") {
        Some(seconds) => (
            ["--max-time".to_owned(), seconds.to_string()],
            Duration::from_secs(seconds * 4),
        ),
        None => (
            ["--max-examples".to_owned(), EXAMPLES.to_string()],
            DEADLINE,
        ),
    };
    let seed = setting("SIAR_FUZZ_SEED").unwrap_or(SEED);
    let mut wrong = Vec::new();
    for role in Role::ALL.iter().copied().map(Some).chain([None]) {
        let token = match role {
            None => None,
            Some(role) if role.is_platform() => app.platform(role).await.token().map(str::to_owned),
            Some(role) => app
                .user(owner.tenant.unwrap(), role)
                .await
                .token()
                .map(str::to_owned),
        };
        let who = role.map_or("nobody", Role::as_str);
        let mut command = Command::new(&program);
        command
            .args(["run", &format!("{}/api/v1/openapi.json", app.url)])
            .env("SCHEMATHESIS_HOOKS", hooks())
            .args([
                "--checks",
                "all",
                "--exclude-checks",
                "positive_data_acceptance",
            ])
            .args(["--phases", phases(role)])
            .args(&extent)
            .args([
                "--seed",
                &seed.to_string(),
                "--no-color",
                "--warnings",
                "off",
                "--continue-on-failure",
            ])
            .current_dir(reports.path())
            .stdin(Stdio::null())
            .kill_on_drop(true);
        for path in LEFT_OUT {
            command.args(["--exclude-path", path]);
        }
        if let Some(token) = token {
            command.args(["-H", &format!("Authorization: Bearer {token}")]);
        }
        let output = tokio::time::timeout(deadline, command.output())
            .await
            .expect("it ends by itself")
            .unwrap();
        if !output.status.success() {
            wrong.push(format!(
                "== as {who}\n{}{}",
                String::from_utf8_lossy(&output.stdout),
                String::from_utf8_lossy(&output.stderr)
            ));
        }
    }
    app.stop().await;
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
