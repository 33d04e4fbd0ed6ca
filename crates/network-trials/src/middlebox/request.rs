//! Reads the requests of our own client: HTTP/1.1, with a length where there is a body.

use anyhow::{Context, Result, ensure};
use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// The longest head, in bytes.
const HEAD_LIMIT: usize = 64 * 1024;

/// The largest body, in bytes.
const BODY_LIMIT: usize = 1024 * 1024;

/// One request, whole.
#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: String,
    pub(super) path: String,
    /// Without those that belong to the connection.
    pub(super) headers: Vec<(String, String)>,
    pub(super) body: Vec<u8>,
}

impl Request {
    /// The method that the outer message names, which is in clear; else that of HTTP.
    pub(super) fn meant_method(&self) -> String {
        let outer: Option<serde_json::Value> = serde_json::from_slice(&self.body).ok();
        let named = outer.as_ref().and_then(|outer| outer.get("request_method")?.as_str());
        named.unwrap_or(&self.method).to_uppercase()
    }
}

/// The next request; `None` when the connection has ended between two.
pub(super) async fn read(stream: &mut (impl AsyncBufRead + Unpin)) -> Result<Option<Request>> {
    let mut head = String::new();
    loop {
        let before = head.len();
        if stream.read_line(&mut head).await? == 0 {
            return Ok(None);
        }
        ensure!(head.len() < HEAD_LIMIT, "the head is too long");
        if head[before..].trim().is_empty() {
            break;
        }
    }
    let mut lines = head.lines();
    let mut first = lines.next().context("a request line")?.split(' ').map(str::to_owned);
    let (method, path) = (first.next().context("a method")?, first.next().context("a path")?);
    let mut length = 0;
    let mut headers = Vec::new();
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse()?,
            "host" | "connection" => {}
            _ => headers.push((name.to_owned(), value.to_owned())),
        }
    }
    ensure!(length <= BODY_LIMIT, "the body is too large");
    let mut body = vec![0; length];
    stream.read_exact(&mut body).await?;
    Ok(Some(Request { method, path, headers, body }))
}
