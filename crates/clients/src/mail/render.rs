//! From purpose and parameters to subject, plain text and HTML.
//!
//! A template (`templates/mail/<language>/<purpose>.txt`) is a subject, the label of the button, and paragraphs. The HTML is made from
//! the same paragraphs by `layout.html`, escaped: both say the same, always.

use std::collections::BTreeMap;

use minijinja::{AutoEscape, Environment, UndefinedBehavior, Value};
use siar_domain::mail::{self, Mail};
use uuid::Uuid;

use super::Outgoing;

/// Longest value that a template is given, characters: a name is no place for an advertisement.
const VALUE_LENGTH: usize = 200;

/// What all e-mails of an installation have in common.
#[derive(Debug, Clone)]
pub struct Letterhead {
    /// Address under which people reach the dashboard.
    pub base_url: String,
    /// Who writes, above the text.
    pub sender: String,
}

/// A template is broken: a bug.
#[derive(Debug, thiserror::Error)]
#[error("the template {template}: {reason}")]
pub struct RenderError {
    template: String,
    reason: String,
}

/// Who gets an e-mail.
#[derive(Debug, Clone, Copy)]
pub struct To<'a> {
    /// The address.
    pub address: &'a str,
    /// The name, if known.
    pub name: &'a str,
    /// `en` or `id`; anything else is `en`.
    pub language: &'a str,
}

/// Makes the e-mail `id`. `token` is the secret of its link.
///
/// # Errors
/// [`RenderError`].
pub fn render(
    head: &Letterhead,
    id: Uuid,
    to: To<'_>,
    mail: &Mail,
    token: Option<&str>,
) -> Result<Outgoing, RenderError> {
    let purpose = mail.purpose();
    let language = if to.language == "id" { "id" } else { "en" };
    let failed = |reason: String| RenderError {
        template: format!("{language}/{purpose}"),
        reason,
    };
    let link = match (mail.page(), token) {
        (Some(page), Some(token)) => Some(mail::link(&head.base_url, page, token)),
        (None, _) => mail
            .own_page()
            .map(|page| format!("{}{page}", head.base_url.trim_end_matches('/'))),
        (Some(_), None) => return Err(failed("its link has no token".to_owned())),
    };
    let source = source(language, purpose).ok_or_else(|| failed("there is none".to_owned()))?;

    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|name| match name {
        "layout.html" => AutoEscape::Html,
        _ => AutoEscape::None,
    });
    let parameters = parameters(mail, to.name, link.as_deref());
    let filled = environment
        .render_named_str("mail.txt", source, &parameters)
        .map_err(|error| failed(error.to_string()))?;
    let parsed = Parsed::read(&filled).ok_or_else(|| failed("no subject".to_owned()))?;
    let html = environment
        .render_named_str(
            "layout.html",
            LAYOUT,
            layout_values(head, language, &parsed, link.as_deref()),
        )
        .map_err(|error| failed(error.to_string()))?;
    Ok(Outgoing {
        id,
        purpose,
        to: to.address.to_owned(),
        subject: parsed.subject.to_owned(),
        text: format!(
            "{}\n\n-- \n{}\n",
            parsed.paragraphs.join("\n\n"),
            head.sender
        ),
        html,
        link,
    })
}

fn layout_values(
    head: &Letterhead,
    language: &str,
    parsed: &Parsed<'_>,
    link: Option<&str>,
) -> Value {
    let paragraphs: Vec<Value> = parsed.paragraphs.iter().map(|one| text(one)).collect();
    let all = BTreeMap::from([
        ("language", text(language)),
        ("subject", text(parsed.subject)),
        ("sender", text(&head.sender)),
        ("link", text(link.unwrap_or_default())),
        ("button", text(parsed.button)),
        ("paragraphs", Value::from(paragraphs)),
    ]);
    Value::from(all)
}

fn text(text: &str) -> Value {
    Value::from(text.to_owned())
}

