//! What an update does to something that may be empty.

pub(crate) use partner_api::parameters::Change;

/// Leaves it, empties it, or sets it.
pub(super) fn apply<T>(change: Change<T>, field: &mut Option<T>) {
    match change {
        Change::Keep => {}
        Change::Clear => *field = None,
        Change::Set(value) => *field = Some(value),
    }
}
