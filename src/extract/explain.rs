//! All that is wrong with a body, not only the first thing: by the schema that the OpenAPI document gives for it.

use actix_web::HttpRequest;
use jsonschema::{ValidationError, Validator, error::ValidationErrorKind, paths::Location};
use serde_json::Value;

use crate::{ApiError, Invalid, State};

/// No more fields than this are named.
const MOST: usize = 20;

/// The refusal of a body that is JSON but not what the operation takes. `first` is what the parser stumbled over: it stands where the
/// schema finds nothing.
pub(super) fn explain(request: &HttpRequest, bytes: &[u8], first: ApiError) -> ApiError {
    named(request, bytes).unwrap_or(first)
}

fn named(request: &HttpRequest, bytes: &[u8]) -> Option<ApiError> {
    let state = request.app_data::<actix_web::web::Data<State>>()?;
    let path = request.match_pattern()?;
    let validator = state.map.body(request.method().as_str(), &path)?;
    let body: Value = serde_json::from_slice(bytes).ok()?;
    let mut invalid = Invalid::new();
    collect(validator, &body, &mut invalid);
    invalid.done().err()
}

/// Notes every field at fault.
fn collect(validator: &Validator, body: &Value, invalid: &mut Invalid) {
    for error in validator.iter_errors(body).take(MOST) {
        let at = path_of(error.instance_path());
        match error.kind() {
            ValidationErrorKind::Required { property } => {
                let name = property.as_str().unwrap_or_default();
                invalid.add(&join(&at, name), "required", "This is required.");
            }
            ValidationErrorKind::AdditionalProperties { unexpected }
            | ValidationErrorKind::UnevaluatedProperties { unexpected } => {
                for name in unexpected.iter().take(MOST) {
                    invalid.add(&join(&at, name), "unknown_field", "There is no such field.");
                }
            }
            kind => invalid.add(&at, code_of(kind), sentence(&error)),
        }
    }
}

fn code_of(kind: &ValidationErrorKind) -> &'static str {
    match kind {
        ValidationErrorKind::Type { .. } | ValidationErrorKind::Format { .. } => "wrong_type",
        ValidationErrorKind::MinLength { .. } => "too_short",
        ValidationErrorKind::MaxLength { .. } => "too_long",
        ValidationErrorKind::MinItems { .. } => "too_few",
        ValidationErrorKind::MaxItems { .. } => "too_many",
        ValidationErrorKind::Minimum { .. } => "too_small",
        ValidationErrorKind::Maximum { .. } => "too_large",
        _ => "not_allowed",
    }
}

/// What is wrong, without the value: it may be a secret.
fn sentence(error: &ValidationError<'_>) -> String {
    let mut text = error.masked_with("The value").to_string();
    text.push('.');
    text
}

/// `/contacts/3/phone` → `contacts[3].phone`; the body itself is `.`.
fn path_of(location: &Location) -> String {
    location
        .as_str()
        .split('/')
        .skip(1)
        .fold(String::new(), |path, part| {
            if part.bytes().all(|byte| byte.is_ascii_digit()) {
                format!("{path}[{part}]")
            } else {
                join(&path, &part.replace("~1", "/").replace("~0", "~"))
            }
        })
}

fn join(path: &str, name: &str) -> String {
    if path.is_empty() {
        name.to_owned()
    } else {
        format!("{path}.{name}")
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn every_field_at_fault_is_named_with_its_path_and_without_its_value() {
        let schema = json!({
            "type": "object",
            "required": ["email", "password"],
            "additionalProperties": false,
            "properties": {
                "email": {"type": "string"},
                "password": {"type": "string", "maxLength": 3},
                "phones": {"type": "array", "items": {"type": "string"}},
            },
        });
        let validator = jsonschema::validator_for(&schema).unwrap();
        let mut invalid = Invalid::new();
        let body = json!({"password": "secret", "phones": ["1", 2], "x": 1});
        collect(&validator, &body, &mut invalid);
        let body = serde_json::to_value(invalid.done().unwrap_err().body()).unwrap();
        let mut fields = body["error"]["details"]["fields"]
            .as_array()
            .unwrap()
            .clone();
        fields.sort_by_key(|field| field["field"].as_str().unwrap().to_owned());
        assert_eq!(
            Value::from(fields),
            json!([
                {"field": "email", "code": "required", "message": "This is required."},
                {"field": "password", "code": "too_long", "message": "The value is longer than 3 characters."},
                {"field": "phones[1]", "code": "wrong_type", "message": "The value is not of type \"string\"."},
                {"field": "x", "code": "unknown_field", "message": "There is no such field."},
            ])
        );
    }
}
