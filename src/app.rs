//! The actix application: the API, its document and explorer, and what stands in front of them.

use actix_web::{
    App, HttpResponse,
    body::{BoxBody, MessageBody},
    dev::{ServiceFactory, ServiceRequest, ServiceResponse},
    error::QueryPayloadError,
    http::header::ContentType,
    middleware::{Compress, from_fn},
    web,
};
use utoipa_swagger_ui::SwaggerUi;

use crate::{
    ApiError, State, front, openapi,
    routes::{self, Routes},
};

/// Address of the OpenAPI document.
const DOCUMENT: &str = "/api/v1/openapi.json";

/// One worker's application.
pub fn app(
    state: State,
) -> App<
    impl ServiceFactory<
        ServiceRequest,
        Config = (),
        Response = ServiceResponse<impl MessageBody + use<>>,
        Error = actix_web::Error,
        InitError = (),
    > + use<>,
> {
    let explorer = SwaggerUi::new("/api/docs/{_:.*}").config(
        utoipa_swagger_ui::Config::new([DOCUMENT])
            .try_it_out_enabled(true)
            .validator_url("none"),
    );
    App::new()
        .app_data(web::Data::new(state))
        .app_data(web::QueryConfig::default().error_handler(|failure, _| query(&failure).into()))
        .app_data(web::PathConfig::default().error_handler(|_, request| front::bad_path(request)))
        .configure(crate::health::configure)
        .service(web::resource(DOCUMENT).route(web::get().to(document)))
        .service(web::redirect("/api/docs", "/api/docs/"))
        .service(explorer)
        .service(
            web::scope(routes::PREFIX).configure(|config| routes::v1(&mut Routes::served(config))),
        )
        .configure(crate::dashboard::configure)
        .default_service(web::to(front::unmatched))
        .wrap(from_fn(front::front))
        .wrap(Compress::default())
}

async fn document(state: web::Data<State>) -> HttpResponse<BoxBody> {
    HttpResponse::Ok()
        .content_type(ContentType::json())
        .body(state.map.document.clone())
}

/// Reads the document once, for [`State`].
///
/// # Errors
/// When it cannot be written as JSON: a bug.
pub fn map() -> Result<crate::map::RouteMap, serde_json::Error> {
    crate::map::RouteMap::new(&openapi::document())
}

fn query(failure: &QueryPayloadError) -> ApiError {
    ApiError::bad_request("bad_query", format!("The query cannot be read: {failure}."))
}
