//! Campaigns (CMP-1, CMP-2): their drafts, their states, who owns a running one. What they send to is the ledger.

mod candidates;
mod claim;
mod draft;
mod moves;
mod read;
mod recipients;
mod start;
mod template_changed;
mod work;

pub use candidates::{Person, candidates, look, values};
pub use claim::{Claim, Claimed, claim, release, renew};
pub use draft::{Draft, Drafted, Text, clone, create, delete_draft, update_draft};
pub use moves::{
    Shift, cancel, complete, fail, pause, pause_fenced, resume, retry, schedule, unschedule,
};
pub use read::{Campaign, Filter, Funnel, counts, funnel, get, list, sent_over_time};
pub use recipients::{RecipientFilter, RecipientRow, recipients};
pub use start::{Start, start};
pub use template_changed::asks_for_more;
pub use work::{Due, due, others_left, resume_where_gone, wanted};
