//! What a column holds: guessed from its heading in English or Indonesian, from its values, or said by the person.

use serde::{Deserialize, Serialize};

use crate::template::{OWN_FIELDS, key_name};

/// What a column is used for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(rename_all = "snake_case", tag = "as", content = "key")]
pub enum ColumnRole {
    /// The phone number.
    Phone,
    /// The whole name.
    Name,
    /// The first name; also kept as the attribute `first_name`.
    FirstName,
    /// The last name; also kept as the attribute `last_name`.
    LastName,
    /// The e-mail address.
    Email,
    /// A custom attribute under this key.
    Attribute(String),
    /// Not used.
    Ignored,
}

/// A column by its place, from 0, or by its heading (spaces, case and punctuation do not matter).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(untagged)]
pub enum ColumnRef {
    /// Its place, from 0.
    Index(usize),
    /// Its heading.
    Header(String),
}

/// Which columns to use, said by the person instead of guessed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ColumnMapping {
    /// Where the numbers are.
    pub phone: ColumnRef,
    /// Where the names are.
    #[serde(default)]
    pub name: Option<ColumnRef>,
    /// Where the first names are, where the file has them apart.
    #[serde(default)]
    pub first_name: Option<ColumnRef>,
    /// Where the last names are, where the file has them apart.
    #[serde(default)]
    pub last_name: Option<ColumnRef>,
    /// Where the e-mail addresses are.
    #[serde(default)]
    pub email: Option<ColumnRef>,
    /// Which columns become custom attributes; all others when not given.
    #[serde(default)]
    pub attributes: Option<Vec<ColumnRef>>,
}

/// Headings of phone columns as [`folded`], the likeliest for WhatsApp first.
const PHONE: &[&str] = &[
    "whatsapp",
    "whatsappnumber",
    "nomorwhatsapp",
    "nowhatsapp",
    "wa",
    "nomorwa",
    "nowa",
    "phonenumber",
    "phone",
    "mobile",
    "mobilenumber",
    "mobilephone",
    "mobilephonenumber",
    "nohp",
    "nomorhp",
    "nohandphone",
    "nomorhandphone",
    "handphone",
    "hp",
    "noponsel",
    "nomorponsel",
    "ponsel",
    "cellphone",
    "cell",
    "cellnumber",
    "msisdn",
    "phoneno",
    "e164",
    "nomortelepon",
    "notelepon",
    "nomortelpon",
    "notelpon",
    "nomortelp",
    "notelp",
    "telepon",
    "telpon",
    "telp",
    "telephone",
    "telephonenumber",
    "tel",
    "phone1value",
    "nomorkontak",
    "contactnumber",
    "nomor",
    "number",
    "kontak",
];

const NAME: &[&str] = &[
    "name",
    "nama",
    "fullname",
    "namalengkap",
    "contactname",
    "namakontak",
    "customername",
    "namapelanggan",
    "customer",
    "pelanggan",
    "displayname",
    "namapanggilan",
];
const FIRST_NAME: &[&str] = &["firstname", "namadepan", "givenname"];
const LAST_NAME: &[&str] = &["lastname", "namabelakang", "surname", "familyname"];
const EMAIL: &[&str] = &[
    "email",
    "emailaddress",
    "alamatemail",
    "mail",
    "surel",
    "email1value",
];

/// Words that make any heading one of a phone column, as in `No. Telp/WA` or `Phone 2 - Value`.
const PHONE_WORDS: &[&str] = &[
    "whatsapp",
    "wa",
    "phone",
    "phones",
    "mobile",
    "mobil",
    "hp",
    "handphone",
    "ponsel",
    "cell",
    "cellphone",
    "celular",
    "movil",
    "telefon",
    "telefono",
    "telefone",
    "tel",
    "telp",
    "tlp",
    "telepon",
    "telpon",
    "telephone",
    "msisdn",
    "gsm",
];
/// Words that say that a column is about a number and is none.
const NOT_PHONE_WORDS: &[&str] = &[
    "label",
    "type",
    "tipe",
    "jenis",
    "name",
    "nama",
    "code",
    "kode",
    "country",
    "negara",
    "status",
    "email",
    "e",
    "extension",
    "fax",
    "pager",
    "telex",
    "isdn",
    "callback",
    "phonetic",
    "model",
    "merk",
    "brand",
];

