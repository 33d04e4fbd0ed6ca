//! Who did what at the till: the words of the audit log.
//!
//! The till writes one entry before each act that moves money, in the same breath as the act's own; what happens
//! around it (who logs in, which settings change) is given to it from outside. It knows names as they were then, not
//! who may do what: rights are words to it.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use crate::money::Direction;

/// Somebody who works at the till, as of then.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditPerson {
    /// The person's number; nobody else ever has it.
    pub id: u32,
    /// The name at that time.
    pub name: String,
}

/// In whose name an act is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct By {
    /// Who works; `null` when nobody is logged in, the shop has set nobody up, or the program does it by itself.
    pub who: Option<AuditPerson>,
    /// Who approved this one act over the shoulder, where that was needed.
    pub approved_by: Option<AuditPerson>,
}

/// What is done.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "act", rename_all = "snake_case")]
pub enum AuditAct {
    /// A payment or a top-up is asked for.
    Started {
        /// The sale's number.
        number: String,
        /// Payment or top-up.
        direction: Direction,
        /// The amount, positive, in the money's unit.
        amount: String,
    },
    /// A QR is withdrawn.
    Canceled {
        /// The sale's number.
        number: String,
    },
    /// The amount of a QR is changed.
    Amended {
        /// The sale's number.
        number: String,
        /// Payment or top-up.
        direction: Direction,
        /// The amount as it was.
        from: String,
        /// The amount as it is to be.
        to: String,
    },
    /// A whole sale is taken back.
    RefundAsked {
        /// The sale's number.
        number: String,
        /// What the sale was: a payment is given back, a top-up taken back.
        direction: Direction,
        /// What it moved.
        amount: String,
        /// Why.
        reason: String,
    },
    /// The rest of a bill is settled in cash: taken for a payment, handed back for a top-up.
    CashSettled {
        /// The bill's number.
        bill: u32,
        /// What the bill was: the rest of a payment is taken, that of a top-up handed back.
        direction: Direction,
        /// The cash, positive, in the money's unit.
        amount: String,
    },
    /// A shift is opened, or who and float of an open one are entered.
    ShiftOpened {
        /// The shift's number.
        shift: u32,
    },
    /// A shift is closed.
    ShiftClosed {
        /// The shift's number.
        shift: u32,
        /// The sales whose outcome is not certain, and which follow into the next shift.
        carried_over: Vec<String>,
    },
    /// That the journal was damaged and begun anew was seen.
    JournalAcknowledged,
    /// Somebody logs in.
    LoggedIn {
        /// Who.
        person: AuditPerson,
    },
    /// Nobody works any more.
    Locked {
        /// Because no hand was at the till.
        is_idle: bool,
    },
    /// A PIN was wrong. Those that are not looked at during a wait are not written: they would fill the log.
    WrongPin {
        /// Whose it was to be; `null` for nobody that exists.
        person: Option<AuditPerson>,
    },
    /// Somebody approves the next act that needs a right.
    Approved {
        /// Who.
        person: AuditPerson,
        /// The right's word.
        right: String,
    },
    /// Somebody is set up.
    PersonAdded {
        /// Who.
        person: AuditPerson,
        /// The rights' words.
        rights: Vec<String>,
    },
    /// Somebody has another name or other rights.
    PersonChanged {
        /// Who, by the new name.
        person: AuditPerson,
        /// The rights' words from now on.
        rights: Vec<String>,
    },
    /// Somebody has another PIN.
    PinChanged {
        /// Who.
        person: AuditPerson,
    },
    /// Somebody works here no more.
    PersonRemoved {
        /// Who.
        person: AuditPerson,
    },
    /// What may be done while nobody is logged in is changed.
    NobodyMay {
        /// The rights' words.
        rights: Vec<String>,
    },
    /// Nobody is set up any more.
    StaffTurnedOff,
    /// Settings are changed.
    SettingsChanged {
        /// Their names, as in the settings file.
        settings: Vec<String>,
    },
    /// A shop's keys are put in place, replaced or removed.
    KeysChanged {
        /// The profile as people know it: shop, money and till.
        profile: String,
        /// What is done with them: `kept`, `renewed`, `forgotten`, or `provisioned` by a script.
        change: String,
    },
    /// The till begins to sell.
    Opened {
        /// Which money it is about, for example `practice`.
        environment: String,
        /// How many people are set up. Fewer than before without a line about it: somebody was at the staff file.
        people: u32,
    },
}

/// One entry of the audit log.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct AuditEntry {
    /// In whose name.
    #[serde(flatten)]
    pub by: By,
    /// What.
    #[serde(flatten)]
    pub act: AuditAct,
}
