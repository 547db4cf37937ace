//! A template that was changed between a campaign's schedule and its start. Whoever set the time saw who would be left out for want of a
//! value; a text that asks for more since then was seen by nobody.

use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, Bool, Jsonb, Text, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    id::{CampaignId, ListId, TenantId},
    preflight::Preflight,
    template::Template,
};
use uuid::Uuid;

use super::candidates::{candidates, look, values};
use crate::{Db, DbError, Tx};

/// People looked at at once.
const PAGE: u16 = 500;

#[derive(QueryableByName)]
struct Changed {
    #[diesel(sql_type = Text)]
    body: String,
    #[diesel(sql_type = Array<Text>)]
    variables: Vec<String>,
    #[diesel(sql_type = Jsonb)]
    defaults: serde_json::Value,
    #[diesel(sql_type = Array<SqlUuid>)]
    list_ids: Vec<Uuid>,
    #[diesel(sql_type = Array<Text>)]
    numbers: Vec<String>,
    #[diesel(sql_type = Bool)]
    require_consent: bool,
}

async fn changed(
    tx: &mut Tx,
    tenant: TenantId,
    id: CampaignId,
) -> Result<Option<Changed>, DbError> {
    let rows: Vec<Changed> = sql_query(
        "SELECT v.body, s.variables, c.defaults, c.list_ids, c.numbers, c.require_consent
         FROM campaigns c
         JOIN templates t ON t.tenant_id = c.tenant_id AND t.id = c.template_id AND t.version <> c.scheduled_version
         JOIN template_versions v ON v.tenant_id = c.tenant_id AND v.template_id = t.id AND v.version = t.version
         JOIN template_versions s ON s.tenant_id = c.tenant_id AND s.template_id = t.id AND s.version = c.scheduled_version
         WHERE c.tenant_id = $1 AND c.id = $2 AND c.state = 'scheduled'",
    )
    .bind::<SqlUuid, _>(tenant.0)
    .bind::<SqlUuid, _>(id.0)
    .get_results(&mut *tx.conn)
    .await?;
    Ok(rows.into_iter().next())
}

/// Whether the template of a scheduled campaign was changed since its time was set, so that somebody would get no message for want of a
/// value which was not asked for then. Looks at the people page by page, each in a transaction of its own: a million of them take longer than
/// one may last.
///
/// # Errors
/// [`DbError`].
pub async fn asks_for_more(db: &Db, tenant: TenantId, id: CampaignId) -> Result<bool, DbError> {
    let found = db.system(async |tx| changed(tx, tenant, id).await).await?;
    let Some(changed) = found else {
        return Ok(false);
    };
    // The start itself says what is wrong with a text that is none.
    let Ok(template) = Template::compile(&changed.body) else {
        return Ok(false);
    };
    let asked_before = |name: &str| changed.variables.iter().any(|one| one == name);
    if template.variables().iter().all(|name| asked_before(name)) {
        return Ok(false);
    }
    let defaults = values(changed.defaults.as_object().into_iter().flatten());
    let lists: Vec<ListId> = changed.list_ids.iter().copied().map(ListId).collect();
    let mut flight = Preflight::new(template, defaults, changed.require_consent);
    let mut after = String::new();
    loop {
        let people = db
            .system(async |tx| candidates(tx, tenant, &lists, &changed.numbers, &after, PAGE).await)
            .await?;
        flight = look(flight, &people);
        if flight.missing().any(|name| !asked_before(name)) {
            return Ok(true);
        }
        match people.last() {
            Some(last) if people.len() == usize::from(PAGE) => after.clone_from(&last.phone),
            _ => return Ok(false),
        }
    }
}
