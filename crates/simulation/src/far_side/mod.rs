//! The far side: its books of trays, readings and charges, and the line a till reaches it by.

mod books;
mod line;
mod refunds;
mod shape;

pub(crate) use books::{FarSide, Read, Reader, opening};
pub(crate) use line::{Line, Weather};
pub(crate) use refunds::{Habits, TakenBack};
