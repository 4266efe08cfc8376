//! Parallel lines in bands across them: an index for the lines that pass a place, or that another line crosses.

/// A straight line, seen along itself.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Line {
    /// Its coordinate across: y of a level line, x of an upright one.
    pub(super) at: f32,
    /// Where it starts and ends, along itself.
    pub(super) lo: f32,
    pub(super) hi: f32,
}

/// Parallel lines, each in all bands that it passes; the lines of a band are sorted by where they are.
#[derive(Clone, Debug, Default)]
pub(super) struct Bands {
    from: f32,
    width: f32,
    /// Where the lines of each band start; one more entry than bands.
    starts: Vec<u32>,
    lines: Vec<(u32, Line)>,
}

/// Width of a band.
const WIDTH: f32 = 192.0;
/// Bands are wider where there would be more.
const MOST: f32 = 1024.0;

impl Bands {
    /// An index of lines that are sorted by where they are.
    pub(super) fn new(lines: &[Line]) -> Bands {
        let from = lines.iter().map(|line| line.lo).fold(f32::MAX, f32::min);
        let to = lines.iter().map(|line| line.hi).fold(f32::MIN, f32::max);
        if lines.is_empty() {
            return Bands::default();
        }
        let width = WIDTH.max((to - from) / MOST);
        let count = ((to - from) / width) as usize + 1;
        let mut bands = Bands {
            from,
            width,
            starts: vec![0; count + 1],
            lines: Vec::new(),
        };
        for line in lines {
            for band in bands.range(line.lo, line.hi) {
                bands.starts[band + 1] += 1;
            }
        }
        for band in 0..count {
            bands.starts[band + 1] += bands.starts[band];
        }
        bands.lines = vec![(0, Line::default()); bands.starts[count] as usize];
        let mut next = bands.starts.clone();
        for (number, line) in lines.iter().enumerate() {
            for band in bands.range(line.lo, line.hi) {
                bands.lines[next[band] as usize] = (number as u32, *line);
                next[band] += 1;
            }
        }
        bands
    }
    /// The bands from one coordinate to another one.
    pub(super) fn range(&self, lo: f32, hi: f32) -> std::ops::Range<usize> {
        let last = self.starts.len().saturating_sub(2);
        // Conversion takes what is negative to zero.
        let band = |along: f32| (((along - self.from) / self.width) as usize).min(last);
        if self.starts.is_empty() {
            0..0
        } else {
            band(lo)..band(hi) + 1
        }
    }
    /// The lines of a band, by their numbers.
    pub(super) fn band(&self, band: usize) -> &[(u32, Line)] {
        &self.lines[self.starts[band] as usize..self.starts[band + 1] as usize]
    }
    /// The lines of the band around a coordinate.
    pub(super) fn around(&self, along: f32) -> &[(u32, Line)] {
        self.range(along, along)
            .next()
            .map_or(&[], |band| self.band(band))
    }
    /// How many bands there are.
    pub(super) fn count(&self) -> usize {
        self.starts.len().saturating_sub(1)
    }
}

/// The part of some lines of a band that lies from `lo` to `hi`, both included.
pub(super) fn between(
    lines: &[(u32, Line)],
    lo: f32,
    hi: f32,
) -> impl Iterator<Item = &(u32, Line)> {
    let first = lines.partition_point(|(_, line)| line.at < lo);
    lines[first..]
        .iter()
        .take_while(move |(_, line)| line.at <= hi)
}
