//! Tries the door `page`.
#![no_main]

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| get_support_today_fuzz::open("page", bytes));
