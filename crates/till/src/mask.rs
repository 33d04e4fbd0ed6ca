//! A customer's name as the journal keeps it and the screen shows it: enough to recognise, not enough to note down.
//! Masking what is masked changes nothing, so that a reader may mask again what an older journal holds.

use unicode_segmentation::UnicodeSegmentation;

/// What stands for a hidden letter.
const HIDDEN: &str = "＊";

/// No more than this many letters of one part are drawn, hidden or not.
const LONGEST: usize = 12;

/// `山田 太郎` becomes `山＊ ＊郎`. Letters are what a reader takes for one, so no emoji or accent is torn apart.
/// `None` for a name that is empty.
pub(crate) fn mask(name: &str) -> Option<String> {
    let words: Vec<Vec<&str>> = name.split_whitespace().map(|word| word.graphemes(true).collect()).collect();
    let last = words.len().checked_sub(1)?;
    let masked: Vec<String> = words
        .iter()
        .enumerate()
        .map(|(place, letters)| {
            let shows_first = place == 0 && (letters.len() > 1 || last > 0);
            let shows_last = place == last && (last > 0 || letters.len() > 2);
            hide(letters, shows_first, shows_last)
        })
        .collect();
    Some(masked.join(" "))
}

fn hide(letters: &[&str], shows_first: bool, shows_last: bool) -> String {
    let shown = letters.len().min(LONGEST);
    (0..shown)
        .map(|place| match place {
            0 if shows_first => letters[0],
            _ if shows_last && place + 1 == shown => letters[letters.len() - 1],
            _ => HIDDEN,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::mask;

    #[test]
    fn names_can_be_recognised_and_not_noted_down() {
        for (name, expected) in [
            ("山田 太郎", Some("山＊ ＊郎")),
            ("山田太郎", Some("山＊＊郎")),
            ("山田　太郎", Some("山＊ ＊郎")),
            ("田中", Some("田＊")),
            ("林", Some("＊")),
            ("", None),
            ("  ", None),
            ("Anna Maria Schmidt", Some("A＊＊＊ ＊＊＊＊＊ ＊＊＊＊＊＊t")),
            ("👩‍👩‍👧 家", Some("👩‍👩‍👧 家")),
            ("👩‍👩‍👧", Some("＊")),
            ("e\u{301}ric", Some("e\u{301}＊＊c")),
        ] {
            let masked = mask(name);
            assert_eq!(masked.as_deref(), expected, "{name}");
            assert_eq!(masked.as_deref().and_then(mask), masked, "{name}: masked again");
        }
    }

    proptest! {
        #[test]
        fn no_name_panics_or_grows_without_end(name in ".{0,300}") {
            if let Some(masked) = mask(&name) {
                prop_assert!(!masked.is_empty());
            }
        }
    }
}
