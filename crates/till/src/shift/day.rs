//! The shop's day: it begins at an hour of its own, in a time zone that is stored with every shift.
//!
//! A machine that is moved to another zone, or whose zone is set right, changes nothing about shifts that exist
//! (reliability, D11).

use jiff::civil::{Date, Time};
use jiff::tz::{Offset, TimeZone};
use jiff::{Timestamp, ToSpan, Zoned};

/// How a shop counts its days.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShopDay {
    zone: TimeZone,
    starts: Time,
}

/// The time zone of a shift is not known to this machine.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the time zone {0} is not known")]
pub struct UnknownZone(String);

impl ShopDay {
    /// Days of this zone that begin at this time.
    pub fn new(zone: TimeZone, starts: Time) -> Self {
        Self { zone, starts }
    }

    /// Days of a zone as [`ShopDay::zone_name`] names it.
    pub fn of(zone: &str, starts: Time) -> Result<Self, UnknownZone> {
        let unknown = || UnknownZone(zone.to_owned());
        let zone = match zone.parse::<i32>() {
            Ok(seconds) => Offset::from_seconds(seconds).map_err(|_| unknown())?.to_time_zone(),
            Err(_) => TimeZone::get(zone).map_err(|_| unknown())?,
        };
        Ok(Self { zone, starts })
    }

    /// The zone for the journal: its IANA name, or the seconds by which it is ahead of UTC now where it has none.
    pub fn zone_name(&self, now: Timestamp) -> String {
        match self.zone.iana_name() {
            Some(name) => name.to_owned(),
            None => self.zone.to_offset(now).seconds().to_string(),
        }
    }

    /// When a day begins.
    pub fn starts(&self) -> Time {
        self.starts
    }

    /// A moment on the shop's clock.
    pub fn local(&self, at: Timestamp) -> Zoned {
        at.to_zoned(self.zone.clone())
    }

    /// The day that a moment belongs to.
    pub fn business_day(&self, at: Timestamp) -> Date {
        let local = self.local(at).datetime();
        if local.time() < self.starts { local.date().yesterday().unwrap_or(Date::MIN) } else { local.date() }
    }

    /// When a day begins; `None` at the ends of the calendar.
    pub fn begin(&self, day: Date) -> Option<Timestamp> {
        self.zone.to_timestamp(day.to_datetime(self.starts)).ok()
    }

    /// When the day after begins; `None` at the ends of the calendar.
    pub fn end(&self, day: Date) -> Option<Timestamp> {
        self.begin(day.checked_add(1.day()).ok()?)
    }
}

impl Default for ShopDay {
    /// Days of UTC that begin at 04:00. The terminal gives the machine's own zone.
    fn default() -> Self {
        Self { zone: TimeZone::UTC, starts: jiff::civil::time(4, 0, 0, 0) }
    }
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;
    use jiff::civil::{date, time};
    use jiff::tz::TimeZone;
    use proptest::prelude::*;

    use super::ShopDay;

    fn tokyo() -> ShopDay {
        ShopDay::of("Asia/Tokyo", time(4, 0, 0, 0)).expect("it is known")
    }

    #[test]
    fn a_night_belongs_to_the_evening_before() {
        for (at, day) in [
            ("2026-11-20T03:59:59+09:00", date(2026, 11, 19)),
            ("2026-11-20T04:00:00+09:00", date(2026, 11, 20)),
            ("2026-11-21T03:59:59.999+09:00", date(2026, 11, 20)),
        ] {
            assert_eq!(tokyo().business_day(at.parse().expect("a time")), day, "{at}");
        }
    }

    #[test]
    fn a_zone_without_a_name_keeps_its_offset() {
        let at: Timestamp = "2026-11-20T12:00:00Z".parse().expect("a time");
        let nameless = ShopDay::new(TimeZone::fixed(jiff::tz::offset(-3)), time(4, 0, 0, 0));
        let name = nameless.zone_name(at);
        assert_eq!(ShopDay::of(&name, nameless.starts()).expect("an offset").local(at), nameless.local(at));
        assert_eq!(tokyo().zone_name(at), "Asia/Tokyo");
        assert!(ShopDay::of("Mars/Olympus", time(4, 0, 0, 0)).is_err());
    }

    proptest! {
        /// Every moment lies in its own day, also where clocks are set forward and back.
        #[test]
        fn every_moment_is_within_its_day(seconds in 0_i64..4_000_000_000, zone in prop::sample::select(
            vec!["Asia/Tokyo", "America/New_York", "Australia/Lord_Howe", "Europe/London", "America/Havana"]
        ), hour in 0_i8..24) {
            let day = ShopDay::of(zone, time(hour, 0, 0, 0)).expect("it is known");
            let at = Timestamp::from_second(seconds).expect("in range");
            let business_day = day.business_day(at);
            let (begin, end) = (day.begin(business_day).expect("in range"), day.end(business_day).expect("in range"));
            prop_assert!(begin <= at && at < end, "{at} is not within {begin} and {end}");
        }
    }
}
