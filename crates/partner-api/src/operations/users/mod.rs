//! Whose keys these are.

mod get_user;

pub use get_user::GetUser;
