//! The till at work, in virtual time, against a far side that behaves as documented and fails on demand.

mod any_day;
mod audit;
mod changes;
mod counter;
mod ends;
mod far_side;
mod list;
mod payment;
mod print;
mod refunds;
mod restart;
mod shift;
mod trouble;
