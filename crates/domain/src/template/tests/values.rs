//! Whose value a message takes: the contact's before a campaign's default, under whatever name either is asked for.

use crate::{
    phone::Phone,
    preflight::{Candidate, Preflight, Verdict},
    template::{Template, TemplateError, Variables},
};
use proptest::prelude::*;

fn values(pairs: &[(&str, &str)]) -> Variables {
    pairs.iter().copied().collect()
}

#[test]
fn a_default_never_takes_the_place_of_what_the_contact_has() {
    let budi = values(&[
        ("name", "Budi"),
        ("phone", "+6281234567890"),
        ("total_rp", "125.000"),
    ]);
    for (source, defaults, text) in [
        ("Halo {Nama}", ("nama", "Kak"), "Halo Budi"),
        ("Halo {Nama}", ("name", "Kak"), "Halo Budi"),
        ("Halo {{ name }}", ("Nama", "Kak"), "Halo Budi"),
        ("Halo {Nama Lengkap}", ("nama_lengkap", "Kak"), "Halo Budi"),
        ("{No. HP}", ("no_hp", "-"), "+6281234567890"),
        ("{{ Total_Rp }}", ("Total (Rp)", "0"), "125.000"),
        ("Halo {Kota}", ("KOTA", "Solo"), "Halo Solo"),
    ] {
        let both = budi.or(&values(&[defaults]));
        let template = Template::compile(source).unwrap();
        assert_eq!(template.render(&both).as_deref(), Ok(text), "{source}");
    }
}

#[test]
fn a_default_stands_in_where_the_contact_has_nothing() {
    let nameless = values(&[("phone", "+6281234567890"), ("name", "  ")]);
    let template = Template::compile("Halo {Nama}").unwrap();
    for default in ["nama", "Nama", "name"] {
        let both = nameless.or(&values(&[(default, "Kak")]));
        assert_eq!(template.render(&both).as_deref(), Ok("Halo Kak"));
        assert_eq!(template.missing(&both), [""; 0]);
    }
    // An own value that comes later still goes before the default.
    let mut both = nameless.or(&values(&[("name", "Kak")]));
    both.insert("name", "Siti");
    assert_eq!(template.render(&both).as_deref(), Ok("Halo Siti"));
    // Of two defaults the nearer.
    let both = nameless
        .or(&values(&[("nama", "Kak")]))
        .or(&values(&[("nama", "Bu")]));
    assert_eq!(template.render(&both).as_deref(), Ok("Halo Kak"));
    assert_eq!(
        template.render(&nameless.or(&Variables::new())),
        Err(TemplateError::MissingVariable {
            name: "nama".to_owned()
        })
    );
}

const NAMES: [&str; 9] = [
    "name", "Nama", "nama", "phone", "No. HP", "kota", "Kota ", "email", "E-Mail",
];

fn pairs() -> impl Strategy<Value = Vec<(String, String)>> {
    let name = proptest::sample::select(NAMES.to_vec()).prop_map(str::to_owned);
    proptest::collection::vec((name, "[a-z]{0,3}| "), 0..6)
}

proptest! {
    #[test]
    fn defaults_change_nothing_where_none_is_missing(contact in pairs(), defaults in pairs(), name in proptest::sample::select(vec!["Nama", "name", "No HP", "Kota", "E Mail"])) {
        let contact: Variables = contact.into_iter().collect();
        let defaults: Variables = defaults.into_iter().collect();
        let template = Template::compile(&format!("{{{name}}}")).unwrap();
        let both = contact.or(&defaults);
        let expected = match template.render(&contact) {
            Err(TemplateError::MissingVariable { .. }) => template.render(&defaults),
            other => other,
        };
        prop_assert_eq!(template.render(&both), expected.clone());
        let phone = Phone::from_e164("+6281234567890").unwrap();
        let mut flight = Preflight::new(template, defaults, false);
        let verdict = flight.candidate(&Candidate {
            phone: &phone, suppressed: false, blocked: false, consent: true, knows_us: true, variables: &contact,
        });
        match expected {
            Ok(text) => prop_assert_eq!(verdict, Verdict::Send(text)),
            Err(_) => prop_assert!(matches!(verdict, Verdict::Skip(_))),
        }
    }
}
