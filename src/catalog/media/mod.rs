//! Media services.

pub mod ivs_channel;
pub mod kinesis_video_stream;
pub mod media_convert_queue;
pub mod media_package_channel;
pub mod mediaconnect_flow;
pub mod medialive_channel;

use super::Kind;

pub(super) const KINDS: &[&Kind] = &[
    &media_convert_queue::KIND,
    &medialive_channel::KIND,
    &media_package_channel::KIND,
    &ivs_channel::KIND,
    &mediaconnect_flow::KIND,
    &kinesis_video_stream::KIND,
];
