//! The rates of a design as a linear system: r = demand + M·r.
//!
//! Three figures flow through every component: its requests, those of them that write, and those of the writes that are no
//! copies. Components are solved group by group (strongly connected components, callers first): a group without a loop
//! by substitution, one with loops as a system of its own.
//!
//! Stores that replicate each other do not send a copy back: a copy inside a group carries what is no copy itself.

/// Requests, those of them that write, and the writes that did not come as a copy from the same group; per second.
pub(super) type Load = [f64; FIGURES];
/// How many figures a load has.
const FIGURES: usize = 3;

/// One connection.
#[derive(Clone, Copy, Debug)]
pub(super) struct Edge {
    /// Index of the caller.
    from: u32,
    /// Index of the called.
    to: u32,
    /// Requests per request of the caller; requests/s of its own, whatever the caller does, where it `is_fixed`.
    pub(super) factor: f64,
    /// Share of its requests that write.
    pub(super) writes: f64,
    /// Carries the caller's writes only (replication).
    pub(super) of_writes: bool,
    /// Copies between stores of one group, which replicate each other: carries writes that are no copies themselves.
    pub(super) is_copy: bool,
    /// Whether its rate is its own.
    pub(super) is_fixed: bool,
}

impl Edge {
    /// A connection of two components that carries nothing yet.
    pub(super) fn between(from: usize, to: usize) -> Edge {
        Edge {
            from: from as u32,
            to: to as u32,
            factor: 0.0,
            writes: 0.0,
            of_writes: false,
            is_copy: false,
            is_fixed: false,
        }
    }
    /// Index of the caller.
    #[inline]
    pub(super) fn from(&self) -> usize {
        self.from as usize
    }
    /// Index of the called.
    #[inline]
    pub(super) fn to(&self) -> usize {
        self.to as usize
    }
    /// Requests/s for a load of the caller; `ratio` scales a rate of its own.
    #[inline]
    fn rate(&self, load: &Load, ratio: f64) -> f64 {
        if self.is_fixed {
            self.factor * ratio
        } else {
            load[self.figure()] * self.factor
        }
    }
    /// The figure of the caller's load that it carries.
    fn figure(&self) -> usize {
        if self.is_copy {
            2
        } else {
            usize::from(self.of_writes)
        }
    }
    /// What one request over it adds to each figure of the called.
    #[inline]
    fn adds(&self) -> Load {
        let originals = if self.is_copy { 0.0 } else { self.writes };
        [1.0, self.writes, originals]
    }
}

/// A list of numbers for each of many things, in one block.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Lists {
    numbers: Vec<u32>,
    /// Where the list of each thing begins, and at last where the last one ends.
    bounds: Vec<u32>,
}

impl Lists {
    /// Edges that start at each of `count` components, and those that end there, by their places.
    pub(super) fn of_edges(count: usize, edges: &[Edge]) -> [Lists; 2] {
        let (mut starts, mut ends) = (vec![0_u32; count + 2], vec![0_u32; count + 2]);
        for edge in edges {
            starts[edge.from() + 2] += 1;
            ends[edge.to() + 2] += 1;
        }
        // Where each list begins, one place behind its own: it is moved to the list's end while that is filled.
        for counts in [&mut starts, &mut ends] {
            let mut sum = 0;
            for count in counts {
                sum += *count;
                *count = sum;
            }
        }
        let (mut outgoing, mut incoming) = (vec![0; edges.len()], vec![0; edges.len()]);
        for (place, edge) in edges.iter().enumerate() {
            let start = &mut starts[edge.from() + 1];
            outgoing[*start as usize] = place as u32;
            *start += 1;
            let end = &mut ends[edge.to() + 1];
            incoming[*end as usize] = place as u32;
            *end += 1;
        }
        [(outgoing, starts), (incoming, ends)].map(|(numbers, mut bounds)| {
            bounds.pop();
            Lists { numbers, bounds }
        })
    }
    /// The list of a thing; empty for one that does not exist.
    #[inline]
    pub(super) fn of(&self, owner: usize) -> &[u32] {
        let bounds = self.bounds.get(owner..).unwrap_or_default();
        let list = match bounds {
            [start, end, ..] => self.numbers.get(*start as usize..*end as usize),
            _ => None,
        };
        list.unwrap_or_default()
    }
    /// How long the list of each thing is.
    pub(super) fn lengths(&self) -> Vec<u32> {
        let pairs = self.bounds.windows(2);
        pairs.map(|bounds| bounds[1] - bounds[0]).collect()
    }
    /// How many things there are.
    pub(super) fn len(&self) -> usize {
        self.bounds.len().saturating_sub(1)
    }
}

