//! The examples of the OpenAPI document are requests that work.

use reqwest::Method;
use serde_json::{Value, json};
use siar_domain::permission::{Permission, Role};

use super::openapi_document::{Operation, document, operations};
use crate::{app::TestApp, client::Client};

/// The schema of the operation's JSON body, if it takes one.
fn schema_of<'a>(operation: &'a Operation, document: &'a Value) -> Option<&'a Value> {
    let schema = &operation.spec["requestBody"]["content"]["application/json"]["schema"];
    let name = schema["$ref"].as_str()?.rsplit('/').next()?;
    Some(&document["components"]["schemas"][name])
}

#[test]
fn every_body_has_an_example_that_fits_its_schema() {
    let document = document();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for operation in operations(&document) {
        let Some(schema) = schema_of(&operation, &document) else {
            continue;
        };
        let name = format!("{} {}", operation.method, operation.path);
        let example = &schema["example"];
        if example.is_null() {
            wrong.push(format!("{name}: no example"));
            continue;
        }
        let mut whole = schema.clone();
        whole["components"] = document["components"].clone();
        let validator = jsonschema::validator_for(&whole).unwrap();
        for error in validator.iter_errors(example) {
            wrong.push(format!("{name}: {error} at {}", error.instance_path()));
        }
        tried += 1;
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(tried >= 30, "only {tried} examples");
}

/// What the examples refer to.
struct World {
    list: String,
    contact: String,
    template: String,
    campaign: String,
    package: String,
    tenant: String,
    member: String,
    user: String,
}

impl World {
    async fn new(app: &TestApp, owner: &Client, admin: &Client) -> Self {
        let id = |data: Value| data["id"].as_str().unwrap().to_owned();
        let list = id(owner
            .post("/lists", json!({"name": "Friends"}))
            .await
            .ok(201));
        let contact = json!({"phone": "+6281200000001", "name": "Ana"});
        let contact = id(owner.post("/contacts", contact).await.ok(201));
        let template = json!({"name": "Hello", "body": "Hello {{ name }}"});
        let template = id(owner.post("/templates", template).await.ok(201));
        let campaign = json!({"name": "Draft", "list_ids": [list], "text": "Hello"});
        let campaign = id(owner.post("/campaigns", campaign).await.ok(201));
        let package =
            json!({"name": uuid::Uuid::new_v4().to_string(), "price": "1", "api_tier": "basic"});
        let package = id(admin.post("/admin/packages", package).await.ok(201));
        let member = app.user(owner.tenant.unwrap(), Role::Viewer).await;
        let member = member.user.unwrap().to_string();
        let user = app.platform(Role::Admin).await;
        let user = user.user.unwrap().to_string();
        let tenant = owner.tenant.unwrap().to_string();
        Self {
            list,
            contact,
            template,
            campaign,
            package,
            tenant,
            member,
            user,
        }
    }

    /// The operation's address about what there is.
    fn address(&self, operation: &Operation) -> String {
        let id = match operation.path.split('/').nth(1).unwrap() {
            "lists" => &self.list,
            "contacts" => &self.contact,
            "templates" => &self.template,
            "campaigns" => &self.campaign,
            "team" => &self.member,
            _ if operation.path.contains("/packages/") => &self.package,
            _ if operation.path.contains("/users/") => &self.user,
            _ => &self.tenant,
        };
        operation
            .path
            .replace("{id}", id)
            .replace("{action}", "restart")
    }

    /// The example with ids of what there is.
    fn body(&self, example: &Value) -> Value {
        let text = example
            .to_string()
            .replace("0190f5a0-0000-7000-8000-000000000001", &self.list)
            .replace("0190f5a0-0000-7000-8000-000000000002", &self.contact)
            .replace("0190f5a0-0000-7000-8000-000000000003", &self.template)
            .replace("0190f5a0-0000-7000-8000-000000000004", &self.package)
            .replace("0190f5a0-0000-7000-8000-000000000005", &self.member);
        serde_json::from_str(&text).unwrap()
    }
}

#[actix_web::test]
async fn every_example_is_taken() {
    let app = TestApp::start().await;
    let document = document();
    let mut wrong = Vec::new();
    for operation in operations(&document) {
        let Some(schema) = schema_of(&operation, &document) else {
            continue;
        };
        // A world of its own for each: some change what others need.
        let owner = app.tenant("Own").await;
        let admin = app.platform(Role::SuperAdmin).await;
        let world = World::new(&app, &owner, &admin).await;
        let of_platform = operation
            .permission
            .parse::<Permission>()
            .is_ok_and(|permission| permission.is_of_platform());
        let client = if of_platform { &admin } else { &owner };
        let method: Method = operation.method.parse().unwrap();
        let body = world.body(&schema["example"]);
        let reply = client
            .send(method, &world.address(&operation), Some(body))
            .await;
        let taken = match reply.status {
            200..300 => true,
            // Tokens and passwords of examples are nobody's; a draft cannot be retried, a session that never started
            // cannot be linked, and this server sends no e-mail.
            400 | 401 | 422 => {
                operation.path.starts_with("/auth/") || operation.path == "/team/ownership"
            }
            409 => true,
            _ => false,
        };
        let documented = operation.spec["responses"]
            .get(reply.status.to_string())
            .is_some();
        if !taken || !documented {
            wrong.push(format!(
                "{} {}: {} {}",
                operation.method, operation.path, reply.status, reply.text
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    app.stop().await;
}
