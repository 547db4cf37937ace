//! What a start would do, before it is done.

use actix_web::{get, web};
use siar_db::{DbError, campaigns, pace, quota, sessions, templates};
use siar_domain::{
    id::CampaignId,
    liveness::Shown,
    pacing::{Pacer, shared},
    permission::Permission,
    preflight::{Preflight, PreflightReport, Standing},
    session::SessionState,
    template::Template,
};

use super::refusal;
use crate::{Answer, ApiError, ApiResult, Caller, Envelope, State, openapi::Refusals};

/// People looked at in one transaction, and in one turn.
const PAGE: u16 = 500;

/// The pre-flight report
///
/// Who would get the message and who not and why, what it costs, how long it takes, and what stands in the way.
#[utoipa::path(
    tag = "campaigns",
    params(("id" = CampaignId, Path)),
    responses((status = 200, body = Envelope<PreflightReport>), Refusals),
    extensions(("x-permission" = json!("campaigns.read")))
)]
#[get("/campaigns/{id}/preflight")]
pub(crate) async fn preflight(
    state: web::Data<State>,
    caller: Caller,
    id: web::Path<CampaignId>,
) -> ApiResult<PreflightReport> {
    let scope = caller.allowed(Permission::CampaignsRead)?;
    let place = state.beside.place()?;
    let tenant = scope.tenant();
    let now = state.clock.now();
    let (campaign, body, period, (session, linked_at), pacing, others) = state
        .db
        .tenant(scope, async |tx| {
            let campaign = campaigns::get(tx, tenant, *id).await.map_err(refusal)?;
            let body: String = match (&campaign.started_body, &campaign.body, campaign.template) {
                (Some(body), ..) | (None, Some(body), _) => body.clone(),
                (None, None, Some(template)) => templates::get(tx, template).await?.body,
                (None, None, None) => return Err(ApiError::internal("a campaign without text")),
            };
            let period = quota::current_period(tx, tenant).await?;
            let (session, linked_at) = match sessions::load(tx, scope).await {
                Ok(session) => match session.shown(now) {
                    Shown::Known { state } => (state, session.linked_at),
                    Shown::Unverified { .. } => (SessionState::Reconnecting, session.linked_at),
                },
                Err(DbError::NotFound) => (SessionState::Stopped, None),
                Err(error) => return Err(error.into()),
            };
            let pacing = match pace::load(tx, tenant).await {
                Ok(pace) => Some(pace),
                Err(DbError::NotFound) => None,
                Err(error) => return Err(error.into()),
            };
            let others = campaigns::others_left(tx, tenant, *id).await?;
            let session = (session, linked_at);
            Ok::<_, ApiError>((campaign, body, period, session, pacing, others))
        })
        .await?;
    let template = Template::compile(&body)
        .map_err(|error| ApiError::invalid("text", error.code(), error.to_string()))?;
    let defaults = campaigns::values(campaign.defaults.as_object().into_iter().flatten());
    let mut flight = Preflight::new(template, defaults, campaign.require_consent);
    let mut after = String::new();
    loop {
        let people = state
            .db
            .tenant(scope, async |tx| {
                campaigns::candidates(tx, tenant, &campaign.lists, &campaign.numbers, &after, PAGE)
                    .await
                    .map_err(ApiError::from)
            })
            .await?;
        let is_last = people.len() < usize::from(PAGE);
        if let Some(last) = people.last() {
            after.clone_from(&last.phone);
        }
        flight = place.run(move || campaigns::look(flight, &people)).await?;
        if is_last {
            break;
        }
    }
    let eta = pacing.map_or(chrono::Duration::zero(), |pace| {
        let pacer: Pacer<CampaignId> = Pacer::restore(pace.settings, now, pace.minutes);
        pacer.eta(now, shared(flight.sendable(), &others))
    });
    let standing = Standing {
        subscribed: period.is_some(),
        quota_left: period.and_then(|period| period.free()),
        session,
        linked_at,
        text: &body,
        eta,
    };
    Ok(Answer::ok(flight.report(now, &standing)))
}
