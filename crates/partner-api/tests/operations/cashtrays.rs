use partner_api::operations::cashtrays::{CancelCashtray, CreateCashtray, GetCashtray, UpdateCashtray};

use crate::probe::Probe;
use crate::{id, text};

pub(crate) fn all(probe: &mut Probe) {
    let bare = CreateCashtray {
        private_money_id: id(),
        shop_id: id(),
        amount: (-1100).into(),
        description: None,
        expires_in: None,
    };
    let full = CreateCashtray { description: Some(text()), expires_in: Some(180), ..bare.clone() };
    probe.operation(&full, &bare);
    probe.text(&full, "description", |tray, text| tray.description = Some(text));
    probe.count(&full, "expires_in", |tray, seconds| tray.expires_in = Some(seconds));

    let get = GetCashtray { cashtray_id: id() };
    probe.operation(&get, &get);

    let bare = UpdateCashtray { cashtray_id: id(), amount: None, description: None, expires_in: None };
    let full =
        UpdateCashtray { amount: Some(1500.into()), description: Some(text()), expires_in: Some(180), ..bare.clone() };
    probe.operation(&full, &bare);
    probe.text(&full, "description", |tray, text| tray.description = Some(text));
    probe.count(&full, "expires_in", |tray, seconds| tray.expires_in = Some(seconds));

    let cancel = CancelCashtray { cashtray_id: id() };
    probe.operation(&cancel, &cancel);
}
