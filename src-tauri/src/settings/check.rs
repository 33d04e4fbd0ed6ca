//! Whether a value may be set, and how it is written when it may. Nothing is looked up here: the same text is judged
//! the same way when it is typed, read from the file at the start, or imported.

use rust_decimal::Decimal;
use till::amount_entry::read_amount;
use till::tag::TillCode;
use till::view::CommandProblem;

use super::facts::{QUICK_AMOUNTS, SettingKind};
use super::problem::SettingsProblem;
use super::setting::{Setting, SettingName};

/// Names of monitors are not longer than this on any system.
const LONGEST_NAME: usize = 200;

/// Paths are not longer than this on any system.
const LONGEST_PATH: usize = 4096;

/// What a value is judged by beside its own bounds.
#[derive(Clone, Debug, Default)]
pub struct Around {
    /// The most one transaction of the connected shop's money may move; `None` while that is not known.
    pub transfer_limit: Option<Decimal>,
    /// Whether the connected shop gives the till its code.
    pub is_till_code_fixed: bool,
}

/// The setting as it is to be kept, or why it cannot be.
pub fn check(setting: Setting, around: &Around) -> Result<Setting, SettingsProblem> {
    let name = setting.name();
    Ok(match setting {
        Setting::Language(_)
        | Setting::Theme(_)
        | Setting::Sound(_)
        | Setting::SpokenAmount(_)
        | Setting::CustomerScreen(_)
        | Setting::CustomerLanguage(_)
        | Setting::ExpectedCash(_)
        | Setting::Kiosk(_)
        | Setting::Autostart(_) => setting,
        Setting::QuickPayment(texts) => Setting::QuickPayment(amounts(name, &texts, around)?),
        Setting::QuickTopup(texts) => Setting::QuickTopup(amounts(name, &texts, around)?),
        Setting::TrayLifeSeconds(value) => Setting::TrayLifeSeconds(within(name, value)?),
        Setting::BaseGapMs(value) => Setting::BaseGapMs(within(name, value)?),
        Setting::ZoomPercent(value) => Setting::ZoomPercent(within(name, value)?),
        Setting::ToneVolume(value) => Setting::ToneVolume(within(name, value)?),
        Setting::CustomerResultSeconds(value) => Setting::CustomerResultSeconds(within(name, value)?),
        Setting::IdleLockMinutes(value) => Setting::IdleLockMinutes(within(name, value)?),
        Setting::DayStartsAt(text) => Setting::DayStartsAt(time_of_day(name, &text)?),
        Setting::TillCode(text) => Setting::TillCode(till_code(name, &text, around)?),
        Setting::CustomerMonitor(text) => Setting::CustomerMonitor(monitor(name, text)?),
        Setting::ExportFolder(path) => Setting::ExportFolder(folder(name, path)?),
    })
}

fn within(setting: SettingName, value: u32) -> Result<u32, SettingsProblem> {
    match setting.kind() {
        SettingKind::Number { least, most, .. } if !(least..=most).contains(&value) => {
            Err(SettingsProblem::OutOfRange { setting, least, most })
        }
        _ => Ok(value),
    }
}

/// The amounts as the till reads them, smallest first.
fn amounts(setting: SettingName, texts: &[String], around: &Around) -> Result<Vec<String>, SettingsProblem> {
    if texts.len() > QUICK_AMOUNTS as usize {
        return Err(SettingsProblem::TooManyAmounts { setting, most: QUICK_AMOUNTS });
    }
    let limit = around.transfer_limit.unwrap_or_else(|| Decimal::from(1_000_000_000));
    let mut amounts = Vec::new();
    for typed in texts {
        let amount = read_amount(typed, limit).map_err(|problem| match problem {
            CommandProblem::AmountTooLarge { limit } => {
                SettingsProblem::AmountTooLarge { setting, text: typed.clone(), limit }
            }
            _ => SettingsProblem::NotAnAmount { setting, text: typed.clone() },
        })?;
        if amounts.contains(&amount) {
            return Err(SettingsProblem::AmountTwice { setting, text: amount.to_string() });
        }
        amounts.push(amount);
    }
    amounts.sort_unstable();
    Ok(amounts.iter().map(ToString::to_string).collect())
}

