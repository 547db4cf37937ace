mod both_ways;
mod several;

use super::*;
use phonenumber::metadata::DATABASE;
use proptest::prelude::*;

fn read(text: &str) -> Result<String, PhoneError> {
    Phone::parse(text, Country::INDONESIA).map(String::from)
}

#[test]
fn the_spellings_of_one_indonesian_number() {
    for text in [
        "+6281234567890",
        "6281234567890",
        "081234567890",
        "81234567890",
        "006281234567890",
        "+62 812-3456-7890",
        "(+62) 812 3456 7890",
        "+62 (0)812.3456.7890",
        " 0812 3456 7890\t",
        "'081234567890",
        "=\"081234567890\"",
        "tel:+62-812-3456-7890",
        "6281234567890.0",
        "6281234567890.00",
        "81234567890,0",
        "8.1234.567.890,00",
        "81,234,567,890.00",
        "+62 812 3456 7890,0",
        "81234567890.000",
        "WA 081234567890",
        "WA: 0812-3456-7890",
        "081234567890 (WA)",
        "No. HP (WA): 081234567890",
        "0812 3456 7890 (WhatsApp)",
        "https://wa.me/6281234567890",
        "https://wa.me/+6281234567890?text=halo%208",
        "http://www.wa.me/6281234567890/",
        "https://api.whatsapp.com/send?phone=6281234567890&text=halo",
        "https://web.whatsapp.com/send/?text=8&phone=%2B6281234567890",
        "whatsapp://send?phone=6281234567890",
        "6281234567890@c.us",
        "6281234567890@s.whatsapp.net",
        "6281234567890:17@s.whatsapp.net",
        "0812\u{B7}3456\u{B7}7890",
        "0812_3456_7890",
        "+62\u{FE0D} 812 3456 7890",
        "\u{200B}\u{2068}0812 3456 7890\u{2069}\u{FEFF}",
        "0812\u{3000}3456\u{2007}7890",
        "\u{2018}081234567890",
        "\u{202A}+62 812\u{2011}3456\u{2011}7890\u{202C}",
        "０８１２３４５６７８９０",
        "٠٨١٢٣٤٥٦٧٨٩٠",
    ] {
        assert_eq!(read(text).as_deref(), Ok("+6281234567890"), "{text}");
    }
}

#[test]
fn a_mobile_wins_over_a_fixed_line_with_the_same_digits() {
    // 0628 12345678 would be a fixed line in Sumatra.
    assert_eq!(read("62812345678").as_deref(), Ok("+62812345678"));
    assert_eq!(read("062812345678").as_deref(), Ok("+6262812345678"));
}

#[test]
fn numbers_from_abroad_need_their_prefix() {
    assert_eq!(read("+1 650 253 0000").as_deref(), Ok("+16502530000"));
    assert_eq!(read("+65 8123 4567").as_deref(), Ok("+6581234567"));
    assert_eq!(read("+39 02 3661 8300").as_deref(), Ok("+390236618300"));
    assert_eq!(read("0065 8123 4567").as_deref(), Ok("+6581234567"));
    assert_eq!(read("00865 8123 4567").as_deref(), Ok("+6581234567"));
    let russia: Country = "ru".parse().unwrap();
    // A Russian default must not strip its trunk prefix 8 from an Indonesian number.
    assert_eq!(
        Phone::parse("+62 812 3456 7890", russia).map(String::from),
        Ok("+6281234567890".to_owned())
    );
}

