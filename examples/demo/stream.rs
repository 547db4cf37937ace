//! The API's stream of events.

use futures::StreamExt;
use serde_json::Value;
use tokio::net::TcpStream;
use tokio_tungstenite::{
    MaybeTlsStream, WebSocketStream, connect_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::Failure;

/// An open stream.
pub(crate) struct Stream {
    socket: WebSocketStream<MaybeTlsStream<TcpStream>>,
    sequence: i64,
}

impl Stream {
    /// Opens it and waits for the server's first word.
    pub(crate) async fn open(url: &str, token: &str) -> Result<Self, Failure> {
        let address = format!("{}/api/v1/stream", url.replacen("http", "ws", 1));
        let mut request = address.into_client_request()?;
        request
            .headers_mut()
            .insert("authorization", format!("Bearer {token}").parse()?);
        let (socket, _) = connect_async(request).await?;
        let mut stream = Self {
            socket,
            sequence: 0,
        };
        stream.next().await?;
        Ok(stream)
    }

    /// The next frame.
    pub(crate) async fn next(&mut self) -> Result<Value, Failure> {
        loop {
            let frame = self.socket.next().await.ok_or("the stream ended")??;
            if let Message::Text(text) = frame {
                let frame: Value = serde_json::from_str(&text)?;
                if let Some(sequence) = frame["sequence"].as_i64() {
                    self.sequence = sequence;
                }
                return Ok(frame);
            }
        }
    }

    /// The number of the last event seen: it only grows, so it tells one run from the next.
    pub(crate) fn sequence(&self) -> i64 {
        self.sequence
    }
}
