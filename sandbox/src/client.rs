//! A typed client of the control desk, for tests, demos and benches.

use crate::api::{
    Caused, CodeEntered, Enter, Health, NewPhone, PersonView, ResetTo, Said, Saying, Scan, Unlink,
    Unlinked,
};
use crate::number::Number;
use crate::person::{Change, Defaults};
use crate::smtp::{Email, SmtpTrouble};
use crate::truth::{Entry, Fate, Filter};
use crate::world::{Armed, Chances, Fault, PageId, PageView, PhoneView};
use reqwest::{Method, RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
use std::time::Duration;

/// Every call has this deadline.
const DEADLINE: Duration = Duration::from_secs(20);

/// An idle connection is used again within this time only; the sandbox keeps it longer.
const KEPT: Duration = Duration::from_secs(20);

/// A connection to a running sandbox.
#[derive(Debug, Clone)]
pub struct Client {
    base: String,
    http: reqwest::Client,
}

/// Why a call did not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum ClientError {
    /// The sandbox was not reached or its answer was cut short.
    #[error("the sandbox was not reached: {0}")]
    Unreachable(#[from] reqwest::Error),
    /// The sandbox refused.
    #[error("the sandbox refused ({status}): {body}")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// The answer's body: `{"error":{"code","message"}}`.
        body: String,
    },
}

/// What a call answers.
pub type Answer<T> = Result<T, ClientError>;

impl Client {
    /// A client of the sandbox at `base`, e.g. `http://127.0.0.1:8090`.
    #[must_use]
    pub fn new(base: impl Into<String>) -> Self {
        let base: String = base.into();
        let base = base.trim_end_matches('/').to_owned();
        Self {
            base,
            // Cannot fail without TLS and proxies; the plain client differs only in how long it keeps connections.
            http: reqwest::Client::builder()
                .pool_idle_timeout(KEPT)
                .build()
                .unwrap_or_default(),
        }
    }

