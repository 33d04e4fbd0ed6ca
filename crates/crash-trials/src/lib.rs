#![doc = include_str!("../README.md")]

pub mod damage;
pub mod disks;
pub mod kills;
mod point;
pub mod power;
mod sales;
