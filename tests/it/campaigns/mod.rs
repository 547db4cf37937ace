//! Campaigns over the API.

mod audit;
mod find;
mod life;
mod refused;
mod template_changed;

use serde_json::{Value, json};
use uuid::Uuid;

use crate::{app::TestApp, client::Client};

/// A tenant with a subscription, and `people` contacts in one list.
pub(crate) async fn shop(app: &TestApp, people: usize) -> (Client, String) {
    let owner = app.tenant("Toko").await;
    let tenant = owner.tenant.unwrap();
    let now = app.state.clock.now();
    let list = Uuid::now_v7();
    app.base
        .superuser()
        .await
        .batch_execute(&format!(
            "INSERT INTO subscriptions (id, tenant_id, package_id, state, starts_at, ends_at, created_at)
                 SELECT gen_random_uuid(), '{tenant}', id, 'active', '{now}'::timestamptz - interval '1 day', '{now}'::timestamptz + interval '1 year', '{now}'
                 FROM packages WHERE name = 'Basic';
             INSERT INTO lists (id, tenant_id, name, created_at) VALUES ('{list}', '{tenant}', 'All', '{now}');
             INSERT INTO contacts (id, tenant_id, phone, name, created_at, updated_at)
                 SELECT gen_random_uuid(), '{tenant}', '+6281100' || lpad(n::text, 5, '0'), 'Person ' || n, '{now}'::timestamptz + n * interval '1 ms', '{now}'
                 FROM generate_series(1, {people}) n;
             INSERT INTO list_members (tenant_id, list_id, contact_id) SELECT tenant_id, '{list}', id FROM contacts WHERE tenant_id = '{tenant}'"
        ))
        .await
        .unwrap();
    (owner, list.to_string())
}

/// A draft to that list.
pub(crate) fn draft(list: &str) -> Value {
    json!({"name": "Promo", "list_ids": [list], "text": "Halo {{ name }}"})
}
