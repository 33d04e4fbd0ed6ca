//! Dates on the wire: the text is kept, an RFC 3339 date-time is read as its moment, and reading never fails.

use jiff::Timestamp;
use partner_api::WireTime;

use super::{Entry, texts};

pub(super) const ENTRY: Entry = Entry { name: "date", check, seeds, head: 0 };

fn check(data: &[u8]) {
    let Ok(text) = std::str::from_utf8(data) else { return };
    let time = WireTime::from(text.to_owned());
    assert_eq!(time.text(), text, "the text is kept as it came");
    if let Some(expected) = read_by_hand(text) {
        let read = time.at().unwrap_or_else(|| panic!("{text} is a date-time and was not read"));
        assert_eq!((read.as_second(), read.subsec_nanosecond()), expected, "{text} was read as {read}");
    }
    if let Some(at) = time.at() {
        let micros = Timestamp::from_microsecond(at.as_microsecond()).expect("it came from a moment");
        let ours = WireTime::from(micros);
        assert_eq!(ours.at(), Some(micros));
        assert_eq!(WireTime::from(ours.text().to_owned()), ours, "our own writing is read as the same moment");
    }
}

/// Seconds and nanoseconds since 1970 of `YYYY-MM-DDThh:mm:ss[.f]Z|±hh:mm`, without any library; `None` for any other
/// text, for a leap second, and after 1970 only.
fn read_by_hand(text: &str) -> Option<(i64, i32)> {
    let number = |from: usize, to: usize| {
        let digits = text.get(from..to)?;
        digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse::<i64>().ok())?
    };
    let mark = |at: usize, expected: &str| (text.get(at..=at)? == expected).then_some(());
    for (at, expected) in [(4, "-"), (7, "-"), (10, "T"), (13, ":"), (16, ":")] {
        mark(at, expected)?;
    }
    let (year, month, day) = (number(0, 4)?, number(5, 7)?, number(8, 10)?);
    let (hour, minute, second) = (number(11, 13)?, number(14, 16)?, number(17, 19)?);
    let mut rest = text.get(19..)?;
    let mut nanos = 0;
    if let Some(fraction) = rest.strip_prefix('.') {
        let length = fraction.bytes().take_while(u8::is_ascii_digit).count();
        if !(1..=9).contains(&length) {
            return None;
        }
        nanos = format!("{:0<9}", fraction.get(..length)?).parse().ok()?;
        rest = fraction.get(length..)?;
    }
    let offset = offset_seconds(rest)?;
    let is_leap = |year: i64| year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    let lengths = [31, if is_leap(year) { 29 } else { 28 }, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    let months_before = usize::try_from(month - 1).ok()?;
    let length = *lengths.get(months_before)?;
    let in_range =
        (1971..=9998).contains(&year) && (1..=length).contains(&day) && hour < 24 && minute < 60 && second < 60;
    if !in_range {
        return None;
    }
    let days = (1970..year).map(|year| if is_leap(year) { 366 } else { 365 }).sum::<i64>()
        + lengths.iter().take(months_before).sum::<i64>()
        + day
        - 1;
    Some((((days * 24 + hour) * 60 + minute) * 60 + second - offset, nanos))
}

fn offset_seconds(text: &str) -> Option<i64> {
    if text == "Z" {
        return Some(0);
    }
    let sign = match text.get(..1)? {
        "+" => 1,
        "-" => -1,
        _ => return None,
    };
    let two = |text: &str| {
        (text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit())).then(|| text.parse::<i64>().ok())?
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60)
}

fn seeds() -> Vec<Vec<u8>> {
    texts(&[
        "2026-11-20T06:56:43Z",
        "2026-11-20T06:56:43.091034Z",
        "2026-11-20T15:56:43+09:00",
        "2026-11-20T15:56:43.000+09:00",
        "2024-02-29T23:59:59.999999999-23:59",
        "2016-12-31T23:59:60Z",
        "2026-11-20 06:56:43",
        "2026-11-20T15:56:43+09:00[Asia/Tokyo]",
        "soon",
    ])
}

#[cfg(test)]
mod tests {
    use super::read_by_hand;

    #[test]
    fn the_reading_by_hand_knows_its_calendar() {
        // 1,795,157,803 is what `date --date=2026-11-20T06:56:43Z +%s` prints.
        assert_eq!(read_by_hand("2026-11-20T06:56:43Z"), Some((1_795_157_803, 0)));
        assert_eq!(read_by_hand("2026-11-20T15:56:43.5+09:00"), Some((1_795_157_803, 500_000_000)));
        assert_eq!(read_by_hand("2000-02-29T00:00:00Z"), Some((951_782_400, 0)));
        for text in
            ["2026-02-29T00:00:00Z", "2026-11-20T06:56:60Z", "2026-11-20T06:56:43", "2026-13-01T00:00:00Z", "あ"]
        {
            assert_eq!(read_by_hand(text), None, "{text}");
        }
    }
}
