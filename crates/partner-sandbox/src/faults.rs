//! Trouble on demand: which exchanges go wrong, and how.
//!
//! A rule names an operation or a path and what shall happen instead of the plain answer. It must not know the ledger:
//! whether the operation takes effect is decided by [`When`] and carried out by the exchange.

use serde::{Deserialize, Serialize};

/// The operation name that stands for a customer's scan.
pub const SCAN: &str = "Scan";

/// One rule. The first rule that fits an exchange is used up by one.
///
/// For a customer's scan ([`SCAN`]) only [`Action::Refuse`] does anything.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct FaultRule {
    /// The operator's name, for example `CreateCashtray`, or `Scan` for a customer's scan; null fits every operation.
    #[serde(default)]
    pub operation: Option<String>,
    /// How the request's path begins; null fits every path.
    #[serde(default)]
    pub path: Option<String>,
    /// How many fitting exchanges pass unharmed first.
    #[serde(default)]
    pub skip: u32,
    /// How many exchanges are harmed; null: every one until the rules are cleared. Default 1.
    #[serde(default = "once")]
    pub count: Option<u32>,
    /// How long the exchange is held up, in milliseconds.
    #[serde(default)]
    pub delay_ms: u64,
    /// Whether the operation takes effect before the harm is done. Default: it does not.
    #[serde(default)]
    pub when: When,
    /// The harm. Default: none beyond the delay.
    #[serde(default)]
    pub action: Action,
}

#[expect(clippy::unnecessary_wraps, reason = "it is the default of an optional field")]
fn once() -> Option<u32> {
    Some(1)
}

impl FaultRule {
    /// This harm to the next exchange of this operation, before it takes effect.
    pub fn before(operation: &str, action: Action) -> Self {
        Self {
            operation: Some(operation.to_owned()),
            path: None,
            skip: 0,
            count: once(),
            delay_ms: 0,
            when: When::Before,
            action,
        }
    }

    /// This harm to the next exchange of this operation, after it took effect.
    pub fn after(operation: &str, action: Action) -> Self {
        Self { when: When::After, ..Self::before(operation, action) }
    }

    /// The same rule for so many exchanges; `None` for all.
    #[must_use]
    pub fn times(self, count: Option<u32>) -> Self {
        Self { count, ..self }
    }

    /// The same rule with a delay, in milliseconds.
    #[must_use]
    pub fn delayed_by(self, delay_ms: u64) -> Self {
        Self { delay_ms, ..self }
    }

    fn fits(&self, operation: &str, path: &str) -> bool {
        self.operation.as_ref().is_none_or(|name| name == operation)
            && self.path.as_ref().is_none_or(|start| path.starts_with(start.as_str()))
            // A scan has no connection that a rule for everything could mean.
            && (operation != SCAN || self.operation.is_some())
    }
}

/// On which side of the operation's effect the harm is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum When {
    /// The request never takes effect. (With [`Action::Answer`] the delay comes before the effect.)
    #[default]
    Before,
    /// The request takes effect, and its answer is harmed.
    After,
}

/// The harm.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum Action {
    /// None: the operation's own answer is sent.
    #[default]
    Answer,
    /// The connection is cut without an answer.
    Cut,
    /// Head and half of the answer's body are sent, then the connection is cut.
    CutInside,
    /// Nothing is sent and the connection stays open.
    Stall,
    /// A status as a gateway sends it, outside the envelope.
    Status {
        /// The HTTP status.
        status: u16,
        /// The seconds of a `Retry-After` header; null for none.
        #[serde(default)]
        retry_after_seconds: Option<u32>,
        /// What the body is.
        #[serde(default)]
        body: GatewayBody,
    },
    /// An answer with status 200 that no client can use.
    Malformed(Malformed),
    /// A redirect.
    Redirect {
        /// Where to.
        location: String,
    },
    /// The operation's documented form of refusal with this type, encrypted; for a scan, the attempt's error.
    Refuse {
        /// The machine name, for example `unpermitted_admin_user`.
        #[serde(rename = "type")]
        kind: String,
    },
}

