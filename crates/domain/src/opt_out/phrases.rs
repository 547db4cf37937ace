//! Wishes that name no opt-out word, by their shape: "jangan WA saya lagi", "I don't want to receive messages", "remove me from your list", "pare
//! de mandar mensagem", "no more messages".
//!
//! A shape alone is not enough, since "jangan lupa kirim pesanan saya" and "don't send the red one" begin as they do: what is refused must be
//! messages, or writing to the person, or come "again". Words that are none of these make the wish unclear, or no wish at all.

use std::{collections::HashSet, sync::LazyLock};

use super::{
    Wish,
    vocabulary::Kind,
    words::{Segment, words_of},
};

/// Words by what they do in a phrase. One word may do several things.
struct Lists {
    /// Forbid something: `jangan kirim`.
    forbid: HashSet<String>,
    /// With [`Lists::need`] behind them they forbid: `gak usah kirim`.
    not: HashSet<String>,
    need: HashSet<String>,
    want: HashSet<String>,
    send: HashSet<String>,
    /// Verbs that take a person: `text me`.
    contact: HashSet<String>,
    /// To be written to: `dihubungi`.
    passive: HashSet<String>,
    receive: HashSet<String>,
    message: HashSet<String>,
    again: HashSet<String>,
    me: HashSet<String>,
    /// Between the words of a phrase.
    gap: HashSet<String>,
    remove: HashSet<String>,
    /// With the person in the verb: `bórrenme`.
    remove_me: HashSet<String>,
    number: HashSet<String>,
    list: HashSet<String>,
    stop: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let list = |words: &str| words.split_whitespace().flat_map(words_of).collect();
    Lists {
        forbid: list("dont never jangan jgn jangn nunca لا ماترسل"),
        not: list("not no dont tidak tdk tak ga gak nggak ngga enggak gk nao لا"),
        need: list("usah perlu need"),
        want: list(
            "want wish like care interested mau ingin pengen minat berminat bersedia sudi quero desejo gostaria quiero deseo quisiera اريد ارغب",
        ),
        send: list(
            "send sending kirim kirimi kirimin kirimkan mengirim mengirimi mengirimkan broadcast bc \
             envie enviem mande manda mandem envies envien envies envieis manden mandes enviar mandar enviarme mandarme enviando mandando ترسل ترسلوا ترسلي تبعت تبعتوا ارسال",
        ),
        contact: list(
            "message messaging text texting contact contacting whatsapp wa chat chatting sms spam spamming bother japri hubungi menghubungi ganggu mengganggu \
             escreva contate escriban escribas escriba escribir escribirme escribiendo contacten contactarme molesten تراسلني تراسلوني تراسليني",
        ),
        passive: list("dikirim dikirimi dikirimin dihubungi contacted messaged texted"),
        receive: list(
            "receive receiving get getting terima menerima nerima dapat dapet mendapat mendapatkan receber recibir recibiendo استلام استلم استقبال استقبل",
        ),
        message: list(
            "message messages msg msgs text texts sms spam promotions promotion promos promo ads adverts advertising marketing newsletter newsletters \
             broadcast broadcasts pesan promosi iklan broadcast wa chat siaran mensagem mensagens propaganda propagandas promocoes mensaje mensajes \
             publicidad promociones رسائل الرسائل رساله اعلانات",
        ),
        again: list("again anymore more any lagi lg mais mas nunca بعد اخري مره مجددا"),
        me: list("me us saya aku gue gw sy ku nomor nomer nomorku this number meu minha لي"),
        gap: list(
            "me us saya aku gue gw sy kami any more anymore again ever please pls to be lagi lg ke mais mas nos le coba tolong dong ya kak usah perlu need the these \
             this your of from di no mesmo por favor que ان في لي nomor ini you",
        ),
        remove: list(
            "remove delete unlist exclude erase take hapus hapuskan keluarkan remova remove tire tira exclua retire apague elimine eliminen eliminar borre borren borrar احذف احذفوا ازل امسح",
        ),
        remove_me: list(
            "borrenme borrame eliminenme eliminame elimineme saquenme sacame saqueme quitenme quitame quiteme احذفني احذفوني ازيلوني",
        ),
        number: list("number numbers nomor nomer nomorku kontak contact details numero رقمي"),
        list: list(
            "list lists mailing database contacts broadcast off from daftar kontak database dari lista da do sua su de la contatos contactos base datos القائمه من",
        ),
        stop: list(
            "stop quit cease berhenti hentikan stopin setop pare parem para deja dejen deje basta chega توقف توقفوا كفي",
        ),
    }
});

