mod marks;
mod values;

use super::*;
use proptest::prelude::*;

fn variables(pairs: &[(&str, &str)]) -> Variables {
    pairs.iter().copied().collect()
}

fn render(source: &str, pairs: &[(&str, &str)]) -> Result<String, TemplateError> {
    Template::compile(source)?.render(&variables(pairs))
}

#[test]
fn both_forms_render_whatever_the_case() {
    let contact = [("name", "Budi"), ("Kota Asal", "Solo")];
    for (source, text) in [
        ("Halo {{ name }}!", "Halo Budi!"),
        ("Halo {{ NAME | default(\"Kak\") }}!", "Halo Budi!"),
        (
            "Halo {Name} dari {Kota Asal}, {kota_asal}",
            "Halo Budi dari Solo, Solo",
        ),
        ("Halo {{ julukan | default('Kak') }}", "Halo Kak"),
        ("{{ julukan or name or 'Kak' }}", "Budi"),
        ("{% if julukan %}A{% else %}B{% endif %}", "B"),
        (
            "{% for x in ['a', 'b'] %}{{ x }}{{ name }} {% endfor %}",
            "aBudi bBudi ",
        ),
        (
            "{{ name|upper }} {{ 'budi santoso'|title|first_word }}",
            "BUDI Budi",
        ),
        ("{# a note #}Halo", "Halo"),
        ("Halo\n", "Halo\n"),
        ("&<b>{{ name }}</b>", "&<b>Budi</b>"),
    ] {
        assert_eq!(render(source, &contact).as_deref(), Ok(text), "{source}");
    }
}

#[test]
fn braces_and_formatting_that_mean_nothing_stay() {
    for text in [
        "*tebal* _miring_ ~coret~ ```kode```",
        "a {} { } {1,5} {***} }",
        "{\"json\": 1}",
        "{\n  a\n}",
        "harga {",
        "😀 {😀}",
    ] {
        assert_eq!(render(text, &[]).as_deref(), Ok(text));
    }
}

#[test]
fn variables_are_listed_and_missed() {
    let template = Template::compile(
        "{Name} {{ kota }} {{ hari | default('ini') }} {% for x in [1] %}{{ x }}{% endfor %}{% if vip %}{{ tier }}{% endif %}",
    )
    .unwrap();
    assert_eq!(
        template.variables(),
        ["hari", "kota", "name", "tier", "vip"]
    );
    assert_eq!(template.missing(&variables(&[])), ["kota", "name"]);
    assert_eq!(
        template.missing(&variables(&[("Name", "B"), ("vip", "ya")])),
        ["kota", "tier"]
    );
    assert_eq!(
        template.missing(&variables(&[("Name", "B"), ("KOTA", "S")])),
        [""; 0]
    );
    assert_eq!(
        template.render(&variables(&[("name", "  "), ("kota", "x")])),
        Err(TemplateError::MissingVariable {
            name: "name".to_owned()
        })
    );
}

#[test]
fn errors_say_where() {
    for (source, code, at) in [
        ("", "template_empty", None),
        (" \n", "template_empty", None),
        ("{# only a note #}", "template_empty", None),
        ("a\0b", "template_nul", None),
        ("Halo {{ name", "template_syntax", Some((1, 9))),
        ("{Name}\n  {{ 1 + }}", "template_syntax", Some((2, 10))),
        (
            "{Name} {Name} {{ name | bogus }}",
            "template_not_offered",
            Some((1, 25)),
        ),
        (
            "x {{ range(9999999) }}",
            "template_not_offered",
            Some((1, 6)),
        ),
        (
            "a\nb {% include 'x' %}",
            "template_not_offered",
            Some((2, 3)),
        ),
        (
            "{%- import 'x' as y %}",
            "template_not_offered",
            Some((1, 1)),
        ),
        (
            "{% macro x() %}{% endmacro %}",
            "template_not_offered",
            Some((1, 1)),
        ),
        (
            "{% set a = 'x' %}{{ a }}",
            "template_not_offered",
            Some((1, 1)),
        ),
        (
            "{% raw %}x{% endraw %}",
            "template_not_offered",
            Some((1, 1)),
        ),
        ("{{ 'x' * 1000000 }}", "template_not_offered", Some((1, 8))),
        ("{% endif %}", "template_syntax", Some((1, 4))),
    ] {
        let error = Template::compile(source).unwrap_err();
        assert_eq!(
            (error.code(), error.place()),
            (code, at),
            "{source:?}: {error}"
        );
    }
    assert_eq!(
        Template::compile("{{ name | bogus }}")
            .unwrap_err()
            .to_string(),
        "line 1, column 11: filter bogus is not offered in message templates"
    );
    // Text in quotes may hold what an expression may not.
    assert_eq!(
        render("{{ '*' ~ name ~ '*' }}", &[("name", "B")]).as_deref(),
        Ok("*B*")
    );
}

