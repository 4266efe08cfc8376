//! Direct Connect locations: what a port and the transfer to it cost, shared by connections and virtual interfaces.
//!
//! Semantics: AWS Direct Connect pricing page: transfer out is billed by the pair of Region and location; transfer in is
//! free. The price list has items of its own for each location; the table holds those of the locations that are offered
//! here. Prices of the locations are of 2020 (`pricing/direct_connect.csv`).

use crate::catalog::amount::units;
use crate::catalog::property::choice_in;
use crate::catalog::{
    Bill, BillCx, Charge, Choice, Flow, FlowList, Item, Network, Property, Usage,
};
use crate::pricing::Query;
use crate::text::both;

/// A location that is not in the table.
const OTHER: &str = "other";

/// A Direct Connect location.
struct Site {
    /// Name in the price list, where the location is at home.
    name: &'static str,
    /// Codes of AWS.
    codes: &'static [&'static str],
    /// Region whose prices a port there has, and which reaches it as its own.
    region: &'static str,
    /// Bandwidths of dedicated ports and their items.
    dedicated: [(&'static str, &'static str); 2],
    /// Bandwidths of hosted connections and their items.
    hosted: [(&'static str, &'static str); 10],
    /// Item and name of the transfer from the home Region.
    home: (&'static str, &'static str),
    /// Item and name of the transfer from other Regions.
    away: (&'static str, &'static str),
}

macro_rules! site {
    ($name:literal, $codes:expr, $region:literal, $port:literal, ($home:literal, $home_to:literal), ($away:literal, $away_to:literal)) => {
        Site {
            name: $name,
            codes: $codes,
            region: $region,
            dedicated: [
                ("1Gbps", concat!("direct_connect_1g_", $port)),
                ("10Gbps", concat!("direct_connect_10g_", $port)),
            ],
            hosted: [
                ("50Mbps", concat!("direct_connect_hc_50m_", $port)),
                ("100Mbps", concat!("direct_connect_hc_100m_", $port)),
                ("200Mbps", concat!("direct_connect_hc_200m_", $port)),
                ("300Mbps", concat!("direct_connect_hc_300m_", $port)),
                ("400Mbps", concat!("direct_connect_hc_400m_", $port)),
                ("500Mbps", concat!("direct_connect_hc_500m_", $port)),
                ("1Gbps", concat!("direct_connect_hc_1g_", $port)),
                ("2Gbps", concat!("direct_connect_hc_2g_", $port)),
                ("5Gbps", concat!("direct_connect_hc_5g_", $port)),
                ("10Gbps", concat!("direct_connect_hc_10g_", $port)),
            ],
            home: (
                concat!("datatransfer_intraregion_outbound_to_", $home),
                $home_to,
            ),
            away: (
                concat!("datatransfer_interregion_outbound_to_", $away),
                $away_to,
            ),
        }
    };
}

