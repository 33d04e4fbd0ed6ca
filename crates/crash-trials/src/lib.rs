#![doc = include_str!("../README.md")]

pub mod audit_edits;
pub mod damage;
pub mod disks;
pub mod kills;
pub mod opening;
mod point;
pub mod power;
mod sales;
mod scratch;
