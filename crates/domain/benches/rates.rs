//! Rates of the rules that run once per row or message, on one core: `cargo bench -p siar-domain`. Printed, never asserted.
#![expect(clippy::print_stdout, reason = "a program that prints figures")]

use siar_domain::{
    import::{ContactReader, ImportSettings},
    phone::{Country, Phone},
    template::{Template, Variables},
};
use std::{hint::black_box, time::Instant};

fn rate(name: &str, n: u64, mut work: impl FnMut(u64)) {
    work(0);
    let start = Instant::now();
    for i in 0..n {
        work(i);
    }
    let per_second = n as f64 / start.elapsed().as_secs_f64();
    println!("{name:<34} {per_second:>14.0} /s");
}

fn main() {
    let numbers: Vec<[String; 5]> = (0..1000_u64)
        .map(|i| {
            let n = 81_200_000_000 + i * 7919;
            [
                format!("+62{n}"),
                format!("62{n}"),
                format!("0{n}"),
                format!("+62 {}-{}", &n.to_string()[..3], &n.to_string()[3..]),
                format!("+1650253{:04}", i),
            ]
        })
        .collect();
    let shapes = [
        "phone +62",
        "phone 62",
        "phone 0",
        "phone +62 with spaces",
        "phone +1",
    ];
    for (shape, name) in shapes.into_iter().enumerate() {
        rate(name, 1_000_000, |i| {
            let text = numbers
                .get((i % 1000) as usize)
                .and_then(|row| row.get(shape));
            let _ = black_box(text.map(|text| Phone::parse(text, Country::INDONESIA)));
        });
    }
    rate("phone, crate alone, 0", 100_000, |i| {
        if let Some(row) = numbers.get((i % 1000) as usize) {
            let parsed = phonenumber::parse(Some(phonenumber::country::ID), &row[2]);
            let _ = black_box(parsed.map(|number| number.is_valid()));
        }
    });

    if let Ok(template) = Template::compile("Halo {{ name | default(\"Kak\") }}, kota {Kota}!") {
        let people: Vec<Variables> = (0..1000)
            .map(|n| {
                [("name", format!("Budi {n}")), ("kota", "Solo".to_owned())]
                    .into_iter()
                    .collect()
            })
            .collect();
        rate("template renders", 200_000, |i| {
            let _ = black_box(
                people
                    .get((i % 1000) as usize)
                    .map(|person| template.render(person)),
            );
        });
    }
    let mut file = String::from("nama,no_hp,email,kota\n");
    for i in 0..1_000_000_u64 {
        let n = 81_200_000_000 + i * 7919 % 9_999_999_999;
        file.push_str(&format!(
            "Budi Santoso {i},0{n},budi{i}@example.com,Bandung\n"
        ));
    }
    let start = Instant::now();
    let mut reader = ContactReader::new(ImportSettings::default());
    let mut rows = 0_u64;
    let mut each = |line| {
        black_box(&line);
        rows += 1;
    };
    for piece in file.as_bytes().chunks(64 * 1024) {
        if let Err(error) = reader.push(piece, &mut each) {
            println!("{error}");
        }
    }
    let counts = reader.finish(&mut each);
    let per_second = rows as f64 / start.elapsed().as_secs_f64();
    println!(
        "{:<34} {per_second:>14.0} /s  {counts:?}",
        "import rows, four columns"
    );
}
