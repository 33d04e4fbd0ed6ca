//! Sign and amount on the wire, held against the official SDK's (figure G8).
//!
//! The till's own way from an order to the bytes that leave, beside the Node SDK's: both envelopes are opened, and what
//! they hold has to be the same text. The SDK runs from npm as it is published, without a network: the one call that
//! would open a connection is replaced (`signs.mjs`).
//!
//! Amounts go up to 2^53 - 1, the largest whole number that JavaScript holds exactly. Beyond it the SDK itself rounds.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::path::Path;
use std::process::{ChildStdin, Command, Stdio};
use std::thread;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use partner_api::envelope::{SealedRequest, open};
use partner_api::ids::{PrivateMoneyId, ShopId};
use partner_api::offline::{Sender, write_request};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::value::RawValue;
use till::gateway::{Order, Terms, create_request};
use till::money::{Amount, Direction};
use till::tag::{SaleNumber, Tag, TillCode, describe, tidy_note};
use uuid::Uuid;

use crate::entry::SECRET;

/// The largest amount that the SDK can write exactly.
const MOST: u64 = (1 << 53) - 1;

/// The SDK's secret and ours.
const SECRET_TEXT: &str = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8";

const CLIENT_ID: &str = "11111111-2222-4333-8444-555555555555";

/// What staff may have typed beside the amount.
const NOTES: [&str; 5] = ["", "たい焼き(小倉) 2", "\"&<>\\/ 100% \u{7f}\u{2028}", "🍣👨‍👩‍👧", "e\u{301} -1280"];

/// How a comparison went.
#[derive(Debug)]
pub struct Trial {
    /// Orders at the edges: around each power of ten and of two, in both directions.
    pub edges: usize,
    /// Orders of random amounts.
    pub random: usize,
    /// One sentence for each order that was not written the same.
    pub differences: Vec<String>,
}

impl fmt::Display for Trial {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { edges, random, differences } = self;
        write!(
            f,
            "G8: {edges} edges and {random} random amounts, payments and top-ups: {} differ from the official SDK's \
             decrypted envelope",
            differences.len()
        )
    }
}

/// Sends every edge and this many random amounts through both.
pub fn compare(sdk: &Path, amounts: usize, seed: u64) -> Result<Trial> {
    let installed = sdk.join("node_modules/@pokepay/pokepay-partner-sdk/package.json");
    ensure!(installed.is_file(), "Pokepay's Node SDK is not installed in {}: run `cargo xtask setup`", sdk.display());
    let mut rng = StdRng::seed_from_u64(seed);
    let edges = edges();
    let random = amounts;
    let mut orders = edges.clone();
    orders.extend((0..random).map(|_| any_amount(&mut rng)));
    let orders: Vec<Order> =
        (1..).zip(orders).map(|(number, (direction, units))| order(number, direction, units, &mut rng)).collect();

    let directory = tempfile::tempdir().context("no directory can be made")?;
    let mut node = node(sdk, directory.path())?;
    let input = node.stdin.take().context("it was piped")?;
    let output = BufReader::new(node.stdout.take().context("it was piped")?);
    let written = orders.clone();
    let writer = thread::spawn(move || write_orders(input, &written));
    let mut theirs = output.lines();
    let mut differences = Vec::new();
    for order in &orders {
        let line = theirs.next().context("the SDK stopped answering")?.context("the SDK's answer cannot be read")?;
        differences.extend(difference(order, &ours(order)?, &line)?);
    }
    ensure!(theirs.next().is_none(), "the SDK answered more than it was asked");
    writer.join().map_err(|_| anyhow::anyhow!("the writer broke off"))?.context("the SDK stopped listening")?;
    ensure!(node.wait().context("Node cannot be waited for")?.success(), "Node ended in failure");
    Ok(Trial { edges: edges.len(), random, differences })
}

/// Around each power of ten and of two, up to [`MOST`], in both directions.
fn edges() -> Vec<(Direction, u64)> {
    let tens = (0..16).map(|power| 10_u64.pow(power));
    let twos = (0..=53).map(|power| 1_u64 << power);
    let around = tens.chain(twos).flat_map(|middle| [middle - 1, middle, middle + 1]);
    let units: BTreeSet<u64> = around.filter(|units| (1..=MOST).contains(units)).collect();
    let directions = [Direction::Payment, Direction::Topup];
    units.iter().flat_map(|units| directions.map(|direction| (direction, *units))).collect()
}

/// Every length of number is as likely as every other.
fn any_amount(rng: &mut StdRng) -> (Direction, u64) {
    let direction = if rng.random() { Direction::Payment } else { Direction::Topup };
    (direction, (rng.random::<u64>() >> rng.random_range(11..64)).max(1))
}

