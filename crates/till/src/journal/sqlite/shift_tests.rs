//! File, memory and a sum by hand say the same about what counts in which shift.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::{date, time};
use proptest::prelude::*;

use super::SqliteJournal;
use crate::journal::{Journal, JournalError, MemoryJournal, Record, ShiftRecord, StoredShift};
use crate::sale::tests::{event, intent, lived};
use crate::sale::{Entry, Sale};
use crate::shift::{Closing, Figures, Shift, ShiftEntry, ShiftNumber};

/// A day on a journal: several sales and the shift move in any order.
struct Day<'a> {
    journal: &'a mut dyn Journal,
    seconds: i64,
}

impl Day<'_> {
    fn now(&mut self) -> Timestamp {
        self.seconds += 1;
        Timestamp::from_second(1_800_000_000 + self.seconds).expect("in range")
    }

    /// Opens a shift, or closes the one that is open.
    fn move_shift(&mut self) -> Result<(), JournalError> {
        let at = self.now();
        let (entry, shift, seq) = match self.journal.last_shift()? {
            Some(StoredShift { shift, entries }) if shift.is_open() => {
                let closing = Closing {
                    staff: "花子".to_owned(),
                    counted: None,
                    carried_by: None,
                    carried: Vec::new(),
                    figures: self.journal.figures(shift.number)?.into(),
                };
                let entry = ShiftEntry::Closed { closing };
                (entry.clone(), shift.after(at, &entry).expect("it is open"), entries)
            }
            last => {
                let number = ShiftNumber(last.map_or(0, |last| last.shift.number.0) + 1);
                let entry = ShiftEntry::Opened {
                    business_day: date(2026, 11, 20),
                    zone: "UTC".to_owned(),
                    day_starts: time(4, 0, 0, 0),
                    opener: None,
                };
                (entry.clone(), Shift::begin(number, at, &entry).expect("it begins"), 0)
            }
        };
        self.journal.append_shift(&ShiftRecord { seq, at, entry: &entry, shift: &shift })
    }

    fn write(&mut self, seq: usize, entry: &Entry, sale: &Sale) -> Result<(), JournalError> {
        let (seq, at) = (u32::try_from(seq).expect("few"), self.now());
        self.journal.append(&Record { seq, at, entry, sale })
    }
}

/// What a day is made of: the entries of every sale with the sale after each, and whose turn it is when.
type Script = Vec<(usize, Vec<(Entry, Sale)>)>;

/// Plays a day; answers what counts in which shift, added up by hand.
fn play(journal: &mut dyn Journal, sales: &Script, turns: &[usize]) -> BTreeMap<u32, Figures> {
    let mut day = Day { journal, seconds: 0 };
    let mut written = vec![0; sales.len()];
    let (mut ended, mut closed, mut is_open) = (BTreeMap::new(), 0, false);
    for turn in turns {
        let Some((_, entries)) = sales.get(*turn) else {
            day.move_shift().expect("there is room");
            closed += u32::from(is_open);
            is_open = !is_open;
            continue;
        };
        let Some((entry, sale)) = entries.get(written[*turn]) else { continue };
        let before = written[*turn].checked_sub(1).map(|last| entries[last].1.state.name());
        day.write(written[*turn], entry, sale).expect("there is room");
        written[*turn] += 1;
        // What had ended without money and is found paid counts where it is found, and nowhere else any more.
        if sale.state.is_final() && before != Some(sale.state.name()) {
            ended.insert(*turn, (closed + 1, sale));
        }
    }
    let mut expected = BTreeMap::<u32, Figures>::new();
    for (shift, sale) in ended.into_values() {
        expected.entry(shift).or_default().add(sale.intent.direction, &sale.state);
    }
    expected
}

fn script() -> impl Strategy<Value = Script> {
    prop::collection::vec(prop::collection::vec(event(), 0..10), 1..5).prop_map(|sales| {
        let entries = |(place, events): (usize, _)| {
            let number = u32::try_from(place).expect("few") + 1;
            let (_, legal) = lived(events, number);
            let mut sale = Sale::begin(intent(number));
            let mut entries = vec![(Entry::Begun(sale.intent.clone()), sale.clone())];
            for event in legal {
                sale = sale.after(&event).expect("only what can happen is written");
                entries.push((Entry::Happened(event), sale.clone()));
            }
            (place, entries)
        };
        sales.into_iter().enumerate().map(entries).collect()
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn a_sale_counts_once_and_where_it_became_certain(
        sales in script(),
        turns in prop::collection::vec(0_usize..7, 0..60),
    ) {
        let directory = tempfile::tempdir().expect("a directory");
        let mut file = SqliteJournal::open(directory.path()).expect("it can be opened");
        let mut memory = MemoryJournal::default();
        let expected = play(&mut file, &sales, &turns);
        prop_assert_eq!(&expected, &play(&mut memory, &sales, &turns));
        for number in 1..=8 {
            let by_hand = expected.get(&number).cloned().unwrap_or_default();
            let of = |journal: &dyn Journal| journal.figures(ShiftNumber(number)).expect("it can be read");
            prop_assert_eq!(&of(&file), &by_hand);
            prop_assert_eq!(&of(&memory), &by_hand);
        }
        let last = file.last_shift().expect("it can be read");
        prop_assert_eq!(&last, &memory.last_shift().expect("it can be read"));
    }
}
