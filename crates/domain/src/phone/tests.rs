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

fn every_country() -> Vec<Country> {
    let mut ids: Vec<_> = DATABASE
        .iter()
        .filter_map(|plan| plan.id().parse().ok())
        .map(Country::from_id)
        .collect();
    ids.sort_by(|a, b| a.as_str().cmp(b.as_str()));
    ids
}

/// The short way may decline, but where it answers it must answer what the crate does.
fn short_agrees_with_long(text: &str, country: Country) -> Option<bool> {
    let Ok(dialled) = text::digits(text) else {
        return None;
    };
    let short = reading::short_way(&dialled, country);
    if let Some(short) = short {
        assert_eq!(
            Ok(short),
            reading::long_way(&dialled, country),
            "{text} in {country}"
        );
    }
    Some(short.is_some())
}

#[test]
fn the_example_numbers_of_every_country_read_the_same_both_ways() {
    let countries = every_country();
    assert!(countries.len() > 200);
    let mut taken = 0;
    for plan in DATABASE.iter() {
        let descriptors = plan.descriptors();
        let examples = [
            descriptors.mobile(),
            descriptors.fixed_line(),
            descriptors.toll_free(),
            descriptors.premium_rate(),
            descriptors.voip(),
            descriptors.pager(),
            descriptors.personal_number(),
        ];
        for example in examples.into_iter().flatten().filter_map(|d| d.example()) {
            let home = plan.id().parse().map(Country::from_id);
            let code = plan.country_code();
            for country in home.into_iter().chain([Country::INDONESIA]) {
                for text in [
                    format!("+{code}{example}"),
                    format!("{code}{example}"),
                    format!("00{code}{example}"),
                    example.to_owned(),
                    format!("{}{example}", plan.national_prefix().unwrap_or("0")),
                ] {
                    taken += usize::from(short_agrees_with_long(&text, country) == Some(true));
                }
            }
        }
    }
    assert!(taken > 1000, "the short way was taken {taken} times only");
}

#[test]
fn the_usual_indonesian_spellings_take_the_short_way() {
    for text in [
        "+6281234567890",
        "6281234567890",
        "081234567890",
        "81234567890",
        "62812345678",
    ] {
        assert_eq!(
            short_agrees_with_long(text, Country::INDONESIA),
            Some(true),
            "{text}"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_digits_read_the_same_both_ways(
        text in "\\+?(0|00|8|62|620|628|1|44|39|7|54|55|52|91|65|60)?[0-9]{4,14}",
        country in proptest::sample::select(every_country()),
    ) {
        short_agrees_with_long(&text, country);
        short_agrees_with_long(&text, Country::INDONESIA);
    }

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,40}") {
        if let Ok(phone) = Phone::parse(&text, Country::INDONESIA) {
            prop_assert_eq!(Phone::from_e164(phone.as_str()), Ok(phone));
            prop_assert_eq!(Phone::parse(phone.as_str(), Country::INDONESIA), Ok(phone));
        }
    }

    #[test]
    fn what_was_read_reads_again_as_itself(text in "\\+?[0-9]{5,16}", country in proptest::sample::select(every_country())) {
        if let Ok(phone) = Phone::parse(&text, country) {
            prop_assert_eq!(Phone::parse(phone.as_str(), country), Ok(phone));
        }
    }
}
