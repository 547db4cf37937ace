//! What looks like a variable never goes out as it is typed: it is one, or the text is refused; and ordinary signs stay what they are.

use crate::template::{Template, key_name};
use proptest::prelude::*;

#[test]
fn any_heading_between_braces_is_its_variable() {
    let contact = [
        ("total_rp", "125.000"),
        ("kota_kab", "Solo"),
        ("tgl_jatuh_tempo", "01/03/2027"),
        ("_2024_poin", "40"),
        ("ग्राहक", "बुदी"),
        ("kota", "Depok"),
        ("no_order", "A-17"),
        ("nama_panggilan", "Bud"),
        ("name", "Budi"),
    ]
    .into_iter()
    .collect();
    for (source, text) in [
        ("{Total (Rp)}", "125.000"),
        ("{Kota/Kab}", "Solo"),
        ("{Tgl-Jatuh Tempo}", "01/03/2027"),
        ("{2024 Poin}", "40"),
        ("{ग्राहक}", "बुदी"),
        ("{Kota 🏙}", "Depok"),
        ("{No. Order}", "A-17"),
        ("{Nama  Panggilan}", "Bud"),
        ("Halo { nama }!", "Halo Budi!"),
        ("{Kota, Kab} {kota & kab}", "Solo Solo"),
        ("{Total: (Rp)}", "125.000"),
    ] {
        let rendered = Template::compile(source).map(|template| template.render(&contact));
        assert_eq!(rendered, Ok(Ok(text.to_owned())), "{source}");
    }
}

#[test]
fn what_cannot_be_a_variable_between_braces_is_refused() {
    for (source, code, said) in [
        (
            "Halo {nama|Kak}",
            "template_type_instead",
            "{{ nama | default(\"Kak\") }}",
        ),
        (
            "{name | upper}",
            "template_type_instead",
            "{{ name | upper }}",
        ),
        ("{Hai|Halo|Hi} Kak", "template_placeholder", "{Hai|Halo|Hi}"),
        ("a {if} b", "template_placeholder", "{if}"),
        ("{true}", "template_placeholder", "{true}"),
        (
            "{{ Total (Rp) }}",
            "template_type_instead",
            "{{ total_rp }}",
        ),
        ("{{ Kota/Kab }}", "template_type_instead", "{{ kota_kab }}"),
        (
            "{{ Tgl-Jatuh Tempo }}",
            "template_type_instead",
            "{{ tgl_jatuh_tempo }}",
        ),
        ("Halo ${name}", "template_type_instead", "{name}"),
        (
            "Halo ${Nama Lengkap}!",
            "template_type_instead",
            "{Nama Lengkap}",
        ),
    ] {
        let refused = Template::compile(source).unwrap_err();
        assert_eq!(refused.code(), code, "{source}: {refused}");
        assert!(refused.to_string().contains(said), "{source}: {refused}");
    }
}

#[test]
fn marks_of_other_systems_are_named_where_they_stand() {
    for (source, typed, column) in [
        ("Halo, dari [kota]", "[kota]", 12),
        ("[kota] Solo", "[kota]", 1),
        ("Halo [NAMA]", "[NAMA]", 6),
        ("Halo [nama_panggilan]", "[nama_panggilan]", 6),
        ("[First_Name], halo", "[First_Name]", 1),
        ("Halo kak [ukuran]!", "[ukuran]", 10),
        ("Halo [[panggilan]]", "[[panggilan]]", 6),
        ("Dari %kota% ke", "%kota%", 6),
        ("%PANGGILAN%, halo", "%PANGGILAN%", 1),
        ("Halo %nama%nya", "%nama%", 6),
        ("Halo <<kota>>", "<<kota>>", 6),
        ("Halo << Panggilan >>", "<< Panggilan >>", 6),
        ("Halo <nama>", "<nama>", 6),
        ("Halo *|FNAME|*", "*|FNAME|*", 6),
        ("Halo {{1}}", "{{1}}", 6),
    ] {
        let refused = Template::compile(source).unwrap_err();
        assert_eq!(
            refused.code(),
            "template_placeholder",
            "{source}: {refused}"
        );
        assert_eq!(refused.place(), Some((1, column)), "{source}");
        assert!(
            refused.to_string().contains(&format!(": {typed} is")),
            "{refused}"
        );
    }
}

