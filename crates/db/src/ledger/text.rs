//! The message for one recipient, of what was kept of it at the start.

use serde_json::{Map, Value};
use siar_domain::template::{Template, TemplateError};

use super::Recipient;
use crate::campaigns::values;

impl Recipient {
    /// The message, with a campaign's `defaults` where nothing is known of the person.
    ///
    /// # Errors
    /// [`TemplateError`].
    pub fn text(
        &self,
        template: &Template,
        defaults: &Map<String, Value>,
    ) -> Result<String, TemplateError> {
        template.render(&values(&self.variables).or(&values(defaults)))
    }
}

#[cfg(test)]
mod tests {
    use chrono::{DateTime, Utc};
    use proptest::prelude::*;
    use serde_json::json;
    use siar_domain::{
        id::ContactId,
        phone::Phone,
        preflight::{Candidate, Preflight, Verdict},
        template::{OWN_FIELDS, needed},
    };

    use super::*;
    use crate::contacts::Contact;

    const NUMBER: &str = "+6281234567890";

    fn contact(name: Option<String>, email: Option<String>, attributes: Value) -> Contact {
        let at = DateTime::<Utc>::UNIX_EPOCH;
        Contact {
            id: ContactId(uuid::Uuid::nil()),
            phone: NUMBER.to_owned(),
            name,
            email,
            notes: None,
            language: None,
            time_zone: None,
            tags: Vec::new(),
            attributes,
            blocked_at: None,
            blocked_reason: None,
            consent_at: None,
            consent_source: None,
            consent_proof: None,
            last_in_at: None,
            last_out_at: None,
            created_at: at,
            updated_at: at,
        }
    }

    /// What the snapshot of a start keeps for this text.
    fn kept(contact: &Contact, template: &Template) -> Recipient {
        let attributes = contact.attributes.as_object().cloned().unwrap_or_default();
        let own = [
            ("phone", Some(contact.phone.clone())),
            ("name", contact.name.clone()),
            ("email", contact.email.clone()),
        ];
        let wanted = needed(template.variables(), attributes.keys().cloned());
        let own = own
            .into_iter()
            .filter_map(|(name, value)| Some((name.to_owned(), value?.into())));
        let variables = attributes.into_iter().chain(own);
        Recipient {
            ordinal: 1,
            phone: contact.phone.clone(),
            variables: variables
                .filter(|(name, _)| wanted.contains(name))
                .collect(),
            attempt: 0,
            message_id: None,
            asked: false,
        }
    }

    fn named(names: &'static [&'static str]) -> impl Strategy<Value = Map<String, Value>> {
        let name = proptest::sample::select(names).prop_map(str::to_owned);
        let value = prop_oneof![
            "[a-z]{0,3}".prop_map(Value::from),
            Just(json!(7)),
            Just(json!(" "))
        ];
        proptest::collection::vec((name, value), 0..5).prop_map(|pairs| pairs.into_iter().collect())
    }

    #[test]
    fn a_default_for_a_heading_does_not_rename_everybody() {
        let template = Template::compile("Halo {Nama}").unwrap();
        let defaults = json!({ "nama": "Kak" }).as_object().cloned().unwrap();
        for (name, text) in [(Some("Budi"), "Halo Budi"), (None, "Halo Kak")] {
            let contact = contact(name.map(str::to_owned), None, json!({}));
            let sent = kept(&contact, &template).text(&template, &defaults);
            assert_eq!(sent.as_deref(), Ok(text));
        }
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(300))]

        #[test]
        fn what_is_previewed_and_what_preflight_counts_is_what_is_sent(
            name in proptest::option::of("[A-Z][a-z]{0,3}|"), email in proptest::option::of("[a-z]@x.id"),
            attributes in named(&["nama", "Nama ", "Kota", "kota", "Kota/Kab", "no_hp", "2024 Poin", "Námé", "E Mail"]),
            defaults in named(&["name", "nama", "Nama", "kota", "KOTA", "kota_kab", "no_hp", "phone", "2024_poin", "email"]),
            typed in proptest::collection::vec(proptest::sample::select(vec![
                "{Nama}", "{{ name }}", "{Kota}", "{Kota/Kab}", "{No. HP}", "{2024 Poin}", "{{ email | default('-') }}", "{E-Mail}",
                "{% if kota %}a{% endif %}", " x ",
            ]), 1..4),
        ) {
            prop_assume!(attributes.keys().all(|key| !OWN_FIELDS.contains(&key.as_str())));
            let template = Template::compile(&typed.concat()).unwrap();
            let contact = contact(name, email, Value::Object(attributes));
            let defaults_of_campaign = values(&defaults);
            let previewed = template.render(&contact.variables().or(&defaults_of_campaign));
            let sent = kept(&contact, &template).text(&template, &defaults);
            prop_assert_eq!(&sent, &previewed);
            let variables = contact.variables();
            let phone = Phone::from_e164(NUMBER).unwrap();
            let verdict = Preflight::new(template.clone(), defaults_of_campaign, false).candidate(&Candidate {
                phone: &phone, suppressed: false, blocked: false, consent: true, knows_us: true, variables: &variables,
            });
            match sent {
                Ok(text) => prop_assert_eq!(verdict, Verdict::Send(text)),
                Err(_) => prop_assert!(matches!(verdict, Verdict::Skip(_))),
            }
        }
    }
}
