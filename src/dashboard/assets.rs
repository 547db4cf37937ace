//! What the pages load: scripts, styles, pictures. Their names carry a hash of their contents, so a browser may keep them for good. The
//! build compressed them once, as small as it gets: nothing is compressed for each visitor.

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{
            ACCEPT_ENCODING, AcceptEncoding, CACHE_CONTROL, CONTENT_ENCODING, ContentEncoding,
            ETAG, Encoding, EntityTag, Header, IfNoneMatch, Preference, Quality, VARY,
        },
    },
    web,
};
use rust_embed::{EmbeddedFile, RustEmbed};

use crate::{ApiError, error};

/// What `web/dashboard` was built to; nothing where it was not built.
#[derive(RustEmbed)]
#[folder = "$OUT_DIR/dashboard"]
pub(super) struct Built;

const FOR_GOOD: &str = "public, max-age=31536000, immutable";

/// One file of the pages.
///
/// # Errors
/// 404 for a name that this release does not have.
pub(super) async fn asset(
    name: web::Path<String>,
    request: HttpRequest,
) -> Result<HttpResponse, ApiError> {
    // One folder without folders in it: a slash can only have come in disguise.
    let file = Some(format!("assets/{name}"))
        .filter(|_| !name.contains('/'))
        .and_then(|path| smallest(&path, &request))
        .ok_or_else(|| error::of_status(StatusCode::NOT_FOUND))?;
    let (file, encoding) = file;
    // Each compressed form is a file of its own, with a hash of its own.
    let tag = EntityTag::new_strong(hex::encode(file.metadata.sha256_hash()));
    let known = match IfNoneMatch::parse(&request) {
        Ok(IfNoneMatch::Items(tags)) => tags.iter().any(|known| known.weak_eq(&tag)),
        Ok(IfNoneMatch::Any) => request.headers().contains_key("if-none-match"),
        Err(_) => false,
    };
    let mut answer = if known {
        HttpResponse::NotModified()
    } else {
        HttpResponse::Ok()
    };
    answer
        .insert_header((CACHE_CONTROL, FOR_GOOD))
        .insert_header((ETAG, tag.to_string()))
        .insert_header((VARY, ACCEPT_ENCODING.as_str()));
    if encoding != ContentEncoding::Identity {
        answer.insert_header((CONTENT_ENCODING, encoding.as_str()));
    }
    if known {
        return Ok(answer.finish());
    }
    Ok(answer.content_type(kind(&name)).body(file.data))
}

/// The smallest form of the file that the client says it understands.
fn smallest(path: &str, request: &HttpRequest) -> Option<(EmbeddedFile, ContentEncoding)> {
    let wanted = AcceptEncoding::parse(request).ok();
    let understands = |encoding| {
        let encoding = Preference::Specific(Encoding::Known(encoding));
        wanted
            .iter()
            .flat_map(|all| all.iter())
            .any(|one| one.item == encoding && one.quality > Quality::ZERO)
    };
    // Not the client's order: browsers name gzip first and rank nothing.
    let forms = [
        (ContentEncoding::Brotli, ".br"),
        (ContentEncoding::Gzip, ".gz"),
    ];
    let understood = forms
        .into_iter()
        .filter(|(encoding, _)| understands(*encoding));
    for (encoding, ending) in understood {
        if let Some(file) = Built::get(&format!("{path}{ending}")) {
            return Some((file, encoding));
        }
    }
    Built::get(path).map(|file| (file, ContentEncoding::Identity))
}

/// By the name: these files are our own build's.
fn kind(name: &str) -> &'static str {
    match name.rsplit_once('.') {
        Some((_, "js")) => "text/javascript; charset=utf-8",
        Some((_, "css")) => "text/css; charset=utf-8",
        Some((_, "svg")) => "image/svg+xml",
        Some((_, "png")) => "image/png",
        Some((_, "woff2")) => "font/woff2",
        Some((_, "json")) => "application/json",
        _ => "application/octet-stream",
    }
}
