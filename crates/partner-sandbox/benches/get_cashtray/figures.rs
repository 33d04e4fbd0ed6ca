//! From what the clients measured to the table.

use anyhow::{Result, ensure};
use serde::{Deserialize, Serialize};

use crate::clients::Client;

/// What one run of a client took.
#[derive(Debug, Deserialize, Serialize)]
#[expect(clippy::struct_field_names, reason = "units come last in every name")]
pub(crate) struct Measured {
    /// Each request, from the call to the typed answer.
    pub(crate) latencies_ms: Vec<f64>,
    /// All of them, pauses included.
    pub(crate) wall_ms: f64,
    /// What the process computed meanwhile, on all threads.
    pub(crate) cpu_ms: f64,
}

/// All rounds of one client.
#[derive(Debug, Default)]
pub(crate) struct Figures {
    latencies_ms: Vec<f64>,
    requests_per_second: Vec<f64>,
    cpu_ms_per_request: Vec<f64>,
}

impl Figures {
    pub(crate) fn add(&mut self, measured: Measured) -> Result<()> {
        ensure!(!measured.latencies_ms.is_empty() && measured.wall_ms > 0.0, "a client measured nothing");
        let count = f64::from(u32::try_from(measured.latencies_ms.len())?);
        self.requests_per_second.push(count / measured.wall_ms * 1e3);
        self.cpu_ms_per_request.push(measured.cpu_ms / count);
        self.latencies_ms.extend(measured.latencies_ms);
        Ok(())
    }
}

/// The table, in Markdown. Latencies are those of all rounds together, the others are medians over the rounds.
pub(crate) fn table(clients: &[Client], all: &[Figures]) -> String {
    let cpu = |figures: &Figures| percentile(&figures.cpu_ms_per_request, 50);
    let first = all.first().map_or(1.0, cpu);
    let mut lines = vec![
        "| client | requests/s | p50 ms | p99 ms | client CPU ms/request | CPU, ratio |".to_owned(),
        "| --- | ---: | ---: | ---: | ---: | ---: |".to_owned(),
    ];
    lines.extend(clients.iter().zip(all).map(|(client, figures)| {
        format!(
            "| {} | {:.1} | {:.2} | {:.2} | {:.3} | {:.3} |",
            client.name(),
            percentile(&figures.requests_per_second, 50),
            percentile(&figures.latencies_ms, 50),
            percentile(&figures.latencies_ms, 99),
            cpu(figures),
            cpu(figures) / first,
        )
    }));
    lines.join("\n")
}

/// The value below which so many of a hundred are; 0 of none.
fn percentile(values: &[f64], percent: usize) -> f64 {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let index = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
    sorted.get(index).copied().unwrap_or_default()
}
