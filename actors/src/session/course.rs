//! The course of a session: which state follows what the engine said. Pure, so that every order of events can be tried.
//!
//! The rules of SES-5 and SES-6 stand here: `working` follows only a fresh liveness probe; a ban, a restriction, a logout and a conflict
//! are obeyed and left only by a person; everything else that breaks is `reconnecting` until it works again or is given up.

use siar_domain::session::SessionState;

/// Something that may move a session.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Signal {
    /// The actor begins to start the engine.
    Starts,
    /// A QR code waits to be scanned.
    Qr,
    /// A QR code is still shown although there is a saved login: WhatsApp does not accept it any more.
    LoginRefused,
    /// A pairing code waits to be typed.
    PairingCode,
    /// Nobody scanned the QR codes.
    QrIdle,
    /// Logged in, still synchronising.
    Authenticated,
    /// A liveness probe just now found the page logged in, synchronised and connected.
    Alive,
    /// The page says that it lost its connection to WhatsApp.
    Offline,
    /// The link was ended as a person asked.
    LoggedOut,
    /// The account was linked by another business of this server, and the new link was ended.
    AccountTaken,
    /// The phone or WhatsApp ended the link.
    Unlinked(String),
    /// The account must not be used for a time.
    TemporarilyBanned(String),
    /// WhatsApp refused a message because the account must rest (463, capping).
    Limited(String),
    /// Blocked for good.
    Banned(String),
    /// Another client took over.
    Conflict,
    /// The engine died, hangs or did not start; it will be tried again.
    Broken(String),
    /// The engine is closed in order to be started again.
    Recycled(String),
    /// It was tried often enough, or can never work here.
    GivenUp(String),
    /// It shall not run, and no longer does: by its tenant's wish, or because of what an administrator decided.
    NotWanted(Option<String>),
    /// This process, or only the actor, stops; the session is to go on afterwards.
    ProcessEnds,
}

/// What becomes of the running engine.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Engine {
    /// Goes on.
    Keep,
    /// Is closed in good order: its profile is saved where there is a login, and leaves the disk.
    Close,
    /// Is killed at once.
    Kill,
}

impl Signal {
    /// What the engine said, where it said something.
    pub(crate) const fn detail(&self) -> Option<&String> {
        match self {
            Self::Unlinked(detail)
            | Self::TemporarilyBanned(detail)
            | Self::Banned(detail)
            | Self::Broken(detail)
            | Self::GivenUp(detail) => Some(detail),
            _ => None,
        }
    }
}

/// What follows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Step {
    /// The next state, if it changes.
    pub(crate) to: Option<SessionState>,
    /// Why, in plain words for the tenant. What the engine said is not among them: it goes into the session's last error, which only the
    /// platform's people see.
    pub(crate) reason: Option<String>,
    /// What becomes of the engine.
    pub(crate) engine: Engine,
    /// The tenant's wish to run ends with it: nobody came.
    pub(crate) ends_wish: bool,
}

