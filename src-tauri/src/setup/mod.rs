//! From keys to a till that sells: what the assistant does in the window, and `provision` without one.
//!
//! `connection`, `key_places` and `keep` know no window; `assistant` remembers what the window's set-up is about, and
//! `acts` carries out what a person asks there.

mod acts;
mod assistant;
mod connection;
mod dropped;
mod keep;
mod key_places;
mod pick;
mod problem;
mod typed;
pub mod view;

pub(crate) use acts::{check_again, choose, connect_file, connect_typed, forget, keep_and_sell, stop_connecting};
pub(crate) use assistant::Assistant;
pub(crate) use connection::{Connection, days_until, wall};
pub(crate) use dropped::tell_dropped;
pub(crate) use keep::{Keeping, Kept, keep};
pub(crate) use key_places::KeyPlaces;
pub(crate) use pick::{PickFor, pick_file};
pub use problem::SetupProblem;
pub(crate) use typed::{Given, TypedIdentity, TypedKeys};
