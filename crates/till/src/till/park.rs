//! Park: set a sale aside while its outcome is uncertain. It is followed on, and its end is told when it comes.

use super::actor::{Actor, Followed};
use crate::sale::{Place, SaleEvent, Trace};
use crate::tag::SaleNumber;
use crate::view::CommandProblem;

impl Actor {
    pub(super) fn park(&mut self, number: SaleNumber) -> Result<(), CommandProblem> {
        self.append(number, &SaleEvent::Parked)?;
        Ok(())
    }

    /// The result was seen: of the sale on the screen, or of one that had been set aside. Sales that were found in the
    /// server's list only are told of together, and so they are seen together.
    pub(super) fn done(&mut self, number: SaleNumber) -> Result<(), CommandProblem> {
        let is_adopted = |it: &Followed| it.sale.trace == Trace::Adopted && it.sale.place == Place::Aside;
        let mut seen = vec![number];
        if self.sales.get(&number).is_some_and(is_adopted) {
            seen = self.sales.iter().filter(|(_, it)| is_adopted(it)).map(|(number, _)| *number).collect();
        }
        for number in seen {
            self.append(number, &SaleEvent::Acknowledged)?;
        }
        Ok(())
    }
}
