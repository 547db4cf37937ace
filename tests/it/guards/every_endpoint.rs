//! Every endpoint × every role × own and other tenant: no unexpected success, and nothing of another tenant's changes.

use std::{
    collections::{BTreeMap, HashMap},
    time::Duration,
};

use reqwest::Method;
use serde_json::{Value, json};
use siar_domain::{
    id::TenantId,
    permission::{Permission, Role},
};
use siar_testkit::wait_until;
use uuid::Uuid;

use super::{
    openapi_document::{Operation, document, operations},
    sample,
};
use crate::{
    app::TestApp,
    client::{Client, Reply},
};

/// Things, by the address of their kind.
type Things = HashMap<&'static str, String>;

fn id(data: &Value) -> String {
    data["id"].as_str().unwrap().to_owned()
}

/// One of everything that has an address of its own: a tenant's, and the platform's.
async fn things_of(app: &TestApp, owner: &Client) -> Things {
    let list = owner
        .post("/lists", json!({"name": "Friends"}))
        .await
        .ok(201);
    let contact = owner
        .post(
            "/contacts",
            json!({"phone": "+6281234567890", "name": "Ana"}),
        )
        .await
        .ok(201);
    let template = owner
        .post(
            "/templates",
            json!({"name": "Hello", "body": "Hello {{ name }}"}),
        )
        .await
        .ok(201);
    let campaign = json!({"name": "Promo", "list_ids": [id(&list)], "text": "Hello {{ name }}"});
    let campaign = owner.post("/campaigns", campaign).await.ok(201);
    let suppressed = "+6281234567899";
    owner
        .post("/suppressions", json!({"phones": [suppressed]}))
        .await
        .ok(200);
    let invitation = json!({"email": format!("{}@b.example", Uuid::new_v4()), "role": "viewer"});
    let invitation = owner.post("/team/invitations", invitation).await.ok(201);
    let mut things = of_platform(app).await;
    things.extend([
        ("/lists", id(&list)),
        ("/contacts", id(&contact)),
        ("/templates", id(&template)),
        ("/campaigns", id(&campaign)),
        ("/imports", imported(owner).await),
        ("/suppressions", suppressed.to_owned()),
        ("/team/invitations", id(&invitation)),
        ("/team/members", owner.user.unwrap().to_string()),
        ("/auth/logins", owner.login.unwrap().to_string()),
    ]);
    things
}

/// An import of the tenant that has ended, with a row that was refused.
async fn imported(owner: &Client) -> String {
    let csv = owner.with_header("content-type", "text/csv");
    let file = b"phone,name\n+6281234567891,Ana B\n12,Ana C\n".to_vec();
    let made = csv.raw(Method::POST, "/imports", file).await.ok(202);
    let path = format!("/imports/{}", id(&made));
    wait_until(Duration::from_secs(30), async || {
        let now = owner.get(&path).await.ok(200);
        if now["state"] == "completed" {
            Ok(())
        } else {
            Err(now.to_string())
        }
    })
    .await;
    id(&made)
}

/// What those who run the platform have, and a customer of theirs who may be suspended.
async fn of_platform(app: &TestApp) -> Things {
    let chief = app.platform(Role::SuperAdmin).await;
    let invite = async |path: &str, body: Value| {
        let mut body = body;
        body["email"] = json!(format!("{}@b.example", Uuid::new_v4()));
        id(&chief.post(path, body).await.ok(201))
    };
    let customer = app.tenant("Customer").await;
    // Else a screenshot of its page is refused to everybody.
    let allow = json!({"screenshots": true});
    customer
        .send(Method::PUT, "/session/support", Some(allow))
        .await
        .ok(200);
    let customer = customer.tenant.unwrap().to_string();
    let colleague = app.platform(Role::Admin).await.user.unwrap();
    let alert = Uuid::now_v7();
    let sql = app.base.superuser().await;
    sql.execute(
        "INSERT INTO alerts (id, kind, severity, subject, body, opened_at) VALUES ($1, 'test', 'info', $2, '', now())",
        &[&alert, &alert.to_string()],
    )
    .await
    .unwrap();
    let package: Uuid = sql
        .query_one("SELECT id FROM packages WHERE name = 'Pro'", &[])
        .await
        .unwrap()
        .get(0);
    HashMap::from([
        ("/admin/alerts", alert.to_string()),
        ("/admin/customers", customer.clone()),
        ("/admin/sessions", customer),
        ("/admin/packages", package.to_string()),
        ("/admin/users", colleague.to_string()),
        (
            "/admin/invitations",
            invite("/admin/invitations", json!({"role": "admin"})).await,
        ),
        (
            "/admin/customer-invitations",
            invite("/admin/customer-invitations", json!({})).await,
        ),
        // Not a thing, but a word that the address knows.
        ("/admin/actors", "restart".to_owned()),
    ])
}

