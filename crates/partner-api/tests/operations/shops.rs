use partner_api::operations::shops::{CreateShop, CreateShopV2, GetShop, ListShops, ShopStatus, UpdateShop};
use partner_api::parameters::Change;

use crate::probe::Probe;
use crate::{id, text};

const POSTAL_CODE: &str = "113-0033";
const TEL: &str = "03-1234-5678";
const EMAIL: &str = "shop@example.jp";

pub(crate) fn all(probe: &mut Probe) {
    let get = GetShop { shop_id: id() };
    probe.operation(&get, &get);
    list(probe);
    create(probe);
    create_v2(probe);
    update(probe);
}

fn list(probe: &mut Probe) {
    let full = ListShops {
        organization_code: Some(text()),
        private_money_id: Some(id()),
        name: Some(text()),
        postal_code: Some(POSTAL_CODE.to_owned()),
        address: Some(text()),
        tel: Some(TEL.to_owned()),
        email: Some(EMAIL.to_owned()),
        external_id: Some(text()),
        with_disabled: Some(true),
        page: Some(1),
        per_page: Some(50),
    };
    probe.list(&full, &ListShops::default(), |list, rows| list.per_page = Some(rows));
    probe.text(&full, "organization_code", |list, text| list.organization_code = Some(text));
    probe.text(&full, "name", |list, text| list.name = Some(text));
    probe.text(&full, "postal_code", |list, text| list.postal_code = Some(text));
    probe.text(&full, "address", |list, text| list.address = Some(text));
    probe.text(&full, "tel", |list, text| list.tel = Some(text));
    probe.text(&full, "email", |list, text| list.email = Some(text));
    probe.text(&full, "external_id", |list, text| list.external_id = Some(text));
}

fn create(probe: &mut Probe) {
    let full = CreateShop {
        shop_name: text(),
        shop_postal_code: Some(POSTAL_CODE.to_owned()),
        shop_address: Some(text()),
        shop_tel: Some(TEL.to_owned()),
        shop_email: Some(EMAIL.to_owned()),
        shop_external_id: Some(text()),
        organization_code: Some(text()),
    };
    probe.operation(&full, &CreateShop::new("taiyaki"));
    probe.text(&full, "shop_name", |shop, text| shop.shop_name = text);
    probe.text(&full, "shop_postal_code", |shop, text| shop.shop_postal_code = Some(text));
    probe.text(&full, "shop_address", |shop, text| shop.shop_address = Some(text));
    probe.text(&full, "shop_tel", |shop, text| shop.shop_tel = Some(text));
    probe.text(&full, "shop_email", |shop, text| shop.shop_email = Some(text));
    probe.text(&full, "shop_external_id", |shop, text| shop.shop_external_id = Some(text));
    probe.text(&full, "organization_code", |shop, text| shop.organization_code = Some(text));
}

fn create_v2(probe: &mut Probe) {
    let full = CreateShopV2 {
        name: text(),
        postal_code: Some(POSTAL_CODE.to_owned()),
        address: Some(text()),
        tel: Some(TEL.to_owned()),
        email: Some(EMAIL.to_owned()),
        external_id: Some(text()),
        organization_code: Some(text()),
        private_money_ids: vec![id()],
        can_topup_private_money_ids: vec![id()],
    };
    probe.operation(&full, &CreateShopV2::new("taiyaki"));
    probe.text(&full, "name", |shop, text| shop.name = text);
    probe.text(&full, "postal_code", |shop, text| shop.postal_code = Some(text));
    probe.text(&full, "address", |shop, text| shop.address = Some(text));
    probe.text(&full, "tel", |shop, text| shop.tel = Some(text));
    probe.text(&full, "email", |shop, text| shop.email = Some(text));
    probe.text(&full, "external_id", |shop, text| shop.external_id = Some(text));
    probe.text(&full, "organization_code", |shop, text| shop.organization_code = Some(text));
    // An empty list is not sent.
    probe.kept_by_type::<CreateShopV2>("private_money_ids");
}

fn update(probe: &mut Probe) {
    let full = UpdateShop {
        shop_id: id(),
        name: Some(text()),
        postal_code: Change::Set(POSTAL_CODE.to_owned()),
        address: Change::Set(text()),
        tel: Change::Set(TEL.to_owned()),
        email: Change::Clear,
        external_id: Change::Set(text()),
        private_money_ids: Some(Vec::new()),
        can_topup_private_money_ids: Some(vec![id()]),
        status: Some(ShopStatus::Disabled),
    };
    probe.operation(&full, &UpdateShop::new(id()));
    probe.text(&full, "name", |shop, text| shop.name = Some(text));
    probe.text(&full, "postal_code", |shop, text| shop.postal_code = Change::Set(text));
    probe.text(&full, "address", |shop, text| shop.address = Change::Set(text));
    probe.text(&full, "tel", |shop, text| shop.tel = Change::Set(text));
    probe.text(&full, "email", |shop, text| shop.email = Change::Set(text));
    probe.text(&full, "external_id", |shop, text| shop.external_id = Change::Set(text));
}
