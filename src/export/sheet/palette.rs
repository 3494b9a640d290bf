//! Colours: black and greys on paper, the tokens of the page on a screen.

use crate::territory::Kind;

/// The colours of a drawing, by what they are for. Patterns tell apart what colour does not.
#[derive(Debug, Clone, Copy)]
pub(super) struct Palette {
    pub(super) paper: &'static str,
    pub(super) ink: &'static str,
    pub(super) ink_2: &'static str,
    pub(super) ink_3: &'static str,
    /// Thin lines between rows.
    pub(super) line: &'static str,
    /// Outlines of communes.
    pub(super) border: &'static str,
    /// Neighbours, and their borders.
    pub(super) near: &'static str,
    pub(super) near_border: &'static str,
    /// A place in reach; in reach without one; out of reach.
    pub(super) with: &'static str,
    pub(super) without: &'static str,
    pub(super) out: &'static str,
    /// Squares of children.
    pub(super) children: &'static str,
    kinds: [&'static str; 5],
}

/// For paper: a photocopy loses nothing.
pub(super) const PRINT: Palette = Palette {
    paper: "#fff",
    ink: "#000",
    ink_2: "#333",
    ink_3: "#555",
    line: "#bbb",
    border: "#8a8a8a",
    near: "#ededed",
    near_border: "#fff",
    with: "#000",
    without: "#ededed",
    out: "#000",
    children: "#8a8a8a",
    kinds: ["#000"; 5],
};

/// For screens: the light tokens of `web/src/styles/tokens.css`.
pub(super) const SCREEN: Palette = Palette {
    paper: "#fff",
    ink: "#15202b",
    ink_2: "#465461",
    ink_3: "#5f6c78",
    line: "#d5dbe0",
    border: "#7b8894",
    near: "#e9edef",
    near_border: "#fff",
    with: "#0f6b66",
    without: "#c9e4df",
    out: "#b23a1e",
    children: "#4f9f9a",
    kinds: ["#5e3889", "#3585b9", "#662141", "#bc7731", "#4f764b"],
};

impl Palette {
    /// The colour of a kind of service.
    pub(super) fn kind(&self, kind: Kind) -> &'static str {
        self.kinds[kind as usize]
    }
}
