//! The shape of each field: the order of what is in it, and how a table of it is written.
//!
//! Fields stand in the order of this file. Entries that an author names, such as options, have no
//! order of ours: theirs means something and is kept.

use super::tree::{Block, Node, Table};

/// How the entries of a table are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spread {
    /// Each on its own line, with a dotted key.
    Always,
    /// On one line between braces, or with dotted keys where they do not fit there.
    WhenLong,
    /// On one line between braces, or below a header of its own.
    Header,
    /// Between braces; what does not fit is broken within its last list.
    Never,
}

/// The shape of a value.
#[derive(Debug)]
pub(super) struct Shape {
    /// The fields that have a place, in their order.
    fields: &'static [Field],
    /// What stands under any other name.
    each: Option<&'static Shape>,
    /// What the elements of a list are, where they are tables.
    items: Option<&'static Shape>,
    pub(super) spread: Spread,
    /// Whether names are texts, which stand in quotes.
    pub(super) quoted: bool,
}

type Field = (&'static str, &'static Shape);

impl Shape {
    const fn table(spread: Spread) -> Self {
        Self { fields: &[], each: None, items: None, spread, quoted: false }
    }

    const fn fields(mut self, fields: &'static [Field]) -> Self {
        self.fields = fields;
        self
    }

    const fn each(mut self, shape: &'static Self) -> Self {
        self.each = Some(shape);
        self
    }

    const fn items(mut self, shape: &'static Self) -> Self {
        self.items = Some(shape);
        self
    }

    const fn quoted(mut self) -> Self {
        self.quoted = true;
        self
    }

    /// The shape of an entry.
    pub(super) fn entry(&self, name: &str) -> &'static Self {
        let known = self.fields.iter().find(|(field, _)| *field == name);
        known.map(|(_, shape)| *shape).or(self.each).unwrap_or(&PLAIN)
    }

    /// The shape of an element of a list.
    pub(super) fn item(&self) -> &'static Self {
        self.items.unwrap_or(&PLAIN)
    }

    /// Where a field stands; what has no place keeps its own, after those that do.
    pub(super) fn rank(&self, name: &str) -> usize {
        self.fields.iter().position(|(field, _)| *field == name).unwrap_or(self.fields.len())
    }
}

/// Texts, numbers, booleans and lists of them.
static PLAIN: Shape = Shape::table(Spread::Never);
/// What an author names: options, items, sides, answers, reasons.
static NAMED: Shape = Shape::table(Spread::Always);
/// A few entries, which may well fit on a line.
static FEW: Shape = Shape::table(Spread::WhenLong);
static TEXTS: Shape = Shape::table(Spread::WhenLong).quoted();

static SCORING: Shape = Shape::table(Spread::Header).fields(&[
    ("multiple-select", &PLAIN),
    ("ordering", &PLAIN),
    ("matching", &PLAIN),
    ("cloze", &PLAIN),
]);
static COMPARE: Shape = Shape::table(Spread::WhenLong).fields(COMPARE_FIELDS);
/// The policy of a whole deck.
static COMPARE_ALL: Shape = Shape::table(Spread::Header).fields(COMPARE_FIELDS);
const COMPARE_FIELDS: &[Field] = &[
    ("case", &PLAIN),
    ("spaces", &PLAIN),
    ("quotes", &PLAIN),
    ("punctuation", &PLAIN),
    ("accents", &PLAIN),
    ("compat", &PLAIN),
    ("articles", &PLAIN),
    ("numbers", &PLAIN),
    ("typos", &PLAIN),
];
static EXAM: Shape = Shape::table(Spread::Header).fields(&[
    ("time_limit", &PLAIN),
    ("feedback", &PLAIN),
    ("back", &PLAIN),
]);
static LINT: Shape = Shape::table(Spread::Always).fields(&[("allow", &TEXTS)]);
static SOURCES: Shape = Shape::table(Spread::Header).each(&SOURCE);
static SOURCE: Shape =
    Shape::table(Spread::Header).fields(&[("title", &PLAIN), ("sha256", &PLAIN), ("skip", &PLAIN)]);
static RELEASED: Shape = Shape::table(Spread::Header).each(&HANDED_OUT);
static HANDED_OUT: Shape = Shape::table(Spread::Header).each(&NAMES_OF);
static NAMES_OF: Shape = Shape::table(Spread::WhenLong).fields(&[
    ("choices", &PLAIN),
    ("items", &PLAIN),
    ("left", &PLAIN),
    ("right", &PLAIN),
    ("blanks", &BLANK_NAMES),
]);
static BLANK_NAMES: Shape = Shape::table(Spread::Never).items(&BLANK_NAME);
static BLANK_NAME: Shape =
    Shape::table(Spread::Never).fields(&[("id", &PLAIN), ("choices", &PLAIN)]);

