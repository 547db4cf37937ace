//! Words beside an opt-out word, in English, Indonesian, Portuguese, Spanish and Arabic: those that change nothing, those that
//! turn its meaning, and those that make it talk about something else. As [`super::words::words_of`] writes them.

use std::{collections::HashSet, sync::LazyLock};

use super::words::words_of;

/// Greetings, thanks, excuses, forms of address and small words: a sentence of them and an opt-out word says nothing else.
const COURTESY: &str = "please pls plz kindly thanks thx thank you ty tq very so much sorry ok okay oke okey okeh k hi hello hey dear sir madam \
    now just no nope yes yeah well enough already again and then right immediately \
    tolong mohon harap terima kasih makasih makasi trims trimakasih terimakasih ya yah y iya dong donk deh lah nih sih kok kak kakak ka kk min \
    mimin admin pak bapak bu ibu mas mbak mba bang bro sis gan halo hallo hai hay maaf sori dulu saja aja sudah udah udh sdh cukup selamat \
    pagi siang sore malam assalamualaikum salam permisi juga sekarang skrg segera mulai nggak gak ga tidak tdk tks \
    por favor obrigado obrigada obg valeu oi ola bom boa dia tarde noite desculpe desculpa agora ja nao \
    gracias hola buenos buenas dias tardes noches perdon disculpe disculpa ahora senor senora \
    شكرا من فضلك لو سمحت رجاء مرحبا السلام عليكم الان عفوا";
/// Wanting and asking.
const WISH: &str = "i me my we us id ill im want wanna would like need to wish can could pls let it's its do \
    saya aku gw gue sy mau pengen ingin minta bisa boleh bs mo \
    quero gostaria querer pode podem poderia podia eu me \
    quiero quisiera deseo puede pueden puedes podria yo me darme dar darse de \
    اريد ارغب ممكن هل انا في";
/// Articles and prepositions.
const PARTICLE: &str = "this that these those them from of the your to on for mine me ke no ini itu dari untuk da do dos das desta este esse \
    esta para meu del la las los el mi a con كل جميع هذه هذا لي عن";
/// What is to end: messages, lists, adverts.
const OBJECT: &str = "sending send sent texting text texts messaging message messages msg msgs sms wa whatsapp chat chats spam spamming ads ad advert \
    adverts advertising marketing promo promos promotion promotions promotional offers newsletter newsletters broadcast broadcasts updates \
    subscription subscriptions subscribing list all any more anymore number contacting \
    contact notifications notification emails unsubscribe unsub out opt \
    kirim kirimin kirimi mengirim mengirimi dikirim dikirimi pesan pesannya promosi promonya iklan iklannya siaran broadcastnya nomor \
    nomer nomorku langganan berlangganan langganannya daftar lagi semua hubungi menghubungi chatnya wanya info infonya \
    enviar enviando envie mandar mandando mande mensagem mensagens receber promocao promocoes propaganda propagandas lista mais numero contato inscricao cadastro \
    envien enviarme manden mandarme mensaje mensajes recibir promocion promociones publicidad suscripcion mas contactarme \
    الرسائل رسائل رساله الاشتراك اشتراك ارسال الارسال الاعلانات";
/// Directly behind an opt-out word they say that messages are to end, whatever else is said.
const MESSAGING: &str = "sending send sent texting text texts messaging message messages msg msgs sms wa whatsapp chat chats spam spamming \
    contacting promotions newsletter newsletters broadcast broadcasts \
    kirim kirimin kirimi mengirim mengirimi dikirim dikirimi pesan pesannya promosi iklan hubungi menghubungi broadcastnya chatnya wanya \
    enviar enviando mandar mandando mensagem mensagens enviarme mandarme mensaje mensajes publicidad \
    الرسائل رسائل ارسال الارسال";
/// Directly before an opt-out word they turn it round.
const NEGATION: &str = "dont not never non cant cannot wont doesnt didnt without jangan jgn bukan belum tidak tdk gak ga nggak nao nunca no sin sem ne لا لم لن ليس";
/// Somebody asks about something.
const QUESTION: &str = "when how why what where who which does did is are kapan bagaimana gimana gmn kenapa mengapa apa apakah berapa siapa mana dimana \
    quando como porque qual onde cuando cual donde cuanto متي كيف لماذا ماذا اين كم";
/// Directly behind "stop" they make it a visit or a pause.
const VISIT: &str = "by in at over off here near for mampir sebentar dulunya";
/// Asking politely: a question that is none.
const REQUEST: &str = "can could would please bisa boleh tolong mohon pode podem poderia puede pueden puedes podria ممكن";

/// What a word beside an opt-out word does.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kind {
    pub(super) is_courtesy: bool,
    pub(super) is_object: bool,
    pub(super) is_messaging: bool,
    pub(super) is_negation: bool,
    pub(super) is_question: bool,
    pub(super) is_visit: bool,
    pub(super) is_request: bool,
}

impl Kind {
    pub(super) fn of(word: &str) -> Self {
        let lists = &*LISTS;
        Self {
            is_courtesy: lists.courtesy.contains(word),
            is_object: lists.object.contains(word),
            is_messaging: lists.messaging.contains(word),
            is_negation: lists.negation.contains(word),
            is_question: lists.question.contains(word),
            is_visit: lists.visit.contains(word),
            is_request: lists.request.contains(word),
        }
    }

    /// It says nothing beyond the wish to be left alone.
    pub(super) const fn is_plain(&self) -> bool {
        self.is_courtesy || self.is_object
    }
}

struct Lists {
    courtesy: HashSet<String>,
    object: HashSet<String>,
    messaging: HashSet<String>,
    negation: HashSet<String>,
    question: HashSet<String>,
    visit: HashSet<String>,
    request: HashSet<String>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let list = |words: &[&str]| {
        let each = words.iter().flat_map(|list| list.split_whitespace());
        each.flat_map(words_of).collect()
    };
    Lists {
        courtesy: list(&[COURTESY, WISH, PARTICLE]),
        object: list(&[OBJECT]),
        messaging: list(&[MESSAGING]),
        negation: list(&[NEGATION]),
        question: list(&[QUESTION]),
        visit: list(&[VISIT]),
        request: list(&[REQUEST]),
    }
});
