//! Whole journeys through the public API with the real programs: the sandbox, the server in embedded mode, Chromium.

mod campaign;
mod demo;
mod link;
mod mail;
mod neighbours;
mod opt_out;
mod register;
mod relink;
mod restart;
mod tls;