const SITES: &[Site] = &[
    site!(
        "KINX Seoul",
        &[],
        "ap-northeast-2",
        "kinx_gasan_seoul_kor",
        ("kinx_seoul", "KINX Seoul"),
        ("kinx_gasen_seoul_kor", "KINX Gasen Seoul KOR")
    ),
    site!(
        "Equinix TY2 TY6 & TY7",
        &[],
        "ap-northeast-1",
        "equinix_ty2_ty6_ty7",
        ("equinix_ty2_ty6_ty7", "Equinix TY2 TY6 & TY7"),
        ("equinix_ty2_ty6_ty7", "Equinix TY2 TY6 & TY7")
    ),
    site!(
        "Equinix OS1",
        &[],
        "ap-northeast-1",
        "equinix_os1",
        ("equinix_os1", "Equinix OS1"),
        ("equinix_os1", "Equinix OS1")
    ),
    site!(
        "Equinix SG2",
        &[],
        "ap-southeast-1",
        "equinix_sg2",
        ("equinix_sg2", "Equinix SG2"),
        ("equinix_sg2", "Equinix SG2")
    ),
    site!(
        "MEGA-iAdvantage",
        &[],
        "ap-southeast-1",
        "mega_iadvantage",
        ("mega_iadvantage", "MEGA-iAdvantage"),
        ("mega_iadvantage", "MEGA-iAdvantage")
    ),
    site!(
        "Equinix SY1 - SY4",
        &[],
        "ap-southeast-2",
        "equinix_sy1_sy4",
        ("equinix_sy1_sy4", "Equinix SY1 - SY4"),
        ("equinix_sy1_sy4", "Equinix SY1 - SY4")
    ),
    site!(
        "GPX Mumbai",
        &[],
        "ap-south-1",
        "gpx_mumbai",
        ("gpx_mumbai", "GPX Mumbai"),
        ("gpx_mumbai", "GPX Mumbai")
    ),
    site!(
        "Equinix FR4 & FR5",
        &[],
        "eu-central-1",
        "equinix_fr4_fr5",
        ("equinix_fr4_fr5", "Equinix FR4 & FR5"),
        ("equinix_fr4_fr5", "Equinix FR4 & FR5")
    ),
    site!(
        "Equinix AM3",
        &[],
        "eu-central-1",
        "equinix_am3",
        ("equinix_am3", "Equinix AM3"),
        ("equinix_am3", "Equinix AM3")
    ),
    site!(
        "Equinix LD4 - LD6",
        &[],
        "eu-west-2",
        "equinix_ld4_ld6",
        ("equinix_ld4_ld6", "Equinix LD4 - LD6"),
        ("equinix_ld4_ld6", "Equinix LD4 - LD6")
    ),
    site!(
        "Interxion Dublin",
        &[],
        "eu-west-1",
        "interxion_dublin",
        ("interxion_dublin", "Interxion Dublin"),
        ("interxion_dublin", "Interxion Dublin")
    ),
    site!(
        "Equinix Sweden SK1",
        &[],
        "eu-north-1",
        "equinix_sweden_sk1",
        ("equinix_sweden_sk1", "Equinix Sweden SK1"),
        ("equinix_sweden_sk1", "Equinix Sweden SK1")
    ),
    site!(
        "Equinix DC1 - DC6 & DC10 - DC11",
        &["EqDC2"],
        "us-east-1",
        "equinix_dc1_dc6_dc10_dc11",
        (
            "equinix_dc1_dc6_dc10_dc11",
            "Equinix DC1 - DC6 & DC10 - DC11"
        ),
        (
            "equinix_dc1_dc6_dc10_dc11",
            "Equinix DC1 - DC6 & DC10 - DC11"
        )
    ),
    site!(
        "Equinix NY5 Secaucus NJ",
        &[],
        "us-east-1",
        "equinix_ny5_secaucus_nj",
        ("equinix_ny5_secaucus_nj", "Equinix NY5 Secaucus NJ"),
        ("equinix_ny5_secaucus_nj", "Equinix NY5 Secaucus NJ")
    ),
    site!(
        "Equinix DA1 - DA3 & DA6",
        &[],
        "us-east-1",
        "equinix_da1_da3_da6",
        ("equinix_da1_da3_da6", "Equinix DA1 - DA3 & DA6"),
        ("equinix_da1_da3_da6", "Equinix DA1 - DA3 & DA6")
    ),
    site!(
        "Equinix CH1 - CH2 & CH4",
        &[],
        "us-east-2",
        "equinix_ch1_ch2_ch4",
        ("equinix_ch1_ch2_ch4", "Equinix CH1 - CH2 & CH4"),
        ("equinix_ch1_ch2_ch4", "Equinix CH1 - CH2 & CH4")
    ),
    site!(
        "Equinix SV1 & SV5",
        &["EqSV5"],
        "us-west-1",
        "equinix_sv1_sv5",
        ("equinix_sv1_sv5", "Equinix SV1 & SV5"),
        ("equinix_sv1_sv5", "Equinix SV1 & SV5")
    ),
    site!(
        "Equinix LA1 - LA4",
        &[],
        "us-west-1",
        "equinix_la1_la4",
        ("equinix_la1_la4", "Equinix LA1 - LA4"),
        ("equinix_la1_la4", "Equinix LA1 - LA4")
    ),
    site!(
        "TierPoint Seattle",
        &[],
        "us-west-2",
        "tierpoint_seattle",
        ("tierpoint_seattle", "TierPoint Seattle"),
        ("tierpoint_seattle", "TierPoint Seattle")
    ),
    site!(
        "Terremark NAP do Brasil",
        &[],
        "sa-east-1",
        "terremark_nap_do_brasil",
        ("terremark_nap_do_brasil", "Terremark NAP do Brasil"),
        ("terremark_nap_do_brasil", "Terremark NAP do Brasil")
    ),
];

