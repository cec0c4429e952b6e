//! The face of a deck that is made up by chance.

use deck_format::{Kind, OrderRule, PartsRule, SelectRule};

use super::chance::Chance;
use super::texts::Texts;

/// The face of a deck.
#[derive(Debug)]
pub(crate) struct Model {
    pub(crate) id: String,
    /// Lines of the head that are the same in every skin.
    pub(crate) title: String,
    pub(crate) language: &'static str,
    pub(crate) shuffle: Option<bool>,
    pub(crate) exam: Option<String>,
    pub(crate) scoring: Option<String>,
    pub(crate) blueprint: Vec<String>,
    pub(crate) passages: Vec<String>,
    pub(crate) families: usize,
    pub(crate) questions: Vec<QuestionModel>,
}

/// The face of a question.
#[derive(Debug)]
pub(crate) struct QuestionModel {
    pub(crate) id: String,
    pub(crate) kind: Kind,
    /// The prompt; in a cloze the first part of it, before the blanks.
    pub(crate) prompt: String,
    /// Fields that are the same in every skin.
    pub(crate) fields: Vec<(&'static str, Plain)>,
    pub(crate) passage: Option<usize>,
    pub(crate) family: Option<usize>,
    /// Options, items or both sides.
    pub(crate) lists: Vec<ListModel>,
    pub(crate) blanks: Vec<BlankModel>,
    pub(crate) unit: Option<String>,
    pub(crate) reuse: bool,
    pub(crate) weighted: bool,
    /// In thousandths.
    pub(crate) points: usize,
    /// Whether its rule can score that nothing is right.
    pub(crate) may_be_empty: bool,
}

/// A value that is written in one way, or a text that may be quoted in several.
#[derive(Debug)]
pub(crate) enum Plain {
    As(String),
    Text(String),
    Texts(Vec<String>),
}

/// A list of options, items or sides.
#[derive(Debug)]
pub(crate) struct ListModel {
    pub(crate) texts: Vec<String>,
    /// Those that stay last, in that order.
    pub(crate) pinned: Vec<usize>,
    /// Whether it is shuffled, so that the order of the file does not matter.
    pub(crate) shuffled: bool,
}

/// A blank of a cloze, with the text after it.
#[derive(Debug)]
pub(crate) struct BlankModel {
    pub(crate) after: String,
    pub(crate) sort: SortModel,
    pub(crate) weight: usize,
    pub(crate) shuffle: Option<bool>,
}

/// What goes into a blank.
#[derive(Debug)]
pub(crate) enum SortModel {
    Text,
    Number(Option<String>),
    Choice(ListModel),
}

const LANGUAGES: &[&str] = &["en", "de", "zh-Hant"];

impl Model {
    /// The model of a seed.
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed);
        let mut texts = Texts::default();
        let chance = &mut chance;
        let shuffle = chance.perhaps(3, |chance| chance.once_in(3));
        let tags: Vec<String> = (0..2).map(|_| texts.line(chance)).collect();
        let passages = (0..chance.between(0, 2)).map(|_| texts.text(chance)).collect::<Vec<_>>();
        let families = chance.between(0, 2);
        let mut maker = Maker {
            tags: &tags,
            passages: passages.len(),
            families,
            shuffle: shuffle.unwrap_or(true),
        };
        let count = chance.between(1, 5);
        let questions =
            (0..count).map(|number| maker.question(number, chance, &mut texts)).collect();
        Self {
            id: format!("deck-{seed}"),
            title: texts.line(chance),
            language: chance.pick(LANGUAGES),
            shuffle,
            exam: chance.perhaps(3, exam),
            scoring: chance.perhaps(4, scoring),
            blueprint: (0..chance.between(0, 1)).map(|_| row(chance, &tags)).collect(),
            passages,
            families,
            questions,
        }
    }
}

fn exam(chance: &mut Chance) -> String {
    let mut fields = vec![format!("feedback = \"{}\"", chance.pick(&["end", "none"]))];
    fields.extend(chance.perhaps(2, |chance| {
        format!("time_limit = \"{}\"", chance.pick(&["30m", "1h30m", "3601s", "2h"]))
    }));
    format!("{{ {} }}", fields.join(", "))
}

fn scoring(chance: &mut Chance) -> String {
    let ordering = chance.pick(OrderRule::NAMES);
    let cloze = chance.pick(PartsRule::NAMES);
    format!("{{ ordering = \"{ordering}\", cloze = \"{cloze}\", matching = \"per-pair\" }}")
}

fn row(chance: &mut Chance, tags: &[String]) -> String {
    let tag = tags[0].replace('\\', "\\\\").replace('"', "\\\"");
    let filter = match chance.between(0, 2) {
        0 => format!("tag = \"{tag}\"\n"),
        1 => format!("kind = \"{}\"\n", chance.pick(Kind::ALL)),
        _ => String::new(),
    };
    format!("{filter}count = 1\n")
}

/// What questions have in common.
struct Maker<'t> {
    tags: &'t [String],
    passages: usize,
    families: usize,
    /// Whether options are shuffled where nothing else is said.
    shuffle: bool,
}

