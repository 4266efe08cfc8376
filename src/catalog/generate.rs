//! Designs of any size for measuring: the same for the same size, drawn as a large landscape would be.
//!
//! Accounts hold Regions, Regions hold workloads. A workload is a VPC of two zones with public, private and isolated
//! subnets, a way in (users, name service, firewall, CloudFront), ways out (NAT gateways, an endpoint) and services of
//! twelve components each, from a load balancer to tables and logs. Sizes, types, demand and message sizes differ from
//! one to the next. Frames hold their members without overlap.

use crate::model::properties::Alike;
use crate::model::{
    Component, Connection, ConnectionKind, Container, ContainerKind, Demand, DemandRate, Design,
    Id, LocalText, Placement, Point, Rect,
};
use ConnectionKind::{AsyncEvent, Call, LogShipping, OriginFetch, Stream};
use std::sync::Arc;

/// Services of one workload.
const SERVICES: usize = 5;
/// Workloads of one Region, drawn one below the other.
const WORKLOADS: usize = 8;
/// Regions of one account, side by side, with two zones of each.
const REGIONS: [[&str; 3]; 3] = [
    ["ap-northeast-2", "ap-northeast-2a", "ap-northeast-2c"],
    ["ap-northeast-1", "ap-northeast-1a", "ap-northeast-1c"],
    ["us-east-1", "us-east-1a", "us-east-1b"],
];

// The drawing, in canvas units: a tile is 140 x 56.
/// From one tile to the next one to the right, and to the next one below.
const STEP: [f32; 2] = [180.0, 88.0];
/// Between a frame's edge and its members; above them there is the title too.
const PAD: f32 = 20.0;
const TOP: f32 = 40.0;
/// Width of a frame of one column of tiles.
const COLUMN: f32 = STEP[0];
/// Columns of the private subnet, of the isolated one, and of the services beside the VPC.
const PRIVATE: f32 = 3.0;
const ISOLATED: f32 = 2.0;
const BESIDE: f32 = 3.0;
const SUBNET_H: f32 = TOP + SERVICES as f32 * STEP[1];
const ZONE_H: f32 = TOP + SUBNET_H + PAD;
const ZONE_W: f32 = (1.0 + PRIVATE + ISOLATED) * COLUMN + 4.0 * PAD;
const VPC_H: f32 = TOP + 2.0 * (ZONE_H + PAD);
const VPC_W: f32 = COLUMN + ZONE_W + 2.0 * PAD;
const WORKLOAD_H: f32 = VPC_H + 3.0 * PAD;
const REGION_W: f32 = VPC_W + BESIDE * COLUMN + 4.0 * PAD;
/// A Region with the way in at its left.
const REGION_STEP: f32 = COLUMN + REGION_W + 4.0 * PAD;
const ACCOUNT_H: f32 = TOP + REGION_H + 8.0 * PAD;
const REGION_H: f32 = TOP + WORKLOADS as f32 * WORKLOAD_H;

/// A design of exactly `components` components and, from a hundred on, twice as many connections.
pub fn design(components: usize) -> Design {
    let mut draft = Draft {
        design: Design::default(),
        size: components,
        dice: 0x9E37_79B9_7F4A_7C15,
        pairs: Vec::new(),
        alike: Alike::default(),
    };
    let mut number = 0;
    while draft.design.components.len() < components {
        draft.workload(number);
        number += 1;
    }
    draft.more_calls();
    draft.design
}

/// Callers and what they can call beside what every service calls, of one workload.
#[derive(Default)]
struct Pairs {
    callers: Vec<Id>,
    stores: Vec<Id>,
}

struct Draft {
    design: Design,
    size: usize,
    dice: u64,
    pairs: Vec<Pairs>,
    alike: Alike,
}

/// Where a workload stands.
struct Site {
    /// Starts the ids of its items.
    prefix: String,
    account: Id,
    region: Id,
    vpc: Id,
    /// Public, private and isolated subnet of each zone.
    subnets: [[Id; 3]; 2],
    /// Upper left corner of the VPC.
    corner: Point,
}

