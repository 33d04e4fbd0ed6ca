//! Who may use the control side: programs of this machine, and its own web page. No other page, whatever name it gives
//! this machine.

use std::net::SocketAddr;

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName, Response, StatusCode};
use axum::middleware::Next;

use super::problem;

/// Passes a request on when it names this address.
pub(super) async fn refuse_strangers(
    State(address): State<SocketAddr>,
    request: Request,
    next: Next,
) -> Response<Body> {
    if is_at_home(request.headers(), address) {
        return next.run(request).await;
    }
    problem(StatusCode::FORBIDDEN, "this address is for programs of this machine and for its own page only")
}

fn is_at_home(headers: &HeaderMap, address: SocketAddr) -> bool {
    let text = |name: HeaderName| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    let is_ours = |host: &str| {
        let ours = ["localhost".to_owned(), "127.0.0.1".to_owned(), "[::1]".to_owned()];
        ours.iter().any(|name| host == format!("{name}:{}", address.port())) || host == address.to_string()
    };
    text(HOST).is_some_and(is_ours)
        && text(ORIGIN).is_none_or(|origin| origin.strip_prefix("http://").is_some_and(is_ours))
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;

    use super::is_at_home;

    #[test]
    fn only_this_very_address_is_home() {
        let address = "127.0.0.1:8444".parse().expect("an address");
        for (host, origin, expected) in [
            ("127.0.0.1:8444", None, true),
            ("localhost:8444", None, true),
            ("localhost:8444", Some("http://localhost:8444"), true),
            ("127.0.0.1:8444", Some("http://127.0.0.1:8444"), true),
            ("evil.example:8444", None, false),
            ("127.0.0.1", None, false),
            ("127.0.0.1:9999", None, false),
            ("127.0.0.1:8444", Some("http://evil.example"), false),
            ("127.0.0.1:8444", Some("null"), false),
            ("127.0.0.1:8444", Some("https://127.0.0.1:8444"), false),
            ("127.0.0.1:8444", Some("http://127.0.0.1:8444.evil.example"), false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert("host", host.parse().expect("a header value"));
            if let Some(origin) = origin {
                headers.insert("origin", origin.parse().expect("a header value"));
            }
            assert_eq!(is_at_home(&headers, address), expected, "{host} {origin:?}");
        }
        assert!(!is_at_home(&HeaderMap::new(), address));
    }
}
