//! The texts of a question that its readers see while they answer.

use crate::lint::{Item, Text};

/// Hands the prompt and each option to a check, with the path of its field.
pub(super) fn each<'i, 'a>(item: &'i Item<'a>, mut check: impl FnMut(&'i Text<'a>, &[&str])) {
    check(&item.stem, &["prompt"]);
    for option in &item.options {
        check(&option.text, &["choices", option.id.as_str()]);
    }
}
