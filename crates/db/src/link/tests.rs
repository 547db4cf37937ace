use super::*;
use siar_testkit::{Authority, TlsPostgres};

fn link(url: impl Into<String>) -> Result<Link, LinkError> {
    Link::read(&SecretString::from(url.into()))
}

#[test]
fn the_two_words_are_taken_out_and_everything_else_stays() {
    for (text, rest, mode, roots) in [
        ("postgres://u:p@h/db", "postgres://u:p@h/db", None, None),
        (
            "postgres://u:p?x@h/db?sslmode=verify-full",
            "postgres://u:p?x@h/db",
            Some("verify-full"),
            None,
        ),
        (
            "postgresql://h/db?a=b&sslrootcert=%2Fca%20file&sslmode=disable&sslmode=require&c=d",
            "postgresql://h/db?a=b&c=d",
            Some("require"),
            Some("/ca file"),
        ),
        (
            r"host = h sslmode=verify-ca password='a \' sslmode=disable' sslrootcert='/ca \\ \' file'",
            r"host = h password='a \' sslmode=disable'",
            Some("verify-ca"),
            Some(r"/ca \ ' file"),
        ),
        ("sslmode=", "", None, None),
    ] {
        let wanted = text::Parts {
            rest: rest.to_owned(),
            mode: mode.map(str::to_owned),
            roots: roots.map(str::to_owned),
        };
        assert_eq!(text::split(text), Some(wanted), "{text}");
    }
    for text in ["postgres://h/db?sslmode", "host", "host='h"] {
        assert_eq!(text::split(text), None, "{text}");
    }
}

#[test]
fn a_parameter_is_added_so_that_it_is_read_back() {
    for (text, wanted) in [
        (
            "postgres://u:p?x@h/db",
            "postgres://u:p?x@h/db?sslrootcert=%2Fca%20%27file",
        ),
        (
            "postgres://h/db?",
            "postgres://h/db?sslrootcert=%2Fca%20%27file",
        ),
        (
            "postgres://h/db?a=b",
            "postgres://h/db?a=b&sslrootcert=%2Fca%20%27file",
        ),
        ("host=h ", r"host=h sslrootcert='/ca \'file'"),
    ] {
        assert!(!sets(text, "sslrootcert"), "{text}");
        let more = with(text, "sslrootcert", "/ca 'file");
        assert_eq!(more, wanted);
        assert!(sets(&more, "sslrootcert"), "{more}");
        assert_eq!(text::split(&more).unwrap().roots.unwrap(), "/ca 'file");
    }
}

#[test]
fn what_is_wrong_is_told_without_what_stands_there() {
    for (url, says) in [
        ("postgres://u:hunter2@h:port/db", "no connection string"),
        ("postgres://u:hunter2@h/db?hunter2=x", "does not know"),
        ("host=h password=hunter2 sslmode", "no connection string"),
        (
            "postgres://u:hunter2@h/db?sslmode=allow",
            "sslmode must be disable, prefer",
        ),
        (
            "postgres://u:hunter2@h/db?sslmode=require&sslrootcert=system",
            "needs sslmode=verify-full",
        ),
        (
            "postgres://u:hunter2@h/db?sslmode=verify-ca&sslrootcert=/not/there",
            "\"/not/there\"",
        ),
    ] {
        let said = link(url).unwrap_err().to_string();
        assert!(said.contains(says), "{said}");
        assert!(!said.contains("hunter2"), "{said}");
    }
}

#[test]
fn plaintext_over_a_network_is_seen() {
    for (url, seen) in [
        ("postgres://u@localhost/db", None),
        ("postgres://u@127.0.0.1/db?sslmode=disable", None),
        ("postgres://u@[::1]/db", None),
        ("postgres://u@/db?host=%2Frun%2Fpostgresql", None),
        ("host=/run/postgresql user=u", None),
        ("postgres://u@db.example/db", Some("db.example")),
        (
            "postgres://u@db.example/db?sslmode=prefer",
            Some("db.example"),
        ),
        (
            "postgres://u@localhost,10.0.0.7/db?sslmode=disable",
            Some("10.0.0.7"),
        ),
        ("host=localhost hostaddr=10.0.0.7 user=u", Some("10.0.0.7")),
        ("host=db.example hostaddr=127.0.0.1 user=u", None),
        ("hostaddr=10.0.0.7 user=u", Some("10.0.0.7")),
        ("postgres://u@db.example/db?sslmode=require", None),
        (
            "postgres://u@db.example/db?sslmode=verify-full&sslrootcert=system",
            None,
        ),
    ] {
        assert_eq!(link(url).unwrap().in_the_clear().as_deref(), seen, "{url}");
    }
}

/// Connects, and says whether PostgreSQL itself saw TLS.
async fn encrypted(url: &str) -> Result<bool, String> {
    let client = link(url)
        .map_err(|error| error.to_string())?
        .client()
        .await
        .map_err(|error| with_causes(&error))?;
    let row = client
        .query_one(
            "SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()",
            &[],
        )
        .await
        .unwrap();
    Ok(row.get(0))
}

#[tokio::test]
async fn every_mode_believes_what_libpq_would() {
    let (ours, other) = (Authority::new(), Authority::new());
    let server = TlsPostgres::start(&ours.certificate(&["localhost"])).await;
    let (ours, other) = (ours.file(), other.file());
    let with = |host: &str, rest: &str| format!("{}{rest}", server.url(host));
    let (right, wrong_name) = ("localhost", "127.0.0.1");
    let unknown = "invalid peer certificate: UnknownIssuer";
    let misnamed = "invalid peer certificate: certificate not valid for name";
    for (host, rest, wanted) in [
        (right, "?sslmode=disable".to_owned(), Ok(false)),
        (right, String::new(), Ok(true)),
        (right, "?sslmode=prefer".to_owned(), Ok(true)),
        (wrong_name, "?sslmode=require".to_owned(), Ok(true)),
        (
            wrong_name,
            format!("?sslmode=require&sslrootcert={ours}"),
            Ok(true),
        ),
        (
            right,
            format!("?sslmode=require&sslrootcert={other}"),
            Err(unknown),
        ),
        (
            wrong_name,
            format!("?sslmode=verify-ca&sslrootcert={ours}"),
            Ok(true),
        ),
        (
            right,
            format!("?sslmode=verify-ca&sslrootcert={other}"),
            Err(unknown),
        ),
        (
            right,
            format!("?sslmode=verify-full&sslrootcert={ours}"),
            Ok(true),
        ),
        (
            wrong_name,
            format!("?sslmode=verify-full&sslrootcert={ours}"),
            Err(misnamed),
        ),
        (
            right,
            format!("?sslmode=verify-full&sslrootcert={other}"),
            Err(unknown),
        ),
        (right, "?sslmode=verify-full".to_owned(), Err(unknown)),
        (right, "?sslmode=verify-ca".to_owned(), Err(unknown)),
    ] {
        let found = encrypted(&with(host, &rest)).await;
        match wanted {
            Ok(wanted) => assert_eq!(found, Ok(wanted), "{host}{rest}"),
            Err(words) => {
                let said = found.unwrap_err();
                assert!(said.contains(words), "{host}{rest}: {said}");
            }
        }
    }
}
