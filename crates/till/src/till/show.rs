//! The view: what windows draw, built whole from the sales. The only place that decides what is offered and shown.

use jiff::Timestamp;
use partner_api::TlsProblem;
use std::sync::Arc;
use tokio::time::Instant;

use super::actor::{Actor, Followed};
use super::refund::stop_refund_counters;
use super::watch::{Circumstances, Watch, cover};
use crate::mask::mask;
use crate::rules::Rule;
use crate::sale::{Overtaken, Place, Sale, SaleState, Success, Trace};
use crate::tag::TillCode;
use crate::view::{
    CheckingReason, ConnectionState, ConnectionView, CreateProblem, Notice, SaleAction, SaleRow, SaleRowState,
    SaleStateView, SaleView, ScannedFirst, TillView, TlsProblemView,
};

/// The clock difference staff are told is rounded to this many seconds, so that it does not flicker.
const CLOCK_STEP_SECONDS: i64 = 5;

/// What was published last, without its running counters, so that time alone publishes nothing.
#[derive(Debug, Default)]
pub(super) struct Published {
    still: Option<TillView>,
    counters: Vec<(String, Option<Timestamp>, Option<Instant>)>,
    connection: Option<(ConnectionState, String)>,
}

impl Actor {
    /// Publishes a snapshot when it differs from the last one in more than running counters.
    pub(super) fn publish(&mut self) {
        self.note_covers();
        self.note_connection();
        let mut view = self.view();
        let mut still = view.clone();
        still.live.iter_mut().chain(&mut still.parked).for_each(|sale| stop_counters(&mut sale.state));
        let of_rows = still.recent.iter_mut().filter_map(|row| row.refund.as_mut());
        still.refunds.iter_mut().chain(of_rows).for_each(stop_refund_counters);
        let counters = self.counters();
        if self.published.still.as_ref() == Some(&still) && self.published.counters == counters {
            return;
        }
        self.published.still = Some(still);
        self.published.counters = counters;
        view.revision = self.views.borrow().revision + 1;
        self.views.send_replace(Arc::new(view));
    }

    fn view(&self) -> TillView {
        let live = self.live().and_then(|number| self.sales.get(&number)).map(|followed| self.sale_view(followed));
        let is_aside = |it: &&Followed| it.sale.place == Place::Aside && !it.sale.is_abandoned();
        let parked = self
            .sales
            .values()
            .filter(is_aside)
            .filter(|followed| !followed.sale.state.is_final())
            .map(|followed| self.sale_view(followed))
            .collect();
        let on_screen = self.live().filter(|number| self.sales.get(number).is_some_and(|it| !it.sale.state.is_final()));
        let recent = self.recent.iter().rev().filter(|(number, _)| Some(**number) != on_screen);
        TillView {
            revision: 0,
            shop: self.setup.shop.clone(),
            connection: self.connection_view(),
            live,
            bill: self.bill_view(),
            parked,
            shift: self.shift_view(),
            recent: recent.map(|(number, row)| self.row_with_refund(*number, row)).collect(),
            refunds: self.refund_views(),
            notices: self.notices(),
        }
    }

    fn sale_view(&self, followed: &Followed) -> SaleView {
        let Followed { sale, watch, .. } = followed;
        let around = self.circumstances();
        let state = self.sale_state(sale, watch, &around);
        let is_waiting = matches!(state, SaleStateView::Waiting { .. });
        let token = sale.state.tray().filter(|_| is_waiting && sale.place == Place::Screen);
        SaleView {
            number: self.setup.till_code.label(sale.intent.number),
            direction: sale.intent.direction,
            amount: amount(sale),
            note: sale.intent.note.clone(),
            started_at: sale.intent.started_at.to_string(),
            state,
            bill: sale.intent.bill.map(|bill| bill.0),
            actions: self.actions(followed),
            token: token.map(|tray| tray.token.clone()),
        }
    }

