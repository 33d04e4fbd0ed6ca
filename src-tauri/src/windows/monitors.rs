//! Which monitor is the customer's.

use tauri::Monitor;

/// A monitor as the choice sees it, in device pixels.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Place {
    /// What the system calls it: the connector, or the model.
    pub(super) name: String,
    /// Its left and upper edge.
    pub(super) position: (i32, i32),
    /// Its width and height.
    pub(super) size: (u32, u32),
    /// Device pixels in one logical pixel.
    pub(super) scale: f64,
}

impl From<&Monitor> for Place {
    fn from(monitor: &Monitor) -> Self {
        Self {
            name: monitor.name().cloned().unwrap_or_default(),
            position: (monitor.position().x, monitor.position().y),
            size: (monitor.size().width, monitor.size().height),
            scale: monitor.scale_factor(),
        }
    }
}

impl Place {
    /// Whether the two show a common part of the desktop, as mirrored monitors do.
    fn overlaps(&self, other: &Self) -> bool {
        let meet = |a: i32, a_long: u32, b: i32, b_long: u32| {
            i64::from(a) < i64::from(b) + i64::from(b_long) && i64::from(b) < i64::from(a) + i64::from(a_long)
        };
        meet(self.position.0, self.size.0, other.position.0, other.size.0)
            && meet(self.position.1, self.size.1, other.position.1, other.size.1)
    }
}

/// The monitors on which the customer's screen covers nothing of the staff's: all others, the leftmost first.
pub(super) fn free(monitors: &[Place], staff: &Place) -> Vec<Place> {
    let mut free: Vec<Place> = monitors.iter().filter(|monitor| !monitor.overlaps(staff)).cloned().collect();
    free.sort_by_key(|monitor| monitor.position);
    free
}

/// The customer's monitor: the one that was chosen or used before, where it is there; else the first that is free.
pub(super) fn choose(monitors: &[Place], staff: &Place, preferred: Option<&str>) -> Option<Place> {
    let mut free = free(monitors, staff);
    let at = free.iter().position(|monitor| Some(monitor.name.as_str()) == preferred).unwrap_or(0);
    (at < free.len()).then(|| free.swap_remove(at))
}

#[cfg(test)]
mod tests {
    use super::{Place, choose};

    fn monitor(name: &str, position: (i32, i32)) -> Place {
        Place { name: name.to_owned(), position, size: (1920, 1080), scale: 1.0 }
    }

    fn chosen(monitors: &[Place], staff: &Place, preferred: Option<&str>) -> Option<String> {
        choose(monitors, staff, preferred).map(|monitor| monitor.name)
    }

    #[test]
    fn the_customers_screen_is_on_the_other_monitor() {
        let (left, right) = (monitor("HDMI-1", (0, 0)), monitor("HDMI-2", (1920, 0)));
        let both = [left.clone(), right.clone()];
        assert_eq!(chosen(&both, &left, None).as_deref(), Some("HDMI-2"));
        assert_eq!(chosen(&both, &right, None).as_deref(), Some("HDMI-1"));
    }

    #[test]
    fn the_remembered_monitor_comes_before_its_neighbours() {
        let all = [monitor("A", (0, 0)), monitor("B", (1920, 0)), monitor("C", (3840, 0))];
        assert_eq!(chosen(&all, &all[0], Some("C")).as_deref(), Some("C"));
        assert_eq!(chosen(&all, &all[0], Some("gone")).as_deref(), Some("B"));
    }

    #[test]
    fn the_staffs_own_monitor_is_never_covered_even_when_it_was_chosen() {
        let both = [monitor("A", (0, 0)), monitor("B", (1920, 0))];
        assert_eq!(chosen(&both, &both[0], Some("A")).as_deref(), Some("B"));
        assert_eq!(chosen(&both[..1], &both[0], Some("A")), None);
    }

    #[test]
    fn a_mirrored_monitor_is_the_staffs_own() {
        let both = [monitor("A", (0, 0)), monitor("B", (0, 0))];
        assert_eq!(chosen(&both, &both[0], Some("B")), None);
        let partly = [monitor("A", (0, 0)), monitor("B", (1919, 0))];
        assert_eq!(chosen(&partly, &partly[0], None), None);
    }
}
