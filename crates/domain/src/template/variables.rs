//! What a message knows of a contact: names and values.

use minijinja::{
    Value,
    value::{Object, ObjectRepr},
};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};

/// Names and values of one contact. Names do not depend on case: `{Name}`, `{{ name }}` and `{{ NAME }}` are one.
///
/// An empty value is none: a message must not say "Dear ," because a cell was blank.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct Variables(Arc<HashMap<String, String>>);

impl Variables {
    /// No variables.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a value, or takes the place of an earlier one of the same name.
    pub fn insert(&mut self, name: &str, value: impl Into<String>) {
        let value = value.into();
        if !value.trim().is_empty() {
            Arc::make_mut(&mut self.0).insert(folded_name(name), value);
        }
    }

    /// These, and where they lack a value that of `defaults`.
    #[must_use]
    pub fn or(&self, defaults: &Self) -> Self {
        if defaults.0.keys().all(|name| self.0.contains_key(name)) {
            return self.clone();
        }
        let mut both = defaults.clone();
        let values = Arc::make_mut(&mut both.0);
        for (name, value) in self.0.iter() {
            values.insert(name.clone(), value.clone());
        }
        both
    }

    /// The value under a name, in any case.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        match self.0.get(name) {
            Some(value) => Some(value),
            None => self.0.get(&folded_name(name)).map(String::as_str),
        }
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
        f.debug_set().entries(self.0.keys()).finish()
    }
}

/// A name as it is looked up: lower case, blanks as `_`.
pub(super) fn folded_name(name: &str) -> String {
    name.trim()
        .chars()
        .flat_map(char::to_lowercase)
        .map(|c| if c == ' ' { '_' } else { c })
        .collect()
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
