//! What the pieces of a page are to who does not see it: the structure of a tagged PDF.

use std::num::NonZeroU16;

use krilla::tagging::{ListNumbering, TableHeaderScope, Tag, TagGroup};

/// What a piece of a page is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// A heading of a level, with its text.
    Heading(u16, String),
    Text,
    /// A picture, with what it shows in words.
    Figure(String),
    /// Holds items alone.
    List,
    Item,
    /// Holds rows alone, and a row cells.
    Table,
    Row,
    ColumnHead,
    RowHead,
    Cell,
}

impl Role {
    /// Whether it is read out; what is drawn between the parts of the others is adornment.
    pub(super) fn is_read(&self) -> bool {
        !matches!(self, Self::List | Self::Table | Self::Row)
    }

    /// Whether it counts though it is empty: the cells after it must not move up.
    pub(super) fn is_cell(&self) -> bool {
        matches!(self, Self::ColumnHead | Self::RowHead | Self::Cell)
    }

    /// Its place in the structure.
    pub(super) fn group(&self) -> TagGroup {
        match self {
            Self::Heading(level, text) => {
                let level = NonZeroU16::new(*level).unwrap_or(NonZeroU16::MIN);
                TagGroup::new(Tag::Hn(level, Some(text.clone())))
            }
            Self::Text => TagGroup::new(Tag::P),
            Self::Figure(shows) => TagGroup::new(Tag::Figure(Some(shows.clone()))),
            Self::List => TagGroup::new(Tag::L(ListNumbering::None)),
            Self::Item => TagGroup::new(Tag::LBody),
            Self::Table => TagGroup::new(Tag::Table),
            Self::Row => TagGroup::new(Tag::TR),
            Self::ColumnHead => TagGroup::new(Tag::TH(TableHeaderScope::Column)),
            Self::RowHead => TagGroup::new(Tag::TH(TableHeaderScope::Row)),
            Self::Cell => TagGroup::new(Tag::TD),
        }
    }

    /// The whole of a part: the body of an item stands in the item.
    pub(super) fn closed(&self, group: TagGroup) -> TagGroup {
        if *self == Self::Item {
            return TagGroup::with_children(Tag::LI, vec![group.into()]);
        }
        group
    }
}