impl Maker<'_> {
    fn question(&mut self, number: usize, chance: &mut Chance, texts: &mut Texts) -> QuestionModel {
        let kind = chance.pick(Kind::ALL);
        let has_lists =
            !matches!(kind, Kind::TrueFalse | Kind::Numerical | Kind::ShortAnswer | Kind::Essay);
        let shuffle = chance.perhaps(3, |chance| chance.once_in(2)).filter(|_| has_lists);
        let shuffled = shuffle.unwrap_or(self.shuffle);
        let mut model = QuestionModel {
            id: format!("q{number}"),
            kind,
            prompt: texts.text(chance),
            fields: self.fields(chance),
            passage: if self.passages > 0 {
                chance.perhaps(2, |c| c.between(1, self.passages) - 1)
            } else {
                None
            },
            family: if self.families > 0 {
                chance.perhaps(3, |c| c.between(1, self.families) - 1)
            } else {
                None
            },
            lists: Vec::new(),
            blanks: Vec::new(),
            unit: (kind == Kind::Numerical)
                .then(|| texts.unit(chance))
                .filter(|_| chance.once_in(2)),
            reuse: kind == Kind::Matching && chance.once_in(3),
            weighted: kind == Kind::SingleChoice && chance.once_in(4),
            points: chance.between(1, 20) * 250,
            may_be_empty: false,
        };
        model.fields.extend(shuffle.map(|shuffle| ("shuffle", Plain::As(shuffle.to_string()))));
        add_kind(&mut model, shuffled, chance, texts);
        model
    }

    fn fields(&self, chance: &mut Chance) -> Vec<(&'static str, Plain)> {
        let mut fields = Vec::new();
        let text = |text: &str| Plain::Text(text.to_owned());
        fields.extend(chance.perhaps(3, |c| ("time", text(c.pick(&["90s", "5m", "1h1m"])))));
        fields.extend(
            chance.perhaps(2, |c| ("tags", Plain::Texts(self.tags[..c.between(1, 2)].to_vec()))),
        );
        fields.extend(
            chance.perhaps(2, |c| ("difficulty", text(c.pick(&["easy", "medium", "hard"])))),
        );
        fields.extend(chance.perhaps(4, |c| ("weight", Plain::As(c.between(1, 100).to_string()))));
        fields
    }
}

/// Adds what only a kind has.
fn add_kind(model: &mut QuestionModel, shuffled: bool, chance: &mut Chance, texts: &mut Texts) {
    let mut rule = |names: &[&'static str], chance: &mut Chance| -> Option<&'static str> {
        let rule = chance.perhaps(2, |chance| chance.pick(names))?;
        model.fields.push(("scoring", Plain::Text(rule.to_owned())));
        Some(rule)
    };
    match model.kind {
        Kind::SingleChoice => model.lists.push(list(2, shuffled, true, chance, texts)),
        Kind::MultipleSelect => {
            let rule = rule(SelectRule::NAMES, chance);
            model.may_be_empty = matches!(rule, Some("all-or-nothing" | "per-option"));
            model.lists.push(list(2, shuffled, true, chance, texts));
        }
        Kind::Ordering => {
            rule(OrderRule::NAMES, chance);
            model.lists.push(list(2, shuffled, false, chance, texts));
        }
        Kind::Matching => {
            rule(PartsRule::NAMES, chance);
            let left = list(2, shuffled, false, chance, texts);
            let least = left.texts.len();
            model.lists.push(left);
            model.lists.push(list(least, shuffled, true, chance, texts));
        }
        Kind::Cloze => {
            rule(PartsRule::NAMES, chance);
            let count = chance.between(1, 3);
            model.blanks.extend((0..count).map(|_| blank(shuffled, chance, texts)));
        }
        Kind::TrueFalse | Kind::Numerical | Kind::ShortAnswer | Kind::Essay => {}
    }
}

fn list(
    least: usize,
    shuffled: bool,
    may_pin: bool,
    chance: &mut Chance,
    texts: &mut Texts,
) -> ListModel {
    let count = least + chance.between(0, 2);
    let pinned = if may_pin && chance.once_in(3) { chance.between(1, 2) } else { 0 };
    let pinned = chance.order(count)[..pinned].to_vec();
    ListModel { texts: (0..count).map(|_| texts.text(chance)).collect(), pinned, shuffled }
}

fn blank(shuffled: bool, chance: &mut Chance, texts: &mut Texts) -> BlankModel {
    let mut shuffle = None;
    let sort = match chance.between(0, 2) {
        0 => SortModel::Text,
        1 => SortModel::Number(chance.perhaps(2, |chance| texts.unit(chance))),
        _ => {
            shuffle = chance.perhaps(3, |chance| chance.once_in(2));
            SortModel::Choice(list(2, shuffle.unwrap_or(shuffled), true, chance, texts))
        }
    };
    let weight = if chance.once_in(3) { chance.between(2, 100) } else { 1 };
    // In a paragraph of its own, so that what comes before cannot make code of an image.
    let after = format!("\n\n{}\n\n\\{{{{no}}}}", texts.text(chance));
    BlankModel { after, sort, weight, shuffle }
}