fn time_of_day(setting: SettingName, typed: &str) -> Result<String, SettingsProblem> {
    let text = plain(typed);
    let read = || {
        let (hour, minute) = text.split_once(':')?;
        let is_short = |digits: &str| (1..=2).contains(&digits.len()) && digits.bytes().all(|c| c.is_ascii_digit());
        let (hour, minute) =
            (is_short(hour).then_some(hour)?, (is_short(minute) && minute.len() == 2).then_some(minute)?);
        let time = jiff::civil::Time::new(hour.parse().ok()?, minute.parse().ok()?, 0, 0).ok()?;
        Some(format!("{:02}:{:02}", time.hour(), time.minute()))
    };
    read().ok_or_else(|| SettingsProblem::NotATime { setting, text: typed.to_owned() })
}

fn till_code(setting: SettingName, typed: &str, around: &Around) -> Result<String, SettingsProblem> {
    if around.is_till_code_fixed {
        return Err(SettingsProblem::FixedByShop { setting });
    }
    let code: TillCode = plain(typed)
        .to_ascii_uppercase()
        .parse()
        .map_err(|_| SettingsProblem::NotATillCode { setting, text: typed.to_owned() })?;
    Ok(code.as_str().to_owned())
}

fn monitor(setting: SettingName, name: Option<String>) -> Result<Option<String>, SettingsProblem> {
    match name {
        Some(name) if name.len() > LONGEST_NAME || name.chars().any(char::is_control) => {
            Err(SettingsProblem::NotAMonitor { setting })
        }
        Some(name) => Ok((!name.is_empty()).then_some(name)),
        None => Ok(None),
    }
}

fn folder(setting: SettingName, path: Option<String>) -> Result<Option<String>, SettingsProblem> {
    let Some(typed) = path else { return Ok(None) };
    let path = typed.trim();
    if path.is_empty() {
        return Ok(None);
    }
    if !std::path::Path::new(path).is_absolute() || path.len() > LONGEST_PATH || path.contains('\0') {
        return Err(SettingsProblem::FolderUnusable { setting, path: typed });
    }
    Ok(Some(path.to_owned()))
}

