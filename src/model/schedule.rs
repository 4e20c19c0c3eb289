//! When somebody answers.

/// One stretch of a week: a day and minutes since its local midnight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Opening {
    /// ISO weekday: 1 is Monday, 7 is Sunday.
    pub day: u8,
    /// Minutes since midnight, 0 to 1439.
    pub from: u16,
    /// Minutes since midnight of the same day; above 1440 where it runs into the next day.
    pub to: u16,
}

/// The hours of an ordinary week.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Week {
    /// Around the clock, every day.
    Always,
    /// These stretches, ordered by day and start, none overlapping another.
    Openings(Vec<Opening>),
}

/// Neighbouring days with the same hours: first day, last day, and their stretches in minutes since midnight.
pub type Run = (u8, u8, Vec<(u16, u16)>);

/// What holds on public holidays.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum HolidayRule {
    /// The source does not say: the page says that hours may differ.
    Unknown,
    /// Closed on public holidays.
    Closed,
}

/// The hours of a contact, in the time of its own zone.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Schedule {
    /// The ordinary week.
    pub week: Week,
    /// Public holidays.
    pub holidays: HolidayRule,
    /// An IANA zone, such as `Europe/Berlin`.
    pub timezone: String,
    /// As it stands in the data: the `opening_hours` of OpenStreetMap.
    pub written: String,
}

impl Schedule {
    /// Whether there are times at which nobody answers.
    pub fn closes(&self) -> bool {
        self.week != Week::Always
    }

    /// The stretches of one ISO weekday.
    pub fn on(&self, day: u8) -> Vec<Opening> {
        match &self.week {
            Week::Always => vec![Opening { day, from: 0, to: 1440 }],
            Week::Openings(openings) => openings.iter().copied().filter(|opening| opening.day == day).collect(),
        }
    }

    /// Days with the same hours, neighbours joined: (first day, last day, their stretches), closed days left out.
    pub fn runs(&self) -> Vec<Run> {
        let mut runs: Vec<Run> = Vec::new();
        for day in 1..=7 {
            let hours: Vec<_> = self.on(day).iter().map(|opening| (opening.from, opening.to)).collect();
            match runs.last_mut() {
                _ if hours.is_empty() => {}
                Some((_, last, same)) if *last + 1 == day && *same == hours => *last = day,
                _ => runs.push((day, day, hours)),
            }
        }
        runs
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neighbouring_days_with_the_same_hours_are_one_run() {
        let opening = |day, from, to| Opening { day, from, to };
        let schedule = Schedule {
            week: Week::Openings(vec![
                opening(1, 540, 1020),
                opening(2, 540, 1020),
                opening(4, 540, 1020),
                opening(5, 540, 720),
            ]),
            holidays: HolidayRule::Unknown,
            timezone: "Europe/Berlin".into(),
            written: "Mo,Tu,Th 09:00-17:00; Fr 09:00-12:00".into(),
        };
        assert_eq!(schedule.runs(), [(1, 2, vec![(540, 1020)]), (4, 4, vec![(540, 1020)]), (5, 5, vec![(540, 720)])]);
    }
}
