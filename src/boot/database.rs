//! The three ways into the database: as the owner for migrations, as `siar_app` for requests, as `siar_system` for the platform's work.

use std::path::Path;

use secrecy::{ExposeSecret, SecretString};
use siar_db::link::{self, Link, LinkError};

use crate::{config::StoreConfig, embedded::DatabaseUrls};

/// Why the URLs cannot be used.
#[derive(Debug, thiserror::Error)]
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
    /// One of them cannot be understood.
    #[error("{setting}: {source}")]
    Link {
        /// The setting.
        setting: &'static str,
        /// What is wrong with it.
        source: LinkError,
    },
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
        let checked = |url| checked_by(store.database_ca_file.as_deref(), url);
        Ok(Self {
            app: checked(role(app, "siar_app")?),
            system: checked(role(system, "siar_system")?),
            owner: checked(owner),
            derived,
        })
    }

    /// The first URL that leads over a network without TLS: its setting, and the host.
    ///
    /// # Errors
    /// [`UrlsError::Link`]: one cannot be understood.
    pub fn in_the_clear(&self) -> Result<Option<(&'static str, String)>, UrlsError> {
        let mut found = None;
        for (setting, url) in [
            ("DATABASE_URL", &self.owner),
            ("DATABASE_APP_URL", &self.app),
            ("DATABASE_SYSTEM_URL", &self.system),
        ] {
            let link = Link::read(url).map_err(|source| UrlsError::Link { setting, source })?;
            found = found.or(link.in_the_clear().map(|host| (setting, host)));
        }
        Ok(found)
    }
}

/// The URL with the file of authorities, unless it names one itself.
fn checked_by(authorities: Option<&Path>, url: SecretString) -> SecretString {
    match authorities {
        Some(path) if !link::sets(url.expose_secret(), "sslrootcert") => {
            let path = path.to_string_lossy();
            link::with(url.expose_secret(), "sslrootcert", &path).into()
        }
        _ => url,
    }
}

/// The URL with a start-up option that makes each connection the role before its first statement. A `RESET ROLE` leads back to that
/// role, not to the login.
fn as_role(url: &str, role: &str) -> Result<String, UrlsError> {
    if link::sets(url, "options") {
        return Err(UrlsError::OwnOptions);
    }
    Ok(link::with(url, "options", &format!("-c role={role}")))
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
                "postgres://u:p@h/db?options=%2Dc%20role%3Dsiar%5Fapp",
            ),
            (
                "postgres://h/db?a=b",
                "postgres://h/db?a=b&options=%2Dc%20role%3Dsiar%5Fapp",
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
            let refused = as_role(url, "siar_app");
            assert!(matches!(refused, Err(UrlsError::OwnOptions)), "{refused:?}");
        }
    }

    #[test]
    fn the_authorities_of_the_settings_are_those_of_a_url_that_names_none() {
        let mut store = crate::config::Config::defaults().unwrap().store;
        store.database_ca_file = Some("/ours.pem".into());
        store.database_url = Some("postgres://h/db?sslmode=verify-full".to_owned().into());
        store.database_app_url = Some("host=h sslrootcert=/theirs.pem".to_owned().into());
        let urls = Urls::choose(&store, None).unwrap();
        assert_eq!(
            urls.owner.expose_secret(),
            "postgres://h/db?sslmode=verify-full&sslrootcert=%2Fours%2Epem"
        );
        assert_eq!(urls.app.expose_secret(), "host=h sslrootcert=/theirs.pem");
        assert!(
            urls.system
                .expose_secret()
                .ends_with("&sslrootcert=%2Fours%2Epem")
        );
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
        // Until version 16 who may make roles could take any.
        let can_make_itself_anything: bool = superuser
            .query_one(
                "SELECT current_setting('server_version_num')::int < 160000",
                &[],
            )
            .await
            .unwrap()
            .get(0);
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
        // The roles are weak, the log-in behind them is not.
        let lord =
            |role: &str| format!("{role} logs in as {name}, who could become {name}, siar_owner");
        let mut strong = migrate::strength_of_logins(&db).await.unwrap();
        if !can_make_itself_anything {
            strong = strong
                .iter()
                .map(|words| words.replace(" become ", &format!(" become {name}, ")))
                .collect();
        }
        assert_eq!(strong, [lord("siar_app"), lord("siar_system")]);
        drop(db);
        superuser
            .batch_execute(&format!("DROP ROLE {name}"))
            .await
            .unwrap();
    }
}