/// A filled template.
struct Parsed<'a> {
    subject: &'a str,
    button: &'a str,
    paragraphs: Vec<&'a str>,
}

impl<'a> Parsed<'a> {
    fn read(filled: &'a str) -> Option<Self> {
        let (head, body) = filled.split_once("\n\n")?;
        let field = |name: &str| {
            head.lines()
                .find_map(|line| line.strip_prefix(name))
                .map(str::trim)
        };
        Some(Self {
            subject: field("Subject:").filter(|subject| !subject.is_empty())?,
            button: field("Button:").unwrap_or_default(),
            paragraphs: body.trim().split("\n\n").collect(),
        })
    }
}

/// The mail's own parameters, each on one line and of bounded length: a name can neither add a paragraph nor a header.
fn parameters(mail: &Mail, name: &str, link: Option<&str>) -> Value {
    let mut all = BTreeMap::from([
        ("name", text(&plain(name))),
        ("link", text(link.unwrap_or_default())),
    ]);
    match mail {
        Mail::Invitation { business, inviter } => {
            all.insert("business", text(&plain(business)));
            all.insert("inviter", text(&plain(inviter)));
        }
        Mail::AddressChanged { new_address } => {
            all.insert("new_address", text(&plain(new_address)));
        }
        Mail::SecondFactorChanged { enabled } => {
            all.insert("enabled", Value::from(*enabled));
        }
        Mail::NewLogin { ip, device, .. } => {
            let known = |value: &Option<String>| text(&plain(value.as_deref().unwrap_or_default()));
            all.insert("ip", known(ip));
            all.insert("device", known(device));
        }
        Mail::VerifyEmail
        | Mail::ResetPassword
        | Mail::SignUpInvitation
        | Mail::ConfirmNewAddress
        | Mail::PasswordChanged => {}
    }
    Value::from(all)
}

fn plain(value: &str) -> String {
    let spaced: String = value
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .take(VALUE_LENGTH)
        .collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

const LAYOUT: &str = include_str!("../../templates/mail/layout.html");

macro_rules! templates {
    ($($purpose:literal)+) => {
        fn source(language: &str, purpose: &str) -> Option<&'static str> {
            match (language, purpose) {
                $(("en", $purpose) => Some(include_str!(concat!("../../templates/mail/en/", $purpose, ".txt"))),
                ("id", $purpose) => Some(include_str!(concat!("../../templates/mail/id/", $purpose, ".txt"))),)+
                _ => None,
            }
        }
    };
}

