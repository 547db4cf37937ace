//! Messages that come in: each recorded once, whatever is replayed; an opt-out word takes effect in the same transaction (CON-5).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use diesel::{
    QueryableByName, sql_query,
    sql_types::{Array, Bool, Nullable, Text, Timestamptz, Uuid as SqlUuid},
};
use diesel_async::RunQueryDsl;
use siar_domain::{
    event::Event,
    id::CampaignId,
    opt_out::{OptOutWords, Wish, answer::Heard, asks_to_return},
    phone::Phone,
};
use uuid::Uuid;

use crate::{
    DbError, Scope, Tx, opt_out_answers,
    statement::Prepared,
    suppressions::{self, Said, Source},
};

/// A message that came in, as the engine reports it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Incoming {
    /// WhatsApp's id.
    pub message_id: String,
    /// The sender in E.164, or `<id>@lid` where WhatsApp did not tell the number.
    pub phone: String,
    /// The text; empty for other kinds.
    pub body: String,
    /// When WhatsApp says that it was sent.
    pub sent_at: DateTime<Utc>,
}

/// What recording did.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Recorded {
    /// Messages that were not known before.
    pub new: usize,
    /// Numbers that opted out and were not on the do-not-message register before.
    pub suppressed: Vec<String>,
    /// Campaigns whose recipients replied or opted out.
    pub campaigns: Vec<CampaignId>,
    /// Answers to opt-outs, and to those who came back, that wait to be sent.
    pub answers: usize,
}

#[derive(QueryableByName)]
struct Fresh {
    #[diesel(sql_type = Text)]
    message_id: String,
    #[diesel(sql_type = Nullable<Array<Text>>)]
    opt_out_words: Option<Vec<String>>,
}

#[derive(QueryableByName)]
struct Which {
    #[diesel(sql_type = SqlUuid)]
    campaign_id: Uuid,
}

/// Records messages, in any order and any number of times. A new one tells the stream, counts as the answer to the latest campaign its
/// sender was written to in, and puts its sender on the do-not-message register where it asks to be left alone, or may: then until a person
/// has read it. Who asks to come back is taken off. Either is answered once.
///
/// # Errors
/// [`DbError`].
pub async fn record(
    tx: &mut Tx,
    scope: &Scope,
    messages: &[Incoming],
) -> Result<Recorded, DbError> {
    let messages = &named(tx, scope, messages).await?;
    let (fresh, words) = store(tx, scope, messages).await?;
    // One id may be in the batch twice.
    let mut seen = BTreeSet::new();
    let new: Vec<&Incoming> = messages
        .iter()
        .filter(|message| {
            fresh.contains(&message.message_id) && seen.insert(message.message_id.as_str())
        })
        .collect();
    if new.is_empty() {
        return Ok(Recorded::default());
    }
    let mut suppressed = Vec::new();
    let mut answers = 0;
    let mut opted_out = Vec::with_capacity(new.len());
    for message in &new {
        tx.emit(
            scope.tenant(),
            Event::NewMessage {
                message_id: message.message_id.clone(),
                from: message.phone.clone(),
                body: storable(&message.body),
                at: message.sent_at,
            },
        );
        let wish = words.judge(&message.body);
        opted_out.push(matches!(wish, Wish::OptOut(_)));
        let phone = std::slice::from_ref(&message.phone);
        let said = |word| {
            Some(Said {
                word,
                message: &message.body,
            })
        };
        match wish {
            Wish::OptOut(word) => {
                let added = suppressions::add(tx, scope, phone, Source::Keyword, said(word));
                let added = added.await?;
                // Who is on the register already was answered then.
                if !added.is_empty() {
                    let written = opt_out_answers::write(tx, scope, message, Heard::Leaves);
                    answers += usize::from(written.await?);
                }
                suppressed.extend(added);
            }
            Wish::Unclear(word) => {
                let added = suppressions::add(tx, scope, phone, Source::Unclear, said(word));
                suppressed.extend(added.await?);
            }
            Wish::None if asks_to_return(&message.body) => {
                if suppressions::bring_back(tx, scope, &message.phone).await? {
                    let written = opt_out_answers::write(tx, scope, message, Heard::Returns);
                    answers += usize::from(written.await?);
                }
            }
            Wish::None => {}
        }
    }
    let campaigns = mark(tx, scope, &new, &opted_out).await?;
    Ok(Recorded {
        new: new.len(),
        suppressed,
        campaigns,
        answers,
    })
}