#[test]
fn ordinary_signs_pass_as_they_are() {
    for text in [
        "Lihat catatan [1] dan [2a]",
        "[PROMO] Diskon besar",
        "[Info] Toko tutup",
        "[info] toko tutup",
        "*[penting]* bawa kartu",
        "Diskon [HARI INI SAJA] untuk [khusus anggota]",
        "[ ] belum [x] sudah [v] ok",
        "Kata beliau [sic] begitu",
        "Baca [panduan](https://contoh.id/panduan)",
        "Diskon 50% asli 100%!",
        "100% asli, 20% off",
        "Naik 5%-10%, turun 3%/bulan, 10%dari%20",
        "https://contoh.id/?q=%20halo%20dunia",
        "https://contoh.id/?q=%kota%",
        "https://contoh.id/%E2%9C%93/%DE%AD",
        "www.contoh.id/a%Dkota%20b",
        "Rp 50.000, $5, US$10, 100$",
        "5 << 6 >> 3, <<PROMO>>, <<< kota >>>",
        "<b>tebal</b> <3 x < y > z",
        "*tebal* _miring_ ~coret~ ```kode```",
        "a[i] b[kota",
        "`[1,2]`",
    ] {
        let rendered = Template::compile(text)
            .map(|template| template.render(&[("", ""); 0].into_iter().collect()));
        assert_eq!(rendered, Ok(Ok(text.to_owned())), "{text}");
    }
    let contact = [("kota", "Solo"), ("total", "12"), ("name", "Budi")]
        .into_iter()
        .collect();
    for (source, text) in [
        (
            "Hanya US${total}, R${total}, $ {total}",
            "Hanya US$12, R$12, $ 12",
        ),
        ("Hanya ${total}", "Hanya $12"),
        (
            "Halo [{kota}] %{kota}% <<{kota}>>",
            "Halo [Solo] %Solo% <<Solo>>",
        ),
        ("Halo [{{ kota }}]", "Halo [Solo]"),
        (
            "{% for x in [kota] %}{{ x }}{% endfor %}{{ [kota][0] }}",
            "SoloSolo",
        ),
        ("{# [kota] %kota% #}Halo", "Halo"),
        ("{{ '[kota] ${name}' }}", "[kota] ${name}"),
    ] {
        let rendered = Template::compile(source).map(|template| template.render(&contact));
        assert_eq!(rendered, Ok(Ok(text.to_owned())), "{source}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn a_heading_is_named_as_the_import_names_it_or_refused(heading in "[^{}\0\r\n|\"'“”‘’$%#]{1,80}", value in "[a-z]{1,5}") {
        prop_assume!(heading.chars().any(char::is_alphabetic) && !key_name(&heading).is_empty());
        let source = format!("{{{heading}}}");
        let contact = [(key_name(&heading), value.clone())].into_iter().collect();
        if let Ok(template) = Template::compile(&source) {
            prop_assert_eq!(template.render(&contact), Ok(value));
        }
    }

    #[test]
    fn ordinary_headings_are_always_taken(heading in "[A-Z][a-z]{2,8}( [A-Za-z]{3,8}){0,2}[ /-]?(\\([A-Za-z]{2,4}\\))?", value in "[a-z]{1,5}") {
        let contact = [(key_name(&heading), value.clone())].into_iter().collect();
        let template = Template::compile(&format!("{{{heading}}}"));
        let reserved = crate::template::folded_name(&heading);
        prop_assume!(!["and", "not", "none", "true", "false", "else"].contains(&reserved.as_str()));
        prop_assert_eq!(template.map(|template| template.render(&contact)), Ok(Ok(value)));
    }
}
