//! Takes every line that is logged into [`Recent`], with the fields of the spans it is in.

use std::fmt;

use tracing::{
    Event, Level, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use tracing_subscriber::{Layer, layer::Context, registry::LookupSpan};

use super::recent::{LogLevel, Recent};

/// The layer. The filter of the log decides what it sees.
#[derive(Debug, Clone, Copy)]
pub struct Keeping(pub &'static Recent);

/// What a span or a line carries.
#[derive(Debug, Clone, Default)]
struct Carried {
    message: String,
    fields: Vec<(&'static str, String)>,
}

impl Carried {
    fn set(&mut self, field: &Field, value: String) {
        match field.name() {
            "message" => self.message = value,
            // What other crates log through `log` repeats what the line says anyway.
            name if name.starts_with("log.") => {}
            name => match self.fields.iter_mut().find(|(known, _)| *known == name) {
                Some((_, old)) => *old = value,
                None => self.fields.push((name, value)),
            },
        }
    }
}

impl Visit for Carried {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.set(field, format!("{value:?}"));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.set(field, value.to_owned());
    }

    fn record_error(&mut self, field: &Field, value: &(dyn std::error::Error + 'static)) {
        self.set(field, value.to_string());
    }
}

impl<S> Layer<S> for Keeping
where
    S: Subscriber + for<'lookup> LookupSpan<'lookup>,
{
    fn on_new_span(&self, attributes: &Attributes<'_>, id: &Id, ctx: Context<'_, S>) {
        let mut carried = Carried::default();
        attributes.record(&mut carried);
        if let Some(span) = ctx.span(id) {
            span.extensions_mut().insert(carried);
        }
    }

    fn on_record(&self, id: &Id, values: &Record<'_>, ctx: Context<'_, S>) {
        if let Some(span) = ctx.span(id)
            && let Some(carried) = span.extensions_mut().get_mut::<Carried>()
        {
            values.record(carried);
        }
    }

    fn on_event(&self, event: &Event<'_>, ctx: Context<'_, S>) {
        let mut carried = Carried::default();
        event.record(&mut carried);
        for span in ctx.event_scope(event).into_iter().flatten() {
            if let Some(outer) = span.extensions().get::<Carried>() {
                for (name, value) in &outer.fields {
                    if !carried.fields.iter().any(|(known, _)| known == name) {
                        carried.fields.push((name, value.clone()));
                    }
                }
            }
        }
        let metadata = event.metadata();
        let level = match *metadata.level() {
            Level::ERROR => LogLevel::Error,
            Level::WARN => LogLevel::Warn,
            Level::INFO => LogLevel::Info,
            Level::DEBUG => LogLevel::Debug,
            Level::TRACE => LogLevel::Trace,
        };
        self.0
            .keep(level, metadata.target(), &carried.message, carried.fields);
    }
}
