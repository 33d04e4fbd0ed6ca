//! Shops: opened, changed, disabled.

use jiff::Timestamp;
use partner_api::ids::{PrivateMoneyId, ShopId};

use super::change::apply;
use super::{Change, Ledger, Owner, Shop, Standing};
use crate::refusal::Refusal;

/// What `CreateShop` and `CreateShopV2` ask for.
#[derive(Clone, Debug, Default)]
pub(crate) struct NewShop {
    pub(crate) name: String,
    pub(crate) postal_code: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) tel: Option<String>,
    pub(crate) email: Option<String>,
    pub(crate) external_id: Option<String>,
    /// Null for the caller's own organisation.
    pub(crate) organization_code: Option<String>,
    /// The moneys it takes; null for all.
    pub(crate) private_money_ids: Option<Vec<PrivateMoneyId>>,
    /// The moneys it may top up with; null for all that it takes.
    pub(crate) can_topup_private_money_ids: Option<Vec<PrivateMoneyId>>,
}

/// What `UpdateShop` asks for; null leaves a field as it is.
#[derive(Clone, Debug, Default)]
pub(crate) struct ShopChange {
    pub(crate) name: Option<String>,
    pub(crate) postal_code: Change<String>,
    pub(crate) address: Change<String>,
    pub(crate) tel: Change<String>,
    pub(crate) email: Change<String>,
    pub(crate) external_id: Change<String>,
    pub(crate) private_money_ids: Option<Vec<PrivateMoneyId>>,
    pub(crate) can_topup_private_money_ids: Option<Vec<PrivateMoneyId>>,
    pub(crate) is_disabled: Option<bool>,
}

impl Ledger {
    /// Opens a shop with a wallet for each of its moneys.
    pub(crate) fn create_shop(&mut self, now: Timestamp, new: NewShop) -> Result<ShopId, Refusal> {
        let code = new.organization_code.unwrap_or_else(|| self.own_organization().code.clone());
        if !self.has_organization(&code) {
            return Err(Refusal::of("organization_not_found"));
        }
        if !self.is_member(&code) {
            return Err(Refusal::of("organization_not_member_organization"));
        }
        self.check_shop_name(&code, &new.name, None)?;
        let moneys = new.private_money_ids.unwrap_or_else(|| self.moneys.iter().map(|money| money.id).collect());
        let topping_up = new.can_topup_private_money_ids.unwrap_or_else(|| moneys.clone());
        self.check_moneys(&moneys, &topping_up)?;
        let id = ShopId(self.ids.next());
        self.shops.push(Shop {
            id,
            name: new.name,
            organization_code: code,
            postal_code: new.postal_code,
            address: new.address,
            tel: new.tel,
            email: new.email,
            external_id: new.external_id,
            is_head_office: false,
            is_disabled: false,
        });
        self.set_moneys(now, id, Some(&moneys), Some(&topping_up));
        self.changed();
        Ok(id)
    }

    /// Changes what is given of a shop.
    pub(crate) fn update_shop(&mut self, now: Timestamp, id: ShopId, change: ShopChange) -> Result<(), Refusal> {
        let shop = self.shop(id).ok_or_else(|| Refusal::of("shop_user_not_found"))?;
        if change.is_disabled == Some(true) && shop.is_head_office {
            return Err(Refusal::of("head_office_can_not_be_disabled"));
        }
        if let Some(name) = &change.name {
            self.check_shop_name(&shop.organization_code, name, Some(id))?;
        }
        let kept = || self.moneys_of(id);
        let moneys = change.private_money_ids.clone().unwrap_or_else(kept);
        self.check_moneys(&moneys, change.can_topup_private_money_ids.as_deref().unwrap_or_default())?;
        if let Some(shop) = self.shops.iter_mut().find(|shop| shop.id == id) {
            apply(change.postal_code, &mut shop.postal_code);
            apply(change.address, &mut shop.address);
            apply(change.tel, &mut shop.tel);
            apply(change.email, &mut shop.email);
            apply(change.external_id, &mut shop.external_id);
            shop.name = change.name.unwrap_or_else(|| shop.name.clone());
            shop.is_disabled = change.is_disabled.unwrap_or(shop.is_disabled);
        }
        let topping_up = change.can_topup_private_money_ids.as_deref();
        self.set_moneys(now, id, change.private_money_ids.as_deref(), topping_up);
        self.changed();
        Ok(())
    }

    /// The moneys that a shop takes.
    fn moneys_of(&self, id: ShopId) -> Vec<PrivateMoneyId> {
        let accounts = self.accounts.values().filter(|account| account.owner == Owner::Shop(id));
        accounts.map(|account| account.private_money_id).collect()
    }

    fn check_shop_name(&self, code: &str, name: &str, except: Option<ShopId>) -> Result<(), Refusal> {
        let others = self.shops.iter().filter(|shop| Some(shop.id) != except && shop.organization_code == code);
        let is_taken = others.into_iter().any(|shop| shop.name == name);
        if is_taken { Err(Refusal::of("shop_name_conflict")) } else { Ok(()) }
    }

    /// All moneys are there, and no money is topped up that is not taken.
    fn check_moneys(&self, moneys: &[PrivateMoneyId], topping_up: &[PrivateMoneyId]) -> Result<(), Refusal> {
        if moneys.iter().chain(topping_up).any(|id| self.money(*id).is_none()) {
            return Err(Refusal::of("unavailable_private_money"));
        }
        let is_taken = topping_up.iter().all(|id| moneys.contains(id));
        if is_taken { Ok(()) } else { Err(Refusal::of("unpermitted_private_money")) }
    }

    /// Opens the wallets that are missing. A wallet that is no longer wanted keeps what it holds, and is frozen.
    fn set_moneys(
        &mut self,
        now: Timestamp,
        id: ShopId,
        moneys: Option<&[PrivateMoneyId]>,
        topping_up: Option<&[PrivateMoneyId]>,
    ) {
        let owner = Owner::Shop(id);
        let name = self.shop(id).map(|shop| shop.name.clone()).unwrap_or_default();
        for money in moneys.unwrap_or_default() {
            if self.account_of(owner, *money).is_none() {
                self.open_wallet(now, owner, *money, &name);
            }
        }
        for account in self.accounts.values_mut().filter(|account| account.owner == owner) {
            if let Some(moneys) = moneys {
                let is_wanted = moneys.contains(&account.private_money_id);
                account.standing = if is_wanted { Standing::Active } else { Standing::Suspended };
            }
            if let Some(topping_up) = topping_up {
                account.can_transfer_topup = topping_up.contains(&account.private_money_id);
            }
        }
    }
}