/// Words of headings whose columns hold something that is no phone number, though it may have the digits of one.
const CODE_WORDS: &[&str] = &[
    "rekening",
    "norek",
    "rek",
    "nik",
    "ktp",
    "noktp",
    "npwp",
    "nip",
    "nis",
    "nisn",
    "nim",
    "kk",
    "id",
    "uid",
    "uuid",
    "order",
    "pesanan",
    "nopesanan",
    "invoice",
    "faktur",
    "kuitansi",
    "nota",
    "resi",
    "awb",
    "tracking",
    "sku",
    "barcode",
    "ean",
    "isbn",
    "imei",
    "serial",
    "seri",
    "transaksi",
    "transaction",
    "trx",
    "booking",
    "tiket",
    "ticket",
    "voucher",
    "kupon",
    "coupon",
    "va",
    "virtual",
    "account",
    "akun",
    "bank",
    "iban",
    "kartu",
    "card",
    "paspor",
    "passport",
    "polis",
    "policy",
    "plat",
    "pos",
    "kodepos",
    "postal",
    "postcode",
    "zip",
    "harga",
    "price",
    "total",
    "amount",
    "jumlah",
    "qty",
    "quantity",
    "saldo",
    "balance",
    "poin",
    "point",
    "points",
    "pajak",
    "tax",
    "vat",
    "tanggal",
    "tgl",
    "date",
    "waktu",
    "time",
    "timestamp",
    "lahir",
    "birthday",
    "umur",
    "usia",
    "age",
    "referensi",
    "reference",
    "ref",
    "urut",
    "urutan",
];
/// Parts of headings that are written in one word, as in `OrderID`.
const CODE_STEMS: &[&str] = &[
    "rekening",
    "invoice",
    "faktur",
    "orderid",
    "ordernumber",
    "customerid",
    "userid",
    "memberid",
    "barcode",
    "pesanan",
    "transaksi",
    "transaction",
    "tracking",
    "kodepos",
    "passport",
    "accountnumber",
];

/// Letters and digits only, lower case: `No. HP` is `nohp`.
pub(super) fn folded(heading: &str) -> String {
    heading
        .chars()
        .filter(|c| c.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect()
}

/// How likely a heading is that of the phone column: the lower, the likelier.
pub(super) fn phone_rank(heading: &str) -> Option<usize> {
    let folded = folded(heading);
    if let Some(rank) = PHONE.iter().position(|known| *known == folded) {
        return Some(rank);
    }
    let lower = heading.to_lowercase();
    let words = || {
        lower
            .split(|c: char| !c.is_alphabetic())
            .filter(|word| !word.is_empty())
    };
    let known = |list: &[&str]| words().any(|word| list.contains(&word));
    if !known(PHONE_WORDS) || known(NOT_PHONE_WORDS) {
        return None;
    }
    // A mobile before an office, and the first of several before the second.
    let far = [
        "home",
        "rumah",
        "business",
        "company",
        "office",
        "kantor",
        "work",
        "other",
        "assistant",
        "car",
        "radio",
        "tty",
    ];
    let second = heading
        .chars()
        .find(char::is_ascii_digit)
        .is_some_and(|digit| digit > '1');
    Some(PHONE.len() + usize::from(known(&far)) * 2 + usize::from(second))
}

/// Whether a heading names something else than a phone: an account, an order, a date. Such a column is never taken for its values only. A
/// column of names may be: people save numbers they have no name for under the number.
pub(super) fn is_of_something_else(heading: &str) -> bool {
    let lower = heading.to_lowercase();
    let names_else = lower
        .split(|c: char| !c.is_alphabetic())
        .filter(|word| !matches!(*word, "name" | "nama" | "e"))
        .any(|word| NOT_PHONE_WORDS.contains(&word) || CODE_WORDS.contains(&word));
    let folded = folded(heading);
    let has_stem = || CODE_STEMS.iter().any(|stem| folded.contains(stem));
    phone_rank(heading).is_none() && (names_else || has_stem() || folded.starts_with("kode"))
}

/// What a heading says, apart from phone columns.
pub(super) fn role_of(heading: &str) -> Option<ColumnRole> {
    let folded = folded(heading);
    let known = |words: &[&str]| words.contains(&folded.as_str());
    if known(NAME) {
        Some(ColumnRole::Name)
    } else if known(FIRST_NAME) {
        Some(ColumnRole::FirstName)
    } else if known(LAST_NAME) {
        Some(ColumnRole::LastName)
    } else if known(EMAIL) {
        Some(ColumnRole::Email)
    } else {
        None
    }
}

/// Headings that hold names where no other column does.
pub(super) fn names_people(heading: &str) -> bool {
    matches!(
        folded(heading).as_str(),
        "kontak"
            | "contact"
            | "contacto"
            | "contato"
            | "customers"
            | "member"
            | "anggota"
            | "penerima"
            | "recipient"
    )
}

/// The contact's own field for which a column with this heading is taken; `None` where it becomes an attribute.
pub(crate) fn own_field(heading: &str) -> Option<&'static str> {
    match role_of(heading) {
        Some(ColumnRole::Name) => Some("name"),
        Some(ColumnRole::Email) => Some("email"),
        Some(_) => None,
        None => phone_rank(heading).map(|_| "phone"),
    }
}