#[test]
fn what_is_no_number_says_why() {
    for (text, error) in [
        ("", PhoneError::Empty),
        ("  ' ", PhoneError::Empty),
        ("Budi", PhoneError::NotANumber),
        ("-", PhoneError::NotANumber),
        ("budi@example.com", PhoneError::NotANumber),
        ("0812FLOWERS", PhoneError::NotANumber),
        ("0812\u{0}3456789", PhoneError::NotANumber),
        ("62+81234567890", PhoneError::NotANumber),
        ("6.28123E+12", PhoneError::Shortened),
        ("6,28123456789e12", PhoneError::Shortened),
        ("\u{200E}6.28120E+12\u{200B}", PhoneError::Shortened),
        ("8.12E+10", PhoneError::Shortened),
        ("\u{200B}", PhoneError::Empty),
        ("\u{FE0F}\u{2060} '\u{3164}'", PhoneError::Empty),
        ("81234567890.5", PhoneError::Decimals),
        ("81234567890,25", PhoneError::Decimals),
        ("6281234567890.123", PhoneError::Decimals),
        ("8.123.456.789,01", PhoneError::Decimals),
        ("212345678901234@lid", PhoneError::HiddenId),
        ("120363025246125486@g.us", PhoneError::HiddenId),
        ("status@broadcast", PhoneError::HiddenId),
        (
            "+62 812-0000-0012 ::: +62 813-0000-0013",
            PhoneError::Several,
        ),
        ("0812-0000-0012 ::: 0813-0000-0013", PhoneError::Several),
        ("081200000012 atau 081300000013", PhoneError::Several),
        ("0812 0000 0012 or 0813 0000 0013", PhoneError::Several),
        ("08120000012 08130000013", PhoneError::Several),
        ("(021) 555-0123 ext. 12", PhoneError::NotANumber),
        ("O81200000012", PhoneError::NotANumber),
        ("#ERROR!", PhoneError::NotANumber),
        ("wa", PhoneError::NotANumber),
        ("081200000012 Budi", PhoneError::NotANumber),
        ("https://wa.me/message/ABCDEF", PhoneError::NotANumber),
        ("https://wa.me/", PhoneError::NotANumber),
        ("081234567890 / 081234567891", PhoneError::Several),
        ("081234567890;081234567891", PhoneError::Several),
        ("+6281234567890 +6281234567891", PhoneError::Several),
        ("0812", PhoneError::TooShort),
        ("08123", PhoneError::TooShort),
        ("0812345678901234", PhoneError::TooLong),
        ("123456789012345678901234567890", PhoneError::TooLong),
        ("+999 81234567890", PhoneError::UnknownCallingCode),
        ("+0 81234567890", PhoneError::UnknownCallingCode),
        ("+1 111 111 1111", PhoneError::NoSuchRange),
    ] {
        assert_eq!(read(text), Err(error), "{text:?}");
    }
}

#[test]
fn mexico_brazil_and_argentina_spell_one_account_in_two_ways() {
    let parse = |text: &str, country: &str| Phone::parse(text, country.parse().unwrap());
    for (text, country) in [
        ("+52 1 55 1234 0012", "MX"),
        ("+52 1 55 1234 0012", "ID"),
        ("5215512340012", "MX"),
        ("005215512340012", "ID"),
        ("+52 55 1234 0012", "MX"),
        ("55 1234 0012", "MX"),
        ("5215512340012@c.us", "ID"),
    ] {
        assert_eq!(
            parse(text, country).map(String::from),
            Ok("+525512340012".to_owned()),
            "{text} in {country}"
        );
    }
    for text in [
        "(11) 9000-0012",
        "+55 11 9000-0012",
        "551190000012",
        "011 9000-0012",
    ] {
        assert_eq!(parse(text, "BR"), Err(PhoneError::NinthDigit), "{text}");
    }
    assert_eq!(parse("+55 11 9000-0012", "ID"), Err(PhoneError::NinthDigit));
    assert_eq!(
        parse("+55 11 90000-0012", "BR").map(String::from),
        Ok("+5511900000012".to_owned())
    );
    for text in [
        "0 11 15 2345-6789",
        "+54 9 11 2345-6789",
        "+54 9 11 15 2345 6789",
    ] {
        let read = parse(text, "AR").map(String::from);
        if text.starts_with("+54 9 11 15") {
            assert!(
                read.is_err() || read.as_deref() == Ok("+5491123456789"),
                "{read:?}"
            );
        } else {
            assert_eq!(read, Ok("+5491123456789".to_owned()), "{text}");
        }
    }
    for (number, account) in [
        ("+5215512340012", "+525512340012"),
        ("+525512340012", "+525512340012"),
        ("+541123456789", "+5491123456789"),
        ("+5491123456789", "+5491123456789"),
        ("+551190000012", "+5511990000012"),
        ("+5511990000012", "+5511990000012"),
        ("+551133334444", "+551133334444"),
        ("+6281234567890", "+6281234567890"),
        ("+525512", "+525512"),
    ] {
        let phone = Phone::from_e164(number).unwrap();
        assert_eq!(phone.account().as_str(), account, "{number}");
        assert_eq!(phone.account().account(), phone.account());
        assert!(phone.spellings().contains(&phone), "{number}");
        for other in phone.spellings() {
            assert_eq!(other.account(), phone.account(), "{other}");
        }
    }
    let count = |number| Phone::from_e164(number).unwrap().spellings().len();
    assert_eq!(
        [
            "+525512340012",
            "+541123456789",
            "+551190000012",
            "+551133334444",
            "+6281234567890"
        ]
        .map(count),
        [2, 2, 2, 1, 1]
    );
}