/// The body of a gateway's error.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum GatewayBody {
    /// Nothing.
    #[default]
    Empty,
    /// A web page.
    Html,
    /// The API's own form, in clear.
    Json,
}

/// What is wrong with an unusable answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Malformed {
    /// A web page where JSON belongs.
    Html,
    /// JSON that ends in the middle, in a complete HTTP answer.
    Truncated,
    /// JSON without `response_data`.
    NoEnvelope,
    /// An envelope sealed with another key.
    WrongKey,
    /// An envelope around JSON of another shape.
    WrongShape,
    /// Two mebibytes of blanks.
    Huge,
}

/// The rules in force.
#[derive(Debug, Default)]
pub(crate) struct Faults {
    rules: Vec<FaultRule>,
}

/// What is done to one exchange.
#[derive(Clone, Debug)]
pub(crate) struct Harm {
    pub(crate) delay_ms: u64,
    pub(crate) when: When,
    pub(crate) action: Action,
}

impl Faults {
    pub(crate) fn set(&mut self, rules: Vec<FaultRule>) {
        self.rules = rules;
    }

    pub(crate) fn add(&mut self, rules: Vec<FaultRule>) {
        self.rules.extend(rules);
    }

    pub(crate) fn rules(&self) -> &[FaultRule] {
        &self.rules
    }

    /// The harm for an exchange, taken off the first rule that fits.
    pub(crate) fn take(&mut self, operation: &str, path: &str) -> Option<Harm> {
        let at = self.rules.iter().position(|rule| rule.fits(operation, path))?;
        let rule = &mut self.rules[at];
        if rule.skip > 0 {
            rule.skip -= 1;
            return None;
        }
        let harm = Harm { delay_ms: rule.delay_ms, when: rule.when, action: rule.action.clone() };
        if let Some(count) = &mut rule.count {
            *count = count.saturating_sub(1);
            if *count == 0 {
                self.rules.remove(at);
            }
        }
        Some(harm)
    }
}

#[cfg(test)]
mod tests {
    use super::{Action, FaultRule, Faults, SCAN, When};

    #[test]
    fn a_rule_harms_as_many_exchanges_as_it_counts_and_only_its_own() {
        let mut faults = Faults::default();
        faults.add(vec![FaultRule { skip: 1, ..FaultRule::after("CreateCashtray", Action::Cut).times(Some(2)) }]);
        let harmed: Vec<_> = (0..5).map(|_| faults.take("CreateCashtray", "/cashtrays").is_some()).collect();
        assert_eq!(harmed, [false, true, true, false, false]);
        assert!(faults.rules().is_empty());
    }

    #[test]
    fn a_rule_without_names_harms_every_request_but_no_scan() {
        let mut faults = Faults::default();
        let rule = FaultRule { operation: None, count: None, ..FaultRule::before("", Action::Stall) };
        faults.set(vec![rule]);
        assert!(faults.take("GetPing", "/ping").is_some());
        assert!(faults.take(SCAN, "/scan").is_none());
    }

    #[test]
    fn a_rule_is_short_to_write() {
        let rule: FaultRule =
            serde_json::from_str(r#"{"operation":"GetCashtray","when":"after","action":"cut"}"#).expect("a rule");
        assert_eq!((rule.count, rule.when, rule.action), (Some(1), When::After, Action::Cut));
        let rule: FaultRule =
            serde_json::from_str(r#"{"action":{"status":{"status":503,"retry_after_seconds":2}},"count":null}"#)
                .expect("a rule");
        assert_eq!(rule.count, None);
    }

    #[test]
    fn a_misspelt_rule_is_refused() {
        for text in [r#"{"operations":"GetCashtray"}"#, r#"{"action":"explode"}"#, r#"{"when":"later"}"#] {
            assert!(serde_json::from_str::<FaultRule>(text).is_err(), "{text}");
        }
    }
}
