mod codes;

mod layouts;
mod own_files;

use super::*;
use proptest::prelude::*;

fn settings() -> ImportSettings {
    ImportSettings::default()
}

/// One word per line of the file: the contact, or the code of the reason.
fn read_by(
    bytes: &[u8],
    piece: usize,
    settings: &ImportSettings,
) -> Result<(Vec<String>, ImportCounts), ImportError> {
    let mut reader = ContactReader::new(settings.clone());
    let mut seen = Vec::new();
    let mut each = |line: ImportedLine| {
        seen.push(match line {
            Ok(row) => {
                let mut text = format!("{} {}", row.line, row.phone);
                for part in row.name.iter().chain(&row.email) {
                    text.push_str(&format!(" {part}"));
                }
                for (key, value) in &row.attributes {
                    text.push_str(&format!(" {key}={value}"));
                }
                text
            }
            Err(row) => format!("{} {} [{}]", row.line, row.reason.code(), row.value),
        });
    };
    for piece in bytes.chunks(piece) {
        reader.push(piece, &mut each)?;
    }
    let counts = reader.finish(&mut each)?;
    Ok((seen, counts))
}

fn read(bytes: &[u8]) -> Vec<String> {
    let (seen, _) = read_by(bytes, 7, &settings()).unwrap();
    assert_eq!(
        Ok(&seen),
        read_by(bytes, 1 << 20, &settings())
            .map(|(seen, _)| seen)
            .as_ref()
    );
    seen
}

#[test]
fn a_plain_file() {
    let text = "name,phone_number,Kota Asal,email\nBudi,081234567890,Bandung,budi@example.com\n\
                \"Siti, S.E.\",+62 812-3456-7891,,-\n,,,\nJoko,12,Solo,\nAni,081234567892,\"a\nb\",nobody\n\
                Rini,081234567893,Depok,,extra\nTono,081234567894\n";
    assert_eq!(
        read(text.as_bytes()),
        [
            "2 +6281234567890 Budi budi@example.com kota_asal=Bandung",
            "3 +6281234567891 Siti, S.E.",
            "5 phone_too_short [12]",
            "6 +6281234567892 Ani kota_asal=a\nb email_2=nobody",
            "8 too_many_fields [081234567893]",
            "9 +6281234567894 Tono",
        ]
    );
    let (_, counts) = read_by(text.as_bytes(), 1000, &settings()).unwrap();
    assert_eq!(
        counts,
        ImportCounts {
            contacts: 4,
            rejected: 2,
            blank: 1
        }
    );
}

#[test]
fn encodings_of_the_world() {
    let text = "Nama;No. HP\nJosé Ñandú;081234567890\n";
    let expected = ["2 +6281234567890 José Ñandú"];
    assert_eq!(read(text.as_bytes()), expected);
    assert_eq!(read(&[b"\xEF\xBB\xBF", text.as_bytes()].concat()), expected);
    let units: Vec<u16> = text.encode_utf16().collect();
    let le: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let be: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    assert_eq!(read(&[b"\xFF\xFE", le.as_slice()].concat()), expected);
    assert_eq!(read(&[b"\xFE\xFF", be.as_slice()].concat()), expected);
    assert_eq!(read(&le), expected);
    assert_eq!(read(&be), expected);
    let (western, _, _) = encoding_rs::WINDOWS_1252.encode(text);
    assert_eq!(read(&western), expected);
}

#[test]
fn a_file_that_shows_its_encoding_late() {
    let mut late = b"name,phone\n".to_vec();
    for n in 0..5000 {
        late.extend_from_slice(format!("Budi,08123456{n:04}\n").as_bytes());
    }
    let ascii = late.clone();
    late.extend_from_slice(b"Jos\xE9,081234567890\n");
    assert_eq!(read(&late).last().unwrap(), "5002 +6281234567890 José");
    // Proven UTF-8 by then: a broken character costs its row only.
    let mut broken = ascii;
    broken.extend_from_slice("José,081234567890\n".as_bytes());
    broken.extend_from_slice(b"Jos\xE9,081234567891\nAni,081234567892\n");
    let seen = read(&broken);
    assert_eq!(
        seen[5000..],
        [
            "5002 +6281234567890 José",
            "5003 bad_encoding [Jos\u{FFFD}]",
            "5004 +6281234567892 Ani"
        ]
    );
}