impl Site {
    fn id(&self, part: &str) -> String {
        format!("{}-{part}", self.prefix)
    }
    /// A tile's place so many columns and rows after a point of the VPC.
    fn at(&self, x: f32, y: f32, column: f32, row: f32) -> Point {
        let corner = self.corner;
        Point::new(
            corner.x + x + column * STEP[0],
            corner.y + y + row * STEP[1],
        )
    }
    /// Left of the Region: the way in.
    fn entry(&self, row: f32) -> [(Option<&Id>, Point); 1] {
        let at = self.at(-COLUMN - 2.0 * PAD, TOP, 0.0, row);
        [(Some(&self.account), at)]
    }
    /// In the VPC, left of the zones.
    fn front(&self, row: f32) -> [(Option<&Id>, Point); 1] {
        [(Some(&self.vpc), self.at(PAD, TOP, 0.0, row))]
    }
    /// In the Region, right of the VPC.
    fn beside(&self, column: f32, row: f32) -> [(Option<&Id>, Point); 1] {
        let at = self.at(VPC_W + 2.0 * PAD, TOP, column, row);
        [(Some(&self.region), at)]
    }
    /// In a subnet (0 public, 1 private, 2 isolated) of each zone.
    fn zonal(&self, subnet: usize, column: f32, row: f32) -> [(Option<&Id>, Point); 2] {
        let x = ZONE_X + PAD + SUBNET_X[subnet] + PAD;
        [0, 1].map(|zone| {
            let y = ZONE_Y[zone] + TOP + TOP;
            let at = self.at(x, y, column, row);
            (Some(&self.subnets[zone][subnet]), at)
        })
    }
}

/// Zones in their VPC, subnets in their zone.
const ZONE_X: f32 = COLUMN + PAD;
const ZONE_Y: [f32; 2] = [TOP, TOP + ZONE_H + PAD];
const SUBNET_X: [f32; 3] = [0.0, COLUMN + PAD, (1.0 + PRIVATE) * COLUMN + 2.0 * PAD];
const SUBNET_W: [f32; 3] = [COLUMN, PRIVATE * COLUMN, ISOLATED * COLUMN];

fn named(name: &str) -> Id {
    crate::model::id::fresh(name, |_| false)
}

fn of(kind: &str) -> Component {
    Component::new(kind, None, Point::default())
}

