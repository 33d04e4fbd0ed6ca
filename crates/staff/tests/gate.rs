//! Who may do what, when, and what a wrong PIN costs: in virtual time, on a real file.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use jiff::{SignedDuration, Timestamp};
use proptest::prelude::*;
use staff::{
    APPROVAL_LASTS, FIRST_WAIT, Now, Person, PersonId, Pin, PinHash, Right, Rights, Staff, StaffFile, StaffProblem,
    StaffRefusal, TRIES, TypedPin,
};

const MANAGER_PIN: &str = "2580";
const CLERK_PIN: &str = "1470";

/// A shop in a folder of its own, whose clocks stand still until they are moved.
struct Shop {
    folder: tempfile::TempDir,
    staff: Staff,
    now: Now,
}

fn typed(pin: &str) -> TypedPin {
    TypedPin::new(pin.to_owned())
}

fn hash(pin: &str) -> PinHash {
    PinHash::make(&Pin::read(&typed(pin)).expect("a good PIN")).expect("there is memory")
}

impl Shop {
    /// A shop that has set nobody up.
    fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let now = Now { monotonic: Instant::now(), wall: Timestamp::UNIX_EPOCH };
        let staff = Staff::open(StaffFile::new(folder.path().join("staff.json")), now);
        Self { folder, staff, now }
    }

    /// A shop with a manager who may do everything and a clerk who only sells.
    fn with_two() -> (Self, Person, Person) {
        let shop = Self::empty();
        let mut roster = shop.staff.roster();
        let manager = roster.add("森", Right::ALL.into(), hash(MANAGER_PIN)).expect("nobody has the name");
        let clerk = roster.add("林", Rights::from([Right::Sell]), hash(CLERK_PIN)).expect("nobody has the name");
        shop.staff.adopt(roster, shop.now).expect("the folder can be written");
        (shop, manager, clerk)
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("staff.json")
    }

    fn pass(&mut self, time: Duration) {
        self.now.monotonic += time;
        self.now.wall += SignedDuration::try_from(time).expect("short");
    }

    fn restart(self) -> Self {
        let staff = Staff::open(StaffFile::new(self.file()), self.now);
        Self { staff, ..self }
    }

    fn check(&self, id: PersonId, pin: &str) -> Result<Person, StaffProblem> {
        self.staff.check(id, &typed(pin), self.now)
    }
}

#[test]
fn a_shop_without_staff_is_asked_for_nothing() {
    let shop = Shop::empty();
    for right in Right::ALL {
        let permit = shop.staff.gate(right, shop.now).expect("everything may be done");
        assert_eq!((permit.who, permit.approved_by), (None, None));
    }
    assert!(!shop.staff.is_used() && !shop.staff.is_locked());
    assert!(!shop.file().exists(), "nothing is written for nobody");
}

#[test]
fn nothing_can_be_done_until_somebody_logs_in_and_then_only_what_they_may() {
    let (shop, _, clerk) = Shop::with_two();
    assert!(shop.staff.is_locked());
    assert_eq!(shop.staff.gate(Right::Sell, shop.now), Err(StaffRefusal::StaffLocked));
    assert_eq!(shop.staff.present(shop.now), Err(StaffRefusal::StaffLocked));
    let person = shop.check(clerk.id, CLERK_PIN).expect("the right PIN");
    shop.staff.log_in(&person, shop.now);
    assert_eq!(shop.staff.gate(Right::Sell, shop.now).expect("a clerk sells").who, Some(person));
    let needed = StaffRefusal::ApprovalNeeded { right: Right::Refund };
    assert_eq!(shop.staff.gate(Right::Refund, shop.now), Err(needed));
}

#[test]
fn an_approval_is_good_for_one_act_of_its_kind_and_soon() {
    let (mut shop, manager, clerk) = Shop::with_two();
    shop.staff.log_in(&clerk, shop.now);
    assert_eq!(shop.staff.approve(Right::Refund, &clerk, shop.now), Err(StaffProblem::LacksRight));
    shop.staff.approve(Right::Refund, &manager, shop.now).expect("a manager may");
    assert!(shop.staff.gate(Right::Topup, shop.now).is_err(), "it is for a refund");
    let permit = shop.staff.gate(Right::Refund, shop.now).expect("it was approved");
    assert_eq!((permit.who, permit.approved_by), (Some(clerk.clone()), Some(manager.clone())));
    assert!(shop.staff.gate(Right::Refund, shop.now).is_err(), "once");
    shop.staff.approve(Right::Refund, &manager, shop.now).expect("a manager may");
    shop.pass(APPROVAL_LASTS);
    assert!(shop.staff.gate(Right::Refund, shop.now).is_err(), "it came too late");
}