#[test]
fn delimiters_headings_and_none() {
    for (text, expected) in [
        (
            "phone\tnama\n081234567890\tBudi, S.E.\n",
            "2 +6281234567890 Budi, S.E.",
        ),
        ("nama|telepon\nBudi|081234567890\n", "2 +6281234567890 Budi"),
        (
            "sep=;\nnama;telepon\nBudi;081234567890\n",
            "3 +6281234567890 Budi",
        ),
        ("081234567890\n", "1 +6281234567890"),
        ("Budi;081234567890", "1 +6281234567890 column_1=Budi"),
        // An unknown heading, told by the values below it.
        (
            "Kontak WA Pelanggan,Kota\n081234567890,Solo\n",
            "2 +6281234567890 kota=Solo",
        ),
        (
            "no,nama,nomor\n1,Budi,081234567890\n",
            "2 +6281234567890 Budi no=1",
        ),
        ("phone,whatsapp\n,081234567890\n", "2 +6281234567890"),
        (
            "First Name,Last Name,Mobile\nBudi,Santoso,081234567890\n",
            "2 +6281234567890 Budi Santoso first_name=Budi last_name=Santoso",
        ),
        (
            "phone,kota,Kota\n081234567890,a,b\n",
            "2 +6281234567890 kota=a kota_2=b",
        ),
    ] {
        assert_eq!(read(text.as_bytes()), [expected], "{text:?}");
    }
}

#[test]
fn encodings_before_unicode_are_guessed_chosen_or_warned_about() {
    let by =
        |text: &str, encoding: &'static encoding_rs::Encoding| encoding.encode(text).0.into_owned();
    let guess = |bytes: &[u8], country: &str| {
        let settings = ImportSettings {
            default_country: country.parse().unwrap(),
            ..settings()
        };
        let seen = preview(bytes, true, &settings).unwrap();
        (
            seen.encoding,
            seen.looks_broken,
            read_by(bytes, 7, &settings).unwrap().0,
        )
    };
    let arabic = by(
        "الاسم;رقم الهاتف\r\nمحمد;+966512345678\r\nفاطمة;+966512345679\r\n",
        encoding_rs::WINDOWS_1256,
    );
    let (encoding, broken, rows) = guess(&arabic, "SA");
    assert_eq!((encoding, broken), (Encoding::Windows1256, false));
    assert_eq!(rows[0], "2 +966512345678 الاسم=محمد");
    let chinese = by(
        "姓名,电话\r\n王小明,+8613812345678\r\n李华,+8613812345679\r\n",
        encoding_rs::GBK,
    );
    let (encoding, broken, rows) = guess(&chinese, "CN");
    assert_eq!((encoding, broken), (Encoding::Gbk, false));
    assert_eq!(rows[0], "2 +8613812345678 姓名=王小明");
    let mac = by(
        "Nama,No HP\rJosé Muñoz,081200000096\rAni,081200000097\r",
        encoding_rs::MACINTOSH,
    );
    let (encoding, broken, rows) = guess(&mac, "ID");
    assert_eq!((encoding, broken), (Encoding::Macintosh, false));
    assert_eq!(rows[0], "2 +6281200000096 José Muñoz");
    let twice = "Nama,No HP\nJosÃ©,081200000095\n".as_bytes();
    assert!(guess(twice, "ID").1);
    let chosen = ImportSettings {
        encoding: Some(Encoding::Windows1252),
        ..settings()
    };
    let seen = preview(&mac, true, &chosen).unwrap();
    assert_eq!(
        (seen.encoding, seen.looks_broken),
        (Encoding::Windows1252, true)
    );
}

#[test]
fn a_mapping_overrules_the_guesses() {
    let text = "phone,other phone,nama,x\n081234567890,081234567891,Budi,y\n";
    let mapping: ColumnMapping = serde_json::from_value(serde_json::json!({
        "phone": "Other_Phone", "name": 3, "attributes": ["nama"]
    }))
    .unwrap();
    let mapped = ImportSettings {
        mapping: Some(mapping),
        ..settings()
    };
    let (seen, _) = read_by(text.as_bytes(), 5, &mapped).unwrap();
    assert_eq!(seen, ["2 +6281234567891 y nama=Budi"]);
    let apart: ColumnMapping = serde_json::from_value(serde_json::json!({
        "phone": 0, "first_name": "nama", "last_name": "x", "attributes": []
    }))
    .unwrap();
    let apart = ImportSettings {
        mapping: Some(apart),
        ..settings()
    };
    let (seen, _) = read_by(text.as_bytes(), 5, &apart).unwrap();
    assert_eq!(
        seen,
        ["2 +6281234567890 Budi y first_name=Budi last_name=y"]
    );
    let wrong: ColumnMapping =
        serde_json::from_value(serde_json::json!({ "phone": "hp" })).unwrap();
    let error = read_by(
        text.as_bytes(),
        5,
        &ImportSettings {
            mapping: Some(wrong),
            ..settings()
        },
    )
    .unwrap_err();
    assert_eq!(error.code(), "import_no_such_column");
    assert_eq!(
        error.to_string(),
        "the file has no column \"hp\"; it has the columns \"phone\", \"other phone\", \"nama\", \"x\""
    );
}

