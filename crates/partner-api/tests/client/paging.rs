//! Lists over the wire: one page at a time, in order, and to the end.

use std::pin::pin;

use futures_util::{StreamExt, TryStreamExt};
use partner_api::operations::shops::ListShops;
use partner_api::operations::transfers::ListTransfers;
use partner_api::{Error, PAGES_LIMIT};
use serde_json::{Value, json};

use crate::far_side::{FarSide, Received, Reply, http, sealed, success};

const PER_PAGE: u64 = 2;

/// A far side with so many shops, two on a page.
async fn shops(count: u64) -> FarSide {
    FarSide::start(move |request| Reply::Answer(success(request, &page(asked(request), count).to_string()))).await
}

fn asked(request: &Received) -> u64 {
    request.call().request_data["page"].as_u64().unwrap_or(1)
}

fn page(current: u64, count: u64) -> Value {
    let last = count.div_ceil(PER_PAGE).max(1);
    let rows: Vec<_> = ((current - 1) * PER_PAGE..(current * PER_PAGE).min(count)).map(shop).collect();
    let pagination = json!({
        "current": current, "per_page": PER_PAGE, "max_page": last, "has_prev": current > 1, "has_next": current < last,
    });
    json!({ "rows": rows, "count": count, "pagination": pagination })
}

fn shop(number: u64) -> Value {
    json!({
        "id": format!("00000000-0000-4000-8000-{number:012}"), "name": format!("{number}号店"), "organization_code": "taiyaki",
        "postal_code": null, "address": null, "tel": null, "email": null, "external_id": null,
    })
}

fn pages_asked(far_side: &mut FarSide) -> Vec<u64> {
    far_side.received().iter().map(asked).collect()
}

#[tokio::test]
async fn every_row_comes_once_and_in_order() {
    for (count, pages) in [(0, 1), (1, 1), (2, 1), (3, 2), (7, 4)] {
        let mut far_side = shops(count).await;
        let client = far_side.client();
        let rows: Vec<_> = client.rows(ListShops::default()).try_collect().await.expect("a list");
        let names: Vec<_> = rows.into_iter().map(|shop| shop.name).collect();
        assert_eq!(names, (0..count).map(|number| format!("{number}号店")).collect::<Vec<_>>());
        assert_eq!(pages_asked(&mut far_side), (1..=pages).collect::<Vec<_>>());
    }
}

#[tokio::test]
async fn the_filters_go_along_with_every_page_and_the_first_is_not_named() {
    let mut far_side = shops(3).await;
    let list = ListShops { name: Some("号店".to_owned()), ..ListShops::default() };
    let client = far_side.client();
    let pages: Vec<_> = client.pages(list).try_collect().await.expect("a list");
    assert_eq!(pages.iter().map(|page| (page.rows.len(), page.count)).collect::<Vec<_>>(), [(2, 3), (1, 3)]);
    let sent: Vec<_> = far_side.received().iter().map(|request| request.call().request_data).collect();
    assert_eq!(sent, [json!({ "name": "号店" }), json!({ "name": "号店", "page": 2 })]);
}

#[tokio::test]
async fn a_list_can_be_read_from_the_middle() {
    let mut far_side = shops(7).await;
    let client = far_side.client();
    let list = ListShops { page: Some(3), ..ListShops::default() };
    let rows: Vec<_> = client.rows(list).try_collect().await.expect("a list");
    assert_eq!(rows.len(), 3);
    assert_eq!(pages_asked(&mut far_side), [3, 4]);
}

#[tokio::test]
async fn no_page_is_asked_for_before_somebody_wants_it() {
    let mut far_side = shops(7).await;
    let client = far_side.client();
    let mut rows = pin!(client.rows(ListShops::default()));
    for _ in 0..2 {
        rows.try_next().await.expect("an answer").expect("a row");
    }
    assert_eq!(pages_asked(&mut far_side), [1]);
    rows.try_next().await.expect("an answer").expect("a row");
    assert_eq!(pages_asked(&mut far_side), [2]);
}

#[tokio::test]
async fn an_error_ends_the_list_and_is_not_its_end() {
    let far_side = FarSide::start(|request| {
        if asked(request) < 2 {
            return Reply::Answer(success(request, &page(1, 5).to_string()));
        }
        let body = r#"{"type":"temporarily_unavailable","message":"Service Unavailable"}"#;
        Reply::Answer(http(503, "", &sealed(request, body)))
    })
    .await;
    let client = far_side.client();
    let rows: Vec<_> = client.rows(ListShops::default()).collect().await;
    assert_eq!(rows.len(), 3, "two rows and the error");
    assert!(rows[..2].iter().all(Result::is_ok));
    assert!(rows[2].as_ref().is_err_and(Error::is_busy));
}

#[tokio::test]
async fn a_far_side_that_answers_the_same_page_again_is_not_believed() {
    let far_side = FarSide::answering(page(1, 5)).await;
    let client = far_side.client();
    let rows: Vec<_> = client.rows(ListShops::default()).collect().await;
    assert_eq!(rows.len(), 3, "two rows and the error");
    let error = rows[2].as_ref().expect_err("the first page again");
    assert!(error.to_string().contains("page 2 was asked for and page 1 came"), "{error}");
}

#[tokio::test]
async fn a_list_without_end_stops_at_the_limit_and_says_so() {
    let mut far_side = FarSide::start(|request| {
        let mut endless = page(asked(request), u64::MAX);
        endless["rows"] = json!([]);
        Reply::Answer(success(request, &endless.to_string()))
    })
    .await;
    let client = far_side.client();
    let mut pages = pin!(client.pages(ListTransfers::default()));
    let error = loop {
        match pages.next().await.expect("pages or an error") {
            Ok(_) => {}
            Err(error) => break error,
        }
    };
    assert!(matches!(error, Error::InvalidRequest { parameter: "page", .. }), "{error}");
    assert!(pages.next().await.is_none(), "and then there is nothing more");
    assert_eq!(pages_asked(&mut far_side).len(), usize::try_from(PAGES_LIMIT).expect("a small number"));
}

#[tokio::test]
async fn a_list_can_be_read_on_another_thread() {
    let far_side = shops(3).await;
    let client = far_side.client();
    let count = tokio::spawn(async move { client.rows(ListShops::default()).try_collect::<Vec<_>>().await });
    assert_eq!(count.await.expect("no panic").expect("a list").len(), 3);
}

#[tokio::test]
async fn a_list_that_breaks_a_limit_never_leaves() {
    let mut far_side = shops(3).await;
    let list = ListShops { tel: Some("110".to_owned()), ..ListShops::default() };
    let error = far_side.client().rows(list).try_collect::<Vec<_>>().await.expect_err("no telephone number");
    assert!(matches!(error, Error::InvalidRequest { parameter: "tel", .. }), "{error}");
    assert!(far_side.received().is_empty());
}