templates! {
    "verify_email" "reset_password" "invitation" "sign_up_invitation" "confirm_new_address" "address_changed" "password_changed"
    "second_factor_changed" "new_login"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head() -> Letterhead {
        Letterhead {
            base_url: "https://siar.example".to_owned(),
            sender: "Siar".to_owned(),
        }
    }

    fn all() -> Vec<Mail> {
        vec![
            Mail::VerifyEmail,
            Mail::ResetPassword,
            Mail::Invitation {
                business: "Kopi & Teh".to_owned(),
                inviter: "Budi".to_owned(),
            },
            Mail::SignUpInvitation,
            Mail::ConfirmNewAddress,
            Mail::AddressChanged {
                new_address: "new@b.example".to_owned(),
            },
            Mail::PasswordChanged,
            Mail::SecondFactorChanged { enabled: true },
            Mail::SecondFactorChanged { enabled: false },
            Mail::NewLogin {
                ip: Some("192.0.2.7".to_owned()),
                device: Some("Firefox, Linux".to_owned()),
                console: false,
            },
            Mail::NewLogin {
                ip: None,
                device: None,
                console: true,
            },
        ]
    }

    fn to<'a>(language: &'a str, name: &'a str) -> To<'a> {
        To {
            address: "a@b.example",
            name,
            language,
        }
    }

    #[test]
    fn every_mail_exists_in_both_languages_and_says_the_same_twice() {
        for mail in all() {
            let token = mail.page().map(|_| "tok-en_1");
            for language in ["en", "id"] {
                let out = render(&head(), Uuid::nil(), to(language, "Sari"), &mail, token).unwrap();
                assert!(!out.subject.is_empty() && !out.subject.contains('{'));
                assert!(
                    !out.text.contains("{{") && !out.html.contains("{{"),
                    "{out:?}"
                );
                assert!(out.html.contains(&format!("lang=\"{language}\"")));
                let leads = mail.page().is_some() || mail.own_page().is_some();
                assert_eq!(out.link.is_some(), leads);
                if let Some(link) = &out.link {
                    assert!(link.starts_with("https://siar.example/"), "{link}");
                    assert_eq!(link.ends_with("#token=tok-en_1"), token.is_some(), "{link}");
                    assert!(out.text.contains(link.as_str()));
                    assert_eq!(out.html.matches("<a href=").count(), 1);
                }
            }
        }
    }

    #[test]
    fn a_log_in_from_a_new_place_is_told_by_what_is_known_of_it() {
        let says = |language, ip: Option<&str>, device: Option<&str>| {
            let mail = Mail::NewLogin {
                ip: ip.map(str::to_owned),
                device: device.map(str::to_owned),
                console: false,
            };
            let out = render(&head(), Uuid::nil(), to(language, "Sari"), &mail, None).unwrap();
            assert_eq!(out.link.unwrap(), "https://siar.example/app/account");
            out.text.split("\n\n").nth(1).unwrap().to_owned()
        };
        let (ip, device) = (Some("192.0.2.7"), Some("Chrome, Android"));
        for (language, ip, device, sentence) in [
            (
                "en",
                ip,
                device,
                "Somebody logged in to your account from a place that was not seen before: Chrome, Android, at 192.0.2.7.",
            ),
            (
                "en",
                ip,
                None,
                "Somebody logged in to your account from a place that was not seen before: an unknown program, at 192.0.2.7.",
            ),
            (
                "en",
                None,
                device,
                "Somebody logged in to your account from a place that was not seen before: Chrome, Android.",
            ),
            (
                "id",
                ip,
                device,
                "Ada yang masuk ke akun Anda dari tempat yang belum pernah dipakai: Chrome, Android, alamat 192.0.2.7.",
            ),
            (
                "id",
                None,
                None,
                "Ada yang masuk ke akun Anda dari tempat yang belum pernah dipakai: program yang tidak dikenal.",
            ),
        ] {
            assert_eq!(says(language, ip, device), sentence);
        }
    }

    #[test]
    fn a_name_adds_neither_markup_nor_lines_nor_a_template() {
        let name = "Eve\r\nBcc: x@y.z\n\n<script>{{ link }}";
        let out = render(
            &head(),
            Uuid::nil(),
            to("en", name),
            &Mail::PasswordChanged,
            None,
        )
        .unwrap();
        assert!(
            out.text
                .starts_with("Hello Eve Bcc: x@y.z <script>{{ link }},\n\n")
        );
        assert!(
            out.html
                .contains("Hello Eve Bcc: x@y.z &lt;script&gt;{{ link }},")
        );
        let mail = Mail::Invitation {
            business: "A\nBcc: x@y.z".to_owned(),
            inviter: "I".repeat(5_000),
        };
        let out = render(&head(), Uuid::nil(), to("en", ""), &mail, Some("t")).unwrap();
        assert!(!out.subject.contains('\n') && out.subject.ends_with("to A Bcc: x@y.z"));
        assert!(out.subject.chars().count() < 250);
    }

    #[test]
    fn a_link_without_its_token_is_a_bug_that_is_told() {
        assert!(
            render(
                &head(),
                Uuid::nil(),
                to("en", "S"),
                &Mail::VerifyEmail,
                None
            )
            .is_err()
        );
    }
}