/// A phrase within a clause.
struct Found {
    name: &'static str,
    /// Its first and last word.
    from: usize,
    to: usize,
    /// It speaks of messages, or of writing to the person.
    sure: bool,
}

/// What the thoughts of a message wish, by their shape.
pub(super) fn judge(segments: &[Segment]) -> Wish<'static> {
    let clauses: Vec<(&[String], &Segment)> = segments
        .iter()
        .flat_map(|segment| {
            clauses_of(segment)
                .into_iter()
                .map(move |words| (words, segment))
        })
        .collect();
    let mut best = Wish::None;
    for (place, (words, segment)) in clauses.iter().enumerate() {
        let Some(found) = find(words) else {
            continue;
        };
        let kind = |word: &String| Kind::of(word);
        let before = words.get(..found.from).unwrap_or_default();
        let after = words.get(found.to + 1..).unwrap_or_default();
        let asks = before.iter().any(|word| kind(word).is_question);
        let requests = before.iter().any(|word| kind(word).is_request);
        let turned = before
            .iter()
            .any(|word| kind(word).is_negation && !LISTS.again.contains(word));
        if asks || turned {
            continue;
        }
        let strange = before
            .iter()
            .chain(after)
            .filter(|word| !is_plain(word))
            .count();
        let first = words.get(found.from).map(String::as_str);
        let subject = before.last().map(String::as_str);
        let is_talk = match found.name {
            // `I don't want the messages to stop`
            DONT_WANT => after.iter().any(|word| LISTS.stop.contains(word)),
            // `you don't message me any more`, `I have not messaged`
            DONT_WRITE if first == Some("not") => {
                !matches!(subject, Some("please" | "pls" | "plz" | "kindly"))
            }
            DONT_WRITE => matches!(subject, Some("you" | "they" | "we" | "he" | "she")),
            NO_MORE => !before.iter().all(|word| is_plain(word)),
            _ => false,
        };
        if is_talk {
            continue;
        }
        let others = clauses
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != place);
        let silent = others
            .flat_map(|(_, (words, _))| words.iter())
            .all(|word| is_plain(word) || kind(word).is_negation || LISTS.stop.contains(word));
        let whole = segment.stands_alone && segment.words.len() == words.len();
        let is_question = segment.is_question && !requests;
        best = match (strange, is_question, found.sure) {
            (0, false, sure) if (silent || whole) && (sure || found.name != DONT_WRITE) => {
                return Wish::OptOut(found.name);
            }
            // `gak usah kirim lagi` may be about a parcel.
            (0, false, false) if !(silent || whole) => best,
            (0, ..) | (_, false, true) => Wish::Unclear(found.name),
            _ => best,
        };
    }
    best
}

/// The words between commas.
fn clauses_of(segment: &Segment) -> Vec<&[String]> {
    let ends = segment
        .clauses
        .iter()
        .skip(1)
        .copied()
        .chain([segment.words.len()]);
    let spans = segment.clauses.iter().copied().zip(ends);
    spans
        .filter_map(|(from, to)| segment.words.get(from..to))
        .filter(|words| !words.is_empty())
        .collect()
}

/// It says nothing beyond the wish.
fn is_plain(word: &str) -> bool {
    let lists = &*LISTS;
    Kind::of(word).is_plain()
        || lists.again.contains(word)
        || lists.me.contains(word)
        || lists.message.contains(word)
}

const DONT_WRITE: &str = "don't write";
const DONT_WANT: &str = "don't want";
const REMOVE_ME: &str = "remove me";
const STOP_SENDING: &str = "stop sending";
const NO_MORE: &str = "no more messages";
const LEAVE_ALONE: &str = "leave me alone";

