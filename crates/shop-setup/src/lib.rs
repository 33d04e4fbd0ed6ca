#![doc = include_str!("../README.md")]

pub mod checks;
pub mod keys_file;
pub mod profile;
