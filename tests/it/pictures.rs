//! The pictures of the documentation: small, shown somewhere, and there when they are shown.

use std::{collections::BTreeSet, fs, path::Path};

/// Bytes: whoever clones the repository carries them for ever.
const AT_MOST: u64 = 150_000;

/// Documents that show pictures, each with the way from its folder to the pictures.
const DOCUMENTS: [(&str, &str); 2] = [
    ("README.md", "docs/images/"),
    ("docs/ARCHITECTURE.md", "images/"),
];

/// The names after `folder` in links and in `src="…"`.
fn shown<'a>(text: &'a str, folder: &'a str) -> impl Iterator<Item = String> + 'a {
    ["(", "\""].into_iter().flat_map(move |before| {
        let start = format!("{before}{folder}");
        text.split(&start)
            .skip(1)
            .map(|rest| rest.split([')', '"', ' ']).next().unwrap().to_owned())
            .collect::<Vec<_>>()
    })
}

#[test]
fn every_picture_is_small_and_shown_and_every_shown_one_is_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut there = BTreeSet::new();
    for entry in fs::read_dir(root.join("docs/images")).unwrap() {
        let entry = entry.unwrap();
        let name = entry.file_name().into_string().unwrap();
        let size = entry.metadata().unwrap().len();
        assert!(
            name.ends_with(".png"),
            "{name}: made by scripts/screenshots"
        );
        assert!(size <= AT_MOST, "{name}: {size} bytes of {AT_MOST}");
        there.insert(name);
    }
    let mut used = BTreeSet::new();
    for (document, folder) in DOCUMENTS {
        let text = fs::read_to_string(root.join(document)).unwrap();
        used.extend(shown(&text, folder));
    }
    assert_eq!(there, used);
}
