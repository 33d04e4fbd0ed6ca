//! Organisations: who issues a money, and whose shops take it.

use jiff::Timestamp;
use partner_api::ids::PrivateMoneyId;
use partner_api::schema::Organization;

use super::{Ledger, NewShop};
use crate::refusal::Refusal;

impl Ledger {
    /// The organisation of this code.
    pub(crate) fn organization(&self, code: &str) -> Option<&Organization> {
        self.all_organizations().find(|organization| organization.code == code)
    }

    /// Whether there is an organisation of this code.
    pub(crate) fn has_organization(&self, code: &str) -> bool {
        self.organization(code).is_some()
    }

    /// The issuer of the practice money, whose keys these are.
    pub(crate) fn own_organization(&self) -> &Organization {
        &self.moneys[0].organization
    }

    /// Whether an organisation is the caller's own or one that was made through it. Another issuer is neither.
    pub(super) fn is_member(&self, code: &str) -> bool {
        self.own_organization().code == code || self.organizations.iter().any(|one| one.code == code)
    }

    /// All organisations, each once, the issuers first.
    pub(crate) fn all_organizations(&self) -> impl Iterator<Item = &Organization> {
        let issuers = self.moneys.iter().enumerate();
        let issuers = issuers.filter(|(at, money)| {
            !self.moneys[..*at].iter().any(|earlier| earlier.organization.code == money.organization.code)
        });
        issuers.map(|(_, money)| &money.organization).chain(&self.organizations)
    }

    /// A new organisation with its head office, which takes the moneys.
    pub(crate) fn create_organization(
        &mut self,
        now: Timestamp,
        organization: Organization,
        moneys: &[PrivateMoneyId],
    ) -> Result<Organization, Refusal> {
        if self.has_organization(&organization.code) {
            return Err(Refusal::of("organization_conflict"));
        }
        if moneys.iter().any(|id| self.money(*id).is_none()) {
            return Err(Refusal::of("unavailable_private_money"));
        }
        self.organizations.push(organization.clone());
        let head_office = NewShop {
            name: organization.name.clone(),
            organization_code: Some(organization.code.clone()),
            private_money_ids: Some(moneys.to_vec()),
            ..NewShop::default()
        };
        let id = match self.create_shop(now, head_office) {
            Ok(id) => id,
            Err(refusal) => {
                self.organizations.pop();
                return Err(refusal);
            }
        };
        if let Some(shop) = self.shops.iter_mut().find(|shop| shop.id == id) {
            shop.is_head_office = true;
        }
        self.changed();
        Ok(organization)
    }
}
