//! How connections are shown, as settings of the program: what stands on them, what thickness and colour of the traffic
//! overlay stand for, and whether the flow moves.

use super::view::Overlay;
use crate::scene::Labels;
use crate::scene::flow::Measure;

/// The settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
#[serde(default)]
pub struct Flow {
    /// What stands on connections, on the canvas and in exported pictures.
    pub labels: Labels,
    /// What thickness and colour stand for in the traffic overlay.
    pub measure: Measure,
    /// The flow moves along the connections of the traffic overlay.
    pub moving: bool,
}

impl Default for Flow {
    fn default() -> Flow {
        Flow {
            labels: Labels::default(),
            measure: Measure::default(),
            moving: true,
        }
    }
}

impl Flow {
    /// What stands on connections under an overlay: the traffic overlay says GB unless the user has chosen otherwise.
    pub fn labels_under(self, overlay: Overlay) -> Labels {
        match (overlay, self.labels, self.measure) {
            (Overlay::Traffic, Labels::RateAndCost, Measure::Rate | Measure::Gb) => {
                Labels::RateAndGb
            }
            (_, labels, _) => labels,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_choice_of_the_user_holds_under_every_overlay() {
        let chosen = |labels| Flow {
            labels,
            ..Flow::default()
        };
        for labels in [Labels::Rate, Labels::Gb, Labels::Cost, Labels::None] {
            for overlay in Overlay::ALL {
                assert_eq!(chosen(labels).labels_under(overlay), labels);
            }
        }
        let usual = Flow::default();
        assert_eq!(usual.labels_under(Overlay::None), Labels::RateAndCost);
        assert_eq!(usual.labels_under(Overlay::Traffic), Labels::RateAndGb);
        let dollars = Flow {
            measure: Measure::Cost,
            ..usual
        };
        assert_eq!(dollars.labels_under(Overlay::Traffic), Labels::RateAndCost);
    }

    #[test]
    fn settings_of_an_older_version_are_read() {
        let read: Flow = ron::from_str("(labels: gb)").unwrap();
        assert_eq!(read.labels, Labels::Gb);
        assert!(read.moving);
        let whole = Flow {
            measure: Measure::Cost,
            moving: false,
            ..read
        };
        let text = ron::to_string(&whole).unwrap();
        assert_eq!(ron::from_str::<Flow>(&text).unwrap(), whole);
    }
}
