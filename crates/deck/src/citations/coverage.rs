//! Which paragraphs of a source the questions of a deck cite.

use std::collections::BTreeSet;

use deck_format::{Citation, Deck};

use super::declaration;
use crate::source::Source;

/// The citations of one source, by paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// For each paragraph of the source, from the first: how many questions cite it.
    pub questions: Vec<usize>,
    /// The numbers of the paragraphs that need no question, as the deck says.
    pub skipped: BTreeSet<usize>,
    /// How many questions cite nothing of this source.
    pub without: usize,
}

impl Coverage {
    /// Counts the citations of a source in a deck. A citation that names no paragraph counts where
    /// its evidence stands.
    #[must_use]
    pub fn of(deck: &Deck, source: &Source) -> Self {
        let mut questions = vec![0; source.len()];
        let mut without = 0;
        for key in deck.questions.iter().filter_map(|question| question.key.as_ref()) {
            let citations = key.cite.iter().filter(|citation| citation.source == source.name());
            let citations: Vec<&Citation> = citations.collect();
            without += usize::from(citations.is_empty());
            let cited: BTreeSet<usize> =
                citations.iter().flat_map(|citation| paragraphs(citation, source)).collect();
            for number in cited {
                if let Some(count) = number.checked_sub(1).and_then(|at| questions.get_mut(at)) {
                    *count += 1;
                }
            }
        }
        let declared = declaration(deck, source.name()).into_iter();
        let skipped = declared.flat_map(|declared| &declared.skip).map(|number| *number as usize);
        Self { questions, skipped: skipped.collect(), without }
    }

    /// The numbers of the paragraphs that need a question and that none cites.
    pub fn uncited(&self) -> impl Iterator<Item = usize> {
        let without = (1..).zip(&self.questions).filter(|(_, count)| **count == 0);
        without.map(|(number, _)| number).filter(|number| !self.skipped.contains(number))
    }
}

fn paragraphs(citation: &Citation, source: &Source) -> Vec<usize> {
    match citation.paragraph {
        Some(number) => vec![number as usize],
        None => citation.evidence.iter().flat_map(|phrase| source.find(phrase)).collect(),
    }
}