/// Groups of components, in one block.
#[derive(Clone, Debug, Default)]
pub(super) struct Groups {
    nodes: Vec<usize>,
    ends: Vec<usize>,
}

impl Groups {
    pub(super) fn with_capacity(count: usize) -> Groups {
        Groups {
            nodes: Vec::with_capacity(count),
            ends: Vec::with_capacity(count),
        }
    }
    pub(super) fn add(&mut self, group: impl IntoIterator<Item = usize>) {
        self.nodes.extend(group);
        self.ends.push(self.nodes.len());
    }
    /// Adds a component as a group of its own.
    #[inline]
    pub(super) fn add_one(&mut self, node: usize) {
        self.nodes.push(node);
        self.ends.push(self.nodes.len());
    }
    #[inline]
    pub(super) fn of(&self, index: usize) -> &[usize] {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before]);
        &self.nodes[start..self.ends[index]]
    }
    pub(super) fn len(&self) -> usize {
        self.ends.len()
    }
}

/// Components and connections in the order in which they are solved.
pub(super) struct Network {
    /// All connections.
    pub(super) edges: Vec<Edge>,
    /// Indexes of the connections that start at each component.
    pub(super) outgoing: Lists,
    /// Indexes of those that end at each component.
    pub(super) incoming: Lists,
    /// Strongly connected components, callers first.
    pub(super) groups: Groups,
    /// Group of each component.
    pub(super) group_of: Vec<u32>,
    /// Place of each component in its group.
    pub(super) place_of: Vec<u32>,
    /// Whether a component calls itself.
    pub(super) calls_itself: Vec<bool>,
    /// Groups whose loops feed themselves faster than they drain; each carries what enters it once around.
    pub(super) runaway: Vec<bool>,
}

/// What flows on average, at the peak and in hours of the day: columns of rates that are solved side by side, the average
/// first.
pub(super) struct Columns<'a, const C: usize> {
    /// Requests/s that start at each component.
    pub(super) own: &'a [[f64; C]],
    /// Components that pass the average on in every column.
    pub(super) smooths: &'a [bool],
}

/// Groups up to this size are solved by elimination, larger ones by iteration.
const DENSE: usize = 96;
/// Rounds of an iteration; a gain of 0.999 needs about 20,000 for nine digits.
const ROUNDS: usize = 20_000;
/// A request that comes back so many times never ends.
const ENDLESS: f64 = 1e9;

impl Network {
    /// Rate of every connection in each column.
    pub(super) fn solve<const C: usize>(&self, columns: &Columns<'_, C>) -> Vec<[f64; C]> {
        let mut rates = vec![[0.0; C]; self.edges.len()];
        // Writes of a component without callers are its own requests; of others, what arrives.
        let mut loads = vec![[[0.0; FIGURES]; C]; columns.own.len()];
        for (load, own) in loads.iter_mut().zip(columns.own) {
            for column in 0..C {
                load[column] = [own[column]; FIGURES];
            }
        }
        for index in 0..self.groups.len() {
            let group = self.groups.of(index);
            let is_loop = group.len() > 1 || self.calls_itself[group[0]];
            if is_loop && !self.runaway[index] {
                for column in 0..C {
                    self.solve_group(index, column, columns.smooths, &mut loads);
                }
            }
            for &node in group {
                // Nothing that comes later adds to the load of this component.
                let (sent, ratio) = passed_on(&loads[node], columns.smooths[node]);
                for &number in self.outgoing.of(node) {
                    let edge = &self.edges[number as usize];
                    let mut rate = [0.0; C];
                    for column in 0..C {
                        rate[column] = edge.rate(&sent[column], ratio[column]);
                        rates[number as usize][column] = rate[column].max(0.0);
                    }
                    if is_loop && self.group_of[edge.to()] as usize == index {
                        // A loop's inner connections are part of its solution; a runaway loop carries what enters it
                        // on to members that come later, once.
                        let comes_later = self.place_of[edge.to()] > self.place_of[node];
                        if !self.runaway[index] || !comes_later {
                            continue;
                        }
                    }
                    let adds = edge.adds();
                    let load = &mut loads[edge.to()];
                    for column in 0..C {
                        for figure in 0..FIGURES {
                            load[column][figure] += rate[column] * adds[figure];
                        }
                    }
                }
            }
        }
        rates
    }

