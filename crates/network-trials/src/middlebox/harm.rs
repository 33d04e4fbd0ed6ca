//! What is done to requests and answers.

use std::io::Write as _;
use std::sync::atomic::Ordering;
use std::sync::{Arc, LazyLock};
use std::time::Duration;

use anyhow::Result;
use flate2::Compression;
use flate2::write::GzEncoder;
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};

use super::request::Request;
use super::{Post, Shared, lock};

/// What goes wrong with every request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Harm {
    /// A web page with this status instead of the answer; the request goes nowhere.
    Page {
        /// The HTTP status.
        status: u16,
        /// The seconds of a `Retry-After` header.
        retry_after: Option<u32>,
    },
    /// The server answers, and a gateway puts a web page with this status in its place.
    PageAfterEffect {
        /// The HTTP status.
        status: u16,
    },
    /// A redirect; the request goes nowhere.
    Redirect {
        /// The HTTP status.
        status: u16,
        /// Where to.
        location: String,
    },
    /// The connection is closed when the request has been read; it goes nowhere.
    CloseOnReceipt,
    /// The server answers, and the connection is closed without a byte of it.
    CloseAfterEffect,
    /// The server answers; its head comes, and then nothing.
    HeadOnly,
    /// The server answers; its head comes, and then a body without end.
    EndlessBody,
    /// The server answers, and some hundred kilobytes come that unpack to many megabytes.
    GzipBomb,
    /// The server answers, and what comes is the answer to an earlier request: a cache that should not.
    OldAnswer,
    /// The body of every GET is thrown away.
    StripGetBodies,
    /// The server answers; half of it comes in chunks, and the connection ends without the last one.
    CutInsideChunks,
    /// The server answers; less comes than the head promises, and the connection ends.
    ShortBody,
    /// The till is told nothing and cut off; the request reaches the server so much later.
    LateEffect(Duration),
    /// The server gets the request twice, and the second answer comes.
    Twice,
    /// What comes is no HTTP.
    NotHttp,
}

const PAGE: &str = "<!doctype html><title>Welcome</title><h1>Please log in</h1>";

/// A body that ends never is cut by the client at its own limit; this is when we give up on a client that does not.
const ENDLESS_CHUNKS: usize = 64 * 1024;

/// Answers a request wrongly. Answers whether the connection goes on.
pub(super) async fn harm(
    harm: Harm,
    request: Request,
    stream: &mut (impl AsyncRead + AsyncWrite + Unpin),
    post: &Post,
    shared: &Arc<Shared>,
) -> Result<bool> {
    shared.strikes.fetch_add(1, Ordering::Relaxed);
    match harm {
        Harm::Page { status, retry_after } => {
            stream.write_all(page(status, retry_after).as_bytes()).await?;
            Ok(true)
        }
        Harm::PageAfterEffect { status } => {
            post.forward(&request).await?;
            stream.write_all(page(status, None).as_bytes()).await?;
            Ok(true)
        }
        Harm::Redirect { status, location } => {
            let head = format!("HTTP/1.1 {status} Elsewhere\r\nlocation: {location}\r\ncontent-length: 0\r\n\r\n");
            stream.write_all(head.as_bytes()).await?;
            Ok(true)
        }
        Harm::CloseOnReceipt => Ok(false),
        Harm::CloseAfterEffect => {
            post.forward(&request).await?;
            Ok(false)
        }
        Harm::HeadOnly => {
            let answer = post.forward(&request).await?;
            let head = format!("{}content-length: {}\r\n\r\n", answer.head, answer.body.len());
            stream.write_all(head.as_bytes()).await?;
            stream.flush().await?;
            // Until the till gives up.
            let _ = stream.read(&mut [0]).await;
            Ok(false)
        }
        Harm::EndlessBody => {
            let answer = post.forward(&request).await?;
            stream.write_all(format!("{}transfer-encoding: chunked\r\n\r\n", answer.head).as_bytes()).await?;
            for _ in 0..ENDLESS_CHUNKS {
                stream.write_all(format!("400\r\n{}\r\n", " ".repeat(0x400)).as_bytes()).await?;
            }
            Ok(false)
        }
        Harm::GzipBomb => {
            let answer = post.forward(&request).await?;
            let bomb = gzip_bomb();
            let head = format!("{}content-encoding: gzip\r\ncontent-length: {}\r\n\r\n", answer.head, bomb.len());
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(bomb).await?;
            Ok(true)
        }
        Harm::OldAnswer => {
            let answer = post.forward(&request).await?;
            let old = lock(&shared.kept).get_or_insert_with(|| answer.clone()).clone();
            stream.write_all(&old.bytes()).await?;
            Ok(true)
        }
        Harm::StripGetBodies => {
            let is_get = request.method == "GET";
            let stripped = if is_get { Request { body: Vec::new(), ..request } } else { request };
            stream.write_all(&post.forward(&stripped).await?.bytes()).await?;
            Ok(true)
        }
        Harm::CutInsideChunks => {
            let answer = post.forward(&request).await?;
            let half = &answer.body[..answer.body.len() / 2];
            let head = format!("{}transfer-encoding: chunked\r\n\r\n{:x}\r\n", answer.head, half.len());
            stream.write_all(head.as_bytes()).await?;
            stream.write_all(half).await?;
            stream.write_all(b"\r\n").await?;
            Ok(false)
        }
        Harm::ShortBody => {
            let answer = post.forward(&request).await?;
            let bytes = answer.bytes();
            stream.write_all(&bytes[..bytes.len() - answer.body.len() / 2 - 1]).await?;
            Ok(false)
        }
        Harm::LateEffect(delay) => {
            shared.late.fetch_add(1, Ordering::Relaxed);
            let (post, shared) = (post.clone(), Arc::clone(shared));
            tokio::spawn(async move {
                tokio::time::sleep(delay).await;
                // Its answer has nobody to go to.
                let _ = post.forward(&request).await;
                shared.late.fetch_sub(1, Ordering::Relaxed);
            });
            Ok(false)
        }
        Harm::Twice => {
            post.forward(&request).await?;
            stream.write_all(&post.forward(&request).await?.bytes()).await?;
            Ok(true)
        }
        Harm::NotHttp => {
            stream.write_all(b"ICY 200 OK\r\nicy-name: shop radio\r\n\r\n").await?;
            Ok(false)
        }
    }
}

fn page(status: u16, retry_after: Option<u32>) -> String {
    let retry_after = retry_after.map_or_else(String::new, |seconds| format!("retry-after: {seconds}\r\n"));
    format!(
        "HTTP/1.1 {status} Whatever\r\ncontent-type: text/html\r\n{retry_after}content-length: {}\r\n\r\n{PAGE}",
        PAGE.len()
    )
}

/// 64 MiB of blanks in some hundred kilobytes.
fn gzip_bomb() -> &'static [u8] {
    static BOMB: LazyLock<Vec<u8>> = LazyLock::new(|| {
        let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
        let blanks = vec![b' '; 1024 * 1024];
        for _ in 0..64 {
            encoder.write_all(&blanks).expect("memory takes everything");
        }
        encoder.finish().expect("memory takes everything")
    });
    &BOMB
}
