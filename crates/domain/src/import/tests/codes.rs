//! Codes, account numbers and dates may have the shape of a phone number; the heading says that they are none.

use super::*;

/// The heading of the column that is taken for the phone numbers.
fn phone_column(text: &str) -> Result<String, ImportError> {
    let seen = preview(text.as_bytes(), true, &settings())?;
    let mut columns = seen.columns.into_iter();
    let phone = columns.find(|column| column.role == ColumnRole::Phone);
    Ok(phone.map(|column| column.heading).unwrap_or_default())
}

#[test]
fn a_column_of_codes_is_never_the_phone_column() {
    for heading in [
        "No. Rekening",
        "Norek",
        "Kode",
        "Kode Pelanggan",
        "NIK",
        "No KTP",
        "NPWP",
        "Order ID",
        "OrderID",
        "order_id",
        "Invoice",
        "No. Faktur",
        "No Resi",
        "Customer ID",
        "Nomor Pesanan",
        "ID Transaksi",
        "Account Number",
        "Tracking Number",
        "SKU",
        "IMEI",
        "Serial Number",
        "Virtual Account",
        "No Kartu",
        "Kode Pos",
        "Total (Rp)",
        "Tanggal Lahir",
        "Fax",
    ] {
        // The phone column is empty; the other one's values would be mobiles.
        let text = format!("Nama,No HP,{heading}\nBudi,,081234567890\nSiti,,081234567891\n");
        assert_eq!(phone_column(&text).as_deref(), Ok("No HP"), "{heading}");
        let text = format!("Nama,{heading}\nBudi,081234567890\nSiti,081234567891\n");
        assert_eq!(
            phone_column(&text).map_err(|error| error.code()),
            Err("import_no_phone_column"),
            "{heading}"
        );
    }
}

#[test]
fn a_heading_that_says_nothing_leaves_it_to_the_values() {
    for heading in ["Data", "Orang", "Penerima", "Tujuan", "Siapa", "Widget"] {
        let text = format!("Nama,{heading},Kode\nBudi,081234567890,081300000001\n");
        assert_eq!(phone_column(&text).as_deref(), Ok(heading), "{heading}");
    }
    // Where the heading says phone, other words beside it do not matter.
    for heading in ["No. HP Order", "WA ID", "Nomor Kontak"] {
        let text = format!("Nama,{heading},Data\nBudi,081234567890,081300000001\n");
        assert_eq!(phone_column(&text).as_deref(), Ok(heading), "{heading}");
    }
}
