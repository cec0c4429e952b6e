//! A model in a skin: the text of a deck.

use std::fmt::Write as _;

use deck_format::Kind;

use super::NAME_MARK;
use super::chance::Chance;
use super::keys::{Keys, points_text};
use super::model::{ListModel, Model, Plain, QuestionModel, SortModel};
use super::texts::quote;

/// What is added to a model: three seeds.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Skin {
    /// Of keys, notes and comments, and of the order of fields.
    pub(crate) keys: u64,
    /// Of the names of options, items, sides, blanks, passages and families.
    pub(crate) names: u64,
    /// Of the order of what is shuffled, and of the way that texts are quoted.
    pub(crate) order: u64,
}

/// A deck.
#[derive(Debug)]
pub(crate) struct Rendered {
    /// Its text.
    pub(crate) text: String,
    /// The numbers of its keys.
    pub(crate) numbers: Vec<String>,
}

/// The names in one question.
#[derive(Debug, Default)]
pub(crate) struct Names {
    /// By list, in the order of the model.
    pub(crate) lists: Vec<Vec<String>>,
    pub(crate) blanks: Vec<String>,
    /// The options of each blank.
    pub(crate) choices: Vec<Vec<String>>,
}

/// Renders a model.
pub(crate) fn render(model: &Model, skin: Skin) -> Rendered {
    let mut to = Render {
        text: String::new(),
        keys: Keys::new(skin.keys),
        order: Chance::new(skin.order ^ 0x6f72_6465),
        names: skin.names,
        count: 0,
    };
    to.deck(model);
    Rendered { text: to.text, numbers: to.keys.numbers }
}

struct Render {
    text: String,
    keys: Keys,
    order: Chance,
    names: u64,
    count: usize,
}

impl Render {
    fn name(&mut self) -> String {
        self.count += 1;
        // Names sort otherwise than they are made.
        let mixed = (self.count as u64).wrapping_mul(self.names | 1) % 1000;
        format!("{NAME_MARK}{mixed:03}-{:08x}{:04}x", self.names, self.count)
    }

    fn name_list(&mut self, count: usize) -> Vec<String> {
        (0..count).map(|_| self.name()).collect()
    }

    fn quote(&mut self, text: &str) -> String {
        quote(text, &mut self.order)
    }

    fn deck(&mut self, model: &Model) {
        let passages = self.name_list(model.passages.len());
        let families = self.name_list(model.families);
        self.head(model);
        for (name, text) in passages.iter().zip(&model.passages) {
            let text = self.quote(text);
            self.chunks(vec![format!("id = \"{name}\""), format!("text = {text}")], "[[passage]]");
        }
        for row in &model.blueprint {
            let _ = write!(self.text, "[[blueprint]]\n{row}");
        }
        for question in &model.questions {
            self.question(question, &passages, &families);
        }
    }

    fn head(&mut self, model: &Model) {
        let title = self.quote(&model.title);
        let mut head = vec![
            "format = 1".to_owned(),
            format!("id = \"{}\"", model.id),
            format!("title = {title}"),
            format!("language = \"{}\"", model.language),
        ];
        head.extend(model.shuffle.map(|shuffle| format!("shuffle = {shuffle}")));
        head.extend(model.exam.as_ref().map(|exam| format!("exam = {exam}")));
        head.extend(model.scoring.as_ref().map(|scoring| format!("scoring = {scoring}")));
        if self.keys.chance.once_in(3) {
            head.push("compare = { accents = \"fold\" }".to_owned());
        }
        if self.keys.chance.once_in(3) {
            head.push(format!("lint.allow.{} = {}", self.keys.token(), self.keys.quoted()));
        }
        if self.keys.has_sources {
            let (name, title) = (self.keys.source(), self.keys.quoted());
            head.push(format!("sources.{name}.title = {title}"));
            head.push(format!("sources.{name}.skip = [3, 7]"));
        }
        self.chunks(head, "");
    }

    /// Writes lines in any order, with comments.
    fn chunks(&mut self, mut chunks: Vec<String>, header: &str) {
        // By the chance of the keys, since keys have lines of their own.
        self.keys.chance.shuffle(&mut chunks);
        let comment = self.keys.token();
        let _ = writeln!(self.text, "# {comment}\n{header}");
        for chunk in chunks {
            self.text.push_str(&chunk);
            if self.keys.chance.once_in(6) {
                let comment = self.keys.token();
                let _ = write!(self.text, " # {comment}");
            }
            self.text.push('\n');
        }
    }