    fn sale_state(&self, sale: &Sale, watch: &Watch, around: &Circumstances<'_>) -> SaleStateView {
        let expires_in_ms = sale.state.tray().map_or(0, |tray| {
            let left = tray.expires_at.duration_since(self.clock.at(around.now));
            u64::try_from(left.as_millis()).unwrap_or(0)
        });
        let checking_for_ms = watch.covered_since.map_or(0, |since| {
            u64::try_from(around.now.saturating_duration_since(since).as_millis()).unwrap_or(u64::MAX)
        });
        if let Some(reason) = cover(sale, watch, around) {
            return SaleStateView::Checking { reason, checking_for_ms, expires_in_ms };
        }
        let after_restart = watch.is_taken_up;
        match &sale.state {
            SaleState::Creating | SaleState::Abandoned => SaleStateView::Creating,
            SaleState::Open { .. }
            | SaleState::Canceling { .. }
            | SaleState::Amending { .. }
            | SaleState::Extending { .. }
            | SaleState::Undecided { .. } => SaleStateView::Waiting { expires_in_ms },
            SaleState::Succeeded { asked, success, overtaken } => SaleStateView::Succeeded {
                transaction_id: success.transaction_id.to_string(),
                done_at: success.done_at.clone(),
                customer: mask(&success.customer),
                money_amount: success.money_amount.to_string(),
                point_amount: success.point_amount.to_string(),
                shown_amount: (success.amount != asked.value()).then(|| asked.to_string()),
                scanned_first: overtaken.map(|by| match by {
                    Overtaken::Cancel => ScannedFirst::Cancel,
                    Overtaken::Amend => ScannedFirst::Amend,
                }),
                twice_of: self.twice_of(sale.intent.number),
                after_restart,
                refund: self.refund_view_of(sale.intent.number).map(Box::new),
            },
            SaleState::Failed { failure, .. } => SaleStateView::Failed {
                error_type: failure.error_type.clone(),
                error_message: failure.error_message.clone(),
                after_restart,
            },
            SaleState::Canceled { .. } => SaleStateView::Canceled { after_restart },
            SaleState::Expired { .. } => SaleStateView::Expired { after_restart },
            SaleState::NotCreated { problem } => SaleStateView::NotCreated { problem: problem.clone() },
        }
    }

    /// What staff may do with a sale now.
    pub(super) fn actions(&self, Followed { sale, watch, .. }: &Followed) -> Vec<SaleAction> {
        let mut actions = actions(sale, watch, &self.circumstances());
        let has_moved = matches!(sale.state, SaleState::Succeeded { .. });
        if has_moved && watch.storing.is_none() && self.may_refund(sale.intent.number) {
            actions.push(SaleAction::Refund);
        }
        if actions.contains(&SaleAction::NewQr) {
            actions.extend(self.bill_offers(sale));
        }
        actions
    }

    fn notices(&self) -> Vec<Notice> {
        let mut notices = Vec::new();
        if let Some(ahead) = self.clock.ahead() {
            let limit = i64::try_from(self.settings().clock_off_after.as_secs()).unwrap_or(i64::MAX);
            if ahead.as_secs().abs() > limit {
                notices.push(Notice::ClockOff { seconds: ahead.as_secs() / CLOCK_STEP_SECONDS * CLOCK_STEP_SECONDS });
            }
        }
        if let Some(problem) = self.untrusted() {
            notices.push(Notice::Untrusted { problem });
        }
        if self.is_journal_failing || self.is_storing() {
            notices.push(Notice::JournalTrouble);
        }
        if let Some(begun) = &self.begun_anew {
            let since = begun.whole_until.map(|at| at.to_string());
            notices.push(Notice::JournalBegunAnew { set_aside: begun.set_aside.clone(), since });
        }
        if let Some(Followed { sale, watch, .. }) = self.live().and_then(|number| self.sales.get(&number))
            && let (SaleState::Open { .. }, Some(error_type)) = (&sale.state, &watch.amend_refused)
        {
            let number = self.setup.till_code.label(sale.intent.number);
            notices.push(Notice::AmendRefused { number, error_type: error_type.clone() });
        }
        notices.extend(self.notices_of_list());
        for Followed { sale, .. } in self.sales.values().filter(|followed| followed.sale.place == Place::Aside) {
            let is_told = matches!(sale.trace, Trace::Found | Trace::Adopted);
            if sale.state.is_final() && !is_told && !matches!(sale.state, SaleState::NotCreated { .. }) {
                let number = self.setup.till_code.label(sale.intent.number);
                notices.push(Notice::ParkedSettled { number, outcome: row_state(&sale.state) });
            }
        }
        notices.extend(self.refund_notices());
        notices
    }

