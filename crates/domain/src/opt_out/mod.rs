//! Opt-outs (CON-5): whether an incoming message asks to be left alone.
//!
//! A message is taken apart into thoughts (sentences, lines, what stands before a signature), and the words beside a tenant's
//! opt-out word decide: courtesy, wishes and what is to end ("tolong stop kirim pesan ya") change nothing; a negation before it
//! ("jangan stop promonya"), a question ("kapan hujan berhenti?"), a visit ("stop by tomorrow") or words about something else
//! ("stop worrying, it arrived") mean something else. In between ("stop?", "how do I unsubscribe") a person decides: nobody is
//! silenced who asked for nothing, and nobody is written to who may have asked.
//!
//! Wishes that name no such word ("jangan WA saya lagi", "remove me from your list") are known by their shape (`phrases.rs`), in five languages
//! and for every tenant.
//!
//! A word to come back ([`asks_to_return`]) counts only where it is the whole message: a chance "start" in a conversation is none.

pub mod answer;
mod phrases;
mod vocabulary;
mod words;

use serde::{Deserialize, Serialize};

use crate::phone::Country;
use vocabulary::Kind;
use words::{Segment, segments, words_of};

/// Words of a new tenant, wherever it is.
pub const DEFAULT_WORDS: [&str; 9] = [
    "STOP",
    "STOPALL",
    "BERHENTI",
    "UNSUB",
    "UNSUBSCRIBE",
    "UNREG",
    "OPT OUT",
    "OPTOUT",
    "JANGAN KIRIM LAGI",
];
/// Further words by the tenant's country.
const BY_COUNTRY: [(&[&str], &[&str]); 4] = [
    (
        &["BR", "PT", "AO", "MZ", "CV", "TL"],
        &["PARAR", "SAIR", "DESCADASTRAR", "CANCELAR INSCRIÇÃO"],
    ),
    (
        &[
            "ES", "MX", "AR", "CO", "CL", "PE", "VE", "EC", "GT", "CU", "BO", "DO", "HN", "PY",
            "SV", "NI", "CR", "PA", "UY", "PR",
        ],
        &[
            "BAJA",
            "DAR DE BAJA",
            "ALTO",
            "CANCELAR SUSCRIPCIÓN",
            "NO ENVIAR MÁS",
        ],
    ),
    (
        &[
            "SA", "AE", "EG", "MA", "DZ", "TN", "LY", "SD", "IQ", "JO", "KW", "LB", "OM", "PS",
            "QA", "SY", "YE", "BH",
        ],
        &["إيقاف", "توقف", "الغاء الاشتراك"],
    ),
    (
        &["FR", "SN", "CI", "CM", "BE"],
        &["ARRET", "DÉSABONNER", "DÉSINSCRIRE"],
    ),
];
/// Words by which somebody comes back.
const RETURN_WORDS: [&str; 9] = [
    "START",
    "UNSTOP",
    "RESUBSCRIBE",
    "MULAI",
    "LANJUT",
    "VOLTAR",
    "COMENZAR",
    "REANUDAR",
    "ابدا",
];
/// Most words of a tenant.
pub const MAX_WORDS: usize = 50;
/// Longest word or phrase, characters.
const MAX_LENGTH: usize = 40;
/// Longer messages are not read to their end, bytes.
const READ: usize = 1_000;

/// What a message says about being written to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Wish<'a> {
    /// To be left alone, by this word of the tenant's, or by a phrase that we call so.
    OptOut(&'a str),
    /// Perhaps, by this word: a person has to read it.
    Unclear(&'a str),
    /// Nothing.
    None,
}

/// The words of one tenant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Vec<String>", into = "Vec<String>")]
pub struct OptOutWords(Vec<(String, Vec<String>)>);

/// Why words are refused.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum OptOutWordsError {
    /// None, or more than [`MAX_WORDS`].
    #[error("give between 1 and {MAX_WORDS} opt-out words")]
    Count,
    /// No letter or digit in it, or too long.
    #[error(
        "{0:?} is no opt-out word: it needs 2 to {MAX_LENGTH} characters, letters or digits among them"
    )]
    BadWord(String),
}

