//! Where the components of a design stand: accounts, Regions, VPCs and subnets with what is in them, found once for all
//! rules. And where the tile of something that watches over a Region goes.

use super::cx::Cx;
use crate::catalog::{Item, Kind, Network, Scope};
use crate::model::edit::{Edit, FRAME_PADDING, FRAME_TITLE, TILE};
use crate::model::{Component, Container, ContainerKind, Design, Id, Point};
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// A Region of an account in which components work.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Site<'a> {
    /// The account frame around it, if one is drawn.
    pub account: Option<&'a Id>,
    /// Region code.
    pub region: &'a str,
    /// The innermost of the Region and the account frame; none on the open canvas.
    pub frame: Option<&'a Id>,
    /// Components that take traffic.
    pub components: usize,
}

/// What stands where.
#[derive(Default)]
pub struct Places<'a> {
    /// Regions with components, by account and Region code.
    pub sites: Vec<Site<'a>>,
    /// Items of each VPC that has some, in id order.
    pub vpcs: BTreeMap<&'a Id, Vec<&'a Item<'a>>>,
    /// Items of each subnet that has some, in id order.
    pub subnets: BTreeMap<&'a Id, Vec<&'a Item<'a>>>,
}

/// The frames around a place.
#[derive(Clone, Copy)]
struct Around<'a> {
    account: Option<&'a Id>,
    region: &'a str,
    frame: Option<&'a Id>,
    vpc: Option<&'a Id>,
    subnet: Option<&'a Id>,
}

/// A place with the numbers of its frames, and how many components take traffic there.
struct Spot<'a> {
    around: Around<'a>,
    vpc: Option<usize>,
    subnet: Option<usize>,
    components: usize,
    /// Number of the first of them.
    first: usize,
}

fn around<'a>(cx: &Cx<'a>, place: Option<&Id>) -> Around<'a> {
    let mut found = Around {
        account: None,
        region: cx.place(place).region.as_str(),
        frame: None,
        vpc: None,
        subnet: None,
    };
    for (id, container) in cx.ancestors(place) {
        match container.kind {
            ContainerKind::Account => {
                found.account.get_or_insert(id);
                found.frame.get_or_insert(id);
            }
            ContainerKind::Region => {
                found.frame.get_or_insert(id);
            }
            ContainerKind::Vpc => {
                found.vpc.get_or_insert(id);
            }
            ref kind if kind.is_subnet() => {
                found.subnet.get_or_insert(id);
            }
            _ => {}
        }
    }
    found
}

