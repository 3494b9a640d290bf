//! A table: ruled rows, cut texts.

use super::map::{Mark, symbol};
use super::palette::Palette;
use super::svg::{Anchor, Area, Hatch, Paint, Role, Stroke, Svg, Type};
use super::text::{Face, cut};
use crate::territory::Kind;

/// The height of a row and of the head, in points.
const ROW: f64 = 14.2;
const HEAD: f64 = 23.0;

pub(super) const SIZE: f64 = 9.2;
const HEAD_SIZE: f64 = 7.8;

/// A column.
#[derive(Debug, Clone)]
pub(super) struct Column {
    /// The lines of its title.
    pub(super) title: [String; 2],
    pub(super) width: f64,
    pub(super) numbers: bool,
}

/// What stands before the text of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Icon {
    /// The dots of what is not documented, the grid of what is secret.
    Unknown,
    Secret,
    /// The shape of a kind of service.
    Kind(Kind),
    /// How a commune stands: covered, lacking places, or hatched up to a share.
    Solid,
    Pale,
    Hatched(f64),
}

/// A cell.
#[derive(Debug, Clone, Default)]
pub(super) struct Cell {
    pub(super) text: String,
    pub(super) icon: Option<Icon>,
    pub(super) bold: bool,
}

impl Cell {
    pub(super) fn new(text: impl Into<String>) -> Self {
        Self { text: text.into(), icon: None, bold: false }
    }

    pub(super) fn bold(self) -> Self {
        Self { bold: true, ..self }
    }

    pub(super) fn with(self, icon: Icon) -> Self {
        Self { icon: Some(icon), ..self }
    }
}

/// A table ready to be drawn.
#[derive(Debug, Clone)]
pub(super) struct Table {
    pub(super) columns: Vec<Column>,
    pub(super) rows: Vec<Vec<Cell>>,
    /// What stands below the rows, such as how many are left out.
    pub(super) note: String,
}

impl Table {
    pub(super) fn height(&self) -> f64 {
        HEAD + ROW * (self.rows.len() + usize::from(!self.note.is_empty())) as f64
    }

    /// Draws it from a top left corner on.
    pub(super) fn draw(&self, svg: &mut Svg, [left, top]: [f64; 2], palette: &Palette) {
        let width: f64 = self.columns.iter().map(|column| column.width).sum();
        let rule = |svg: &mut Svg, y: f64, stroke| svg.line([left, y], [left + width, y], stroke);
        let head = Type::new(Face::Regular, HEAD_SIZE, palette.ink_2);
        svg.part(Role::Table, |svg| {
            svg.part(Role::Row, |svg| {
                let mut x = left;
                for column in &self.columns {
                    let (at, anchor) = column.edge(x);
                    svg.part(Role::ColumnHead, |svg| {
                        for (line, y) in column.title.iter().zip([7.5, 17.0]) {
                            if !line.is_empty() {
                                svg.text([at, top + y], line, head.at(anchor));
                            }
                        }
                    });
                    x += column.width;
                }
            });
            rule(svg, top + HEAD - 2.5, Stroke(palette.ink, 0.9, ""));
            for (at, row) in self.rows.iter().enumerate() {
                let base = top + HEAD + ROW * at as f64 + 8.6;
                svg.part(Role::Row, |svg| self.draw_row(svg, row, [left, base], palette));
                rule(svg, base + 4.0, Stroke(palette.line, 0.5, ""));
            }
        });
        if !self.note.is_empty() {
            let base = top + HEAD + ROW * self.rows.len() as f64 + 8.5;
            svg.say([left, base], &self.note, Type::new(Face::Regular, SIZE, palette.ink_2));
        }
    }

    fn draw_row(&self, svg: &mut Svg, row: &[Cell], [left, base]: [f64; 2], palette: &Palette) {
        let mut x = left;
        for (at, (column, cell)) in self.columns.iter().zip(row).enumerate() {
            let role = if at == 0 { Role::RowHead } else { Role::Cell };
            svg.part(role, |svg| draw_cell(svg, (column, cell), [x, base], palette));
            x += column.width;
        }
    }
}

impl Column {
    pub(super) fn new(above: &str, below: &str, width: f64) -> Self {
        Self { title: [above.to_owned(), below.to_owned()], width, numbers: false }
    }

    pub(super) fn numbers(self) -> Self {
        Self { numbers: true, ..self }
    }

    /// Where its texts stand, from its left edge.
    fn edge(&self, left: f64) -> (f64, Anchor) {
        if self.numbers { (left + self.width - 4.0, Anchor::End) } else { (left, Anchor::Start) }
    }
}

fn draw_cell(
    svg: &mut Svg,
    (column, cell): (&Column, &Cell),
    [left, base]: [f64; 2],
    palette: &Palette,
) {
    let face = if cell.bold { Face::Semibold } else { Face::Regular };
    let (mut at, anchor) = column.edge(left);
    if let Some(icon) = cell.icon {
        draw_icon(svg, icon, [at, base], palette);
        at += match icon {
            Icon::Unknown | Icon::Secret => 20.0,
            Icon::Kind(_) => 15.0,
            _ => 13.0,
        };
    }
    let room = if column.numbers { column.width } else { left + column.width - at - 4.0 };
    let text = cut(&cell.text, face, SIZE, room);
    if !text.is_empty() {
        svg.text([at, base], &text, Type::new(face, SIZE, palette.ink).at(anchor));
    }
}

fn draw_icon(svg: &mut Svg, icon: Icon, [x, base]: [f64; 2], palette: &Palette) {
    let square = Area { x, y: base - 7.2, width: 8.0, height: 8.0 };
    let edge = |colour| Stroke(colour, 0.8, "");
    match icon {
        Icon::Unknown | Icon::Secret => {
            let area = Area { width: 15.0, ..square };
            let fill = if icon == Icon::Secret { "url(#grid)" } else { "url(#dots)" };
            svg.rect(area, Paint::fill(fill).edged(edge(palette.border)));
        }
        Icon::Kind(kind) => {
            let mark = Mark { at: [x + 5.0, base - 3.2], services: 1, exact: true, own: true };
            symbol(svg, &mark, (kind, palette.kind(kind)), palette);
        }
        Icon::Solid => svg.rect(square, Paint::fill(palette.with).edged(edge(palette.with))),
        Icon::Pale => svg.rect(square, Paint::fill(palette.without).edged(edge(palette.with))),
        Icon::Hatched(share) => {
            let height = (square.height * share.clamp(0.0, 1.0)).max(1.5);
            let part = Area { y: square.bottom() - height, height, ..square };
            svg.hatched(part, Hatch::narrow(palette));
            svg.rect(square, Paint::line(edge(palette.out)));
        }
    }
}