const LOCATIONS: &[Choice] = &[
    choice_in("KINX Seoul", "KINX, Seoul", "KINX, 서울"),
    choice_in(
        "Equinix TY2 TY6 & TY7",
        "Equinix TY2, Tokyo",
        "Equinix TY2, 도쿄",
    ),
    choice_in("Equinix OS1", "Equinix OS1, Osaka", "Equinix OS1, 오사카"),
    choice_in(
        "Equinix SG2",
        "Equinix SG2, Singapore",
        "Equinix SG2, 싱가포르",
    ),
    choice_in(
        "MEGA-iAdvantage",
        "iAdvantage MEGA, Hong Kong",
        "iAdvantage MEGA, 홍콩",
    ),
    choice_in(
        "Equinix SY1 - SY4",
        "Equinix SY3, Sydney",
        "Equinix SY3, 시드니",
    ),
    choice_in("GPX Mumbai", "GPX, Mumbai", "GPX, 뭄바이"),
    choice_in(
        "Equinix FR4 & FR5",
        "Equinix FR5, Frankfurt",
        "Equinix FR5, 프랑크푸르트",
    ),
    choice_in(
        "Equinix AM3",
        "Equinix AM3, Amsterdam",
        "Equinix AM3, 암스테르담",
    ),
    choice_in(
        "Equinix LD4 - LD6",
        "Equinix LD5, London",
        "Equinix LD5, 런던",
    ),
    choice_in("Interxion Dublin", "Interxion, Dublin", "Interxion, 더블린"),
    choice_in(
        "Equinix Sweden SK1",
        "Equinix SK1, Stockholm",
        "Equinix SK1, 스톡홀름",
    ),
    choice_in(
        "Equinix DC1 - DC6 & DC10 - DC11",
        "Equinix DC2, Ashburn",
        "Equinix DC2, 애슈번",
    ),
    choice_in(
        "Equinix NY5 Secaucus NJ",
        "Equinix NY5, New York",
        "Equinix NY5, 뉴욕",
    ),
    choice_in(
        "Equinix DA1 - DA3 & DA6",
        "Equinix DA2, Dallas",
        "Equinix DA2, 댈러스",
    ),
    choice_in(
        "Equinix CH1 - CH2 & CH4",
        "Equinix CH2, Chicago",
        "Equinix CH2, 시카고",
    ),
    choice_in(
        "Equinix SV1 & SV5",
        "Equinix SV5, San Jose",
        "Equinix SV5, 새너제이",
    ),
    choice_in(
        "Equinix LA1 - LA4",
        "Equinix LA3, Los Angeles",
        "Equinix LA3, 로스앤젤레스",
    ),
    choice_in(
        "TierPoint Seattle",
        "TierPoint, Seattle",
        "TierPoint, 시애틀",
    ),
    choice_in(
        "Terremark NAP do Brasil",
        "Terremark, São Paulo",
        "Terremark, 상파울루",
    ),
    choice_in(OTHER, "Another location", "다른 위치"),
];

/// Where the line starts.
pub static LOCATION: Property = Property::choice(
    "location",
    both("Location", "위치"),
    "KINX Seoul",
    LOCATIONS,
)
.doc(
    "Direct Connect location, where your line meets AWS. Decides the price of the port and, with the Region, of each GB.",
    "고객 회선이 AWS와 만나는 Direct Connect 위치입니다. 포트 요금과, 리전과 함께 GB당 요금을 결정합니다.",
);

/// GB out in the month.
pub static DATA_OUT: Property = Property::usage(
    "data_out_gb",
    both("Data out", "송신 데이터"),
    units::GB_PER_MONTH,
)
.doc(
    "GB that leave AWS over the line in the month; what arrives is free. Derived from the connections that are drawn to and from it.",
    "한 달 동안 회선을 통해 AWS에서 나가는 데이터입니다. 들어오는 데이터는 무료입니다. 이 컴포넌트에 그린 연결에서 계산합니다.",
);

fn site(item: &Item<'_>) -> Option<&'static Site> {
    let location = item.text(&LOCATION);
    SITES.iter().find(|site| site.name == location)
}

/// The location of one of AWS's codes (`EqDC2`), in any case; `other` for codes that are not in the table.
pub(in crate::catalog) fn of_code(code: &str) -> &'static str {
    let named = |site: &&Site| {
        site.codes
            .iter()
            .any(|known| known.eq_ignore_ascii_case(code))
    };
    SITES.iter().find(named).map_or(OTHER, |site| site.name)
}

