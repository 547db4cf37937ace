//! Trouble by request.

use super::refuse::Problem;
use crate::api::Caused;
use crate::live::Live;
use crate::world::{Armed, Chances, Fault};
use actix_web::web::{self, Data, Json, ServiceConfig};
use actix_web::{HttpResponse, Responder};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/faults", web::get().to(armed))
        .route("/faults", web::post().to(cause))
        .route("/faults", web::delete().to(heal))
        .route("/chances", web::get().to(chances))
        .route("/chances", web::put().to(set_chances));
}

async fn armed(live: Data<Live>) -> Json<Vec<Armed>> {
    Json(live.look(|world| world.armed().to_vec()))
}

async fn cause(live: Data<Live>, fault: Json<Fault>) -> Result<Json<Caused>, Problem> {
    let met = live.with(|world| world.cause(&fault))?;
    Ok(Json(Caused { met }))
}

async fn heal(live: Data<Live>) -> impl Responder {
    live.with(|world| world.heal());
    HttpResponse::NoContent().finish()
}

async fn chances(live: Data<Live>) -> Json<Chances> {
    Json(live.look(|world| world.chances().clone()))
}

async fn set_chances(live: Data<Live>, chances: Json<Chances>) -> Result<Json<Chances>, Problem> {
    let chances = chances.into_inner();
    live.with(|world| world.set_chances(chances.clone()))?;
    Ok(Json(chances))
}
