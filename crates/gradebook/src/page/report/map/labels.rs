//! Where the number of each point of a map is written, so that few of them meet.

/// Where a label stands.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Label {
    pub(super) x: f64,
    pub(super) y: f64,
    /// Which end of the text stands there.
    pub(super) anchor: &'static str,
}

/// What a label covers.
#[derive(Debug, Clone, Copy)]
struct Area {
    left: f64,
    top: f64,
    right: f64,
    bottom: f64,
}

impl Area {
    fn meets(&self, other: &Self) -> bool {
        self.left < other.right
            && other.left < self.right
            && self.top < other.bottom
            && other.top < self.bottom
    }

    fn around((x, y): (f64, f64), half: f64) -> Self {
        Self { left: x - half, top: y - half, right: x + half, bottom: y + half }
    }
}

/// The width of a digit, and the height of a line.
const DIGIT: f64 = 7.5;
const LINE: f64 = 11.0;
/// What surrounds a point.
const HALF: f64 = 6.0;

/// A place for the label of each point: to its right, or where that is taken to its left, above,
/// below, or aslant. The first that meets nothing is taken, and the first of all where none does.
pub(super) fn place(points: &[(f64, f64)], names: &[String]) -> Vec<Label> {
    let mut taken: Vec<Area> = points.iter().map(|point| Area::around(*point, HALF)).collect();
    let mut label = |(point, name): (&(f64, f64), &String)| {
        #[allow(clippy::cast_precision_loss)]
        let width = DIGIT * name.chars().count() as f64;
        let places = around(*point, width);
        let free = places.iter().find(|(_, area)| !taken.iter().any(|other| area.meets(other)));
        let (label, area) = *free.unwrap_or(&places[0]);
        taken.push(area);
        label
    };
    points.iter().zip(names).map(&mut label).collect()
}

fn around((x, y): (f64, f64), width: f64) -> [(Label, Area); 8] {
    let at = |x, y, anchor, left: f64| {
        let area = Area { left, top: y - LINE, right: left + width, bottom: y + 1.0 };
        (Label { x, y, anchor }, area)
    };
    let gap = HALF + 3.0;
    [
        at(x + gap, y + 4.0, "start", x + gap),
        at(x - gap, y + 4.0, "end", x - gap - width),
        at(x, y - gap, "middle", x - width / 2.0),
        at(x, y + gap + LINE - 1.0, "middle", x - width / 2.0),
        at(x + gap, y - gap, "start", x + gap),
        at(x - gap, y - gap, "end", x - gap - width),
        at(x + gap, y + gap + LINE, "start", x + gap),
        at(x - gap, y + gap + LINE, "end", x - gap - width),
    ]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_gives_way_to_points_and_labels() {
        let names = ["1", "2", "3"].map(str::to_owned);
        let anchors = |points: &[(f64, f64)]| {
            place(points, &names).iter().map(|label| label.anchor).collect::<Vec<_>>()
        };
        assert_eq!(anchors(&[(0.0, 0.0), (99.0, 0.0), (0.0, 99.0)]), ["start"; 3]);
        assert_eq!(anchors(&[(0.0, 0.0), (14.0, 0.0), (99.0, 99.0)]), ["end", "start", "start"]);
        assert_eq!(anchors(&[(0.0, 0.0); 3])[..2], ["start", "end"], "even on one point");
    }
}