#[test]
fn length_is_counted_as_whatsapp_does() {
    assert_eq!(units("aé😀"), 4);
    assert!(render(&"x".repeat(4096), &[]).is_ok());
    assert_eq!(render(&"x".repeat(5000), &[]), Err(TemplateError::TooLong));
    assert!(render(&"😀".repeat(2048), &[]).is_ok());
    assert_eq!(render(&"😀".repeat(2049), &[]), Err(TemplateError::TooLong));
    assert!(render(&"ば".repeat(4096), &[]).is_ok());
    assert_eq!(
        render(&"x".repeat(20_000), &[]),
        Err(TemplateError::SourceTooLong)
    );
    let long = "y".repeat(4000);
    assert_eq!(
        render("{{ a }}{{ a }}", &[("a", &long)]),
        Err(TemplateError::TooLong)
    );
    assert_eq!(render("{{ a }}", &[("a", "x\0y")]), Err(TemplateError::Nul));
    assert_eq!(
        render("{{ a | trim }}", &[("a", "\u{200B}")]).as_deref(),
        Ok("\u{200B}")
    );
}

#[test]
fn a_template_that_loops_ends_with_a_clear_error() {
    let list = "[1,2,3,4,5,6,7,8,9,10]";
    let mut quiet = String::new();
    for _ in 0..9 {
        quiet.push_str(&format!("{{% for a in {list} %}}"));
    }
    quiet.push('x');
    quiet.push_str(&"{% endfor %}".repeat(9));
    let error = Template::compile(&quiet).unwrap_err();
    assert!(
        matches!(error.code(), "template_too_much_work" | "template_too_long"),
        "{error}"
    );
    let silent = quiet.replace('x', "");
    assert_eq!(
        Template::compile(&silent).unwrap_err().code(),
        "template_too_much_work"
    );
    let recursive = "{% for a in [1] recursive %}{{ loop([1]) }}{% endfor %}";
    assert_eq!(
        Template::compile(recursive).unwrap_err().code(),
        "template_too_much_work"
    );
    let nested = format!("{{{{ {}1{} }}}}", "(".repeat(3000), ")".repeat(3000));
    assert_eq!(
        Template::compile(&nested).unwrap_err().code(),
        "template_too_much_work"
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn text_without_braces_and_marks_passes_unchanged(text in "[^{}%<*\\[\0]{0,100}[a-z]") {
        prop_assert_eq!(render(&text, &[]), Ok(text));
    }

    #[test]
    fn any_source_compiles_or_says_why(
        parts in proptest::collection::vec(proptest::sample::select(vec![
            "{", "}", "{{", "}}", "{%", "%}", "{#", "#}", " ", "name", "if", "for x in", "endif", "endfor", "'", "\"", "\\",
            "|", "default", "(", ")", "~", "set", "raw", "\n", "[1,2]", "é", "-",
        ]), 0..30),
    ) {
        let source = parts.concat();
        if let Ok(template) = Template::compile(&source) {
            let text = template.render(&variables(&[("name", "Budi")]));
            if let Ok(text) = text {
                prop_assert!(units(&text) <= MAX_UNITS);
            }
        }
    }

    #[test]
    fn values_are_never_read_as_templates(value in "[{}%#a-z ]{1,30}[a-z]") {
        prop_assert_eq!(render("{{ a }}", &[("a", &value)]), Ok(value));
    }
}

#[test]
fn placeholders_of_other_tools_are_refused_where_they_stand() {
    for (source, typed, column) in [
        ("Halo {{1}}, pesanan {{2}} siap", "{{1}}", 6),
        (
            "Halo {{ 1 | default(\"Kak\") }}",
            "{{ 1 | default(\"Kak\") }}",
            6,
        ),
        ("Halo {1}", "{1}", 6),
        ("Halo %name%!", "%name%", 6),
        ("Halo <<Nama Lengkap>>", "<<Nama Lengkap>>", 6),
        ("Hai [nama], promo", "[nama]", 5),
    ] {
        let refused = Template::compile(source).unwrap_err();
        assert_eq!(refused.code(), "template_placeholder", "{source}");
        assert_eq!(refused.place(), Some((1, column)), "{source}");
        assert!(refused.to_string().contains(typed), "{refused}");
    }
    for fine in [
        "Diskon 50% asli 100%!",
        "[PROMO] Halo {name}",
        "Halo {nama}, {{ point }}",
    ] {
        assert!(
            Template::compile(fine).is_ok(),
            "{fine}: {:?}",
            Template::compile(fine)
        );
    }
}

#[test]
fn headings_of_a_file_are_variables_as_they_are_spelled_there() {
    // As a file with the columns Nama, No. HP, Kota Asal, École and İl is stored.
    let contact = [
        ("name", "Budi"),
        ("phone", "+6281234567890"),
        ("kota_asal", "Solo"),
        ("ecole", "Lycée"),
        ("il", "34"),
    ];
    for (source, text) in [
        ("Halo {Nama}", "Halo Budi"),
        ("Halo {Nama Lengkap}", "Halo Budi"),
        ("Halo {{ nama | default(\"Kak\") }}", "Halo Budi"),
        (
            "{No HP} {No. HP} {{ no_hp }}",
            "+6281234567890 +6281234567890 +6281234567890",
        ),
        ("{KOTA ASAL} {Kota Asal}", "Solo Solo"),
        ("{École} {{ ecole }} {İl}", "Lycée Lycée 34"),
        ("{\"a\": 1} {50%}", "{\"a\": 1} {50%}"),
    ] {
        assert_eq!(render(source, &contact).as_deref(), Ok(text), "{source}");
    }
    // What is called so itself comes first.
    let shop = [("name", "Toko Budi"), ("nama", "Budi")];
    assert_eq!(render("{Nama}", &shop).as_deref(), Ok("Budi"));
    let nameless = [("phone", "+6281234567890")];
    assert_eq!(
        render("{Nama}", &nameless),
        Err(TemplateError::MissingVariable {
            name: "nama".to_owned()
        })
    );
}

#[test]
fn an_attribute_never_hides_a_field_and_keys_that_fold_to_one_are_settled_by_their_order() {
    for pairs in [
        [("name", "Budi"), ("Námé", "X")],
        [("Námé", "X"), ("name", "Budi")],
    ] {
        assert_eq!(render("{name}", &pairs).as_deref(), Ok("Budi"));
    }
    assert_eq!(
        render("{Kota}", &[("Kota ", "Solo"), ("kota", "Depok")]).as_deref(),
        Ok("Depok")
    );
}

#[test]
fn only_what_a_text_can_need_is_kept() {
    let keys = ["Kota ", "kota", "ukuran", "No. Rumah"].map(str::to_owned);
    let variables = ["kota", "nama", "no_rumah"].map(str::to_owned);
    assert_eq!(
        needed(&variables, keys),
        ["name", "Kota ", "kota", "No. Rumah"]
    );
    assert_eq!(
        needed(&variables, ["Námé".to_owned()]),
        ["name", "Námé"],
        "what only folds to a field stands in where the field is empty"
    );
    assert_eq!(needed(&[], ["kota".to_owned()]), [""; 0]);
}

#[test]
fn what_can_only_mean_one_thing_is_told_with_what_to_type_instead() {
    for (source, place, instead) in [
        (
            "Halo\n {{ name | default(“Kak”) }}",
            (2, 2),
            "{{ name | default(\"Kak\") }}",
        ),
        (
            "{{ name | default(‘Kak’) }}",
            (1, 1),
            "{{ name | default('Kak') }}",
        ),
        ("Halo {{ Nama Lengkap }}", (1, 6), "{{ nama_lengkap }}"),
        ("{{ nama-lengkap }}", (1, 1), "{{ nama_lengkap }}"),
        ("{{ order.no }}", (1, 1), "{{ order_no }}"),
        ("Halo {name}}!", (1, 6), "{name}"),
        ("Halo {{Nama Depan}!", (1, 6), "{Nama Depan}"),
        ("{{{name}}}", (1, 1), "{name}"),
    ] {
        let refused = Template::compile(source).unwrap_err();
        assert_eq!(
            refused.code(),
            "template_type_instead",
            "{source}: {refused}"
        );
        assert_eq!(refused.place(), Some(place), "{source}");
        let said = refused.to_string();
        assert!(
            said.ends_with(&format!(" is not understood: write {instead}")),
            "{said}"
        );
    }
    for fine in [
        "{Nama Lengkap} {{ name }} {{ name or 'Kak' }} {{ name if name else 'Kak' }}",
        "{{ name | default('it’s “Kak”') }} {50%} }",
        "{{ name is defined }} {{ not name }} {{ name in 'abc' }}",
    ] {
        if let Err(error) = Template::compile(fine) {
            assert_ne!(error.code(), "template_type_instead", "{fine}: {error}");
        }
    }
}
