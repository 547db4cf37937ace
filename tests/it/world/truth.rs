//! The sandbox's own log against Siar's ledger, person by person.

use std::collections::BTreeMap;

use siar_sandbox::{client::Client, number::Number, truth::Filter};

use super::tenant::Recipient;

/// What really happened to one person in one campaign.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Fate {
    /// The ids under which the text reached WhatsApp's server.
    pub(crate) ids: Vec<String>,
    /// How often it reached the server. More than one with one id: sent again, since it was not certain.
    pub(crate) arrivals: u32,
    /// How often it reached the phone.
    pub(crate) phone_arrivals: u32,
    /// How often the person saw it.
    pub(crate) shown: u32,
    /// The person read it.
    pub(crate) read: bool,
}

impl Fate {
    /// The state that the ledger must have.
    pub(crate) fn state(&self) -> &'static str {
        match (self.arrivals, self.shown, self.read) {
            (0, ..) => "nothing",
            (_, 0, _) => "sent",
            (_, _, false) => "delivered",
            (_, _, true) => "read",
        }
    }
}

/// What happened to whom, of the account's messages that contain `words`.
pub(crate) async fn fates(
    sandbox: &Client,
    account: &Number,
    words: &str,
) -> BTreeMap<String, Fate> {
    let filter = Filter {
        account: Some(account.clone()),
        ..Filter::default()
    };
    let mut people: BTreeMap<String, Fate> = BTreeMap::new();
    for message in sandbox.fates(&filter).await.unwrap() {
        if !message.body.contains(words) || message.refused.is_some() {
            continue;
        }
        let fate = people.entry(message.person.to_string()).or_default();
        fate.ids.push(message.message_id);
        fate.arrivals += message.server_arrivals;
        fate.phone_arrivals += message.phone_arrivals;
        fate.shown += message.shown;
        fate.read |= message.read;
    }
    people
}

/// Everything in which the ledger and the truth differ, in words. Recipients that are `unknown` are left to the caller.
pub(crate) fn differences(ledger: &[Recipient], truth: &BTreeMap<String, Fate>) -> Vec<String> {
    let mut found = Vec::new();
    for row in ledger {
        let fate = truth.get(&row.phone).cloned().unwrap_or_default();
        if fate.shown > 1 || fate.ids.len() > 1 {
            found.push(format!("{} was messaged twice: {fate:?}", row.phone));
        }
        let said = match row.state.as_str() {
            "unknown" => continue,
            "skipped" | "failed" => "nothing",
            other => other,
        };
        if said != fate.state() {
            found.push(format!(
                "{} is {} ({:?}) in the ledger, and in truth {}: {fate:?}",
                row.phone,
                row.state,
                row.reason,
                fate.state()
            ));
        }
    }
    for (phone, fate) in truth {
        if !ledger.iter().any(|row| row.phone == *phone) {
            found.push(format!("{phone} is not in the ledger: {fate:?}"));
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn row(phone: &str, state: &str) -> Recipient {
        Recipient {
            phone: phone.to_owned(),
            state: state.to_owned(),
            reason: None,
        }
    }

    fn fate(ids: &[&str], shown: u32, read: bool) -> Fate {
        Fate {
            ids: ids.iter().map(|&id| id.to_owned()).collect(),
            arrivals: 1,
            phone_arrivals: shown,
            shown,
            read,
        }
    }

    #[test]
    fn every_kind_of_lie_is_found() {
        let ledger = [
            row("+1", "read"),
            row("+2", "delivered"),
            row("+3", "sent"),
            row("+4", "skipped"),
            row("+5", "delivered"),
            row("+6", "delivered"),
            row("+7", "skipped"),
            row("+8", "delivered"),
        ];
        let truth = BTreeMap::from([
            ("+1".to_owned(), fate(&["a"], 1, true)),
            ("+2".to_owned(), fate(&["b"], 1, false)),
            ("+3".to_owned(), fate(&["c"], 0, false)),
            // Twice under two ids; said to be skipped and sent all the same; read and not noticed; nobody asked for it.
            ("+6".to_owned(), fate(&["d", "e"], 2, false)),
            ("+7".to_owned(), fate(&["f"], 1, false)),
            ("+8".to_owned(), fate(&["g"], 1, true)),
            ("+9".to_owned(), fate(&["h"], 1, false)),
        ]);
        let found = differences(&ledger, &truth);
        let who: Vec<&str> = found.iter().map(|one| &one[..2]).collect();
        assert_eq!(who, ["+5", "+6", "+7", "+8", "+9"], "{found:#?}");
    }
}