fn find(words: &[String]) -> Option<Found> {
    (0..words.len()).find_map(|from| {
        let rest = words.get(from..)?;
        let shapes = [forbidden, unwanted, removed, stopped, no_more, left_alone];
        let (name, length, sure) = shapes.into_iter().find_map(|shape| shape(rest))?;
        Some(Found {
            name,
            from,
            to: from + length.saturating_sub(1),
            sure,
        })
    })
}

/// The name of a phrase at the beginning of the words, its length, and whether it is sure what it speaks of.
type Shape = Option<(&'static str, usize, bool)>;

/// The first word behind `from` that is in one of `lists`, with only small words between.
fn next_of(words: &[String], from: usize, lists: &[&HashSet<String>]) -> Option<usize> {
    let mut between = 0;
    for (place, word) in words.iter().enumerate().skip(from) {
        if lists.iter().any(|list| list.contains(word)) {
            return Some(place);
        }
        between += 1;
        if !LISTS.gap.contains(word) || between > 4 {
            return None;
        }
    }
    None
}

/// Whether a message, or writing to the person again, is what the words behind a verb speak of.
fn evidence(words: &[String], verb: usize) -> (bool, bool) {
    let lists = &*LISTS;
    // `kirim pesan lagi`: what belongs to the verb, up to the first word that is something else.
    let object = |word: &&String| is_plain(word.as_str()) || lists.gap.contains(word.as_str());
    let behind = || words.iter().skip(verb + 1).take_while(object);
    let before = || words.iter().take(verb);
    let speaks_of_messages = behind().any(|word| lists.message.contains(word));
    let again = behind()
        .chain(before())
        .any(|word| lists.again.contains(word));
    let to_me = behind().chain(before()).any(|word| lists.me.contains(word));
    let contacts = words
        .get(verb)
        .is_some_and(|word| lists.contact.contains(word));
    let is_sure = speaks_of_messages || (contacts && (to_me || again));
    (is_sure, is_sure || again)
}

/// `jangan kirim pesan lagi`, `do not text me`, `gak usah WA`, `no me manden más mensajes`.
fn forbidden(words: &[String]) -> Shape {
    let lists = &*LISTS;
    let [first, rest @ ..] = words else {
        return None;
    };
    let start = match (first.as_str(), rest.first().map(String::as_str)) {
        ("do", Some("not")) => 2,
        ("not", _) => 1,
        // A Spanish or Portuguese verb tells that this is no English "no".
        ("no" | "nao", _) => {
            let verb = next_of(words, 1, &[&lists.send, &lists.contact])?;
            let is_romance = words
                .get(verb)
                .is_some_and(|word| !ENGLISH.contains(&word.as_str()));
            let (sure, any) = evidence(words, verb);
            return (is_romance && any).then_some((DONT_WRITE, verb + 1, sure));
        }
        (_, Some(need)) if lists.not.contains(first) && lists.need.contains(need) => 2,
        _ if lists.forbid.contains(first) => 1,
        _ => return None,
    };
    let verb = next_of(words, start, &[&lists.send, &lists.contact])?;
    let (sure, any) = evidence(words, verb);
    any.then_some((DONT_WRITE, verb + 1, sure))
}

/// Verbs and nouns of other languages that "no" may stand before without forbidding anything.
const ENGLISH: [&str; 12] = [
    "send",
    "sending",
    "mesage",
    "mesaging",
    "text",
    "texting",
    "contact",
    "contacting",
    "whatsap",
    "wa",
    "chat",
    "sms",
];

/// `I don't want to receive messages`, `não quero mais receber`, `saya gak mau dikirimi promo lagi`, `no longer wish to be contacted`.
fn unwanted(words: &[String]) -> Shape {
    let lists = &*LISTS;
    let [first, rest @ ..] = words else {
        return None;
    };
    if !lists.not.contains(first) {
        return None;
    }
    let start = if first == "no" && rest.first().is_some_and(|word| word == "longer") {
        2
    } else {
        1
    };
    words.get(start).filter(|word| lists.want.contains(*word))?;
    let verb = next_of(
        words,
        start + 1,
        &[
            &lists.receive,
            &lists.passive,
            &lists.message,
            &lists.contact,
        ],
    )?;
    let word = words.get(verb)?;
    let behind = words.get(verb + 1..).unwrap_or_default();
    let between = words.get(start..verb).unwrap_or_default();
    let again = || {
        between
            .iter()
            .chain(behind)
            .any(|word| lists.again.contains(word))
    };
    if lists.receive.contains(word) {
        let near = behind
            .iter()
            .take_while(|word| is_plain(word) || lists.gap.contains(*word));
        let sure = near.clone().any(|word| lists.message.contains(word));
        return (sure || again()).then_some((DONT_WANT, verb + 1, sure));
    }
    let speaks_of_you = between.iter().any(|word| word == "you");
    let is_noun = lists.message.contains(word) && !speaks_of_you;
    let sure = lists.passive.contains(word) || is_noun || speaks_of_you;
    // `dikirim` is also what becomes of a parcel.
    let is_parcel = word == "dikirim" && !behind.iter().any(|word| lists.message.contains(word));
    (sure && !is_parcel).then_some((DONT_WANT, verb + 1, true))
}

/// `remove me from your list`, `hapus nomor saya`, `me tire da lista`, `bórrenme`.
fn removed(words: &[String]) -> Shape {
    let lists = &*LISTS;
    let [first, rest @ ..] = words else {
        return None;
    };
    let length = if lists.remove_me.contains(first) {
        1
    } else if matches!(first.as_str(), "me" | "nos")
        && rest.first().is_some_and(|word| lists.remove.contains(word))
    {
        2
    } else if lists.remove.contains(first) {
        let object = rest.iter().take(2).position(|word| {
            matches!(word.as_str(), "me" | "us" | "saya" | "aku" | "gue" | "gw")
                || lists.number.contains(word)
        })?;
        let between = rest.get(..object)?;
        if !between.iter().all(|word| {
            matches!(
                word.as_str(),
                "my" | "mi" | "meu" | "o" | "el" | "tolong" | "kontak" | "our"
            )
        }) {
            return None;
        }
        // `take me` goes anywhere; `take me off` does not.
        let is_off = rest
            .get(object + 1)
            .is_some_and(|word| word == "of" || word == "off");
        if first == "take" && !is_off {
            return None;
        }
        2 + object
    } else {
        return None;
    };
    let tail = words.get(length..).unwrap_or_default();
    let of_list = tail
        .iter()
        .take_while(|word| lists.list.contains(*word) || is_plain(word))
        .count();
    Some((REMOVE_ME, length + of_list, true))
}

/// `stop sending`, `hentikan kirim pesan`, `pare de mandar`, `dejen de enviarme`.
fn stopped(words: &[String]) -> Shape {
    let lists = &*LISTS;
    let first = words.first().filter(|word| lists.stop.contains(*word))?;
    let joined = words
        .get(1)
        .is_some_and(|word| matches!(word.as_str(), "de" | "عن"));
    // `para mandar` is "in order to send".
    let needs_joint = ["para", "pare", "parem", "deja", "dejen", "deje"];
    if needs_joint.contains(&first.as_str()) && !joined {
        return None;
    }
    let verb = next_of(
        words,
        if joined { 2 } else { 1 },
        &[&lists.send, &lists.contact],
    )?;
    let (sure, _) = evidence(words, verb);
    sure.then_some((STOP_SENDING, verb + 1, true))
}

/// `no more messages`, `no más mensajes`, `chega de mensagens`: at the beginning of what is said.
fn no_more(words: &[String]) -> Shape {
    let lists = &*LISTS;
    let [first, second, third, ..] = words else {
        return None;
    };
    let is_end = matches!(
        (first.as_str(), second.as_str()),
        ("no", "more" | "mas") | ("chega" | "basta", "de")
    );
    (is_end && lists.message.contains(third)).then_some((NO_MORE, 3, true))
}

/// `leave me alone`, `déjenme en paz`, `me deixe em paz`, `lose my number`.
fn left_alone(words: &[String]) -> Shape {
    const PHRASES: [&str; 8] = [
        "leave me alone",
        "leave us alone",
        "lose my number",
        "dejenme en paz",
        "dejeme en paz",
        "dejame en paz",
        "me deixe em paz",
        "me deixem em paz",
    ];
    PHRASES.iter().find_map(|phrase| {
        let phrase = words_of(phrase);
        words
            .starts_with(&phrase)
            .then_some((LEAVE_ALONE, phrase.len(), true))
    })
}
