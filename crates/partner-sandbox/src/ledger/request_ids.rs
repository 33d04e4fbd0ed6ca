//! Which call a `request_id` was used for, so that a repeat of the call does not move money twice.

use partner_api::ids::TransactionId;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::Ledger;
use crate::refusal::Refusal;

/// What a `request_id` stands for.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub(super) struct Remembered {
    /// What was asked for.
    call: String,
    /// What came of it.
    transaction_id: TransactionId,
}

impl Ledger {
    /// Does what moves money, once per `request_id`.
    ///
    /// The same call with the same id answers the transaction that is there; another call with it is refused. A call
    /// that was refused leaves the id free, so that it can be repeated when the reason is gone (no document says).
    pub(crate) fn once(
        &mut self,
        request_id: Option<Uuid>,
        call: impl FnOnce() -> String,
        act: impl FnOnce(&mut Self) -> Result<TransactionId, Refusal>,
    ) -> Result<TransactionId, Refusal> {
        let Some(request_id) = request_id else { return act(self) };
        let call = call();
        if let Some(known) = self.requests.get(&request_id) {
            let is_repeat = known.call == call;
            return if is_repeat { Ok(known.transaction_id) } else { Err(Refusal::of("request_id_conflict")) };
        }
        let transaction_id = act(self)?;
        self.requests.insert(request_id, Remembered { call, transaction_id });
        Ok(transaction_id)
    }

    /// Whether every remembered call led to a transaction that is there.
    pub(super) fn knows_its_requests(&self) -> bool {
        self.requests.values().all(|known| self.transactions.contains_key(&known.transaction_id))
    }
}
