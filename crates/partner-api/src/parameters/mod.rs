//! Shapes of request parameters that more than one operation needs, or that a rule of the documents makes necessary.
//!
//! What only one operation knows stands in its file. Nothing here is read from an answer: what the server sends stays
//! text where it may add values, see [`schema`](crate::schema).

mod change;
mod choices;
mod metadata;
mod money_or_points;
mod period;

pub use change::Change;
pub use choices::{AccountStatus, Direction, PaymentStrategy};
pub use metadata::Metadata;
pub use money_or_points::MoneyOrPoints;
pub use period::Period;
