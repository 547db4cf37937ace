//! Which addresses the API has and which methods each knows, read from the OpenAPI document: tells a wrong method from a wrong address,
//! serves the document, and gives metrics a bounded set of names.

use utoipa::openapi::{OpenApi, path::PathItem};

/// The addresses of the API.
#[derive(Debug)]
pub struct RouteMap {
    routes: Vec<(Vec<String>, Vec<&'static str>)>,
    /// The OpenAPI document as JSON.
    pub document: String,
}

impl RouteMap {
    /// From the document.
    ///
    /// # Errors
    /// When the document cannot be written as JSON: our mistake.
    pub fn new(document: &OpenApi) -> Result<Self, serde_json::Error> {
        let routes = document
            .paths
            .paths
            .iter()
            .map(|(path, item)| (path.split('/').map(str::to_owned).collect(), methods(item)))
            .collect();
        Ok(Self {
            routes,
            document: document.to_json()?,
        })
    }

    /// The methods that addresses like `path` know; empty when there is no such address.
    #[must_use]
    pub fn methods(&self, path: &str) -> Vec<&'static str> {
        let wanted: Vec<&str> = path.split('/').collect();
        self.routes
            .iter()
            .filter(|(template, _)| {
                template.len() == wanted.len()
                    && template.iter().zip(&wanted).all(|(template, wanted)| {
                        template == wanted || (template.starts_with('{') && !wanted.is_empty())
                    })
            })
            .flat_map(|(_, methods)| methods.iter().copied())
            .collect()
    }
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