    /// Solves a column of the loads of a group from what has arrived in it so far; those on average come first.
    fn solve_group<const C: usize>(
        &self,
        index: usize,
        column: usize,
        smooths: &[bool],
        loads: &mut [[Load; C]],
    ) {
        let group = self.groups.of(index);
        let mut base: Vec<f64> = group.iter().flat_map(|&node| loads[node][column]).collect();
        let mut inner: Vec<(usize, usize, f64)> = Vec::new();
        for (at, &node) in group.iter().enumerate() {
            let (sent, ratio) = passed_on(&loads[node], smooths[node]);
            let passes_average = column > 0 && smooths[node];
            for &edge in self.outgoing.of(node) {
                let edge = &self.edges[edge as usize];
                if self.group_of[edge.to()] as usize != index {
                    continue;
                }
                let to = self.place_of[edge.to()] as usize;
                let known = if edge.is_fixed {
                    Some(edge.factor * ratio[column])
                } else {
                    passes_average.then(|| edge.rate(&sent[column], 1.0))
                };
                for (figure, part) in edge.adds().into_iter().enumerate() {
                    let row = FIGURES * to + figure;
                    match known {
                        Some(rate) => base[row] += rate * part,
                        None => inner.push((row, FIGURES * at + edge.figure(), edge.factor * part)),
                    }
                }
            }
        }
        let solved = if group.len() <= DENSE {
            eliminate(&inner, &base)
        } else {
            iterate(&inner, &base)
        };
        for (at, &node) in group.iter().enumerate() {
            let load: Load = std::array::from_fn(|figure| solved[FIGURES * at + figure]);
            if load.iter().all(|rate| rate.is_finite()) {
                loads[node][column] = load.map(|rate| rate.max(0.0));
            }
        }
    }

    /// Connections inside a group whose rate follows the caller's.
    fn inner(&self, index: usize) -> Vec<Edge> {
        let nodes = self.groups.of(index).iter();
        let edges = nodes.flat_map(|&node| self.outgoing.of(node));
        edges
            .map(|&edge| self.edges[edge as usize])
            .filter(|edge| self.group_of[edge.to()] as usize == index && !edge.is_fixed)
            .collect()
    }

    /// The worst loop of a group, and whether the rates of the group grow without end; none where nothing comes back:
    /// stores that replicate each other.
    pub(super) fn gain(&self, index: usize) -> Option<Gain> {
        let edges = self.inner(index);
        let group = self.groups.of(index);
        let runs_away = self.runs_away(group, &edges);
        let whole = || Gain {
            members: group.to_vec(),
            gain: self.spectral_radius(group, &edges),
            runs_away,
        };
        Some(match worst_loop(group, &edges) {
            // Several loops may only together feed themselves.
            Worst::Loop(_, gain) if runs_away && gain < 1.0 - 1e-9 => whole(),
            Worst::Loop(members, gain) => Gain {
                members,
                gain,
                runs_away,
            },
            Worst::Nothing if !runs_away => return None,
            Worst::Nothing | Worst::TooLarge => whole(),
        })
    }