impl<'a> Places<'a> {
    pub(super) fn of(cx: &Cx<'a>) -> Places<'a> {
        let frames = cx.view().frames;
        // By the number of the innermost frame; the first one is outside of all.
        let mut spots: Vec<Option<Spot<'a>>> = Vec::new();
        spots.resize_with(cx.design.containers.len() + 1, || None);
        let (mut vpcs, mut subnets) = (Lists::default(), Lists::default());
        let tiles = &cx.view().tiles;
        let (kinds, _) = cx.kinds();
        let works: Vec<bool> = kinds
            .iter()
            .map(|(kind, _)| works_in_region(kind))
            .collect();
        for (number, (kind, tiles)) in cx.kind_numbers().iter().zip(tiles).enumerate() {
            let Some(works) = works.get(usize::from(*kind)) else {
                continue;
            };
            let mut counted = !works;
            for tile in 0..tiles.count as usize {
                let parent = || {
                    let (_, component) = cx.view().components[number];
                    component.placements.get(tile)?.parent.as_ref()
                };
                let inner = match tile {
                    0 => tiles.frame(),
                    _ => parent().and_then(|place| frames.number(place)),
                };
                let Some(spot) = spots.get_mut(inner.map_or(0, |inner| inner + 1)) else {
                    continue;
                };
                let spot = spot.get_or_insert_with(|| {
                    let around = around(cx, parent());
                    Spot {
                        around,
                        vpc: around.vpc.map(|id| vpcs.number(id)),
                        subnet: around.subnet.map(|id| subnets.number(id)),
                        components: 0,
                        first: number,
                    }
                });
                if !counted {
                    counted = true;
                    if spot.components == 0 {
                        spot.first = number;
                    }
                    spot.components += 1;
                }
                vpcs.push(spot.vpc, number);
                subnets.push(spot.subnet, number);
            }
        }
        Places {
            sites: sites(spots.iter().flatten()),
            vpcs: vpcs.by_frame(&cx.view().items),
            subnets: subnets.by_frame(&cx.view().items),
        }
    }
    /// Items in a VPC, in id order.
    pub fn of_vpc(&self, vpc: &Id) -> &[&'a Item<'a>] {
        self.vpcs.get(vpc).map_or(&[], Vec::as_slice)
    }
    /// Items in a subnet, in id order.
    pub fn of_subnet(&self, subnet: &Id) -> &[&'a Item<'a>] {
        self.subnets.get(subnet).map_or(&[], Vec::as_slice)
    }
}

/// Regions of accounts with the components that take traffic in their places. Of several frames the one around the first
/// component counts.
fn sites<'a, 's>(spots: impl Iterator<Item = &'s Spot<'a>>) -> Vec<Site<'a>>
where
    'a: 's,
{
    // Each with the number of its first component.
    let mut sites: Vec<(Site<'a>, usize)> = Vec::new();
    // Spots of one site stand side by side as a rule.
    let mut last = 0;
    for Spot {
        around,
        components,
        first,
        ..
    } in spots.filter(|spot| spot.components > 0)
    {
        let is_it = |(site, _): &(Site<'a>, usize)| {
            site.account == around.account && site.region == around.region
        };
        let known = sites.get(last).is_some_and(is_it).then_some(last);
        last = known
            .or_else(|| sites.iter().position(is_it))
            .unwrap_or(sites.len());
        let own = Site {
            account: around.account,
            region: around.region,
            frame: around.frame,
            components: *components,
        };
        match sites.get_mut(last) {
            Some((site, earliest)) => {
                site.components += components;
                if first < earliest {
                    (site.frame, *earliest) = (own.frame, *first);
                }
            }
            None => sites.push((own, *first)),
        }
    }
    sites.sort_by_key(|(site, _)| (site.account, site.region));
    sites.into_iter().map(|(site, _)| site).collect()
}

/// Items of frames, frame by number.
#[derive(Default)]
struct Lists<'a> {
    numbers: FxHashMap<&'a Id, usize>,
    /// Each with the count of its items and the number of the last one.
    frames: Vec<(&'a Id, usize, usize)>,
    /// Numbers of frames and of their items, one after the other.
    list: Vec<(u32, u32)>,
}

impl<'a> Lists<'a> {
    fn number(&mut self, frame: &'a Id) -> usize {
        *self.numbers.entry(frame).or_insert_with(|| {
            self.frames.push((frame, 0, usize::MAX));
            self.frames.len() - 1
        })
    }
    /// Puts an item into the list of a frame, once.
    fn push(&mut self, frame: Option<usize>, item: usize) {
        let Some(frame) = frame else { return };
        if let Some((_, count, last)) = self.frames.get_mut(frame)
            && *last != item
        {
            *count += 1;
            *last = item;
            self.list.push((frame as u32, item as u32));
        }
    }
    fn by_frame(self, items: &'a [Option<Item<'a>>]) -> BTreeMap<&'a Id, Vec<&'a Item<'a>>> {
        let frames = self.frames.into_iter();
        let frames = frames.map(|(frame, count, _)| (frame, Vec::with_capacity(count)));
        let mut frames: Vec<(&'a Id, Vec<&'a Item<'a>>)> = frames.collect();
        for (frame, item) in self.list {
            frames[frame as usize].1.extend(&items[item as usize]);
        }
        let lists = frames.into_iter();
        lists.filter(|(_, items)| !items.is_empty()).collect()
    }
}

/// Whether items of a kind do work in a Region: they take traffic, and are neither outside AWS nor global.
fn works_in_region(kind: &Kind) -> bool {
    !matches!(kind.scope, Scope::External | Scope::Global) && kind.network != Network::None
}

/// The account frame around an item.
pub fn account_of<'a>(item: &Item<'a>) -> Option<&'a Id> {
    let place = item.component.parent();
    let account = item.design.enclosing(place, ContainerKind::Account);
    account.map(|(id, _)| id)
}