impl OptOutWordsError {
    /// The word used in the API.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Count => "opt_out_words_count",
            Self::BadWord(_) => "opt_out_word_invalid",
        }
    }
}

impl OptOutWords {
    /// Takes a tenant's words; repeated ones (in any case) count once.
    ///
    /// # Errors
    /// [`OptOutWordsError`].
    pub fn new<W: AsRef<str>>(
        words: impl IntoIterator<Item = W>,
    ) -> Result<Self, OptOutWordsError> {
        let mut kept: Vec<(String, Vec<String>)> = Vec::new();
        for word in words {
            let word = word.as_ref().trim();
            let parts = words_of(word);
            let length = word.chars().count();
            if parts.is_empty() || !(2..=MAX_LENGTH).contains(&length) {
                return Err(OptOutWordsError::BadWord(word.chars().take(80).collect()));
            }
            if !kept.iter().any(|(_, known)| *known == parts) {
                kept.push((word.to_owned(), parts));
            }
        }
        if kept.is_empty() || kept.len() > MAX_WORDS {
            return Err(OptOutWordsError::Count);
        }
        Ok(Self(kept))
    }

    /// The words as the tenant wrote them.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(word, _)| word.as_str())
    }

    /// The words of a new tenant in this country.
    #[must_use]
    pub fn of_country(country: Country) -> Self {
        let more = BY_COUNTRY
            .iter()
            .find(|(countries, _)| countries.contains(&country.as_str()))
            .map_or(&[][..], |(_, words)| words);
        let words = DEFAULT_WORDS.iter().chain(more);
        Self(
            words
                .map(|word| ((*word).to_owned(), words_of(word)))
                .collect(),
        )
    }

    /// What a message says about being written to.
    #[must_use]
    pub fn judge(&self, message: &str) -> Wish<'_> {
        let segments = segments(beginning(message));
        let mut best = Wish::None;
        for (place, segment) in segments.iter().enumerate() {
            let Some((word, parts, at)) = self.find(&segment.words) else {
                continue;
            };
            let others = segments
                .iter()
                .enumerate()
                .filter(|(other, _)| *other != place);
            let silent = others.flat_map(|(_, other)| &other.words).all(|word| {
                // Another thought that repeats the word or only thanks says nothing else.
                Kind::of(word).is_plain()
                    || Kind::of(word).is_negation
                    || self.0.iter().any(|(_, parts)| parts.contains(word))
            });
            match judge_segment(segment, at, parts.len(), silent, segments.len()) {
                Verdict::OptOut => return Wish::OptOut(word),
                Verdict::Unclear => best = Wish::Unclear(word),
                Verdict::No => {}
            }
        }
        match (phrases::judge(&segments), best) {
            (Wish::None, best) => best,
            (Wish::Unclear(_), Wish::Unclear(word)) => Wish::Unclear(word),
            (wish, _) => wish,
        }
    }

    /// The longest of the tenant's words in a segment, as it is written and as it is compared, and where it begins.
    fn find(&self, said: &[String]) -> Option<(&str, &[String], usize)> {
        let found = self.0.iter().filter_map(|(word, parts)| {
            let at = said
                .windows(parts.len())
                .position(|window| window == parts)?;
            Some((word.as_str(), parts.as_slice(), at))
        });
        found.max_by_key(|(_, parts, at)| (parts.len(), std::cmp::Reverse(*at)))
    }
}

enum Verdict {
    OptOut,
    Unclear,
    No,
}

