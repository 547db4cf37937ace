//! `/`: a small hand-made page to work the control desk by hand. Plain HTML, CSS and script; no build needed.

use super::page::qr;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::{self, ServiceConfig};
use actix_web::{HttpResponse, Responder};

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; frame-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route(
            "/",
            web::get().to(|| {
                text(
                    "text/html; charset=utf-8",
                    include_str!("../../console/index.html"),
                )
            }),
        )
        .route(
            "/desk.js",
            web::get().to(|| {
                text(
                    "text/javascript; charset=utf-8",
                    include_str!("../../console/desk.js"),
                )
            }),
        )
        .route(
            "/desk.css",
            web::get().to(|| {
                text(
                    "text/css; charset=utf-8",
                    include_str!("../../console/desk.css"),
                )
            }),
        )
        .route("/qr.svg", web::get().to(qr));
}

async fn text(kind: &'static str, body: &'static str) -> impl Responder {
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CONTENT_SECURITY_POLICY, POLICY))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(body)
}
