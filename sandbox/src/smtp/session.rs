//! One SMTP connection (RFC 5321): the commands a submitting client uses, one e-mail after the other.

use super::{Mailbox, SmtpFault};
use std::io;
use std::time::Duration;
use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

/// Longest line that is read, bytes.
const LINE: u64 = 8 * 1024;
/// Largest e-mail, bytes.
const MESSAGE: usize = 2 * 1024 * 1024;
/// A client that says nothing for so long is hung up on.
const IDLE: Duration = Duration::from_secs(120);
/// Most recipients of an e-mail.
const RECIPIENTS: usize = 100;

struct Session {
    stream: BufReader<TcpStream>,
    from: Option<String>,
    to: Vec<String>,
    /// What happens to the e-mail under way.
    fault: Option<SmtpFault>,
}

/// Speaks with a client until it is done.
pub(super) async fn run(stream: TcpStream, mailbox: &Mailbox) -> io::Result<()> {
    let mut session = Session {
        stream: BufReader::new(stream),
        from: None,
        to: Vec::new(),
        fault: None,
    };
    session.say("220 siar-sandbox ESMTP").await?;
    while let Some(line) = session.line().await? {
        if !session.obey(&line, mailbox).await? {
            break;
        }
    }
    Ok(())
}

impl Session {
    /// Whether the connection goes on.
    async fn obey(&mut self, line: &str, mailbox: &Mailbox) -> io::Result<bool> {
        let word = line.split([' ', ':']).next().unwrap_or_default();
        match word.to_ascii_uppercase().as_str() {
            "EHLO" => {
                self.say("250-siar-sandbox\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 2097152")
                    .await?;
            }
            "HELO" => self.say("250 siar-sandbox").await?,
            "MAIL" => {
                self.from = Some(address(line));
                self.to.clear();
                self.fault = mailbox.meet();
                self.say("250 2.1.0 ok").await?;
            }
            "RCPT" => return self.recipient(line).await,
            "DATA" if self.from.is_none() || self.to.is_empty() => {
                self.say("503 5.5.1 say MAIL and RCPT first").await?;
            }
            "DATA" => return self.data(mailbox).await,
            "RSET" => {
                self.forget();
                self.say("250 2.0.0 ok").await?;
            }
            "NOOP" => self.say("250 2.0.0 ok").await?,
            "QUIT" => {
                self.say("221 2.0.0 bye").await?;
                return Ok(false);
            }
            _ => self.say("502 5.5.2 not understood").await?,
        }
        Ok(true)
    }

    async fn recipient(&mut self, line: &str) -> io::Result<bool> {
        match self.fault {
            Some(SmtpFault::Defer) => {
                self.say("451 4.3.0 the sandbox was told to refuse for now")
                    .await?;
            }
            Some(SmtpFault::Refuse) => {
                self.say("550 5.1.1 the sandbox was told to refuse").await?;
            }
            Some(SmtpFault::Hang) => {
                self.wait_for_the_end().await;
                return Ok(false);
            }
            _ if self.from.is_none() => self.say("503 5.5.1 say MAIL first").await?,
            _ if self.to.len() >= RECIPIENTS => self.say("452 4.5.3 too many").await?,
            _ => {
                self.to.push(address(line));
                self.say("250 2.1.5 ok").await?;
            }
        }
        Ok(true)
    }

    async fn data(&mut self, mailbox: &Mailbox) -> io::Result<bool> {
        self.say("354 end with a dot").await?;
        let mut raw = Vec::new();
        loop {
            let Some(line) = self.bytes().await? else {
                return Ok(false);
            };
            if line == b".\r\n" || line == b".\n" {
                break;
            }
            // A dot at the start of a line was doubled by the client.
            raw.extend_from_slice(line.strip_prefix(b".").unwrap_or(&line));
            if raw.len() > MESSAGE {
                self.say("552 5.3.4 too large").await?;
                return Ok(false);
            }
        }
        let fault = self.fault;
        let (from, to) = (
            self.from.take().unwrap_or_default(),
            std::mem::take(&mut self.to),
        );
        mailbox.take(from, to, &raw);
        self.forget();
        match fault {
            Some(SmtpFault::TakeAndBreak) => Ok(false),
            Some(SmtpFault::TakeAndHang) => {
                self.wait_for_the_end().await;
                Ok(false)
            }
            _ => {
                self.say("250 2.0.0 taken").await?;
                Ok(true)
            }
        }
    }

    fn forget(&mut self) {
        self.from = None;
        self.to.clear();
        self.fault = None;
    }

    /// Until the client gives up.
    async fn wait_for_the_end(&mut self) {
        let mut ignored = Vec::new();
        let rest = self.stream.read_to_end(&mut ignored);
        let _ = tokio::time::timeout(IDLE, rest).await;
    }

    async fn say(&mut self, text: &str) -> io::Result<()> {
        let stream = self.stream.get_mut();
        stream.write_all(text.as_bytes()).await?;
        stream.write_all(b"\r\n").await?;
        stream.flush().await
    }

    async fn line(&mut self) -> io::Result<Option<String>> {
        let bytes = self.bytes().await?;
        Ok(bytes.map(|bytes| String::from_utf8_lossy(&bytes).trim_end().to_owned()))
    }

    async fn bytes(&mut self) -> io::Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        let mut bounded = (&mut self.stream).take(LINE);
        let read = tokio::time::timeout(IDLE, bounded.read_until(b'\n', &mut line))
            .await
            .map_err(|_| io::Error::from(io::ErrorKind::TimedOut))??;
        Ok((read > 0).then_some(line))
    }
}

/// `MAIL FROM:<a@b.c> SIZE=1` → `a@b.c`.
fn address(line: &str) -> String {
    let inside = line
        .split_once('<')
        .and_then(|(_, rest)| rest.split_once('>'));
    inside.map_or("", |(address, _)| address).to_lowercase()
}
