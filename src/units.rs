//! Quantities with their unit: money, gigabytes, rates. The conversions between them live only here.
//!
//! AWS bills a GB as 2^30 bytes (`cost-semantics`: data transfer); a month is 730 hours unless the design says otherwise.
//! Values are `f64` inside newtypes and are rounded only when they are formatted, so `Usd + Gigabytes` does not compile.

use serde::{Deserialize, Serialize};
use std::iter::Sum;
use std::ops::{Add, AddAssign, Div, Mul, Neg, Sub, SubAssign};

/// Hours in a month on AWS's own pricing pages.
pub const HOURS_PER_MONTH: f64 = 730.0;
/// Bytes in a GB as AWS bills it.
pub const BYTES_PER_GB: f64 = 1_073_741_824.0;
/// KB (as people type them, 2^10 bytes) in a billed GB.
pub const KB_PER_GB: f64 = 1_048_576.0;

macro_rules! quantity {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub f64);

        impl $name {
            /// Nothing of it.
            pub const ZERO: $name = $name(0.0);
            /// The larger of the two.
            pub fn max(self, other: $name) -> $name {
                $name(self.0.max(other.0))
            }
        }
        impl Add for $name {
            type Output = $name;
            #[inline]
            fn add(self, other: $name) -> $name {
                $name(self.0 + other.0)
            }
        }
        impl Sub for $name {
            type Output = $name;
            #[inline]
            fn sub(self, other: $name) -> $name {
                $name(self.0 - other.0)
            }
        }
        impl AddAssign for $name {
            #[inline]
            fn add_assign(&mut self, other: $name) {
                self.0 += other.0;
            }
        }
        impl SubAssign for $name {
            #[inline]
            fn sub_assign(&mut self, other: $name) {
                self.0 -= other.0;
            }
        }
        impl Neg for $name {
            type Output = $name;
            #[inline]
            fn neg(self) -> $name {
                $name(-self.0)
            }
        }
        impl Mul<f64> for $name {
            type Output = $name;
            #[inline]
            fn mul(self, factor: f64) -> $name {
                $name(self.0 * factor)
            }
        }
        impl Div<f64> for $name {
            type Output = $name;
            #[inline]
            fn div(self, divisor: f64) -> $name {
                $name(self.0 / divisor)
            }
        }
        impl Sum for $name {
            fn sum<I: Iterator<Item = $name>>(items: I) -> $name {
                $name(items.map(|item| item.0).sum())
            }
        }
    };
}

quantity! {
    /// US dollars, per month unless the name says otherwise.
    Usd
}
quantity! {
    /// Gigabytes of 2^30 bytes, per month unless the name says otherwise.
    Gigabytes
}
quantity! {
    /// Events per second: requests, messages, queries.
    PerSecond
}

impl Gigabytes {
    /// Billed GB of `count` items of `kilobytes` (2^10 bytes) each.
    pub fn of_kilobytes(count: f64, kilobytes: f64) -> Gigabytes {
        Gigabytes(count * kilobytes / KB_PER_GB)
    }
}

impl PerSecond {
    /// Events in a month of `hours` hours.
    pub fn per_month(self, hours: f64) -> f64 {
        self.0 * hours * 3600.0
    }
    /// The steady rate of `count` events spread over a month of `hours` hours.
    pub fn from_month(count: f64, hours: f64) -> PerSecond {
        if hours > 0.0 {
            PerSecond(count / (hours * 3600.0))
        } else {
            PerSecond::ZERO
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn month_and_rate_are_inverse() {
        // 100 req/s x 730 h x 3,600 s = 262.8 million requests.
        assert_eq!(PerSecond(100.0).per_month(730.0), 262_800_000.0);
        assert_eq!(
            PerSecond::from_month(262_800_000.0, 730.0),
            PerSecond(100.0)
        );
        assert_eq!(PerSecond::from_month(1.0, 0.0), PerSecond::ZERO);
    }

    #[test]
    fn a_billed_gigabyte_is_two_to_the_thirty_bytes() {
        // 1,048,576 responses of 1 KB are one billed GB.
        assert_eq!(Gigabytes::of_kilobytes(1_048_576.0, 1.0), Gigabytes(1.0));
        assert_eq!(KB_PER_GB * 1024.0, BYTES_PER_GB);
    }
}
