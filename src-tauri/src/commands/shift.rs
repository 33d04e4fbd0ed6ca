//! The shift's acts.

use staff::{Permit, Right};
use tauri::command;
use till::view::{ShiftAct, ShiftProblem};

use super::TheDesk;
use crate::staff::{Gated, by, pass};

/// Opens or closes a shift; answers its number.
#[command]
pub(crate) async fn shift_act(desk: TheDesk<'_>, act: ShiftAct) -> Result<u32, Gated<ShiftProblem>> {
    let selling = desk.selling().ok_or(Gated::Problem(ShiftProblem::Closing))?;
    let right = match &act {
        ShiftAct::Open { .. } => Right::Sell,
        ShiftAct::Close { carried_by: None, .. } => Right::Close,
        ShiftAct::Close { carried_by: Some(_), .. } => Right::CarryOver,
    };
    pass(&desk, Some(right), async |permit| {
        selling.till.signed(by(permit)).shift_act(in_the_name_of(permit, act)).await
    })
    .await
}

/// Who is logged in, or has approved, stands in the books; what was typed counts only where nobody is.
fn in_the_name_of(permit: &Permit, mut act: ShiftAct) -> ShiftAct {
    match &mut act {
        ShiftAct::Open { staff, .. } => set(staff, permit.who.as_ref()),
        ShiftAct::Close { staff, carried_by, .. } => {
            set(staff, permit.who.as_ref());
            if let Some(carried_by) = carried_by {
                set(carried_by, permit.approved_by.as_ref().or(permit.who.as_ref()));
            }
        }
    }
    act
}

fn set(name: &mut String, person: Option<&staff::Person>) {
    if let Some(person) = person {
        name.clone_from(&person.name);
    }
}
