//! The web page that plays the customer's phone. Its files are beside this one and become part of the program.

use std::sync::Arc;

use axum::Router;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::routing::get;

use crate::world::World;

/// Nothing from elsewhere, nothing inline.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn router() -> Router<Arc<World>> {
    Router::new()
        .route("/", get(|| async { file("text/html; charset=utf-8", include_str!("phone.html")) }))
        .route("/phone.css", get(|| async { file("text/css; charset=utf-8", include_str!("phone.css")) }))
        .route("/phone.js", get(|| async { file("text/javascript; charset=utf-8", include_str!("phone.js")) }))
}

fn file(content_type: &'static str, text: &'static str) -> impl axum::response::IntoResponse {
    ([(CONTENT_TYPE, content_type), (CONTENT_SECURITY_POLICY, POLICY)], text)
}
