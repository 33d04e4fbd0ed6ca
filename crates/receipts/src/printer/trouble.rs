//! Why a slip did not come out, in words for staff.

use serde::Serialize;
use std::io;
use ts_rs::TS;

use crate::escpos::Hindrance;
use crate::receipt::Language;

/// Why a slip did not come out, or may not have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, thiserror::Error, TS)]
#[serde(rename_all = "snake_case")]
pub enum Trouble {
    /// No such name in the network, no such USB device, no such port.
    #[error("there is no such printer")]
    Absent,
    /// The place exists, but nobody opens there.
    #[error("the printer does not accept a connection")]
    Off,
    /// The system does not let this user at the device.
    #[error("this user may not use the printer")]
    NotPermitted,
    /// Another program holds the device.
    #[error("another program uses the printer")]
    Busy,
    /// The cover stands open.
    #[error("the cover is open")]
    CoverOpen,
    /// There is no paper.
    #[error("the paper is out")]
    OutOfPaper,
    /// The knife is stuck, the head too hot, or worse.
    #[error("the printer reports a fault")]
    Fault,
    /// It did not answer when it was asked how it is. Nothing was sent.
    #[error("the printer does not answer")]
    Silent,
    /// The line broke or stalled while the slip was sent.
    #[error("the printer took no more of the slip")]
    Interrupted,
    /// All was sent, and the printer never said that it is done.
    #[error("the printer did not confirm the slip")]
    Unconfirmed,
    /// The paper ran out, the cover was opened or the knife got stuck in the middle of the slip.
    #[error("printing stopped half-way")]
    StoppedHalfway,
}

impl Trouble {
    /// Whether some of the slip may be on paper, so that one more is a copy.
    pub const fn may_be_on_paper(self) -> bool {
        match self {
            Self::Interrupted | Self::Unconfirmed | Self::StoppedHalfway => true,
            Self::Absent
            | Self::Off
            | Self::NotPermitted
            | Self::Busy
            | Self::CoverOpen
            | Self::OutOfPaper
            | Self::Fault
            | Self::Silent => false,
        }
    }

    /// What is wrong and what to do, in one quiet line.
    pub const fn sentence(self, language: Language) -> &'static str {
        match language {
            Language::Ja => self.japanese(),
            Language::En => self.english(),
        }
    }

    const fn japanese(self) -> &'static str {
        match self {
            Self::Absent => "プリンターが見つかりません。電源とケーブルを確かめてください。",
            Self::Off => "プリンターにつながりません。電源と接続を確かめてください。",
            Self::NotPermitted => "プリンターを使う許可がありません。管理者に知らせてください。",
            Self::Busy => "プリンターをほかのプログラムが使っています。閉じてからもう一度印刷してください。",
            Self::CoverOpen => "プリンターのカバーが開いています。閉じてからもう一度印刷してください。",
            Self::OutOfPaper => "プリンターの用紙がありません。入れてからもう一度印刷してください。",
            Self::Fault => "プリンターが異常を知らせています。電源を入れ直してください。",
            Self::Silent => "プリンターから返事がありません。電源を入れ直してください。",
            Self::Interrupted => "印刷の途中で送れなくなりました。プリンターと紙を確かめて、印刷し直してください。",
            Self::Unconfirmed => "印刷できたか確認できません。紙を確かめてください。",
            Self::StoppedHalfway => "印刷が途中で止まりました。用紙とカバーを確かめて、印刷し直してください。",
        }
    }

    const fn english(self) -> &'static str {
        match self {
            Self::Absent => "Printer not found. Check its power and cable.",
            Self::Off => "Cannot connect to the printer. Check its power and connection.",
            Self::NotPermitted => "This user may not use the printer. Tell the manager.",
            Self::Busy => "Another program uses the printer. Close it and print again.",
            Self::CoverOpen => "The printer's cover is open. Close it and print again.",
            Self::OutOfPaper => "The printer is out of paper. Refill it and print again.",
            Self::Fault => "The printer reports a fault. Switch it off and on.",
            Self::Silent => "The printer does not answer. Switch it off and on.",
            Self::Interrupted => "The printer took no more while printing. Check it and the paper, then print again.",
            Self::Unconfirmed => "It is not certain that the slip was printed. Look at the paper.",
            Self::StoppedHalfway => "Printing stopped half-way. Check paper and cover, then print again.",
        }
    }

    /// What an error at opening the line means.
    pub(super) fn at_opening(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Absent,
            io::ErrorKind::PermissionDenied => Self::NotPermitted,
            io::ErrorKind::ResourceBusy | io::ErrorKind::AddrInUse => Self::Busy,
            _ => Self::Off,
        }
    }

    /// What the printer's own words mean, before anything was sent; `Ok` when nothing hinders it.
    pub(super) const fn before_printing(hindrance: Hindrance) -> Result<(), Self> {
        match hindrance {
            Hindrance::None => Ok(()),
            Hindrance::CoverOpen => Err(Self::CoverOpen),
            Hindrance::OutOfPaper => Err(Self::OutOfPaper),
            Hindrance::Fault => Err(Self::Fault),
        }
    }
}
