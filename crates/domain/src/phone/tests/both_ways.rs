//! Every country's numbers, by the short way and the long one, and what holds for any text.

use super::*;

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
    fn never_more_digits_than_before_a_decimal_mark(
        whole in "[1-9][0-9]{6,14}", mark in "[.,]", zeros in "0{1,2}|0{1,8}", plus in "\\+?",
        country in proptest::sample::select(every_country()),
    ) {
        let number = format!("{plus}{whole}");
        let read = Phone::parse(&format!("{number}{mark}{zeros}"), country);
        prop_assert!(read == Phone::parse(&number, country) || read == Err(PhoneError::Decimals), "{read:?}");
    }

    #[test]
    fn never_more_digits_than_before_a_separator(
        whole in "\\+?[0-9]{3,6}[ .-]?[0-9]{4,9}", mark in " ?([,;/|&\n\t~_]|\\(|\\[) ?", tail in "[0-9]{1,9}", close in "[)\\]]?",
        country in proptest::sample::select(every_country()),
    ) {
        // A run that begins with two groups by the same mark may be one number in three.
        for text in [format!("{whole}{mark}{tail}{close}"), format!("{whole} {mark}{tail}")] {
            let alone = [Phone::parse(&whole, country), Phone::parse_any(&whole, country)];
            for read in [Phone::parse(&text, country), Phone::parse_any(&text, country)] {
                prop_assert!(read.is_err() || alone.contains(&read), "{text:?}: {read:?}");
            }
        }
    }

    #[test]
    fn decimals_are_never_dialled(whole in "[1-9][0-9]{9,14}", mark in "[.,]", tail in "[0-9]{0,6}[1-9][0-9]{0,2}") {
        let read = Phone::parse(&format!("{whole}{mark}{tail}"), Country::INDONESIA);
        prop_assert_eq!(read, Err(PhoneError::Decimals));
    }

    #[test]
    fn unseen_characters_change_nothing(text in "[+(]?[0-9]{5,16}", at in 0_usize..6, unseen in "[\u{200B}\u{FE0F}\u{202D}\u{2060}\u{AD}]{1,3}") {
        let mut marked = text.clone();
        marked.insert_str(at.min(text.len()), &unseen);
        prop_assert_eq!(Phone::parse(&marked, Country::INDONESIA), Phone::parse(&text, Country::INDONESIA));
    }

    #[test]
    fn what_was_read_reads_again_as_itself(text in "\\+?[0-9]{5,16}", country in proptest::sample::select(every_country())) {
        if let Ok(phone) = Phone::parse(&text, country) {
            prop_assert_eq!(Phone::parse(phone.as_str(), country), Ok(phone));
        }
    }
}