#[test]
fn files_that_cannot_be_read_say_why() {
    let many = vec!["phone"; 251].join(",");
    for (bytes, code) in [
        (&b""[..], "import_empty"),
        (b"\n\n \n", "import_empty"),
        (b"PK\x03\x04rest", "import_spreadsheet"),
        (b"\xD0\xCF\x11\xE0rest", "import_spreadsheet"),
        (b"%PDF-1.7", "import_not_text"),
        (b"BEGIN:VCARD\r\nVERSION:3.0\r\n", "import_vcard"),
        (b"phone\n0812\x003456\x00\x01789", "import_not_text"),
        (b"nama,kota\nBudi,Solo\n", "import_no_phone_column"),
        (many.as_bytes(), "import_too_many_columns"),
    ] {
        let error = read_by(bytes, 3, &settings()).unwrap_err();
        assert_eq!(error.code(), code, "{bytes:?}");
    }
    let error = read_by(b"nama,kota\nBudi,Solo\n", 100, &settings()).unwrap_err();
    assert_eq!(
        error.to_string(),
        "no column with phone numbers was found; the file has the columns \"nama\", \"kota\""
    );
}

#[test]
fn broken_lines_lose_no_others() {
    let mut text = b"nama,phone\n\"Budi,081234567890\nSiti,081234567891\n".to_vec();
    text.resize(text.len() + (10 << 20), b'x');
    text.extend_from_slice(b"\nAni,081234567892\nNul\0,081234567893\n");
    text.extend_from_slice(format!("{},081234567894\n", "n".repeat(201)).as_bytes());
    let (seen, counts) = read_by(&text, 65_536, &settings()).unwrap();
    assert_eq!(
        seen,
        [
            "2 broken_quotes []",
            "3 +6281234567891 Siti",
            "4 line_too_long []",
            "5 +6281234567892 Ani",
            "6 nul [081234567893]",
            &format!("7 name_too_long [{}]", "n".repeat(80)),
        ]
    );
    assert_eq!(
        counts,
        ImportCounts {
            contacts: 2,
            rejected: 4,
            blank: 0
        }
    );
}

#[test]
fn the_preview_shows_guesses_and_ten_rows() {
    let mut text = "Nama;No HP;Kota\nBudi;0812;Solo\n".to_owned();
    for n in 0..5000 {
        text.push_str(&format!("Ani;08123456{n:04};Depok\n"));
    }
    let seen = preview(text.as_bytes(), true, &settings()).unwrap();
    assert_eq!(seen.rows.len(), 10);
    assert_eq!(
        serde_json::to_value(Preview {
            rows: seen.rows[..2].to_vec(),
            ..seen
        })
        .unwrap(),
        serde_json::json!({
            "encoding": "ascii",
            "delimiter": "semicolon",
            "has_header": true,
            "header_line": 1,
            "looks_broken": false,
            "columns": [
                { "heading": "Nama", "role": { "as": "name" } },
                { "heading": "No HP", "role": { "as": "phone" } },
                { "heading": "Kota", "role": { "as": "attribute", "key": "kota" } },
            ],
            "rows": [
                {
                    "rejected": { "line": 2, "reason": { "kind": "phone", "phone": "too_short" }, "value": "0812" },
                    "message": "the phone number has too few digits",
                },
                { "line": 3, "phone": "+6281234560000", "name": "Ani", "email": null, "attributes": { "kota": "Depok" } },
            ],
        })
    );
}

proptest! {
    #[test]
    fn any_bytes_in_any_pieces_read_the_same(
        bytes in proptest::collection::vec(proptest::sample::select(b"ap,;\"\n\r08123\t\xE9\xC3\xA9 ".to_vec()), 0..200),
        piece in 1_usize..50,
    ) {
        let text = [b"nama,phone\nBudi,081234567890\n", bytes.as_slice()].concat();
        prop_assert_eq!(read_by(&text, piece, &settings()), read_by(&text, 1 << 20, &settings()));
    }
}
