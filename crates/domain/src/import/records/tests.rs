use super::*;
use proptest::prelude::*;

fn read(bytes: &[u8], piece: usize) -> Vec<(u64, Result<Vec<String>, &'static str>)> {
    let mut records = Records::new(b',');
    let mut seen = Vec::new();
    let mut each = |line: u64, record: Record<'_>| {
        seen.push((
            line,
            match record {
                Record::Fields(fields) => Ok(fields
                    .iter()
                    .map(|field| String::from_utf8_lossy(field).into_owned())
                    .collect()),
                Record::TooLong => Err("too long"),
                Record::BrokenQuotes => Err("broken quotes"),
            },
        ));
    };
    for piece in bytes.chunks(piece) {
        records.push(piece, &mut each);
    }
    records.finish(&mut each);
    seen
}

fn ok(line: u64, fields: &[&str]) -> (u64, Result<Vec<String>, &'static str>) {
    (line, Ok(fields.iter().map(ToString::to_string).collect()))
}

#[test]
fn lines_are_those_of_an_editor_whatever_the_line_ends_and_pieces() {
    for (text, expected) in [
        (
            "a,b\n\n\"c\nd\",e\r\nf,\"g\"\"h\"\n",
            vec![
                ok(1, &["a", "b"]),
                ok(3, &["c\nd", "e"]),
                ok(5, &["f", "g\"h"]),
            ],
        ),
        (
            "a\r\rb\r\"c\r\nd\"\re",
            vec![
                ok(1, &["a"]),
                ok(3, &["b"]),
                ok(4, &["c\r\nd"]),
                ok(6, &["e"]),
            ],
        ),
        ("\n\r\n\na", vec![ok(4, &["a"])]),
        ("a", vec![ok(1, &["a"])]),
        ("", vec![]),
        (
            "x 5\" y,2\nz",
            vec![ok(1, &["x 5\" y", "2"]), ok(2, &["z"])],
        ),
    ] {
        for piece in [1, 2, 3, 1000] {
            assert_eq!(
                read(text.as_bytes(), piece),
                expected,
                "{text:?} by {piece}"
            );
        }
    }
}

#[test]
fn a_stray_quote_costs_its_own_line_only() {
    for (text, expected) in [
        (
            "\"a,1\nb,2\nc,3\n",
            vec![
                (1, Err("broken quotes")),
                ok(2, &["b", "2"]),
                ok(3, &["c", "3"]),
            ],
        ),
        (
            "a,1\r\n\"b,2\r\nc \"d\",3\r\ne,4\r\n",
            vec![
                ok(1, &["a", "1"]),
                (2, Err("broken quotes")),
                ok(3, &["c \"d\"", "3"]),
                ok(4, &["e", "4"]),
            ],
        ),
        ("a\n\"", vec![ok(1, &["a"]), (2, Err("broken quotes"))]),
        (
            "\"a\n\"b\n\"c\n",
            vec![
                (1, Err("broken quotes")),
                (2, Err("broken quotes")),
                (3, Err("broken quotes")),
            ],
        ),
    ] {
        for piece in [1, 2, 7, 1000] {
            assert_eq!(
                read(text.as_bytes(), piece),
                expected,
                "{text:?} by {piece}"
            );
        }
    }
}

#[test]
fn a_line_of_ten_megabytes_is_reported_and_skipped() {
    let mut text = b"a,1\n".to_vec();
    text.resize(10 << 20, b'x');
    text.extend_from_slice(b"\nb,2\n");
    for piece in [65_536, 20 << 20] {
        assert_eq!(
            read(&text, piece),
            [ok(1, &["a", "1"]), (2, Err("too long")), ok(3, &["b", "2"])]
        );
    }
    let mut records = Records::new(b',');
    for piece in text.chunks(65_536) {
        records.push(piece, &mut |_, _| ());
        assert!(records.raw.capacity() <= 4 * MAX_RECORD);
        assert!(records.out.len() <= 2 * MAX_RECORD);
    }
}

#[test]
fn a_quote_open_over_many_lines_is_given_up() {
    let mut text = "\"a\n".to_owned();
    for _ in 0..5000 {
        text.push_str("b,2\n");
    }
    let seen = read(text.as_bytes(), 4096);
    assert_eq!(seen.len(), 5001);
    assert_eq!(seen[0], (1, Err("broken quotes")));
    assert_eq!(seen[5000], ok(5001, &["b", "2"]));
}

#[test]
fn too_many_fields_are_too_long() {
    let text = format!("a\n{}\nb\n", ",".repeat(5000));
    assert_eq!(
        read(text.as_bytes(), 512),
        [ok(1, &["a"]), (2, Err("too long")), ok(3, &["b"])]
    );
}

#[test]
fn quotes_made_to_stay_open_cost_no_more_than_their_share() {
    // From the start of a line this opens a quote, and within a quote it closes one and opens the next: it never ends.
    let text = "x\",\",\n".repeat(20_000);
    let seen = read(text.as_bytes(), 256 * 1024);
    assert_eq!(seen.len(), 20_000);
    let mut records = Records::new(b',');
    records.push(text.as_bytes(), &mut |_, _| ());
    assert!(
        records.fed < text.len() * 400,
        "{} bytes for {}",
        records.fed,
        text.len()
    );
}

proptest! {
    #[test]
    fn pieces_do_not_matter(text in "[ab,\"\n\r]{0,60}", piece in 1_usize..20) {
        prop_assert_eq!(read(text.as_bytes(), piece), read(text.as_bytes(), 1000));
    }

    #[test]
    fn what_a_csv_writer_writes_is_read_back(
        rows in proptest::collection::vec(proptest::collection::vec("[ab,\"\n\r é]{0,6}", 2..4), 0..8),
        piece in 1_usize..20,
    ) {
        let mut writer = csv::WriterBuilder::new().flexible(true).from_writer(Vec::new());
        for row in &rows {
            writer.write_record(row).unwrap();
        }
        let text = writer.into_inner().unwrap();
        let seen: Vec<_> = read(&text, piece).into_iter().map(|(_, fields)| fields.unwrap()).collect();
        prop_assert_eq!(seen, rows);
    }
}
