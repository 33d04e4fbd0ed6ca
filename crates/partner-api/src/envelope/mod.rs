//! The envelope: every parameter and every answer travels as JSON inside AES-256-CBC inside JSON.
//!
//! Here and not in the client, because the far side speaks it too. It knows keys, bytes and text; it must not know
//! HTTP or any operation.
//!
//! The cipher hides and does not protect: who changes bits on the way is not noticed (wire protocol, section 4). That an
//! answer is the server's own rests on TLS and the client certificate alone.

mod cipher;
mod message;
mod secret;

pub use cipher::{CannotOpen, open, seal};
pub use message::{Call, SealedRequest, SealedResponse};
pub use secret::{ClientSecret, ClientSecretError};
