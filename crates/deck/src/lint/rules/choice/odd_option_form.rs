//! One option that is written in another form than all the others.

mod form;

use deck_format::{Kind, Severity};

use crate::lint::{Check, Choice, Explanation, Family, Finding, Findings, Item, List, Rule, Spot};

use super::wording::stands_for_others;
use form::{FORMS, Form};

/// So many other options have to agree, unless the odd one is the key.
const AGREE: usize = 3;

pub(super) static RULE: Rule = Rule {
    code: "odd-option-form",
    severity: Severity::Warning,
    family: Family::Choice,
    lists: &[List::Stop, List::Article, List::ArticleName, List::NoGerund, List::NoneOfTheAbove],
    replaces: &[],
    check: Check::Question(&[Kind::SingleChoice], check),
    explanation: Explanation {
        what: "One option alone ends in a full stop, begins with an article, a capital, `to` or a \
               verb in -ing, or has a unit or decimal places; or it alone has none.",
        why: "What differs in form draws the eye, and authors write the right answer with more care \
              than the others. If it is a wrong option, this is a note. Code and names are exempt.",
        bad: r#"prompt = "How long is a marathon?"
choices = { a = "40 km", b = "41 km", c = "42.195 km", d = "45 km" }
answer = "c""#,
        good: r#"prompt = "How long is a marathon, to the kilometre?"
choices = { a = "40 km", b = "41 km", c = "42 km", d = "45 km" }
answer = "c""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 23",
    },
};

fn check(item: &Item<'_>, out: &mut Findings) {
    let odd = FORMS.iter().find_map(|form| Some((form, odd(item, form)?)));
    let Some((form, (option, has))) = odd else { return };
    let spot = Spot::value(["choices", option.id.as_str()]);
    let finding = if option.correct {
        Finding::new(spot, "the right option is written in another form than the rest")
            .label(Spot::value(["answer"]), "it is the key")
    } else {
        Finding::new(spot, "an option is written in another form than the rest")
            .severity(Severity::Info)
    };
    let only = if has { "it alone" } else { "all others" };
    out.report(
        finding
            .under(format!("{only} {}", if has { form.one } else { form.all }))
            .help("write all options alike"),
    );
}

/// The option that differs from all the others in a form, and whether it has what the form is about.
fn odd<'t, 'a>(item: &'t Item<'a>, form: &Form) -> Option<(&'t Choice<'a>, bool)> {
    let options = || item.options.iter().filter(|option| !stands_for_others(option));
    let (mut with, mut without) = (0, 0);
    for option in options() {
        match (form.of)(&option.text)? {
            true => with += 1,
            false => without += 1,
        }
    }
    let (has, others) = match (with, without) {
        (1, others) => (true, others),
        (others, 1) => (false, others),
        _ => return None,
    };
    let option = options().find(|option| (form.of)(&option.text) == Some(has))?;
    let enough = others >= AGREE || others == AGREE - 1 && option.correct;
    (enough && (has || form.lack)).then_some((option, has))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    /// The severity and place of what is found; the first option is the key.
    fn of(options: &[&str]) -> Vec<(&'static str, String)> {
        let choices: Vec<String> = options
            .iter()
            .enumerate()
            .map(|(at, option)| format!("choices.o{at} = '{option}'"))
            .collect();
        let question = format!("prompt = 'Which?'\n{}\nanswer = 'o0'", choices.join("\n"));
        let found = found(super::RULE.code, &question);
        found.into_iter().map(|(severity, place, _)| (severity, place)).collect()
    }

    fn warns(options: &[&str]) -> bool {
        of(options).first().is_some_and(|(severity, _)| *severity == "warning")
    }

    #[test]
    fn each_form_is_seen() {
        assert!(warns(&["On the hill.", "In the tree", "At the lake"]));
        assert!(warns(&["The Jurassic", "Permian", "Triassic"]));
        assert!(warns(&["Liming the soil", "Extra water", "Deep shade"]));
        assert!(warns(&["To feed its young", "Fun", "Habit"]));
        assert!(warns(&["42.195 km", "40 km", "45 km"]));
        assert!(warns(&["9 kg", "7", "8"]));
        assert!(warns(&["In the tree", "on the hill", "at the lake"]));
    }

    #[test]
    fn a_wrong_option_is_a_note_and_takes_three_others() {
        let wrong = of(&["In the tree", "On the hill.", "At the lake", "By the sea"]);
        assert_eq!(wrong, [("info", "'On the hill.'".into())]);
        assert_eq!(of(&["In the tree", "On the hill.", "At the lake"]), []);
    }

    #[test]
    fn names_code_and_even_options_are_exempt() {
        for options in [
            &["The Hague", "Leiden", "Utrecht"][..],
            &["Freiheit", "laufen", "schön", "gestern"],
            &["Napoleon", "his publisher", "Rudolph"],
            &["`a.`", "`b`", "`c`"],
            &["Morning of the day", "Night", "Noon"],
            &["Melting ice", "Wind", "Rain"],
            &["The Wright brothers", "Karl Benz", "Rudolf Diesel"],
            &["Blood of the heart", "A burn", "A swelling"],
            &["A minor", "C major", "F major"],
            &["To the north", "Up", "Down"],
            &["5 kg", "6 kg", "7 kg"],
            &["The kea.", "The tui.", "Kiwi", "Moa"],
            &["Half past 3 p.m.", "Noon", "At 5"],
        ] {
            assert_eq!(of(options), [], "{options:?}");
        }
    }
}
