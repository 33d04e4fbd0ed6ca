//! The rules by their numbers, and how a simulation breaks each.

use std::str::FromStr;

use till::rules;

use crate::machine::WriteBehind;
use crate::mix::Mix;

/// A rule of the till that the simulation can break.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    /// The intent is durable before the request leaves.
    R1,
    /// The tray is durable before its QR is drawn.
    R2,
    /// The outcome is durable before it is shown.
    R3,
    /// What is not final is taken up again at the start.
    R4,
    /// A transaction means paid, before anything else is looked at.
    R5,
    /// A reading without error and transaction ends nothing.
    R6,
    /// `cashtray_already_proceed` without a transaction ends nothing.
    R6Echo,
    /// Every wait ends.
    R7,
    /// Expiry is judged by the server's clock.
    R8,
    /// The last question is asked after a grace.
    R8Grace,
    /// An unanswered withdrawal is unknown.
    R9,
    /// A refused withdrawal is asked for.
    R10,
    /// The amount comes from the transaction.
    R11,
    /// The QR is covered while its amount is being changed.
    R12,
    /// An unanswered change of the amount gives the tray up.
    R12GiveUp,
    /// A new tray only when the last is final.
    R13,
    /// A lost answer to a refund says nothing: the transaction decides.
    R14,
    /// A refund's intent, and that its request leaves, are durable before it does.
    R14Intent,
    /// A lost create is searched for in the server's list.
    R15,
}

const NAMES: [(Rule, &str); 19] = [
    (Rule::R1, "R1"),
    (Rule::R2, "R2"),
    (Rule::R3, "R3"),
    (Rule::R4, "R4"),
    (Rule::R5, "R5"),
    (Rule::R6, "R6"),
    (Rule::R6Echo, "R6-echo"),
    (Rule::R7, "R7"),
    (Rule::R8, "R8"),
    (Rule::R8Grace, "R8-grace"),
    (Rule::R9, "R9"),
    (Rule::R10, "R10"),
    (Rule::R11, "R11"),
    (Rule::R12, "R12"),
    (Rule::R12GiveUp, "R12-give-up"),
    (Rule::R13, "R13"),
    (Rule::R14, "R14"),
    (Rule::R14Intent, "R14-intent"),
    (Rule::R15, "R15"),
];

impl Rule {
    /// The world in which its want shows soonest.
    pub fn mix(self) -> Mix {
        if self == Self::R12GiveUp { Mix::LatePatch } else { Mix::Stress }
    }

    /// Every rule that can be broken, with its name.
    pub fn all() -> impl Iterator<Item = (Self, &'static str)> {
        NAMES.into_iter()
    }
}

impl FromStr for Rule {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let known = || NAMES.map(|(_, name)| name).join(", ");
        let found = NAMES.iter().find(|(_, name)| name.eq_ignore_ascii_case(text)).map(|(rule, _)| *rule);
        found.ok_or_else(|| format!("there is no rule `{text}`; the rules are {}", known()))
    }
}

/// Everything that is broken in a run.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Broken {
    pub(crate) rules: rules::Rules,
    pub(crate) write_behind: WriteBehind,
    pub(crate) trusts_wall_clock: bool,
    pub(crate) has_no_grace: bool,
    has_no_search: bool,
}

impl Broken {
    pub(crate) fn new(without: &[Rule]) -> Self {
        without.iter().fold(Self::default(), |broken, rule| broken.without(*rule))
    }

    /// Whether the till searches the list at all.
    pub(crate) fn searches(self) -> bool {
        !self.has_no_search
    }

    fn without(mut self, rule: Rule) -> Self {
        self.has_no_search |= rule == Rule::R15;
        let inside = match rule {
            Rule::R1 => return Self { write_behind: WriteBehind { intents: true, ..self.write_behind }, ..self },
            Rule::R2 => return Self { write_behind: WriteBehind { trays: true, ..self.write_behind }, ..self },
            Rule::R3 => return Self { write_behind: WriteBehind { outcomes: true, ..self.write_behind }, ..self },
            Rule::R14Intent => {
                return Self { write_behind: WriteBehind { refunds: true, ..self.write_behind }, ..self };
            }
            Rule::R8 => return Self { trusts_wall_clock: true, ..self },
            Rule::R8Grace => return Self { has_no_grace: true, ..self },
            Rule::R4 => rules::Rule::TakeUp,
            Rule::R5 => rules::Rule::TransactionFirst,
            Rule::R6 => rules::Rule::SuccessWithoutTransaction,
            Rule::R6Echo => rules::Rule::AlreadyProceed,
            Rule::R7 => rules::Rule::EveryWaitEnds,
            Rule::R9 => rules::Rule::SilenceIsUnknown,
            Rule::R10 => rules::Rule::RefusalIsAsked,
            Rule::R11 => rules::Rule::AmountOfTransaction,
            Rule::R12 => rules::Rule::CoverWhileChanging,
            Rule::R12GiveUp => rules::Rule::GiveUpUnansweredAmend,
            Rule::R13 => rules::Rule::OneTrayAtATime,
            Rule::R14 => rules::Rule::TransactionDecidesRefund,
            Rule::R15 => rules::Rule::SearchLostCreates,
        };
        self.rules = self.rules.without(inside);
        self
    }
}
