//! The people of a shift: staff who press keys, customers who scan, and who takes sales back.

mod customers;
mod regrets;
mod staff;

pub(crate) use customers::Customers;
pub(crate) use regrets::Regrets;
pub(crate) use staff::work;
