//! Phones, pages and people.

use super::refuse::Problem;
use crate::api::{
    CodeEntered, Enter, Health, NewPhone, PersonView, ResetTo, Said, Saying, Scan, Unlink, Unlinked,
};
use crate::live::Live;
use crate::number::Number;
use crate::person::{Change, Defaults};
use crate::world::{PageView, PhoneView};
use actix_web::http::StatusCode;
use actix_web::web::{self, Data, Json, Path, ServiceConfig};
use actix_web::{HttpResponse, Responder};

pub(super) fn routes(config: &mut ServiceConfig) {
    config
        .route("/health", web::get().to(health))
        .route("/reset", web::post().to(reset))
        .route("/phones", web::get().to(list_phones))
        .route("/phones", web::post().to(create_phone))
        .route("/phones/{number}", web::get().to(one_phone))
        .route("/phones/{number}/scan", web::post().to(scan))
        .route("/phones/{number}/enter-code", web::post().to(enter_code))
        .route("/phones/{number}/unlink", web::post().to(unlink))
        .route("/pages", web::get().to(pages))
        .route("/people", web::get().to(people))
        .route("/people/{number}", web::get().to(person))
        .route("/people/{number}", web::put().to(tell_person))
        .route("/people/{number}/say", web::post().to(say))
        .route("/incoming", web::post().to(incoming))
        .route("/defaults", web::get().to(defaults))
        .route("/defaults", web::put().to(set_defaults));
}

pub(super) fn number(text: &str) -> Result<Number, Problem> {
    text.parse().map_err(Problem::invalid)
}

async fn health(live: Data<Live>) -> Json<Health> {
    let mailbox = live.mailbox();
    Json(live.look(|world| Health {
        now_ms: world.now(),
        seed: world.settings().seed,
        time_scale: world.settings().time_scale,
        phones: world.phones().len(),
        pages: world.pages().len(),
        truth: world.truth().len(),
        smtp_port: mailbox.port(),
        emails_offered: mailbox.attempts(),
    }))
}

async fn reset(live: Data<Live>, to: Json<ResetTo>) -> impl Responder {
    live.with(|world| world.reset(to.seed));
    HttpResponse::NoContent().finish()
}

async fn list_phones(live: Data<Live>) -> Json<Vec<PhoneView>> {
    Json(live.look(|world| world.phones()))
}

async fn create_phone(live: Data<Live>, new: Json<NewPhone>) -> impl Responder {
    let NewPhone { number, name } = new.into_inner();
    let (phone, new) = live.with(|world| world.create_phone(&number, name));
    let status = if new {
        StatusCode::CREATED
    } else {
        StatusCode::OK
    };
    HttpResponse::build(status).json(phone)
}

async fn one_phone(live: Data<Live>, path: Path<String>) -> Result<Json<PhoneView>, Problem> {
    let number = number(&path)?;
    Ok(Json(live.look(|world| world.phone(&number))?))
}

async fn scan(
    live: Data<Live>,
    path: Path<String>,
    scan: Json<Scan>,
) -> Result<Json<CodeEntered>, Problem> {
    let number = number(&path)?;
    let device = live.with(|world| match (&scan.qr, scan.page) {
        (Some(qr), _) => world.scan(&number, qr).map_err(Problem::from),
        (None, Some(page)) => world.scan_page(&number, page).map_err(Problem::from),
        (None, None) => Err(Problem::invalid("give qr (the code's text) or page")),
    })?;
    Ok(Json(CodeEntered { device }))
}

async fn enter_code(
    live: Data<Live>,
    path: Path<String>,
    entered: Json<Enter>,
) -> Result<Json<CodeEntered>, Problem> {
    let number = number(&path)?;
    let device = live.with(|world| world.enter_code(&number, &entered.code))?;
    Ok(Json(CodeEntered { device }))
}

async fn unlink(
    live: Data<Live>,
    path: Path<String>,
    unlink: Json<Unlink>,
) -> Result<Json<Unlinked>, Problem> {
    let number = number(&path)?;
    let reason = unlink.reason.as_deref().unwrap_or("unknown_companion");
    let devices = live.with(|world| world.unlink(&number, unlink.device.as_deref(), reason))?;
    Ok(Json(Unlinked { devices }))
}

async fn pages(live: Data<Live>) -> Json<Vec<PageView>> {
    Json(live.look(|world| world.pages()))
}

async fn people(live: Data<Live>) -> Json<Vec<PersonView>> {
    let told = live.look(|world| world.told_people());
    let view = |(number, behaviour)| PersonView { number, behaviour };
    Json(told.into_iter().map(view).collect())
}

async fn person(live: Data<Live>, path: Path<String>) -> Result<Json<PersonView>, Problem> {
    let number = number(&path)?;
    let behaviour = live.look(|world| world.person(&number));
    Ok(Json(PersonView { number, behaviour }))
}

async fn tell_person(
    live: Data<Live>,
    path: Path<String>,
    change: Json<Change>,
) -> Result<Json<PersonView>, Problem> {
    let number = number(&path)?;
    let behaviour = live.with(|world| world.tell_person(&number, &change))?;
    Ok(Json(PersonView { number, behaviour }))
}

async fn say(
    live: Data<Live>,
    path: Path<String>,
    said: Json<Saying>,
) -> Result<Json<Said>, Problem> {
    let from = number(&path)?;
    if said.from.as_ref().is_some_and(|given| *given != from) {
        return Err(Problem::invalid("from differs from the number in the path"));
    }
    let message_id = live.with(|world| world.say(&from, &said))?;
    Ok(Json(Said { message_id }))
}

/// Many at once, in order; the first that is refused ends it and says so.
async fn incoming(
    live: Data<Live>,
    sayings: Json<Vec<Saying>>,
) -> Result<Json<Vec<Said>>, Problem> {
    let mut answers = Vec::new();
    for saying in sayings.into_inner() {
        let from = saying
            .from
            .as_ref()
            .ok_or_else(|| Problem::invalid("from is missing"))?;
        let message_id = live.with(|world| world.say(from, &saying))?;
        answers.push(Said { message_id });
    }
    Ok(Json(answers))
}

async fn defaults(live: Data<Live>) -> Json<Defaults> {
    Json(live.look(|world| world.defaults().clone()))
}

async fn set_defaults(
    live: Data<Live>,
    defaults: Json<Defaults>,
) -> Result<Json<Defaults>, Problem> {
    let defaults = defaults.into_inner();
    live.with(|world| world.set_defaults(defaults.clone()))?;
    Ok(Json(defaults))
}
