//! The two answer headers that are read.

use std::time::Duration;

use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{DATE, HeaderMap, HeaderName, RETRY_AFTER};

/// However long a server asks for, nobody waits longer on its word alone.
const LONGEST_RETRY_AFTER: Duration = Duration::from_secs(60 * 60);

/// The server's clock.
pub(super) fn date(headers: &HeaderMap) -> Option<Timestamp> {
    http_date(text(headers, &DATE)?)
}

/// How long to stay away, given in seconds or as a moment.
pub(super) fn retry_after(headers: &HeaderMap, now: Timestamp) -> Option<Duration> {
    let text = text(headers, &RETRY_AFTER)?;
    let asked = match text.parse::<u64>() {
        Ok(seconds) => Duration::from_secs(seconds),
        Err(_) => http_date(text)?.duration_since(now).max(jiff::SignedDuration::ZERO).unsigned_abs(),
    };
    Some(asked.min(LONGEST_RETRY_AFTER))
}

fn http_date(text: &str) -> Option<Timestamp> {
    rfc2822::DateTimeParser::new().parse_timestamp(text).ok()
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    headers.get(name)?.to_str().ok().map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().expect("a header value"))])
    }

    fn now() -> Timestamp {
        "2026-11-20T06:56:43Z".parse().expect("a moment")
    }

    #[test]
    fn the_servers_date_is_read() {
        assert_eq!(date(&headers(DATE, "Fri, 20 Nov 2026 06:56:43 GMT")), Some(now()));
        assert_eq!(date(&headers(DATE, "today")), None);
        assert_eq!(date(&HeaderMap::new()), None);
    }

    #[test]
    fn retry_after_is_read_as_seconds_and_as_a_moment_and_never_runs_away() {
        for (value, seconds) in [
            ("7", Some(7)),
            ("0", Some(0)),
            ("Fri, 20 Nov 2026 06:57:00 GMT", Some(17)),
            ("Fri, 20 Nov 2026 06:00:00 GMT", Some(0)),
            ("18446744073709551615", Some(3600)),
            ("Fri, 20 Nov 2099 06:57:00 GMT", Some(3600)),
            ("-1", None),
            ("soon", None),
        ] {
            assert_eq!(retry_after(&headers(RETRY_AFTER, value), now()), seconds.map(Duration::from_secs), "{value}");
        }
    }
}