fn order(number: u32, direction: Direction, units: u64, rng: &mut StdRng) -> Order {
    let code: TillCode = "A".parse().expect("a code");
    let note = tidy_note(NOTES.choose(rng).copied().unwrap_or_default());
    Order {
        direction,
        amount: Amount::try_from(Decimal::from(units)).expect("at least 1"),
        description: describe(&note, &Tag::new(&code, SaleNumber(number), rng.random())).expect("the notes are short"),
        life: Duration::from_secs(rng.random_range(1..3600)),
    }
}

fn terms() -> Terms {
    Terms { shop_id: ShopId(Uuid::from_u128(1)), private_money_id: PrivateMoneyId(Uuid::from_u128(2)) }
}

/// The body that leaves for this order.
fn ours(order: &Order) -> Result<String> {
    let request = create_request(terms(), order.clone());
    let sender = Sender { client_id: CLIENT_ID, client_secret: &SECRET };
    Ok(write_request(&request, sender, Timestamp::UNIX_EPOCH, Uuid::nil())?)
}

/// Starts the SDK. Its configuration wants a certificate and a key, which it opens only when it connects.
fn node(sdk: &Path, directory: &Path) -> Result<std::process::Child> {
    let pem = directory.join("none.pem");
    fs::write(&pem, "").context("no file can be written")?;
    let config = directory.join("config.ini");
    let pem = pem.display();
    fs::write(
        &config,
        format!(
            "CLIENT_ID = {CLIENT_ID}\nCLIENT_SECRET = {SECRET_TEXT}\nAPI_BASE_URL = https://partner.sandbox.test\n\
             SSL_KEY_FILE = {pem}\nSSL_CERT_FILE = {pem}\nTIMEZONE = Asia/Tokyo\nTIMEOUT = 5\nCONNECTTIMEOUT = 5\n"
        ),
    )
    .context("no file can be written")?;
    let script = directory.join("signs.mjs");
    fs::write(&script, include_str!("signs.mjs")).context("no file can be written")?;
    let mut node = Command::new("node");
    node.arg(script).arg(sdk).arg(config).stdin(Stdio::piped()).stdout(Stdio::piped());
    node.spawn().context("Node cannot be started: install Node 20.19 or newer")
}

fn write_orders(input: ChildStdin, orders: &[Order]) -> std::io::Result<()> {
    let mut input = BufWriter::new(input);
    for order in orders {
        let sign = match order.direction {
            Direction::Payment => "-",
            Direction::Topup => "",
        };
        let (shop, money) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let description = serde_json::Value::from(order.description.as_str());
        writeln!(
            input,
            r#"{{"private_money_id":"{money}","shop_id":"{shop}","amount":{sign}{},"description":{description},"expires_in":{}}}"#,
            order.amount,
            order.life.as_secs(),
        )?;
    }
    input.flush()
}

#[derive(Deserialize)]
struct Call {
    request_data: Box<RawValue>,
}

/// In what two requests for one order differ; null when they ask for the same.
fn difference(order: &Order, ours: &str, theirs: &str) -> Result<Option<String>> {
    let held = |body: &str| -> Result<(String, String)> {
        let outer: SealedRequest = serde_json::from_str(body).with_context(|| format!("no request: {body}"))?;
        let call: Call = serde_json::from_str(&open(&SECRET, &outer.data)?).context("no call")?;
        Ok((outer.partner_client_id, call.request_data.get().to_owned()))
    };
    let (ours, theirs) = (held(ours)?, held(theirs)?);
    Ok((ours != theirs).then(|| format!("{:?} {}: ours {ours:?}, theirs {theirs:?}", order.direction, order.amount)))
}

#[cfg(test)]
mod tests {
    use till::money::Direction;

    use super::{MOST, SeedableRng, StdRng, difference, edges, order, ours};

    #[test]
    fn a_dropped_minus_and_a_changed_digit_are_noticed() {
        let mut order = order(1, Direction::Payment, 1280, &mut StdRng::seed_from_u64(1));
        let good = ours(&order).expect("it can be written");
        assert_eq!(difference(&order, &good, &ours(&order).expect("it can be written")).expect("both open"), None);
        order.direction = Direction::Topup;
        let dropped = ours(&order).expect("it can be written");
        let found = difference(&order, &good, &dropped).expect("both open").expect("they differ");
        assert!(found.contains("-1280"), "{found}");
    }

    #[test]
    fn the_edges_reach_from_one_to_the_most_in_both_directions() {
        let edges = edges();
        for direction in [Direction::Payment, Direction::Topup] {
            for units in [1, 9, 10, 11, 4_294_967_295, 4_294_967_296, 999_999_999_999_999, MOST] {
                assert!(edges.contains(&(direction, units)), "{direction:?} {units}");
            }
        }
    }
}
