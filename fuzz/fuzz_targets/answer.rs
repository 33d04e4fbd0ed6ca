#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| (wire_trials::entry::find("answer").check)(data));
