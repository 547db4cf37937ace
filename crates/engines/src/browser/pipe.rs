//! The browser's DevTools pipe: two file descriptors that only we and the browser hold. A port, DevTools' or chromedriver's, is open to every
//! user of the machine, who could run programs as us through it. Messages are JSON with a zero byte behind each (`--remote-debugging-pipe`).

use crate::EngineError;
use futures::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::time::Duration;
use tokio::{
    process::{Child, ChildStdin, ChildStdout},
    time::timeout,
};
use tokio_util::codec::{AnyDelimiterCodec, FramedRead, FramedWrite};

/// How long the browser may take to read what is written to it.
const WRITE: Duration = Duration::from_secs(5);
/// Put between the browser and its command line: its input and output become the descriptors on which it expects the pipe.
pub(super) const FROM_STANDARD_STREAMS: &str = r#"exec "$@" 3<&0 4>&1 </dev/null >/dev/null"#;

/// Our end of the pipe.
pub(super) struct Pipe {
    commands: FramedWrite<ChildStdin, AnyDelimiterCodec>,
    messages: FramedRead<ChildStdout, AnyDelimiterCodec>,
    last: u64,
}

impl Pipe {
    /// Takes the streams of a browser that was started through [`FROM_STANDARD_STREAMS`]; `None` when they are taken already.
    pub(super) fn of(child: &mut Child) -> Option<Self> {
        let zero_byte = || AnyDelimiterCodec::new(vec![0], vec![0]);
        Some(Self {
            commands: FramedWrite::new(child.stdin.take()?, zero_byte()),
            messages: FramedRead::new(child.stdout.take()?, zero_byte()),
            last: 0,
        })
    }

    /// Writes a command to the browser, or to the page of a DevTools session, and answers its number.
    ///
    /// # Errors
    /// Why it could not be written. Nothing can be written any more then.
    pub(super) async fn write(
        &mut self,
        session: Option<&str>,
        method: &str,
        params: Value,
    ) -> Result<u64, String> {
        self.last += 1;
        let mut command = json!({"id": self.last, "method": method, "params": params});
        if let (Some(session), Some(command)) = (session, command.as_object_mut()) {
            command.insert("sessionId".to_owned(), session.into());
        }
        match timeout(WRITE, self.commands.send(command.to_string())).await {
            Ok(Ok(())) => Ok(self.last),
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the browser does not read its pipe".to_owned()),
        }
    }

    /// The next message. Loses nothing when it is given up.
    ///
    /// # Errors
    /// Why there is none any more.
    pub(super) async fn read(&mut self) -> Result<Value, String> {
        match self.messages.next().await {
            Some(Ok(message)) => {
                serde_json::from_slice(&message).map_err(|error| error.to_string())
            }
            Some(Err(error)) => Err(error.to_string()),
            None => Err("the browser ended".to_owned()),
        }
    }

    /// Writes a command to the browser and waits for its answer. What comes meanwhile is passed over: for a browser without a page.
    async fn ask(&mut self, method: &str, params: Value) -> Result<Value, String> {
        let number = self.write(None, method, params).await?;
        loop {
            let mut message = self.read().await?;
            if message.get("id").and_then(Value::as_u64) == Some(number) {
                return answer(&mut message);
            }
        }
    }

    /// Opens an empty page and answers the name of the DevTools session with it.
    pub(super) async fn open_page(&mut self) -> Result<String, EngineError> {
        let failed = |detail| EngineError::Start(format!("the browser's page: {detail}"));
        let target = self
            .ask("Target.createTarget", json!({"url": "about:blank"}))
            .await
            .map_err(failed)?;
        let attach = json!({"targetId": target.get("targetId"), "flatten": true});
        let attached = self
            .ask("Target.attachToTarget", attach)
            .await
            .map_err(failed)?;
        attached
            .get("sessionId")
            .and_then(Value::as_str)
            .map(str::to_owned)
            .ok_or_else(|| failed("no session with it".to_owned()))
    }
}

/// What a message with a number says: the command's result, or why it was refused.
pub(super) fn answer(message: &mut Value) -> Result<Value, String> {
    match message.get_mut("result") {
        Some(result) => Ok(result.take()),
        None => Err(message
            .pointer("/error/message")
            .and_then(Value::as_str)
            .unwrap_or("an error")
            .to_owned()),
    }
}
