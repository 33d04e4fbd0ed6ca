//! What every operation of the API has in common.

use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::Error;
use crate::schema::Page;

/// One operation: the request type *is* the endpoint.
///
/// The struct's serialised fields are the request's parameters (`request_data`); fields that belong into the path are
/// `#[serde(skip)]` and appear in [`Operation::path`].
pub trait Operation: Serialize {
    /// What a success answers.
    type Response: DeserializeOwned;
    /// The operation's name in Pokepay's documents, for logs and errors.
    const NAME: &'static str;
    /// The intended HTTP method. On the wire everything is a POST that names it (wire protocol, section 2).
    const METHOD: Method;
    /// The path as the documents print it, with `{parameters}`.
    const PATH: &'static str;
    /// Whether sending it twice is safe.
    const REPEAT: Repeat;
    /// Whether request and answer travel in the envelope. Only `GET /ping` goes without, as a bare GET.
    const SEALED: bool = true;

    /// Checks the documented lengths, counts and patterns of the parameters; what breaks one is never sent. The spelling
    /// of an e-mail address is the server's to judge.
    fn check(&self) -> Result<(), Error> {
        Ok(())
    }

    /// The path with its parameters filled in.
    fn path(&self) -> String {
        Self::PATH.to_owned()
    }
}

/// An operation that answers a list page by page; [`Client::pages`](crate::Client::pages) and
/// [`Client::rows`](crate::Client::rows) turn the pages.
pub trait Paged: Operation<Response = Page<Self::Row>> {
    /// One row of the list.
    type Row: DeserializeOwned;

    /// The page that is asked for, from 1; `None` for the server's default, the first.
    fn page(&self) -> Option<u32>;

    /// Asks for this page.
    fn set_page(&mut self, page: u32);
}

/// The method an operation is documented with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Reads.
    Get,
    /// Creates or acts.
    Post,
    /// Changes some fields.
    Patch,
    /// Removes or cancels.
    Delete,
}

impl Method {
    /// As `request_method` spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Get => "GET",
            Self::Post => "POST",
            Self::Patch => "PATCH",
            Self::Delete => "DELETE",
        }
    }
}

/// Whether an operation may be sent again when its answer was lost.
///
/// Nothing in this crate sends anything twice by itself; this tells the caller what it may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// A second time changes nothing more.
    Harmless,
    /// Safe while the same `request_id` is sent.
    WithSameRequestId,
    /// A second time may do it twice: look the outcome up instead.
    Never,
}
