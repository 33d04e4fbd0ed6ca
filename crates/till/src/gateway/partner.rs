//! The gateway onto the Partner API.

use std::sync::Arc;
use std::time::Duration;

use partner_api::ids::{CashtrayId, TransactionId};
use partner_api::operations::cashtrays::{CancelCashtray, CreateCashtray, GetCashtray, UpdateCashtray};
use partner_api::operations::system::GetPing;
use partner_api::operations::transactions::{GetTransaction, ListTransactions, RefundTransaction};
use partner_api::schema::{Cashtray, CashtrayWithResult, Page, Transaction};
use partner_api::{Answer, Client};

use super::{Change, Exchange, Gateway, Order, Terms, TransactionQuery, signed};

/// Trays of one shop and money at Pokepay, or at a sandbox that speaks its language.
#[derive(Clone, Debug)]
pub struct PartnerGateway {
    client: Arc<Client>,
    terms: Terms,
}

impl PartnerGateway {
    /// A gateway that sells for this shop in this money.
    pub fn new(client: Arc<Client>, terms: Terms) -> Self {
        Self { client, terms }
    }

    fn send<O>(&self, operation: O) -> Exchange<O::Response>
    where
        O: partner_api::Operation + Send + Sync + 'static,
        O::Response: Send,
    {
        let client = Arc::clone(&self.client);
        Box::pin(async move { client.send(&operation).await })
    }
}

impl Gateway for PartnerGateway {
    fn terms(&self) -> Terms {
        self.terms
    }

    fn create_cashtray(&self, order: Order) -> Exchange<Cashtray> {
        self.send(create_request(self.terms, order))
    }

    fn get_cashtray(&self, id: CashtrayId) -> Exchange<CashtrayWithResult> {
        self.send(GetCashtray { cashtray_id: id })
    }

    fn update_cashtray(&self, id: CashtrayId, change: Change) -> Exchange<Cashtray> {
        self.send(update(id, change))
    }

    fn cancel_cashtray(&self, id: CashtrayId) -> Exchange<Cashtray> {
        self.send(CancelCashtray { cashtray_id: id })
    }

    fn get_transaction(&self, id: TransactionId) -> Exchange<Transaction> {
        self.send(GetTransaction { transaction_id: id })
    }

    fn refund_transaction(&self, id: TransactionId, description: String) -> Exchange<Transaction> {
        self.send(RefundTransaction {
            transaction_id: id,
            description: Some(description),
            returning_point_expires_at: None,
        })
    }

    fn list_transactions(&self, query: TransactionQuery) -> Exchange<Page<Transaction>> {
        self.send(list(self.terms, query))
    }

    fn ping(&self) -> Exchange<()> {
        let pong = self.send(GetPing {});
        Box::pin(async move {
            let Answer { value: _, server_date, round_trip } = pong.await?;
            Ok(Answer { value: (), server_date, round_trip })
        })
    }
}

/// The request that asks for a tray. Here the direction has become a sign.
pub fn create_request(terms: Terms, order: Order) -> CreateCashtray {
    CreateCashtray {
        private_money_id: terms.private_money_id,
        shop_id: terms.shop_id,
        amount: signed(order.direction, order.amount),
        description: Some(order.description),
        expires_in: Some(whole_seconds(order.life)),
    }
}

fn list(terms: Terms, query: TransactionQuery) -> ListTransactions {
    let TransactionQuery { from, to, description, page, per_page } = query;
    ListTransactions {
        from,
        to,
        description,
        page: Some(page),
        per_page: Some(per_page),
        shop_id: Some(terms.shop_id),
        private_money_id: Some(terms.private_money_id),
        ..ListTransactions::default()
    }
}

fn update(id: CashtrayId, change: Change) -> UpdateCashtray {
    let nothing = UpdateCashtray { cashtray_id: id, amount: None, description: None, expires_in: None };
    match change {
        Change::Amount { direction, to } => UpdateCashtray { amount: Some(signed(direction, to)), ..nothing },
        Change::Life(life) => UpdateCashtray { expires_in: Some(whole_seconds(life)), ..nothing },
    }
}

/// Rounded up, and at least the one second that the API wants.
fn whole_seconds(life: Duration) -> u32 {
    let seconds = life.as_secs() + u64::from(life.subsec_nanos() > 0);
    u32::try_from(seconds.max(1)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use partner_api::ids::{CashtrayId, PrivateMoneyId, ShopId};
    use rust_decimal::Decimal;
    use uuid::Uuid;

    use super::{create_request, list, update};
    use crate::gateway::{Change, Order, Terms, TransactionQuery};
    use crate::money::{Amount, Direction};

    fn terms() -> Terms {
        Terms { shop_id: ShopId(Uuid::from_u128(1)), private_money_id: PrivateMoneyId(Uuid::from_u128(2)) }
    }

    fn yen(units: u32) -> Amount {
        Amount::try_from(Decimal::from(units)).expect("above zero")
    }

    #[test]
    fn a_payment_leaves_with_a_minus_and_a_topup_without() {
        for (direction, written) in [(Direction::Payment, "-1280"), (Direction::Topup, "1280")] {
            let order = Order {
                direction,
                amount: yen(1280),
                description: "[A-0001-0]".to_owned(),
                life: Duration::from_millis(299_001),
            };
            let json = serde_json::to_string(&create_request(terms(), order)).expect("plain data");
            assert_eq!(
                json,
                format!(
                    "{{\"private_money_id\":\"00000000-0000-0000-0000-000000000002\",\
                     \"shop_id\":\"00000000-0000-0000-0000-000000000001\",\"amount\":{written},\
                     \"description\":\"[A-0001-0]\",\"expires_in\":300}}"
                )
            );
        }
    }

    #[test]
    fn an_amend_never_moves_the_end_and_an_extension_never_the_amount() {
        let id = CashtrayId(Uuid::from_u128(3));
        let json = |change| serde_json::to_string(&update(id, change)).expect("plain data");
        let to = yen(900);
        assert_eq!(json(Change::Amount { direction: Direction::Payment, to }), "{\"amount\":-900}");
        assert_eq!(json(Change::Amount { direction: Direction::Topup, to }), "{\"amount\":900}");
        assert_eq!(json(Change::Life(Duration::from_millis(1))), "{\"expires_in\":1}");
    }

    #[test]
    fn a_list_names_this_shop_and_money_and_the_whole_description() {
        let query = TransactionQuery {
            from: Some("2026-11-20T06:00:00Z".parse().expect("a moment")),
            to: None,
            description: Some("table 5 [A-0001-0]".to_owned()),
            page: 2,
            per_page: 50,
        };
        let json = serde_json::to_string(&list(terms(), query)).expect("plain data");
        assert_eq!(
            json,
            "{\"from\":\"2026-11-20T06:00:00.000000Z\",\"page\":2,\"per_page\":50,\
             \"shop_id\":\"00000000-0000-0000-0000-000000000001\",\
             \"private_money_id\":\"00000000-0000-0000-0000-000000000002\",\
             \"description\":\"table 5 [A-0001-0]\"}"
        );
    }
}
