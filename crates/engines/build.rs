//! Takes wa-js and the bridge from the web workspace into the binary, when they have been built there.
//!
//! `cargo build` without Node works all the same: the engine then says at run time what is missing.

use std::{
    env,
    error::Error,
    fs,
    path::{Path, PathBuf},
};

const BUNDLES: [(&str, &str); 2] = [
    (
        "WA_JS",
        "web/node_modules/@wppconnect/wa-js/dist/wppconnect-wa.js",
    ),
    ("BRIDGE", "web/bridge/dist/bridge.js"),
];

fn main() -> Result<(), Box<dyn Error>> {
    let here = PathBuf::from(env::var("CARGO_MANIFEST_DIR")?);
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let house = here
        .ancestors()
        .nth(2)
        .ok_or("the crate lies two folders deep")?;
    let mut code = String::new();
    for (name, path) in BUNDLES {
        let from = house.join(path);
        println!(
            "cargo::rerun-if-changed={}",
            nearest_that_exists(&from).display()
        );
        let value = if from.is_file() {
            let to = out.join(format!("{name}.js"));
            fs::copy(&from, &to)?;
            format!("Some(include_str!({to:?}))")
        } else {
            "None".to_owned()
        };
        code.push_str(&format!(
            "pub(super) const {name}: Option<&str> = {value};\n"
        ));
    }
    fs::write(out.join("bundles.rs"), code)?;
    println!("cargo::rerun-if-changed=build.rs");
    Ok(())
}

/// Cargo runs a build script at every build while a watched file does not exist: watch its nearest folder instead.
fn nearest_that_exists(path: &Path) -> &Path {
    path.ancestors()
        .find(|path| path.exists())
        .unwrap_or(Path::new("."))
}
