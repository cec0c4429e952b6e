//! Which paragraphs of a source the questions of a deck cite.

use std::collections::BTreeSet;

use deck_format::{Citation, Deck};

use crate::source::Source;

/// The citations of one source, by paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Coverage {
    /// For each paragraph of the source, from the first: how many questions cite it.
    pub questions: Vec<usize>,
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
        Self { questions, without }
    }

    /// The numbers of the paragraphs that no question cites.
    pub fn uncited(&self) -> impl Iterator<Item = usize> {
        (1..).zip(&self.questions).filter(|(_, count)| **count == 0).map(|(number, _)| number)
    }
}

fn paragraphs(citation: &Citation, source: &Source) -> Vec<usize> {
    match citation.paragraph {
        Some(number) => vec![number as usize],
        None => citation.evidence.iter().flat_map(|phrase| source.find(phrase)).collect(),
    }
}
