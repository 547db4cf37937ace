//! What is answered to whoever asks to be left alone, and that it is never sent twice.

use chrono::TimeDelta;
use siar_domain::opt_out::answer::{Heard, usual_text};
use siar_engines::{EngineEvent, MessageId};

use super::*;

const PERSON: &str = "+628111111111";

impl World {
    async fn hears(&self, scope: &Scope, id: &str, body: &str, ago: TimeDelta) {
        let event = EngineEvent::Incoming {
            id: MessageId(id.to_owned()),
            from: PERSON.to_owned(),
            body: body.to_owned(),
            at: self.db.clock().now() - ago,
        };
        assert!(self.engine.say(scope.tenant(), event).await);
    }

    async fn register(&self, scope: &Scope) -> Vec<String> {
        let page = self.db.tenant(scope, async |tx| {
            siar_db::suppressions::page(tx, None, None, 10).await
        });
        page.await
            .unwrap()
            .into_iter()
            .map(|one| one.phone)
            .collect()
    }

    fn sent(&self, scope: &Scope) -> Vec<String> {
        self.engine.phone(scope.tenant(), |phone| {
            phone.sent.iter().map(|(_, _, body)| body.clone()).collect()
        })
    }

    /// Waits until the answers are in these states, in the order of their messages.
    async fn answers_are(&self, scope: &Scope, states: &[&str]) {
        let looker = self.base.superuser().await;
        let tenant = scope.tenant().0;
        let select = "SELECT state FROM opt_out_answers WHERE tenant_id = $1 ORDER BY answers";
        wait_until(PATIENCE, || async {
            let rows = looker.query(select, &[&tenant]).await.unwrap();
            let found: Vec<String> = rows.iter().map(|row| row.get(0)).collect();
            if found == states {
                Ok(())
            } else {
                Err(format!("{found:?}"))
            }
        })
        .await;
    }
}

#[actix::test]
async fn stop_and_start_are_answered_once_each() {
    let world = World::new().await;
    let scope = world.working().await;
    world
        .engine
        .phone(scope.tenant(), |phone| phone.acknowledges = true);
    let now = TimeDelta::zero();
    world.hears(&scope, "in-1", "STOP", now).await;
    world.hears(&scope, "in-1", "STOP", now).await;
    world.hears(&scope, "in-2", "stop please", now).await;
    world.answers_are(&scope, &["sent"]).await;
    world.hears(&scope, "in-3", "START", now).await;
    world.answers_are(&scope, &["sent", "sent"]).await;
    // Long ago, and read back only now.
    world
        .hears(&scope, "in-4", "STOP", TimeDelta::hours(1))
        .await;
    wait_until(PATIENCE, || async {
        let register = world.register(&scope).await;
        if register == [PERSON] {
            Ok(())
        } else {
            Err(format!("{register:?}"))
        }
    })
    .await;
    assert_eq!(
        world.sent(&scope),
        [
            usual_text(Heard::Leaves, "en", "STOP"),
            usual_text(Heard::Returns, "en", "STOP")
        ]
    );
    world.end().await;
}

#[actix::test]
async fn an_answer_in_doubt_is_asked_about_and_not_sent_again() {
    let world = World::new().await;
    let scope = world.working().await;
    world
        .engine
        .phone(scope.tenant(), |phone| phone.swallows = true);
    world.hears(&scope, "in-1", "STOP", TimeDelta::zero()).await;
    world.answers_are(&scope, &["sent"]).await;
    assert_eq!(world.sent(&scope).len(), 1);
    world.end().await;
}

#[actix::test]
async fn an_answer_that_an_earlier_life_left_behind_is_sent_under_its_id() {
    let world = World::new().await;
    let scope = world.tenant().await;
    let sql = format!(
        "INSERT INTO suppressions (tenant_id, phone, source, created_at) VALUES ('{0}', '{PERSON}', 'keyword', now());
         INSERT INTO opt_out_answers (tenant_id, answers, phone, leaves, body, state, message_id, profile_life, submitted_at, created_at, until)
         SELECT '{0}', 'in-1', '{PERSON}', true, 'Bye', 'submitting', 'true_chosen_1', profile_life, now(), now(), now() + interval '10 minutes'
         FROM sessions WHERE tenant_id = '{0}'",
        scope.tenant()
    );
    world
        .base
        .superuser()
        .await
        .batch_execute(&sql)
        .await
        .unwrap();
    world
        .engine
        .phone(scope.tenant(), |phone| phone.linked = true);
    world.want(&scope, Want::Running).await;
    let life = world.is(&scope, S::Working).await.profile_life;
    let sql = format!("UPDATE opt_out_answers SET profile_life = {life}");
    world
        .base
        .superuser()
        .await
        .batch_execute(&sql)
        .await
        .unwrap();
    // The engine never had it, and would know: it never left.
    world.answers_are(&scope, &["sent"]).await;
    let sent = world
        .engine
        .phone(scope.tenant(), |phone| phone.sent.clone());
    let once = (
        "true_chosen_1".to_owned(),
        PERSON.to_owned(),
        "Bye".to_owned(),
    );
    assert_eq!(sent, [once]);
    world.end().await;
}
