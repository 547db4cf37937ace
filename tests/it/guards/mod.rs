//! What must hold for all endpoints and all tables, whoever adds the next one.

mod every_body;
mod every_endpoint;
mod every_table;
mod examples;
mod fuzz;
mod openapi_document;
mod rubbish;
mod sample;
mod trouble;
