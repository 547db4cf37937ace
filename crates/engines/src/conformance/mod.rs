//! One suite for every engine: what a session's actor may rely on, whatever reaches WhatsApp for it.
//!
//! A test crate says how to set up its engine and a [`World`] around it, and gets one test for each case:
//!
//! ```ignore
//! siar_engines::engine_conformance!(setup);
//! ```
//!
//! where `async fn setup() -> impl Setup`. A case fails by panicking, with everything the link reported until then.
#![allow(
    clippy::panic,
    clippy::missing_panics_doc,
    reason = "a test suite fails by panicking: nothing of it runs in the product"
)]

pub mod dying;
pub mod linking;
pub mod receiving;
pub mod sending;
pub mod trouble;
mod watch;
mod world;

pub use watch::{Linked, Watch, is_alive};
pub use world::{Happening, Person, Setup, World};

/// One test for each case of the suite. `$setup` is an `async fn` that makes a fresh [`Setup`].
#[macro_export]
macro_rules! engine_conformance {
    ($setup:path) => {
        $crate::engine_conformance! { @each $setup:
            linking::a_first_link_by_qr_code
            linking::a_first_link_by_pairing_code
            linking::a_restored_profile_needs_no_code
            linking::a_killed_session_resumes
            linking::a_resume_without_a_folder_falls_back
            linking::a_damaged_snapshot_is_refused
            linking::a_logout_asked_for
            sending::acknowledgements_come_in_order
            sending::an_id_is_sent_once
            sending::an_id_is_sent_once_even_after_a_restart
            sending::what_is_known_of_an_id
            sending::an_id_is_known_after_a_kill
            sending::a_number_without_an_account
            receiving::a_message_comes_in
            receiving::messages_missed_while_down_are_replayed
            trouble::the_phone_ends_the_link
            trouble::a_ban
            trouble::a_temporary_ban
            trouble::another_client_takes_over
            trouble::the_connection_drops_and_comes_back
            trouble::a_time_lock_names_its_code
            dying::a_crashed_page_ends_the_stream
            dying::a_hang_shows_in_the_probe_and_a_kill_leaves_nothing
            dying::stopping_is_clean_and_repeatable
        }
    };
    (@each $setup:path: $($room:ident :: $case:ident)+) => {$(
        #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
        async fn $case() {
            $crate::conformance::$room::$case(&$setup().await).await;
        }
    )+};
}
