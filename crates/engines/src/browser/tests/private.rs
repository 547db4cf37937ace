//! What others on the machine can see of a session: nothing.

use super::*;

#[tokio::test]
async fn files_of_a_session_are_private() {
    let blank = Blank::new().await;
    let _link = blank.open().await;
    let home = home::Home::left(&blank.config, spec().tenant).unwrap();
    for folder in home.profile().ancestors().take(3) {
        let mode = fs::metadata(folder).unwrap().permissions().mode() & 0o777;
        assert_eq!(mode, 0o700, "{}", folder.display());
    }
}

/// The numbers of the sockets on which the machine listens, by `/proc/net` (proc(5): state `0A`, the tenth field is the inode).
fn listening() -> Vec<String> {
    ["tcp", "tcp6"]
        .iter()
        .flat_map(|kind| {
            let table = fs::read_to_string(format!("/proc/net/{kind}")).unwrap_or_default();
            let rows = table.lines().skip(1).map(str::to_owned);
            rows.collect::<Vec<_>>()
        })
        .filter_map(|row| {
            let fields: Vec<_> = row.split_whitespace().collect();
            (fields[3] == "0A").then(|| format!("socket:[{}]", fields[9]))
        })
        .collect()
}

fn sockets_of(pid: i32) -> Vec<String> {
    let files = fs::read_dir(format!("/proc/{pid}/fd"))
        .into_iter()
        .flatten();
    files
        .flatten()
        .filter_map(|file| Some(fs::read_link(file.path()).ok()?.to_str()?.to_owned()))
        .filter(|name| name.starts_with("socket:"))
        .collect()
}

#[tokio::test]
async fn a_browser_has_no_port_and_no_file_for_others() {
    let blank = Blank::new().await;
    let link = blank.open().await;
    let here = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let listening = listening();
    let ours = sockets_of(i32::try_from(std::process::id()).unwrap());
    assert!(
        ours.iter().any(|socket| listening.contains(socket)),
        "our own listener {here:?} is found"
    );
    for pid in link.stats().await.unwrap().processes {
        let open: Vec<_> = sockets_of(pid);
        let ports: Vec<_> = open
            .iter()
            .filter(|open| listening.contains(open))
            .collect();
        assert!(ports.is_empty(), "process {pid} listens: {ports:?}");
    }

    if !nix::unistd::geteuid().is_root() {
        return;
    }
    let home = home::Home::left(&blank.config, spec().tenant).unwrap();
    let as_nobody = |program: &str, path: &std::path::Path| {
        let output = std::process::Command::new("setpriv")
            .args([
                "--reuid",
                "65534",
                "--regid",
                "65534",
                "--clear-groups",
                "--",
                program,
            ])
            .arg(path)
            .output()
            .unwrap();
        (
            output.status.success(),
            String::from_utf8(output.stderr).unwrap(),
        )
    };
    assert!(as_nobody("ls", "/".as_ref()).0, "nobody may look at all");
    for path in [
        home.profile(),
        home.profile().join("Local State"),
        home.tmp().to_owned(),
    ] {
        let (read, said) = as_nobody("ls", &path);
        assert!(
            !read && said.contains("Permission denied"),
            "{}: {said}",
            path.display()
        );
    }
}
