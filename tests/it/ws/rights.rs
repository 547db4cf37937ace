//! Who hears what: every kind of event × every role of a tenant, live and when read again later, and when rights change meanwhile.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use futures::StreamExt;
use serde_json::{Value, json};
use siar_db::{DbError, Scope};
use siar_domain::{
    campaign::CampaignState,
    event::{Counts, Event},
    id::{AlertId, CampaignId, ImportId},
    permission::Role,
    session::SessionState,
    topic::Topic,
};
use siar_testkit::wait_until;
use tokio_tungstenite::tungstenite::{Error, Message};

use super::stream::{Socket, next, open, say};
use crate::{app::TestApp, client::Client};

/// An event of the topic.
fn sample(topic: Topic) -> Event {
    let at: DateTime<Utc> = "2026-01-05T08:00:00Z".parse().unwrap();
    let campaign_id = CampaignId(uuid::Uuid::from_u128(1));
    match topic {
        Topic::QrCode => Event::QrCode {
            code: "2@secret".into(),
            expires_at: at,
        },
        Topic::PairingCode => Event::PairingCode {
            code: "ABCD1234".into(),
            expires_at: at,
        },
        Topic::ConnectionStatus => Event::ConnectionStatus {
            from: SessionState::Starting,
            to: SessionState::ScanQr,
            reason: None,
            since: at,
        },
        Topic::SessionExpired => Event::SessionExpired { reason: "x".into() },
        Topic::NewMessage => Event::NewMessage {
            message_id: "m".into(),
            from: "+6281100000001".into(),
            body: "hello".into(),
            at,
        },
        Topic::MessageStatusUpdated => Event::MessageStatusUpdated {
            campaign_id,
            items: Vec::new(),
        },
        Topic::CampaignProgress => Event::CampaignProgress {
            campaign_id,
            counts: Counts::default(),
        },
        Topic::CampaignStatus => Event::CampaignStatus {
            campaign_id,
            state: CampaignState::Running,
            pause_reason: None,
        },
        Topic::ImportProgress => Event::ImportProgress {
            import_id: ImportId(uuid::Uuid::from_u128(2)),
            state: "running".into(),
            rows: 1,
            stored: 1,
            duplicates: 0,
            rejected: 0,
            fraction: 0.5,
        },
        Topic::Quota => Event::Quota {
            limit: None,
            used: 0,
            reserved: 0,
        },
        Topic::Alert => Event::Alert {
            alert_id: AlertId(uuid::Uuid::from_u128(3)),
            severity: "info".into(),
            kind: "kind".into(),
            text: "text".into(),
        },
        Topic::ContactSuppressed => Event::ContactSuppressed {
            phone: "+6281100000001".into(),
            source: "by_hand".into(),
        },
        Topic::ContactCameBack => Event::ContactCameBack {
            phone: "+6281100000001".into(),
        },
    }
}

/// Roles that hear of the topic.
fn listeners(topic: Topic) -> &'static [Role] {
    match topic {
        // Whoever has one of these can link a phone of their own.
        Topic::QrCode | Topic::PairingCode => &[Role::Owner, Role::Supervisor],
        _ => &TENANT_ROLES,
    }
}

const TENANT_ROLES: [Role; 4] = [Role::Owner, Role::Supervisor, Role::Operator, Role::Viewer];

/// Commits one event of each topic.
async fn emit(app: &TestApp, owner: &Client, topics: &[Topic]) {
    let scope = app.scope(owner).await;
    emit_in(app, &scope, topics).await;
}

