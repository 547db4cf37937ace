//! Values that fit the schemas of the OpenAPI document, so that a request gets past its parser and meets the check of permissions.

use serde_json::{Map, Value, json};

/// A smallest value that fits `schema`.
pub(crate) fn of(schema: &Value, document: &Value) -> Value {
    if let Some(name) = schema["$ref"].as_str() {
        let name = name.rsplit('/').next().unwrap();
        return of(&document["components"]["schemas"][name], document);
    }
    if let Some(example) = schema.get("example") {
        return example.clone();
    }
    for choice in ["oneOf", "anyOf"] {
        if let Some(variants) = schema[choice].as_array() {
            let first = variants
                .iter()
                .find(|variant| variant["type"] != "null")
                .unwrap();
            return of(first, document);
        }
    }
    if let Some(parts) = schema["allOf"].as_array() {
        let mut all = Map::new();
        for part in parts {
            if let Value::Object(fields) = of(part, document) {
                all.extend(fields);
            }
        }
        return Value::Object(all);
    }
    if let Some(values) = schema["enum"].as_array() {
        return values[0].clone();
    }
    let kind = match &schema["type"] {
        Value::Array(kinds) => kinds.iter().find(|kind| *kind != "null").unwrap(),
        kind => kind,
    };
    match kind.as_str() {
        Some("object") => object(schema, document),
        Some("array") => json!([of(&schema["items"], document)]),
        Some("integer" | "number") => schema.get("minimum").cloned().unwrap_or(json!(1)),
        Some("boolean") => json!(true),
        Some("string") => match schema["format"].as_str() {
            Some("uuid") => json!(uuid::Uuid::from_u128(7)),
            Some("date-time") => json!("2026-02-01T08:00:00Z"),
            Some("date") => json!("2026-02-01"),
            _ => json!("sample"),
        },
        _ => json!({}),
    }
}

fn object(schema: &Value, document: &Value) -> Value {
    let mut fields = Map::new();
    for name in schema["required"].as_array().into_iter().flatten() {
        let name = name.as_str().unwrap();
        let mut value = of(&schema["properties"][name], document);
        if name.contains("phone") || name.contains("number") {
            value = with_phones(value);
        }
        fields.insert(name.to_owned(), value);
    }
    Value::Object(fields)
}

/// Texts that are called a phone's are one.
fn with_phones(value: Value) -> Value {
    match value {
        Value::String(_) => json!("+6281234567890"),
        Value::Array(items) => items.into_iter().map(with_phones).collect(),
        other => other,
    }
}
