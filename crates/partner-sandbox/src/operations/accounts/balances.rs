//! What both lists of balances are asked for.

use jiff::Timestamp;
use partner_api::schema::{AccountBalance, Page};

use crate::ledger::{Purse, balance_shape};
use crate::page::PageWanted;
use crate::parameters::{Parameters, moment, one_of};

/// In which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Direction {
    Ascending,
    Descending,
}

/// Which parts, in which order, on which page.
pub(super) struct BalancesWanted {
    from: Option<Timestamp>,
    to: Option<Timestamp>,
    direction: Direction,
    page: PageWanted,
}

impl BalancesWanted {
    pub(super) fn read(sent: &mut Parameters, default: Direction) -> Self {
        let direction = sent.optional("direction", one_of(&["asc", "desc"]));
        Self {
            from: sent.optional("expires_at_from", moment),
            to: sent.optional("expires_at_to", moment),
            direction: match direction {
                Some("asc") => Direction::Ascending,
                Some(_) => Direction::Descending,
                None => default,
            },
            page: PageWanted::read_accounts(sent),
        }
    }

    /// From `expires_at_from` on, before `expires_at_to`. What ends never comes after everything that ends.
    pub(super) fn of(&self, mut parts: Vec<(Option<Timestamp>, Purse)>) -> Page<AccountBalance> {
        parts.retain(|(end, _)| {
            self.from.is_none_or(|from| end.is_none_or(|end| end >= from))
                && self.to.is_none_or(|to| end.is_some_and(|end| end < to))
        });
        parts.sort_by_key(|(end, _)| (end.is_none(), *end));
        if self.direction == Direction::Descending {
            parts.reverse();
        }
        self.page.of(parts.into_iter().map(|(end, part)| balance_shape(end, part)).collect())
    }
}