    /// What the server's list had to say.
    fn notices_of_list(&self) -> Vec<Notice> {
        let code = &self.setup.till_code;
        let untold = |trace| {
            let is_so = move |it: &&Followed| it.sale.place == Place::Aside && it.sale.trace == trace;
            self.sales.values().filter(is_so).map(|it| code.label(it.sale.intent.number))
        };
        let mut notices: Vec<Notice> = untold(Trace::Found).map(|number| Notice::FoundAfterwards { number }).collect();
        if let Some(number) = untold(Trace::Adopted).next() {
            let count = u32::try_from(untold(Trace::Adopted).count()).unwrap_or(u32::MAX);
            notices.push(Notice::JournalBehind { number, count });
        }
        if self.comparison.meets_others() {
            notices.push(Notice::SameTillCode { code: code.as_str().to_owned() });
        }
        notices
    }

    /// What staff must be told of TLS. Not what the sale on the screen says already, nor a handshake that was merely
    /// cut: that is a matter of the line, for which the word for the connection stands.
    fn untrusted(&self) -> Option<TlsProblemView> {
        let live = self.live().and_then(|number| self.sales.get(&number)).map(|followed| &followed.sale.state);
        match (self.connection.untrusted()?, live) {
            (TlsProblem::HandshakeCut, _) | (_, Some(SaleState::NotCreated { problem: CreateProblem::Tls { .. } })) => {
                None
            }
            (problem, _) => Some(problem.into()),
        }
    }

    fn note_connection(&mut self) {
        let now = self.now();
        let state = self.connection.state(now, self.oldest_request(), self.pace.is_slowed(), &self.settings);
        if self.published.connection.as_ref().map(|(before, _)| *before) != Some(state) {
            self.published.connection = Some((state, self.clock.at(now).to_string()));
        }
    }

    fn connection_view(&self) -> ConnectionView {
        match &self.published.connection {
            Some((state, since)) => ConnectionView { state: *state, since: since.clone() },
            None => ConnectionView { state: ConnectionState::Unknown, since: self.clock.now().to_string() },
        }
    }

    /// What the counters run from: a change of these is worth a snapshot, their running is not.
    fn counters(&self) -> Vec<(String, Option<Timestamp>, Option<Instant>)> {
        let of = |it: &Followed| {
            let label = self.setup.till_code.label(it.sale.intent.number);
            (label, it.sale.state.tray().map(|tray| tray.expires_at), it.watch.covered_since)
        };
        self.sales.values().map(of).collect()
    }
}

