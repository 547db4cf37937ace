//! A sandbox for one test, with one phone and people who are quick and read everything.

use crate::browser::Browser;
use siar_sandbox::chance::Delay;
use siar_sandbox::client::Client;
use siar_sandbox::clock::MachineClock;
use siar_sandbox::live::Live;
use siar_sandbox::number::Number;
use siar_sandbox::person::Defaults;
use siar_sandbox::server::{self, Running};
use siar_sandbox::truth::{Entry, Filter};
use siar_sandbox::world::{Fault, FaultKind, Settings};
use std::net::TcpListener;
use std::sync::Arc;
use tempfile::TempDir;

pub(crate) const PERSON: &str = "6281234567890";

pub(crate) struct Setup {
    pub(crate) sandbox: Client,
    pub(crate) phone: Number,
    pub(crate) profile: TempDir,
    _running: Running,
}

impl Setup {
    pub(crate) async fn new() -> Self {
        Self::with(Settings {
            ciphertext_share: 0.0,
            receipt_by_number_share: 0.0,
            ..Settings::default()
        })
        .await
    }

    pub(crate) async fn with(settings: Settings) -> Self {
        let live = Live::in_memory(settings, Arc::new(MachineClock));
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let running = server::serve(listener, live, 1).unwrap();
        let sandbox = Client::new(running.url());
        let quick = Delay::new(1, 5);
        let everyone = Defaults {
            has_whatsapp: 1.0,
            delivers: 1.0,
            reads: 1.0,
            replies: 0.0,
            opts_out: 0.0,
            delivery: quick,
            reading: quick,
            replying: quick,
        };
        sandbox.set_defaults(&everyone).await.unwrap();
        let phone: Number = "+628110000001".parse().unwrap();
        sandbox.create_phone(&phone, "Toko Maju").await.unwrap();
        let profile = tempfile::tempdir().unwrap();
        Self {
            sandbox,
            phone,
            profile,
            _running: running,
        }
    }

    /// A browser on this set-up's profile, with the page open.
    pub(crate) async fn browser(&self) -> Browser {
        let browser = Browser::accepted(self.profile.path()).await;
        browser.page.goto(&self.sandbox.web_url()).await.unwrap();
        browser
    }

    /// A browser whose page is linked to the phone by its QR code and ready to send.
    pub(crate) async fn linked(&self) -> Browser {
        let browser = self.browser().await;
        let code = browser
            .wait_for("window.WPP?.isFullReady && WPP.conn.getAuthCode().then(c => c?.fullCode)")
            .await;
        self.sandbox
            .scan(&self.phone, code.as_str().unwrap())
            .await
            .unwrap();
        browser.ready().await;
        browser
    }

    /// Causes a fault to the phone's account.
    pub(crate) async fn cause(&self, kind: FaultKind, change: impl FnOnce(&mut Fault)) {
        let mut fault = Fault::of(kind).on(&self.phone);
        change(&mut fault);
        self.sandbox.cause(&fault).await.unwrap();
    }

    pub(crate) async fn truth(&self, kind: &str) -> Vec<Entry> {
        let filter = Filter {
            kind: Some(kind.to_owned()),
            ..Filter::default()
        };
        self.sandbox.truth(&filter).await.unwrap()
    }
}

impl Browser {
    /// Waits until the page is logged in and has caught up.
    pub(crate) async fn ready(&self) {
        self.wait_for(
            "window.WPP?.isFullReady && WPP.conn.isAuthenticated() && WPP.conn.getStreamData().mode === 'MAIN' \
             && WPP.whatsapp.Socket.state === 'CONNECTED' && WPP.whatsapp.BackendEventBus.isOfflineDeliveryEnd",
        )
        .await;
    }

    /// Makes an id for a message to a number.
    pub(crate) async fn message_id(&self, number: &str) -> String {
        let script = format!(
            "return WPP.chat.find('{number}@c.us').then(c => WPP.chat.generateMessageID(c)).then(String)"
        );
        self.run(&script).await.as_str().unwrap().to_owned()
    }

    /// Sends under this id and answers the result.
    pub(crate) async fn send(&self, id: &str, body: &str, wait: bool) -> serde_json::Value {
        let script = format!(
            "const id = '{id}'; \
             return WPP.chat.sendTextMessage(id.split('_')[1], '{body}', {{ messageId: id, waitForAck: {wait} }}) \
               .then(r => ({{ id: r.id, result: r.sendMsgResult?.messageSendResult ?? null }}))"
        );
        self.run(&script).await
    }

    /// Waits until the page's own message has this ack.
    pub(crate) async fn ack(&self, id: &str, ack: i32) {
        self.wait_for(&format!(
            "WPP.chat.getMessageById('{id}').then(m => m.ack === {ack}, () => false)"
        ))
        .await;
    }
}
