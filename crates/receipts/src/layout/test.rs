//! The slip that shows that a printer works: Japanese letters, and digits from edge to edge of the paper.

use super::compose::Composer;
use super::sale::head;
use super::{Look, Rule, Size};
use crate::receipt::TestSlip;
use crate::words::Words;

pub(super) fn compose(test: &TestSlip, on: &mut Composer) {
    let words = Words::of(test.language);
    head(&test.shop, false, None, words, on);
    on.centred(words.test, Size::Double, Look::Bold);
    on.gap();
    on.rule(Rule::Thick);
    on.gap();
    on.sentence(words.test_sentence, Look::Plain);
    on.gap();
    on.sentence(&on.edge_to_edge(), Look::Plain);
    on.gap();
    on.pair(words.time, &test.time.strftime(words.time_format).to_string());
    on.gap();
    on.rule(Rule::Thick);
}