async fn emit_in(app: &TestApp, scope: &Scope, topics: &[Topic]) {
    app.state
        .db
        .tenant(scope, async |tx| {
            for topic in topics {
                tx.emit(scope.tenant(), sample(*topic));
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}

/// Topics heard until the stream stands at `sequence`.
async fn heard(socket: &mut Socket, sequence: usize) -> Vec<String> {
    let mut heard = Vec::new();
    loop {
        say(json!({"action": "ping"}), socket).await;
        let frame = loop {
            let frame = next(socket).await;
            if frame["type"] == "heartbeat" {
                break frame;
            }
            heard.push(frame["type"].as_str().unwrap().to_owned());
        };
        if frame["sequence"] == sequence {
            return heard;
        }
    }
}

/// Why the server closes it, after any frames that come before.
async fn closed(socket: &mut Socket) -> (Vec<Value>, String) {
    let mut frames = Vec::new();
    loop {
        let frame = tokio::time::timeout(Duration::from_secs(10), socket.next())
            .await
            .expect("closed within ten seconds");
        match frame {
            Some(Ok(Message::Close(Some(frame)))) => {
                assert_eq!(u16::from(frame.code), 1008);
                return (frames, frame.reason.to_string());
            }
            Some(Ok(Message::Text(text))) => frames.push(serde_json::from_str(&text).unwrap()),
            Some(Ok(_)) => {}
            other => panic!("{other:?}"),
        }
    }
}

async fn set_role(app: &TestApp, user: &Client, role: Role, extra: &[&str]) {
    let changed = app
        .base
        .superuser()
        .await
        .execute(
            "UPDATE users SET role = $2, permissions = $3 WHERE id = $1",
            &[&user.user.unwrap().0, &role.as_str(), &extra],
        )
        .await
        .unwrap();
    assert_eq!(changed, 1);
}

fn refused(outcome: Result<Socket, Error>) -> (u16, Value) {
    match outcome {
        Err(Error::Http(answer)) => {
            let body = answer.body().as_deref().unwrap_or_default();
            (
                answer.status().as_u16(),
                serde_json::from_slice(body).unwrap(),
            )
        }
        other => panic!("{other:?}"),
    }
}

#[actix_web::test]
async fn every_role_hears_of_what_it_may_read_live_and_later() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let mut live = Vec::new();
    for role in TENANT_ROLES {
        let user = app.user(owner.tenant.unwrap(), role).await;
        let mut socket = open(&user, "").await.unwrap();
        assert_eq!(next(&mut socket).await["type"], "hello");
        live.push((role, user, socket));
    }
    emit(&app, &owner, Topic::ALL).await;
    for (role, user, mut socket) in live {
        let expected: Vec<&str> = Topic::ALL
            .iter()
            .filter(|topic| listeners(**topic).contains(&role))
            .map(|topic| topic.as_str())
            .collect();
        assert_eq!(
            heard(&mut socket, Topic::ALL.len()).await,
            expected,
            "{role}, live"
        );
        let mut later = open(&user, "?after=0").await.unwrap();
        assert_eq!(next(&mut later).await["type"], "hello");
        assert_eq!(
            heard(&mut later, Topic::ALL.len()).await,
            expected,
            "{role}, later"
        );
        drop((socket, later));
    }
    app.stop().await;
}

#[actix_web::test]
async fn asking_for_a_topic_of_others_is_refused_and_says_what_it_needs() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let viewer = app.user(owner.tenant.unwrap(), Role::Viewer).await;
    for topic in Topic::ALL {
        let asked = open(&viewer, &format!("?topics={topic}")).await;
        if listeners(*topic).contains(&Role::Viewer) {
            assert!(asked.is_ok(), "{topic}");
            continue;
        }
        assert_eq!(
            refused(asked),
            (
                403,
                json!({"success": false, "error": {
                    "code": "forbidden",
                    "message": format!("The topic {topic} needs the permission session.manage."),
                    "details": {"permission": "session.manage"},
                }})
            )
        );
    }
    let mut socket = open(&viewer, "?topics=quota").await.unwrap();
    assert_eq!(next(&mut socket).await["type"], "hello");
    let ask = json!({"action": "subscribe", "topics": ["quota", "qr-code"]});
    say(ask, &mut socket).await;
    assert_eq!(
        next(&mut socket).await,
        json!({"type": "error", "code": "forbidden",
               "message": "The topic qr-code needs the permission session.manage."})
    );
    drop(socket);
    app.stop().await;
}

#[actix_web::test]
async fn rights_that_change_hold_from_the_next_event_on() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let user = app.user(owner.tenant.unwrap(), Role::Supervisor).await;
    let mut socket = open(&user, "").await.unwrap();
    assert_eq!(next(&mut socket).await["type"], "hello");
    let forget = || app.state.auth.principals.forget_user(user.user.unwrap());
    let codes = [Topic::QrCode, Topic::Quota];

    emit(&app, &owner, &codes).await;
    assert_eq!(heard(&mut socket, 2).await, ["qr-code", "quota"]);
    set_role(&app, &user, Role::Viewer, &[]).await;
    forget();
    emit(&app, &owner, &codes).await;
    assert_eq!(heard(&mut socket, 4).await, ["quota"]);
    set_role(&app, &user, Role::Viewer, &["session.manage"]).await;
    forget();
    emit(&app, &owner, &codes).await;
    assert_eq!(heard(&mut socket, 6).await, ["qr-code", "quota"]);
    drop(socket);

    // What another node changed is seen at the opening, although the login is still remembered here.
    user.get("/auth/me").await.ok(200);
    set_role(&app, &user, Role::Viewer, &[]).await;
    let mut again = open(&user, "?after=0").await.unwrap();
    assert_eq!(next(&mut again).await["type"], "hello");
    assert_eq!(heard(&mut again, 6).await, ["quota", "quota", "quota"]);
    drop(again);
    app.stop().await;
}

