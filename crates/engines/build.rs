//! Takes wa-js and the bridge from the web workspace into the binary, when they have been built there.
//!
//! `cargo build` without Node works all the same: the engine then says at run time what is missing.

use std::{env, fs, path::Path, path::PathBuf};

const BUNDLES: [(&str, &str); 2] = [
    (
        "WA_JS",
        "web/node_modules/@wppconnect/wa-js/dist/wppconnect-wa.js",
    ),
    ("BRIDGE", "web/bridge/dist/bridge.js"),
];

fn main() {
    let here = PathBuf::from(env::var_os("CARGO_MANIFEST_DIR").expect("cargo sets it"));
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets it"));
    let house = here
        .ancestors()
        .nth(2)
        .expect("the crate lies two folders deep");
    let mut code = String::new();
    for (name, path) in BUNDLES {
        let from = house.join(path);
        println!(
            "cargo::rerun-if-changed={}",
            nearest_that_exists(&from).display()
        );
        let value = if from.is_file() {
            let to = out.join(format!("{name}.js"));
            fs::copy(&from, &to).expect("copying a bundle into OUT_DIR");
            format!("Some(include_str!({to:?}))")
        } else {
            "None".to_owned()
        };
        code.push_str(&format!(
            "pub(super) const {name}: Option<&str> = {value};\n"
        ));
    }
    fs::write(out.join("bundles.rs"), code).expect("writing to OUT_DIR");
    println!("cargo::rerun-if-changed=build.rs");
}

/// Cargo runs a build script at every build while a watched file does not exist: watch its nearest folder instead.
fn nearest_that_exists(path: &Path) -> &Path {
    path.ancestors()
        .find(|path| path.exists())
        .unwrap_or(Path::new("."))
}
