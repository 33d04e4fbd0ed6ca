//! Where the staff's window stood when it was closed, and where it may stand now.
//!
//! An own file in the data directory, because two tills of one machine have two windows, and because a window that would
//! open outside of every monitor (one was unplugged, or is smaller now) is a till that cannot be found.

use std::fs;
use std::io;
use std::path::Path;

use serde::{Deserialize, Serialize};
use tauri::{PhysicalPosition, PhysicalSize, WebviewWindow};

/// So much of the window's upper edge has to be on a monitor for a hand to find it, in physical pixels.
const GRIP: (i32, i32) = (160, 40);

/// A place on the desktop, in physical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Place {
    pub(super) x: i32,
    pub(super) y: i32,
    pub(super) width: u32,
    pub(super) height: u32,
}

/// What is kept of the window.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Geometry {
    #[serde(flatten)]
    pub(super) place: Place,
    pub(super) is_maximized: bool,
}

impl Place {
    /// The same, no larger than the monitor that its upper edge is on, and wholly on it; `None` when it is on none.
    pub(super) fn on(self, monitors: &[Place]) -> Option<Self> {
        let monitor = monitors.iter().find(|monitor| monitor.has_grip_of(self))?;
        let (width, height) = (self.width.min(monitor.width), self.height.min(monitor.height));
        let fit = |at: i32, size: u32, from: i32, room: u32| {
            let room = i32::try_from(room.saturating_sub(size)).unwrap_or(0);
            at.clamp(from, from.saturating_add(room))
        };
        let (x, y) = (fit(self.x, width, monitor.x, monitor.width), fit(self.y, height, monitor.y, monitor.height));
        Some(Self { x, y, width, height })
    }

    fn has_grip_of(self, window: Self) -> bool {
        let end = |at: i32, size: u32| at.saturating_add(i32::try_from(size).unwrap_or(i32::MAX));
        let seen = |from: i32, to: i32, at: i32, size: u32| to.min(end(at, size)) - from.max(at);
        seen(window.x, end(window.x, window.width), self.x, self.width) >= GRIP.0
            && seen(window.y, window.y.saturating_add(GRIP.1), self.y, self.height) >= GRIP.1
    }
}

/// Reads what was kept; nothing of it is worth a word when it cannot be read.
pub(super) fn read(file: &Path) -> Option<Geometry> {
    serde_json::from_slice(&fs::read(file).ok()?).ok()
}

/// Keeps where the window stands, unless it has the whole screen or is put away: that is no place of its own.
pub(super) fn keep(window: &WebviewWindow, file: &Path) {
    let kept = (|| -> tauri::Result<Option<Geometry>> {
        if window.is_fullscreen()? || window.is_minimized()? {
            return Ok(None);
        }
        let is_maximized = window.is_maximized()?;
        let (PhysicalPosition { x, y }, PhysicalSize { width, height }) =
            (window.outer_position()?, window.inner_size()?);
        let place = match read(file) {
            // What it goes back to, not the whole monitor.
            Some(before) if is_maximized => before.place,
            Some(_) | None => Place { x, y, width, height },
        };
        Ok(Some(Geometry { place, is_maximized }))
    })();
    let written = match kept {
        Ok(Some(geometry)) => write(&geometry, file),
        Ok(None) => Ok(()),
        Err(error) => Err(io::Error::other(error)),
    };
    if let Err(error) = written {
        tracing::warn!(%error, "where the window stands was not kept");
    }
}

fn write(geometry: &Geometry, file: &Path) -> io::Result<()> {
    let new = file.with_extension("json.new");
    fs::write(&new, serde_json::to_vec(geometry)?)?;
    fs::rename(new, file)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Geometry, Place, read, write};

    const fn place(x: i32, y: i32, width: u32, height: u32) -> Place {
        Place { x, y, width, height }
    }

    const ONE: &[Place] = &[place(0, 0, 1920, 1080)];
    const TWO: &[Place] = &[place(0, 0, 1920, 1080), place(1920, 0, 1024, 768)];

    #[test]
    fn a_window_comes_back_where_it_stood() {
        assert_eq!(place(100, 50, 1280, 800).on(ONE), Some(place(100, 50, 1280, 800)));
        assert_eq!(place(1930, 10, 1000, 700).on(TWO), Some(place(1930, 10, 1000, 700)));
    }

    #[test]
    fn a_window_on_a_monitor_that_is_gone_is_not_opened_there() {
        assert_eq!(place(1930, 10, 1000, 700).on(ONE), None);
        assert_eq!(place(100, -500, 1000, 700).on(ONE), None);
        assert_eq!(place(0, 0, 1000, 700).on(&[]), None);
    }

    #[test]
    fn a_window_is_drawn_in_and_made_to_fit_a_smaller_monitor() {
        assert_eq!(place(1700, 900, 1280, 800).on(TWO), Some(place(640, 280, 1280, 800)));
        assert_eq!(place(-50, 0, 3000, 2000).on(ONE), Some(place(0, 0, 1920, 1080)));
    }

    #[test]
    fn a_damaged_file_is_no_place() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("window.json");
        let geometry = Geometry { place: place(1, 2, 1024, 600), is_maximized: true };
        write(&geometry, &file).expect("the folder can be written");
        assert_eq!(read(&file), Some(geometry));
        std::fs::write(&file, "{\"x\":1").expect("the folder can be written");
        assert_eq!(read(&file), None);
        assert_eq!(read(folder.path()), None);
    }

    proptest! {
        #[test]
        fn a_window_is_always_wholly_on_a_monitor(x: i32, y: i32, width in 1_u32..9000, height in 1_u32..9000) {
            if let Some(there) = place(x, y, width, height).on(TWO) {
                let is_on = |monitor: &Place| {
                    there.x >= monitor.x
                        && there.y >= monitor.y
                        && i64::from(there.x) + i64::from(there.width) <= i64::from(monitor.x) + i64::from(monitor.width)
                        && i64::from(there.y) + i64::from(there.height) <= i64::from(monitor.y) + i64::from(monitor.height)
                };
                prop_assert!(TWO.iter().any(is_on), "{there:?}");
            }
        }
    }
}
