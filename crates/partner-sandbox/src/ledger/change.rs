//! What an update does to something that may be empty.

/// Leave it, empty it, or set it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Change<T> {
    /// The parameter was not sent.
    #[default]
    Keep,
    /// It was sent as null.
    Clear,
    /// It was sent with a value.
    Set(T),
}

impl<T> Change<T> {
    /// The new value, when there is one.
    pub(super) fn value(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Keep | Self::Clear => None,
        }
    }

    /// Does it.
    pub(super) fn apply(self, field: &mut Option<T>) {
        match self {
            Self::Keep => {}
            Self::Clear => *field = None,
            Self::Set(value) => *field = Some(value),
        }
    }
}
