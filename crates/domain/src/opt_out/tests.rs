mod wishes;

use super::*;
use proptest::prelude::*;

fn words(more: &[&str]) -> OptOutWords {
    OptOutWords::new(DEFAULT_WORDS.iter().chain(more)).unwrap()
}

fn all() -> OptOutWords {
    words(&[
        "SAIR",
        "PARAR",
        "BAJA",
        "DAR DE BAJA",
        "إيقاف",
        "désabonner",
    ])
}

#[test]
fn messages_that_ask_to_be_left_alone() {
    let words = all();
    for message in [
        "STOP",
        " Stop. ",
        "*STOP*!!!",
        "“stop”",
        "🛑 stop 🛑",
        "st\u{200B}op",
        "ＳＴＯＰ",
        "stopp",
        "S.T.O.P",
        "s t o p",
        "STOOOP",
        "please stop",
        "Stop please",
        "Tolong berhenti ya kak",
        "STOP promo",
        "stop kirim pesan",
        "Berhenti, terima kasih",
        "unsub",
        "Unsubscribe please",
        "STOP\n\nSent from my phone, please excuse any typing errors",
        "stop stop stop",
        "Stop. Thank you so much",
        "ok stop",
        "Ok, stop ya kak",
        "Halo kak, stop",
        "maaf stop dulu ya",
        "Hi,\nSTOP",
        "No thanks, stop",
        "No, stop",
        "Tidak, terima kasih, stop",
        "STOP – Budi Contoh, PT Maju Contoh Abadi",
        "Tolong stop kirim pesan ke nomor ini ya",
        "saya mau berhenti langganan",
        "mau stop ya kak",
        "Berhenti berlangganan",
        "unsubscribe me from this list please",
        "I want to unsubscribe",
        "STOP ALL",
        "STOPALL",
        "UNREG",
        "UNREG PROMO",
        "jangan kirim lagi",
        "tolong jangan kirim lagi ya kak",
        "opt out",
        "opt-out",
        "Opt out of all messages please",
        "can you stop sending me these messages?",
        "bisa stop kirim pesan?",
        "Assalamualaikum, mohon stop ya. Terima kasih",
        "stop, jangan kirim pesan lagi",
        "SAIR",
        "ＳＡＩＲ",
        "quero sair",
        "pode parar, obrigado",
        "dar de baja por favor",
        "quiero darme de baja",
        "إيقاف",
        "ايقاف",
        "إيـــقاف",
        "إيقاف من فضلك",
        "أريد إيقاف الرسائل",
        "désabonner",
        "de\u{301}sabonner",
        "DESABONNER",
    ] {
        assert!(
            matches!(words.judge(message), Wish::OptOut(_)),
            "{message:?}: {:?}",
            words.judge(message)
        );
    }
    assert_eq!(words.judge("tolong berhenti"), Wish::OptOut("BERHENTI"));
}

#[test]
fn messages_that_do_not() {
    let words = all();
    for message in [
        "",
        "   ",
        "?!",
        "please stop by our shop",
        "Stop by tomorrow",
        "stop in later",
        "non-stop delivery?",
        "nonstop",
        "stopwatch",
        "Do you stop at Blok M",
        "Kapan hujan berhenti?",
        "kapan hujan berhenti",
        "Stop worrying, the parcel arrived this morning",
        "start",
        "START",
        "please",
        "don't stop",
        "I don't want to unsubscribe",
        "saya tidak mau berhenti langganan",
        "Don’t stop sending these!",
        "jangan stop promonya kak",
        "stop kontak ready?",
        "Stop it! That's so funny",
        "stop? no way",
        "stop or start?",
        "vou sair de férias",
        "parar o tratamento?",
        "la baja temporada",
        "no me manden más facturas duplicadas",
        "saya mau berhenti kerja",
        "Halo kak, apakah toko berhenti jualan besok?",
        "lampu stop mobil ada kak?",
        "Why did the parcel stop in Surabaya",
        "END",
        "CANCEL",
        "BATAL",
        "batal pesan ya kak",
        "🛑",
        "terima kasih",
    ] {
        assert_eq!(words.judge(message), Wish::None, "{message:?}");
    }
    let long = format!("{} stop", "kata ".repeat(1_000));
    assert_eq!(words.judge(&long), Wish::None);
}

#[test]
fn messages_that_a_person_has_to_read() {
    let words = all();
    for message in [
        "stop?",
        "how do I unsubscribe?",
        "Stop it",
        "stop katalog",
        "stop promo lebaran",
        "Stop! Lucu sekali fotonya",
    ] {
        assert!(
            matches!(words.judge(message), Wish::Unclear(_)),
            "{message:?}: {:?}",
            words.judge(message)
        );
    }
}

