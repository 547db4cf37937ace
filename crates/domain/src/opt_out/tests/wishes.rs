//! Wishes that name no opt-out word: "jangan kirim pesan lagi", "remove me from your list"; and talk that only sounds like them.

use super::*;

#[test]
fn sentences_that_ask_to_be_left_alone() {
    let words = OptOutWords::default();
    for message in [
        "jangan kirim pesan lagi",
        "Tolong jangan kirimi saya pesan lagi ya",
        "jangan WA saya lagi",
        "jgn wa lagi",
        "Jangan chat saya lagi kak",
        "jangan hubungi saya lagi",
        "mohon jangan hubungi nomor ini lagi",
        "gak usah kirim pesan lagi",
        "tidak perlu kirim promo lagi",
        "saya tidak mau menerima pesan lagi",
        "saya gak mau dikirimi promo lagi",
        "tidak ingin dihubungi lagi",
        "hapus nomor saya",
        "Tolong hapus nomor saya dari daftar",
        "hapus saya dari daftar broadcast",
        "berhenti mengirim pesan",
        "hentikan kirim pesan ke saya",
        "remove me from your list",
        "Please remove me from this list.",
        "take me off your mailing list",
        "delete my number please",
        "remove my number from your database",
        "don't message me again",
        "Do not message me anymore",
        "don’t text me",
        "please don't contact me again",
        "please do not send me any more messages",
        "never message me again",
        "I don't want to receive these messages",
        "I no longer want to receive messages from you",
        "I do not wish to be contacted",
        "no more messages please",
        "quit texting me",
        "leave me alone",
        "não quero mais receber",
        "Não quero receber mais mensagens",
        "não me mande mais mensagens",
        "nao envie mais mensagens por favor",
        "pare de me mandar mensagem",
        "me tire da lista",
        "me remova da sua lista por favor",
        "no quiero recibir más mensajes",
        "no me envíen más mensajes",
        "No me escriban más por favor",
        "dejen de enviarme mensajes",
        "bórrenme de su lista",
        "no más mensajes",
        "لا ترسل لي رسائل",
        "لا أريد استلام رسائل",
        "لا تراسلني مرة أخرى",
        "احذف رقمي",
        "jangan kirim pesan lagi\n\nBudi Contoh",
        "Halo kak, jangan kirim pesan lagi ya. Terima kasih",
        "can you please not message me again?",
        "stop, jangan kirim pesan lagi",
    ] {
        assert!(
            matches!(words.judge(message), Wish::OptOut(_)),
            "{message:?}: {:?}",
            words.judge(message)
        );
    }
}

#[test]
fn wishes_among_other_talk_are_for_a_person_to_read() {
    let words = OptOutWords::default();
    for message in [
        "Stop sending me messages or I'll report you",
        "Stop kirim pesan, saya tidak kenal anda",
        "stop sending me this rubbish every morning",
        "Stop messages. I have no idea who you are",
        "berhenti kirim pesan atau saya laporkan ke polisi",
        "don't message me again, I already bought one elsewhere",
        "jangan kirim pesan lagi, saya laporkan nanti",
        "Please don't text me before nine in the morning",
        "Tolong hapus nomor saya. Saya tidak kenal anda",
        "remove me from the waiting list for red shoes",
        "no quiero recibir más mensajes de esta tienda horrible",
        "não me mande mais mensagens, já comprei em outra loja",
        "remove me from your list?",
    ] {
        assert!(
            matches!(words.judge(message), Wish::Unclear(_)),
            "{message:?}: {:?}",
            words.judge(message)
        );
    }
}

#[test]
fn talk_that_only_sounds_like_a_wish() {
    let words = all();
    for message in [
        "kapan berhenti hujan",
        "jangan lupa kirim pesanan saya",
        "jangan lupa kirim pesan lagi ya",
        "please don't send the red one, send blue",
        "why did you stop selling it",
        "Why did you stop sending me messages?",
        "kenapa tidak kirim pesan lagi?",
        "why don't you message me anymore?",
        "jangan kirim dulu ya kak",
        "jangan kirim hari ini, saya di luar kota",
        "jangan kirim ke alamat lama",
        "jangan kirim pesanan saya ke kantor",
        "jangan ragu hubungi saya",
        "please do not hesitate to contact us",
        "Do not reply to this message",
        "don't forget to message me again",
        "Don't worry, message me again tomorrow",
        "I did not receive your message",
        "I haven't received the message yet",
        "saya belum terima pesannya",
        "saya tidak menerima pesan dari kakak kemarin",
        "saya tidak mau menerima barang rusak",
        "I don't want to receive the wrong size again",
        "don't send me the invoice again",
        "no recibí el mensaje",
        "no quiero recibir el paquete hoy",
        "No, manden más fotos",
        "no, send me the message again",
        "não recebi a mensagem",
        "não envie hoje",
        "quero receber mais mensagens",
        "I don't want to miss your messages",
        "saya tidak mau ketinggalan promo",
        "I don't want the messages to stop",
        "please don't remove me from your list",
        "jangan hapus nomor saya",
        "hapus pesanan saya",
        "remove the second item from my order",
        "delete my order please",
        "take me to the shop",
        "please send me more messages",
        "kirim pesan lagi dong",
        "I want to receive your messages",
        "are there no more messages in the inbox",
        "para mandar mensagem como faço",
        "leave the parcel alone on the table",
        "send it to my number",
        "لم استلم الرسالة",
        "اريد استلام الرسائل",
    ] {
        assert_eq!(words.judge(message), Wish::None, "{message:?}");
    }
}

#[test]
fn a_wish_holds_whatever_words_a_tenant_has() {
    let words = OptOutWords::new(["KELUAR"]).unwrap();
    assert_eq!(
        words.judge("jangan WA saya lagi"),
        Wish::OptOut("don't write")
    );
    assert_eq!(
        words.judge("remove me from your list"),
        Wish::OptOut("remove me")
    );
    assert_eq!(
        words.judge("no quiero recibir más mensajes"),
        Wish::OptOut("don't want")
    );
    assert_eq!(
        words.judge("stop sending me messages"),
        Wish::OptOut("stop sending")
    );
    assert_eq!(
        words.judge("leave me alone"),
        Wish::OptOut("leave me alone")
    );
}
