use super::*;
use crate::{lists, testing};

fn batch(rows: &[(&str, Option<&str>)]) -> Batch {
    Batch {
        phones: rows.iter().map(|(phone, _)| (*phone).to_owned()).collect(),
        names: rows
            .iter()
            .map(|(_, name)| name.map(str::to_owned))
            .collect(),
        emails: rows.iter().map(|_| None).collect(),
        attributes: rows.iter().map(|_| "{}".to_owned()).collect(),
    }
}

#[tokio::test]
async fn a_batch_stored_twice_counts_the_same_and_keeps_what_it_knows() {
    let base = testing::base().await;
    let scope = base.tenant("Toko").await;
    let (list, old) = base
        .db
        .tenant(&scope, async |tx| {
            create(
                tx,
                &scope,
                "+628111111111",
                ContactChange {
                    name: Some(Some("Old".into())),
                    ..Default::default()
                },
            )
            .await?;
            let list = lists::create(tx, &scope, "A").await?;
            Ok::<_, DbError>((list.id, tx.now()))
        })
        .await
        .unwrap();
    let import_at = old + chrono::TimeDelta::seconds(5);
    let rows = batch(&[
        ("+628111111111", None),
        ("+628222222222", Some("Budi")),
        ("+628333333333", None),
    ]);
    for _ in 0..2 {
        base.clock.advance(chrono::TimeDelta::seconds(60));
        let stored = base
            .db
            .tenant(&scope, async |tx| {
                store_batch(tx, &scope, Some(list), import_at, None, &rows).await
            })
            .await
            .unwrap();
        assert_eq!(
            stored,
            Stored {
                added: 2,
                updated: 1,
                withdrawn: 0,
            }
        );
    }
    let (found, size) = base
        .db
        .tenant(&scope, async |tx| {
            let filter = ContactFilter {
                list: Some(list),
                ..Default::default()
            };
            Ok::<_, DbError>((
                page(tx, &filter, None, 10).await?,
                lists::get(tx, list).await?.members,
            ))
        })
        .await
        .unwrap();
    let names: Vec<_> = found
        .iter()
        .map(|c| (c.phone.as_str(), c.name.as_deref()))
        .collect();
    assert_eq!(
        names,
        [
            ("+628111111111", Some("Old")),
            ("+628222222222", Some("Budi")),
            ("+628333333333", None)
        ]
    );
    assert_eq!(size, 3);
}

#[tokio::test]
async fn a_batch_tells_how_many_withdrawn_agreements_it_left_alone() {
    let base = testing::base().await;
    let scope = base.tenant("Toko").await;
    let import_at = base.db.clock().now();
    let rows = batch(&[
        ("+628111111111", None),
        ("+628222222222", None),
        ("+628333333333", None),
    ]);
    let store = async |consent| {
        base.db
            .tenant(&scope, async |tx| {
                store_batch(tx, &scope, None, import_at, consent, &rows).await
            })
            .await
            .unwrap()
            .withdrawn
    };
    assert_eq!(store(Some("form 2025")).await, 0);
    let withdrawn = ContactChange {
        consent_at: Some(None),
        consent_source: Some(None),
        consent_withdrawn_at: Some(Some(import_at)),
        ..Default::default()
    };
    base.db
        .tenant(&scope, async |tx| {
            for phone in ["+628111111111", "+628333333333"] {
                let id = by_phone(tx, phone).await?.unwrap().id;
                update(tx, id, withdrawn.clone()).await?;
            }
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
    assert_eq!(store(Some("form 2026")).await, 2);
    // A file that brings no agreement leaves nothing to tell.
    assert_eq!(store(None).await, 0);
}

#[tokio::test]
async fn memberships_go_with_their_contact_and_with_their_list() {
    let base = testing::base().await;
    let scope = base.tenant("Toko").await;
    base.db
        .tenant(&scope, async |tx| {
            let (a, b) = (
                lists::create(tx, &scope, "A").await?.id,
                lists::create(tx, &scope, "B").await?.id,
            );
            let one = create(tx, &scope, "+628111111111", ContactChange::default())
                .await?
                .id;
            let two = create(tx, &scope, "+628222222222", ContactChange::default())
                .await?
                .id;
            for list in [a, b] {
                assert_eq!(lists::add_members(tx, list, &[one, two]).await?, 2);
                assert_eq!(lists::add_members(tx, list, &[one]).await?, 0);
            }
            delete(tx, one).await?;
            assert_eq!(lists::get(tx, a).await?.members, 1);
            assert_eq!(lists::delete(tx, a, false).await?, 0);
            assert_eq!(lists::get(tx, b).await?.members, 1);
            assert_eq!(lists::delete(tx, b, true).await?, 1);
            assert_eq!(count(tx).await?, 0);
            Ok::<_, DbError>(())
        })
        .await
        .unwrap();
}

#[tokio::test]
async fn a_page_filters_by_prefix_name_and_tag_and_takes_wildcards_literally() {
    let base = testing::base().await;
    let scope = base.tenant("Toko").await;
    let other = base.tenant("Other").await;
    base.db
        .tenant(&other, async |tx| {
            create(tx, &other, "+628111111111", ContactChange::default()).await
        })
        .await
        .unwrap();
    let phones = base
        .db
        .tenant(&scope, async |tx| {
            for (phone, name, tag) in [
                ("+628111111111", "50% Off", "vip"),
                ("+628112222222", "Budi", "new"),
                ("+6591234567", "BUDIMAN", "vip"),
            ] {
                let change = ContactChange {
                    name: Some(Some(name.into())),
                    tags: Some(vec![tag.into()]),
                    ..Default::default()
                };
                create(tx, &scope, phone, change).await?;
            }
            let mut found = Vec::new();
            for filter in [
                ContactFilter {
                    phone_prefix: Some("+62811".into()),
                    ..Default::default()
                },
                ContactFilter {
                    name_contains: Some("budi".into()),
                    ..Default::default()
                },
                ContactFilter {
                    name_contains: Some("%".into()),
                    ..Default::default()
                },
                ContactFilter {
                    tag: Some("vip".into()),
                    phone_prefix: Some("+65".into()),
                    ..Default::default()
                },
            ] {
                found.push(
                    page(tx, &filter, None, 10)
                        .await?
                        .into_iter()
                        .map(|c| c.phone)
                        .collect::<Vec<_>>(),
                );
            }
            let all = page(tx, &ContactFilter::default(), None, 2).await?;
            let rest = page(tx, &ContactFilter::default(), all.last().map(|c| c.id), 2).await?;
            found.push(all.into_iter().chain(rest).map(|c| c.phone).collect());
            Ok::<_, DbError>(found)
        })
        .await
        .unwrap();
    assert_eq!(
        phones,
        [
            vec!["+628111111111", "+628112222222"],
            vec!["+628112222222", "+6591234567"],
            vec!["+628111111111"],
            vec!["+6591234567"],
            vec!["+628111111111", "+628112222222", "+6591234567"],
        ]
    );
}
