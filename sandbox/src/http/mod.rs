//! The program's HTTP side: `/web` is what Siar opens instead of WhatsApp Web, `/control` is the world's control desk,
//! `/` is a page to work it by hand.

mod control;
mod desk;
mod emails;
mod faults;
mod page;
mod refuse;
mod socket;
mod truth;

use crate::live::Live;
use actix_web::web::{self, Data, ServiceConfig};
use std::sync::Arc;

/// Mounts everything.
pub fn routes(live: Arc<Live>) -> impl FnOnce(&mut ServiceConfig) {
    move |config| {
        let json = web::JsonConfig::default()
            .limit(8 * 1024 * 1024)
            .error_handler(|error, _| refuse::Problem::bad_json(&error).into());
        let query = web::QueryConfig::default()
            .error_handler(|error, _| refuse::Problem::bad_query(&error).into());
        config
            .app_data(Data::from(live))
            .app_data(json)
            .app_data(query)
            .configure(desk::routes)
            .configure(emails::pages)
            .configure(page::routes)
            .service(
                web::scope("/control")
                    .configure(control::routes)
                    .configure(emails::control)
                    .configure(faults::routes)
                    .configure(truth::routes),
            );
    }
}
