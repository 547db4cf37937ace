//! The conformance suite over the browser engine: real Chromium on the sandbox's page, the sandbox in this process.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    missing_docs,
    reason = "tests"
)]

use async_trait::async_trait;
use siar_domain::clock::SystemClock;
use siar_engines::{
    Engine,
    browser::{BrowserConfig, BrowserEngine, Deadlines},
    conformance::{Happening, Person, Setup, World},
};
use siar_sandbox::{
    chance::Delay,
    client::Client,
    clock::MachineClock,
    live::Live,
    number::Number,
    person::Change,
    server::{self, Running},
    truth::{Event, Filter},
    world::{Fault, FaultKind, Settings},
};
use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::{Semaphore, SemaphorePermit};

/// Browsers that start at the same moment only hold each other up.
static BROWSERS: Semaphore = Semaphore::const_new(2);

struct Here {
    engine: BrowserEngine,
    world: Sandbox,
    _data_dir: TempDir,
    _permit: SemaphorePermit<'static>,
}

impl Setup for Here {
    fn engine(&self) -> &dyn Engine {
        &self.engine
    }
    fn world(&self) -> &dyn World {
        &self.world
    }
}

async fn setup() -> Here {
    let permit = BROWSERS.acquire().await.unwrap();
    // Half of what people write arrives encrypted first, most chats go by a hidden id.
    let settings = Settings {
        ciphertext_share: 0.5,
        ..Settings::default()
    };
    let live = Live::in_memory(settings, Arc::new(MachineClock));
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let running = server::serve(listener, live, 1).unwrap();
    let client = Client::new(running.url());
    let data_dir = tempfile::tempdir().unwrap();
    let mut config = BrowserConfig::new(data_dir.path().into());
    // Here profiles live and die with the temporary folder.
    config.profiles_in_memory = false;
    config.page_url = client.web_url();
    config.deadlines = Deadlines {
        probe: Duration::from_secs(3),
        ..Deadlines::default()
    };
    Here {
        engine: BrowserEngine::new(config, Arc::new(SystemClock)),
        world: Sandbox {
            client,
            next: AtomicU64::new(6_281_200_000_001),
            _running: running,
        },
        _data_dir: data_dir,
        _permit: permit,
    }
}

#[derive(Debug)]
struct Sandbox {
    client: Client,
    next: AtomicU64,
    _running: Running,
}

impl Sandbox {
    fn number(&self) -> Number {
        let digits = self.next.fetch_add(1, Ordering::Relaxed);
        digits.to_string().parse().unwrap()
    }
}

fn number(phone: &str) -> Number {
    phone.parse().unwrap()
}

#[async_trait]
impl World for Sandbox {
    async fn account(&self) -> String {
        let number = self.number();
        self.client.create_phone(&number, "Toko").await.unwrap();
        number.to_string()
    }

    async fn person(&self, kind: Person) -> String {
        let number = self.number();
        let soon = Some(Delay::new(40, 80));
        let change = Change {
            has_whatsapp: Some(kind != Person::WithoutAccount),
            delivers: Some(kind == Person::Reads),
            reads: Some(1.0),
            replies: Some(0.0),
            opts_out: Some(0.0),
            delivery: soon,
            reading: soon,
            replying: soon,
            ..Change::default()
        };
        self.client.tell_person(&number, &change).await.unwrap();
        number.to_string()
    }

    async fn scan(&self, account: &str, qr: &str) {
        self.client.scan(&number(account), qr).await.unwrap();
    }

    async fn enter_code(&self, account: &str, code: &str) {
        self.client
            .enter_code(&number(account), code)
            .await
            .unwrap();
    }

    async fn says(&self, person: &str, account: &str, body: &str) {
        self.client
            .say(&number(person), &number(account), body)
            .await
            .unwrap();
    }

    async fn happens(&self, account: &str, what: Happening) {
        let (kind, ms) = match what {
            Happening::ConnectionDrop(time) => (FaultKind::DropConnection, Some(time)),
            Happening::Crash => (FaultKind::CrashPage, None),
            Happening::Freeze => (FaultKind::FreezePage, Some(Duration::ZERO)),
            Happening::Unlinked => (FaultKind::Logout, None),
            Happening::TemporaryBan => (FaultKind::TemporaryBlock, Some(Duration::from_secs(600))),
            Happening::Ban => (FaultKind::Ban, None),
            Happening::Conflict => (FaultKind::Conflict, None),
            Happening::TimeLock => (FaultKind::TimeLock, Some(Duration::from_secs(600))),
            Happening::LostServerAck => (FaultKind::LostServerAck, None),
        };
        let mut fault = Fault::of(kind).on(&number(account));
        fault.ms = ms.map(|time| u64::try_from(time.as_millis()).unwrap());
        self.client.cause(&fault).await.unwrap();
    }

    async fn arrived(&self, account: &str, person: &str) -> Vec<String> {
        let filter = Filter {
            account: Some(number(account)),
            person: Some(number(person)),
            ..Filter::default()
        };
        let entries = self.client.truth(&filter).await.unwrap();
        let body = |event| match event {
            Event::PhoneArrival { body, .. } => Some(body),
            _ => None,
        };
        entries
            .into_iter()
            .filter_map(|entry| body(entry.event))
            .collect()
    }
}

siar_engines::engine_conformance!(setup);