/// What staff may do with a sale now, but for its refund.
fn actions(sale: &Sale, watch: &Watch, around: &Circumstances<'_>) -> Vec<SaleAction> {
    if watch.storing.is_some() || sale.is_abandoned() || sale.is_filed() {
        return Vec::new();
    }
    let is_on_screen = sale.place == Place::Screen;
    if sale.state.is_final() {
        return if sale.state.may_be_repeated() && is_on_screen {
            vec![SaleAction::NewQr, SaleAction::Done]
        } else {
            vec![SaleAction::Done]
        };
    }
    if sale.state.tray().is_none() {
        return vec![SaleAction::Cancel];
    }
    if !is_on_screen {
        return vec![SaleAction::CheckNow];
    }
    let mut actions = vec![SaleAction::CheckNow];
    match cover(sale, watch, around) {
        None => actions.extend([SaleAction::Cancel, SaleAction::Amend, SaleAction::Extend]),
        Some(CheckingReason::Silence | CheckingReason::Restarted) if matches!(sale.state, SaleState::Open { .. }) => {
            actions.push(SaleAction::Cancel);
        }
        Some(_) => {}
    }
    if !around.rules.hold(Rule::OneTrayAtATime) {
        actions.push(SaleAction::NewQr);
    }
    let may_park = watch.covered_since.is_some_and(|since| around.now >= since + around.settings.park_after);
    if may_park {
        actions.push(SaleAction::Park);
    }
    actions
}

/// A sale's line in the list.
pub(super) fn row(sale: &Sale, ended_at: Option<Timestamp>, code: &TillCode) -> SaleRow {
    let success = success(&sale.state);
    let error_type = match &sale.state {
        SaleState::Failed { failure, .. } => Some(failure.error_type.clone()),
        SaleState::NotCreated { problem } => Some(problem.error_type().to_owned()),
        SaleState::Creating
        | SaleState::Abandoned
        | SaleState::Open { .. }
        | SaleState::Canceling { .. }
        | SaleState::Amending { .. }
        | SaleState::Extending { .. }
        | SaleState::Undecided { .. }
        | SaleState::Succeeded { .. }
        | SaleState::Canceled { .. }
        | SaleState::Expired { .. } => None,
    };
    SaleRow {
        number: code.label(sale.intent.number),
        direction: sale.intent.direction,
        amount: amount(sale),
        at: ended_at.unwrap_or(sale.intent.started_at).to_string(),
        state: row_state(&sale.state),
        error_type,
        customer: success.and_then(|success| mask(&success.customer)),
        transaction_last4: success.map(|success| {
            let id = success.transaction_id.to_string();
            id[id.len() - 4..].to_owned()
        }),
        refund: None,
        actions: Vec::new(),
    }
}

/// What the transaction moved, or what is asked for while there is none.
fn amount(sale: &Sale) -> String {
    success(&sale.state).map_or_else(|| sale.asked().to_string(), |success| success.amount.to_string())
}

fn success(state: &SaleState) -> Option<&Success> {
    if let SaleState::Succeeded { success, .. } = state { Some(success) } else { None }
}

fn row_state(state: &SaleState) -> SaleRowState {
    match state {
        SaleState::Creating
        | SaleState::Abandoned
        | SaleState::Open { .. }
        | SaleState::Canceling { .. }
        | SaleState::Amending { .. }
        | SaleState::Extending { .. }
        | SaleState::Undecided { .. } => SaleRowState::Open,
        SaleState::Succeeded { .. } => SaleRowState::Succeeded,
        SaleState::Failed { .. } => SaleRowState::Failed,
        SaleState::Canceled { .. } => SaleRowState::Canceled,
        SaleState::Expired { .. } => SaleRowState::Expired,
        SaleState::NotCreated { .. } => SaleRowState::NotCreated,
    }
}

fn stop_counters(state: &mut SaleStateView) {
    match state {
        SaleStateView::Waiting { expires_in_ms } => *expires_in_ms = 0,
        SaleStateView::Checking { checking_for_ms, expires_in_ms, .. } => (*checking_for_ms, *expires_in_ms) = (0, 0),
        SaleStateView::Succeeded { refund: Some(refund), .. } => stop_refund_counters(refund),
        SaleStateView::Creating
        | SaleStateView::Succeeded { refund: None, .. }
        | SaleStateView::Failed { .. }
        | SaleStateView::Canceled { .. }
        | SaleStateView::Expired { .. }
        | SaleStateView::NotCreated { .. } => {}
    }
}
