//! The OpenAPI document says all that the next guard and the generated client rely on.

use serde_json::Value;
use siar_domain::permission::{Permission, Role};

/// One operation of the document.
#[derive(Debug, Clone)]
pub(crate) struct Operation {
    pub(crate) method: String,
    /// After `/api/v1`.
    pub(crate) path: String,
    pub(crate) permission: String,
    pub(crate) spec: Value,
}

pub(crate) fn document() -> Value {
    serde_json::to_value(siar::openapi::document()).unwrap()
}

pub(crate) fn operations(document: &Value) -> Vec<Operation> {
    let mut all = Vec::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for (method, spec) in item.as_object().unwrap() {
            all.push(Operation {
                method: method.to_uppercase(),
                path: path.strip_prefix("/api/v1").unwrap().to_owned(),
                permission: spec["x-permission"].as_str().unwrap_or_default().to_owned(),
                spec: spec.clone(),
            });
        }
    }
    assert!(all.len() >= 40, "only {} operations", all.len());
    all
}

#[test]
fn words_are_those_of_the_wire_and_every_operation_has_a_name_of_its_own() {
    let document = document();
    let schema = |name: &str| document["components"]["schemas"][name]["enum"].clone();
    let words = |all: Vec<&str>| Value::from(all);
    assert_eq!(
        schema("Role"),
        words(Role::ALL.iter().map(|role| role.as_str()).collect())
    );
    assert_eq!(
        schema("Permission"),
        words(Permission::ALL.iter().map(|one| one.as_str()).collect())
    );
    let mut names: Vec<_> = operations(&document)
        .iter()
        .map(|operation| operation.spec["operationId"].as_str().unwrap().to_owned())
        .collect();
    names.sort();
    let all = names.len();
    names.dedup();
    assert_eq!(names.len(), all);
    assert!(names.contains(&"campaigns_start".to_owned()), "{names:?}");
}

#[test]
fn every_operation_declares_what_it_asks_for_and_describes_itself() {
    let document = document();
    assert_eq!(document["openapi"], "3.1.0");
    let mut wrong = Vec::new();
    for operation in operations(&document) {
        let name = format!("{} {}", operation.method, operation.path);
        let known = matches!(operation.permission.as_str(), "public" | "login")
            || operation
                .permission
                .split('|')
                .all(|word| word.parse::<Permission>().is_ok());
        if !known {
            wrong.push(format!(
                "{name}: x-permission is {:?}",
                operation.permission
            ));
        }
        let secured = operation.spec["security"]
            .as_array()
            .is_some_and(|all| !all.is_empty());
        if secured == (operation.permission == "public") {
            wrong.push(format!("{name}: security does not fit its permission"));
        }
        if operation.spec["summary"].as_str().is_none_or(str::is_empty) {
            wrong.push(format!("{name}: no summary"));
        }
        let parameters: Vec<&str> = operation.spec["parameters"]
            .as_array()
            .into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == "path")
            .map(|parameter| parameter["name"].as_str().unwrap())
            .collect();
        let in_path: Vec<&str> = operation
            .path
            .split('/')
            .filter_map(|part| part.strip_prefix('{')?.split('}').next())
            .collect();
        if parameters != in_path {
            wrong.push(format!(
                "{name}: the path names {in_path:?}, the parameters {parameters:?}"
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_answer_is_described_and_every_body_may_be_refused() {
    let document = document();
    let mut wrong = Vec::new();
    for operation in operations(&document) {
        let name = format!("{} {}", operation.method, operation.path);
        let answers = operation.spec["responses"].as_object().unwrap();
        for (status, answer) in answers {
            if answer["description"].as_str().is_none_or(str::is_empty) {
                wrong.push(format!("{name}: {status} has no description"));
            }
            if status.starts_with(['4', '5'])
                && answer["content"]["application/json"]["schema"]["$ref"]
                    != "#/components/schemas/ErrorBody"
            {
                wrong.push(format!(
                    "{name}: {status} is not in the envelope of failures"
                ));
            }
            if matches!(status.as_str(), "429" | "503")
                && answer["headers"]["Retry-After"].is_null()
            {
                wrong.push(format!("{name}: {status} without Retry-After"));
            }
        }
        if operation.spec.get("requestBody").is_some()
            && !(answers.contains_key("413") && answers.contains_key("415"))
        {
            wrong.push(format!("{name}: 413 and 415 are missing"));
        }
    }
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        for (key, parts) in schema.as_object().unwrap() {
            let inline = |part: &Value| part.get("properties").is_some();
            if matches!(key.as_str(), "oneOf" | "anyOf")
                && parts.as_array().unwrap().iter().any(inline)
            {
                wrong.push(format!(
                    "{name}: a variant has no name; give it a tag or a title"
                ));
            }
            let closed = |part: &Value| {
                let part = part["$ref"]
                    .as_str()
                    .and_then(|target| document.pointer(target.trim_start_matches('#')))
                    .unwrap_or(part);
                part["additionalProperties"] == false
            };
            if key == "allOf" && parts.as_array().unwrap().iter().any(closed) {
                wrong.push(format!("{name}: closed objects in allOf fit no document"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_reference_leads_somewhere() {
    fn walk(value: &Value, document: &Value, lost: &mut Vec<String>) {
        match value {
            Value::Object(fields) => {
                if let Some(target) = fields.get("$ref").and_then(Value::as_str)
                    && document.pointer(target.trim_start_matches('#')).is_none()
                {
                    lost.push(target.to_owned());
                }
                fields
                    .values()
                    .for_each(|value| walk(value, document, lost));
            }
            Value::Array(items) => items.iter().for_each(|value| walk(value, document, lost)),
            _ => {}
        }
    }
    let document = document();
    let mut lost = Vec::new();
    walk(&document, &document, &mut lost);
    lost.sort();
    lost.dedup();
    assert_eq!(lost, Vec::<String>::new());
}

#[test]
fn the_document_and_the_page_about_settings_in_the_repository_are_current() {
    let docs = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    for (name, made) in [
        ("openapi.json", siar::openapi::document_json().unwrap()),
        ("CONFIGURATION.md", siar::config::markdown().unwrap()),
    ] {
        let kept = std::fs::read_to_string(docs.join(name)).unwrap_or_default();
        assert!(
            kept == made,
            "docs/{name} is not what the code says: run scripts/gen"
        );
    }
}