    /// Whether the rates of a group grow without end: r = 1 + A·r has a solution of rates of at least 1 only where they do
    /// not (A has no negative entry, so that I - A must be an M-matrix).
    fn runs_away(&self, group: &[usize], edges: &[Edge]) -> bool {
        let place = |node: usize| self.place_of[node] as usize;
        // Where stores copy to each other, what is no copy is a figure of its own.
        let figures = 1 + usize::from(edges.iter().any(|edge| edge.is_copy));
        let mut inner: Vec<(usize, usize, f64)> = Vec::with_capacity(edges.len() * figures);
        for edge in edges {
            let (to, from) = (place(edge.to()), place(edge.from()));
            let column = figures * from + usize::from(edge.is_copy);
            inner.push((figures * to, column, edge.factor));
            if figures > 1 && !edge.is_copy {
                inner.push((figures * to + 1, column, edge.factor));
            }
        }
        let ones = vec![1.0; figures * group.len()];
        let solved = if group.len() <= DENSE {
            eliminate(&inner, &ones)
        } else {
            iterate(&inner, &ones)
        };
        !solved
            .iter()
            .all(|rate| (1.0 - 1e-6..ENDLESS).contains(rate))
    }

    /// Largest eigenvalue of the factors within a group (they are not negative) to about six digits: the power method on
    /// A + I, between the least and the largest growth of any member (Collatz and Wielandt).
    fn spectral_radius(&self, group: &[usize], edges: &[Edge]) -> f64 {
        let place = |node: usize| self.place_of[node] as usize;
        let mut vector = vec![1.0_f64; group.len()];
        let (mut least, mut most) = (0.0_f64, f64::INFINITY);
        for _ in 0..2_000 {
            let mut next = vector.clone();
            for edge in edges {
                next[place(edge.to())] += edge.factor * vector[place(edge.from())];
            }
            let growth = || next.iter().zip(&vector).map(|(now, before)| now / before);
            least = growth().fold(f64::INFINITY, f64::min);
            most = growth().fold(0.0, f64::max);
            let norm = next.iter().copied().fold(0.0, f64::max);
            if !(norm.is_finite() && norm > 0.0) || most - least < 1e-12 {
                break;
            }
            vector = next
                .iter()
                .map(|value| (value / norm).max(1e-300))
                .collect();
        }
        (least + most) / 2.0 - 1.0
    }
}

/// A loop with its gain.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Gain {
    /// Components in the order of the calls.
    pub(super) members: Vec<usize>,
    /// Requests that come back for one that went in: for a single loop the product of its factors.
    pub(super) gain: f64,
    /// Whether the rates grow without end.
    pub(super) runs_away: bool,
}

/// What a component with these loads passes on in each column: the load, or the average one where it smooths; and its rate
/// over its average rate, for connections with a rate of their own.
fn passed_on<const C: usize>(loads: &[Load; C], smooths: bool) -> ([Load; C], [f64; C]) {
    let average = loads[0];
    if smooths {
        return ([average; C], [1.0; C]);
    }
    let ratio = |column: usize| {
        if column > 0 && average[0] > 0.0 {
            loads[column][0] / average[0]
        } else {
            1.0
        }
    };
    (*loads, std::array::from_fn(ratio))
}

/// Solves x = base + A·x by Gaussian elimination with pivots; A has an entry (row, column, value) for each of `inner`.
fn eliminate(inner: &[(usize, usize, f64)], base: &[f64]) -> Vec<f64> {
    let size = base.len();
    let width = size + 1;
    // Row by row in one block: the row of I - A, then that of the base.
    let mut matrix = vec![0.0; size * width];
    for (row, value) in base.iter().enumerate() {
        matrix[row * width + row] = 1.0;
        matrix[row * width + size] = *value;
    }
    for &(row, column, value) in inner {
        matrix[row * width + column] -= value;
    }
    // Rows are exchanged by their places.
    let mut rows: Vec<usize> = (0..size).map(|row| row * width).collect();
    let mut above = vec![0.0; width];
    for step in 0..size {
        let pivot = (step..size)
            .max_by(|&a, &b| {
                let head = |place: usize| matrix[rows[place] + step].abs();
                head(a).total_cmp(&head(b))
            })
            .unwrap_or(step);
        rows.swap(step, pivot);
        above.copy_from_slice(&matrix[rows[step]..rows[step] + width]);
        let head = above[step];
        if head.abs() < 1e-300 {
            continue;
        }
        for &row in &rows[step + 1..] {
            let row = &mut matrix[row..row + width];
            let factor = row[step] / head;
            if factor != 0.0 {
                for (value, above) in row[step..].iter_mut().zip(&above[step..]) {
                    *value -= factor * above;
                }
            }
        }
    }
    let mut solved = vec![0.0; size];
    for step in (0..size).rev() {
        let row = &matrix[rows[step]..rows[step] + width];
        let known: f64 = (step + 1..size).map(|at| row[at] * solved[at]).sum();
        let head = row[step];
        solved[step] = if head.abs() < 1e-300 {
            0.0
        } else {
            (row[size] - known) / head
        };
    }
    solved
}