#[test]
fn what_was_approved_for_an_act_that_failed_is_good_for_the_next_try_and_for_nobody_else() {
    let (mut shop, manager, clerk) = Shop::with_two();
    shop.staff.log_in(&clerk, shop.now);
    shop.staff.approve(Right::Refund, &manager, shop.now).expect("a manager may");
    let permit = shop.staff.gate(Right::Refund, shop.now).expect("it was approved");
    shop.staff.give_back(permit);
    let permit = shop.staff.gate(Right::Refund, shop.now).expect("it was given back");
    shop.pass(APPROVAL_LASTS);
    shop.staff.give_back(permit);
    assert!(shop.staff.gate(Right::Refund, shop.now).is_err(), "giving back makes it no younger");
    shop.staff.approve(Right::Refund, &manager, shop.now).expect("a manager may");
    let permit = shop.staff.gate(Right::Refund, shop.now).expect("it was approved");
    shop.staff.lock(shop.now);
    shop.staff.give_back(permit);
    shop.staff.log_in(&clerk, shop.now);
    assert!(shop.staff.gate(Right::Refund, shop.now).is_err(), "it was for the one before");
}

#[test]
fn five_wrong_pins_wait_and_neither_a_restart_nor_the_wall_clock_shortens_it() {
    let (mut shop, _, clerk) = Shop::with_two();
    for left in (0..TRIES).rev() {
        let wrong = shop.check(clerk.id, "9999").expect_err("the wrong PIN");
        assert!(matches!(wrong, StaffProblem::WrongPin { tries_left, .. } if tries_left == left), "{wrong:?}");
    }
    assert_eq!(shop.check(clerk.id, CLERK_PIN).err(), Some(StaffProblem::Wait { seconds: 30 }));
    shop.now.wall += SignedDuration::from_hours(24);
    assert_eq!(shop.check(clerk.id, CLERK_PIN).err(), Some(StaffProblem::Wait { seconds: 30 }));
    shop.pass(Duration::from_secs(29));
    let mut shop = shop.restart();
    assert_eq!(shop.check(clerk.id, CLERK_PIN).err(), Some(StaffProblem::Wait { seconds: 30 }), "it begins anew");
    shop.pass(FIRST_WAIT);
    shop.check(clerk.id, "9999").expect_err("the wrong PIN");
    assert_eq!(shop.check(clerk.id, CLERK_PIN).err(), Some(StaffProblem::Wait { seconds: 60 }), "it has doubled");
    shop.pass(FIRST_WAIT * 2);
    shop.check(clerk.id, CLERK_PIN).expect("the wait is over");
    let wrong = shop.check(clerk.id, "9999").expect_err("the wrong PIN");
    assert!(matches!(wrong, StaffProblem::WrongPin { tries_left: 4, .. }), "the right one has settled it: {wrong:?}");
}

#[test]
fn no_pin_is_looked_at_where_the_try_cannot_be_written() {
    let (shop, manager, _) = Shop::with_two();
    fs::remove_dir_all(shop.folder.path()).expect("it is there");
    assert_eq!(shop.check(manager.id, MANAGER_PIN).err(), Some(StaffProblem::CannotWrite), "not even the right one");
}

#[test]
fn somebody_unknown_costs_the_same_tries_and_says_the_same() {
    let (shop, _, _) = Shop::with_two();
    for (left, id) in (0..TRIES).rev().zip(70..) {
        let wrong = shop.check(PersonId(id), CLERK_PIN).expect_err("nobody has this number");
        assert!(matches!(wrong, StaffProblem::WrongPin { tries_left, .. } if tries_left == left), "{wrong:?}");
    }
    assert!(matches!(shop.check(PersonId(99), CLERK_PIN), Err(StaffProblem::Wait { .. })));
}

#[test]
fn whoever_works_is_idle_by_the_clock_that_saw_more_of_it() {
    let (mut shop, _, clerk) = Shop::with_two();
    assert_eq!(shop.staff.idle(shop.now), None, "nobody works");
    shop.staff.log_in(&clerk, shop.now);
    shop.pass(Duration::from_secs(60));
    assert_eq!(shop.staff.idle(shop.now), Some(Duration::from_secs(60)));
    shop.staff.gate(Right::Sell, shop.now).expect("a clerk sells");
    assert_eq!(shop.staff.idle(shop.now), Some(Duration::ZERO), "an act is a hand at the till");
    shop.now.wall += SignedDuration::from_hours(8);
    assert_eq!(shop.staff.idle(shop.now), Some(Duration::from_secs(8 * 3_600)), "the machine has slept");
    shop.staff.lock(shop.now);
    assert!(shop.staff.is_locked());
}

