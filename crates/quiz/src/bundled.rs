//! The decks that come with the program.

/// A deck inside the program.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Bundled {
    /// The name of its file.
    pub(crate) name: &'static str,
    /// Its text.
    pub(crate) text: &'static str,
}

macro_rules! bundled {
    ($($name:literal),+ $(,)?) => {
        &[$(Bundled { name: $name, text: include_str!(concat!("../../../decks/", $name)) },)+]
    };
}

/// Every deck of the folder `decks`, in the order of the menu.
pub(crate) const BUNDLED: &[Bundled] = bundled![
    "china-policing-abroad.toml",
    "china-policing-facts.toml",
    "china-policing-arguments.toml",
    "china-policing-terms.toml",
    "china-policing-exam.toml",
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use deck_format::Points;
    use session::{DeckFaces, History, Plan, Seed, Take, draw};

    use super::*;

    #[test]
    fn every_deck_of_the_folder_is_bundled_and_valid() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../decks");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .filter(|name| name.ends_with(".toml"))
            .collect();
        files.sort();
        let mut names: Vec<&str> = BUNDLED.iter().map(|deck| deck.name).collect();
        names.sort_unstable();
        assert_eq!(names, files);
        for deck in BUNDLED {
            let parsed = deck_format::parse(deck.text);
            assert!(parsed.is_ok(), "{}: {:#?}", deck.name, parsed.err());
        }
    }

    /// Every paper of the exam is as its blueprint says and worth the same, and every candidate is
    /// drawn.
    #[test]
    fn a_thousand_papers_of_the_exam_fulfil_its_blueprint() {
        let text =
            BUNDLED.iter().find(|deck| deck.name == "china-policing-exam.toml").unwrap().text;
        let exam = deck_format::parse(text).unwrap();
        let faces = [DeckFaces::from(&exam)];
        let plan = Plan::of(Take::Blueprint);
        let mut drawn = BTreeSet::new();
        let mut points = BTreeSet::new();
        for seed in 0..1_000 {
            let paper = draw(&faces, &plan, Seed(seed), &History::default()).unwrap().items;
            let questions: Vec<_> =
                paper.iter().map(|item| exam.question(item.id.as_str()).unwrap()).collect();
            let mut left = questions.as_slice();
            for row in &exam.face.blueprint {
                let (these, rest) = left.split_at(row.count);
                assert!(these.iter().all(|question| row.fits(&question.face)), "seed {seed}");
                left = rest;
            }
            assert!(left.is_empty() && questions.len() == 20, "seed {seed}");
            let sum = questions.iter().fold(Points::default(), |sum, q| sum + q.face.points);
            points.insert(sum.to_string());
            drawn.extend(questions.iter().map(|question| question.face.id.as_str()));
        }
        assert_eq!(points.len(), 1, "{points:?}");
        assert_eq!(drawn.len(), exam.questions.len());
    }
}
