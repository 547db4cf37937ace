//! The envelope of every success (API-1): `{"success":true,"data":…,"meta":…}`.

use actix_web::{
    HttpRequest, HttpResponse, Responder,
    body::BoxBody,
    cookie::Cookie,
    http::{StatusCode, header},
};
use serde::Serialize;
use utoipa::ToSchema;

/// The body of every success, for the OpenAPI document: `body = Envelope<Contact>`.
#[derive(Debug, Serialize, ToSchema)]
pub struct Envelope<T> {
    /// Always true.
    #[schema(example = true)]
    pub success: bool,
    /// What was asked for.
    pub data: T,
    /// About the data: where the next page is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    pub meta: Option<Meta>,
}

/// About the data of an answer.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, ToSchema)]
pub struct Meta {
    /// Send it back as `cursor` to get the next page; null on the last one.
    pub next_cursor: Option<String>,
}

/// Nothing but the news that it was done.
#[derive(Debug, Clone, Copy, Default, Serialize, ToSchema)]
pub struct Done {}

/// A successful answer: data, and what else belongs to it.
#[derive(Debug)]
pub struct Answer<T> {
    status: StatusCode,
    data: T,
    meta: Option<Meta>,
    cookies: Vec<Cookie<'static>>,
    location: Option<String>,
}

impl<T> Answer<T> {
    /// 200.
    pub const fn ok(data: T) -> Self {
        Self {
            status: StatusCode::OK,
            data,
            meta: None,
            cookies: Vec::new(),
            location: None,
        }
    }

    /// 201, with the address of what was made.
    pub fn created(data: T, location: impl Into<String>) -> Self {
        let mut answer = Self::ok(data);
        answer.status = StatusCode::CREATED;
        answer.location = Some(location.into());
        answer
    }

    /// 202: it will be done; look at `data` to follow it.
    pub fn accepted(data: T) -> Self {
        let mut answer = Self::ok(data);
        answer.status = StatusCode::ACCEPTED;
        answer
    }

    /// 200 with one page; `next_cursor` as [`crate::extract::Page::split`] made it.
    pub fn page(data: T, next_cursor: Option<String>) -> Self {
        let mut answer = Self::ok(data);
        answer.meta = Some(Meta { next_cursor });
        answer
    }

    /// Adds a cookie.
    #[must_use]
    pub fn with_cookie(mut self, cookie: Cookie<'static>) -> Self {
        self.cookies.push(cookie);
        self
    }
}

impl Answer<Done> {
    /// 200 without data worth telling.
    #[must_use]
    pub const fn done() -> Self {
        Self::ok(Done {})
    }
}

impl<T: Serialize> Responder for Answer<T> {
    type Body = BoxBody;

    fn respond_to(self, _: &HttpRequest) -> HttpResponse {
        let mut response = HttpResponse::build(self.status);
        for cookie in self.cookies {
            response.cookie(cookie);
        }
        if let Some(location) = self.location {
            response.insert_header((header::LOCATION, location));
        }
        response.json(Envelope {
            success: true,
            data: self.data,
            meta: self.meta,
        })
    }
}
