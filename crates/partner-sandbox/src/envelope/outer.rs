//! The outer message: who calls, and the sealed call. JSON or form, with or without the intended method.

use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use serde::Deserialize;
use serde_json::Value;

/// The outer message as it came; unknown fields are tolerated.
#[derive(Debug, Default, Deserialize)]
pub(super) struct Outer {
    #[serde(default)]
    partner_client_id: Value,
    #[serde(default)]
    data: Value,
    #[serde(default)]
    request_method: Value,
}

impl Outer {
    /// Reads a body. One that is neither JSON object nor form is a message without fields.
    pub(super) fn read(headers: &HeaderMap, body: &[u8]) -> Self {
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
        let media_type = content_type.split(';').next().unwrap_or_default().trim();
        if media_type.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
            return Self::of_form(body);
        }
        serde_json::from_slice(body).unwrap_or_default()
    }

    fn of_form(body: &[u8]) -> Self {
        let mut outer = Self::default();
        for (name, value) in url::form_urlencoded::parse(body) {
            match name.as_ref() {
                "partner_client_id" => outer.partner_client_id = Value::String(value.into_owned()),
                "data" => outer.data = Value::String(value.into_owned()),
                "request_method" => outer.request_method = Value::String(value.into_owned()),
                _ => {}
            }
        }
        outer
    }

    /// `CLIENT_ID` of the caller.
    pub(super) fn client_id(&self) -> Option<&str> {
        self.partner_client_id.as_str()
    }

    /// The sealed call.
    pub(super) fn data(&self) -> Option<&str> {
        self.data.as_str()
    }

    /// The intended method, where the caller names one.
    pub(super) fn method(&self) -> Option<&str> {
        self.request_method.as_str()
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderMap;
    use axum::http::header::CONTENT_TYPE;

    use super::Outer;

    fn read(content_type: &'static str, body: &str) -> Outer {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, content_type.parse().expect("a header value"));
        Outer::read(&headers, body.as_bytes())
    }

    #[test]
    fn form_and_json_say_the_same() {
        let json = read(
            "application/json; charset=utf-8",
            r#"{"partner_client_id":"a","data":"b==","request_method":"GET","more":[1]}"#,
        );
        let form = read(
            "application/x-www-form-urlencoded;charset=UTF-8",
            "partner_client_id=a&data=b%3D%3D&request_method=GET&more=1",
        );
        for outer in [json, form] {
            assert_eq!(outer.client_id(), Some("a"));
            assert_eq!(outer.data(), Some("b=="));
            assert_eq!(outer.method(), Some("GET"));
        }
    }

    #[test]
    fn a_body_without_sense_has_no_fields() {
        for body in ["", "[]", "null", "{", "\u{0}", r#"{"partner_client_id":1,"data":null}"#] {
            let outer = read("application/json", body);
            assert!(outer.client_id().is_none() && outer.data().is_none() && outer.method().is_none(), "{body}");
        }
    }
}
