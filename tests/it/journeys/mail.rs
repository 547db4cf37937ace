//! The server is killed while an e-mail is on its way.

use serde_json::json;
use siar_sandbox::smtp::{SmtpFault, SmtpTrouble};

use crate::world::{SOON, World, api::Api, patiently};

#[actix_web::test]
async fn an_email_in_doubt_when_the_server_is_killed_comes_again_under_the_same_id() {
    let mut world = World::start(&[]).await;
    let hang = SmtpTrouble {
        fault: Some(SmtpFault::TakeAndHang),
        times: Some(1),
    };
    world.sandbox.set_smtp_trouble(hang).await.unwrap();
    let (email, password) = ("sari@warung.example", "a long enough password");
    let api = Api::new(&world.siar.url(), email, password);
    let business =
        json!({"company": "Warung Sari", "name": "Sari", "email": email, "password": password});
    api.public("/auth/register", business).await;
    let came = async |count: usize| {
        patiently(SOON, async || {
            let emails = world.sandbox.emails(email).await.unwrap();
            if emails.len() == count {
                Ok(emails)
            } else {
                Err(format!("{emails:?}"))
            }
        })
        .await
    };
    // Taken by the mail server, which has not said so: Siar does not know.
    came(1).await;
    world.siar.kill().await;
    world.siar.start();
    world.siar.ready().await;
    let emails = came(2).await;
    assert_eq!(emails[0].message_id, emails[1].message_id);
    let token = emails[0].link().unwrap().split_once("#token=").unwrap().1;
    api.public("/auth/verify-email", json!({ "token": token }))
        .await;
    world.stop().await;
}
