//! The people of a shift: staff who press keys, customers who scan.

mod customers;
mod staff;

pub(crate) use customers::Customers;
pub(crate) use staff::work;
