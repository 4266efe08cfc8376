//! How far every item is from the entries, in calls.

use crate::model::{ConnectionKind, Design, Id};
use std::collections::HashMap;

/// Longest way from an entry, by the ids that connections name. Calls back to what is still on the way do not count.
pub(super) fn ranks(design: &Design) -> HashMap<&Id, f32> {
    let mut numbers: HashMap<&Id, usize> = HashMap::new();
    let mut ids: Vec<&Id> = Vec::new();
    let mut out: Vec<Vec<usize>> = Vec::new();
    let mut called: Vec<bool> = Vec::new();
    for connection in design.connections.values() {
        let ends = [&connection.from, &connection.to].map(|id| {
            *numbers.entry(id).or_insert_with(|| {
                ids.push(id);
                out.push(Vec::new());
                called.push(false);
                ids.len() - 1
            })
        });
        let copies = matches!(
            connection.kind,
            ConnectionKind::Replication | ConnectionKind::Peering
        );
        if !copies {
            out[ends[0]].push(ends[1]);
            called[ends[1]] = true;
        }
    }
    let has_demand = |id: &Id| {
        let component = design.component(id);
        component.is_some_and(|component| component.demand.is_some())
    };
    let mut starts: Vec<usize> = (0..ids.len()).collect();
    starts.sort_by_key(|i| (!has_demand(ids[*i]), called[*i], ids[*i]));
    // Depth first; finished items in reverse are an order without calls back.
    let mut state = vec![0_u8; ids.len()];
    let mut finished: Vec<usize> = Vec::with_capacity(ids.len());
    for start in starts {
        if state[start] != 0 {
            continue;
        }
        state[start] = 1;
        let mut stack = vec![(start, 0_usize)];
        while let Some((v, next)) = stack.pop() {
            match out[v].get(next) {
                None => {
                    state[v] = 2;
                    finished.push(v);
                }
                Some(&w) => {
                    stack.push((v, next + 1));
                    if state[w] == 0 {
                        state[w] = 1;
                        stack.push((w, 0));
                    }
                }
            }
        }
    }
    let mut place = vec![0_usize; ids.len()];
    for (at, &v) in finished.iter().rev().enumerate() {
        place[v] = at;
    }
    let mut rank = vec![0.0_f32; ids.len()];
    for &v in finished.iter().rev() {
        for &w in &out[v] {
            if place[w] > place[v] {
                rank[w] = rank[w].max(rank[v] + 1.0);
            }
        }
    }
    ids.into_iter().zip(rank).collect()
}