impl Draft {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.dice ^= self.dice << 13;
        self.dice ^= self.dice >> 7;
        self.dice ^= self.dice << 17;
        (self.dice >> 11) as usize % sides.max(1)
    }

    fn pick<T: Copy>(&mut self, of: &[T]) -> T {
        of[self.roll(of.len())]
    }

    fn frame(
        &mut self,
        name: &str,
        kind: ContainerKind,
        parent: Option<&Id>,
        code: Option<&str>,
        frame: Rect,
    ) -> Id {
        let id = named(name);
        let container = Container {
            kind,
            parent: parent.cloned(),
            frame,
            code: code.map(str::to_owned),
            ..Container::default()
        };
        self.design
            .containers
            .insert(id.clone(), Arc::new(container));
        id
    }

    /// Adds a component with a tile at each place; nothing once the design has its size.
    fn put(&mut self, name: &str, component: Component, places: &[(Option<&Id>, Point)]) -> Id {
        let id = named(name);
        if self.design.components.len() < self.size {
            let placements = places.iter().map(|(parent, at)| Placement {
                parent: parent.cloned(),
                at: *at,
                instances: None,
            });
            let component = Component {
                placements: placements.collect(),
                name: LocalText::Plain(name.to_owned()),
                properties: self.alike.one(component.properties),
                ..component
            };
            self.design
                .components
                .insert(id.clone(), Arc::new(component));
        }
        id
    }

    /// Connects two components; nothing where an end was not added, or there are enough connections.
    fn link(&mut self, from: &Id, to: &Id, kind: ConnectionKind, calls: f64) {
        let has = |id: &Id| self.design.components.contains_key(id);
        if !has(from) || !has(to) || self.design.connections.len() >= 2 * self.size {
            return;
        }
        let id = self.design.fresh_id(&format!("{from}--{to}"));
        let connection = Connection {
            kind,
            calls_per_request: calls,
            request_kb: self.pick(&[0.5, 1.0, 2.0, 4.0]),
            response_kb: match kind {
                Call | OriginFetch => self.pick(&[1.0, 4.0, 12.0, 40.0]),
                _ => 0.0,
            },
            read_share: self.pick(&[0.5, 0.8, 0.95]),
            ..Connection::new(from.clone(), to.clone())
        };
        self.design.connections.insert(id, Arc::new(connection));
    }

    /// The frames of a workload; those of its account and Region grow to hold it.
    fn site(&mut self, number: usize) -> Site {
        let (column, row) = (number / WORKLOADS, number % WORKLOADS);
        let (account, column) = (column / REGIONS.len(), column % REGIONS.len());
        let [code, zones @ ..] = REGIONS[column];
        let (left, top) = (column as f32 * REGION_STEP, account as f32 * ACCOUNT_H);
        // An account is as high as its first Region.
        let rows = if column == 0 { row + 1 } else { WORKLOADS } as f32;
        let around = Rect::new(-PAD, top, left + REGION_STEP, 2.0 * TOP + rows * WORKLOAD_H);
        let name = format!("account{account}");
        let account_id = self.frame(&name, ContainerKind::Account, None, None, around);
        let region = Rect::new(
            left + COLUMN + PAD,
            top + TOP,
            REGION_W,
            TOP + (row + 1) as f32 * WORKLOAD_H - 2.0 * PAD,
        );
        let name = format!("account{account}-{code}");
        let region_id = self.frame(
            &name,
            ContainerKind::Region,
            Some(&account_id),
            Some(code),
            region,
        );
        let corner = Point::new(region.x + PAD, region.y + TOP + row as f32 * WORKLOAD_H);
        let prefix = format!("w{number}");
        let rect = |x: f32, y: f32, w: f32, h: f32| Rect::new(corner.x + x, corner.y + y, w, h);
        let vpc = self.frame(
            &format!("{prefix}-vpc"),
            ContainerKind::Vpc,
            Some(&region_id),
            None,
            rect(0.0, 0.0, VPC_W, VPC_H),
        );
        let kinds = [
            (ContainerKind::PublicSubnet, "public"),
            (ContainerKind::PrivateSubnet, "private"),
            (ContainerKind::IsolatedSubnet, "isolated"),
        ];
        let subnets = [0, 1].map(|zone: usize| {
            let y = ZONE_Y[zone];
            let zone_id = self.frame(
                &format!("{prefix}-zone{zone}"),
                ContainerKind::AvailabilityZone,
                Some(&vpc),
                Some(zones[zone]),
                rect(ZONE_X, y, ZONE_W, ZONE_H),
            );
            [0, 1, 2].map(|subnet: usize| {
                let (kind, name) = &kinds[subnet];
                let x = ZONE_X + PAD + SUBNET_X[subnet];
                self.frame(
                    &format!("{prefix}-{name}{zone}"),
                    kind.clone(),
                    Some(&zone_id),
                    None,
                    rect(x, y + TOP, SUBNET_W[subnet], SUBNET_H),
                )
            })
        });
        Site {
            prefix,
            account: account_id,
            region: region_id,
            vpc,
            subnets,
            corner,
        }
    }

    fn workload(&mut self, number: usize) {
        let site = self.site(number);
        let mut users = of("users");
        users.demand = Some(Demand {
            rate: DemandRate::RequestsPerSecond(1.0 + self.roll(400) as f64 / 4.0),
            peak_factor: 1.5 + self.roll(8) as f64 / 4.0,
            hourly_profile: Vec::new(),
        });
        let users = self.put(&site.id("users"), users, &site.entry(0.0));
        let dns = self.put(&site.id("dns"), of("route53_zone"), &site.entry(1.0));
        let edge = self.put(
            &site.id("edge"),
            of("cloudfront_distribution"),
            &site.entry(2.0),
        );
        let firewall = self.put(&site.id("firewall"), of("wafv2_web_acl"), &site.entry(3.0));
        let row = SERVICES as f32;
        self.put(
            &site.id("gateway"),
            of("internet_gateway"),
            &site.front(row),
        );
        let endpoint = of("vpc_endpoint_gateway");
        self.put(&site.id("endpoint-s3"), endpoint, &site.front(row + 1.0));
        let endpoint = of("vpc_endpoint_interface").with("service", "logs");
        self.put(&site.id("endpoint-logs"), endpoint, &site.front(row + 2.0));
        for (zone, tile) in site.zonal(0, 0.0, 0.0).iter().enumerate() {
            self.put(&site.id(&format!("nat{zone}")), of("nat_gateway"), &[*tile]);
        }
        self.link(&users, &dns, Call, 0.1);
        self.link(&users, &edge, Call, 1.0);
        self.link(&users, &firewall, Call, 0.2);
        let mut pairs = Pairs::default();
        let mut before = None;
        for service in 0..SERVICES {
            let balancer = self.service(&site, service, before.as_ref(), &mut pairs);
            if service == 0 {
                self.link(&firewall, &balancer, Call, 1.0);
            }
            self.link(&edge, &balancer, OriginFetch, 0.4);
            before = Some(balancer);
        }
        self.pairs.push(pairs);
    }

    /// Adds a service and gives its load balancer, which the next one calls.
    fn service(
        &mut self,
        site: &Site,
        number: usize,
        before: Option<&Id>,
        pairs: &mut Pairs,
    ) -> Id {
        let row = number as f32;
        let name = |part: &str| site.id(&format!("{part}{number}"));
        let balancer = of("application_load_balancer");
        let balancer = self.put(&name("lb"), balancer, &site.front(row));
        let web = self.servers(["ecs_service", "autoscaling_group"]);
        let web = self.put(&name("web"), web, &site.zonal(1, 0.0, row));
        let api = self.servers(["autoscaling_group", "instance"]);
        let api = self.put(&name("api"), api, &site.zonal(1, 1.0, row));
        let worker = of("instance").with("instance_type", self.pick(SERVER_TYPES));
        let tile = site.zonal(1, 2.0, row)[number % 2];
        let worker = self.put(&name("worker"), worker, &[tile]);
        let cache = of("elasticache_replication_group").with(
            "node_type",
            self.pick(&["cache.r6g.large", "cache.t4g.small", "cache.m6g.large"]),
        );
        let cache = self.put(&name("cache"), cache, &site.zonal(2, 0.0, row));
        let class = self.pick(&["db.r6g.large", "db.r6g.xlarge", "db.t4g.medium"]);
        let database = self.pick(&["db_instance", "rds_cluster"]);
        let mut database = of(database).with("instance_class", class);
        if database.kind == "db_instance" {
            let storage = self.pick(&[100.0, 200.0, 500.0]);
            database = database.with("allocated_storage", storage);
            database = database.with("deployment", "multi-az");
        }
        let database = self.put(&name("database"), database, &site.zonal(2, 1.0, row));
        let (upper, lower) = (2.0 * row, 2.0 * row + 1.0);
        let queue = self.put(&name("queue"), of("sqs_queue"), &site.beside(0.0, upper));
        let job = of("lambda_function")
            .with("memory_size", self.pick(&[256.0, 512.0, 1024.0]))
            .with("duration_ms", self.pick(&[20.0, 80.0, 300.0]));
        let job = self.put(&name("job"), job, &site.beside(1.0, upper));
        let table = of("dynamodb_table")
            .with("item_kb", self.pick(&[0.5, 1.0, 3.0]))
            .with("storage_gb", self.pick(&[5.0, 50.0, 200.0]));
        let table = self.put(&name("table"), table, &site.beside(2.0, upper));
        let bucket = of("s3_bucket").with("storage_gb", self.pick(&[100.0, 2_000.0, 30_000.0]));
        let bucket = self.put(&name("bucket"), bucket, &site.beside(0.0, lower));
        let topic = self.put(&name("topic"), of("sns_topic"), &site.beside(1.0, lower));
        let logs = of("cloudwatch_log_group").with("retention_in_days", 30.0);
        let logs = self.put(&name("logs"), logs, &site.beside(2.0, lower));
        self.link(&balancer, &web, Call, 1.0);
        self.link(&balancer, &api, Call, 1.0);
        for (from, to, kind, calls) in [
            (&web, &cache, Call, 3.0),
            (&web, &database, Call, 0.6),
            (&web, &logs, LogShipping, 1.0),
            (&web, &bucket, Call, 0.2),
            (&api, &cache, Call, 1.0),
            (&api, &database, Call, 1.5),
            (&api, &queue, AsyncEvent, 0.3),
            (&api, &logs, LogShipping, 1.0),
            (&queue, &job, Stream, 1.0),
            (&job, &table, Call, 2.0),
            (&job, &bucket, Call, 0.5),
            (&job, &logs, LogShipping, 1.0),
            (&topic, &worker, AsyncEvent, 1.0),
            (&job, &topic, AsyncEvent, 0.1),
            (&worker, &database, Call, 4.0),
        ] {
            self.link(from, to, kind, calls);
        }
        if number == 0 {
            // Jobs that fail are queued again.
            self.link(&job, &queue, AsyncEvent, 0.02);
        }
        if let Some(before) = before {
            // Services call those before them, so that calls do not go in a circle.
            self.link(&api, before, Call, 0.2);
        }
        pairs.callers.extend([web, api, worker]);
        pairs.stores.extend([cache, database, table, bucket]);
        balancer
    }

    /// Servers of one of two kinds, two to six of them.
    fn servers(&mut self, kinds: [&str; 2]) -> Component {
        let count = 2.0 + self.roll(5) as f64;
        let instance_type = self.pick(SERVER_TYPES);
        let kind = self.pick(&kinds);
        let component = of(kind);
        match kind {
            "ecs_service" => component.with("desired_count", count),
            "instance" => component
                .with("instance_count", count)
                .with("instance_type", instance_type),
            _ => component
                .with("desired_capacity", count)
                .with("max_size", 2.0 * count)
                .with("instance_type", instance_type),
        }
    }

    /// Calls of servers into stores of their workload until there are twice as many connections as components.
    fn more_calls(&mut self) {
        let pairs = std::mem::take(&mut self.pairs);
        // The last workload may lack most of its components; a design below a hundred may lack all calls.
        for turn in 0..6 * self.size {
            let of = &pairs[turn % pairs.len()];
            let caller = &of.callers[self.roll(of.callers.len())];
            let store = &of.stores[self.roll(of.stores.len())];
            let calls = self.pick(&[0.05, 0.2, 1.0]);
            self.link(caller, store, Call, calls);
        }
    }
}

