use partner_api::operations::system;

use crate::probe::Probe;

pub(crate) fn all(probe: &mut Probe) {
    probe.operation(&system::GetPing {}, &system::GetPing {});
    let echo = system::SendEcho { message: "たい焼き(小倉) hello".to_owned() };
    probe.operation(&echo, &echo);
}
