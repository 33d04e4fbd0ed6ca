//! The till at work, in virtual time, against a far side that behaves as documented and fails on demand.

mod any_day;
mod audit;
mod bills;
mod changes;
mod counter;
mod doubts;
mod ends;
mod far_side;
mod list;
mod payment;
mod print;
mod refunds;
mod restart;
mod shift;
mod trouble;
mod tuning;
