//! Copies the built stand-in page into the build directory so that it can be embedded. Without Node there is nothing
//! to copy: the program then serves a page that says what to run, and everything else works.

use std::path::Path;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    let embedded = Path::new(&out).join("stand-in");
    let built = Path::new("../web/stand-in/dist");
    println!("cargo:rerun-if-changed=../web/stand-in");
    if embedded.exists() {
        fs::remove_dir_all(&embedded)?;
    }
    fs::create_dir_all(&embedded)?;
    if built.is_dir() {
        for file in fs::read_dir(built)? {
            let file = file?;
            fs::copy(file.path(), embedded.join(file.file_name()))?;
        }
    }
    Ok(())
}
