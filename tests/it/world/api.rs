//! Somebody who uses the API as programs do that must get through: asks again while the server is away or busy.

use std::{sync::Mutex, time::Duration};

use reqwest::Method;
use serde_json::{Value, json};

use super::patiently;

/// How long one request may take.
const DEADLINE: Duration = Duration::from_secs(20);
/// How long the server may be away.
const AWAY: Duration = Duration::from_secs(120);

/// A logged-in client. Addresses are those after `/api/v1`.
pub(crate) struct Api {
    http: reqwest::Client,
    url: String,
    email: String,
    password: String,
    token: Mutex<Option<String>>,
}

impl Api {
    pub(crate) fn new(url: &str, email: &str, password: &str) -> Self {
        Self {
            http: reqwest::Client::new(),
            url: url.to_owned(),
            email: email.to_owned(),
            password: password.to_owned(),
            token: Mutex::new(None),
        }
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.url)
    }

    pub(crate) fn email(&self) -> &str {
        &self.email
    }

    pub(crate) async fn get(&self, path: &str) -> Value {
        self.ask(Method::GET, path, json!(null)).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Value {
        self.ask(Method::POST, path, body).await
    }

    pub(crate) async fn put(&self, path: &str, body: Value) -> Value {
        self.ask(Method::PUT, path, body).await
    }

    /// What anybody may ask, logged in or not.
    pub(crate) async fn public(&self, path: &str, body: Value) -> Value {
        let asked = self
            .http
            .post(self.url(path))
            .timeout(DEADLINE)
            .header("content-type", "application/json")
            .body(body.to_string())
            .send();
        let text = asked.await.unwrap().text().await.unwrap();
        let answer: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(answer["success"], true, "{path}: {answer}");
        answer["data"].clone()
    }

    /// The answer's data. Anything but a success fails the test, except trouble that passes: then it is asked again.
    #[track_caller]
    pub(crate) fn ask(
        &self,
        method: Method,
        path: &str,
        body: Value,
    ) -> impl Future<Output = Value> {
        let bytes = if body.is_null() {
            Vec::new()
        } else {
            body.to_string().into_bytes()
        };
        self.send(method, path, "application/json", bytes)
    }

    /// As [`Api::ask`], with any body.
    #[track_caller]
    pub(crate) fn send(
        &self,
        method: Method,
        path: &str,
        kind: &str,
        body: Vec<u8>,
    ) -> impl Future<Output = Value> {
        let from = std::panic::Location::caller();
        async move {
            // The same key for all tries: what an earlier one did is not done again.
            let key = uuid::Uuid::new_v4().to_string();
            let text = patiently(AWAY, async || {
                self.try_once(&method, path, kind, &key, &body).await
            })
            .await;
            let answer: Value = serde_json::from_str(&text)
                .unwrap_or_else(|_| panic!("{method} {path} at {from}: {text}"));
            assert_eq!(
                answer["success"], true,
                "{method} {path} at {from}: {answer}"
            );
            answer["data"].clone()
        }
    }

    /// An answer that is no JSON, as an export.
    pub(crate) async fn text(&self, path: &str) -> String {
        patiently(AWAY, async || {
            self.try_once(&Method::GET, path, "application/json", "", &[])
                .await
        })
        .await
    }

    /// A token that works now.
    pub(crate) async fn token(&self) -> String {
        let kept = self.token.lock().unwrap().clone();
        match kept {
            Some(token) => token,
            None => patiently(AWAY, async || self.log_in().await).await,
        }
    }

    async fn try_once(
        &self,
        method: &Method,
        path: &str,
        kind: &str,
        key: &str,
        body: &[u8],
    ) -> Result<String, String> {
        let kept = self.token.lock().unwrap().clone();
        let token = match kept {
            Some(token) => token,
            None => self.log_in().await?,
        };
        let mut request = self
            .http
            .request(method.clone(), self.url(path))
            .timeout(DEADLINE)
            .bearer_auth(token);
        if *method != Method::GET {
            request = request.header("content-type", kind).body(body.to_vec());
        }
        if *method == Method::POST && !key.is_empty() {
            request = request.header("idempotency-key", key);
        }
        let reply = request.send().await.map_err(|error| error.to_string())?;
        let status = reply.status();
        let text = reply.text().await.map_err(|error| error.to_string())?;
        if status.as_u16() == 401 {
            *self.token.lock().unwrap() = None;
            return Err(text);
        }
        if status.is_server_error() || status.as_u16() == 429 {
            return Err(format!("{status}: {text}"));
        }
        assert!(
            status.is_success(),
            "{method} {path} answered {status}: {text}"
        );
        Ok(text)
    }

    async fn log_in(&self) -> Result<String, String> {
        let asked = self
            .http
            .post(self.url("/auth/login"))
            .timeout(DEADLINE)
            .header("content-type", "application/json")
            .body(json!({"email": self.email, "password": self.password}).to_string())
            .send()
            .await
            .map_err(|error| error.to_string())?;
        let text = asked.text().await.map_err(|error| error.to_string())?;
        let answer: Value = serde_json::from_str(&text).map_err(|_| text.clone())?;
        let token = answer["data"]["access_token"].as_str().ok_or(text)?;
        *self.token.lock().unwrap() = Some(token.to_owned());
        Ok(token.to_owned())
    }
}
