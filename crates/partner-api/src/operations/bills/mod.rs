//! Payment QR codes that any number of customers can pay by.

mod create_bill;
mod list_bills;
mod update_bill;

pub use create_bill::CreateBill;
pub use list_bills::ListBills;
pub use update_bill::UpdateBill;
