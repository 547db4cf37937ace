//! A business and its owner: what a person does on the screens, done over the API.

use std::time::Duration;

use reqwest::Method;
use serde::Deserialize;
use serde_json::{Value, json};
use siar_sandbox::{client::Client as Sandbox, number::Number};
use uuid::Uuid;

use super::{ADMIN, SOON, World, api::Api, patiently, stream::Stream};

const PASSWORD: &str = "a long enough password";

/// One row of a campaign's ledger, as it is exported.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Recipient {
    pub(crate) phone: String,
    pub(crate) state: String,
    pub(crate) reason: Option<String>,
}

/// A business that has registered and holds a package.
pub(crate) struct Tenant {
    pub(crate) api: Api,
}

impl World {
    /// The administrator.
    pub(crate) fn admin(&self) -> Api {
        Api::new(&self.siar.url(), ADMIN.0, ADMIN.1)
    }

    /// Registers a business, opens the link of its e-mail, and has the administrator give it a package of `quota` messages.
    pub(crate) async fn tenant(&self, quota: i64) -> Tenant {
        let email = format!("owner@{}.example", Uuid::new_v4().simple());
        let api = Api::new(&self.siar.url(), &email, PASSWORD);
        let registered = api
            .public(
                "/auth/register",
                json!({
                    "company": "Warung Sari", "name": "Sari", "email": email, "password": PASSWORD,
                }),
            )
            .await;
        let id: Uuid = serde_json::from_value(registered["tenant_id"].clone()).unwrap();
        self.note_tenant(id);
        let token = patiently(SOON, async || emailed_token(&self.sandbox, &email).await).await;
        api.public("/auth/verify-email", json!({ "token": token }))
            .await;

        let admin = self.admin();
        let package = admin
            .post(
                "/admin/packages",
                json!({
                    "name": format!("Package {id}"), "price": "99000", "api_tier": "enterprise",
                    "monthly_quota": quota,
                }),
            )
            .await;
        let path = format!("/admin/customers/{id}/subscription");
        let held = admin
            .put(&path, json!({ "package_id": package["id"] }))
            .await;
        assert_eq!(held["period"]["limit"], quota, "{held}");
        Tenant { api }
    }
}

/// The secret part of the link in the newest e-mail to this address.
pub(crate) async fn emailed_token(sandbox: &Sandbox, to: &str) -> Result<String, String> {
    let emails = sandbox
        .emails(to)
        .await
        .map_err(|error| error.to_string())?;
    let email = emails.first().ok_or("no e-mail")?;
    let link = email.link().ok_or("no link in the e-mail")?;
    let (_, token) = link.split_once("#token=").ok_or("no token in the link")?;
    Ok(token.to_owned())
}

/// A log as a terminal shows it.
pub(crate) fn without_colours(line: &str) -> String {
    let mut plain = String::new();
    let mut escaped = false;
    for character in line.chars() {
        match character {
            '\u{1b}' => escaped = true,
            'm' if escaped => escaped = false,
            _ if escaped => {}
            other => plain.push(other),
        }
    }
    plain
}

impl Tenant {
    /// Uploads a file of contacts into a list and waits until it is imported.
    pub(crate) async fn import(&self, list: &str, csv: &str) -> Value {
        let made = self.api.post("/lists", json!({ "name": list })).await;
        let list_id = made["id"].as_str().unwrap();
        let path = format!("/imports?file_name=people.csv&list_id={list_id}");
        let import = self
            .api
            .send(Method::POST, &path, "text/csv", csv.as_bytes().to_vec())
            .await;
        let path = format!("/imports/{}", import["id"].as_str().unwrap());
        patiently(SOON, async || {
            let import = self.api.get(&path).await;
            match import["state"].as_str() {
                Some("waiting" | "running") => Err(import.to_string()),
                _ => Ok(import),
            }
        })
        .await
    }
}

/// The session.
impl Tenant {
    pub(crate) async fn session(&self) -> Value {
        self.api.get("/session").await
    }

    /// Waits until the session is in this state.
    pub(crate) async fn session_is(&self, state: &str) -> Value {
        patiently(SOON, async || {
            let session = self.session().await;
            if session["state"] == state {
                Ok(session)
            } else {
                Err(session.to_string())
            }
        })
        .await
    }

    /// Links the account of `phone` by QR code, as it comes over the stream.
    pub(crate) async fn link(&self, sandbox: &Sandbox, phone: &Number) {
        sandbox.create_phone(phone, "Toko").await.unwrap();
        let mut stream = Stream::open(&self.api).await;
        self.api.post("/session/start", json!(null)).await;
        // The page takes its time on a busy machine, and a code may be replaced just now: the next one is scanned then.
        loop {
            let code = stream
                .until(SOON, |event| {
                    let of_qr = event["type"] == "qr-code";
                    of_qr.then(|| event["data"]["code"].as_str().unwrap().to_owned())
                })
                .await;
            if sandbox.scan(phone, &code).await.is_ok() {
                break;
            }
        }
        stream
            .until(SOON, |event| {
                let working =
                    event["type"] == "connection-status" && event["data"]["to"] == "working";
                working.then_some(())
            })
            .await;
        let session = self.session_is("working").await;
        assert_eq!(session["phone"], phone.to_string(), "{session}");
    }

    /// As fast as the platform allows.
    pub(crate) async fn hurry(&self) {
        let limits = self.api.get("/session/pace").await["limits"].clone();
        let pace = json!({
            "min_delay_ms": limits["least_delay_ms"], "max_delay_ms": limits["least_delay_ms"],
            "hourly_cap": limits["hourly_cap"], "daily_cap": limits["daily_cap"],
        });
        let set = self.api.put("/session/pace", pace.clone()).await;
        assert_eq!(set["pace"], pace, "{set}");
    }
}
/// Campaigns.
impl Tenant {
    /// Makes a campaign and starts it. Answers its id.
    pub(crate) async fn campaign(&self, draft: Value) -> String {
        let made = self.api.post("/campaigns", draft).await;
        let id = made["id"].as_str().unwrap().to_owned();
        let path = format!("/campaigns/{id}/start");
        self.api.post(&path, json!({})).await;
        id
    }

    pub(crate) async fn read(&self, campaign: &str) -> Value {
        self.api.get(&format!("/campaigns/{campaign}")).await
    }

    /// Waits until the campaign is completed.
    pub(crate) async fn completed(&self, campaign: &str) -> Value {
        self.completed_within(SOON, campaign).await
    }

    /// As [`Tenant::completed`], where much may still have to be sent.
    pub(crate) async fn completed_within(&self, deadline: Duration, campaign: &str) -> Value {
        patiently(deadline, async || {
            let found = self.read(campaign).await;
            if found["state"] == "completed" {
                Ok(found)
            } else {
                Err(found.to_string())
            }
        })
        .await
    }

    /// The whole ledger of a campaign.
    pub(crate) async fn ledger(&self, campaign: &str) -> Vec<Recipient> {
        let path = format!("/campaigns/{campaign}/recipients.csv");
        let file = self.api.text(&path).await;
        let mut rows = csv::Reader::from_reader(file.as_bytes());
        rows.deserialize().map(Result::unwrap).collect()
    }
}
