//! Somebody who uses the API over real HTTP.

use reqwest::{
    Method,
    header::{HeaderMap, HeaderName, HeaderValue},
};
use serde_json::Value;
use siar_domain::{
    id::{LoginId, TenantId, UserId},
    permission::Role,
};

/// A client of the API. Addresses are those after `/api/v1`.
#[derive(Debug, Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    url: String,
    headers: HeaderMap,
    pub(crate) tenant: Option<TenantId>,
    pub(crate) user: Option<UserId>,
    pub(crate) login: Option<LoginId>,
    pub(crate) role: Option<Role>,
    pub(crate) email: String,
}

/// What was answered.
#[derive(Debug)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) headers: HeaderMap,
    pub(crate) text: String,
    asked: String,
}

impl Client {
    pub(crate) fn new(url: &str) -> Self {
        Self {
            http: reqwest::Client::new(),
            url: url.to_owned(),
            headers: HeaderMap::new(),
            tenant: None,
            user: None,
            login: None,
            role: None,
            email: String::new(),
        }
    }

    /// The same at another server.
    pub(crate) fn at(&self, url: &str) -> Self {
        let mut client = self.clone();
        url.clone_into(&mut client.url);
        client
    }

    /// The full address of a path.
    pub(crate) fn url(&self, path: &str) -> String {
        format!("{}/api/v1{path}", self.url)
    }

    /// The access token it sends, if any.
    pub(crate) fn token(&self) -> Option<&str> {
        let value = self.headers.get("authorization")?.to_str().ok()?;
        value.strip_prefix("Bearer ")
    }

    /// The same with this access token.
    pub(crate) fn with_token(&self, token: &str) -> Self {
        self.with_header("authorization", &format!("Bearer {token}"))
    }

    /// The same with a header more.
    pub(crate) fn with_header(&self, name: &str, value: &str) -> Self {
        let mut client = self.clone();
        client.headers.insert(
            name.parse::<HeaderName>().unwrap(),
            HeaderValue::from_str(value).unwrap(),
        );
        client
    }

    pub(crate) async fn get(&self, path: &str) -> Reply {
        self.send(Method::GET, path, None).await
    }

    pub(crate) async fn post(&self, path: &str, body: Value) -> Reply {
        self.send(Method::POST, path, Some(body)).await
    }

    pub(crate) async fn patch(&self, path: &str, body: Value) -> Reply {
        self.send(Method::PATCH, path, Some(body)).await
    }

    pub(crate) async fn delete(&self, path: &str) -> Reply {
        self.send(Method::DELETE, path, None).await
    }

    /// Any method, with JSON or without a body.
    pub(crate) async fn send(&self, method: Method, path: &str, body: Option<Value>) -> Reply {
        let bytes = body.map(|body| body.to_string().into_bytes());
        let client = if bytes.is_some() {
            self.with_header("content-type", "application/json")
        } else {
            self.clone()
        };
        client.raw(method, path, bytes.unwrap_or_default()).await
    }

    /// Any method and any bytes. A path that begins with `//` is taken from the root of the server.
    pub(crate) async fn raw(&self, method: Method, path: &str, body: Vec<u8>) -> Reply {
        let url = match path.strip_prefix('/').filter(|rest| rest.starts_with('/')) {
            Some(rooted) => format!("{}{rooted}", self.url),
            None => self.url(path),
        };
        let reply = self
            .http
            .request(method.clone(), &url)
            .headers(self.headers.clone())
            .body(body)
            .send()
            .await
            .unwrap_or_else(|error| panic!("{method} {url}: {error:?}"));
        Reply {
            status: reply.status().as_u16(),
            headers: reply.headers().clone(),
            // A WebSocket has no end to read to.
            text: if reply.status() == reqwest::StatusCode::SWITCHING_PROTOCOLS {
                String::new()
            } else {
                reply.text().await.unwrap()
            },
            asked: format!("{method} {path}"),
        }
    }
}

impl Reply {
    /// The whole body.
    #[track_caller]
    pub(crate) fn json(&self) -> Value {
        serde_json::from_str(&self.text)
            .unwrap_or_else(|_| panic!("{} answered {} {:?}", self.asked, self.status, self.text))
    }

    /// Asserts status and whole body.
    #[track_caller]
    pub(crate) fn is(&self, status: u16, body: Value) -> &Self {
        assert_eq!((self.status, self.json()), (status, body), "{}", self.asked);
        self
    }

    /// Asserts a success with this status, and gives its data.
    #[track_caller]
    pub(crate) fn ok(&self, status: u16) -> Value {
        let body = self.json();
        assert_eq!(self.status, status, "{}: {body}", self.asked);
        assert_eq!(body["success"], true, "{}: {body}", self.asked);
        body["data"].clone()
    }

    /// Asserts a failure with this status and code in the envelope, and gives its details.
    #[track_caller]
    pub(crate) fn fails(&self, status: u16, code: &str) -> Value {
        let body = self.json();
        assert_eq!(
            (self.status, &body["success"], &body["error"]["code"]),
            (status, &Value::from(false), &Value::from(code)),
            "{}: {body}",
            self.asked
        );
        assert!(
            body["error"]["message"]
                .as_str()
                .is_some_and(|text| !text.is_empty()),
            "{body}"
        );
        body["error"]["details"].clone()
    }

    /// A header's text.
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name)?.to_str().ok()
    }

    /// The values of `Set-Cookie`.
    pub(crate) fn cookies(&self) -> Vec<String> {
        self.headers
            .get_all("set-cookie")
            .iter()
            .map(|value| value.to_str().unwrap().to_owned())
            .collect()
    }
}
