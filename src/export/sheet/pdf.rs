//! Drawings as a PDF whose structure is told: read out in order, with its headings and its table.

use krilla::configure::{Configuration, Validator};
use krilla::destination::XyzDestination;
use krilla::geom::{Point, Size};
use krilla::metadata::Metadata;
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::surface::Surface;
use krilla::tagging::{ArtifactType, ContentTag, Tag, TagGroup, TagTree};
use krilla::{Document, SerializeSettings};
use krilla_svg::{SurfaceExt as _, SvgSettings};

use super::render::{Drawing, DrawingError};
use super::roles::Role;
use super::svg::Mark;

/// Drawings as the pages of one PDF: PDF/UA-1 where all that they say has its letters in our
/// typefaces, otherwise with the same structure and without that claim.
///
/// # Errors
/// Where one of them cannot be written.
pub(super) fn to_pdf(title: &str, drawings: &[Drawing]) -> Result<Vec<u8>, DrawingError> {
    match written(title, drawings, Validator::UA1)? {
        Ok(bytes) => Ok(bytes),
        Err(_) => written(title, drawings, Validator::None)?.map_err(DrawingError::Unwritten),
    }
}

fn written(
    title: &str,
    drawings: &[Drawing],
    validator: Validator,
) -> Result<Result<Vec<u8>, String>, DrawingError> {
    let settings = SerializeSettings {
        configuration: Configuration::new_with_validator(validator),
        enable_tagging: true,
        ..SerializeSettings::default()
    };
    let mut document = Document::new_with(settings);
    let metadata = Metadata::new()
        .title(title.to_owned())
        .language("fr".to_owned())
        .creator("maillage".to_owned());
    document.set_metadata(metadata);
    let (mut structure, mut outline) = (TagTree::new(), Outline::new());
    for (at, drawing) in drawings.iter().enumerate() {
        let [width, height] = drawing.size.map(|side| side as f32);
        let size = Size::from_wh(width, height).ok_or(DrawingError::NoRoom)?;
        let mut page = document.start_page_with(PageSettings::new(size));
        let mut surface = page.surface();
        structure.push(draw(&mut surface, drawing, size)?);
        surface.finish();
        page.finish();
        let top = XyzDestination::new(at, Point::from_xy(0.0, 0.0));
        outline.push_child(OutlineNode::new(drawing.title.clone(), top));
    }
    document.set_tag_tree(structure);
    document.set_outline(outline);
    Ok(document.finish().map_err(|cause| format!("{cause:?}")))
}

/// Draws a page piece by piece, each under its part of the structure.
fn draw(
    surface: &mut Surface<'_>,
    drawing: &Drawing,
    size: Size,
) -> Result<TagGroup, DrawingError> {
    let mut page = TagGroup::new(Tag::Section);
    let mut open: Vec<(&Role, TagGroup)> = Vec::new();
    piece(surface, drawing, (&drawing.paper(), size), None)?;
    let (body, mut from) = (drawing.body.body(), 0);
    let ends = [(body.len(), &Mark::End)];
    for (at, mark) in drawing.body.marks().chain(ends) {
        let drawn = body.get(from..at).unwrap_or_default();
        from = at;
        let within = open.last_mut().filter(|(role, _)| role.is_read()).map(|(_, group)| group);
        if !drawn.is_empty() {
            piece(surface, drawing, (drawn, size), within)?;
        }
        if let Mark::Start(role) = mark {
            open.push((role, role.group()));
            if role.is_cell() {
                let empty = surface.start_tagged(ContentTag::Other);
                surface.end_tagged();
                open.last_mut().into_iter().for_each(|(_, group)| group.push(empty));
            }
            continue;
        }
        let Some((role, group)) = open.pop() else { continue };
        let around = open.last_mut().map_or(&mut page, |(_, group)| group);
        around.push(role.closed(group));
    }
    Ok(page)
}

/// Draws a piece of a page, as a part of what is read or as adornment.
fn piece(
    surface: &mut Surface<'_>,
    drawing: &Drawing,
    (drawn, size): (&str, Size),
    within: Option<&mut TagGroup>,
) -> Result<(), DrawingError> {
    let tag = match within {
        Some(_) => ContentTag::Other,
        None => ContentTag::Artifact(ArtifactType::Other),
    };
    let tree = drawing.piece(drawn)?;
    let read = surface.start_tagged(tag);
    let done = surface.draw_svg(&tree, size, SvgSettings::default());
    surface.end_tagged();
    if let Some(group) = within {
        group.push(read);
    }
    done.ok_or(DrawingError::NoRoom)
}
