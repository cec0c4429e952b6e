//! Keys and notes: everything that a handout leaves out, as tokens.

use std::fmt::Write as _;

use deck_format::Kind;

use super::KEY_MARK;
use super::chance::Chance;
use super::model::{QuestionModel, SortModel};
use super::render::Names;

/// Makes keys and notes, each text of which is a token.
#[derive(Debug)]
pub(crate) struct Keys {
    pub(crate) chance: Chance,
    seed: u64,
    count: usize,
    /// Numbers of keys, which cannot begin with a mark.
    pub(crate) numbers: Vec<String>,
    /// Whether `articles` of the language can be folded.
    pub(crate) has_sources: bool,
}

impl Keys {
    pub(crate) fn new(seed: u64) -> Self {
        let mut chance = Chance::new(seed ^ 0x006b_6579);
        let has_sources = chance.once_in(2);
        Self { chance, seed, count: 0, numbers: Vec::new(), has_sources }
    }

    /// A text that stands nowhere else; it can be an id.
    pub(crate) fn token(&mut self) -> String {
        self.count += 1;
        format!("{KEY_MARK}{:08x}{:05}x", self.seed, self.count)
    }

    /// A token in quotes.
    pub(crate) fn quoted(&mut self) -> String {
        format!("\"{}\"", self.token())
    }

    /// A number that stands nowhere else.
    fn number(&mut self) -> String {
        self.count += 1;
        let number = format!("9{:06}{:05}.5", self.seed % 1_000_000, self.count);
        self.numbers.push(number.clone());
        number
    }

    /// The source that citations name.
    pub(crate) fn source(&self) -> String {
        format!("{KEY_MARK}source{:08x}", self.seed)
    }

    /// The fields of a question that no handout has.
    pub(crate) fn fields(&mut self, model: &QuestionModel, names: &Names) -> Vec<String> {
        let mut fields = self.notes();
        fields.extend(match model.kind {
            Kind::SingleChoice => self.single(model, names),
            Kind::MultipleSelect => self.multiple(model, names),
            Kind::TrueFalse => {
                let truth = self.chance.once_in(2);
                vec![format!("answer = {truth}"), format!("why.{} = {}", !truth, self.quoted())]
            }
            Kind::Numerical => self.numerical(model.unit.is_some(), "").collect(),
            Kind::ShortAnswer => self.short(""),
            Kind::Ordering => self.ordering(model, names),
            Kind::Matching => self.matching(model, names),
            Kind::Cloze => self.cloze(model, names),
            Kind::Essay => self.essay(model.points),
        });
        fields
    }

    fn notes(&mut self) -> Vec<String> {
        let mut fields = vec![format!("explanation = {}", self.quoted())];
        if self.chance.once_in(2) {
            fields.push(format!("hint = [{}, {}]", self.quoted(), self.quoted()));
        }
        if self.chance.once_in(3) {
            fields.push(format!("was = [{}]", self.quoted()));
        }
        if self.chance.once_in(3) {
            fields.push(format!("lint.allow.{} = {}", self.token(), self.quoted()));
        }
        if self.has_sources {
            let source = self.source();
            let evidence = self.quoted();
            fields.push(format!(
                "cite = {{ source = \"{source}\", paragraph = 7, evidence = [{evidence}] }}"
            ));
        }
        fields
    }

    fn single(&mut self, model: &QuestionModel, names: &Names) -> Vec<String> {
        let ids = &names.lists[0];
        let order = self.chance.order(ids.len());
        let mut fields = vec![format!("answer = \"{}\"", ids[order[0]])];
        fields.push(format!("why.{} = {}", ids[order[1]], self.quoted()));
        if model.weighted {
            fields.push(format!("credit.{} = 0.5", ids[order[1]]));
        }
        fields
    }

    fn multiple(&mut self, model: &QuestionModel, names: &Names) -> Vec<String> {
        let ids = &names.lists[0];
        let least = usize::from(!model.may_be_empty);
        let right = self.chance.between(least, ids.len());
        let right: Vec<String> = self.chance.order(ids.len())[..right]
            .iter()
            .map(|at| format!("\"{}\"", ids[*at]))
            .collect();
        vec![format!("answer = [{}]", right.join(", "))]
    }