/// Whether a heading is one that Siar knows.
pub(super) fn is_known(heading: &str) -> bool {
    phone_rank(heading).is_some() || role_of(heading).is_some()
}

/// The attribute's key for a heading: `Kota Asal` becomes `kota_asal`, so that templates can name it.
/// `taken` holds the keys given so far; a repeated one gets a number.
pub(super) fn key_of(heading: &str, index: usize, taken: &[String]) -> String {
    let mut key = key_name(heading);
    if key.is_empty() {
        key = format!("column_{}", index + 1);
    }
    let is_free = |key: &str| !OWN_FIELDS.contains(&key) && !taken.iter().any(|other| other == key);
    if is_free(&key) {
        return key;
    }
    (2..)
        .map(|n| format!("{key}_{n}"))
        .find(|key| is_free(key))
        .unwrap_or(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_are_known_in_both_languages() {
        for heading in [
            "phone_number",
            "Phone",
            "NOMOR",
            "No. HP",
            "no hp",
            "Telepon",
            "Nomor WhatsApp",
            "No WA",
        ] {
            assert!(phone_rank(heading).is_some(), "{heading}");
        }
        for (heading, role) in [
            ("Nama", ColumnRole::Name),
            ("first_name", ColumnRole::FirstName),
            ("Nama Depan", ColumnRole::FirstName),
            ("Last Name", ColumnRole::LastName),
            ("E-Mail", ColumnRole::Email),
        ] {
            assert_eq!(role_of(heading), Some(role), "{heading}");
        }
        // A row number, not a phone number; a column about a number.
        for heading in [
            "No",
            "Phone 1 - Label",
            "Nama HP",
            "Kode Telepon",
            "Business Fax",
            "Phonetic Name",
            "Total",
        ] {
            assert_eq!(phone_rank(heading), None, "{heading}");
        }
        for heading in [
            "No. Telp/WA",
            "Phone 2 - Value",
            "Business Phone",
            "Telefon",
            "Nomor HP (aktif)",
        ] {
            assert!(phone_rank(heading).is_some(), "{heading}");
        }
        assert!(phone_rank("Mobile Phone") < phone_rank("Business Phone"));
        assert!(phone_rank("Phone 1 - Value") < phone_rank("Phone 2 - Value"));
        assert!(!is_known("Kota"));
        assert!(phone_rank("WhatsApp") < phone_rank("phone"));
    }

    #[test]
    fn keys_can_be_named_in_templates() {
        let taken = vec!["kota".to_owned()];
        assert_eq!(key_of("Kota Asal", 3, &taken), "kota_asal");
        assert_eq!(key_of(" Kota ", 3, &taken), "kota_2");
        assert_eq!(key_of("Total (Rp)", 3, &taken), "total_rp");
        assert_eq!(key_of("***", 3, &taken), "column_4");
        assert_eq!(key_of("2024 order", 3, &taken), "_2024_order");
        assert_eq!(key_of("Phone", 3, &taken), "phone_2");
        assert_eq!(key_of(&"x".repeat(500), 3, &taken).len(), 64);
    }
}