const SERVER_TYPES: &[&str] = &["m6i.large", "c6i.xlarge", "t3.medium", "r6i.large"];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalog;

    fn holds(outer: Rect, inner: Rect) -> bool {
        outer.x < inner.x
            && outer.y < inner.y
            && outer.right() > inner.right()
            && outer.bottom() > inner.bottom()
    }

    #[test]
    fn a_design_has_the_size_that_is_asked_for() {
        for size in [0, 1, 5, 99, 100, 1_000, 2_000] {
            let made = design(size);
            assert_eq!(made.components.len(), size);
            if size >= 100 {
                assert_eq!(made.connections.len(), 2 * size);
            }
            assert_eq!(made, design(size));
        }
    }

    #[test]
    fn every_item_stands_in_its_frame_beside_the_others() {
        let made = design(1_800);
        let mut rects: Vec<(Option<&Id>, Rect)> = Vec::new();
        for component in made.components.values() {
            assert!(
                catalog::kind(&component.kind).is_some(),
                "{}",
                component.kind
            );
            for tile in &component.placements {
                let rect = Rect::new(tile.at.x, tile.at.y, 140.0, 56.0);
                rects.push((tile.parent.as_ref(), rect));
            }
        }
        for container in made.containers.values() {
            rects.push((container.parent.as_ref(), container.frame));
        }
        for (number, (parent, rect)) in rects.iter().enumerate() {
            let frame = parent.and_then(|id| made.container(id));
            assert!(
                frame.is_none_or(|frame| holds(frame.frame, *rect)),
                "{rect:?}"
            );
            for (other, beside) in &rects[..number] {
                let apart = rect.right() < beside.x
                    || beside.right() < rect.x
                    || rect.bottom() < beside.y
                    || beside.bottom() < rect.y;
                assert!(parent != other || apart, "{rect:?} {beside:?}");
            }
        }
    }

    #[test]
    fn connections_join_components_and_properties_are_known() {
        let made = design(300);
        for connection in made.connections.values() {
            assert!(made.components.contains_key(&connection.from));
            assert!(made.components.contains_key(&connection.to));
        }
        for item in catalog::Item::all(&made) {
            let known = item.kind.properties.iter().map(|property| property.name);
            let known: Vec<&str> = known.collect();
            for name in item.component.properties.keys() {
                assert!(
                    known.contains(&name.as_str()),
                    "{name} of {}",
                    item.kind.name
                );
            }
        }
    }
}