#[test]
fn a_shop_may_sell_without_a_pin_and_refund_with_one() {
    let (shop, manager, _) = Shop::with_two();
    let mut roster = shop.staff.roster();
    roster.let_nobody(Rights::from([Right::Sell, Right::Topup, Right::Settings]));
    shop.staff.adopt(roster, shop.now).expect("the folder can be written");
    let shop = shop.restart();
    assert!(!shop.staff.is_locked());
    shop.staff.gate(Right::Sell, shop.now).expect("anybody sells");
    let needed = StaffRefusal::ApprovalNeeded { right: Right::Settings };
    assert_eq!(shop.staff.gate(Right::Settings, shop.now), Err(needed), "never the settings");
    shop.staff.approve(Right::Refund, &manager, shop.now).expect("a manager may");
    let permit = shop.staff.gate(Right::Refund, shop.now).expect("it was approved");
    assert_eq!((permit.who, permit.approved_by), (None, Some(manager)));
}

#[test]
fn a_damaged_file_opens_the_till_to_payments_only_and_stays_as_it_is() {
    let (shop, manager, _) = Shop::with_two();
    let text = fs::read_to_string(shop.file()).expect("it is there");
    let cut = &text[..100];
    fs::write(shop.file(), cut).expect("it can be written");
    let shop = shop.restart();
    assert!(shop.staff.is_damaged() && shop.staff.is_used());
    shop.staff.gate(Right::Sell, shop.now).expect("the shop goes on");
    for right in [Right::Topup, Right::Refund, Right::Close, Right::CarryOver, Right::Settings] {
        assert_eq!(shop.staff.gate(right, shop.now), Err(StaffRefusal::ApprovalNeeded { right }));
    }
    assert!(shop.check(manager.id, MANAGER_PIN).is_err(), "nobody is known");
    assert_eq!(fs::read_to_string(shop.file()).expect("it is there"), cut);
}

#[test]
fn the_file_is_the_owners_only_and_holds_no_pin() {
    let (shop, _, _) = Shop::with_two();
    let text = fs::read_to_string(shop.file()).expect("it is there");
    assert!(!text.contains(&format!("\"{MANAGER_PIN}\"")) && !text.contains(&format!("\"{CLERK_PIN}\"")), "{text}");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = fs::metadata(shop.file()).expect("it is there").permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn whoever_is_removed_works_no_more_and_their_number_is_nobody_elses() {
    let (shop, _, clerk) = Shop::with_two();
    shop.staff.log_in(&clerk, shop.now);
    let mut roster = shop.staff.roster();
    roster.remove(clerk.id).expect("there is one");
    let next = roster.add("川", Rights::from([Right::Sell]), hash(CLERK_PIN)).expect("nobody has the name");
    shop.staff.adopt(roster, shop.now).expect("the folder can be written");
    assert!(shop.staff.is_locked() && next.id > clerk.id);
    let mut roster = shop.staff.roster();
    roster.turn_off();
    let again = roster.add("森", Right::ALL.into(), hash(MANAGER_PIN)).expect("nobody has the name");
    assert!(again.id > next.id, "not even after staff was turned off");
}

/// A change of the people by somebody who may.
#[derive(Clone, Debug)]
enum Change {
    Add(u8, Rights),
    Rights(u8, Rights),
    Remove(u8),
}

fn rights() -> impl Strategy<Value = Rights> {
    prop::collection::btree_set(prop::sample::select(Right::ALL.to_vec()), 0..=6)
}

fn change() -> impl Strategy<Value = Change> {
    prop_oneof![
        (0_u8..6, rights()).prop_map(|(name, rights)| Change::Add(name, rights)),
        (1_u8..8, rights()).prop_map(|(id, rights)| Change::Rights(id, rights)),
        (1_u8..8).prop_map(Change::Remove),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Nobody can lock everybody out: whatever is tried, somebody keeps the right to settings.
    #[test]
    fn somebody_always_keeps_the_right_to_settings(changes in prop::collection::vec(change(), 1..20)) {
        let shop = Shop::empty();
        let pin = hash(MANAGER_PIN);
        for change in changes {
            let mut roster = shop.staff.roster();
            let changed = match change {
                Change::Add(name, rights) => roster.add(&format!("p{name}"), rights, pin.clone()),
                Change::Rights(id, rights) => roster.change(PersonId(id.into()), &format!("q{id}"), rights),
                Change::Remove(id) => roster.remove(PersonId(id.into())),
            };
            if changed.is_ok() {
                shop.staff.adopt(roster, shop.now).expect("the folder can be written");
            }
            let roster = shop.staff.roster();
            let keeps = |person: &Person| person.rights.contains(&Right::Settings);
            prop_assert!(!roster.is_used() || roster.people().iter().any(keeps));
        }
        let before = shop.staff.roster();
        let shop = shop.restart();
        prop_assert_eq!(shop.staff.roster(), before, "the file says the same");
        prop_assert!(!shop.staff.is_damaged());
    }
}
