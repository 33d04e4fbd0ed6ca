use partner_api::operations::private_moneys::{GetPrivateMoneyOrganizationSummaries, GetPrivateMoneys};
use partner_api::parameters::Period;

use crate::probe::Probe;
use crate::{id, moment, text};

pub(crate) fn all(probe: &mut Probe) {
    let full = GetPrivateMoneys { organization_code: Some(text()), page: Some(1), per_page: Some(50) };
    probe.list(&full, &GetPrivateMoneys::default(), |list, rows| list.per_page = Some(rows));
    probe.text(&full, "organization_code", |list, text| list.organization_code = Some(text));

    let moment = moment().expect("a moment");
    let full = GetPrivateMoneyOrganizationSummaries {
        private_money_id: id(),
        period: Some(Period { from: moment, to: moment }),
        page: Some(1),
        per_page: Some(50),
    };
    let bare = GetPrivateMoneyOrganizationSummaries::new(id());
    probe.list(&full, &bare, |list, rows| list.per_page = Some(rows));
}
