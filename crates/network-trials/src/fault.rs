//! The kinds of fault, by name. To add one: a line in [`KINDS`], and what it does in `proxy` or `middlebox`.

use std::time::Duration;

use rand::Rng;
use rand::rngs::StdRng;

use crate::middlebox::Harm;
use crate::proxy::{Direction, End, Trouble};

/// A kind of fault.
#[derive(Clone, Copy, Debug)]
pub struct Kind {
    /// What it is called in reports.
    pub name: &'static str,
    make: fn(&mut StdRng) -> Fault,
}

/// What strikes.
#[derive(Clone, Debug)]
pub enum Fault {
    /// Cables, routers and dying servers: bytes.
    Line(Trouble),
    /// The line comes and goes: each of these for a while, with calm between.
    Flaps(Vec<Trouble>),
    /// Gateways, caches, portals: HTTP.
    Http(Harm),
}

impl Kind {
    /// One of this kind, with its numbers rolled.
    pub fn make(&self, dice: &mut StdRng) -> Fault {
        (self.make)(dice)
    }
}

const fn kind(name: &'static str, make: fn(&mut StdRng) -> Fault) -> Kind {
    Kind { name, make }
}

/// A sealed request is about this long with its TLS records.
const REQUEST_BYTES: u64 = 1400;
/// An answer is about this long.
const ANSWER_BYTES: u64 = 2600;
/// The server's part of a TLS handshake is about this long.
const HANDSHAKE_BYTES: u64 = 1500;

fn cut(direction: Direction, most: u64, end: End) -> impl Fn(&mut StdRng) -> Fault {
    move |dice| Fault::Line(Trouble::Cut { direction, after: dice.random_range(0..most), end })
}

fn page(status: u16) -> Fault {
    Fault::Http(Harm::Page { status, retry_after: None })
}

/// Every kind there is.
pub const KINDS: &[Kind] = &[
    // The connection cannot be made.
    kind("refused", |_| Fault::Line(Trouble::Refuse)),
    kind("accepted, then closed", |_| Fault::Line(Trouble::AcceptThen(End::Fin))),
    kind("accepted, then reset", |_| Fault::Line(Trouble::AcceptThen(End::Reset))),
    kind("accepted, then silence", |_| Fault::Line(Trouble::AcceptThenSilence)),
    kind("plain text instead of TLS", |_| Fault::Line(Trouble::PlainText)),
    kind("client hello cut", |dice| {
        Fault::Line(Trouble::CutHandshake { direction: Direction::Up, after: dice.random_range(0..200) })
    }),
    kind("server's handshake cut", |dice| {
        let after = dice.random_range(0..HANDSHAKE_BYTES);
        Fault::Line(Trouble::CutHandshake { direction: Direction::Down, after })
    }),
    kind("no second connection", |_| Fault::Line(Trouble::OneConnection(Duration::from_millis(200)))),
    // The connection that is there dies.
    kind("kept connection closed", |_| Fault::Line(Trouble::EndKept(End::Fin))),
    kind("kept connection reset", |_| Fault::Line(Trouble::EndKept(End::Reset))),
    kind("kept connection half open", |_| Fault::Line(Trouble::HalfOpen)),
    kind("request cut", |dice| cut(Direction::Up, REQUEST_BYTES, End::Fin)(dice)),
    kind("request reset", |dice| cut(Direction::Up, REQUEST_BYTES, End::Reset)(dice)),
    kind("answer cut", |dice| cut(Direction::Down, ANSWER_BYTES, End::Fin)(dice)),
    kind("answer reset", |dice| cut(Direction::Down, ANSWER_BYTES, End::Reset)(dice)),
    kind("answer cut before its first byte", |_| {
        Fault::Line(Trouble::Cut { direction: Direction::Down, after: 0, end: End::Fin })
    }),
    // Bytes are late, lost or wrong.
    kind("everything dropped", |_| Fault::Line(Trouble::Blackhole)),
    kind("requests lost", |_| Fault::Line(Trouble::Lose(Direction::Up))),
    kind("answers lost", |_| Fault::Line(Trouble::Lose(Direction::Down))),
    kind("request stalls", |dice| {
        Fault::Line(Trouble::Stall { direction: Direction::Up, after: dice.random_range(0..REQUEST_BYTES) })
    }),
    kind("answer stalls", |dice| {
        Fault::Line(Trouble::Stall { direction: Direction::Down, after: dice.random_range(0..ANSWER_BYTES) })
    }),
    kind("request drips", |_| Fault::Line(Trouble::Drip { direction: Direction::Up, gap: Duration::from_millis(100) })),
    kind("answer drips", |_| {
        Fault::Line(Trouble::Drip { direction: Direction::Down, gap: Duration::from_millis(100) })
    }),
    kind("delay", |dice| Fault::Line(Trouble::Delay(Duration::from_millis(dice.random_range(20..600))))),
    kind("small pieces", |_| Fault::Line(Trouble::Slices)),
    kind("wrong bit in a request", |dice| {
        Fault::Line(Trouble::FlipBit { direction: Direction::Up, at: dice.random_range(0..REQUEST_BYTES / 2) })
    }),
    kind("wrong bit in an answer", |dice| {
        Fault::Line(Trouble::FlipBit { direction: Direction::Down, at: dice.random_range(0..ANSWER_BYTES / 4) })
    }),
    kind("flaps", |dice| {
        let all = [Trouble::Refuse, Trouble::Blackhole, Trouble::EndKept(End::Reset), Trouble::Lose(Direction::Down)];
        Fault::Flaps((0..4).map(|_| all[dice.random_range(0..all.len())]).collect())
    }),
    // A gateway, a portal or a cache answers.
    kind("portal's page, 200", |_| page(200)),
    kind("portal's redirect, 302", |_| {
        Fault::Http(Harm::Redirect { status: 302, location: "https://portal.invalid/login".to_owned() })
    }),
    kind("portal, 511", |_| page(511)),
    kind("500 with a page", |_| page(500)),
    kind("502 with a page", |_| page(502)),
    kind("502 after the effect", |_| Fault::Http(Harm::PageAfterEffect { status: 502 })),
    kind("503", |_| page(503)),
    kind("504 after the effect", |_| Fault::Http(Harm::PageAfterEffect { status: 504 })),
    kind("429 with Retry-After", |_| Fault::Http(Harm::Page { status: 429, retry_after: Some(1) })),
    kind("closed on receipt", |_| Fault::Http(Harm::CloseOnReceipt)),
    kind("closed after the effect", |_| Fault::Http(Harm::CloseAfterEffect)),
    kind("head, then nothing", |_| Fault::Http(Harm::HeadOnly)),
    kind("endless body", |_| Fault::Http(Harm::EndlessBody)),
    kind("gzip bomb", |_| Fault::Http(Harm::GzipBomb)),
    kind("another call's answer", |_| Fault::Http(Harm::OldAnswer)),
    kind("GET without its body", |_| Fault::Http(Harm::StripGetBodies)),
    kind("cut inside chunks", |_| Fault::Http(Harm::CutInsideChunks)),
    kind("shorter than promised", |_| Fault::Http(Harm::ShortBody)),
    kind("carried out late", |dice| Fault::Http(Harm::LateEffect(Duration::from_millis(dice.random_range(100..2500))))),
    kind("sent twice", |_| Fault::Http(Harm::Twice)),
    kind("no HTTP", |_| Fault::Http(Harm::NotHttp)),
];
