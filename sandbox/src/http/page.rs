//! `/web`: the page that stands in for WhatsApp Web, with a Content-Security-Policy as strict as the real one's
//! (engine facts §1.2: nonce, no inline script, Trusted Types).

use super::socket;
use crate::live::Live;
use actix_web::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use actix_web::web::{self, Data, Path, Query, ServiceConfig};
use actix_web::{HttpResponse, Responder};
use qrcode::QrCode;
use qrcode::render::svg;
use rust_embed::RustEmbed;
use serde::Deserialize;

/// The built stand-in (`web/stand-in/dist`), or nothing where it was not built.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/stand-in"]
struct StandIn;

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/web", web::get().to(index))
        .route("/web/", web::get().to(index))
        .route("/web/socket", web::get().to(socket::open))
        .route("/web/qr.svg", web::get().to(qr))
        .route("/web/{file}", web::get().to(file));
}

async fn index(_live: Data<Live>) -> impl Responder {
    let nonce = uuid::Uuid::new_v4().simple().to_string();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}'; require-trusted-types-for 'script'; \
         trusted-types 'none'; style-src 'self'; img-src 'self' data: blob:; media-src blob:; connect-src 'self' ws: wss: blob:; \
         base-uri 'none'; frame-ancestors 'none'"
    );
    let built = StandIn::get("stand-in.js").is_some();
    let body = if built {
        "<div id=\"app\"></div>".to_owned()
    } else {
        "<p>The stand-in page is not built. Run <code>scripts/build-web</code>, then build this program again.</p>"
            .to_owned()
    };
    let script = if built {
        format!("<script nonce=\"{nonce}\" src=\"/web/stand-in.js\"></script>")
    } else {
        String::new()
    };
    let html = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<title>Sandbox messenger</title>\n\
         <meta name=\"viewport\" content=\"width=device-width\">\n<link rel=\"icon\" href=\"data:,\">\n\
         <link rel=\"stylesheet\" href=\"/web/web.css\">\n{script}\n</head>\n<body>{body}</body>\n</html>\n"
    );
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, "text/html; charset=utf-8"))
        .insert_header((CONTENT_SECURITY_POLICY, policy))
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(html)
}

async fn file(name: Path<String>) -> impl Responder {
    let Some(file) = StandIn::get(&name) else {
        return HttpResponse::NotFound().body("no such file");
    };
    let kind = match name.rsplit_once('.') {
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "css")) => "text/css; charset=utf-8",
        _ => "application/octet-stream",
    };
    HttpResponse::Ok()
        .insert_header((CONTENT_TYPE, kind))
        .insert_header((CACHE_CONTROL, "no-cache"))
        .body(file.data.into_owned())
}

/// What is to be drawn.
#[derive(Deserialize)]
pub(super) struct QrQuery {
    text: String,
}

/// Draws a code as a picture. Both pages use it.
pub(super) async fn qr(query: Query<QrQuery>) -> impl Responder {
    match QrCode::new(query.text.as_bytes()) {
        Ok(code) => HttpResponse::Ok()
            .insert_header((CONTENT_TYPE, "image/svg+xml"))
            .insert_header((CACHE_CONTROL, "no-store"))
            .body(
                code.render::<svg::Color<'_>>()
                    .min_dimensions(256, 256)
                    .build(),
            ),
        Err(_) => HttpResponse::UnprocessableEntity().body("too long for a code"),
    }
}