/// The ASCII form of what a Japanese input method produces.
fn plain(typed: &str) -> String {
    let narrow = |letter| match letter {
        '\u{3000}' => ' ',
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(letter) - 0xfee0).unwrap_or(letter),
        _ => letter,
    };
    typed.chars().map(narrow).collect::<String>().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use rust_decimal::Decimal;

    use super::{Around, check};
    use crate::settings::facts::SettingKind;
    use crate::settings::{Choices, Setting, SettingName, SettingsProblem};

    fn taken(setting: Setting) -> Result<Setting, SettingsProblem> {
        check(setting, &Around::default())
    }

    fn texts(texts: &[&str]) -> Vec<String> {
        texts.iter().map(|text| (*text).to_owned()).collect()
    }

    #[test]
    fn every_default_may_be_set_and_stays_as_it_is() {
        for name in SettingName::ALL {
            let default = Choices::default().get(name);
            assert_eq!(taken(default.clone()), Ok(default));
        }
    }

    #[test]
    fn a_number_outside_its_bounds_is_refused_with_them() {
        for name in SettingName::ALL {
            let SettingKind::Number { least, most, .. } = name.kind() else { continue };
            let of = |value: u32| {
                serde_json::from_value(serde_json::json!({ "setting": name, "value": value })).expect("a number")
            };
            let refused = Err(SettingsProblem::OutOfRange { setting: name, least, most });
            assert_eq!(taken(of(most + 1)), refused);
            assert_eq!(taken(of(u32::MAX)), refused);
            if let Some(below) = least.checked_sub(1) {
                assert_eq!(taken(of(below)), refused);
            }
            assert!(taken(of(least)).is_ok() && taken(of(most)).is_ok());
        }
    }

    #[test]
    fn quick_amounts_are_read_as_the_key_pad_reads_them_and_sorted() {
        let typed = texts(&["５０００", "1,000", "300×2"]);
        assert_eq!(taken(Setting::QuickPayment(typed)), Ok(Setting::QuickPayment(texts(&["600", "1000", "5000"]))));
        assert_eq!(taken(Setting::QuickTopup(Vec::new())), Ok(Setting::QuickTopup(Vec::new())));
    }

    #[test]
    fn a_bad_quick_amount_is_named() {
        let setting = SettingName::QuickTopup;
        for bad in ["", "0", "-5", "1.5", "たくさん"] {
            let text = bad.to_owned();
            assert_eq!(
                taken(Setting::QuickTopup(texts(&["500", bad]))),
                Err(SettingsProblem::NotAnAmount { setting, text })
            );
        }
        assert_eq!(
            taken(Setting::QuickTopup(texts(&["500", "５００"]))),
            Err(SettingsProblem::AmountTwice { setting, text: "500".to_owned() })
        );
        assert_eq!(
            taken(Setting::QuickTopup(texts(&["1", "2", "3", "4", "5", "6", "7"]))),
            Err(SettingsProblem::TooManyAmounts { setting, most: 6 })
        );
        let around = Around { transfer_limit: Some(Decimal::from(500)), ..Around::default() };
        assert_eq!(
            check(Setting::QuickTopup(texts(&["501"])), &around),
            Err(SettingsProblem::AmountTooLarge { setting, text: "501".to_owned(), limit: "500".to_owned() })
        );
    }

    #[test]
    fn times_and_codes_are_read_as_people_type_them() {
        for (typed, read) in [("04:00", "04:00"), ("4:30", "04:30"), ("２３：５９", "23:59"), (" 0:00 ", "00:00")]
        {
            let read = Setting::DayStartsAt(read.to_owned());
            assert_eq!(taken(Setting::DayStartsAt(typed.to_owned())), Ok(read));
        }
        for typed in ["", "4", "24:00", "4:60", "4:0", "04:00:00", "+4:00", "-1:00", "4h"] {
            assert!(taken(Setting::DayStartsAt(typed.to_owned())).is_err(), "{typed}");
        }
        for (typed, read) in [("b2", "B2"), ("Ａ", "A"), (" 12 ", "12")] {
            assert_eq!(taken(Setting::TillCode(typed.to_owned())), Ok(Setting::TillCode(read.to_owned())));
        }
        for typed in ["", "ABCDE", "A-1", "レジ"] {
            assert!(taken(Setting::TillCode(typed.to_owned())).is_err(), "{typed}");
        }
    }

    #[test]
    fn a_connected_shop_keeps_its_till_code() {
        let around = Around { is_till_code_fixed: true, ..Around::default() };
        let setting = SettingName::TillCode;
        assert_eq!(check(Setting::TillCode("B".to_owned()), &around), Err(SettingsProblem::FixedByShop { setting }));
    }

    #[test]
    fn a_folder_needs_its_whole_path_and_an_empty_one_is_the_usual_one() {
        assert_eq!(taken(Setting::ExportFolder(Some("  ".to_owned()))), Ok(Setting::ExportFolder(None)));
        assert!(taken(Setting::ExportFolder(Some("reports".to_owned()))).is_err());
        assert!(taken(Setting::ExportFolder(Some("/a\0b".to_owned()))).is_err());
        assert_eq!(taken(Setting::CustomerMonitor(Some(String::new()))), Ok(Setting::CustomerMonitor(None)));
        assert!(taken(Setting::CustomerMonitor(Some("a\nb".to_owned()))).is_err());
    }
}
