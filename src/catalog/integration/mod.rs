//! Queues, topics, brokers, events, workflows, mail.

pub mod appflow_flow;
pub mod appsync_graphql_api;
pub mod cloudwatch_event_bus;
pub mod mq_broker;
pub mod mwaa_environment;
pub mod pipes_pipe;
pub mod scheduler_schedule;
pub mod ses;
pub mod sfn_state_machine;
pub mod sns_topic;
pub mod sns_topic_subscription;
pub mod sqs_queue;

use super::Kind;
use super::property::{Choice, choice_in};

pub(super) const KINDS: &[&Kind] = &[
    &sqs_queue::KIND,
    &sns_topic::KIND,
    &sns_topic_subscription::KIND,
    &cloudwatch_event_bus::KIND,
    &scheduler_schedule::KIND,
    &pipes_pipe::KIND,
    &sfn_state_machine::KIND,
    &mq_broker::KIND,
    &appsync_graphql_api::KIND,
    &mwaa_environment::KIND,
    &appflow_flow::KIND,
    &ses::KIND,
];

/// Size of the pieces that messages and events are billed in (`cost-semantics`: messaging and streaming).
const CHUNK_KB: f64 = 64.0;

/// Pieces of a payload of `kb`, at least one.
fn chunks(kb: f64) -> f64 {
    (kb / CHUNK_KB).ceil().max(1.0)
}

/// Who a resource policy lets in.
const POLICIES: &[Choice] = &[
    choice_in("restricted", "Named principals", "지정된 주체"),
    choice_in("open", "Everybody", "모두 허용"),
];

/// Whether a policy document lets everybody in without a condition.
fn policy_is_open(document: &str) -> bool {
    let Ok(policy) = serde_json::from_str::<serde_json::Value>(document) else {
        return false;
    };
    let statements = match &policy["Statement"] {
        serde_json::Value::Array(list) => list.as_slice(),
        one => std::slice::from_ref(one),
    };
    let everybody = |principal: &serde_json::Value| principal == "*" || principal["AWS"] == "*";
    statements.iter().any(|statement| {
        statement["Effect"] == "Allow"
            && everybody(&statement["Principal"])
            && statement["Condition"].is_null()
    })
}

#[cfg(test)]
mod tests {
    use super::policy_is_open;

    #[test]
    fn everybody_without_a_condition_is_open() {
        let open =
            r#"{"Statement": [{"Effect": "Allow", "Principal": {"AWS": "*"}, "Action": "sqs:*"}]}"#;
        assert!(policy_is_open(open));
        let named =
            r#"{"Statement": {"Effect": "Allow", "Principal": {"Service": "sns.amazonaws.com"}}}"#;
        assert!(!policy_is_open(named));
        let bound = r#"{"Statement": [{"Effect": "Allow", "Principal": "*", "Condition": {"ArnEquals": {}}}]}"#;
        assert!(!policy_is_open(bound));
        assert!(!policy_is_open("no document"));
    }
}
