//! What a handout says, ready to be written.

use std::collections::BTreeSet;

use deck_format::{
    BlankSort, Body, Deck, DeckFace, Entry, Face, LocalId, Options, Piece, Template,
};
use session::Order;

use super::error::HandoutError;
use super::media;
use super::names::{self, Names};

/// What a handout says.
#[derive(Debug)]
pub(super) struct Content<'d> {
    /// The deck's own face.
    pub(super) deck: &'d DeckFace,
    /// Whether this is one paper: then its order is fixed.
    pub(super) is_paper: bool,
    /// The texts of the passages, in the order of their names.
    pub(super) passages: Vec<String>,
    /// The questions.
    pub(super) questions: Vec<Asked<'d>>,
    /// The images that are used, as the deck names them.
    pub(super) media: BTreeSet<String>,
}

/// One question of a handout.
#[derive(Debug)]
pub(super) struct Asked<'d> {
    /// Its face in the deck.
    pub(super) face: &'d Face,
    /// The prompt, its blanks and images under their names in the handout.
    pub(super) prompt: String,
    /// The name of its passage.
    pub(super) passage: Option<String>,
    /// The name of its family.
    pub(super) family: Option<String>,
    /// Its lists of options, items and sides, as [`names::lists`] gives them.
    pub(super) lists: Vec<List<'d>>,
}

/// A list of options, items or sides in the order of the handout.
#[derive(Debug)]
pub(super) struct List<'d> {
    /// Each with its text there.
    pub(super) entries: Vec<(&'d Entry, String)>,
    /// How many of the last are pinned.
    pub(super) pinned: usize,
}

impl<'d> Content<'d> {
    /// What a handout of these questions says, each with its drawn order where it has one.
    pub(super) fn new(
        deck: &'d Deck,
        questions: &[(&'d Face, Option<&Order>)],
        is_paper: bool,
        names: &Names<'d>,
    ) -> Result<Self, HandoutError> {
        let mut texts = Texts { names, media: BTreeSet::new() };
        let passages = names.passages.iter().filter_map(|id| deck.passage(id));
        let passages = passages
            .map(|passage| texts.renamed(&passage.text, || format!("the passage `{}`", passage.id)))
            .collect::<Result<_, _>>()?;
        let questions = questions
            .iter()
            .map(|(face, order)| texts.asked(face, *order))
            .collect::<Result<_, _>>()?;
        Ok(Self { deck: &deck.face, is_paper, passages, questions, media: texts.media })
    }
}

/// Gives texts the names of the handout, and keeps what images they have.
struct Texts<'n, 'd> {
    names: &'n Names<'d>,
    media: BTreeSet<String>,
}

impl Texts<'_, '_> {
    /// A text with its images renamed; `place` says where it stands.
    fn renamed(
        &mut self,
        text: &str,
        place: impl FnOnce() -> String,
    ) -> Result<String, HandoutError> {
        self.media.extend(media::paths(text));
        media::renamed(text, |path| self.names.image(path))
            .map_err(|path| HandoutError::Image { place: place(), path })
    }

    fn asked<'f>(
        &mut self,
        face: &'f Face,
        order: Option<&Order>,
    ) -> Result<Asked<'f>, HandoutError> {
        let mut prompt = self.renamed(&face.prompt, || format!("`{}`", face.id))?;
        if let Body::Cloze { .. } = face.body {
            prompt = with_blanks_renamed(&prompt)
                .ok_or_else(|| HandoutError::Unfaithful(format!("the blanks of `{}`", face.id)))?;
        }
        Ok(Asked {
            prompt,
            passage: face.passage.as_ref().and_then(|id| self.names.passage(id)),
            family: face.family.as_ref().and_then(|id| self.names.family(id)),
            lists: self.lists(face, order)?,
            face,
        })
    }