/// The VPC around a component or frame, or the VPC frame itself.
pub fn vpc_of<'a>(cx: &Cx<'a>, id: &'a Id) -> Option<&'a Id> {
    let place = match cx.item(id) {
        Some(item) => item.component.parent(),
        None => Some(id),
    };
    let vpc = cx.enclosing(place, ContainerKind::Vpc);
    vpc.map(|(id, _)| id)
}

/// VPCs at the other ends of an item's connections, and the one that it stands in, in id order.
pub fn joined_vpcs<'a>(cx: &Cx<'a>, item: &Item<'a>) -> BTreeSet<&'a Id> {
    let outgoing = cx.outgoing(item).iter().map(|(_, c)| &c.to);
    let incoming = cx.incoming(item).iter().map(|(_, c)| &c.from);
    let others = outgoing.chain(incoming).filter_map(|id| vpc_of(cx, id));
    others.chain(item.vpc()).collect()
}

/// Sites that no item of a kind watches over. One that stands in no account frame watches its Region in all accounts.
pub fn unwatched<'s, 'a>(cx: &'s Cx<'a>, kind: &'static Kind) -> Vec<&'s Site<'a>> {
    let watchers = cx.of_kind(kind).iter();
    let watchers: Vec<_> = watchers
        .map(|item| (account_of(item), item.region()))
        .collect();
    let is_watched = |site: &Site<'_>| {
        watchers.iter().any(|(account, region)| {
            *region == site.region && (account.is_none() || *account == site.account)
        })
    };
    let sites = cx.places().sites.iter();
    sites.filter(|site| !is_watched(site)).collect()
}

/// The site that a finding on [`unwatched`] sites is about: its only item is the frame, if there is one.
pub fn site_of<'s, 'a>(cx: &'s Cx<'a>, finding: &super::Finding) -> Option<&'s Site<'a>> {
    let frame = finding.items.first();
    let mut sites = cx.places().sites.iter();
    sites.find(|site| site.frame == frame)
}

/// What an account frame or Region is called in evidence: `ap-northeast-2`, `Production, ap-northeast-2`.
pub fn site_name(cx: &Cx<'_>, site: &Site<'_>, language: crate::model::Language) -> String {
    let account = site
        .account
        .and_then(|id| cx.design.containers.get_key_value(id));
    match account {
        Some((id, frame)) => {
            let name = super::exposure::frame_name(id, frame, language);
            format!("{name}, {}", site.region)
        }
        None => site.region.to_owned(),
    }
}

/// Space above a tile that is put below everything else.
const SPACE: f32 = 24.0;

/// A free place for a tile below what stands in a frame, or below everything on the open canvas.
pub fn below(design: &Design, frame: Option<&Id>) -> Point {
    let inside = |parent: Option<&Id>| frame.is_none() || parent == frame;
    let frames = design
        .containers
        .values()
        .filter(|c| inside(c.parent.as_ref()));
    let frames = frames.map(|container| container.frame.bottom());
    let tiles = design.components.values().flat_map(|c| &c.placements);
    let tiles = tiles.filter(|tile| inside(tile.parent.as_ref()));
    let tiles = tiles.map(|tile| tile.at.y + TILE.h);
    let lowest = frames.chain(tiles).fold(f32::MIN, f32::max);
    let outer = frame.and_then(|id| design.container(id));
    let (x, top) = outer.map_or((0.0, 0.0), |Container { frame, .. }| {
        (
            frame.x + FRAME_PADDING,
            frame.y + FRAME_TITLE + FRAME_PADDING,
        )
    });
    let y = if lowest > f32::MIN {
        lowest + SPACE
    } else {
        top
    };
    Point::new(x, y.max(top))
}

/// An edit that puts a component into a frame, below what stands there.
pub fn add(cx: &Cx<'_>, stem: &str, frame: Option<&Id>, component: Component) -> Edit {
    let mut component = component;
    for placement in &mut component.placements {
        placement.parent = frame.cloned();
        placement.at = below(cx.design, frame);
    }
    Edit::PutComponent(cx.design.fresh_id(stem), component)
}

