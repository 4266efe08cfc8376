//! Meters whose names hold several facts at once: instance types, codecs, sizes of pictures. The facts become attributes.

/// Item and attributes of such a meter.
pub(super) struct Meter {
    pub(super) item: &'static str,
    pub(super) attributes: Vec<(&'static str, String)>,
}

/// What a meter's name says; `None` for meters that keep their name. `text` is the name as AWS writes it, `slug` the same in small letters and `_`.
pub(super) fn read(service: &str, text: &str, slug: &str) -> Option<Meter> {
    match service {
        "codebuild" => codebuild(slug, text),
        "emr" => Some(Meter {
            item: "instance_hour",
            attributes: vec![("instance_type", after(text, "Instance-instancetype-")?)],
        }),
        "mediaconvert" => mediaconvert(slug),
        "medialive" => medialive(slug),
        _ => None,
    }
}

/// `OnDemand-EC2 Windows-computetype-general1.large`, `OnDemand-Lambda-lambda.arm.10GB-Linux-Arm64`.
fn codebuild(slug: &str, text: &str) -> Option<Meter> {
    if let Some(rest) = slug.strip_prefix("ondemand_ec2_") {
        let (os, _) = rest.split_once("_computetype_")?;
        return Some(Meter {
            item: "build_minute",
            attributes: vec![
                ("compute_type", after(text, "computetype-")?),
                ("os", os.to_owned()),
            ],
        });
    }
    let compute = after(text, "OnDemand-Lambda-")?;
    Some(Meter {
        item: "build_second",
        attributes: vec![("compute_type", compute.split("-Linux").next()?.to_owned())],
    })
}

/// What follows `mark` in a text.
fn after(text: &str, mark: &str) -> Option<String> {
    text.split_once(mark).map(|(_, rest)| rest.to_owned())
}

/// One of the words that `text` starts with, and the rest.
fn one_of<'a>(
    text: &'a str,
    words: &[(&'static str, &'static str)],
) -> Option<(&'static str, &'a str)> {
    words
        .iter()
        .find_map(|(word, value)| Some((*value, text.strip_prefix(word)?)))
}

/// `professional_single_pass_hq_4k_hevc_h_265_over_30_fps_and_up_to_60_fps`: price of a minute of output.
fn mediaconvert(slug: &str) -> Option<Meter> {
    let tiers = [("basic_", "basic"), ("professional_", "professional")];
    let passes = [
        ("single_pass_hq_", "single-hq"),
        ("single_pass_", "single"),
        ("multi_pass_hq_", "multi-hq"),
        ("multi_pass_", "multi"),
    ];
    let sizes = [("sd_", "sd"), ("hd_", "hd"), ("4k_", "4k"), ("8k_", "8k")];
    let codecs = [
        ("apple_prores_", "prores"),
        ("av1_", "av1"),
        ("avc_h_264_", "avc"),
        ("avc_intra_", "avc-intra"),
        ("hevc_h_265_", "hevc"),
        ("mpeg2_", "mpeg2"),
        ("pass_through_", "pass-through"),
        ("vc3_", "vc3"),
        ("vp8_", "vp8"),
        ("vp9_", "vp9"),
        ("xavc_", "xavc"),
    ];
    let rates = [
        ("up_to_30_fps", "30"),
        ("over_30_fps_and_up_to_60_fps", "60"),
        ("over_60_fps_and_up_to_120_fps", "120"),
    ];
    let (tier, rest) = one_of(slug, &tiers)?;
    let (pass, rest) = one_of(rest, &passes).unwrap_or(("", rest));
    let (resolution, rest) = one_of(rest, &sizes)?;
    let (codec, rest) = one_of(rest, &codecs)?;
    let (fps, rest) = one_of(rest, &rates)?;
    if !rest.is_empty() {
        return None;
    }
    let mut attributes = vec![
        ("codec", codec.to_owned()),
        ("fps", fps.to_owned()),
        ("resolution", resolution.to_owned()),
        ("tier", tier.to_owned()),
    ];
    if !pass.is_empty() {
        attributes.push(("pass", pass.to_owned()));
    }
    Some(Meter {
        item: "transcode_minute",
        attributes,
    })
}