    fn question(&mut self, model: &QuestionModel, passages: &[String], families: &[String]) {
        let names = self.question_names(model);
        let mut fields = vec![format!("id = \"{}\"", model.id)];
        let prompt = prompt(model, &names);
        fields.push(format!("prompt = {}", self.quote(&prompt)));
        let points = points_text(model.points);
        if model.points != 1000 || model.kind == Kind::Essay || self.order.once_in(2) {
            fields.push(format!("points = {points}"));
        }
        if self.order.once_in(2) {
            fields.push(format!("kind = \"{}\"", model.kind));
        }
        for (name, value) in &model.fields {
            let value = match value {
                Plain::As(value) => value.clone(),
                Plain::Text(text) => self.quote(text),
                Plain::Texts(texts) => {
                    let texts: Vec<String> = texts.iter().map(|text| self.quote(text)).collect();
                    format!("[{}]", texts.join(", "))
                }
            };
            fields.push(format!("{name} = {value}"));
        }
        fields.extend(model.passage.map(|at| format!("passage = \"{}\"", passages[at])));
        fields.extend(model.family.map(|at| format!("family = \"{}\"", families[at])));
        self.body(model, &names, &mut fields);
        fields.extend(self.keys.fields(model, &names));
        self.chunks(fields, "[[question]]");
    }

    fn question_names(&mut self, model: &QuestionModel) -> Names {
        Names {
            lists: model.lists.iter().map(|list| self.name_list(list.texts.len())).collect(),
            blanks: self.name_list(model.blanks.len()),
            choices: model
                .blanks
                .iter()
                .map(|blank| match &blank.sort {
                    SortModel::Choice(list) => self.name_list(list.texts.len()),
                    _ => Vec::new(),
                })
                .collect(),
        }
    }

    /// The fields that only a kind has.
    fn body(&mut self, model: &QuestionModel, names: &Names, fields: &mut Vec<String>) {
        let called: &[&str] = match model.kind {
            Kind::Ordering => &["items"],
            Kind::Matching => &["left", "right"],
            _ => &["choices"],
        };
        for ((list, ids), name) in model.lists.iter().zip(&names.lists).zip(called) {
            self.list(list, ids, name, "pin", fields);
        }
        if let Some(unit) = &model.unit {
            fields.push(format!("unit = {}", self.quote(unit)));
        }
        if model.reuse {
            fields.push("reuse = true".to_owned());
        }
        if model.weighted {
            fields.push("scoring = \"weighted\"".to_owned());
        }
        for (at, blank) in model.blanks.iter().enumerate() {
            let name = format!("blanks.{}", names.blanks[at]);
            match &blank.sort {
                SortModel::Text => {}
                SortModel::Number(unit) => {
                    fields.push(format!("{name}.sort = \"number\""));
                    if let Some(unit) = unit {
                        fields.push(format!("{name}.unit = {}", self.quote(unit)));
                    }
                }
                SortModel::Choice(list) => {
                    let (choices, pin) = (format!("{name}.choices"), format!("{name}.pin"));
                    self.list(list, &names.choices[at], &choices, &pin, fields);
                }
            }
            if blank.weight != 1 {
                fields.push(format!("{name}.weight = {}", blank.weight));
            }
            fields.extend(blank.shuffle.map(|shuffle| format!("{name}.shuffle = {shuffle}")));
        }
    }

    /// A list, in any order if it is shuffled.
    fn list(
        &mut self,
        list: &ListModel,
        ids: &[String],
        name: &str,
        pin: &str,
        fields: &mut Vec<String>,
    ) {
        let count = list.texts.len();
        let order = if list.shuffled { self.order.order(count) } else { (0..count).collect() };
        let lines: Vec<String> = order
            .into_iter()
            .map(|at| format!("{name}.{} = {}", ids[at], self.quote(&list.texts[at])))
            .collect();
        fields.push(lines.join("\n"));
        if !list.pinned.is_empty() {
            let pinned: Vec<String> =
                list.pinned.iter().map(|at| format!("\"{}\"", ids[*at])).collect();
            fields.push(format!("{pin} = [{}]", pinned.join(", ")));
        }
    }
}

/// The prompt; in a cloze with its blanks.
fn prompt(model: &QuestionModel, names: &Names) -> String {
    let mut prompt = model.prompt.clone();
    for (blank, id) in model.blanks.iter().zip(&names.blanks) {
        let _ = write!(prompt, " {{{{{id}}}}}{}", blank.after);
    }
    prompt
}
