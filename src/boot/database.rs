//! The three ways into the database: as the owner for migrations, as `siar_app` for requests, as `siar_system` for the platform's work.

use secrecy::{ExposeSecret, SecretString};

use crate::{config::StoreConfig, embedded::DatabaseUrls};

/// Why the URLs cannot be used.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum UrlsError {
    /// Options of the operator's own leave no room for the role.
    #[error(
        "DATABASE_URL has `options` of its own, so the roles siar_app and siar_system cannot be asked for in it: \
         set DATABASE_APP_URL and DATABASE_SYSTEM_URL"
    )]
    OwnOptions,
    /// Neither an address nor a private database.
    #[error("there is no database: set DATABASE_URL")]
    None,
}

/// Where the database is, for each role.
#[derive(Debug, Clone)]
pub struct Urls {
    /// As the owner of the tables.
    pub owner: SecretString,
    /// As `siar_app`.
    pub app: SecretString,
    /// As `siar_system`.
    pub system: SecretString,
    /// The owner's login becomes the two roles, which it must be allowed to.
    pub derived: bool,
}

impl Urls {
    /// From the settings, else those of the private database.
    ///
    /// # Errors
    /// [`UrlsError`].
    pub fn choose(store: &StoreConfig, private: Option<&DatabaseUrls>) -> Result<Self, UrlsError> {
        let Some(owner) = store.database_url.clone() else {
            let private = private.ok_or(UrlsError::None)?;
            return Ok(Self {
                owner: private.owner.clone().into(),
                app: private.app.clone().into(),
                system: private.system.clone().into(),
                derived: false,
            });
        };
        let (app, system) = (&store.database_app_url, &store.database_system_url);
        let derived = app.is_none() || system.is_none();
        let role = |set: &Option<SecretString>, role| match set {
            Some(set) => Ok(set.clone()),
            None => as_role(owner.expose_secret(), role).map(SecretString::from),
        };
        Ok(Self {
            app: role(app, "siar_app")?,
            system: role(system, "siar_system")?,
            owner,
            derived,
        })
    }
}

/// The URL with a start-up option that makes each connection the role before its first statement. A `RESET ROLE` leads back to that
/// role, not to the login.
fn as_role(url: &str, role: &str) -> Result<String, UrlsError> {
    let is_uri = url.starts_with("postgres://") || url.starts_with("postgresql://");
    if !is_uri {
        if url.contains("options") {
            return Err(UrlsError::OwnOptions);
        }
        return Ok(format!("{url} options='-c role={role}'"));
    }
    let query = url.split_once('?').map(|(_, query)| query);
    if query.is_some_and(|query| query.split('&').any(|part| part.starts_with("options="))) {
        return Err(UrlsError::OwnOptions);
    }
    let joint = match query {
        None => "?",
        Some("") => "",
        Some(_) => "&",
    };
    Ok(format!("{url}{joint}options=-c%20role%3D{role}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use siar_db::{Db, DbUrls, migrate};
    use siar_testkit::{FakeClock, TestDb};
    use std::sync::Arc;

    #[test]
    fn the_role_is_asked_for_at_the_start_of_a_connection() {
        for (url, wanted) in [
            (
                "postgres://u:p@h/db",
                "postgres://u:p@h/db?options=-c%20role%3Dsiar_app",
            ),
            (
                "postgres://h/db?a=b",
                "postgres://h/db?a=b&options=-c%20role%3Dsiar_app",
            ),
            (
                "host=h dbname=d",
                "host=h dbname=d options='-c role=siar_app'",
            ),
        ] {
            assert_eq!(as_role(url, "siar_app").unwrap(), wanted);
        }
        for url in [
            "postgres://h/db?options=-c%20x%3Dy",
            "host=h options='-c x=y'",
        ] {
            assert_eq!(as_role(url, "siar_app"), Err(UrlsError::OwnOptions));
        }
    }

    #[tokio::test]
    async fn an_owner_that_is_no_superuser_gets_by_on_one_url() {
        let base = TestDb::new().await;
        // A managed server's first user: may make roles, is no superuser.
        let superuser = base.superuser().await;
        let name = format!("lord_{}", uuid::Uuid::new_v4().simple());
        superuser
            .batch_execute(&format!(
                "CREATE ROLE {name} LOGIN CREATEROLE PASSWORD 'x'; GRANT siar_owner TO {name}"
            ))
            .await
            .unwrap();
        let url = base.owner_url().replace("siar_owner", &name);
        let mut store = crate::config::Config::defaults().unwrap().store;
        store.database_url = Some(url.into());
        let urls = Urls::choose(&store, None).unwrap();
        assert!(urls.derived);
        migrate::grant_roles(&urls.owner).await.unwrap();
        let db = Db::connect(
            &DbUrls {
                app: urls.app,
                system: urls.system,
                connections: 1,
            },
            Arc::new(FakeClock::default()),
        )
        .await
        .unwrap();
        assert_eq!(
            migrate::strength_of_roles(&db).await.unwrap(),
            Vec::<String>::new()
        );
        drop(db);
        superuser
            .batch_execute(&format!("DROP ROLE {name}"))
            .await
            .unwrap();
    }
}
