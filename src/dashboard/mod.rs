//! The dashboard at `/app` and the console at `/admin`, from the binary itself (UI-1, UI-2).
//!
//! Both are single pages: every address below them answers the same document, and the page finds its way. What they load has its contents'
//! hash in its name and never changes. The Content-Security-Policy is that of [`crate::front`]: scripts, styles and connections from here only.

mod assets;

use actix_web::{
    HttpResponse,
    http::header::{self, CACHE_CONTROL},
    web,
};

use assets::Built;

/// The pages' addresses.
pub fn configure(config: &mut web::ServiceConfig) {
    config
        .route("/", page_or_head(|| web::to(home)))
        .route("/app", page_or_head(|| web::to(app)))
        .route("/app/{tail:.*}", page_or_head(|| web::to(app)))
        .route("/admin", page_or_head(|| web::to(admin)))
        .route("/admin/{tail:.*}", page_or_head(|| web::to(admin)))
        .route("/setup", page_or_head(|| web::to(setup)))
        .route("/assets/{name}", page_or_head(|| web::to(assets::asset)));
}

/// Pages are read, and asked for without their contents; anything else is the unmatched address's refusal.
fn page_or_head(to: impl FnOnce() -> actix_web::Route) -> actix_web::Route {
    use actix_web::guard;
    to().guard(guard::Any(guard::Get()).or(guard::Head()))
}

async fn home() -> HttpResponse {
    moved("/app/")
}

/// The link that the first start prints. Its secret stands in the fragment, which a browser keeps and sends to nobody.
async fn setup() -> HttpResponse {
    moved("/admin/setup")
}

fn moved(to: &str) -> HttpResponse {
    HttpResponse::Found()
        .insert_header((header::LOCATION, to))
        .finish()
}

async fn app() -> HttpResponse {
    page("app/index.html")
}

async fn admin() -> HttpResponse {
    page("admin/index.html")
}

/// Never kept by a browser, because it names this release's files.
fn page(name: &str) -> HttpResponse {
    let Some(page) = Built::get(name) else {
        return HttpResponse::ServiceUnavailable()
            .content_type("text/plain; charset=utf-8")
            .body("The dashboard is not built. Run scripts/build-web, then build Siar again.\n");
    };
    HttpResponse::Ok()
        .content_type("text/html; charset=utf-8")
        .insert_header((CACHE_CONTROL, "no-store"))
        .body(page.data)
}
