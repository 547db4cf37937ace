//! What a message knows of a contact: names and values.

use minijinja::{
    Value,
    value::{Object, ObjectRepr},
};
use unicode_normalization::{UnicodeNormalization, char::canonical_combining_class};

use crate::{import::own_field, unseen::is_accent};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// What every contact has. An attribute cannot be called so.
pub const OWN_FIELDS: [&str; 3] = ["phone", "name", "email"];

/// Names and values of one contact. Names do not depend on case, accents, spaces and marks: `{Name}`, `{{ name }}` and
/// `{{ NAME }}` are one. Where nothing has a name, a heading that means the person's name, number or address stands for it, since the column
/// under it became that: `{Nama}` and `{No HP}` of a file are `name` and `phone`.
///
/// An empty value is none: a message must not say "Dear ," because a cell was blank.
///
/// What a contact has comes before any default of a campaign's ([`Variables::or`]), under whichever of these names it is asked for: a default
/// for `nama` must not call everybody "Kak" whose name the file had.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Variables {
    own: Arc<HashMap<String, String>>,
    defaults: Arc<HashMap<String, String>>,
}

impl Variables {
    /// No variables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, or takes the place of an earlier one of the same name.
    pub fn insert(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        let folded = folded_name(name);
        // A contact's own field is never hidden by an attribute whose name only folds to the same.
        let hides = OWN_FIELDS.contains(&folded.as_str())
            && folded != name
            && self.own.contains_key(&folded);
        if !value.trim().is_empty() && !hides {
            Arc::make_mut(&mut self.own).insert(folded, value);
        }
    }

    /// These, and what `defaults` say where these have nothing under any name.
    #[must_use]
    pub fn or(&self, defaults: &Self) -> Self {
        let mut both = self.clone();
        if both.defaults.is_empty() && defaults.defaults.is_empty() {
            both.defaults = Arc::clone(&defaults.own);
            return both;
        }
        let further = [&defaults.own, &defaults.defaults];
        let known = Arc::make_mut(&mut both.defaults);
        for (name, value) in further.into_iter().flat_map(|values| values.iter()) {
            known.entry(name.clone()).or_insert_with(|| value.clone());
        }
        both
    }

    /// The value under a name, in any spelling.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        if let Some(value) = self.own.get(name) {
            return Some(value);
        }
        let (folded, own_field) = (folded_name(name), own_field(name));
        [&self.own, &self.defaults].into_iter().find_map(|values| {
            let found = values.get(name).or_else(|| values.get(&folded));
            found.or_else(|| values.get(own_field?)).map(String::as_str)
        })
    }
}

impl<K: AsRef<str>, V: Into<String>> FromIterator<(K, V)> for Variables {
    fn from_iter<I: IntoIterator<Item = (K, V)>>(pairs: I) -> Self {
        let mut variables = Self::new();
        for (name, value) in pairs {
            variables.insert(name.as_ref(), value);
        }
        variables
    }
}

/// Names only: the values are personal data.
impl std::fmt::Debug for Variables {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let names = self.own.keys().chain(self.defaults.keys());
        f.debug_set().entries(names).finish()
    }
}

/// A name as it is looked up: lower case without accents, whatever is neither letter nor digit as one `_`.
pub(crate) fn folded_name(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    let decomposed = name.nfkd().flat_map(char::to_lowercase);
    for character in decomposed.filter(|c| !is_accent(*c)) {
        if character.is_alphanumeric() || canonical_combining_class(character) != 0 {
            folded.push(character);
        } else if !folded.is_empty() && !folded.ends_with('_') {
            folded.push('_');
        }
    }
    folded.truncate(folded.trim_end_matches('_').len());
    folded.nfc().collect()
}

/// Longest name, characters.
const MAX_NAME: usize = 64;

/// The name that a column with this heading gets, and by which a text that spells the heading means it: [`folded_name`], and one that begins
/// with a digit behind a `_`, so that the engine takes it. Empty where nothing of the heading can be in a name.
pub(crate) fn key_name(heading: &str) -> String {
    let mut name: String = folded_name(heading).chars().take(MAX_NAME).collect();
    if name.starts_with(char::is_numeric) {
        name.insert(0, '_');
    }
    name
}

/// Which of the contacts' `keys` (attributes as they are stored) and own fields a text with these `variables` can need: nothing else has to be
/// kept of anybody.
#[must_use]
pub fn needed(variables: &[String], keys: impl IntoIterator<Item = String>) -> Vec<String> {
    // `{Nama}` means the name, and what only folds to it where the name is empty.
    let wanted = |asked: &str| {
        let means = |name: &String| name == asked || own_field(name) == Some(asked);
        variables.iter().any(means)
    };
    let own = OWN_FIELDS.into_iter().filter(|field| wanted(field));
    let keys = keys.into_iter().filter(|key| wanted(&folded_name(key)));
    own.map(str::to_owned).chain(keys).collect()
}

/// The variables as the engine sees them; remembers which name was last asked for in vain.
#[derive(Debug)]
pub(super) struct Lookup {
    variables: Variables,
    last_missing: Mutex<Option<String>>,
}

impl Lookup {
    pub(super) fn new(variables: &Variables) -> Arc<Self> {
        Arc::new(Self {
            variables: variables.clone(),
            last_missing: Mutex::new(None),
        })
    }

    pub(super) fn last_missing(&self) -> Option<String> {
        self.last_missing
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

impl Object for Lookup {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        ObjectRepr::Map
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        self.get_value_by_str(key.as_str()?)
    }

    fn get_value_by_str(self: &Arc<Self>, key: &str) -> Option<Value> {
        if let Some(value) = self.variables.get(key) {
            return Some(Value::from(value));
        }
        *self
            .last_missing
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = Some(folded_name(key));
        None
    }
}
