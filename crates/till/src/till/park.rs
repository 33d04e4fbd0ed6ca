//! Park: set a sale aside while its outcome is uncertain. It is followed on, and its end is told when it comes.

use super::actor::Actor;
use crate::sale::SaleEvent;
use crate::tag::SaleNumber;
use crate::view::CommandProblem;

impl Actor {
    pub(super) fn park(&mut self, number: SaleNumber) -> Result<(), CommandProblem> {
        self.append(number, &SaleEvent::Parked)?;
        Ok(())
    }

    /// The result was seen: of the sale on the screen, or of one that had been set aside.
    pub(super) fn done(&mut self, number: SaleNumber) -> Result<(), CommandProblem> {
        self.append(number, &SaleEvent::Acknowledged)?;
        Ok(())
    }
}