/// The address with its ids filled in.
fn filled(operation: &Operation, things: &Things) -> String {
    let mut path = String::new();
    for part in operation.path.split('/').skip(1) {
        let part = match part.strip_prefix('{').and_then(|rest| rest.split_once('}')) {
            Some((_, rest)) => {
                let thing = things
                    .get(path.as_str())
                    .unwrap_or_else(|| panic!("things_of makes nothing for {}", operation.path));
                format!("{thing}{rest}")
            }
            None => part.to_owned(),
        };
        path = format!("{path}/{part}");
    }
    let query: Vec<String> = operation.spec["parameters"]
        .as_array()
        .into_iter()
        .flatten()
        .filter(|parameter| parameter["in"] == "query" && parameter["required"] == true)
        .map(|parameter| format!("{}=1", parameter["name"].as_str().unwrap()))
        .collect();
    let path = path.replace('+', "%2B");
    if query.is_empty() {
        path
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

async fn ask(client: &Client, operation: &Operation, things: &Things, document: &Value) -> Reply {
    let method: Method = operation.method.parse().unwrap();
    let path = filled(operation, things);
    if operation.path == "/stream" {
        let mut client = client.clone();
        for (name, value) in [
            ("connection", "upgrade"),
            ("upgrade", "websocket"),
            ("sec-websocket-version", "13"),
            ("sec-websocket-key", "dGhlIHNhbXBsZSBub25jZQ=="),
        ] {
            client = client.with_header(name, value);
        }
        return client.send(method, &path, None).await;
    }
    let content = operation.spec["requestBody"]["content"].as_object();
    match content.and_then(|content| content.iter().next()) {
        Some((kind, content)) if kind == "application/json" => {
            let body = sample::of(&content["schema"], document);
            client.send(method, &path, Some(body)).await
        }
        Some((kind, _)) => {
            let client = client.with_header("content-type", kind);
            client
                .raw(method, &path, b"phone\n+6281200000001\n".to_vec())
                .await
        }
        None => client.send(method, &path, None).await,
    }
}

/// A fingerprint of every row of a tenant, by table.
async fn rows_of(app: &TestApp, tenant: TenantId) -> BTreeMap<String, String> {
    let looker = app.base.superuser().await;
    let tables = looker
        .query(
            "SELECT table_name::text FROM information_schema.columns
             WHERE table_schema = 'public' AND column_name = 'tenant_id' ORDER BY 1",
            &[],
        )
        .await
        .unwrap();
    let mut rows = BTreeMap::new();
    for table in tables {
        let table: String = table.get(0);
        let print: String = looker
            .query_one(
                &format!(
                    "SELECT count(*) || ' ' || md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))
                     FROM {table} t WHERE tenant_id = '{tenant}'"
                ),
                &[],
            )
            .await
            .unwrap()
            .get(0);
        rows.insert(table, print);
    }
    rows
}

/// Why an answer to a role is not one that may be given, if it is not.
fn objection(operation: &Operation, role: Option<Role>, reply: &Reply) -> Option<String> {
    let status = reply.status;
    if status >= 500 {
        return Some(format!("{status} {}", reply.text));
    }
    let body: Value = serde_json::from_str(&reply.text).unwrap_or_default();
    if status >= 400 && body["success"] != json!(false) {
        return Some(format!("{status} without an envelope: {}", reply.text));
    }
    let expected: &[u16] = match (operation.permission.as_str(), role) {
        ("public", _) => return None,
        (_, None) => &[401],
        ("login", Some(_)) => return (status == 403).then(|| "refused a log-in".to_owned()),
        (words, Some(role)) => {
            let permissions: Vec<Permission> =
                words.split('|').map(|word| word.parse().unwrap()).collect();
            if permissions
                .iter()
                .any(|permission| role.grants(*permission))
            {
                return matches!(status, 401 | 403).then(|| format!("{status} to a role that may"));
            }
            // To a tenant's people the platform does not exist.
            let hidden = permissions
                .iter()
                .all(|permission| permission.is_of_platform());
            if hidden && !role.is_platform() {
                &[404]
            } else {
                &[403]
            }
        }
    };
    (!expected.contains(&status))
        .then(|| format!("{status} instead of {expected:?}: {}", reply.text))
}

#[actix_web::test]
async fn no_role_gets_what_it_may_not_have() {
    let app = TestApp::start().await;
    let document = document();
    let operations = operations(&document);
    let owner = app.customer("Own").await;
    let things = things_of(&app, &owner).await;
    let mut wrong = Vec::new();
    for operation in &operations {
        for role in Role::ALL.iter().copied().map(Some).chain([None]) {
            // A login of its own for each: some operations end it.
            let client = match role {
                None => app.nobody(),
                Some(role) if role.is_platform() => app.platform(role).await,
                Some(role) => app.user(owner.tenant.unwrap(), role).await,
            };
            let reply = ask(&client, operation, &things, &document).await;
            if let Some(objection) = objection(operation, role, &reply) {
                let who = role.map_or("nobody", Role::as_str);
                wrong.push(format!(
                    "{} {} as {who}: {objection}",
                    operation.method, operation.path
                ));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    app.stop().await;
}

#[actix_web::test]
async fn no_tenant_reaches_anothers_things() {
    let app = TestApp::start().await;
    let document = document();
    let operations = operations(&document);
    let other = app.tenant("Other").await;
    let theirs = things_of(&app, &other).await;
    let before = rows_of(&app, other.tenant.unwrap()).await;
    let owner = app.tenant("Own").await;
    let mut wrong = Vec::new();
    let mut tried = 0;
    for operation in operations
        .iter()
        .filter(|operation| operation.permission != "public")
    {
        let client = app.user(owner.tenant.unwrap(), Role::Owner).await;
        let reply = ask(&client, operation, &theirs, &document).await;
        let of_one_thing = operation.path.contains('{');
        // A number on the register is named by itself: taking off one's own that is not there tells nothing of another's.
        if of_one_thing && reply.status < 400 {
            wrong.push(format!(
                "{} {}: {} {}",
                operation.method, operation.path, reply.status, reply.text
            ));
        }
        if reply.text.contains("Ana")
            || theirs
                .values()
                .any(|id| id.len() > 10 && reply.text.contains(id.as_str()))
        {
            wrong.push(format!(
                "{} {} tells of the other: {}",
                operation.method, operation.path, reply.text
            ));
        }
        tried += usize::from(of_one_thing);
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= 40, "only {tried} operations on one thing");
    assert_eq!(
        rows_of(&app, other.tenant.unwrap()).await,
        before,
        "rows of the other tenant changed"
    );
    app.stop().await;
}
