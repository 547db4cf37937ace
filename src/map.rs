//! Which addresses the API has and which methods each knows, read from the OpenAPI document: tells a wrong method from a wrong address,
//! serves the document, and gives metrics a bounded set of names.

use std::{collections::HashMap, sync::OnceLock};

use jsonschema::Validator;
use serde_json::{Value, json};
use utoipa::openapi::{OpenApi, RefOr, path::PathItem};

/// The addresses of the API.
#[derive(Debug)]
pub struct RouteMap {
    routes: Vec<(Vec<String>, Vec<&'static str>)>,
    /// Schemas of JSON bodies by method and path.
    bodies: HashMap<(&'static str, String), BodySchema>,
    /// The OpenAPI document as JSON.
    pub document: String,
}

impl RouteMap {
    /// From the document.
    ///
    /// # Errors
    /// When the document cannot be written as JSON: a bug.
    pub fn new(document: &OpenApi) -> Result<Self, serde_json::Error> {
        let routes = document
            .paths
            .paths
            .iter()
            .map(|(path, item)| (path.split('/').map(str::to_owned).collect(), methods(item)))
            .collect();
        let bodies = document
            .paths
            .paths
            .iter()
            .flat_map(|(path, item)| bodies(path, item))
            .collect();
        Ok(Self {
            routes,
            bodies,
            document: document.to_json()?,
        })
    }

    /// Checks bodies of the operation at `path` (with its placeholders) against their schema, where it takes JSON.
    #[must_use]
    pub fn body(&self, method: &str, path: &str) -> Option<&Validator> {
        let (_, body) = self
            .bodies
            .iter()
            .find(|((known, at), _)| *known == method && at == path)?;
        body.validator
            .get_or_init(|| {
                let document: Value = serde_json::from_str(&self.document).ok()?;
                let schema = json!({
                    "$ref": format!("#/components/schemas/{}", body.name),
                    "components": document.get("components"),
                });
                jsonschema::validator_for(&schema).ok()
            })
            .as_ref()
    }

    /// The methods that addresses like `path` know; empty when there is no such address.
    #[must_use]
    pub fn methods(&self, path: &str) -> Vec<&'static str> {
        let wanted: Vec<&str> = path.split('/').collect();
        // `/templates/preview` is no `/templates/{id}`: the address with the fewest placeholders is meant.
        self.routes
            .iter()
            .filter(|(template, _)| {
                template.len() == wanted.len()
                    && template.iter().zip(&wanted).all(|(template, wanted)| {
                        template == wanted || (template.starts_with('{') && !wanted.is_empty())
                    })
            })
            .min_by_key(|(template, _)| {
                template.iter().filter(|part| part.starts_with('{')).count()
            })
            .map(|(_, methods)| methods.clone())
            .unwrap_or_default()
    }
}

/// Made when it is first needed.
#[derive(Debug)]
struct BodySchema {
    name: String,
    validator: OnceLock<Option<Validator>>,
}

fn bodies(path: &str, item: &PathItem) -> Vec<((&'static str, String), BodySchema)> {
    [
        (&item.post, "POST"),
        (&item.put, "PUT"),
        (&item.patch, "PATCH"),
        (&item.delete, "DELETE"),
    ]
    .into_iter()
    .filter_map(|(operation, method)| {
        let RefOr::T(body) = operation.as_ref()?.request_body.as_ref()? else {
            return None;
        };
        let RefOr::T(content) = body.content.get("application/json")? else {
            return None;
        };
        let RefOr::Ref(schema) = content.schema.as_ref()? else {
            return None;
        };
        let name = schema.ref_location.rsplit('/').next()?.to_owned();
        let validator = OnceLock::new();
        Some(((method, path.to_owned()), BodySchema { name, validator }))
    })
    .collect()
}

fn methods(item: &PathItem) -> Vec<&'static str> {
    [
        (item.get.is_some(), "GET"),
        (item.post.is_some(), "POST"),
        (item.put.is_some(), "PUT"),
        (item.patch.is_some(), "PATCH"),
        (item.delete.is_some(), "DELETE"),
    ]
    .into_iter()
    .filter_map(|(known, method)| known.then_some(method))
    .collect()
}
