//! A drawing as a file: SVG that stands alone, PNG.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::{ImageHrefResolver, Options, Tree};

use super::palette::Palette;
use super::svg::{Svg, escaped, number, patterns};
use super::text::{Face, fonts};

/// Why a drawing could not be made a file.
#[derive(Debug, thiserror::Error)]
pub enum DrawingError {
    /// Its SVG does not read.
    #[error("the drawing does not read: {0}")]
    Unreadable(#[from] resvg::usvg::Error),
    /// No page is asked for.
    #[error("there is nothing to draw")]
    Nothing,
    /// There is no room for the picture.
    #[error("there is no room for the picture")]
    NoRoom,
    /// The picture could not be written.
    #[error("the picture could not be written: {0}")]
    Unwritten(String),
}

/// A page drawn.
#[derive(Debug)]
pub struct Drawing {
    /// What it shows, in a few words.
    pub title: String,
    /// What it says, and where that comes from.
    pub description: String,
    /// Width and height in points of 1/72 inch.
    pub(super) size: [f64; 2],
    /// Width and height of its picture in pixels.
    pub(super) pixels: [u32; 2],
    /// The units that its SVG states its size in.
    pub(super) stated: [&'static str; 2],
    pub(super) palette: Palette,
    pub(super) body: Svg,
}

impl Drawing {
    /// The drawing as SVG with its typefaces inside.
    #[must_use]
    pub fn to_svg(&self) -> String {
        let mut faces = String::new();
        for face in Face::ALL {
            let _ = write!(
                faces,
                "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/woff2;base64,{})}}",
                face.name(),
                face.weight(),
                STANDARD.encode(face.woff2())
            );
        }
        self.document(&format!("<style>{faces}</style>"))
    }

    fn document(&self, style: &str) -> String {
        let [width, height] = self.size.map(number);
        let [stated_width, stated_height] = self.stated;
        let (title, description) = (escaped(&self.title), escaped(&self.description));
        let (paper, defs, body) = (self.paper(), patterns(&self.palette), self.body.body());
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{stated_width}\" height=\"{stated_height}\" viewBox=\"0 0 {width} {height}\" xml:lang=\"fr\" role=\"img\" aria-labelledby=\"title desc\"><title id=\"title\">{title}</title><desc id=\"desc\">{description}</desc>{style}<defs>{defs}</defs>{paper}{body}</svg>\n"
        )
    }

    /// What all else lies on.
    pub(super) fn paper(&self) -> String {
        let [width, height] = self.size.map(number);
        format!("<rect width=\"{width}\" height=\"{height}\" fill=\"{}\"/>", self.palette.paper)
    }

    /// A piece of the body by itself, where it stands on the page.
    pub(super) fn piece(&self, drawn: &str) -> Result<Tree, DrawingError> {
        let [width, height] = self.size.map(number);
        let defs = if drawn.contains("url(#") { patterns(&self.palette) } else { String::new() };
        let alone = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\"><defs>{defs}</defs>{drawn}</svg>"
        );
        Ok(Tree::from_str(&alone, &options())?)
    }

    fn tree(&self) -> Result<Tree, DrawingError> {
        Ok(Tree::from_str(&self.document(""), &options())?)
    }

    /// The drawing as PNG: 300 dpi for paper.
    ///
    /// # Errors
    /// Where there is no room for the picture.
    pub fn to_png(&self) -> Result<Vec<u8>, DrawingError> {
        let tree = self.tree()?;
        let [width, height] = self.pixels;
        let [across, down] =
            [width as f32 / tree.size().width(), height as f32 / tree.size().height()];
        let mut picture = Pixmap::new(width, height).ok_or(DrawingError::NoRoom)?;
        picture.fill(Color::WHITE);
        resvg::render(&tree, Transform::from_scale(across, down), &mut picture.as_mut());
        picture.encode_png().map_err(|cause| DrawingError::Unwritten(cause.to_string()))
    }
}

/// How SVG is read: with the typefaces of this crate, and no file of the machine.
pub(super) fn options() -> Options<'static> {
    Options {
        fontdb: fonts(),
        font_family: "Maillage Sans".to_owned(),
        languages: vec!["fr".to_owned()],
        image_href_resolver: ImageHrefResolver {
            resolve_data: ImageHrefResolver::default_data_resolver(),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}