/// Solves the same by going round until nothing changes, or until the rates have no end.
fn iterate(inner: &[(usize, usize, f64)], base: &[f64]) -> Vec<f64> {
    let mut into: Vec<Vec<(usize, f64)>> = vec![Vec::new(); base.len()];
    for &(row, column, value) in inner {
        into[row].push((column, value));
    }
    let largest = base.iter().copied().fold(0.0, f64::max);
    let mut solved = base.to_vec();
    for _ in 0..ROUNDS {
        let mut change = 0.0_f64;
        let mut highest = 0.0_f64;
        for row in 0..base.len() {
            let arrives: f64 = into[row]
                .iter()
                .map(|&(from, value)| value * solved[from])
                .sum();
            let next = base[row] + arrives;
            change = change.max((next - solved[row]).abs() / next.abs().max(1e-12));
            highest = highest.max(next);
            solved[row] = next;
        }
        if change < 1e-12 {
            return solved;
        }
        if highest.is_nan() || highest > largest * ENDLESS {
            break;
        }
    }
    vec![f64::INFINITY; base.len()]
}

/// Groups with more connections than this are not searched for their worst loop.
const SEARCHED: usize = 48;

/// What a search for the worst loop finds.
enum Worst {
    /// Its members, and the product of its factors.
    Loop(Vec<usize>, f64),
    /// Nothing comes back.
    Nothing,
    /// The group is too large to look at every loop.
    TooLarge,
}

/// The loop whose factors have the largest product.
fn worst_loop(group: &[usize], edges: &[Edge]) -> Worst {
    if edges.len() > SEARCHED {
        return Worst::TooLarge;
    }
    let mut search = Search {
        edges,
        path: Vec::new(),
        worst: None,
        budget: 100_000,
    };
    for (position, &start) in group.iter().enumerate() {
        // Every loop is found once: from its first member in the group's order.
        search.path = vec![start];
        search.walk(start, 1.0, &group[position..], [false; 2]);
    }
    match search.worst {
        _ if search.budget == 0 => Worst::TooLarge,
        Some((members, gain)) => Worst::Loop(members, gain),
        None => Worst::Nothing,
    }
}

struct Search<'e> {
    edges: &'e [Edge],
    path: Vec<usize>,
    worst: Option<(Vec<usize>, f64)>,
    budget: usize,
}

impl Search<'_> {
    /// Goes on from the end of the path; whether its first and its last connection copy: a copy is not copied on.
    fn walk(&mut self, node: usize, product: f64, allowed: &[usize], [first, last]: [bool; 2]) {
        let edges = self.edges;
        for edge in edges.iter().filter(|edge| edge.from() == node) {
            self.budget = self.budget.saturating_sub(1);
            if self.budget == 0 {
                return;
            }
            let begins = self.path.len() == 1;
            let first = if begins { edge.is_copy } else { first };
            let closes = edge.to() == self.path[0];
            if edge.is_copy && (last || (closes && first)) {
                continue;
            }
            let gain = product * edge.factor;
            if closes {
                if self.worst.as_ref().is_none_or(|(_, have)| gain > *have) {
                    self.worst = Some((self.path.clone(), gain));
                }
            } else if allowed.contains(&edge.to()) && !self.path.contains(&edge.to()) {
                self.path.push(edge.to());
                self.walk(edge.to(), gain, allowed, [first, edge.is_copy]);
                self.path.pop();
            }
        }
    }
}