    /// Where the sandbox is.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.base
    }

    /// The address of the page that stands in for WhatsApp Web.
    #[must_use]
    pub fn web_url(&self) -> String {
        format!("{}/web", self.base)
    }

    /// Seed, time, sizes.
    ///
    /// # Errors
    /// [`ClientError`], as for every call.
    pub async fn health(&self) -> Answer<Health> {
        self.json(self.ask(Method::GET, "health")).await
    }

    /// The e-mails that the mail server took for an address, newest first.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn emails(&self, to: &str) -> Answer<Vec<Email>> {
        self.json(self.ask(Method::GET, "emails").query(&[("to", to)]))
            .await
    }

    /// Makes the mail server refuse or hang, or stops that.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_smtp_trouble(&self, trouble: SmtpTrouble) -> Answer<SmtpTrouble> {
        self.json(self.ask(Method::PUT, "smtp").json(&trouble))
            .await
    }

    /// Forgets everything; a new seed may be given.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn reset(&self, seed: Option<u64>) -> Answer<()> {
        self.done(self.ask(Method::POST, "reset").json(&ResetTo { seed }))
            .await
    }

    /// Makes a phone, or answers the one that is there.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn create_phone(&self, number: &Number, name: &str) -> Answer<PhoneView> {
        let new = NewPhone {
            number: number.clone(),
            name: Some(name.to_owned()),
        };
        self.json(self.ask(Method::POST, "phones").json(&new)).await
    }

    /// All phones.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn phones(&self) -> Answer<Vec<PhoneView>> {
        self.json(self.ask(Method::GET, "phones")).await
    }

    /// One phone.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn phone(&self, number: &Number) -> Answer<PhoneView> {
        self.json(self.ask(Method::GET, &format!("phones/{}", number.digits())))
            .await
    }

    /// All connected pages, with their codes.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn pages(&self) -> Answer<Vec<PageView>> {
        self.json(self.ask(Method::GET, "pages")).await
    }

    /// The phone scans a code's text. Answers the new device's id.
    ///
    /// # Errors
    /// [`ClientError`]: 409 `no_such_code` when no page shows this code any more.
    pub async fn scan(&self, phone: &Number, qr: &str) -> Answer<String> {
        self.scan_as(
            phone,
            &Scan {
                qr: Some(qr.to_owned()),
                page: None,
            },
        )
        .await
    }

    /// The phone scans whatever this page shows now. Answers the new device's id.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn scan_page(&self, phone: &Number, page: PageId) -> Answer<String> {
        self.scan_as(
            phone,
            &Scan {
                qr: None,
                page: Some(page),
            },
        )
        .await
    }

    async fn scan_as(&self, phone: &Number, scan: &Scan) -> Answer<String> {
        let path = format!("phones/{}/scan", phone.digits());
        let entered: CodeEntered = self.json(self.ask(Method::POST, &path).json(scan)).await?;
        Ok(entered.device)
    }

    /// The phone's owner types a pairing code. Answers the new device's id.
    ///
    /// # Errors
    /// [`ClientError`]: 409 `no_such_code` when no page shows this code for this phone.
    pub async fn enter_code(&self, phone: &Number, code: &str) -> Answer<String> {
        let path = format!("phones/{}/enter-code", phone.digits());
        let enter = Enter {
            code: code.to_owned(),
        };
        let entered: CodeEntered = self
            .json(self.ask(Method::POST, &path).json(&enter))
            .await?;
        Ok(entered.device)
    }

    /// Unlinks one device or all. Answers how many.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn unlink(&self, phone: &Number, device: Option<&str>) -> Answer<usize> {
        let path = format!("phones/{}/unlink", phone.digits());
        let unlink = Unlink {
            device: device.map(ToOwned::to_owned),
            reason: None,
        };
        let gone: Unlinked = self
            .json(self.ask(Method::POST, &path).json(&unlink))
            .await?;
        Ok(gone.devices)
    }

    /// How a person behaves.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn person(&self, number: &Number) -> Answer<PersonView> {
        self.json(self.ask(Method::GET, &format!("people/{}", number.digits())))
            .await
    }

    /// Changes how a person behaves.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn tell_person(&self, number: &Number, change: &Change) -> Answer<PersonView> {
        let path = format!("people/{}", number.digits());
        self.json(self.ask(Method::PUT, &path).json(change)).await
    }

    /// How people behave of whom nothing was said.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_defaults(&self, defaults: &Defaults) -> Answer<Defaults> {
        self.json(self.ask(Method::PUT, "defaults").json(defaults))
            .await
    }

    /// A person writes to an account. Answers the message's id without its chat.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn say(&self, from: &Number, to: &Number, body: &str) -> Answer<String> {
        self.say_as(from, &Saying::new(to, body)).await
    }

    /// As [`Client::say`], in another shape than a message of its own, or as the new text of an earlier message.
    ///
    /// # Errors
    /// As [`Client::say`].
    pub async fn say_as(&self, from: &Number, saying: &Saying) -> Answer<String> {
        let path = format!("people/{}/say", from.digits());
        let said: Said = self
            .json(self.ask(Method::POST, &path).json(saying))
            .await?;
        Ok(said.message_id)
    }

    /// Many people write, in order. Each needs `from`.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn say_all(&self, sayings: &[Saying]) -> Answer<Vec<Said>> {
        self.json(self.ask(Method::POST, "incoming").json(sayings))
            .await
    }

    /// Causes trouble. Answers how many pages or accounts were met at once.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn cause(&self, fault: &Fault) -> Answer<usize> {
        let caused: Caused = self
            .json(self.ask(Method::POST, "faults").json(fault))
            .await?;
        Ok(caused.met)
    }

    /// Faults that wait for their occasion.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn armed(&self) -> Answer<Vec<Armed>> {
        self.json(self.ask(Method::GET, "faults")).await
    }

    /// Ends all armed faults, chances, limits, blocks and bans.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn heal(&self) -> Answer<()> {
        self.done(self.ask(Method::DELETE, "faults")).await
    }

    /// Sets the chances by which faults happen by themselves.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn set_chances(&self, chances: &Chances) -> Answer<Chances> {
        self.json(self.ask(Method::PUT, "chances").json(chances))
            .await
    }

    /// The truth log's entries that a filter takes.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn truth(&self, filter: &Filter) -> Answer<Vec<Entry>> {
        self.json(self.ask(Method::GET, "truth").query(filter))
            .await
    }

    /// Every outgoing message's fate.
    ///
    /// # Errors
    /// [`ClientError`].
    pub async fn fates(&self, filter: &Filter) -> Answer<Vec<Fate>> {
        self.json(self.ask(Method::GET, "truth/fates").query(filter))
            .await
    }

    fn ask(&self, method: Method, path: &str) -> RequestBuilder {
        self.http
            .request(method, format!("{}/control/{path}", self.base))
            .timeout(DEADLINE)
    }

    async fn json<T: DeserializeOwned>(&self, request: RequestBuilder) -> Answer<T> {
        Ok(accepted(request).await?.json().await?)
    }

    async fn done(&self, request: RequestBuilder) -> Answer<()> {
        accepted(request).await.map(drop)
    }
}

async fn accepted(request: RequestBuilder) -> Answer<reqwest::Response> {
    let response = request.send().await?;
    let status: StatusCode = response.status();
    if status.is_success() {
        return Ok(response);
    }
    let body = response.text().await?;
    Err(ClientError::Refused {
        status: status.as_u16(),
        body,
    })
}