#[actix_web::test]
async fn a_stream_ends_with_its_login_and_hears_nothing_more() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let other = app.user(owner.tenant.unwrap(), Role::Owner).await;
    let admin = app.platform(Role::Admin).await;
    let (mut socket, mut stays) = (
        open(&owner, "").await.unwrap(),
        open(&other, "").await.unwrap(),
    );
    let mut platform = open(&admin, "").await.unwrap();
    assert_eq!(next(&mut socket).await["type"], "hello");
    assert_eq!(next(&mut stays).await["type"], "hello");
    assert_eq!(next(&mut platform).await["type"], "actor-tree");

    owner.post("/auth/logout", json!({})).await.ok(200);
    emit(&app, &other, &[Topic::QrCode]).await;
    let ended = "the login has ended".to_owned();
    assert_eq!(closed(&mut socket).await, (Vec::new(), ended.clone()));
    assert_eq!(next(&mut stays).await["type"], "qr-code");

    admin.post("/auth/logout", json!({})).await.ok(200);
    assert_eq!(closed(&mut platform).await.1, ended);

    let suspend = json!({"reason": "trying"});
    let admin = app.platform(Role::Admin).await;
    let tenant = other.tenant.unwrap();
    admin
        .post(&format!("/admin/customers/{tenant}/suspend"), suspend)
        .await
        .ok(200);
    assert_eq!(closed(&mut stays).await.1, ended);
    drop((socket, stays, platform));
    app.stop().await;
}

/// Nobody said so: the time alone ends it.
#[actix_web::test]
async fn a_stream_ends_when_its_login_has_grown_too_old_or_lain_idle_too_long() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let admin = app.platform(Role::Admin).await;
    let ended = "the login has ended".to_owned();
    let mut idle = open(&admin, "").await.unwrap();
    assert_eq!(next(&mut idle).await["type"], "actor-tree");
    app.clock.advance(TimeDelta::days(7));
    app.state.auth.principals.forget_user(admin.user.unwrap());
    assert_eq!(closed(&mut idle).await.1, ended);

    let renewed = app.renewed(&owner).await;
    let mut old = open(&renewed, "").await.unwrap();
    assert_eq!(next(&mut old).await["type"], "hello");
    let scope = app.scope(&owner).await;
    app.clock.advance(TimeDelta::days(23));
    // Used a moment ago: its age alone ends it.
    let renewed = app.renewed(&owner).await;
    app.state.auth.principals.forget_user(owner.user.unwrap());
    emit_in(&app, &scope, &[Topic::QrCode]).await;
    assert_eq!(closed(&mut old).await, (Vec::new(), ended));
    renewed.get("/auth/me").await.fails(401, "login_ended");
    drop((idle, old));
    app.stop().await;
}

#[actix_web::test]
async fn only_so_many_streams_are_open_for_a_login_a_tenant_and_an_address() {
    let app = TestApp::start_with(|config| {
        config.http.streams_per_login = 2;
        config.http.streams_per_tenant = 3;
        config.http.streams_per_address = 4;
    })
    .await;
    let owner = app.tenant("A").await;
    let second = app.user(owner.tenant.unwrap(), Role::Viewer).await;
    let (stranger, admin) = (app.tenant("B").await, app.platform(Role::Admin).await);
    let too_many = |holder: &str, limit: u32| {
        (
            429,
            json!({"success": false, "error": {
                "code": "too_many_streams",
                "message": format!("{limit} streams are open for this {holder}, which is as many as allowed. Close one."),
                "details": {"holder": holder, "limit": limit},
            }}),
        )
    };
    let first = open(&owner, "").await.unwrap();
    let mut held = vec![open(&owner, "").await.unwrap()];
    assert_eq!(refused(open(&owner, "").await), too_many("login", 2));
    held.push(open(&second, "").await.unwrap());
    assert_eq!(refused(open(&second, "").await), too_many("tenant", 3));
    held.push(open(&admin, "").await.unwrap());
    assert_eq!(refused(open(&stranger, "").await), too_many("address", 4));
    // A closed one makes room.
    drop(first);
    wait_until(Duration::from_secs(10), async || {
        match open(&stranger, "").await {
            Ok(_) => Ok(()),
            Err(error) => Err(error.to_string()),
        }
    })
    .await;
    drop(held);
    app.stop().await;
}