    fn lists<'f>(
        &mut self,
        face: &'f Face,
        order: Option<&Order>,
    ) -> Result<Vec<List<'f>>, HandoutError> {
        let shuffles = shuffles(face);
        let drawn = order.map(|order| drawn(face, order));
        let lists = names::lists(&face.body);
        lists
            .into_iter()
            .enumerate()
            .map(|(at, options)| match &drawn {
                Some(drawn) => {
                    let ids = drawn.get(at).map_or(&[][..], |ids| ids);
                    let entries = ids.iter().filter_map(|id| options.get(id.as_str())).collect();
                    self.list(face, options, entries)
                }
                None => {
                    let shuffle = shuffles.get(at).copied().unwrap_or(face.shuffle);
                    let list = self.list(face, options, options.canonical(shuffle))?;
                    let free = list.entries.len() - list.pinned;
                    let in_order = list.entries[..free].is_sorted_by_key(|(_, text)| text);
                    if shuffle && !in_order {
                        return Err(HandoutError::ImageOrder(face.id.clone()));
                    }
                    Ok(list)
                }
            })
            .collect()
    }

    fn list<'f>(
        &mut self,
        face: &Face,
        options: &Options,
        entries: Vec<&'f Entry>,
    ) -> Result<List<'f>, HandoutError> {
        let entries = entries.into_iter().map(|entry| {
            self.renamed(&entry.text, || format!("`{}`", face.id)).map(|text| (entry, text))
        });
        Ok(List { entries: entries.collect::<Result<_, _>>()?, pinned: options.pinned().len() })
    }
}

/// Whether each of the lists of a question is shuffled.
fn shuffles(face: &Face) -> Vec<bool> {
    let Body::Cloze { blanks, .. } = &face.body else {
        return vec![face.shuffle; names::lists(&face.body).len()];
    };
    let shuffles = blanks.iter().filter_map(|blank| match &blank.sort {
        BlankSort::Choice { shuffle, .. } => Some(*shuffle),
        BlankSort::Text | BlankSort::Number { .. } => None,
    });
    shuffles.collect()
}

/// The order of each of the lists of a question on a paper.
fn drawn<'o>(face: &Face, order: &'o Order) -> Vec<&'o [LocalId]> {
    match &face.body {
        Body::SingleChoice { .. } | Body::MultipleSelect { .. } => vec![&order.choices],
        Body::Ordering { .. } => vec![&order.items],
        Body::Matching { .. } => vec![&order.left, &order.right],
        Body::Cloze { blanks, .. } => blanks
            .iter()
            .filter_map(|blank| order.blanks.get(&blank.id))
            .map(Vec::as_slice)
            .collect(),
        Body::TrueFalse | Body::Numerical { .. } | Body::ShortAnswer | Body::Essay => Vec::new(),
    }
}

/// The prompt of a cloze with its blanks under their names in the handout; `None` where it is none
/// any more, as when a blank stood in the name of an image.
fn with_blanks_renamed(prompt: &str) -> Option<String> {
    let mut blanks = (0..).map(names::blank);
    let template = Template::new(prompt).ok()?;
    let mut renamed = String::with_capacity(prompt.len());
    for piece in template.pieces() {
        match piece {
            Piece::Text(text) => renamed.push_str(&text.replace("{{", "\\{{")),
            Piece::Blank(_) => {
                renamed.push_str("{{");
                renamed.push_str(&blanks.next()?);
                renamed.push_str("}}");
            }
        }
    }
    Some(renamed)
}

#[cfg(test)]
mod tests {
    use super::with_blanks_renamed;

    #[test]
    fn blanks_are_numbered_and_literal_braces_stay() {
        for (old, new) in [
            ("In {{year}} the {{body}}.", "In {{b1}} the {{b2}}."),
            ("\\{{year}} {{year}} {year}}", "\\{{year}} {{b1}} {year}}"),
            ("\\\\{{x}} \\{{{{y}}", "\\\\{{x}} \\{{{{b1}}"),
        ] {
            assert_eq!(with_blanks_renamed(old).as_deref(), Some(new), "{old}");
        }
    }
}
