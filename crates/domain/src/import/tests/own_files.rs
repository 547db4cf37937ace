//! Files that Siar wrote and people bring back.

use super::*;

#[test]
fn a_campaign_s_own_file_brings_its_people_back_and_nothing_else() {
    let file = format!(
        "{}\n1,+6281234567890,'-Rini-,sent,,1,2026-01-05T08:00:00Z,,,,,,\n2,\"6,28E+12\",Budi,failed,,1,,,,,,,\n",
        RECIPIENTS.join(",")
    );
    assert_eq!(
        read(file.as_bytes()),
        [
            "2 +6281234567890 -Rini-",
            "3 phone_shortened_by_spreadsheet [6,28E+12]"
        ]
    );
    let saved = file
        .replace("\"6,28E+12\"", "6281234567891")
        .replace(',', ";");
    assert_eq!(
        read(saved.as_bytes()),
        ["2 +6281234567890 -Rini-", "3 +6281234567891 Budi"]
    );
}

#[test]
fn refused_rows_come_back_whole_wherever_they_were_mended() {
    let refused = |file: &str| {
        let mut reader = ContactReader::new(settings());
        let mut refused = Vec::new();
        let mut each = |line: ImportedLine| refused.extend(line.err());
        reader.push(file.as_bytes(), &mut each).unwrap();
        reader.finish(&mut each).unwrap();
        (reader.headings().to_vec(), refused)
    };
    let (headings, rows) =
        refused("Nama,No. HP,Kota\nBudi,12,Solo\nSiti,34,\nAni,081234567890,Depok\n");
    assert_eq!(headings, ["Nama", "No. HP", "Kota"]);
    let cells: Vec<&[String]> = rows.iter().map(|row| row.cells.as_slice()).collect();
    assert_eq!(cells, [["Budi", "12", "Solo"], ["Siti", "34", ""]]);
    let head = "line,reason,detail,value,Nama,No. HP,Kota";
    // In the row as it was, in the column with what was at fault, or in neither.
    let file = format!(
        "{head}\n2,phone_too_short,x,12,Budi,081234567891,Solo\n3,phone_too_short,x,081234567892,Siti,34,\n4,phone_too_short,x,56,Tono,56,\n"
    );
    assert_eq!(
        read(file.as_bytes()),
        [
            "2 +6281234567891 Budi kota=Solo",
            "3 +6281234567892 Siti",
            "4 phone_too_short [56]"
        ]
    );
    // A file without headings.
    let file =
        "line,reason,detail,value,Column 1,Column 2\n2,phone_too_short,x,081234567892,Siti,34\n";
    assert_eq!(
        read(file.as_bytes()),
        ["2 +6281234567892 column_1=Siti column_2=34"]
    );
    // What somebody else calls so stays.
    let file = "line,reason,phone\n7,new,081234567892\n";
    assert_eq!(
        read(file.as_bytes()),
        ["2 +6281234567892 line=7 reason=new"]
    );
}

#[test]
fn a_refused_row_is_kept_whole_or_not_at_all() {
    for (length, kept) in [(15_000, 2), (17_000, 0)] {
        let file = format!("phone,note\n12,{}\n", "x".repeat(length));
        let mut reader = ContactReader::new(settings());
        let mut cells = Vec::new();
        let mut each = |line: ImportedLine| cells.push(line.unwrap_err().cells.len());
        reader.push(file.as_bytes(), &mut each).unwrap();
        reader.finish(&mut each).unwrap();
        assert_eq!(cells, [kept]);
    }
}
