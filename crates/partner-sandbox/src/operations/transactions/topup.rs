//! What both forms of a top-up are asked for.

use jiff::Timestamp;
use partner_api::ids::{PrivateMoneyId, ShopId, UserId};
use rust_decimal::Decimal;

use crate::ledger::{NewTopup, Purse};
use crate::operations::Request;
use crate::parameters::{Parameters, moment, text_up_to, uuid};
use crate::refusal::Refusal;

/// The parameters, as far as they could be read.
pub(super) struct TopupWanted {
    shop_id: Option<ShopId>,
    customer_id: Option<UserId>,
    private_money_id: Option<PrivateMoneyId>,
    moved: Purse,
    points_expire_at: Option<Timestamp>,
    description: String,
}

impl TopupWanted {
    /// `part` reads money and points: the two forms differ in whether a fraction is a wrong parameter.
    pub(super) fn read(request: &mut Request<'_>, part: fn(&str) -> Option<Decimal>) -> Self {
        let sent = &mut request.parameters;
        let points_expire_at = sent.optional("point_expires_at", moment);
        if points_expire_at.is_some_and(|at| at <= request.now) {
            sent.refuse("point_expires_at");
        }
        Self {
            shop_id: sent.required("shop_id", uuid).map(ShopId),
            customer_id: sent.required("customer_id", uuid).map(UserId),
            private_money_id: sent.required("private_money_id", uuid).map(PrivateMoneyId),
            moved: Purse {
                money: sent.optional("money_amount", part).unwrap_or_default(),
                points: sent.optional("point_amount", part).unwrap_or_default(),
            },
            points_expire_at,
            description: sent.optional("description", text_up_to(200)).unwrap_or_default(),
        }
    }

    /// Passes when every parameter was right and something is given.
    pub(super) fn check(self, sent: &Parameters) -> Result<NewTopup, Refusal> {
        sent.check()?;
        let (Some(shop_id), Some(customer_id), Some(private_money_id)) =
            (self.shop_id, self.customer_id, self.private_money_id)
        else {
            return Err(sent.refusal());
        };
        if self.moved == Purse::default() {
            return Err(Refusal::of("invalid_parameter_both_point_and_money_are_zero"));
        }
        Ok(NewTopup {
            shop_id,
            customer_id,
            private_money_id,
            moved: self.moved,
            bear_point_shop_id: None,
            points_expire_at: self.points_expire_at,
            description: self.description,
            request_id: None,
        })
    }
}