    fn numerical(&mut self, has_unit: bool, of: &str) -> std::vec::IntoIter<String> {
        let mut fields = vec![format!("answer{of} = {}", self.number())];
        fields.extend(match self.chance.between(0, 3) {
            0 => Some(format!("tolerance{of} = {}", self.number())),
            1 => Some(format!("tolerance{of} = \"5%\"")),
            2 => Some(format!("tolerance{of} = {{ digits = 3 }}")),
            _ => None,
        });
        if self.chance.once_in(2) {
            let (value, low) = (self.number(), self.number());
            fields.push(format!(
                "accept{of} = [{value}, {{ from = {low}, to = 9999999999999.5, credit = 0.25 }}]"
            ));
        }
        if has_unit && self.chance.once_in(2) {
            fields.push(format!("units{of} = {{ {} = 0.01 }}", self.token()));
        }
        fields.into_iter()
    }

    fn short(&mut self, of: &str) -> Vec<String> {
        let mut fields = vec![format!("answer{of} = {}", self.quoted())];
        if self.chance.once_in(2) {
            let (plain, part, wild) = (self.quoted(), self.quoted(), self.token());
            fields.push(format!(
                "accept{of} = [{plain}, {{ text = {part}, credit = 0.5 }}, {{ wildcard = \"*{wild}*\" }}]"
            ));
        }
        if self.chance.once_in(2) {
            fields.push(format!("reject{of} = {{ {} = {} }}", self.token(), self.quoted()));
        }
        if of.is_empty() && self.chance.once_in(3) {
            fields.push("compare = { accents = \"fold\", typos = 1 }".to_owned());
        }
        fields
    }

    fn ordering(&mut self, _: &QuestionModel, names: &Names) -> Vec<String> {
        let ids = &names.lists[0];
        let order = self.chance.order(ids.len());
        let mut steps: Vec<String> = order.iter().map(|at| format!("\"{}\"", ids[*at])).collect();
        if steps.len() > 2 && self.chance.once_in(3) {
            let (a, b) = (steps.remove(0), steps.remove(0));
            steps.push(format!("[{a}, {b}]"));
        }
        let why = format!("why.{} = {}", ids[0], self.quoted());
        vec![format!("answer = [{}]", steps.join(", ")), why]
    }

    fn matching(&mut self, model: &QuestionModel, names: &Names) -> Vec<String> {
        let (left, right) = (&names.lists[0], &names.lists[1]);
        let order = self.chance.order(right.len());
        let mut answer = String::new();
        for (at, id) in left.iter().enumerate() {
            let to = if model.reuse { order[0] } else { order[at] };
            let _ = writeln!(answer, "answer.{id} = \"{}\"", right[to]);
        }
        vec![answer.trim_end().to_owned()]
    }

    fn cloze(&mut self, model: &QuestionModel, names: &Names) -> Vec<String> {
        let mut fields = Vec::new();
        for (at, blank) in model.blanks.iter().enumerate() {
            let id = &names.blanks[at];
            let of = format!(".{id}");
            match &blank.sort {
                SortModel::Text => fields.extend(self.short(&of)),
                SortModel::Number(unit) => fields.extend(self.numerical(unit.is_some(), &of)),
                SortModel::Choice(_) => {
                    let ids = &names.choices[at];
                    fields.push(format!(
                        "answer{of} = \"{}\"",
                        self.chance.pick(&ids.iter().collect::<Vec<_>>())
                    ));
                }
            }
            if self.chance.once_in(2) {
                fields.push(format!("why{of} = {}", self.quoted()));
            }
        }
        fields
    }

    /// A rubric whose points sum to these thousandths.
    fn essay(&mut self, points: usize) -> Vec<String> {
        let first = self.chance.between(0, points / 250) * 250;
        let criterion = |keys: &mut Self, points: usize| {
            let points = points_text(points);
            format!("{{ id = {}, text = {}, points = {points} }}", keys.quoted(), keys.quoted())
        };
        let rubric = [criterion(self, first), criterion(self, points - first)].join(", ");
        vec![format!("rubric = [{rubric}]"), format!("model = {}", self.quoted())]
    }
}

/// Points from thousandths.
pub(crate) fn points_text(thousandths: usize) -> String {
    format!("{}.{:03}", thousandths / 1000, thousandths % 1000)
}