/// A component of a kind with default properties, for [`add`].
pub fn new(kind: &Kind) -> Component {
    Component::new(kind.name, None, Point::default())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::analyse;
    use crate::analysis::review::ReviewCx;
    use crate::pricing::Catalogue;
    use std::sync::Arc;

    fn with_places(design: &Design, look: impl FnOnce(&Places<'_>)) {
        let catalogue = Catalogue::embedded();
        let report = analyse(design, catalogue);
        let base = ReviewCx::of(design, catalogue, &report);
        Cx::with(&base, |cx| look(cx.places()));
    }

    fn id(text: &str) -> Id {
        Id::new(text).unwrap()
    }
    fn frame(design: &mut Design, name: &str, kind: ContainerKind, parent: Option<&str>) {
        let container = Container {
            kind,
            parent: parent.map(id),
            code: (name == "tokyo").then(|| "ap-northeast-1".to_owned()),
            ..Container::default()
        };
        design.containers.insert(id(name), Arc::new(container));
    }
    fn tile(design: &mut Design, name: &str, kind: &str, parent: Option<&str>) {
        let component = Component::new(kind, parent.map(id), Point::default());
        design.components.insert(id(name), Arc::new(component));
    }

    /// An account with a server in Tokyo; a queue, a role and users on the open canvas.
    fn design() -> Design {
        let mut design = Design::default();
        frame(&mut design, "prod", ContainerKind::Account, None);
        frame(&mut design, "tokyo", ContainerKind::Region, Some("prod"));
        frame(&mut design, "vpc", ContainerKind::Vpc, Some("tokyo"));
        frame(
            &mut design,
            "subnet",
            ContainerKind::PrivateSubnet,
            Some("vpc"),
        );
        tile(&mut design, "app", "instance", Some("subnet"));
        tile(&mut design, "orders", "sqs_queue", None);
        tile(&mut design, "role", "iam_role", None);
        tile(&mut design, "users", "users", None);
        design
    }

    #[test]
    fn sites_are_regions_of_accounts_with_work_in_them() {
        with_places(&design(), |places| {
            let sites: Vec<_> = places
                .sites
                .iter()
                .map(|site| {
                    let account = site.account.map(Id::as_str);
                    let frame = site.frame.map(Id::as_str);
                    (account, site.region, frame, site.components)
                })
                .collect();
            assert_eq!(
                sites,
                [
                    (None, "ap-northeast-2", None, 1),
                    (Some("prod"), "ap-northeast-1", Some("tokyo"), 1)
                ]
            );
            assert_eq!(places.of_vpc(&id("vpc")).len(), 1);
            assert_eq!(places.of_subnet(&id("subnet"))[0].id.as_str(), "app");
            assert!(places.of_vpc(&id("subnet")).is_empty());
        });
    }

    #[test]
    fn an_item_in_two_subnets_stands_once_in_the_vpc() {
        let mut design = design();
        frame(
            &mut design,
            "other",
            ContainerKind::PrivateSubnet,
            Some("vpc"),
        );
        let mut app = design.component(&id("app")).unwrap().clone();
        let mut second = app.placements[0].clone();
        second.parent = Some(id("other"));
        app.placements.push(second);
        design.components.insert(id("app"), Arc::new(app));
        with_places(&design, |places| {
            assert_eq!(places.of_vpc(&id("vpc")).len(), 1);
            assert_eq!(places.of_subnet(&id("other")).len(), 1);
            assert_eq!(places.sites[1].components, 1);
        });
    }

    #[test]
    fn a_new_tile_stands_below_the_others() {
        let mut design = design();
        assert_eq!(below(&design, None), Point::new(0.0, TILE.h + SPACE));
        let mut orders = design.component(&id("orders")).unwrap().clone();
        orders.placements[0].at = Point::new(50.0, 300.0);
        design.components.insert(id("orders"), Arc::new(orders));
        assert_eq!(below(&design, None).y, 300.0 + TILE.h + SPACE);
        let subnet = below(&design, Some(&id("subnet")));
        assert_eq!(subnet, Point::new(FRAME_PADDING, TILE.h + SPACE));
    }
}
