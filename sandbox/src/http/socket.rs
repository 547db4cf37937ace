//! The page's WebSocket: frames in, frames out, nothing decided here.

use crate::live::{Live, ToSocket};
use actix_web::web::{Data, Payload};
use actix_web::{HttpRequest, HttpResponse};
use actix_ws::{AggregatedMessage, CloseCode, CloseReason, Session};
use futures::StreamExt;
use std::time::Duration;
use tokio::sync::mpsc;

/// A page that says nothing at all for this long is gone. The page sends something at least every 10 s.
const SILENCE: Duration = Duration::from_secs(30);

/// A page that takes no frame for this long is gone.
const STUCK: Duration = Duration::from_secs(20);

pub(super) async fn open(
    request: HttpRequest,
    body: Payload,
    live: Data<Live>,
) -> actix_web::Result<HttpResponse> {
    let (response, mut session, stream) = actix_ws::handle(&request, body)?;
    let mut stream = stream.max_frame_size(1 << 20).aggregate_continuations();
    let (to_socket, mut from_world) = mpsc::unbounded_channel();
    let page = live.connect(to_socket);
    actix_web::rt::spawn(async move {
        loop {
            tokio::select! {
                message = from_world.recv() => {
                    let Some(ToSocket::Frame(frame)) = message else { break };
                    let Ok(text) = serde_json::to_string(&frame) else { break };
                    let sent = tokio::time::timeout(STUCK, session.text(text)).await;
                    if !matches!(sent, Ok(Ok(()))) {
                        break;
                    }
                }
                message = tokio::time::timeout(SILENCE, stream.next()) => {
                    let Ok(Some(Ok(message))) = message else { break };
                    if !hear(&live, page, &mut session, message).await {
                        break;
                    }
                }
            }
        }
        live.disconnect(page);
        let reason = CloseReason {
            code: CloseCode::Away,
            description: None,
        };
        let _ = tokio::time::timeout(STUCK, session.close(Some(reason))).await;
    });
    Ok(response)
}

/// False when the connection is over.
async fn hear(live: &Live, page: u64, session: &mut Session, message: AggregatedMessage) -> bool {
    match message {
        AggregatedMessage::Text(text) => match serde_json::from_str(&text) {
            Ok(frame) => {
                live.with(|world| world.from_page(page, frame));
                true
            }
            // The page's keep-alive is an empty frame.
            Err(_) if text.is_empty() => true,
            Err(error) => {
                tracing::warn!(page, %error, "a page sent a frame that is none");
                false
            }
        },
        AggregatedMessage::Ping(bytes) => session.pong(&bytes).await.is_ok(),
        AggregatedMessage::Pong(_) | AggregatedMessage::Binary(_) => true,
        AggregatedMessage::Close(_) => false,
    }
}
