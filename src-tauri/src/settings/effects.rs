//! What the choices mean for the till.

use std::time::Duration;

use jiff::civil::Time;
use jiff::tz::TimeZone;
use till::settings::{Settings, Tuning};
use till::shift::ShopDay;
use till::tag::{NotATillCode, TillCode};

use super::choices::Choices;

impl Choices {
    /// The part that a running till is told of.
    pub(crate) fn tuning(&self) -> Tuning {
        Tuning {
            tray_life: Duration::from_secs(self.tray_life_seconds.into()),
            base_gap: Duration::from_millis(self.base_gap_ms.into()),
            shop_day: self.shop_day(),
        }
    }

    /// How a till behaves that is opened now.
    pub(crate) fn till_settings(&self) -> Settings {
        let mut settings = Settings::default();
        settings.tune(self.tuning());
        settings
    }

    /// The shop's days are those of this machine's clock.
    pub(crate) fn shop_day(&self) -> ShopDay {
        // What is set was checked; a time that is none all the same would be the default's.
        let starts = Time::strptime("%H:%M", &self.day_starts_at);
        let starts = starts.unwrap_or_else(|_| ShopDay::default().starts());
        ShopDay::new(TimeZone::system(), starts)
    }

    /// What the till is called where no shop says it.
    pub(crate) fn till_code(&self) -> Result<TillCode, NotATillCode> {
        self.till_code.parse()
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::civil::time;
    use till::settings::Settings;

    use crate::settings::Choices;

    #[test]
    fn the_default_choices_are_the_numbers_that_the_till_ships_with() {
        let shipped = Settings::default();
        let chosen = Choices::default().till_settings();
        assert_eq!(chosen, Settings { shop_day: chosen.shop_day.clone(), ..shipped.clone() });
        assert_eq!(chosen.shop_day.starts(), shipped.shop_day.starts());
    }

    #[test]
    fn what_is_chosen_reaches_the_till() {
        let choices = Choices {
            tray_life_seconds: 1800,
            base_gap_ms: 900,
            day_starts_at: "23:30".to_owned(),
            ..Choices::default()
        };
        let tuning = choices.tuning();
        assert_eq!((tuning.tray_life, tuning.base_gap), (Duration::from_secs(1800), Duration::from_millis(900)));
        assert_eq!(tuning.shop_day.starts(), time(23, 30, 0, 0));
    }
}
