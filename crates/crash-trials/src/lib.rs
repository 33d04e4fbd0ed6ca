#![doc = include_str!("../README.md")]

pub mod damage;
pub mod kills;
mod point;
mod sales;
