use partner_api::operations::users::GetUser;

use crate::probe::Probe;

pub(crate) fn all(probe: &mut Probe) {
    probe.operation(&GetUser {}, &GetUser {});
}
