//! A phone reads any QR of this sandbox: a tray, a bill or a check.

use jiff::Timestamp;
use partner_api::ids::{BillId, TransactionId, UserId};
use rust_decimal::Decimal;

use super::bill::bill_id_in;
use super::check::check_id_in;
use super::{Ledger, ScanRefused, ScanResult, Strategy, tray_id_in};
use crate::refusal::Refusal;

impl Ledger {
    /// What the QR asks for is done. `amount` is what the customer enters for a bill that leaves it open.
    pub(crate) fn read_token(
        &mut self,
        now: Timestamp,
        token: &str,
        customer: &str,
        amount: Option<Decimal>,
        forced: Option<&str>,
    ) -> Result<ScanResult, ScanRefused> {
        if let Some(id) = tray_id_in(token) {
            return self.scan(now, id, customer, forced);
        }
        let (check, bill) = (check_id_in(token), bill_id_in(token));
        let customer_id = match (check, bill) {
            (None, None) => return Err(ScanRefused::of("cashtray_not_found")),
            _ => self.customer_named(customer)?,
        };
        let made = match (forced, check, bill) {
            (Some(kind), _, _) => Err(Refusal::of(kind)),
            (None, Some(id), _) => self.read_check(now, id, customer_id).map_err(Refusal::of),
            (None, None, Some(id)) => self.pay_bill(now, id, customer_id, amount),
            (None, None, None) => Err(Refusal::not_found()),
        };
        made.map(|id| self.result_of(id)).map_err(|refusal| ScanRefused::of(&refusal.kind))
    }

    /// A customer pays by a bill. A switched-off bill is read like one that never was; no document names a type for
    /// either.
    fn pay_bill(
        &mut self,
        now: Timestamp,
        id: BillId,
        customer_id: UserId,
        amount: Option<Decimal>,
    ) -> Result<TransactionId, Refusal> {
        let bill = self.bill(id).filter(|bill| !bill.is_disabled).ok_or_else(Refusal::not_found)?;
        let shop = self.account(bill.account_id).ok_or_else(Refusal::not_found)?;
        let wallet = self.customer_wallet(customer_id, shop.private_money_id)?;
        let amount = bill.amount.or(amount).unwrap_or_default();
        let payment = self.payment(wallet, shop, amount, Strategy::default(), &bill.description);
        Ok(self.record(now, payment.map_err(Refusal::of)?))
    }
}
