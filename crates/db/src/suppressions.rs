//! The do-not-message register of a tenant (CON-5). Consulted at send time, not only when a campaign starts.

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, BigInt, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::event::Event;

use crate::{DbError, Scope, Tx};

/// How a number came onto the register.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The person wrote an opt-out word.
    Keyword,
    /// A user entered it.
    ByHand,
    /// It came in a file.
    Import,
}

impl Source {
    /// The word in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::ByHand => "by_hand",
            Self::Import => "import",
        }
    }
}

/// One number that must not be messaged.
#[derive(Debug, Clone, PartialEq, Eq, QueryableByName)]
pub struct Suppression {
    /// The number in E.164.
    #[diesel(sql_type = Text)]
    pub phone: String,
    /// The contact's name, where there is one.
    #[diesel(sql_type = Nullable<Text>)]
    pub name: Option<String>,
    /// keyword, by_hand or import.
    #[diesel(sql_type = Text)]
    pub source: String,
    /// What the person wrote.
    #[diesel(sql_type = Nullable<Text>)]
    pub keyword: Option<String>,
    /// Since when.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
}

/// Puts numbers on the register; those on it stay as they are. Answers the new ones and tells of each in an event.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn add(
    tx: &mut Tx,
    scope: &Scope,
    phones: &[String],
    source: Source,
    keyword: Option<&str>,
) -> Result<Vec<String>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        phone: String,
    }
    let rows: Vec<Row> = sql_query(
        "INSERT INTO suppressions (tenant_id, phone, source, keyword, created_at)
         SELECT $1, phone, $3, $4, $5 FROM unnest($2) AS p (phone) ON CONFLICT DO NOTHING RETURNING phone",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Array<Text>, _>(phones)
    .bind::<Text, _>(source.as_str())
    .bind::<Nullable<Text>, _>(keyword)
    .bind::<Timestamptz, _>(tx.now)
    .load(&mut *tx.conn)
    .await?;
    let added: Vec<String> = rows.into_iter().map(|row| row.phone).collect();
    for phone in &added {
        tx.emit(
            scope.tenant(),
            Event::ContactSuppressed {
                phone: phone.clone(),
                source: source.as_str().to_owned(),
            },
        );
    }
    Ok(added)
}

/// Takes a number off the register: only by a person's hand, because somebody asked for it.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn remove(tx: &mut Tx, phone: &str) -> Result<(), DbError> {
    let gone = sql_query("DELETE FROM suppressions WHERE phone = $1")
        .bind::<Text, _>(phone)
        .execute(&mut *tx.conn)
        .await?;
    if gone == 0 {
        return Err(DbError::NotFound);
    }
    Ok(())
}

/// Up to `limit` entries after the number `after`, by number; of numbers that begin with `prefix` where one is given.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn page(
    tx: &mut Tx,
    prefix: Option<&str>,
    after: Option<&str>,
    limit: i64,
) -> Result<Vec<Suppression>, DbError> {
    Ok(sql_query(
        "SELECT s.phone, c.name, s.source, s.keyword, s.created_at
         FROM suppressions s LEFT JOIN contacts c ON c.tenant_id = s.tenant_id AND c.phone = s.phone
         WHERE ($1 IS NULL OR s.phone > $1) AND ($2 IS NULL OR starts_with(s.phone, $2)) ORDER BY s.phone LIMIT $3",
    )
    .bind::<Nullable<Text>, _>(after)
    .bind::<Nullable<Text>, _>(prefix)
    .bind::<BigInt, _>(limit)
    .load(&mut *tx.conn)
    .await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::testing;

    #[tokio::test]
    async fn a_number_is_suppressed_once_and_told_once() {
        let base = testing::base().await;
        let scope = base.tenant("Toko").await;
        let phones = ["+628111111111".to_owned(), "+628222222222".to_owned()];
        let mut told = base.db.committed();
        let first = base
            .db
            .tenant(&scope, async |tx| {
                add(tx, &scope, &phones[..1], Source::Keyword, Some("STOP")).await
            })
            .await
            .unwrap();
        let second = base
            .db
            .tenant(&scope, async |tx| {
                add(tx, &scope, &phones, Source::ByHand, None).await
            })
            .await
            .unwrap();
        assert_eq!(
            (first, second),
            (vec![phones[0].clone()], vec![phones[1].clone()])
        );
        let told: Vec<_> = [told.recv().await.unwrap(), told.recv().await.unwrap()]
            .iter()
            .flat_map(|c| c.events.iter().map(|e| e.event.clone()).collect::<Vec<_>>())
            .collect();
        assert_eq!(
            told,
            [
                Event::ContactSuppressed {
                    phone: phones[0].clone(),
                    source: "keyword".into()
                },
                Event::ContactSuppressed {
                    phone: phones[1].clone(),
                    source: "by_hand".into()
                },
            ]
        );
        let register = base
            .db
            .tenant(&scope, async |tx| page(tx, None, None, 10).await)
            .await
            .unwrap();
        assert_eq!(register[0].keyword.as_deref(), Some("STOP"));
        base.db
            .tenant(&scope, async |tx| remove(tx, &phones[0]).await)
            .await
            .unwrap();
        let again = base
            .db
            .tenant(&scope, async |tx| remove(tx, &phones[0]).await)
            .await;
        assert!(matches!(again, Err(DbError::NotFound)));
    }
}
