//! What goes back over the connection.

use axum::body::{Body, Bytes};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{HeaderName, HeaderValue, Response, StatusCode};
use partner_api::envelope::{ClientSecret, SealedResponse, seal};

use super::inner::Stamp;

/// The connection ends here, without an answer or in the middle of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the connection is cut on purpose")]
pub(crate) struct Cut;

/// An answer before it is put on the wire.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reply {
    pub(crate) status: u16,
    pub(crate) content_type: &'static str,
    pub(crate) headers: Vec<(HeaderName, String)>,
    pub(crate) body: String,
}

impl Reply {
    /// JSON in clear.
    pub(crate) fn json(status: u16, body: String) -> Self {
        Self { status, content_type: "application/json", headers: Vec::new(), body }
    }

    /// A web page.
    pub(crate) fn html(status: u16, body: &str) -> Self {
        Self { status, content_type: "text/html; charset=utf-8", headers: Vec::new(), body: body.to_owned() }
    }

    /// JSON sealed with the caller's key.
    pub(super) fn sealed(status: u16, secret: &ClientSecret, stamp: Stamp, json: &str) -> Self {
        let envelope = SealedResponse {
            response_data: seal(secret, json),
            timestamp: stamp.timestamp.into(),
            partner_call_id: stamp.call_id,
        };
        Self::json(status, serde_json::to_string(&envelope).expect("three texts become JSON"))
    }

    /// The same with one more header.
    #[must_use]
    pub(crate) fn with_header(mut self, name: HeaderName, value: String) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The whole answer.
    pub(crate) fn into_response(mut self) -> Response<Body> {
        let body = Body::from(std::mem::take(&mut self.body));
        self.head(body)
    }

    /// An answer that breaks off in the middle of its body, though its head promises all of it.
    pub(super) fn into_broken_response(self) -> Response<Body> {
        let whole = self.body.len();
        let half = Bytes::copy_from_slice(&self.body.as_bytes()[..whole / 2]);
        let body = Body::from_stream(futures_util::stream::iter([Ok(half), Err(Cut)]));
        self.with_header(CONTENT_LENGTH, whole.to_string()).head(body)
    }

    fn head(self, body: Body) -> Response<Body> {
        let mut response = Response::new(body);
        *response.status_mut() = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        for (name, value) in self.headers {
            if let Ok(value) = HeaderValue::from_str(&value) {
                headers.insert(name, value);
            }
        }
        response
    }
}
