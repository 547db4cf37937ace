//! Somebody asks to be left alone by other means than a message of its own.

use siar_sandbox::{api::Saying, number::Number, wire::Shape};

use crate::world::{SOON, World, patiently};

#[actix_web::test]
async fn stop_below_a_picture_on_a_button_from_a_list_or_by_an_edit_is_heard() {
    let world = World::start(&[]).await;
    let tenant = world.tenant(200).await;
    let account: Number = "+6281200000051".parse().unwrap();
    tenant.link(&world.sandbox, &account).await;
    tenant.session_is("working").await;
    let people = [
        ("+6281330000051", "STOP", Shape::Caption),
        ("+6281330000052", "Stop", Shape::Button),
        ("+6281330000053", "Unsubscribe", Shape::ListRow),
        ("+6281330000054", "stop", Shape::Text),
    ];
    for (person, body, shape) in people {
        let person: Number = person.parse().unwrap();
        let mut saying = Saying::new(&account, body);
        saying.shape = shape;
        if shape == Shape::Text {
            let first = world.sandbox.say(&person, &account, "Terima kasih");
            saying.edits = Some(first.await.unwrap());
        }
        world.sandbox.say_as(&person, &saying).await.unwrap();
    }
    let expected = people.map(|(phone, body, _)| (phone.to_owned(), body.to_owned()));
    patiently(SOON, async || {
        let register = tenant.api.get("/suppressions").await;
        let text = |row: &serde_json::Value, field: &str| row[field].as_str().unwrap().to_owned();
        let rows = register.as_array().unwrap().iter();
        let seen: Vec<_> = rows
            .map(|row| (text(row, "phone"), text(row, "message")))
            .collect();
        if seen == expected {
            Ok(())
        } else {
            Err(register.to_string())
        }
    })
    .await;
    world.stop().await;
}
