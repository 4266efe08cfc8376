//! Amazon Location Service: map tiles, addresses and routes.
//!
//! Semantics: Amazon Location Service pricing page: by the tile, address and route.

use crate::catalog::amount::units;
use crate::catalog::{
    Bill, BillCx, Category, Item, Kind, Network, Property, Scope, Spend, user_price,
};
use crate::glyph;
use crate::model::Language;
use crate::pricing::Query;
use crate::text::both;

/// Tiles.
pub static TILES: Property = Property::usage(
    "map_tiles",
    both("Map tiles", "지도 타일"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Tiles that maps fetch in a month. Derived from incoming requests.",
    "지도가 한 달에 가져오는 타일입니다. 들어오는 요청에서 계산합니다.",
);

/// Addresses.
pub static ADDRESSES: Property = Property::usage(
    "geocoded_addresses",
    both("Addresses found", "주소 검색"),
    units::REQUESTS_PER_MONTH,
)
.doc(
    "Addresses that are turned into positions in a month. Nothing derives it.",
    "한 달에 좌표로 변환하는 주소입니다. 직접 입력합니다.",
);

/// Routes.
pub static ROUTES: Property =
    Property::usage("routes", both("Routes", "경로"), units::REQUESTS_PER_MONTH).doc(
        "Routes that are calculated in a month. Nothing derives it.",
        "한 달에 계산하는 경로입니다. 직접 입력합니다.",
    );

/// Price of a tile.
pub static TILE_PRICE: Property = user_price::price(
    "tile_price_usd",
    both("Own price of a tile", "직접 입력한 타일 요금"),
    units::USD_PER_UNIT,
);
/// Price of an address.
pub static ADDRESS_PRICE: Property = user_price::price(
    "address_price_usd",
    both("Own price of an address", "직접 입력한 주소 요금"),
    units::USD_PER_UNIT,
);
/// Price of a route.
pub static ROUTE_PRICE: Property = user_price::price(
    "route_price_usd",
    both("Own price of a route", "직접 입력한 경로 요금"),
    units::USD_PER_UNIT,
);

fn key_fact(_: &Item<'_>, language: Language) -> String {
    both("maps and places", "지도와 장소")
        .get(language)
        .to_owned()
}

fn bill(cx: &BillCx<'_>, bill: &mut Bill) {
    let item = &cx.item;
    for (key, name, property, derived, priced, price) in [
        (
            "tiles",
            both("Map tiles", "지도 타일"),
            &TILES,
            cx.flows.requests(),
            "amazonlocationservice_none_none_maps_map_tiles_retrieved_vector_or_raster_per_map_tile",
            &TILE_PRICE,
        ),
        (
            "addresses",
            both("Addresses found", "주소 검색"),
            &ADDRESSES,
            0.0,
            "amazonlocationservice_none_none_places_addresses_geocoded_per_address",
            &ADDRESS_PRICE,
        ),
        (
            "routes",
            both("Routes", "경로"),
            &ROUTES,
            0.0,
            "amazonlocationservice_none_none_routing_routes_calculated_per_route",
            &ROUTE_PRICE,
        ),
    ] {
        bill.usage(
            key,
            name,
            cx.usage(property, derived),
            units::REQUESTS,
            Query::new("location", priced),
        )
        .or_user(item, price, 1.0);
    }
}

/// Location Service map.
pub static KIND: Kind = Kind {
    name: "location_map",
    title: both("Amazon Location Service", "Amazon Location Service"),
    short: both("Location", "Location"),
    doc: both(
        "Maps, addresses and routes for apps. One pays for each tile, address and route.",
        "앱에 지도, 주소, 경로를 제공합니다. 타일, 주소, 경로마다 요금을 냅니다.",
    ),
    category: Category::FrontEnd,
    service: "Amazon Location Service",
    spend: Spend::Other,
    glyph: glyph::MAP_PIN,
    monogram: "LOC",
    scope: Scope::Regional,
    network: Network::PublicService,
    terraform: &["aws_location_map"],
    cloudformation: &["AWS::Location::Map"],
    drawio: "location_service",
    keywords: &["map", "geocode", "route", "지도", "주소"],
    port: Some(443),
    properties: &[
        &TILES,
        &ADDRESSES,
        &ROUTES,
        &TILE_PRICE,
        &ADDRESS_PRICE,
        &ROUTE_PRICE,
        &user_price::SOURCE,
    ],
    key_fact,
    validate: user_price::ask_for_source,
    bill,
    ..Kind::DEFAULT
};

#[cfg(test)]
mod tests {
    use crate::catalog::testing::{Bench, near};

    #[test]
    fn tiles_addresses_and_routes() {
        let lines = Bench::new("location_map")
            .region("us-east-1")
            .with("geocoded_addresses", 10_000.0)
            .with("routes", 2_000.0)
            .incoming("mobile_app", 1e6, 1.0, 10.0)
            .lines();
        // 1 M x 0.00004 $; 10,000 x 0.0005 $; 2,000 x 0.0005 $.
        near(lines.usd("tiles"), 40.0);
        near(lines.usd("addresses"), 5.0);
        near(lines.usd("routes"), 1.0);
    }
}
