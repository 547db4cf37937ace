//! Starting: cold, warm, twice, in places where it cannot work.

use std::os::unix::fs::{MetadataExt, PermissionsExt};

use siar::embedded::programs::RunAs;
use siar::embedded::{DirectoryError, Embedded, EmbeddedError, ProgramError};
use siar_testkit::ChildGroup;

use super::{Place, connect, pid_of, processes_in, redis_get, redis_set, shown};
use std::time::Duration;

const DEADLINE: Duration = Duration::from_secs(20);

#[tokio::test]
async fn a_second_start_finds_what_the_first_one_stored() {
    let place = Place::new();
    let embedded = place.start().await;
    let owner = connect(&embedded.urls().unwrap().owner).await;
    owner
        .batch_execute("CREATE TABLE kept AS SELECT 'from the first start' AS note; GRANT SELECT ON kept TO siar_app")
        .await
        .unwrap();
    redis_set(embedded.redis_url().unwrap(), "from the first start").await;
    embedded.stop(DEADLINE).await;
    assert_eq!(processes_in(&place.data_dir()), Vec::<String>::new());

    let embedded = place.start().await;
    assert!(embedded.health().borrow().is_up());
    let app = connect(&embedded.urls().unwrap().app).await;
    let note: String = app
        .query_one("SELECT note FROM kept", &[])
        .await
        .unwrap()
        .get(0);
    assert_eq!(note, "from the first start");
    assert_eq!(
        redis_get(embedded.redis_url().unwrap()).await.as_deref(),
        Some("from the first start")
    );
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn runs_durable_private_and_not_as_root() {
    let place = Place::new();
    let embedded = place.start().await;
    let urls = embedded.urls().unwrap();
    let app = connect(&urls.app).await;
    for (setting, wanted) in [
        ("fsync", "on"),
        ("synchronous_commit", "on"),
        ("full_page_writes", "on"),
        ("listen_addresses", ""),
        ("server_encoding", "UTF8"),
        ("max_connections", "200"),
        ("log_min_error_statement", "panic"),
    ] {
        assert_eq!(shown(&app, setting).await, wanted, "{setting}");
    }
    let refused = app.batch_execute("CREATE TABLE mine (x int)").await;
    assert!(refused.is_err(), "siar_app could make a table");
    let system = connect(&urls.system).await;
    let row = system
        .query_one(
            "SELECT current_user::text, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = current_user",
            &[],
        )
        .await
        .unwrap();
    assert_eq!(
        (row.get(0), row.get(1), row.get(2)),
        ("siar_system".to_owned(), false, false)
    );

    for inside in ["pg", "redis", "run", "log"] {
        let mode = std::fs::metadata(place.data_dir().join(inside))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o700, "{inside}");
    }
    for service in ["PostgreSQL", "Redis"] {
        let process = format!("/proc/{}", pid_of(&embedded, service));
        assert_ne!(std::fs::metadata(&process).unwrap().uid(), 0, "{service}");
        // Nothing of our environment, where passwords and keys may be: this test's has CARGO_… in their place.
        let environment = std::fs::read(format!("{process}/environ")).unwrap();
        let names: Vec<_> = environment
            .split(|byte| *byte == 0)
            .filter_map(|pair| {
                String::from_utf8_lossy(pair)
                    .split_once('=')
                    .map(|(name, _)| name.to_owned())
            })
            .filter(|name| {
                !matches!(
                    name.as_str(),
                    "PATH"
                        | "LC_ALL"
                        | "TZ"
                        | "TZDIR"
                        | "TMPDIR"
                        | "LD_LIBRARY_PATH"
                        | "PG_GRANDPARENT_PID"
                )
            })
            .collect();
        assert_eq!(names, Vec::<String>::new(), "{service}");
    }
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn only_what_is_asked_for_is_started() {
    let place = Place::new();
    let mut options = place.options();
    options.redis = false;
    let embedded = Embedded::start(options).await.unwrap();
    assert_eq!(embedded.redis_url(), None);
    assert_eq!(embedded.health().borrow().redis, None);
    assert_eq!(embedded.pids().len(), 1);
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn one_siar_per_data_directory() {
    let place = Place::new();
    let embedded = place.start().await;
    let error = Embedded::start(place.options()).await.unwrap_err();
    let holder = format!("process {}", std::process::id());
    assert!(
        matches!(&error, EmbeddedError::Directory(DirectoryError::InUse { holder: seen, .. }) if *seen == holder),
        "{error:?}"
    );
    assert!(error.to_string().contains("set SIAR_DATA_DIR"), "{error}");
    embedded.stop(DEADLINE).await;
    place.start().await.stop(DEADLINE).await;
}

#[tokio::test]
async fn a_path_too_long_for_a_socket_is_no_obstacle() {
    let place = Place::new();
    let mut options = place.options();
    options.data_dir = place.data_dir().join("deep/".repeat(20));
    let deep = options.data_dir.clone();
    let embedded = Embedded::start(options).await.unwrap();
    connect(&embedded.urls().unwrap().app).await;
    redis_set(embedded.redis_url().unwrap(), "x").await;
    assert!(!deep.join("run").exists());
    let url = embedded.redis_url().unwrap().to_owned();
    embedded.stop(DEADLINE).await;
    let socket = url.strip_prefix("redis+unix://").unwrap();
    std::fs::remove_dir_all(std::path::Path::new(socket).parent().unwrap()).unwrap();
}

#[tokio::test]
async fn a_directory_closed_to_the_databases_user_is_named() {
    if !nix::unistd::Uid::effective().is_root() {
        // Only root hands the databases to another user.
        return;
    }
    let place = Place::new();
    std::fs::set_permissions(place.0.path(), PermissionsExt::from_mode(0o700)).unwrap();
    let error = Embedded::start(place.options()).await.unwrap_err();
    let barred_at = place.0.path().canonicalize().unwrap();
    assert!(
        matches!(&error, EmbeddedError::Directory(DirectoryError::Barred { barred, .. }) if *barred == barred_at),
        "{error:?}"
    );
}

#[tokio::test]
async fn data_of_a_version_that_is_not_installed_is_left_alone() {
    let place = Place::new();
    let data = place.data_dir().join("pg");
    std::fs::create_dir_all(&data).unwrap();
    std::fs::write(data.join("PG_VERSION"), "9\n").unwrap();
    std::fs::set_permissions(place.data_dir(), PermissionsExt::from_mode(0o711)).unwrap();
    let error = Embedded::start(place.options()).await.unwrap_err();
    assert!(
        matches!(&error, EmbeddedError::Program(ProgramError::OtherVersion { made_by, .. }) if made_by == "9"),
        "{error:?}"
    );
    assert_eq!(processes_in(&place.data_dir()), Vec::<String>::new());
}

#[tokio::test]
async fn with_both_urls_given_nothing_is_started_and_the_directory_is_held() {
    let place = Place::new();
    std::fs::set_permissions(place.0.path(), PermissionsExt::from_mode(0o700)).unwrap();
    let mut options = place.options();
    options.postgres = false;
    options.redis = false;
    let embedded = Embedded::start(options.clone()).await.unwrap();
    assert_eq!((embedded.urls(), embedded.redis_url()), (None, None));
    assert_eq!(embedded.pids(), []);
    assert!(embedded.health().borrow().is_up());
    let second = Embedded::start(options).await.unwrap_err();
    assert!(
        matches!(
            second,
            EmbeddedError::Directory(DirectoryError::InUse { .. })
        ),
        "{second:?}"
    );
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn a_cluster_half_made_by_a_killed_start_is_thrown_away() {
    let place = Place::new();
    let half = place.data_dir().join("pg.new");
    std::fs::create_dir_all(&half).unwrap();
    std::fs::set_permissions(place.data_dir(), PermissionsExt::from_mode(0o711)).unwrap();
    std::fs::write(half.join("PG_VERSION"), "15").unwrap();
    let embedded = place.start().await;
    assert!(!half.exists());
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn data_of_redis_that_cannot_be_read_does_not_keep_siar_from_starting() {
    let place = Place::new();
    let embedded = place.start().await;
    redis_set(embedded.redis_url().unwrap(), "x").await;
    embedded.stop(DEADLINE).await;
    let append_only = place.data_dir().join("redis/appendonlydir");
    for file in std::fs::read_dir(&append_only).unwrap().flatten() {
        std::fs::write(file.path(), "no such thing").unwrap();
    }

    let embedded = place.start().await;
    assert_eq!(redis_get(embedded.redis_url().unwrap()).await, None);
    assert!(place.data_dir().join("redis.unreadable").is_dir());
    embedded.stop(DEADLINE).await;
}

#[tokio::test]
async fn a_lock_file_that_names_a_process_of_somebody_else_is_stale() {
    let place = Place::new();
    place.start().await.stop(DEADLINE).await;
    // As after a power cut, when the number in the file belongs to another program of the same user by now.
    let mut command = std::process::Command::new("sleep");
    if let Some(user) = RunAs::choose().unwrap() {
        user.apply(&mut command);
    }
    let other = ChildGroup::spawn(command.arg("300")).unwrap();
    let lock = place.data_dir().join("pg/postmaster.pid");
    std::fs::write(&lock, format!("{}\n", other.pid())).unwrap();
    place.start().await.stop(DEADLINE).await;
}
