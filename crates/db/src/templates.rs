//! Message templates (TPL-1). Every change of the text is a new version; a running campaign keeps the one it started with.

use chrono::{DateTime, Utc};
use diesel::{
    ExpressionMethods, QueryDsl, QueryableByName, sql_query,
    sql_types::{Array, BigInt, Integer, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::id::TemplateId;
use uuid::Uuid;

use crate::{
    DbError, Scope, Tx,
    schema::{template_versions, templates},
};

/// So many versions of a template are kept, and those that a campaign names.
const KEPT_VERSIONS: i32 = 100;

/// A template in its newest version.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Template {
    /// Its id.
    #[diesel(sql_type = SqlUuid, deserialize_as = Uuid)]
    pub id: TemplateId,
    /// Its name, unique in the tenant.
    #[diesel(sql_type = Text)]
    pub name: String,
    /// From 1.
    #[diesel(sql_type = Integer)]
    pub version: i32,
    /// The text with its variables.
    #[diesel(sql_type = Text)]
    pub body: String,
    /// The variables it uses.
    #[diesel(sql_type = Array<Text>)]
    pub variables: Vec<String>,
    /// When it was made.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
    /// When its newest version was made.
    #[diesel(sql_type = Timestamptz)]
    pub updated_at: DateTime<Utc>,
    /// Scheduled campaigns that will take its text as it is when they start.
    #[diesel(sql_type = BigInt)]
    pub scheduled_campaigns: i64,
}

const SELECT: &str =
    "SELECT t.id, t.name, t.version, v.body, v.variables, t.created_at, t.updated_at, (
        SELECT count(*) FROM campaigns c WHERE c.tenant_id = t.tenant_id AND c.template_id = t.id AND c.state = 'scheduled') AS scheduled_campaigns
    FROM templates t JOIN template_versions v
      ON v.tenant_id = t.tenant_id AND v.template_id = t.id AND v.version = t.version";

/// Stores a new template. The text was compiled before; `variables` are those it uses.
///
/// # Errors
/// [`DbError::Duplicate`] when the name is taken.
pub async fn create(
    tx: &mut Tx,
    scope: &Scope,
    name: &str,
    body: &str,
    variables: &[String],
) -> Result<Template, DbError> {
    let id = TemplateId(Uuid::now_v7());
    diesel::insert_into(templates::table)
        .values((
            templates::id.eq(id.0),
            templates::tenant_id.eq(scope.tenant().0),
            templates::name.eq(name),
            templates::version.eq(1),
            templates::created_at.eq(tx.now),
            templates::updated_at.eq(tx.now),
        ))
        .execute(&mut *tx.conn)
        .await?;
    add_version(tx, scope, id, 1, body, variables).await?;
    get(tx, id).await
}

/// A template as it shall be.
#[derive(Debug, Clone, Copy)]
pub struct Draft<'a> {
    /// Its name.
    pub name: &'a str,
    /// The text with its variables.
    pub body: &'a str,
    /// The variables it uses.
    pub variables: &'a [String],
}

/// What [`update`] did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Updated {
    /// It is this now.
    Done(Template),
    /// Somebody changed it since `expected_version`: nothing was done.
    ChangedMeanwhile(Template),
}

/// Changes the name and, where it differs, the text (a new version), if the template still is at `expected_version`.
///
/// # Errors
/// [`DbError::NotFound`], [`DbError::Duplicate`] when the name is taken.
pub async fn update(
    tx: &mut Tx,
    scope: &Scope,
    id: TemplateId,
    expected_version: i32,
    draft: Draft<'_>,
) -> Result<Updated, DbError> {
    let Draft {
        name,
        body,
        variables,
    } = draft;
    let before = get(tx, id).await?;
    let version = if before.body == body {
        before.version
    } else {
        before.version + 1
    };
    let changed = diesel::update(
        templates::table
            .filter(templates::id.eq(id.0))
            .filter(templates::version.eq(expected_version)),
    )
    .set((
        templates::name.eq(name),
        templates::version.eq(version),
        templates::updated_at.eq(tx.now),
    ))
    .execute(&mut *tx.conn)
    .await?;
    if changed == 0 {
        return Ok(Updated::ChangedMeanwhile(get(tx, id).await?));
    }
    if version != before.version {
        add_version(tx, scope, id, version, body, variables).await?;
    }
    Ok(Updated::Done(get(tx, id).await?))
}

async fn add_version(
    tx: &mut Tx,
    scope: &Scope,
    id: TemplateId,
    version: i32,
    body: &str,
    variables: &[String],
) -> Result<(), DbError> {
    diesel::insert_into(template_versions::table)
        .values((
            template_versions::tenant_id.eq(scope.tenant().0),
            template_versions::template_id.eq(id.0),
            template_versions::version.eq(version),
            template_versions::body.eq(body),
            template_versions::variables.eq(variables),
            template_versions::created_at.eq(tx.now),
        ))
        .execute(&mut *tx.conn)
        .await?;
    // A campaign says which version it sent, or which one it had when its time was set.
    sql_query(
        "DELETE FROM template_versions v WHERE v.tenant_id = $1 AND v.template_id = $2 AND v.version <= $3
         AND NOT EXISTS (SELECT FROM campaigns c WHERE c.tenant_id = v.tenant_id AND c.template_id = v.template_id
             AND v.version IN (c.template_version, c.scheduled_version))",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<SqlUuid, _>(id.0)
    .bind::<Integer, _>(version - KEPT_VERSIONS)
    .execute(&mut *tx.conn)
    .await?;
    Ok(())
}

/// One template.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn get(tx: &mut Tx, id: TemplateId) -> Result<Template, DbError> {
    Ok(sql_query(format!("{SELECT} WHERE t.id = $1"))
        .bind::<SqlUuid, _>(id.0)
        .get_result(&mut *tx.conn)
        .await?)
}

