//! The Debian packages that the project needs, each with its reason. Nothing else in the project installs any.
//!
//! Not here on purpose: `librsvg2-dev` and `libayatana-appindicator3-dev`, which Tauri's own page lists, are for tray
//! icons and for AppImages; TLS, SQLite and D-Bus are built from crates.

/// A Debian package and why it is needed.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Package {
    /// The name that apt knows.
    pub(crate) name: &'static str,
    /// What it is for; shown when it is installed.
    pub(crate) reason: &'static str,
}

const fn package(name: &'static str, reason: &'static str) -> Package {
    Package { name, reason }
}

/// What building and running the terminal takes.
pub(crate) const RUN: &[Package] = &[
    package("gcc", "links the program and compiles SQLite"),
    package("pkg-config", "tells the build where WebKitGTK is"),
    package("libwebkit2gtk-4.1-dev", "the web view that draws the windows"),
    package("fonts-noto-cjk", "Japanese letters on a machine that has none"),
    package("gstreamer1.0-pulseaudio", "carries the till's tones to the loudspeaker"),
];

/// What starting the terminal takes where there is no display.
pub(crate) const VIRTUAL_DISPLAY: &[Package] = &[
    package("xvfb", "a display in memory, for machines without a screen"),
    package("xauth", "lets `xvfb-run` hand out that display"),
];

/// What the tests take beyond that.
pub(crate) const TEST: &[Package] = &[
    package("xvfb", "each window test has a display of its own"),
    package("webkit2gtk-driver", "presses keys and reads the screen in the window tests"),
    package("chromium", "draws the stable parts of the screens, to be held against reference pictures"),
    package("strace", "records what the journal asks of the disk, for the power cuts"),
    package("util-linux", "`unshare`: a small disk of its own for the bad disks"),
    package("git", "tells whether generated files changed"),
    package("gnome-keyring", "a key store like the one of a desktop, in a session of its own"),
    package("dbus-daemon", "that session"),
    package("dbus-bin", "asks that session whether its key store is up"),
    package("zbar-tools", "reads the QR in a photograph of the desktop, as a phone would"),
    package("xserver-xorg-core", "an X server whose monitors come and go, for the customer's window"),
    package("xserver-xorg-video-dummy", "those monitors, in memory"),
    package("x11-xserver-utils", "`xrandr`: puts their plugs in and pulls them out"),
    package("openbox", "frames, full screen and Alt-F4, for the kiosk and the window's place"),
    package("espeak-ng", "the voice that says an amount, recorded"),
    package("openssl", "makes keys and certificates as a shop's administrator would"),
];

/// What pictures of the screens take.
pub(crate) const GALLERY: &[Package] = &[
    package("chromium", "draws each state of each screen without the terminal"),
    package("libwebkit2gtk-4.1-0", "a browser of the engine that the terminal's windows have"),
    package("webkit2gtk-driver", "presses its keys"),
    package("xvfb", "its display"),
    package("fonts-noto-cjk", "Japanese letters on a machine that has none"),
];

#[cfg(test)]
mod tests {
    use super::{GALLERY, RUN, TEST, VIRTUAL_DISPLAY};

    #[test]
    fn every_package_says_why_and_stands_once_in_its_list() {
        for list in [RUN, VIRTUAL_DISPLAY, TEST, GALLERY] {
            for (at, package) in list.iter().enumerate() {
                assert!(!package.reason.is_empty(), "{}", package.name);
                assert!(list[..at].iter().all(|earlier| earlier.name != package.name), "{} twice", package.name);
            }
        }
    }
}