/// What stands above the blocks of a deck.
pub(super) static HEAD: Shape = Shape::table(Spread::Always).fields(&[
    ("format", &PLAIN),
    ("id", &PLAIN),
    ("title", &PLAIN),
    ("language", &PLAIN),
    ("handout", &PLAIN),
    ("shuffle", &PLAIN),
    ("scoring", &SCORING),
    ("compare", &COMPARE_ALL),
    ("exam", &EXAM),
    ("lint", &LINT),
    ("sources", &SOURCES),
    ("released", &RELEASED),
]);
static BLUEPRINT: Shape = Shape::table(Spread::Always).fields(&[
    ("tag", &PLAIN),
    ("difficulty", &PLAIN),
    ("kind", &PLAIN),
    ("count", &PLAIN),
]);
static PASSAGE: Shape = Shape::table(Spread::Always).fields(&[("id", &PLAIN), ("text", &PLAIN)]);

static BLANKS: Shape = Shape::table(Spread::Always).each(&BLANK);
static BLANK: Shape = Shape::table(Spread::WhenLong).fields(&[
    ("sort", &PLAIN),
    ("weight", &PLAIN),
    ("unit", &PLAIN),
    ("choices", &NAMED),
    ("pin", &PLAIN),
    ("shuffle", &PLAIN),
]);
static ACCEPT: Shape = Shape::table(Spread::Always).each(&ACCEPTED).items(&ACCEPTED_ITEM);
static ACCEPTED: Shape = Shape::table(Spread::WhenLong).items(&ACCEPTED_ITEM);
static ACCEPTED_ITEM: Shape = Shape::table(Spread::Never).fields(&[
    ("text", &PLAIN),
    ("wildcard", &PLAIN),
    ("value", &PLAIN),
    ("from", &PLAIN),
    ("to", &PLAIN),
    ("tolerance", &PLAIN),
    ("credit", &PLAIN),
]);
static CREDIT: Shape = Shape::table(Spread::Always).each(&FEW);
static RUBRIC: Shape = Shape::table(Spread::Never).items(&CRITERION);
static CRITERION: Shape =
    Shape::table(Spread::Never).fields(&[("id", &PLAIN), ("text", &PLAIN), ("points", &PLAIN)]);
static CITE: Shape = Shape::table(Spread::Never).fields(CITATION).items(&CITED);
static CITED: Shape = Shape::table(Spread::Never).fields(CITATION);
const CITATION: &[Field] = &[("source", &PLAIN), ("paragraph", &PLAIN), ("evidence", &PLAIN)];

static TEXTS_BY_BLANK: Shape = Shape::table(Spread::Always).each(&TEXTS);
static FEW_BY_BLANK: Shape = Shape::table(Spread::Always).each(&FEW);

static QUESTION: Shape = Shape::table(Spread::Always).fields(&QUESTION_FIELDS);
static QUESTION_FIELDS: [Field; 35] = question_fields(&TEXTS, &FEW, &FEW);
/// A cloze has one entry a blank where other kinds have the value itself.
static CLOZE: Shape = Shape::table(Spread::Always).fields(&CLOZE_FIELDS);
static CLOZE_FIELDS: [Field; 35] = question_fields(&TEXTS_BY_BLANK, &FEW_BY_BLANK, &FEW_BY_BLANK);

/// What it is, what is asked, what is right, what it is worth, what is said afterwards, and what
/// belongs to the deck rather than to the question.
const fn question_fields(
    reject: &'static Shape,
    units: &'static Shape,
    tolerance: &'static Shape,
) -> [Field; 35] {
    [
        ("id", &PLAIN),
        ("kind", &PLAIN),
        ("was", &PLAIN),
        ("family", &PLAIN),
        ("passage", &PLAIN),
        ("prompt", &PLAIN),
        ("choices", &NAMED),
        ("items", &NAMED),
        ("left", &NAMED),
        ("right", &NAMED),
        ("blanks", &BLANKS),
        ("reuse", &PLAIN),
        ("pin", &PLAIN),
        ("shuffle", &PLAIN),
        ("scoring", &PLAIN),
        ("unit", &PLAIN),
        ("units", units),
        ("answer", &NAMED),
        ("tolerance", tolerance),
        ("accept", &ACCEPT),
        ("reject", reject),
        ("credit", &CREDIT),
        ("compare", &COMPARE),
        ("points", &PLAIN),
        ("time", &PLAIN),
        ("rubric", &RUBRIC),
        ("model", &PLAIN),
        ("why", &NAMED),
        ("hint", &PLAIN),
        ("explanation", &PLAIN),
        ("tags", &PLAIN),
        ("difficulty", &PLAIN),
        ("weight", &PLAIN),
        ("cite", &CITE),
        ("lint", &LINT),
    ]
}

/// The shape of a block.
pub(super) fn block(block: &Block) -> &'static Shape {
    match block.name {
        "blueprint" => &BLUEPRINT,
        "passage" => &PASSAGE,
        _ if is_cloze(&block.table) => &CLOZE,
        _ => &QUESTION,
    }
}

/// Whether a question is a cloze, as the format recognises it.
fn is_cloze(question: &Table) -> bool {
    if let Some(Node::Leaf(kind)) = question.get("kind") {
        return kind.shortest() == "\"cloze\"";
    }
    let has = |name| question.get(name).is_some();
    let others = ["choices", "items", "left", "right"].into_iter().any(has);
    let by_blank = matches!(question.get("answer"), Some(Node::Table(_)));
    !others && (by_blank || has("blanks"))
}
