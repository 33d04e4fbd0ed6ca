#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| (wire_trials::entry::find("sandbox_body").check)(data));