/// `single_hd_avc_input_less_than_10mbps`, `hd_avc_output_frame_30_60fps_10_20mbps`: price of an hour of a running channel.
fn medialive(slug: &str) -> Option<Meter> {
    let (pipeline, rest) = one_of(slug, &[("single_", "single")]).unwrap_or(("standard", slug));
    let sizes = [("sd_", "sd"), ("hd_", "hd"), ("uhd_", "uhd")];
    let codecs = [
        ("av1_", "av1"),
        ("avc_", "avc"),
        ("hevc_", "hevc"),
        ("mpeg2_", "mpeg2"),
    ];
    let rates = [
        ("_less_than_10mbps", "10"),
        ("_less_than_10_mbps", "10"),
        ("_10_20mbps", "20"),
        ("_20_50mbps", "50"),
    ];
    let (resolution, rest) = one_of(rest, &sizes)?;
    let (codec, rest) = one_of(rest, &codecs)?;
    let mut attributes = vec![
        ("codec", codec.to_owned()),
        ("pipeline", pipeline.to_owned()),
        ("resolution", resolution.to_owned()),
    ];
    if let Some(rest) = rest.strip_prefix("input") {
        let (mbps, rest) = one_of(rest, &rates)?;
        attributes.push(("mbps", mbps.to_owned()));
        return rest.is_empty().then_some(Meter {
            item: "input_hour",
            attributes,
        });
    }
    let rest = rest.strip_prefix("output_frame_")?;
    let (fps, rest) = one_of(rest, &[("less_than_30fps", "30"), ("30_60fps", "60")])?;
    attributes.push(("fps", fps.to_owned()));
    let (mbps, rest) = one_of(rest, &rates).unwrap_or(("", rest));
    if !mbps.is_empty() {
        attributes.push(("mbps", mbps.to_owned()));
    }
    rest.is_empty().then_some(Meter {
        item: "output_hour",
        attributes,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(service: &str, text: &str, expect: &str) {
        let slug: String = text
            .to_lowercase()
            .replace(|c: char| !c.is_ascii_alphanumeric(), "_");
        let found = read(service, text, &slug).map_or_else(String::new, |meter| {
            let mut attributes = meter.attributes;
            attributes.sort();
            let pairs: Vec<String> = attributes
                .iter()
                .map(|(name, value)| format!("{name}={value}"))
                .collect();
            format!("{} {}", meter.item, pairs.join(";"))
        });
        assert_eq!(found, expect, "{text}");
    }

    #[test]
    fn names_become_attributes() {
        check(
            "emr",
            "Instance-instancetype-m5.xlarge",
            "instance_hour instance_type=m5.xlarge",
        );
        check(
            "codebuild",
            "OnDemand-EC2 Windows-computetype-general1.large",
            "build_minute compute_type=general1.large;os=windows",
        );
        check(
            "mediaconvert",
            "professional single pass hq 4k hevc h 265 over 30 fps and up to 60 fps",
            "transcode_minute codec=hevc;fps=60;pass=single-hq;resolution=4k;tier=professional",
        );
        check(
            "mediaconvert",
            "professional hd pass through up to 30 fps",
            "transcode_minute codec=pass-through;fps=30;resolution=hd;tier=professional",
        );
        check(
            "medialive",
            "single hd avc output frame less than 30fps less than 10 mbps",
            "output_hour codec=avc;fps=30;mbps=10;pipeline=single;resolution=hd",
        );
        check(
            "medialive",
            "uhd hevc input 10 20mbps",
            "input_hour codec=hevc;mbps=20;pipeline=standard;resolution=uhd",
        );
    }

    #[test]
    fn builds_on_lambda_are_billed_by_the_second() {
        check(
            "codebuild",
            "OnDemand-Lambda-lambda.x86-64.2GB-Linux-x86-64",
            "build_second compute_type=lambda.x86-64.2GB",
        );
    }

    #[test]
    fn other_names_stay() {
        check("mediaconvert", "basic audio", "");
        check(
            "medialive",
            "hd avc output frame 30 60fps reserved 12 months",
            "",
        );
        check("medialive", "audio only", "");
        check("emr", "EMR-WAL", "");
    }
}
