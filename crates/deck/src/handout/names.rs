//! What things are called in a handout.

use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;

use deck_format::{BlankSort, Body, Deck, Face, FamilyId, Options, PassageId};

use super::media::{self, Medium};

/// The name of an option, an item or a side, counted from 0: `a`, `b` … `z`, `aa` …
pub(super) fn entry(index: usize) -> String {
    session::letter(index)
}

/// The name of a blank, counted from 0.
pub(super) fn blank(index: usize) -> String {
    format!("b{}", index + 1)
}

/// The name of a passage, counted from 0.
pub(super) fn passage(index: usize) -> String {
    format!("p{}", index + 1)
}

/// The name of a family, counted from 0.
pub(super) fn family(index: usize) -> String {
    format!("f{}", index + 1)
}

/// The names across questions.
#[derive(Debug)]
pub(super) struct Names<'d> {
    /// The passages that questions name, by first use.
    pub(super) passages: Vec<&'d PassageId>,
    /// The families, by first use.
    pub(super) families: Vec<&'d FamilyId>,
    passage_index: HashMap<&'d PassageId, usize>,
    family_index: HashMap<&'d FamilyId, usize>,
    /// From the path of an image in the deck to the one in the handout.
    images: HashMap<String, String>,
}

impl<'d> Names<'d> {
    /// The names for a handout with these questions, and with these for its images.
    pub(super) fn new(
        faces: impl Iterator<Item = &'d Face> + Clone,
        images: HashMap<String, String>,
    ) -> Self {
        let passages = firsts(faces.clone().filter_map(|face| face.passage.as_ref()));
        let families = firsts(faces.filter_map(|face| face.family.as_ref()));
        Self {
            passage_index: index(&passages),
            family_index: index(&families),
            passages,
            families,
            images,
        }
    }

    /// The name of a passage.
    pub(super) fn passage(&self, id: &PassageId) -> Option<String> {
        self.passage_index.get(id).map(|at| passage(*at))
    }

    /// The name of a family.
    pub(super) fn family(&self, id: &FamilyId) -> Option<String> {
        self.family_index.get(id).map(|at| family(*at))
    }

    /// The path of an image in the handout.
    pub(super) fn image(&self, path: &str) -> Option<&str> {
        self.images.get(path).map(String::as_str)
    }

    /// The images that are used, from their paths in the deck.
    pub(super) fn media(&self, used: &BTreeSet<String>) -> Vec<Medium> {
        used.iter()
            .filter_map(|from| {
                Some(Medium { from: from.clone(), to: self.images.get(from)?.clone() })
            })
            .collect()
    }
}

/// Each once, by first use.
fn firsts<'d, T: Eq + Hash>(used: impl Iterator<Item = &'d T>) -> Vec<&'d T> {
    let mut seen = std::collections::HashSet::new();
    used.filter(|id| seen.insert(*id)).collect()
}

fn index<'d, T: Eq + Hash>(list: &[&'d T]) -> HashMap<&'d T, usize> {
    list.iter().enumerate().map(|(at, id)| (*id, at)).collect()
}

/// New names for all images of a deck: numbers of one width, in the order of the paths, so that
/// texts which differ in images alone keep their order. A paper has the names of the whole deck, so
/// that several papers can lie in one folder.
pub(super) fn new_images(deck: &Deck) -> HashMap<String, String> {
    let paths = image_paths(deck);
    let width = paths.len().to_string().len();
    let name = |(at, path): (usize, String)| {
        let end = media::ending(&path);
        let to = format!("{}-media/m{:0width$}{end}", deck.face.id, at + 1);
        (path, to)
    };
    paths.into_iter().enumerate().map(name).collect()
}

/// The names that the images of a handout have already.
pub(super) fn same_images(handout: &Deck) -> HashMap<String, String> {
    image_paths(handout).into_iter().map(|path| (path.clone(), path)).collect()
}

/// The paths of all images of a deck, each once.
pub(crate) fn image_paths(deck: &Deck) -> BTreeSet<String> {
    let mut paths = BTreeSet::new();
    for text in deck.questions.iter().flat_map(|question| texts(&question.face)) {
        paths.extend(media::paths(text));
    }
    for passage in &deck.face.passages {
        paths.extend(media::paths(&passage.text));
    }
    paths
}

/// The Markdown texts of a face, its passage left out.
pub(super) fn texts(face: &Face) -> impl Iterator<Item = &str> {
    std::iter::once(&*face.prompt)
        .chain(lists(&face.body).into_iter().flatten().map(|entry| &*entry.text))
}

/// The lists of options, items and sides of a question.
pub(super) fn lists(body: &Body) -> Vec<&Options> {
    match body {
        Body::SingleChoice { choices, .. } | Body::MultipleSelect { choices, .. } => vec![choices],
        Body::Ordering { items, .. } => vec![items],
        Body::Matching { left, right, .. } => vec![left, right],
        Body::Cloze { blanks, .. } => blanks
            .iter()
            .filter_map(|blank| match &blank.sort {
                BlankSort::Choice { choices, .. } => Some(choices),
                BlankSort::Text | BlankSort::Number { .. } => None,
            })
            .collect(),
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_an_id() {
        use deck_format::limits::{MAX_ENTRIES, MAX_PASSAGES, MAX_QUESTIONS};
        for index in 0..MAX_ENTRIES {
            assert_eq!(deck_format::check_id(&entry(index)), Ok(()), "{index}");
            assert_eq!(deck_format::check_id(&blank(index)), Ok(()), "{index}");
        }
        assert_eq!(deck_format::check_id(&passage(MAX_PASSAGES)), Ok(()));
        assert_eq!(deck_format::check_id(&family(MAX_QUESTIONS)), Ok(()));
    }
}
