//! How much memory this process holds.

/// Resident memory in kilobytes; `None` where the system does not tell it in `/proc`.
pub(super) fn resident_kb() -> Option<u64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:"))?;
    line.trim().trim_end_matches("kB").trim().parse().ok()
}