/// What follows `signal` in `state`.
pub(crate) fn step(state: SessionState, signal: &Signal) -> Step {
    use SessionState as S;
    let (to, reason, engine) = match signal {
        Signal::Starts => (
            // After a crash it stays `reconnecting` until it works again.
            (state == S::Stopped).then_some(S::Starting),
            None,
            Engine::Keep,
        ),
        Signal::Qr => (Some(S::ScanQr), None, Engine::Keep),
        Signal::PairingCode => (Some(S::Pairing), None, Engine::Keep),
        Signal::LoginRefused => (
            Some(S::LoggedOut),
            Some("WhatsApp does not accept the saved login any more".to_owned()),
            Engine::Close,
        ),
        Signal::QrIdle => (
            Some(S::Stopped),
            Some("nobody scanned the QR code in time".to_owned()),
            Engine::Close,
        ),
        Signal::Authenticated => (
            matches!(state, S::ScanQr | S::Pairing).then_some(S::Starting),
            Some("linked; synchronising".to_owned()),
            Engine::Keep,
        ),
        Signal::Alive => (
            matches!(
                state,
                S::Starting | S::ScanQr | S::Pairing | S::Reconnecting
            )
            .then_some(S::Working),
            None,
            Engine::Keep,
        ),
        Signal::Offline => (
            (state == S::Working).then_some(S::Reconnecting),
            Some("the connection to WhatsApp was lost".to_owned()),
            Engine::Keep,
        ),
        Signal::LoggedOut => (
            Some(S::LoggedOut),
            Some("logged out as asked".to_owned()),
            Engine::Close,
        ),
        Signal::AccountTaken => (
            Some(S::LoggedOut),
            Some("another business on this server has linked this WhatsApp account".to_owned()),
            Engine::Close,
        ),
        Signal::Unlinked(_) => (
            Some(S::LoggedOut),
            Some("the phone or WhatsApp ended the link".to_owned()),
            Engine::Close,
        ),
        Signal::TemporarilyBanned(_) => (
            Some(S::Restricted),
            Some("WhatsApp blocked the account for a time".to_owned()),
            Engine::Close,
        ),
        Signal::Limited(code) => (
            Some(S::Restricted),
            Some(format!("WhatsApp limits new chats ({code})")),
            Engine::Keep,
        ),
        Signal::Banned(_) => (
            Some(S::Banned),
            Some("WhatsApp blocked the account".to_owned()),
            Engine::Close,
        ),
        Signal::Conflict => (
            Some(S::Conflict),
            Some("another client took the connection over".to_owned()),
            Engine::Close,
        ),
        Signal::Broken(_) => (
            // A first start that breaks is still a start.
            matches!(state, S::ScanQr | S::Pairing | S::Working).then_some(S::Reconnecting),
            Some("WhatsApp's page stopped working and is opened again".to_owned()),
            Engine::Kill,
        ),
        Signal::Recycled(why) => (
            match state {
                S::Working => Some(S::Reconnecting),
                S::ScanQr | S::Pairing => Some(S::Starting),
                _ => None,
            },
            Some(why.clone()),
            Engine::Close,
        ),
        Signal::GivenUp(_) => (
            Some(S::Failed),
            Some("WhatsApp's page cannot be opened on this server".to_owned()),
            Engine::Kill,
        ),
        Signal::NotWanted(why) => (
            (state.restarts_by_itself()).then_some(S::Stopped),
            why.clone(),
            Engine::Keep,
        ),
        Signal::ProcessEnds => (
            (state.restarts_by_itself()).then_some(S::Reconnecting),
            Some("the server stopped it for a restart; it goes on by itself".to_owned()),
            Engine::Keep,
        ),
    };
    Step {
        // Whatever comes late (an event of a link that has just been logged out) changes nothing any more: a state that waits for a person
        // is left only by a person. A limited account keeps its connection, over which WhatsApp may still say something worse.
        to: to.filter(|next| {
            let goes_on = state == S::Stopped || state.restarts_by_itself();
            let worsens =
                state == S::Restricted && matches!(next, S::Banned | S::LoggedOut | S::Conflict);
            (goes_on || worsens) && state.may_become(*next)
        }),
        reason,
        engine,
        ends_wish: matches!(signal, Signal::QrIdle | Signal::AccountTaken),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn signals() -> impl Strategy<Value = Signal> {
        let word = || "[a-z]{1,8}";
        prop_oneof![
            Just(Signal::Starts),
            Just(Signal::Qr),
            Just(Signal::LoginRefused),
            Just(Signal::PairingCode),
            Just(Signal::QrIdle),
            Just(Signal::Authenticated),
            Just(Signal::Alive),
            Just(Signal::Offline),
            Just(Signal::LoggedOut),
            Just(Signal::AccountTaken),
            word().prop_map(Signal::Unlinked),
            word().prop_map(Signal::TemporarilyBanned),
            word().prop_map(Signal::Limited),
            word().prop_map(Signal::Banned),
            Just(Signal::Conflict),
            word().prop_map(Signal::Broken),
            word().prop_map(Signal::Recycled),
            word().prop_map(Signal::GivenUp),
            prop::option::of(word()).prop_map(Signal::NotWanted),
            Just(Signal::ProcessEnds),
        ]
    }

    proptest! {
        #[test]
        fn no_order_of_signals_breaks_a_rule(signals in prop::collection::vec(signals(), 0..60)) {
            let mut state = SessionState::Stopped;
            for signal in signals {
                let step = step(state, &signal);
                let Some(next) = step.to else { continue };
                prop_assert!(state.may_become(next), "{state} -> {next} by {signal:?}");
                if next == SessionState::Working {
                    prop_assert_eq!(&signal, &Signal::Alive, "working without a probe");
                }
                if state == SessionState::Stopped {
                    prop_assert_eq!(&signal, &Signal::Starts);
                }
                let worsens = state == SessionState::Restricted
                    && matches!(next, SessionState::Banned | SessionState::LoggedOut | SessionState::Conflict);
                prop_assert!(
                    state == SessionState::Stopped || state.restarts_by_itself() || worsens,
                    "{} was left by {:?}, not by a person", state, signal
                );
                state = next;
            }
        }
    }

    #[test]
    fn signals_of_the_account_are_obeyed() {
        let from = SessionState::Working;
        for (signal, to, engine) in [
            (
                Signal::Banned("tos".into()),
                SessionState::Banned,
                Engine::Close,
            ),
            (
                Signal::Limited("463".into()),
                SessionState::Restricted,
                Engine::Keep,
            ),
            (
                Signal::TemporarilyBanned("1 h".into()),
                SessionState::Restricted,
                Engine::Close,
            ),
            (
                Signal::Unlinked("unknown_companion".into()),
                SessionState::LoggedOut,
                Engine::Close,
            ),
            (Signal::Conflict, SessionState::Conflict, Engine::Close),
        ] {
            let step = step(from, &signal);
            assert_eq!((step.to, step.engine), (Some(to), engine), "{signal:?}");
        }
    }

    #[test]
    fn a_limited_account_that_is_then_banned_is_shown_as_banned() {
        let limited = SessionState::Restricted;
        assert_eq!(
            step(limited, &Signal::Banned("tos".into())).to,
            Some(SessionState::Banned)
        );
        assert_eq!(
            step(limited, &Signal::Unlinked("unknown_companion".into())).to,
            Some(SessionState::LoggedOut)
        );
        // Nothing but a person makes it work again.
        assert_eq!(step(limited, &Signal::Alive).to, None);
    }

    #[test]
    fn a_crash_of_a_working_session_reconnects_and_one_of_a_first_start_keeps_starting() {
        let broken = Signal::Broken("gone".to_owned());
        assert_eq!(
            step(SessionState::Working, &broken).to,
            Some(SessionState::Reconnecting)
        );
        assert_eq!(step(SessionState::Starting, &broken).to, None);
        assert_eq!(
            step(SessionState::Reconnecting, &Signal::Alive).to,
            Some(SessionState::Working)
        );
    }
}
