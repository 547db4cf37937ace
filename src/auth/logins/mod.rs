//! One's own log-ins (ACC-5): where one is logged in, and ending what one does not know.

pub mod end;
pub mod end_others;
pub mod list;
