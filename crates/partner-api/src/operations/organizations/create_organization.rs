//! `POST /organizations`
//!
//! Lets a company join the issuer's moneys.

use serde::Serialize;

use crate::ids::PrivateMoneyId;
use crate::limits::{check_bank_account_holder_name, check_code, check_digits, check_not_empty, check_text};
use crate::operation::{Method, Operation, Repeat};
use crate::schema::Organization;

/// Makes an organisation with its first shop and its administrator, who is sent a mail. Answers 409
/// `organization_conflict` for a code that is taken, `shop_name_conflict`, and 422
/// `organization_private_money_not_found`.
///
/// A repeat is refused with 409 once the first copy arrived, but may send its mails again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreateOrganization {
    /// The organisation's code; up to 32 characters.
    pub code: String,
    /// The organisation's name; up to 256 characters.
    pub name: String,
    /// The moneys it takes, at least one.
    pub private_money_ids: Vec<PrivateMoneyId>,
    /// The issuer's administrator.
    pub issuer_admin_user_email: String,
    /// The new organisation's administrator.
    pub member_admin_user_email: String,
    /// Where its money is paid out.
    #[serde(flatten)]
    pub bank: BankAccount,
    /// Whom to speak to; up to 256 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contact_name: Option<String>,
}

/// Where a new organisation's money is paid out. `BankAccount::default()` says nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BankAccount {
    /// The bank's name; up to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_name: Option<String>,
    /// The bank's code: four digits, or empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_code: Option<String>,
    /// The branch's name; up to 64 characters.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_branch_name: Option<String>,
    /// The branch's code: three digits, or empty.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_branch_code: Option<String>,
    /// The account's kind.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_account_type: Option<BankAccountType>,
    /// The account's number: up to 7 digits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_account: Option<String>,
    /// The account holder, as banks write it: up to 30 half-width katakana, capital letters, digits, blanks and
    /// `( ) , - . / \ ｢ ｣`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bank_account_holder_name: Option<String>,
}

/// The kind of a bank account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum BankAccountType {
    /// A savings account (普通).
    Saving,
    /// A current account (当座).
    Current,
    /// Any other.
    Other,
}

impl BankAccount {
    fn check(&self) -> Result<(), crate::Error> {
        check_text("bank_name", self.bank_name.as_deref(), 64)?;
        check_code("bank_code", self.bank_code.as_deref(), 4)?;
        check_text("bank_branch_name", self.bank_branch_name.as_deref(), 64)?;
        check_code("bank_branch_code", self.bank_branch_code.as_deref(), 3)?;
        check_digits("bank_account", self.bank_account.as_deref(), 7)?;
        check_bank_account_holder_name(self.bank_account_holder_name.as_deref())
    }
}

impl Operation for CreateOrganization {
    type Response = Organization;
    const NAME: &'static str = "CreateOrganization";
    const METHOD: Method = Method::Post;
    const PATH: &'static str = "/organizations";
    const REPEAT: Repeat = Repeat::Never;

    fn check(&self) -> Result<(), crate::Error> {
        check_text("code", Some(&self.code), 32)?;
        check_text("name", Some(&self.name), 256)?;
        check_not_empty("private_money_ids", &self.private_money_ids)?;
        self.bank.check()?;
        check_text("contact_name", self.contact_name.as_deref(), 256)
    }
}
