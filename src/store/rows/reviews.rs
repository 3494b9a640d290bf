//! Questions of imports, waiting or answered.

use super::Rows;
use crate::store::field::Field;
use crate::store::stored_row::StoredRow;
use crate::store::table::{Holds, Table, column};
use crate::territory::{Register, Review};

pub(in crate::store) struct Reviews;

impl Rows for Reviews {
    const TABLES: &'static [Table] = &[Table {
        name: "reviews",
        title: "Questions des imports",
        columns: &[
            column("territory", Holds::Text),
            column("source", Holds::Text),
            column("text", Holds::Text),
            column("question", Holds::Text),
            column("answer", Holds::Text),
        ],
        key: &[0, 1, 2],
    }];
    type Item<'a> = &'a Review;
    type Made = Review;

    fn items(register: &Register) -> Vec<&Review> {
        register.reviews.iter().collect()
    }

    fn write<'a>(review: &'a Review, fields: &mut Vec<Field<'a>>) {
        let question = serde_json::to_string(&review.question);
        fields.extend([
            Field::text(&review.territory),
            Field::text(&review.source),
            Field::text(&review.text),
            Field::made(question.expect("a question has a JSON form")),
            Field::words(review.answer.as_ref()),
        ]);
    }

    fn read(row: &mut StoredRow<'_, '_>) -> Option<Review> {
        let (territory, source, text) = (row.text(), row.text(), row.text());
        let question = row.need(|text| serde_json::from_str(text).ok())?;
        Some(Review { territory, source, text, question, answer: row.words() })
    }

    fn place(register: &mut Register, made: Vec<Review>) {
        register.reviews = made;
    }
}
