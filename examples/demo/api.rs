//! A client of the API as anybody could write it: JSON over HTTP, with the envelope taken off.

use std::time::Duration;

use reqwest::{Client, Method, Response};
use serde_json::Value;

use crate::Failure;

/// A server and, for Siar, a login.
pub(crate) struct Api {
    client: Client,
    base: String,
    token: Option<String>,
}

impl Api {
    pub(crate) fn new(base: &str, token: Option<&str>) -> Result<Self, Failure> {
        Ok(Self {
            client: Client::builder().timeout(Duration::from_secs(30)).build()?,
            base: base.to_owned(),
            token: token.map(str::to_owned),
        })
    }

    pub(crate) async fn get(&self, path: &str) -> Result<Value, Failure> {
        opened(self.send(Method::GET, path, None).await?)
    }

    pub(crate) async fn put(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        opened(self.send(Method::PUT, path, Some(body)).await?)
    }

    pub(crate) async fn post(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        opened(self.send(Method::POST, path, Some(body)).await?)
    }

    /// Of the sandbox, whose answers have no envelope.
    pub(crate) async fn get_plain(&self, path: &str) -> Result<Value, Failure> {
        self.send(Method::GET, path, None).await
    }

    /// Of the sandbox, whose answers have no envelope.
    pub(crate) async fn post_plain(&self, path: &str, body: &Value) -> Result<Value, Failure> {
        self.send(Method::POST, path, Some(body)).await
    }

    /// Sends a CSV file as it is.
    pub(crate) async fn upload(&self, path: &str, file: String) -> Result<Value, Failure> {
        let request = self
            .client
            .post(format!("{}{path}", self.base))
            .header("content-type", "text/csv")
            .bearer_auth(self.token.as_deref().unwrap_or_default())
            .body(file);
        opened(answer(path, request.send().await?).await?)
    }

    async fn send(
        &self,
        method: Method,
        path: &str,
        body: Option<&Value>,
    ) -> Result<Value, Failure> {
        let mut request = self
            .client
            .request(method.clone(), format!("{}{path}", self.base));
        if let Some(token) = &self.token {
            request = request.bearer_auth(token);
        }
        if method == Method::POST {
            request = request.header("idempotency-key", uuid::Uuid::new_v4().to_string());
        }
        if let Some(body) = body {
            request = request.json(body);
        }
        answer(path, request.send().await?).await
    }
}

async fn answer(path: &str, response: Response) -> Result<Value, Failure> {
    let status = response.status();
    let body = response.text().await?;
    if status.is_success() {
        Ok(serde_json::from_str(&body).unwrap_or(Value::Null))
    } else {
        Err(format!("{path} answers {status}: {body}").into())
    }
}

/// Takes `{"success":true,"data":…}` off.
fn opened(mut body: Value) -> Result<Value, Failure> {
    body.get_mut("data")
        .map(Value::take)
        .ok_or_else(|| format!("no data in {body}").into())
}
