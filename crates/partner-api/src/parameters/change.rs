use serde::{Serialize, Serializer};

/// What an update does to a field that may be empty: the documents tell a missing parameter (no change) from a null one
/// (empty from now on).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Change<T> {
    /// Leaves it as it is: nothing is sent.
    #[default]
    Keep,
    /// Empties it: null is sent.
    Clear,
    /// Gives it this value.
    Set(T),
}

impl<T> Change<T> {
    /// Whether nothing is sent.
    pub fn is_keep(&self) -> bool {
        matches!(self, Self::Keep)
    }

    /// The new value, where there is one.
    pub fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }
}

impl<T: Serialize> Serialize for Change<T> {
    /// A [`Change::Keep`] has no form of its own: the field that holds it is skipped.
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.value().serialize(serializer)
    }
}