#[test]
fn coming_back_is_the_whole_message() {
    for message in ["START", "start!", "Mulai ya kak", "please start", "UNSTOP"] {
        assert!(asks_to_return(message), "{message}");
    }
    for message in [
        "start?",
        "when does it start",
        "mulai besok promo apa",
        "",
        "stop",
        "start stop",
        "terima kasih",
    ] {
        assert!(!asks_to_return(message), "{message}");
    }
}

#[test]
fn countries_bring_their_words() {
    let of = |code: &str| OptOutWords::of_country(code.parse().unwrap());
    assert_eq!(of("BR").judge("quero sair"), Wish::OptOut("SAIR"));
    assert_eq!(of("MX").judge("baja"), Wish::OptOut("BAJA"));
    assert_eq!(of("EG").judge("توقف"), Wish::OptOut("توقف"));
    assert_eq!(of("ID").judge("baja"), Wish::None);
    assert_eq!(of("ID"), OptOutWords::default());
}

#[test]
fn a_tenants_own_words_and_phrases() {
    let words =
        OptOutWords::new(["Jangan kirim lagi", "STOP", "stop ", "batal langganan"]).unwrap();
    assert_eq!(
        words.iter().collect::<Vec<_>>(),
        ["Jangan kirim lagi", "STOP", "batal langganan"]
    );
    assert_eq!(
        words.judge("jangan kirim lagi!"),
        Wish::OptOut("Jangan kirim lagi")
    );
    assert_eq!(words.judge("jangan kirim"), Wish::None);
    assert_eq!(words.judge("berhenti"), Wish::None);
    let polite = OptOutWords::new(["terima kasih"]).unwrap();
    assert_eq!(polite.judge("Terima kasih"), Wish::OptOut("terima kasih"));
    assert_eq!(
        OptOutWords::new(Vec::<String>::new()),
        Err(OptOutWordsError::Count)
    );
    assert_eq!(
        OptOutWords::new((0..51).map(|n| format!("w{n}"))),
        Err(OptOutWordsError::Count)
    );
    for bad in ["x", "!!", "", &"x".repeat(41)] {
        assert_eq!(
            OptOutWords::new([bad]),
            Err(OptOutWordsError::BadWord(bad.to_owned()))
        );
    }
    let json = serde_json::to_value(&words).unwrap();
    assert_eq!(
        json,
        serde_json::json!(["Jangan kirim lagi", "STOP", "batal langganan"])
    );
    assert_eq!(serde_json::from_value::<OptOutWords>(json).unwrap(), words);
}

proptest! {
    #[test]
    fn any_message_is_read(message in "\\PC{0,200}") {
        let _ = all().judge(&message);
        let _ = asks_to_return(&message);
    }

    #[test]
    fn marks_around_and_case_do_not_matter(marks in "[ !.,*_~\"\n-]{0,10}", word in "[sS][tT][oO][pP]") {
        let message = format!("{marks}{word}{marks}");
        let words = OptOutWords::default();
        prop_assert_eq!(words.judge(&message), Wish::OptOut("STOP"));
    }

    #[test]
    fn courtesy_around_does_not_matter(
        before in proptest::sample::select(vec!["", "ok ", "Halo kak, ", "please ", "maaf ya, ", "Selamat pagi. ", "tolong "]),
        word in proptest::sample::select(vec!["stop", "BERHENTI", "unsubscribe", "Opt out", "unreg"]),
        after in proptest::sample::select(vec!["", " ya", ", terima kasih", " please", ". Thank you very much!", " kirim promo ke nomor ini", "\n\nBudi Contoh\nPT Maju"]),
    ) {
        let message = format!("{before}{word}{after}");
        let words = OptOutWords::default();
        prop_assert!(matches!(words.judge(&message), Wish::OptOut(_)), "{message:?}: {:?}", words.judge(&message));
    }

    #[test]
    fn a_negation_before_it_turns_it_round(
        negation in proptest::sample::select(vec!["don't", "do not", "never", "jangan", "não", "no"]),
        word in proptest::sample::select(vec!["stop", "unsubscribe", "berhenti"]),
        after in proptest::sample::select(vec!["", " kak", " sending", "!"]),
    ) {
        let message = format!("{negation} {word}{after}");
        let words = OptOutWords::default();
        prop_assert_eq!(words.judge(&message), Wish::None, "{}", message);
    }
}
