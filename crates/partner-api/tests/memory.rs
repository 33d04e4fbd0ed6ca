//! What is left in memory of a client secret that was dropped. Linux shows a process its own memory; elsewhere there is
//! nothing to look into.
#![cfg(target_os = "linux")]
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs::File;
use std::io::Read;
use std::os::unix::fs::FileExt;

use partner_api::envelope::ClientSecret;
use zeroize::Zeroizing;

/// A part of the memory that is copied and looked through at once.
const WINDOW: usize = 1 << 20;

/// The secret's text is never written down whole but in the buffer that is wiped: what is searched for is kept turned.
fn turned(text: &[u8]) -> Vec<u8> {
    text.iter().map(|byte| byte ^ 0xff).collect()
}

/// How often the text, given turned, stands in this process's memory.
fn copies_in_memory(turned: &[u8]) -> usize {
    let maps = std::fs::read_to_string("/proc/self/maps").unwrap();
    let memory = File::open("/proc/self/mem").unwrap();
    let mut window = Zeroizing::new(vec![0_u8; WINDOW + turned.len()]);
    let own = window.as_ptr() as u64;
    let own = own..own + window.len() as u64;
    let mut found = 0;
    for line in maps.lines().filter(|line| line.contains(" rw")) {
        let (from, to) = line.split(' ').next().unwrap().split_once('-').unwrap();
        let (from, to) = (u64::from_str_radix(from, 16).unwrap(), u64::from_str_radix(to, 16).unwrap());
        let mut at = from;
        while at < to {
            let length = usize::try_from(to - at).unwrap().min(window.len());
            let read = memory.read_at(&mut window[..length], at).unwrap_or(0);
            let starts = window[..read].windows(turned.len()).enumerate();
            // Only what begins in this window, and not the copy that was just made to look at.
            found += starts
                .filter(|(place, _)| *place < WINDOW && !own.contains(&(at + *place as u64)))
                .filter(|(_, bytes)| bytes.iter().zip(turned).all(|(byte, turned)| byte ^ 0xff == *turned))
                .count();
            at += WINDOW as u64;
        }
    }
    found
}

#[test]
fn nothing_of_a_client_secret_is_left_in_memory_once_it_is_dropped() {
    let mut random = Zeroizing::new([0_u8; 43]);
    File::open("/dev/urandom").unwrap().read_exact(&mut random[..]).unwrap();
    let mut text = Zeroizing::new(String::with_capacity(64));
    // Letters and digits only; the last may not have spare bits that a strict reader would refuse.
    text.extend(random[..42].iter().map(|byte| char::from(b'a' + byte % 26)));
    text.push('A');
    let needle = turned(text.as_bytes());
    let secret = ClientSecret::parse(&text).unwrap();
    assert!(copies_in_memory(&needle) >= 1, "the search finds what is there");
    drop(secret);
    drop(text);
    assert_eq!(copies_in_memory(&needle), 0);
}
