//! What is said: 「支払い完了、千二百円」, as it is written and as it is read.
//!
//! Good voices read the written form. Small ones, such as eSpeak's, know no Chinese characters; they get the reading, with
//! the sounds that numbers change into (さんびゃく, はっせん).

use rust_decimal::Decimal;
use till::money::Direction;

use crate::snapshot::Language;

/// One thing to say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saying {
    /// The language it is in.
    pub language: Language,
    /// As it is written.
    pub written: String,
    /// As it is read, for voices that cannot read all that is written.
    pub reading: String,
}

/// That money moved. `amount` is a decimal text; `None` for one that is no whole number within reach of words.
pub fn paid(language: Language, direction: Direction, amount: &str, unit: &str) -> Option<Saying> {
    let value: Decimal = amount.parse().ok()?;
    if !value.fract().is_zero() || value.is_sign_negative() {
        return None;
    }
    let value: u64 = value.trunc().normalize().to_string().parse().ok().filter(|value| *value < 1_0000_0000_0000)?;
    Some(match language {
        Language::Ja => {
            let (done, done_read) = match direction {
                Direction::Payment => ("支払い完了", "しはらいかんりょう"),
                Direction::Topup => ("チャージ完了", "チャージかんりょう"),
            };
            let unit_read = if unit == "円" { "えん" } else { unit };
            Saying {
                language,
                written: format!("{done}、{}{unit}", number(value, &KANJI)),
                reading: format!("{done_read}、{}{unit_read}", number(value, &KANA)),
            }
        }
        Language::En => {
            let done = match direction {
                Direction::Payment => "Paid",
                Direction::Topup => "Topped up",
            };
            let unit = if unit == "円" { "yen" } else { unit };
            let text = format!("{done}. {value} {unit}.");
            Saying { language, written: text.clone(), reading: text }
        }
    })
}

/// The words of one way to write numbers.
struct Script {
    zero: &'static str,
    /// One to nine.
    digits: [&'static str; 9],
    tens: [&'static str; 9],
    hundreds: [&'static str; 9],
    thousands: [&'static str; 9],
    /// After the first four digits, the next four, and the next.
    groups: [&'static str; 3],
    /// A group of exactly one thousand before 万 or 億: 一千万, いっせんまん.
    one_thousand_before_group: &'static str,
}

const KANJI: Script = Script {
    zero: "零",
    digits: ["一", "二", "三", "四", "五", "六", "七", "八", "九"],
    tens: ["十", "二十", "三十", "四十", "五十", "六十", "七十", "八十", "九十"],
    hundreds: ["百", "二百", "三百", "四百", "五百", "六百", "七百", "八百", "九百"],
    thousands: ["千", "二千", "三千", "四千", "五千", "六千", "七千", "八千", "九千"],
    groups: ["", "万", "億"],
    one_thousand_before_group: "一千",
};

const KANA: Script = Script {
    zero: "ゼロ",
    digits: ["いち", "に", "さん", "よん", "ご", "ろく", "なな", "はち", "きゅう"],
    tens: [
        "じゅう",
        "にじゅう",
        "さんじゅう",
        "よんじゅう",
        "ごじゅう",
        "ろくじゅう",
        "ななじゅう",
        "はちじゅう",
        "きゅうじゅう",
    ],
    hundreds: [
        "ひゃく",
        "にひゃく",
        "さんびゃく",
        "よんひゃく",
        "ごひゃく",
        "ろっぴゃく",
        "ななひゃく",
        "はっぴゃく",
        "きゅうひゃく",
    ],
    thousands: ["せん", "にせん", "さんぜん", "よんせん", "ごせん", "ろくせん", "ななせん", "はっせん", "きゅうせん"],
    groups: ["", "まん", "おく"],
    one_thousand_before_group: "いっせん",
};

fn number(value: u64, script: &Script) -> String {
    if value == 0 {
        return script.zero.to_owned();
    }
    let mut words = String::new();
    for (place, name) in script.groups.iter().enumerate().rev() {
        let group = value / 10_000_u64.pow(u32::try_from(place).unwrap_or(0)) % 10_000;
        if group == 0 {
            continue;
        }
        let digit = |unit: u64| usize::try_from(group / unit % 10).unwrap_or(0).checked_sub(1);
        if let Some(digit) = digit(1000) {
            let is_bare = digit == 0 && group / 1000 == 1 && place > 0;
            words.push_str(if is_bare { script.one_thousand_before_group } else { script.thousands[digit] });
        }
        words.push_str(digit(100).map_or("", |digit| script.hundreds[digit]));
        words.push_str(digit(10).map_or("", |digit| script.tens[digit]));
        words.push_str(digit(1).map_or("", |digit| script.digits[digit]));
        words.push_str(name);
    }
    words
}

#[cfg(test)]
mod tests {
    use till::money::Direction;

    use super::paid;
    use crate::snapshot::Language;

    fn said(direction: Direction, amount: &str) -> (String, String) {
        let saying = paid(Language::Ja, direction, amount, "円").expect("it can be said");
        (saying.written, saying.reading)
    }

    #[test]
    fn a_payment_and_a_top_up_are_said_apart() {
        assert_eq!(
            said(Direction::Payment, "1200"),
            ("支払い完了、千二百円".to_owned(), "しはらいかんりょう、せんにひゃくえん".to_owned())
        );
        assert_eq!(
            said(Direction::Topup, "3000"),
            ("チャージ完了、三千円".to_owned(), "チャージかんりょう、さんぜんえん".to_owned())
        );
        let english = paid(Language::En, Direction::Topup, "3000", "円").expect("it can be said");
        assert_eq!(english.written, "Topped up. 3000 yen.");
    }

    #[test]
    fn numbers_sound_as_people_say_them() {
        for (amount, written, read) in [
            ("0", "零", "ゼロ"),
            ("1", "一", "いち"),
            ("10", "十", "じゅう"),
            ("100", "百", "ひゃく"),
            ("300", "三百", "さんびゃく"),
            ("666", "六百六十六", "ろっぴゃくろくじゅうろく"),
            ("808", "八百八", "はっぴゃくはち"),
            ("8000", "八千", "はっせん"),
            ("10000", "一万", "いちまん"),
            ("13500", "一万三千五百", "いちまんさんぜんごひゃく"),
            ("100000", "十万", "じゅうまん"),
            ("10000000", "一千万", "いっせんまん"),
            ("11111111", "一千百十一万千百十一", "いっせんひゃくじゅういちまんせんひゃくじゅういち"),
            ("100000000", "一億", "いちおく"),
        ] {
            let expected = (format!("支払い完了、{written}円"), format!("しはらいかんりょう、{read}えん"));
            assert_eq!(said(Direction::Payment, amount), expected);
        }
    }

    #[test]
    fn what_cannot_be_said_is_not_said_wrong() {
        for amount in ["", "-5", "1.5", "x", "1000000000000"] {
            assert_eq!(paid(Language::Ja, Direction::Payment, amount, "円"), None, "{amount}");
        }
    }
}
