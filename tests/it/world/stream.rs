//! The live stream of a tenant, as a dashboard reads it.

use std::time::Duration;

use futures::StreamExt;
use serde_json::Value;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use super::api::Api;

/// An open stream.
pub(crate) struct Stream {
    socket: WebSocketStream<MaybeTlsStream<tokio::net::TcpStream>>,
    /// The number of the last event seen.
    pub(crate) last: i64,
}

impl Stream {
    /// Opens it; what happens from now on is seen.
    pub(crate) async fn open(api: &Api) -> Self {
        let address = api.url("/stream").replace("http://", "ws://");
        let mut request = address.into_client_request().unwrap();
        let value = format!("Bearer {}", api.token().await).parse().unwrap();
        request.headers_mut().insert("authorization", value);
        let (socket, _) = connect_async(request).await.unwrap();
        let mut stream = Self { socket, last: 0 };
        let hello = stream.frame(Duration::from_secs(10)).await;
        assert_eq!(hello["type"], "hello", "{hello}");
        stream.last = hello["sequence"].as_i64().unwrap();
        stream
    }

    /// The first event, from here on, that `wanted` takes. Numbers must have no gap.
    pub(crate) async fn until<T>(
        &mut self,
        deadline: Duration,
        mut wanted: impl FnMut(&Value) -> Option<T>,
    ) -> T {
        let end = tokio::time::Instant::now() + deadline;
        loop {
            let left = end.saturating_duration_since(tokio::time::Instant::now());
            let event = self.frame(left).await;
            // Frames that are no events carry no number of their own.
            if event["id"].is_null() {
                continue;
            }
            let sequence = event["sequence"].as_i64().unwrap();
            assert_eq!(
                sequence,
                self.last + 1,
                "an event is missing before {event}"
            );
            self.last = sequence;
            if let Some(found) = wanted(&event) {
                return found;
            }
        }
    }

    async fn frame(&mut self, deadline: Duration) -> Value {
        let next = async {
            loop {
                let frame = self.socket.next().await.expect("the stream is open");
                if let Message::Text(text) = frame.expect("a frame") {
                    return serde_json::from_str(&text).unwrap();
                }
            }
        };
        tokio::time::timeout(deadline, next)
            .await
            .unwrap_or_else(|_| panic!("no such event within {deadline:?}"))
    }
}
