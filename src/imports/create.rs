//! Upload a file of contacts.

use actix_web::{http::StatusCode, post, web};
use serde::Deserialize;
use siar_db::{
    DbError,
    imports::{self, NewImport},
    lists,
    shares::{self, Share, SpoolShare},
};
use siar_domain::{
    id::{ImportId, ListId},
    permission::Permission,
};
use tokio::io::AsyncWriteExt;
use utoipa::IntoParams;

use super::{Import, uploads::Upload};
use crate::{
    Answer, ApiError, ApiResult, Caller, Envelope, Invalid, State, error,
    extract::{Deadline, Pieces},
    openapi::Refusals,
};

/// About the file.
#[derive(Debug, Deserialize, IntoParams)]
pub struct About {
    /// Its name, for the history.
    #[param(min_length = 1, max_length = 255)]
    file_name: Option<String>,
    /// The list its contacts go into.
    list_id: Option<ListId>,
    /// `ImportSettings` as JSON: columns, delimiter, default country, where the people's agreement came from. What is left out is guessed.
    settings: Option<String>,
}

/// Upload a file of contacts; it is imported in the background
#[utoipa::path(
    tag = "imports",
    params(About),
    request_body(content = String, description = "The file, as it is", content_type = "text/csv"),
    responses(
        (status = 202, body = Envelope<Import>),
        (status = 413, description = "`too_large`"),
        (status = 429, description = "`too_many_imports`, `spool_full`: what waits already must be imported first"),
        Refusals
    ),
    extensions(("x-permission" = json!("contacts.write")))
)]
#[post("/imports")]
pub(crate) async fn create(
    state: web::Data<State>,
    caller: Caller,
    about: web::Query<About>,
    file: web::Payload,
) -> ApiResult<Import> {
    let scope = caller.allowed(Permission::ContactsWrite)?;
    let About {
        file_name,
        list_id,
        settings,
    } = about.into_inner();
    let file_name = file_name.unwrap_or_else(|| "contacts.csv".to_owned());
    Invalid::new()
        .length("file_name", &file_name, 1, 255)
        .done()?;
    let settings = super::preview::settings(&state, scope, settings.as_deref()).await?;
    if let Some(list) = list_id {
        state
            .db
            .tenant(scope, async |tx| lists::get(tx, list).await)
            .await
            .map_err(|error| match error {
                DbError::NotFound => {
                    ApiError::invalid("list_id", "unknown_list", "There is no such list.")
                }
                other => other.into(),
            })?;
    }
    // What is on its way counts like what waits already. The row, in the end, says what is true.
    let share = state.config.shares.spool();
    let mut upload = state.uploads.begin(scope.tenant());
    let others = upload.taken();
    let left = SpoolShare {
        imports: share.imports - (others.uploads - 1),
        bytes: share.bytes - others.bytes,
    };
    state
        .db
        .tenant(scope, async |tx| {
            shares::one_more_import(tx, scope, left, 1).await
        })
        .await
        .map_err(|error| of_the_whole(error, share))?;
    let id = ImportId(uuid::Uuid::now_v7());
    let path = state.spool.file(id);
    let stored = async {
        let total_bytes = receive(&state, &path, file, &mut upload).await?;
        let new = NewImport {
            id,
            list: list_id,
            file_name,
            country: settings.default_country.to_string(),
            mapping: serde_json::to_value(&settings).map_err(ApiError::internal)?,
            total_bytes,
        };
        state
            .db
            .tenant(scope, async |tx| {
                shares::one_more_import(tx, scope, share, total_bytes).await?;
                imports::create(tx, scope, new)
                    .await
                    .map_err(ApiError::from)
            })
            .await
    }
    .await;
    match stored {
        Ok(import) => {
            state.actors.wake_imports();
            Ok(Answer::accepted(import.into()))
        }
        Err(refused) => {
            // Nobody will ask for it; what cannot be removed now is swept at the next start.
            let _ = tokio::fs::remove_file(&path).await;
            Err(refused)
        }
    }
}

/// A refusal tells the tenant's whole share, not what others left of it.
fn of_the_whole(error: DbError, whole: SpoolShare) -> DbError {
    match error {
        DbError::ShareUsedUp { share, .. } => DbError::ShareUsedUp {
            share,
            limit: if share == Share::Imports {
                whole.imports
            } else {
                whole.bytes
            },
        },
        other => other,
    }
}

/// Writes the body to the spool, piece by piece, and to the disk. Answers its size.
async fn receive(
    state: &State,
    path: &std::path::Path,
    body: web::Payload,
    upload: &mut Upload,
) -> Result<i64, ApiError> {
    let mut body = Pieces::new(body, Deadline::of(&state.config.http));
    let mut file = tokio::fs::OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)
        .await
        .map_err(ApiError::internal)?;
    let limit = state.config.http.upload_limit;
    let mut size = 0;
    while let Some(piece) = body.next().await? {
        size += piece.len();
        if size > limit {
            return Err(error::of_status(StatusCode::PAYLOAD_TOO_LARGE)
                .with_details(serde_json::json!({ "limit_bytes": limit })));
        }
        let share = state.config.shares.spool().bytes;
        if upload.came(piece.len()).bytes > share {
            return Err(DbError::ShareUsedUp {
                share: Share::Spool,
                limit: share,
            }
            .into());
        }
        file.write_all(&piece).await.map_err(ApiError::internal)?;
    }
    file.sync_all().await.map_err(ApiError::internal)?;
    i64::try_from(size).map_err(ApiError::internal)
}