/// Up to `limit` templates after `after`, oldest first.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn page(
    tx: &mut Tx,
    after: Option<TemplateId>,
    limit: i64,
) -> Result<Vec<Template>, DbError> {
    Ok(sql_query(format!(
        "{SELECT} WHERE $1 IS NULL OR t.id > $1 ORDER BY t.id LIMIT $2"
    ))
    .bind::<Nullable<SqlUuid>, _>(after.map(|id| id.0))
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?)
}

/// What [`delete`] did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Deleted {
    /// It is gone.
    Done,
    /// A campaign refers to it: nothing was done.
    InUse,
}

/// Deletes a template that no campaign refers to.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn delete(tx: &mut Tx, id: TemplateId) -> Result<Deleted, DbError> {
    get(tx, id).await?;
    let gone = sql_query(
        "DELETE FROM templates t WHERE t.id = $1
         AND NOT EXISTS (SELECT 1 FROM campaigns c WHERE c.tenant_id = t.tenant_id AND c.template_id = t.id)",
    )
    .bind::<SqlUuid, _>(id.0)
    .execute(&mut *tx.conn)
    .await?;
    Ok(if gone == 0 {
        Deleted::InUse
    } else {
        Deleted::Done
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_new_text_is_a_new_version_and_the_late_editor_is_told() {
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        base.db
            .tenant(&scope, async |tx| {
                let made = create(tx, &scope, "Promo", "Halo {{ name }}", &["name".into()]).await?;
                assert_eq!(
                    (made.version, made.variables.clone()),
                    (1, vec!["name".to_owned()])
                );
                let Updated::Done(renamed) = update(
                    tx,
                    &scope,
                    made.id,
                    1,
                    Draft {
                        name: "Promo 2",
                        body: "Halo {{ name }}",
                        variables: &["name".into()],
                    },
                )
                .await?
                else {
                    panic!("refused")
                };
                assert_eq!((renamed.version, renamed.name.as_str()), (1, "Promo 2"));
                let Updated::Done(second) = update(
                    tx,
                    &scope,
                    made.id,
                    1,
                    Draft {
                        name: "Promo 2",
                        body: "Hai",
                        variables: &[],
                    },
                )
                .await?
                else {
                    panic!("refused")
                };
                assert_eq!(
                    (second.version, second.body.as_str(), second.variables.len()),
                    (2, "Hai", 0)
                );
                let late = update(
                    tx,
                    &scope,
                    made.id,
                    1,
                    Draft {
                        name: "Promo 3",
                        body: "Lain",
                        variables: &[],
                    },
                )
                .await?;
                assert_eq!(late, Updated::ChangedMeanwhile(second));
                assert_eq!(delete(tx, made.id).await?, Deleted::Done);
                assert!(matches!(get(tx, made.id).await, Err(DbError::NotFound)));
                Ok::<_, DbError>(())
            })
            .await
            .unwrap();
    }

    #[tokio::test]
    async fn of_many_versions_the_newest_stay_and_those_of_campaigns() {
        #[derive(QueryableByName)]
        struct Kept {
            #[diesel(sql_type = Integer)]
            version: i32,
        }
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        let kept: Vec<Kept> = base
            .db
            .tenant(&scope, async |tx| {
                let made = create(tx, &scope, "Promo", "1", &[]).await?;
                for (name, named) in [("a", "template_version"), ("b", "scheduled_version")] {
                    sql_query(format!(
                        "INSERT INTO campaigns (id, tenant_id, name, state, template_id, {named}, created_at, updated_at)
                         VALUES (gen_random_uuid(), $1, $2, 'draft', $3, CASE $2 WHEN 'a' THEN 2 ELSE 4 END, now(), now())"
                    ))
                    .bind::<SqlUuid, _>(scope.tenant().0)
                    .bind::<Text, _>(name)
                    .bind::<SqlUuid, _>(made.id.0)
                    .execute(&mut *tx.conn)
                    .await?;
                }
                for version in 1..KEPT_VERSIONS + 5 {
                    let body = (version + 1).to_string();
                    let draft = Draft {
                        name: "Promo",
                        body: &body,
                        variables: &[],
                    };
                    update(tx, &scope, made.id, version, draft).await?;
                }
                let kept = sql_query("SELECT version FROM template_versions ORDER BY version");
                Ok::<_, DbError>(kept.load(&mut *tx.conn).await?)
            })
            .await
            .unwrap();
        let kept: Vec<i32> = kept.iter().map(|row| row.version).collect();
        let expected: Vec<i32> = [2, 4].into_iter().chain(6..=105).collect();
        assert_eq!(kept, expected);
    }
}
