use partner_api::operations::checks::{CheckUse, CreateCheck};
use partner_api::parameters::MoneyOrPoints;

use crate::probe::Probe;
use crate::{id, moment, text};

pub(crate) fn all(probe: &mut Probe) {
    let full = CreateCheck {
        amount: MoneyOrPoints::MoneyAndPoints { money: 1000.into(), points: 50.into() },
        account_id: id(),
        description: Some(text()),
        uses: CheckUse::OncePerCustomer { most: Some(100) },
        expires_at: moment(),
        point_expires_at: moment(),
        point_expires_in_days: Some(60),
        bear_point_account: Some(id()),
    };
    probe.operation(&full, &CreateCheck::new(MoneyOrPoints::Money(1000.into()), id()));
    probe.amount(&full, "money_amount", |check, money| {
        check.amount = MoneyOrPoints::MoneyAndPoints { money, points: 50.into() };
    });
    probe.amount(&full, "point_amount", |check, points| {
        check.amount = MoneyOrPoints::MoneyAndPoints { money: 1000.into(), points };
    });
    probe.text(&full, "description", |check, text| check.description = Some(text));
    probe.count(&full, "usage_limit", |check, most| check.uses = CheckUse::OncePerCustomer { most: Some(most) });
    probe.count(&full, "point_expires_in_days", |check, days| check.point_expires_in_days = Some(days));
}
