//! Reads a folder of icons, for example the unpacked AWS Architecture Icons.

use crate::catalog;
use crate::scene::icons::{IconSet, file_key, keys_of};
use resvg::tiny_skia::{Pixmap, Transform};
use std::collections::BTreeMap;
use std::io;
use std::path::{Path, PathBuf};

/// Deepest folder that is looked into.
const MAX_DEPTH: usize = 6;
/// Most files that are looked at; the AWS package has about 5,000.
const MAX_FILES: usize = 50_000;
/// Largest file that is taken as an icon, in bytes.
const MAX_BYTES: u64 = 1 << 20;

/// The icons of all kinds that have one in `folder`, at any depth. Only SVG files are taken; where a name exists in
/// several sizes, the one of 48 units.
///
/// # Errors
/// If the folder cannot be read.
pub fn load(folder: &Path) -> io::Result<IconSet> {
    let mut files: Vec<PathBuf> = Vec::new();
    collect(folder, 0, &mut files)?;
    files.sort();
    let mut by_key: BTreeMap<String, &PathBuf> = BTreeMap::new();
    for file in &files {
        let Some(name) = file.file_name().and_then(|name| name.to_str()) else {
            continue;
        };
        let better = name.contains("_48");
        let entry = by_key.entry(file_key(name)).or_insert(file);
        if better {
            *entry = file;
        }
    }
    let mut icons = IconSet::default();
    for kind in catalog::kinds() {
        let file = keys_of(kind)
            .into_iter()
            .find_map(|key| by_key.get(&key).copied());
        if let Some(file) = file
            && file.metadata()?.len() <= MAX_BYTES
        {
            icons.insert(kind.name, std::fs::read(file)?);
        }
    }
    Ok(icons)
}

/// Premultiplied RGBA pixels of an icon, `side` pixels wide and high; none if it is no SVG. An icon that is not square is
/// centred.
pub fn pixels(svg: &[u8], side: u16) -> Option<Vec<u8>> {
    let tree = usvg::Tree::from_data(svg, &usvg::Options::default()).ok()?;
    let (w, h) = (tree.size().width(), tree.size().height());
    let extent = f32::from(side);
    let scale = extent / w.max(h);
    let at = Transform::from_translate((extent - w * scale) / 2.0, (extent - h * scale) / 2.0);
    let mut pixmap = Pixmap::new(u32::from(side), u32::from(side))?;
    let placed = at.pre_scale(scale, scale);
    resvg::render(&tree, placed, &mut pixmap.as_mut());
    Some(pixmap.take())
}

fn collect(folder: &Path, depth: usize, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            if depth < MAX_DEPTH {
                collect(&path, depth + 1, files)?;
            }
        } else if path
            .extension()
            .is_some_and(|end| end.eq_ignore_ascii_case("svg"))
            && files.len() < MAX_FILES
        {
            files.push(path);
        }
    }
    Ok(())
}