/// A thought that holds an opt-out word at `at`, `length` words long. `silent`: the other thoughts of the message say nothing of their
/// own; `thoughts`: how many there are.
fn judge_segment(
    segment: &Segment,
    at: usize,
    length: usize,
    silent: bool,
    thoughts: usize,
) -> Verdict {
    let before = segment.words.get(..at).unwrap_or_default();
    let after = segment.words.get(at + length..).unwrap_or_default();
    let kind = |word: &String| Kind::of(word);
    let clause = segment
        .clauses
        .iter()
        .rev()
        .find(|begin| **begin <= at)
        .copied()
        .unwrap_or(0);
    if before
        .iter()
        .skip(clause)
        .map(kind)
        .any(|kind| kind.is_negation)
    {
        return Verdict::No;
    }
    // `stop stop stop` is one wish.
    let key = segment.words.get(at..at + length).unwrap_or_default();
    let beside = || {
        before
            .iter()
            .chain(after)
            .filter(|word| !key.contains(word))
    };
    // A negation elsewhere belongs to another wish: `stop, jangan kirim lagi`.
    let strange = beside()
        .filter(|word| !kind(word).is_plain() && !kind(word).is_negation)
        .count();
    let about = beside().filter(|word| kind(word).is_object).count();
    let asks = beside().any(|word| kind(word).is_question);
    let requests = before.iter().any(|word| kind(word).is_request);
    let visits = after
        .first()
        .map(kind)
        .is_some_and(|kind| kind.is_visit && !kind.is_courtesy);
    if strange == 0 && !visits {
        let is_question = segment.is_question && !requests;
        return match (is_question, silent || segment.stands_alone) {
            (false, true) => Verdict::OptOut,
            // `Stop! That's so funny`, `stop?`
            (true, true) | (false, false) => Verdict::Unclear,
            (true, false) => Verdict::No,
        };
    }
    let speaks_of_leaving = length > 1 || key.iter().all(|word| CLEAR.contains(&word.as_str()));
    let is_short = strange <= 2 && segment.words.len() <= 8;
    if speaks_of_leaving && is_short && silent {
        // `how do I unsubscribe`, `unsubscribe Budi please`
        return if asks || segment.is_question {
            Verdict::Unclear
        } else {
            Verdict::OptOut
        };
    }
    let is_plain_question = asks || segment.is_question;
    if !is_plain_question
        && !visits
        && silent
        && thoughts == 1
        && strange <= 1
        && (about > 0 || (at == 0 && segment.words.len() <= 2))
    {
        // `stop promo lebaran`, `stop katalog`
        return Verdict::Unclear;
    }
    let next_clause = segment.clauses.iter().find(|begin| **begin > at);
    let what = after
        .iter()
        .take(next_clause.map_or(usize::MAX, |next| next.saturating_sub(at + length)))
        .find(|word| !kind(word).is_courtesy);
    let asked_before = before.iter().any(|word| kind(word).is_question);
    if !asked_before && !segment.is_question && what.is_some_and(|word| kind(word).is_messaging) {
        // `stop sending me messages or I'll report you`
        return Verdict::Unclear;
    }
    Verdict::No
}

/// Opt-out words that mean nothing else in ordinary talk, as [`words_of`] writes them.
const CLEAR: [&str; 8] = [
    "unsub",
    "unsubscribe",
    "unreg",
    "optout",
    "stopal",
    "descadastrar",
    "desabonner",
    "desinscrire",
];

/// Whether a message is, after courtesy, a word by which somebody comes back.
#[must_use]
pub fn asks_to_return(message: &str) -> bool {
    let segments = segments(beginning(message));
    let words: Vec<&String> = segments.iter().flat_map(|one| &one.words).collect();
    let is_return = |word: &String| {
        RETURN_WORDS
            .iter()
            .any(|known| words_of(known).first() == Some(word))
    };
    let (returns, others): (Vec<&String>, Vec<&String>) =
        words.into_iter().partition(|word| is_return(word));
    returns.len() == 1
        && others.iter().all(|word| Kind::of(word).is_courtesy)
        && !segments.iter().any(|one| one.is_question)
}

fn beginning(message: &str) -> &str {
    let mut end = message.len().min(READ);
    while !message.is_char_boundary(end) {
        end -= 1;
    }
    message.get(..end).unwrap_or_default()
}

impl Default for OptOutWords {
    fn default() -> Self {
        Self(
            DEFAULT_WORDS
                .iter()
                .map(|word| ((*word).to_owned(), words_of(word)))
                .collect(),
        )
    }
}

impl TryFrom<Vec<String>> for OptOutWords {
    type Error = OptOutWordsError;
    fn try_from(words: Vec<String>) -> Result<Self, Self::Error> {
        Self::new(words)
    }
}

impl From<OptOutWords> for Vec<String> {
    fn from(words: OptOutWords) -> Self {
        words.0.into_iter().map(|(word, _)| word).collect()
    }
}

#[cfg(test)]
mod tests;