#[derive(QueryableByName)]
struct Named {
    #[diesel(sql_type = Text)]
    hidden: String,
    #[diesel(sql_type = Text)]
    phone: String,
}

/// The messages under their senders' numbers: a sender whose number WhatsApp hides is known by it if we wrote to that hidden id before. Without
/// it a STOP would stand on the register under a name that no campaign sends to.
async fn named(
    tx: &mut Tx,
    scope: &Scope,
    messages: &[Incoming],
) -> Result<Vec<Incoming>, DbError> {
    let mut messages = messages.to_vec();
    let hidden: BTreeSet<String> = messages
        .iter()
        .filter(|one| one.phone.ends_with("@lid"))
        .map(|one| one.phone.clone())
        .collect();
    if hidden.is_empty() {
        return Ok(messages);
    }
    let found: Vec<Named> = sql_query(
        "SELECT DISTINCT h.hidden, r.phone FROM recipient_messages m
         JOIN unnest($2) h (hidden) ON split_part(m.message_id, '_', 2) = h.hidden
         JOIN recipients r ON r.tenant_id = m.tenant_id AND r.campaign_id = m.campaign_id AND r.ordinal = m.ordinal
         WHERE m.tenant_id = $1",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Array<Text>, _>(hidden.iter().collect::<Vec<_>>())
    .load(&mut *tx.conn)
    .await?;
    for message in &mut messages {
        if let Some(known) = found.iter().find(|known| known.hidden == message.phone) {
            message.phone.clone_from(&known.phone);
        }
    }
    Ok(messages)
}

/// PostgreSQL's text cannot hold NUL; a stranger's message can.
fn storable(body: &str) -> String {
    body.replace('\0', "\u{FFFD}")
}

/// Stores what is new; answers its ids, and the tenant's opt-out words: the default ones where its own cannot be read, so that nobody who says
/// STOP is overheard.
async fn store(
    tx: &mut Tx,
    scope: &Scope,
    messages: &[Incoming],
) -> Result<(BTreeSet<String>, OptOutWords), DbError> {
    let ids: Vec<&str> = messages.iter().map(|one| one.message_id.as_str()).collect();
    let phones: Vec<&str> = messages.iter().map(|one| one.phone.as_str()).collect();
    let bodies: Vec<String> = messages.iter().map(|one| storable(&one.body)).collect();
    let times: Vec<DateTime<Utc>> = messages.iter().map(|one| one.sent_at).collect();
    let rows: Vec<Fresh> = Prepared(sql_query(
        "INSERT INTO incoming_messages (tenant_id, message_id, phone, body, sent_at, received_at)
         SELECT $1, m.id, m.phone, m.body, m.at, $6 FROM unnest($2, $3, $4, $5) m (id, phone, body, at)
         ON CONFLICT DO NOTHING
         RETURNING message_id, (SELECT t.opt_out_words FROM tenants t WHERE t.id = $1) AS opt_out_words",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Array<Text>, _>(&ids)
    .bind::<Array<Text>, _>(&phones)
    .bind::<Array<Text>, _>(&bodies)
    .bind::<Array<Timestamptz>, _>(&times)
    .bind::<Timestamptz, _>(tx.now))
    .get_results(&mut *tx.conn)
    .await?;
    let first: Option<&Fresh> = rows.as_slice().first();
    let words = first
        .and_then(|row| OptOutWords::new(row.opt_out_words.as_deref()?).ok())
        .unwrap_or_default();
    Ok((rows.into_iter().map(|row| row.message_id).collect(), words))
}

/// Marks the contacts and the latest recipient rows of the senders, under whichever number of their WhatsApp account they were written to: the
/// few spellings of each are asked for, which the keys of both tables serve.
async fn mark(
    tx: &mut Tx,
    scope: &Scope,
    new: &[&Incoming],
    opted_out: &[bool],
) -> Result<Vec<CampaignId>, DbError> {
    let (mut accounts, mut phones, mut times, mut outs) = (vec![], vec![], vec![], vec![]);
    for (message, out) in new.iter().zip(opted_out) {
        let spellings = Phone::from_e164(&message.phone)
            .map(|phone| phone.spellings().into_iter().map(String::from).collect())
            .unwrap_or_else(|_| vec![message.phone.clone()]);
        for phone in &spellings {
            accounts.extend(spellings.as_slice().first().cloned());
            phones.push(phone.clone());
            times.push(message.sent_at);
            outs.push(*out);
        }
    }
    let rows: Vec<Which> = Prepared(sql_query(
        "WITH said AS (
            SELECT array_agg(DISTINCT m.phone) AS phones, max(m.at) AS at, bool_or(m.out) AS out
            FROM unnest($2, $3, $4, $5) m (account, phone, at, out) GROUP BY m.account
         ), known AS (
            UPDATE contacts k SET last_in_at = greatest(k.last_in_at, s.at) FROM said s WHERE k.tenant_id = $1 AND k.phone = ANY (s.phones)
         ), latest AS (
            SELECT l.campaign_id, l.ordinal, s.at, s.out, l.replied_at IS NULL AS first_reply, l.opted_out_at IS NULL AND s.out AS first_out
            FROM said s CROSS JOIN LATERAL (
                SELECT r.campaign_id, r.ordinal, r.replied_at, r.opted_out_at FROM recipients r
                WHERE r.tenant_id = $1 AND r.phone = ANY (s.phones) AND r.submitted_at IS NOT NULL
                ORDER BY r.submitted_at DESC LIMIT 1) l
            ORDER BY l.campaign_id, l.ordinal
         ), held AS (
            SELECT r.campaign_id, r.ordinal FROM recipients r JOIN latest l ON l.campaign_id = r.campaign_id AND l.ordinal = r.ordinal
            WHERE r.tenant_id = $1 ORDER BY r.campaign_id, r.ordinal FOR UPDATE OF r
         ), marked AS (
            UPDATE recipients r SET
                replied_at = coalesce(r.replied_at, l.at),
                opted_out_at = CASE WHEN l.out THEN coalesce(r.opted_out_at, l.at) ELSE r.opted_out_at END
            FROM latest l JOIN held h ON h.campaign_id = l.campaign_id AND h.ordinal = l.ordinal
            WHERE r.tenant_id = $1 AND r.campaign_id = l.campaign_id AND r.ordinal = l.ordinal AND (l.first_reply OR l.first_out)
            RETURNING r.campaign_id, l.first_reply, l.first_out
         ), counted AS (
            UPDATE campaign_counts c SET replied = c.replied + d.replied, opted_out = c.opted_out + d.opted_out
            FROM (SELECT m.campaign_id, count(*) FILTER (WHERE m.first_reply) AS replied, count(*) FILTER (WHERE m.first_out) AS opted_out
                  FROM marked m GROUP BY m.campaign_id) d
            WHERE c.tenant_id = $1 AND c.campaign_id = d.campaign_id
            RETURNING c.campaign_id
         ) SELECT campaign_id FROM counted ORDER BY campaign_id",
    )
    .bind::<SqlUuid, _>(scope.tenant().0)
    .bind::<Array<Text>, _>(&accounts)
    .bind::<Array<Text>, _>(&phones)
    .bind::<Array<Timestamptz>, _>(&times)
    .bind::<Array<Bool>, _>(&outs))
    .get_results(&mut *tx.conn)
    .await?;
    Ok(rows
        .into_iter()
        .map(|row| CampaignId(row.campaign_id))
        .collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ledger::tests::{World, submissions};
    use siar_domain::delivery::Delivery;

    #[tokio::test]
    async fn a_reply_is_recorded_once_and_stop_takes_effect_at_once() {
        let world = World::new().await;
        let of = world.started(3, None).await;
        let claimed = world.claim(of.campaign).await;
        let leased = world.lease(&claimed, 2, 0).await.unwrap();
        world
            .submit(&claimed, &submissions(&leased, "m"))
            .await
            .unwrap();
        world
            .acknowledge(
                &claimed.scope,
                &[("m-1", Delivery::Read), ("m-2", Delivery::Read)],
            )
            .await;
        let message = |id: &str, phone: &str, body: &str| Incoming {
            message_id: id.to_owned(),
            phone: phone.to_owned(),
            body: body.to_owned(),
            sent_at: world.now(),
        };
        let messages = [
            message("in-1", "+62811000001", "Berapa harganya?"),
            message("in-2", "+62811000002", "stop dong"),
            message("in-2", "+62811000002", "stop dong"),
            message("in-3", "+62899999999", "nul \0 inside"),
        ];
        let record = async || {
            world
                .db
                .tenant(&claimed.scope, async |tx| {
                    record(tx, &claimed.scope, &messages).await
                })
                .await
                .unwrap()
        };
        assert_eq!(
            record().await,
            Recorded {
                new: 3,
                suppressed: vec!["+62811000002".to_owned()],
                campaigns: vec![of.campaign],
                answers: 1,
            }
        );
        assert_eq!(record().await, Recorded::default());
        let campaign = world
            .db
            .tenant(&claimed.scope, async |tx| {
                crate::campaigns::get(tx, of.tenant, of.campaign).await
            })
            .await
            .unwrap();
        assert_eq!((campaign.replied, campaign.opted_out), (2, 1));
        let kinds: Vec<String> = world
            .test
            .superuser()
            .await
            .query(
                "SELECT kind FROM events WHERE kind IN ('new-message', 'contact-suppressed') ORDER BY sequence",
                &[],
            )
            .await
            .unwrap()
            .iter()
            .map(|row| row.get(0))
            .collect();
        assert_eq!(
            kinds,
            [
                "new-message",
                "new-message",
                "contact-suppressed",
                "new-message"
            ]
        );
        // A second message of the same person is another message, not another answer.
        let more = [message("in-4", "+62811000001", "Halo?")];
        let again = world
            .db
            .tenant(&claimed.scope, async |tx| {
                super::record(tx, &claimed.scope, &more).await
            })
            .await
            .unwrap();
        assert_eq!((again.new, again.campaigns.len()), (1, 0));
        world.books_agree(of.tenant).await;
    }

    #[tokio::test]
    async fn a_reply_from_the_other_number_of_an_account_counts() {
        let world = World::new().await;
        let (tenant, _) = world.tenant(0, None).await;
        let numbers = ["+525512340012", "+551190000012", "+5491123456789"];
        let id = world.draft_of(tenant, &[], &numbers, "Halo").await;
        world.start(tenant, id).await;
        let now = world.now();
        world
            .sql(&format!(
                "INSERT INTO contacts (id, tenant_id, phone, created_at, updated_at)
                 VALUES (gen_random_uuid(), '{tenant}', '+525512340012', '{now}', '{now}')"
            ))
            .await;
        let claimed = world.claim(id).await;
        let leased = world.lease(&claimed, 3, 0).await.unwrap();
        world
            .submit(&claimed, &submissions(&leased, "m"))
            .await
            .unwrap();
        let others = ["+5215512340012", "+5511990000012", "+541123456789"];
        let messages: Vec<Incoming> = others
            .iter()
            .map(|phone| Incoming {
                message_id: format!("in {phone}"),
                phone: (*phone).to_owned(),
                body: "Berapa harganya?".to_owned(),
                sent_at: now,
            })
            .collect();
        let recorded = world
            .db
            .tenant(&claimed.scope, async |tx| {
                record(tx, &claimed.scope, &messages).await
            })
            .await
            .unwrap();
        assert_eq!((recorded.new, recorded.campaigns), (3, vec![id]));
        let row = world
            .test
            .superuser()
            .await
            .query_one(
                "SELECT count(*) FILTER (WHERE replied_at IS NOT NULL), (SELECT count(*) FROM contacts WHERE last_in_at IS NOT NULL) FROM recipients",
                &[],
            )
            .await
            .unwrap();
        assert_eq!((row.get::<_, i64>(0), row.get::<_, i64>(1)), (3, 1));
        world.books_agree(tenant).await;
    }

    #[tokio::test]
    async fn stop_from_a_hidden_id_keeps_its_owner_from_hearing_more() {
        let world = World::new().await;
        let of = world.started(3, None).await;
        let claimed = world.claim(of.campaign).await;
        let leased = world.lease(&claimed, 3, 0).await.unwrap();
        let mut sent = submissions(&leased, "m");
        for (submission, chat) in sent.iter_mut().zip(["777@lid", "2@c.us", "888@lid"]) {
            submission.message_id = format!("true_{chat}_3EB0");
        }
        let later = sent.split_off(2);
        world.submit(&claimed, &sent).await.unwrap();
        let stop = |id: &str, from: &str| Incoming {
            message_id: id.to_owned(),
            phone: from.to_owned(),
            body: "STOP".to_owned(),
            sent_at: world.now(),
        };
        let messages = [stop("in-1", "777@lid"), stop("in-2", "888@lid")];
        let recorded = world
            .db
            .tenant(&claimed.scope, async |tx| {
                record(tx, &claimed.scope, &messages).await
            })
            .await
            .unwrap();
        // The first was written to under that id; who the second is shows only when the engine names the chat.
        assert_eq!(
            recorded.suppressed,
            ["+62811000001".to_owned(), "888@lid".to_owned()]
        );
        assert_eq!(recorded.campaigns, [of.campaign]);
        let submitted = world.submit(&claimed, &later).await.unwrap();
        assert_eq!((submitted.go, submitted.skipped), (vec![], vec![3]));
    }
}