#[test]
fn the_register_takes_numbers_that_no_plan_knows() {
    let parse = |text: &str, country: &str| {
        Phone::parse_any(text, country.parse().unwrap()).map(String::from)
    };
    for (text, country, number) in [
        ("551190000012", "BR", "+551190000012"),
        ("(11) 9000-0012", "BR", "+551190000012"),
        ("+55 11 9000-0012", "ID", "+551190000012"),
        ("0812 3456 7890", "ID", "+6281234567890"),
        ("+1 111 111 1111", "ID", "+11111111111"),
        ("0899", "ID", "+62899"),
    ] {
        let read = parse(text, country);
        if number == "+62899" {
            assert_eq!(read, Err(PhoneError::TooShort));
        } else {
            assert_eq!(read.as_deref(), Ok(number), "{text}");
        }
    }
    for (text, error) in [
        ("abc", PhoneError::NotANumber),
        ("", PhoneError::Empty),
        ("6.28E+12", PhoneError::Shortened),
        ("12@lid", PhoneError::HiddenId),
    ] {
        assert_eq!(parse(text, "ID"), Err(error), "{text}");
    }
}

#[test]
fn every_error_has_its_own_code_and_sentence() {
    let codes: std::collections::HashSet<_> = PhoneError::ALL.iter().map(|e| e.code()).collect();
    let sentences: std::collections::HashSet<_> =
        PhoneError::ALL.iter().map(ToString::to_string).collect();
    assert_eq!(codes.len(), PhoneError::ALL.len());
    assert_eq!(sentences.len(), PhoneError::ALL.len());
}

#[test]
fn debug_and_masked_show_four_digits() {
    let phone = Phone::from_e164("+6281234567890").unwrap();
    assert_eq!(format!("{phone:?}"), "Phone(**********7890)");
    assert_eq!(phone.masked().to_string(), "**********7890");
    assert_eq!(phone.to_string(), "+6281234567890");
    assert_eq!(phone.digits(), "6281234567890");
    assert_eq!(
        serde_json::to_value(phone).unwrap(),
        serde_json::json!("+6281234567890")
    );
    assert_eq!(
        serde_json::from_str::<Phone>("\"+6281234567890\"").unwrap(),
        phone
    );
    assert!(serde_json::from_str::<Phone>("\"081234567890\"").is_err());
    for text in [
        "",
        "+",
        "+0812345678",
        "6281234567890",
        "+62812345678901234",
        "+62 812345678",
        "+62٣812345678",
    ] {
        assert_eq!(Phone::from_e164(text), Err(PhoneError::NotE164), "{text}");
    }
}

#[test]
fn countries_are_two_letters_with_a_numbering_plan() {
    assert_eq!("id".parse(), Ok(Country::INDONESIA));
    assert_eq!(
        "Indonesia".parse::<Country>(),
        Err(UnknownCountry("Indonesia".to_owned()))
    );
    assert!("ZZ".parse::<Country>().is_err());
    assert_eq!(serde_json::to_value(Country::INDONESIA).unwrap(), "ID");
}
