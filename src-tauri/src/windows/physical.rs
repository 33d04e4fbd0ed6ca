//! How large a monitor really is, where the system knows it.

use super::monitors::Place;

/// Fewer or more dots in a metre than any monitor has: 40 and 800 per inch. What says so does not know its size;
/// some televisions and projectors claim to be 16 by 9 millimetres.
const BELIEVABLE: std::ops::RangeInclusive<f64> = 1_575.0..=31_500.0;

/// Device pixels in a metre, by the diagonals: a monitor that stands upright may still tell the size of one that lies.
pub(super) fn dots_per_metre((width, height): (u32, u32), (wide_mm, high_mm): (i32, i32)) -> Option<u32> {
    if wide_mm <= 0 || high_mm <= 0 {
        return None;
    }
    let dots = f64::from(width).hypot(f64::from(height));
    let millimetres = f64::from(wide_mm).hypot(f64::from(high_mm));
    let per_metre = (dots / millimetres * 1000.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 1575 and 31500")]
    BELIEVABLE.contains(&per_metre).then_some(per_metre as u32)
}

/// Asks the window system for the monitor's size. Answers on the main thread only.
#[cfg(target_os = "linux")]
pub(super) fn measure(place: &Place) -> Option<u32> {
    use gtk::gdk::prelude::MonitorExt as _;

    let display = gtk::gdk::Display::default()?;
    let monitors = (0..display.n_monitors()).filter_map(|number| display.monitor(number));
    let mut here = monitors.filter(|monitor| {
        let (area, scale) = (monitor.geometry(), monitor.scale_factor());
        (area.x() * scale, area.y() * scale) == place.position
    });
    let monitor = here.next()?;
    dots_per_metre(place.size, (monitor.width_mm(), monitor.height_mm()))
}

/// Not asked for on this system; the page takes what a style sheet calls a millimetre.
#[cfg(not(target_os = "linux"))]
pub(super) fn measure(_place: &Place) -> Option<u32> {
    None
}

#[cfg(test)]
mod tests {
    use super::dots_per_metre;

    #[test]
    fn a_monitor_tells_its_density_lying_or_upright() {
        // 15.6 inches, 1920x1080: 141 dots per inch.
        let lying = dots_per_metre((1920, 1080), (344, 194)).expect("it is believable");
        assert!((5540..5600).contains(&lying), "{lying}");
        assert_eq!(dots_per_metre((1080, 1920), (344, 194)), Some(lying));
    }

    #[test]
    fn a_size_that_cannot_be_is_not_believed() {
        for size in [(0, 0), (-1, 200), (16, 9), (160, 90_000)] {
            assert_eq!(dots_per_metre((1920, 1080), size), None, "{size:?}");
        }
    }
}
