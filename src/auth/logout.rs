//! Logging out: this login ends everywhere, at once. It works whatever is left of the login: an access token that has expired, or only the
//! refresh token's cookie. A browser forgets its cookies in any case.

use actix_web::{HttpRequest, post, web};
use siar_db::logins::{self, Revoked};
use siar_domain::id::LoginId;

use super::{cookies, secret, session_tokens::without_cookies, throttle};
use crate::{Answer, ApiResult, Envelope, State, envelope::Done, extract, openapi::Refusals};

/// Log out
#[utoipa::path(
    tag = "auth",
    responses((status = 200, body = Envelope<Done>), Refusals),
    extensions(("x-permission" = json!("public")))
)]
#[post("/auth/logout")]
pub(crate) async fn logout(state: web::Data<State>, request: HttpRequest) -> ApiResult<Done> {
    throttle::check(&state, &request, throttle::Kind::Refresh).await?;
    let mut ended: Vec<LoginId> = Vec::new();
    match extract::bearer(&request)? {
        Some(token) => ended.extend(state.auth.tokens.login_of(token)),
        None => {
            let (access, refresh) = (
                cookies::ACCESS.read(&state, &request),
                cookies::REFRESH.read(&state, &request),
            );
            if access.is_some() || refresh.is_some() {
                // Another site must not log anybody out.
                extract::same_site(&request)?;
            }
            ended.extend(access.and_then(|cookie| state.auth.tokens.login_of(cookie.value())));
            if let Some(cookie) = refresh {
                let hash = secret::hash(cookie.value());
                let login = state
                    .db
                    .system(async |tx| logins::of_refresh(tx, &hash).await)
                    .await?;
                ended.extend(login);
            }
        }
    }
    for login in ended {
        state
            .db
            .system(async |tx| logins::revoke(tx, login, Revoked::Logout).await)
            .await?;
        state.auth.principals.forget_login(login);
    }
    Ok(without_cookies(&state, Answer::done()))
}
