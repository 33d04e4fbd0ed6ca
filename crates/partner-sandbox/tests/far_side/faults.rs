//! Trouble on demand, as a till meets it.

use std::time::Duration;

use partner_api::operations::cashtrays::GetCashtray;
use partner_api::operations::system::SendEcho;
use partner_api::{Error, Limits};
use partner_sandbox::{Action, FaultRule, GatewayBody, Malformed, SCAN, ScanTarget, Switches};

use crate::support::{client_of, site};

#[tokio::test]
async fn a_cut_before_the_effect_leaves_nothing_and_one_after_it_leaves_a_tray() {
    let site = site(Switches::default()).await;
    let client = site.client();
    for (rule, trays) in [
        (FaultRule::before("CreateCashtray", Action::Cut), 0),
        (FaultRule::after("CreateCashtray", Action::Cut), 1),
        (FaultRule::after("CreateCashtray", Action::CutInside), 2),
    ] {
        site.sandbox.set_faults(vec![rule]);
        let error = client.send(&site.new_cashtray(-5)).await.expect_err("cut");
        assert!(matches!(error, Error::NoAnswer { .. }), "{error:?}");
        assert_eq!(site.sandbox.open_cashtrays().len(), trays);
    }
    assert!(client.send(&site.new_cashtray(-5)).await.is_ok(), "the rules are used up");
}

#[tokio::test]
async fn every_unusable_answer_is_unusable_and_leaves_the_outcome_open() {
    let site = site(Switches::default()).await;
    let client = site.client();
    for malformed in [
        Malformed::Html,
        Malformed::Truncated,
        Malformed::NoEnvelope,
        Malformed::WrongKey,
        Malformed::WrongShape,
        Malformed::Huge,
    ] {
        site.sandbox.set_faults(vec![FaultRule::after("CreateCashtray", Action::Malformed(malformed))]);
        let error = client.send(&site.new_cashtray(-5)).await.expect_err("malformed");
        assert!(error.is_outcome_unknown(), "{malformed:?}: {error:?}");
    }
}

#[tokio::test]
async fn a_busy_gateway_says_when_to_come_back() {
    let site = site(Switches::default()).await;
    let client = site.client();
    for (status, body) in [(503, GatewayBody::Html), (429, GatewayBody::Empty), (503, GatewayBody::Json)] {
        let action = Action::Status { status, retry_after_seconds: Some(7), body };
        site.sandbox.set_faults(vec![FaultRule::before("SendEcho", action)]);
        let error = client.send(&SendEcho { message: "x".to_owned() }).await.expect_err("busy");
        assert!(error.is_busy(), "{error:?}");
        let retry_after = match &error {
            Error::Unusable { retry_after, .. } => *retry_after,
            other => other.refusal().and_then(|refusal| refusal.retry_after),
        };
        assert_eq!(retry_after, Some(Duration::from_secs(7)));
    }
}

#[tokio::test]
async fn a_redirect_is_not_an_answer() {
    let site = site(Switches::default()).await;
    let action = Action::Redirect { location: "https://127.0.0.1:1/".to_owned() };
    site.sandbox.set_faults(vec![FaultRule::before("SendEcho", action)]);
    assert!(site.client().send(&SendEcho { message: "x".to_owned() }).await.is_err());
}

#[tokio::test]
async fn a_stall_lasts_until_the_caller_gives_up_and_stop_does_not_wait_for_it() {
    let site = site(Switches::default()).await;
    let tray = site.cashtray(-5).await;
    site.sandbox.set_faults(vec![FaultRule::before("GetCashtray", Action::Stall)]);
    let limits = Limits { read: Duration::from_millis(300), ..Limits::default() };
    let error = client_of(&site.sandbox, limits).send(&GetCashtray { cashtray_id: tray.id }).await;
    assert!(matches!(error, Err(Error::NoAnswer { .. })));
    site.sandbox.stop().await;
}

#[tokio::test]
async fn every_documented_refusal_can_be_met() {
    let site = site(Switches::default()).await;
    let refuse = |kind: &str| Action::Refuse { kind: kind.to_owned() };
    site.sandbox.set_faults(vec![FaultRule::before("GetCashtray", refuse("unpermitted_admin_user"))]);
    let tray = site.cashtray(-5).await;
    let get = GetCashtray { cashtray_id: tray.id };
    let refused = site.client().send(&get).await.expect_err("refused");
    let refusal = refused.refusal().expect("a refusal");
    assert_eq!((refusal.status, refusal.kind.as_str()), (403, "unpermitted_admin_user"));

    let late = FaultRule::after("CreateCashtray", refuse("temporarily_unavailable"));
    site.sandbox.set_faults(vec![late]);
    let error = site.client().send(&site.new_cashtray(-6)).await.expect_err("refused after the effect");
    assert_eq!(error.refusal().expect("a refusal").kind, "temporarily_unavailable");
    assert!(error.is_outcome_unknown());
    assert_eq!(site.sandbox.open_cashtrays().len(), 2);

    site.sandbox.add_fault(FaultRule::before(SCAN, refuse("private_money_closed")));
    let scan = site.sandbox.scan(&ScanTarget::Cashtray(tray.id), "rich").expect_err("refused");
    assert_eq!(scan.kind, "private_money_closed");
    let attempt = site.client().send(&get).await.expect("known").value.attempt.expect("an attempt");
    assert_eq!(
        (attempt.error_type.as_str(), attempt.error_message.as_str()),
        ("private_money_closed", "このマネーは解約されています")
    );
}