/// A location with the port prices of any that is not in the table: one of the item's Region, else that of Ashburn. All
/// ports of a speed cost the same but those in Japan.
fn alike(item: &Item<'_>) -> Option<&'static Site> {
    let near = |site: &&Site| site.region == item.region();
    let anywhere =
        |site: &&Site| site.region == "us-east-1" && !item.region().starts_with("ap-northeast-1");
    SITES
        .iter()
        .find(near)
        .or_else(|| SITES.iter().find(anywhere))
}

/// Price of an hour of a port, and the Region of its row where there is one.
pub(in crate::catalog) fn port(
    item: &Item<'_>,
    bandwidth: &str,
    hosted: bool,
) -> (Query, Option<&'static str>) {
    let at_site = site(item).or_else(|| alike(item)).and_then(|site| {
        let ports: &[(&str, &'static str)] = if hosted {
            &site.hosted
        } else {
            &site.dedicated
        };
        let (_, port) = ports.iter().find(|(size, _)| *size == bandwidth)?;
        Some((Query::new("direct_connect", port), Some(site.region)))
    });
    at_site.unwrap_or_else(|| {
        let query = Query::new("direct_connect", "port_hour")
            .with("capacity", bandwidth)
            .global();
        let query = if hosted {
            query.with("type", "hosted")
        } else {
            query
        };
        (query, None)
    })
}

fn outside(item: &Item<'_>, peer: &crate::model::Id) -> bool {
    let peer = Item::of(item.design, peer);
    peer.is_some_and(|peer| matches!(peer.kind.network, Network::Internet | Network::OnPremises))
}

/// GB that leave AWS: the answers to what comes from outside and the calls of what stands on AWS. What arrives and what
/// leaves show the same traffic, so the larger one counts.
pub(in crate::catalog) fn leaving(cx: &BillCx<'_>) -> Usage {
    let leaves = |flows: FlowList<'_>, calls_from_outside: fn(bool) -> bool| -> f64 {
        let gb = |flow: &Flow| {
            if calls_from_outside(outside(&cx.item, flow.beside(cx.item.id))) {
                flow.response_gb.0
            } else {
                flow.request_gb.0
            }
        };
        flows.iter().map(gb).sum()
    };
    let arriving = leaves(cx.flows.incoming, |outside| outside);
    let going = leaves(cx.flows.outgoing, |outside| !outside);
    cx.usage(&DATA_OUT, arriving.max(going))
}

/// The line for GB from a Region to the location.
pub(in crate::catalog) fn bill_data<'a>(
    cx: &BillCx<'_>,
    bill: &'a mut Bill,
    region: &str,
) -> &'a mut Charge {
    charge_data(&cx.item, leaving(cx), bill, region)
}

/// The same for a known number of GB.
pub(in crate::catalog) fn charge_data<'a>(
    item: &Item<'_>,
    gb: Usage,
    bill: &'a mut Bill,
    region: &str,
) -> &'a mut Charge {
    let query = match site(item) {
        Some(site) => {
            let (price, to) = if site.region == region {
                site.home
            } else {
                site.away
            };
            Query::new("direct_connect", price).with("to_location", to)
        }
        None => Query::new("direct_connect", "datatransfer_outbound").with("to_location", OTHER),
    };
    bill.usage(
        "data_out",
        both("Data out", "송신 데이터"),
        gb,
        units::GB,
        query,
    )
    .in_region(region)
    .or_user_price(item)
    .spend(crate::catalog::Spend::DataTransfer)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::pricing::{Catalogue, Price};

    #[test]
    fn every_location_has_its_prices() {
        let prices = Catalogue::embedded();
        for site in SITES {
            for (size, item) in site.dedicated.iter().chain(&site.hosted) {
                let found = prices.price(site.region, &Query::new("direct_connect", item));
                assert!(matches!(found, Price::Priced(_)), "{} {size}", site.name);
            }
            let (home, to) = site.home;
            let found = prices.price(
                site.region,
                &Query::new("direct_connect", home).with("to_location", to),
            );
            assert!(matches!(found, Price::Priced(_)), "{} at home", site.name);
            let from = if site.region == "us-west-2" {
                "us-east-1"
            } else {
                "us-west-2"
            };
            let (away, to) = site.away;
            let found = prices.price(
                from,
                &Query::new("direct_connect", away).with("to_location", to),
            );
            assert!(
                matches!(found, Price::Priced(_)),
                "{} from {from}",
                site.name
            );
        }
    }

    #[test]
    fn codes_lead_to_locations() {
        assert_eq!(of_code("EqDC2"), "Equinix DC1 - DC6 & DC10 - DC11");
        assert_eq!(of_code("XX1"), OTHER);
    }
}
