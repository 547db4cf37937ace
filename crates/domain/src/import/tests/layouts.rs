//! Where the headings, the numbers and the names are.

use super::*;

#[test]
fn titles_above_the_headings_are_passed_over() {
    let text = "Daftar Pelanggan Toko Contoh;;;\nDicetak 01/02/2027 09:00;;;\n;;;\nNo;Nama;No HP;Kota\n\
                1;Budi;081200000051;Solo\n2;Siti;081200000052;Depok\n;Total;3;\n";
    let (seen, counts) = read_by(text.as_bytes(), 9, &settings()).unwrap();
    assert_eq!(
        seen,
        [
            "5 +6281200000051 Budi no=1 kota=Solo",
            "6 +6281200000052 Siti no=2 kota=Depok",
            "7 phone_too_short [3]"
        ]
    );
    assert_eq!(
        counts,
        ImportCounts {
            contacts: 2,
            rejected: 1,
            blank: 2
        }
    );
    assert_eq!(
        preview(text.as_bytes(), true, &settings())
            .unwrap()
            .header_line,
        Some(4)
    );
    let one_cell =
        "Daftar WA Pelanggan\nNama,No HP,Kota\nBudi,081200000054,Solo\nSiti,081200000055,Depok\n";
    assert_eq!(
        read(one_cell.as_bytes()),
        [
            "3 +6281200000054 Budi kota=Solo",
            "4 +6281200000055 Siti kota=Depok"
        ]
    );
    let said = ImportSettings {
        has_header: Some(true),
        ..settings()
    };
    assert_eq!(read_by(one_cell.as_bytes(), 9, &said).unwrap().0.len(), 2);
    let none = ImportSettings {
        has_header: Some(false),
        ..settings()
    };
    let (seen, _) = read_by(b"phone\n081200000054\n", 9, &none).unwrap();
    assert_eq!(seen, ["1 phone_not_a_number [phone]", "2 +6281200000054"]);
}

#[test]
fn the_phone_column_is_found_by_values_and_heading_together() {
    for (text, expected) in [
        (
            "Kontak,No. Telp/WA\nBudi,081200000121\n",
            "2 +6281200000121 Budi",
        ),
        (
            "Nama,Phone,Phone 2\nBudi,,081200000124\n",
            "2 +6281200000124 Budi",
        ),
        // A landline, or nothing readable, in the first; a mobile in the second.
        (
            "Nama,Phone,Mobile\nBudi,(021) 555-0124,081200000024\nAni,x,081200000025\n",
            "2 +6281200000024 Budi phone_2=(021) 555-0124",
        ),
        (
            "Nama,HP,Rumah\nBudi,081200000024,0215550124\n",
            "2 +6281200000024 Budi rumah=0215550124",
        ),
        // Codes look like numbers of a fixed line; mobiles win.
        (
            "A;B;C\n0215550124;Budi;081200000024\n",
            "2 +6281200000024 a=0215550124 b=Budi",
        ),
        (
            "Nomor,Nama,Telepon\n1,Budi,081200000024\n",
            "2 +6281200000024 Budi nomor=1",
        ),
    ] {
        assert_eq!(
            read(text.as_bytes()).first().map(String::as_str),
            Some(expected),
            "{text:?}"
        );
    }
    let google = "First Name,Last Name,E-mail 1 - Value,Phone 1 - Label,Phone 1 - Value,Phone 2 - Label,Phone 2 - Value\n\
        Budi,Contoh,budi@example.com ::: b@example.com,Mobile,+62 812-0000-0021 ::: +62 813-0000-0022,,\n\
        Siti,,,,,Mobile,0812-0000-0023\nToko,Maju,,Work,(021) 555-0124,Mobile,0812-0000-0024\n";
    assert_eq!(
        read(google.as_bytes()),
        [
            "2 phone_several [+62 812-0000-0021 ::: +62 813-0000-0022]",
            "3 +6281200000023 Siti first_name=Siti phone_2_label=Mobile phone_2_value=0812-0000-0023",
            "4 +6281200000024 Toko Maju first_name=Toko last_name=Maju phone_1_label=Work phone_2_label=Mobile phone_2_value=0812-0000-0024",
        ]
    );
}

#[test]
fn a_file_as_wide_as_an_address_book() {
    let mut headings: Vec<String> = (0..90).map(|n| format!("Business Street {n}")).collect();
    headings.extend(["First Name", "Business Phone", "Mobile Phone"].map(str::to_owned));
    let row = format!("{}Budi,,081200000024", ",".repeat(90));
    let text = format!("{}\n{row}\n", headings.join(","));
    assert_eq!(
        read(text.as_bytes()),
        ["2 +6281200000024 Budi first_name=Budi"]
    );
}

#[test]
fn words_of_programs_and_odd_addresses_cost_nobody() {
    let text = "name,phone,kota,email\n#N/A,081200000101,Solo,x\n#REF!,081200000102,#VALUE!,a@example.com; b@example.com\n\
                0,081200000103,0,-\nNull Pratama,081200000104,nan,\n'-Rini-,081200000105,'=1+1,\n";
    assert_eq!(
        read(text.as_bytes()),
        [
            "2 +6281200000101 kota=Solo email_2=x",
            "3 +6281200000102 a@example.com",
            "4 +6281200000103 kota=0",
            "5 +6281200000104 Null Pratama",
            "6 +6281200000105 -Rini- kota==1+1",
        ]
    );
    let quotes = "name,phone\n\"Budi \"Boy\" Contoh\",081200000155\nToko 24\" TV,081200000156\n\"Siti\nContoh\",081200000157\n";
    assert_eq!(
        read(quotes.as_bytes()),
        [
            "2 broken_quotes []",
            "3 +6281200000156 Toko 24\" TV",
            "4 +6281200000157 Siti\nContoh"
        ]
    );
}
