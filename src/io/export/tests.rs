use super::*;
use crate::scene::sample::{Sample, grid, remember};

fn options(format: &str) -> ExportOptions {
    ExportOptions::new(format)
}

fn picture(sample: &Sample, options: &ExportOptions) -> image::RgbaImage {
    let bytes = export(&sample.design, &sample.report, options).unwrap();
    image::load_from_memory(&bytes).unwrap().into_rgba8()
}

/// Writes pictures to look at into the folder `SKYDRAFT_PICTURES`.
#[test]
#[ignore = "makes pictures to look at"]
fn pictures() {
    let folder = std::path::PathBuf::from(std::env::var("SKYDRAFT_PICTURES").unwrap());
    let small = remember();
    let large = grid(7, 16, 13, (72.0, 48.0), 260);
    for (name, sample, scale) in [("small", &small, 2.0), ("large", &large, 1.0)] {
        for (theme, dark, language) in [
            ("light-en", false, Language::English),
            ("dark-ko", true, Language::Korean),
        ] {
            let options = ExportOptions {
                dark,
                language,
                scale,
                ..options("png")
            };
            let bytes = export(&sample.design, &sample.report, &options).unwrap();
            std::fs::write(folder.join(format!("{name}-{theme}.png")), bytes).unwrap();
        }
    }
}

/// A frame with two tiles, one line, a missing price and a finding.
fn tiny() -> Sample {
    use crate::analysis::review::Severity;
    use crate::model::{ConnectionKind, ContainerKind, Rect};
    let mut s = Sample::default();
    let frame = Rect::new(0.0, 0.0, 480.0, 112.0);
    s.frame(
        "vpc",
        ContainerKind::Vpc,
        None,
        ("Main <VPC>", "기본 VPC"),
        frame,
    );
    s.tile(
        "web",
        "web",
        ("Web & API", "웹 서버"),
        &[(Some("vpc"), 16.0, 36.0)],
        Some(12.5),
    );
    s.tile(
        "db",
        "db",
        ("Orders", "주문"),
        &[(Some("vpc"), 316.0, 36.0)],
        None,
    );
    s.link(
        "c1",
        ("web", "db"),
        ConnectionKind::Call,
        Some((320.0, 39.3)),
    );
    s.finding("db", Severity::Critical);
    s
}

#[test]
fn a_small_drawing_as_svg() {
    let sample = tiny();
    let bytes = export(&sample.design, &sample.report, &options("svg")).unwrap();
    insta::assert_snapshot!(String::from_utf8(bytes).unwrap());
}

#[test]
fn the_same_design_gives_the_same_bytes() {
    let sample = remember();
    for format in ["svg", "png"] {
        let make = || export(&sample.design, &sample.report, &options(format)).unwrap();
        assert_eq!(make(), make());
    }
}

#[test]
fn pictures_have_the_size_of_the_drawing_times_the_scale() {
    let sample = tiny();
    let one = picture(
        &sample,
        &ExportOptions {
            scale: 1.0,
            ..options("png")
        },
    );
    let three = picture(
        &sample,
        &ExportOptions {
            scale: 3.0,
            ..options("png")
        },
    );
    // 480 wide and 24 of padding on both sides; the pill hangs inside the frame, title block 56, legend 28.
    assert_eq!(one.dimensions(), (528, 112 + 48 + 56 + 28));
    assert_eq!(three.dimensions(), (3 * 528, 3 * 244));
}

#[test]
fn pixels_show_canvas_frame_tile_and_category() {
    let sample = tiny();
    for dark in [false, true] {
        let t = crate::scene::tokens::Tokens::of(dark, false);
        let image = picture(
            &sample,
            &ExportOptions {
                scale: 1.0,
                dark,
                ..options("png")
            },
        );
        let at = |x: u32, y: u32| {
            let [r, g, b, a] = image.get_pixel(x + 24, y + 24 + 56).0;
            assert_eq!(a, 255);
            (r, g, b)
        };
        let color = |c: crate::scene::tokens::Color| (c.r, c.g, c.b);
        assert_eq!(at(500, 60), color(t.canvas));
        assert_eq!(at(200, 90), color(t.frame_style("vpc").fill.unwrap()));
        assert_eq!(at(150, 60), color(t.tile));
        let external = crate::scene::tokens::CategorySlot::External;
        assert_eq!(at(28, 60), color(t.category_fill(external)));
    }
}

#[test]
fn a_transparent_picture_has_no_background() {
    let transparent = ExportOptions {
        transparent: true,
        ..options("png")
    };
    let image = picture(&tiny(), &transparent);
    assert_eq!(image.get_pixel(1, 1).0[3], 0);
}

#[test]
fn korean_is_drawn_with_real_glyphs() {
    // The same tile with its name in Korean has more ink in the text area than with an empty one, and other ink than
    // with another syllable of the same width.
    let ink = |name: &str| {
        let mut s = Sample::default();
        s.tile("a", "x", (name, name), &[(None, 0.0, 0.0)], None);
        picture(&s, &options("png")).into_raw()
    };
    assert_ne!(ink("가가가"), ink("나나나"));
    assert_ne!(ink("뷁"), ink("쉛"));
}

#[test]
fn wrong_options_are_refused() {
    let sample = tiny();
    let make = |options: &ExportOptions| export(&sample.design, &sample.report, options);
    let error = make(&options("pdf")).unwrap_err();
    assert_eq!(
        error.to_string(),
        "unknown format `pdf`, expected one of `svg`, `png`"
    );
    let error = make(&ExportOptions {
        scale: 9.0,
        ..options("png")
    })
    .unwrap_err();
    assert_eq!(error, ExportError::Scale(9.0));
    let mut far = tiny();
    far.tile("far", "x", ("Far", "멀리"), &[(None, 100_000.0, 0.0)], None);
    let error = export(&far.design, &far.report, &options("png")).unwrap_err();
    assert!(matches!(error, ExportError::TooLarge { .. }));
}

#[test]
fn an_empty_design_is_a_picture_too() {
    let image = picture(&Sample::default(), &options("png"));
    assert!(image.width() >= 640);
}

#[test]
fn icons_of_a_folder_take_the_place_of_pictograms() {
    let mut icons = IconSet::default();
    let red = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 48 48\" width=\"48\" height=\"48\">\
               <rect width=\"48\" height=\"48\" fill=\"#ff0000\"/></svg>";
    icons.insert("web", red.as_bytes().to_vec());
    let image = picture(
        &tiny(),
        &ExportOptions {
            scale: 1.0,
            icons,
            ..options("png")
        },
    );
    // Middle of the icon square of the first tile.
    let pixel = image.get_pixel(16 + 25 + 24, 36 + 27 + 24 + 56);
    assert_eq!(pixel.0, [255, 0, 0, 255]);
}
