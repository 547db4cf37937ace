//! Copies the built dashboard (`web/dashboard/dist`) into the build directory so that it can be embedded. Without Node there is nothing to
//! copy: the server then answers a page that says what to run, and everything else works.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let embedded = Path::new(&out).join("dashboard");
    let built = Path::new("web/dashboard/dist");
    println!("cargo::rerun-if-changed=build.rs");
    // Cargo runs a build script at every build while a watched folder does not exist: watch its nearest one instead.
    let watched = built.ancestors().find(|path| path.exists());
    println!(
        "cargo::rerun-if-changed={}",
        watched.unwrap_or(Path::new(".")).display()
    );
    if embedded.exists() {
        fs::remove_dir_all(&embedded)?;
    }
    fs::create_dir_all(&embedded)?;
    if built.is_dir() {
        copy(built, &embedded)?;
    }
    Ok(())
}

fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let to = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            fs::create_dir_all(&to)?;
            copy(&entry.path(), &to)?;
        } else {
            fs::copy(entry.path(), to)?;
        }
    }
    Ok(())
}
