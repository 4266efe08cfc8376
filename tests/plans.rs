//! Terraform plans of any size.

#[path = "support/plan.rs"]
mod plan;

use skydraft::io::terraform::{self, Source, UsageFile};
use skydraft::pricing::Catalogue;

#[test]
fn a_generated_plan_is_read_in_full() {
    let text = plan::text(400);
    assert_eq!(text, plan::text(400));
    let source = Source {
        name: "plan.json",
        text: &text,
    };
    let usage = UsageFile::default();
    let read = terraform::read(source, &usage, "", "us-east-1", Catalogue::embedded());
    let imported = read.unwrap_or_else(|errors| panic!("{errors:?}"));
    assert!(imported.refused.is_empty(), "{:?}", imported.refused);
    let resources = imported.origins.len() + imported.merged.len();
    let unmapped: usize = imported.unmapped.values().sum();
    assert!(
        resources + unmapped >= 400,
        "{resources} read, {unmapped} not"
    );
    // Roles, rules of groups, listeners and routes cost nothing of their own.
    assert!(unmapped < resources, "{:?}", imported.unmapped);
    let bucket = imported
        .origins
        .iter()
        .find(|(_, origin)| origin.address == "module.svc1[\"main\"].aws_s3_bucket.main_files");
    let (id, _) = bucket.expect("a bucket of a module");
    let component = imported.design.component(id).expect("its component");
    // What a resource beside it says: found by its reference, in a module.
    assert_eq!(
        component
            .property("versioning")
            .and_then(skydraft::model::Value::as_bool),
        Some(true)
    );
    assert_eq!(imported.design.settings.region, "ap-northeast-2");
}
