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
    /// The person may have asked for it: somebody has to read what they wrote.
    Unclear,
}

impl Source {
    /// The word in the database and the API.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Keyword => "keyword",
            Self::ByHand => "by_hand",
            Self::Import => "import",
            Self::Unclear => "unclear",
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
    /// keyword, by_hand, import or unclear.
    #[diesel(sql_type = Text)]
    pub source: String,
    /// The opt-out word that the person wrote.
    #[diesel(sql_type = Nullable<Text>)]
    pub keyword: Option<String>,
    /// The beginning of the message it stood in.
    #[diesel(sql_type = Nullable<Text>)]
    pub message: Option<String>,
    /// Since when.
    #[diesel(sql_type = Timestamptz)]
    pub created_at: DateTime<Utc>,
}

/// Longest beginning of a message that is kept, characters.
const MESSAGE: usize = 300;

/// What a person wrote.
#[derive(Debug, Clone, Copy)]
pub struct Said<'a> {
    /// The opt-out word in it.
    pub word: &'a str,
    /// All of it.
    pub message: &'a str,
}

/// Puts numbers on the register; those on it stay as they are, but what was unclear becomes clear, and what a user enters is the user's
/// from then on: its owner's START does not take it off. What the person wrote stays beside it. Answers the new ones and notifies of each
/// in an event.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn add(
    tx: &mut Tx,
    scope: &Scope,
    phones: &[String],
    source: Source,
    said: Option<Said<'_>>,
) -> Result<Vec<String>, DbError> {
    #[derive(QueryableByName)]
    struct Row {
        #[diesel(sql_type = Text)]
        phone: String,
    }
    let message: Option<String> = said.map(|said| {
        said.message
            .chars()
            .filter(|c| *c != '\0')
            .take(MESSAGE)
            .collect()
    });
    if source == Source::ByHand {
        sql_query("UPDATE suppressions SET source = 'by_hand' WHERE tenant_id = $1 AND phone = ANY ($2) AND source = 'keyword'")
            .bind::<SqlUuid, _>(scope.tenant().0)
            .bind::<Array<Text>, _>(phones)
            .execute(&mut *tx.conn)
            .await?;
    }
    let rows: Vec<Row> = sql_query(
        "INSERT INTO suppressions AS s (tenant_id, phone, source, keyword, message, created_at)
         SELECT DISTINCT $1, phone, $3, $4, $6, $5 FROM unnest($2) AS p (phone)
         ON CONFLICT (tenant_id, phone) DO UPDATE SET source = excluded.source, keyword = coalesce(excluded.keyword, s.keyword),
            message = coalesce(excluded.message, s.message), created_at = excluded.created_at WHERE s.source = 'unclear' AND excluded.source <> 'unclear' RETURNING phone",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Array<Text>, _>(phones)
    .bind::<Text, _>(source.as_str())
    .bind::<Nullable<Text>, _>(said.map(|said| said.word))
    .bind::<Timestamptz, _>(tx.now)
    .bind::<Nullable<Text>, _>(message)
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

/// Takes an account off the register, whatever the spelling: only by a person's hand, because somebody asked for it.
///
/// # Errors
/// [`DbError::NotFound`].
pub async fn remove(tx: &mut Tx, phone: &str) -> Result<(), DbError> {
    let gone = sql_query("DELETE FROM suppressions WHERE account_of(phone) = account_of($1)")
        .bind::<Text, _>(phone)
        .execute(&mut *tx.conn)
        .await?;
    if gone == 0 {
        return Err(DbError::NotFound);
    }
    Ok(())
}

/// Takes an account off the register because its owner asked to come back: only what its owner's own message put there. Tells of it in an
/// event. False where nothing of the kind was there.
///
/// # Errors
/// [`DbError`] of the connection.
pub async fn bring_back(tx: &mut Tx, scope: &Scope, phone: &str) -> Result<bool, DbError> {
    let gone = sql_query(
        "DELETE FROM suppressions WHERE tenant_id = $1 AND account_of(phone) = account_of($2) AND source IN ('keyword', 'unclear')",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Text, _>(phone)
    .execute(&mut *tx.conn)
    .await?;
    if gone > 0 {
        tx.emit(
            scope.tenant(),
            Event::ContactCameBack {
                phone: phone.to_owned(),
            },
        );
    }
    Ok(gone > 0)
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
        "SELECT s.phone, c.name, s.source, s.keyword, s.message, s.created_at
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
                add(
                    tx,
                    &scope,
                    &phones[..1],
                    Source::Keyword,
                    Some(Said {
                        word: "STOP",
                        message: "Stop ya",
                    }),
                )
                .await
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

    #[tokio::test]
    async fn only_ones_own_opt_out_ends_by_ones_own_message() {
        let base = testing::base().await;
        let scope = base.tenant("A").await;
        let phones = [
            "+628111111111".to_owned(),
            "+628222222222".to_owned(),
            "+628333333333".to_owned(),
        ];
        let said = Some(Said {
            word: "STOP",
            message: "stop?",
        });
        base.db
            .tenant(&scope, async |tx| {
                add(tx, &scope, &phones[..2], Source::Keyword, said).await?;
                add(tx, &scope, &phones[2..], Source::Unclear, said).await?;
                // A user enters the second too, and decides about the third.
                let added = add(tx, &scope, &phones[1..], Source::ByHand, None).await?;
                assert_eq!(added, phones[2..], "the second was there");
                for (phone, is_back) in phones.iter().zip([true, false, false]) {
                    assert_eq!(bring_back(tx, &scope, phone).await?, is_back, "{phone}");
                }
                let left = page(tx, None, None, 10).await?;
                let left: Vec<_> = left
                    .iter()
                    .map(|one| {
                        (
                            one.phone.as_str(),
                            one.source.as_str(),
                            one.message.as_deref(),
                        )
                    })
                    .collect();
                assert_eq!(
                    left,
                    [
                        ("+628222222222", "by_hand", Some("stop?")),
                        ("+628333333333", "by_hand", Some("stop?"))
                    ],
                    "what the person wrote stays"
                );
                Ok::<_, DbError>(())
            })
            .await
            .unwrap();
    }
}
