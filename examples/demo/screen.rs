//! What the terminal shows.
#![expect(
    clippy::print_stdout,
    reason = "showing it is what this program is for"
)]

use std::io::Write;

use qrcode::{EcLevel, QrCode, render::unicode::Dense1x2};
use serde_json::Value;

use crate::Failure;

/// The terminal.
pub(crate) struct Screen;

impl Screen {
    /// Begins a step.
    pub(crate) fn step(&self, what: &str) {
        println!("\n\x1b[1m▸ {what}\x1b[0m");
    }

    /// One line within a step.
    pub(crate) fn line(&self, text: &str) {
        println!("  {text}");
    }

    /// A QR code, two of its rows a line.
    pub(crate) fn qr(&self, code: &str) -> Result<(), Failure> {
        let picture = QrCode::with_error_correction_level(code, EcLevel::L)?
            .render::<Dense1x2>()
            .dark_color(Dense1x2::Light)
            .light_color(Dense1x2::Dark)
            .build();
        for line in picture.lines() {
            println!("    {line}");
        }
        Ok(())
    }

    /// A bar that stays on its line.
    pub(crate) fn bar(&self, share: f64, text: &str) {
        const WIDTH: usize = 30;
        let full = (0..WIDTH)
            .take_while(|place| {
                f64::from(u32::try_from(*place).unwrap_or(u32::MAX)) < share * WIDTH as f64
            })
            .count();
        print!(
            "\r\x1b[2K  [{}{}] {text}",
            "█".repeat(full),
            "·".repeat(WIDTH - full)
        );
        let _not_shown = std::io::stdout().flush();
    }

    /// The counts of a campaign, and how long it still takes.
    pub(crate) fn counts(&self, counts: &Value, eta_seconds: Option<i64>) {
        let count = |state: &str| counts[state].as_i64().unwrap_or(0);
        let over = ["sent", "delivered", "read", "failed", "skipped", "unknown"]
            .map(count)
            .iter()
            .sum::<i64>();
        let share = over as f64 / count("total").max(1) as f64;
        let eta = eta_seconds.map_or_else(String::new, |seconds| format!("  {seconds} s to go"));
        self.bar(
            share,
            &format!(
                "{} of {}  ✓ {} sent  ✓✓ {} delivered  \x1b[34m✓✓\x1b[0m {} read  {} failed  {} skipped{eta}",
                over,
                count("total"),
                count("sent"),
                count("delivered"),
                count("read"),
                count("failed"),
                count("skipped"),
            ),
        );
    }

    /// Ends the line of a bar.
    pub(crate) fn end_bar(&self) {
        println!();
    }
}
