//! The mail server's e-mails, and its trouble.

use super::refuse::Problem;
use crate::live::Live;
use crate::smtp::{Email, SmtpTrouble};
use actix_web::http::StatusCode;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY};
use actix_web::web::{self, Data, Json, Path, Query, ServiceConfig};
use actix_web::{HttpResponse, Responder};
use serde::Deserialize;

/// An e-mail's HTML is a stranger's: no script, no form, nothing loaded. Its links open in a tab of their own.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; \
    frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

pub(super) fn control(config: &mut ServiceConfig) {
    config
        .route("/emails", web::get().to(emails))
        .route("/emails", web::delete().to(clear))
        .route("/smtp", web::get().to(trouble))
        .route("/smtp", web::put().to(set_trouble));
}

pub(super) fn pages(config: &mut ServiceConfig) {
    config.route("/emails/{id}/html", web::get().to(html));
}

/// Which e-mails.
#[derive(Debug, Deserialize)]
struct Wanted {
    to: Option<String>,
}

async fn emails(live: Data<Live>, wanted: Query<Wanted>) -> Json<Vec<Email>> {
    Json(live.mailbox().emails(wanted.to.as_deref()))
}

async fn clear(live: Data<Live>) -> impl Responder {
    live.mailbox().clear();
    HttpResponse::NoContent().finish()
}

async fn trouble(live: Data<Live>) -> Json<SmtpTrouble> {
    Json(live.mailbox().trouble())
}

async fn set_trouble(live: Data<Live>, trouble: Json<SmtpTrouble>) -> Json<SmtpTrouble> {
    live.mailbox().set_trouble(*trouble);
    Json(live.mailbox().trouble())
}

async fn html(live: Data<Live>, id: Path<u64>) -> Result<HttpResponse, Problem> {
    let email = live
        .mailbox()
        .email(*id)
        .ok_or_else(|| Problem::new(StatusCode::NOT_FOUND, "no_such_email", "no such e-mail"))?;
    // Links would open inside the frame otherwise, which the desk's policy forbids.
    let body = format!("<!doctype html><base target=\"_blank\">{}", email.html);
    Ok(HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(body))
}
