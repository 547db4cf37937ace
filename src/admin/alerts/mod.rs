//! Alerts of all customers and of the platform (ADM-4): looking at them, and saying that they are over.

pub mod list;
pub mod step;
