//! Lists and pasted numbers over the API.

use serde_json::json;

use crate::app::TestApp;

#[actix_web::test]
async fn numbers_are_pasted_into_a_list_and_every_one_is_accounted_for() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let list = owner
        .post("/lists", json!({"name": " Promo "}))
        .await
        .ok(201);
    assert_eq!(list["name"], "Promo");
    let path = format!("/lists/{}", list["id"].as_str().unwrap());
    let taken = owner
        .post(
            &format!("{path}/numbers"),
            json!({"text": "0811 1111 111, 62 812-2222-2222\n12\n08111111111"}),
        )
        .await
        .ok(200);
    assert_eq!(
        (&taken["added"], &taken["updated"], &taken["duplicates"]),
        (&json!(2), &json!(0), &json!(1))
    );
    assert_eq!(taken["rejected"].as_array().unwrap().len(), 1);
    assert_eq!(taken["rejected"][0]["line"], 2);
    assert_eq!(owner.get(&path).await.ok(200)["members"], 2);
    owner
        .post(&format!("{path}/numbers"), json!({"text": " \n "}))
        .await
        .fails(422, "invalid");
    app.stop().await;
}

#[actix_web::test]
async fn a_list_goes_without_its_contacts_unless_asked() {
    let app = TestApp::start().await;
    let owner = app.tenant("A").await;
    let mut paths = Vec::new();
    for name in ["One", "Two"] {
        let list = owner.post("/lists", json!({"name": name})).await.ok(201);
        let path = format!("/lists/{}", list["id"].as_str().unwrap());
        let text = json!({"text": "08111111111\n08122222222"});
        owner.post(&format!("{path}/numbers"), text).await.ok(200);
        paths.push(path);
    }
    owner
        .post("/lists", json!({"name": "One"}))
        .await
        .fails(409, "name_taken");
    owner
        .patch(&paths[1], json!({"name": "One"}))
        .await
        .fails(409, "name_taken");
    let contacts = owner.get("/contacts").await.ok(200);
    let first = contacts[0]["id"].clone();
    assert_eq!(
        owner
            .post(
                &format!("{}/members/remove", paths[1]),
                json!({"contact_ids": [first]})
            )
            .await
            .ok(200),
        json!({"changed": 1})
    );
    assert_eq!(
        owner
            .post(
                &format!("{}/members", paths[1]),
                json!({"contact_ids": [first, first]})
            )
            .await
            .ok(200),
        json!({"changed": 1})
    );
    assert_eq!(
        owner
            .send(reqwest::Method::DELETE, &paths[0], None)
            .await
            .ok(200),
        json!({"contacts": 0})
    );
    let all = format!("{}?with_contacts=true", paths[1]);
    assert_eq!(
        owner
            .send(reqwest::Method::DELETE, &all, None)
            .await
            .ok(200),
        json!({"contacts": 2})
    );
    assert_eq!(owner.get("/contacts").await.ok(200), json!([]));
    owner.get(&paths[0]).await.fails(404, "not_found");
    app.stop().await;
}
