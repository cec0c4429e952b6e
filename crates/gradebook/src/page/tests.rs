//! Pages of whole classes, read back by a real parser of HTML.

use std::collections::{BTreeMap, BTreeSet};

use proptest::prelude::*;
use scraper::{Html, Selector};
use session::Response;
use session::files::SystemFiles;

use super::*;
use crate::analyse::{Analysed, Reading, analyse_whole};
use crate::book::Book;
use crate::collect::Chains;
use crate::items::Options;
use crate::load::Inputs;
use crate::papers::papers;
use crate::policy::Policy;
use crate::testing::{QUESTIONS, Sitting, deck};

/// Texts that are typed by somebody, and reach the pages.
#[derive(Debug, Clone)]
struct Texts {
    title: String,
    prompt: String,
    option: String,
    tag: String,
    explanation: String,
    typed: String,
    id: String,
}

impl Texts {
    fn all(text: &str) -> Self {
        let of = |name: &str| format!("{name} {text}");
        Self {
            title: of("Title"),
            prompt: of("Prompt"),
            option: of("Option"),
            // A tag is one line of at most 64 characters, without commas.
            tag: of("tag")
                .chars()
                .filter(|c| !c.is_control())
                .take(50)
                .collect::<String>()
                .trim()
                .to_owned(),
            explanation: of("Because"),
            typed: of("Typed"),
            id: of("s"),
        }
    }

    /// Basic strings of TOML hold any text.
    fn questions(&self) -> String {
        let quoted = |text: &str| toml_edit::Value::from(text).to_string();
        format!(
            "[[question]]\nid = \"word\"\nprompt = {}\nanswer = \"yes\"\nexplanation = {}\n\
             tags = [{}]\n[[question]]\nid = \"pick\"\nprompt = \"Which?\"\nchoices.a = {}\n\
             choices.b = \"Other\"\nanswer = \"a\"\nwhy.b = {}\n",
            quoted(&self.prompt),
            quoted(&self.explanation),
            quoted(&self.tag),
            quoted(&self.option),
            quoted(&self.explanation),
        )
    }
}

/// A class that was read.
struct Read {
    inputs: Inputs,
    analysed: Analysed,
    book: Book,
    papers: BTreeMap<usize, crate::papers::Paper>,
}

/// Reads a class that sat these.
fn read(questions: &str, sat: &[Sitting]) -> Read {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("exam.toml");
    let head = "format = 1\nid = \"finals\"\ntitle = \"Exam\"\n";
    std::fs::write(&path, format!("{head}{questions}")).unwrap();
    let records = folder.path().join("all.jsonl");
    std::fs::write(&records, sat.iter().map(Sitting::text).collect::<String>()).unwrap();
    let look = console::Look::LINE;
    let inputs = Inputs::of_deck(&SystemFiles, &path, vec![records], &look).unwrap();
    let keys = inputs.keys().unwrap();
    let reading = Reading { chains: Chains::Verified, threads: 1, options: Options::default() };
    let found = inputs.find(&SystemFiles);
    let (analysed, book) =
        analyse_whole(&inputs, &SystemFiles, &keys, found, reading, &|_| {}).unwrap();
    let all: BTreeSet<usize> = (0..book.attempts.len()).collect();
    let papers = papers(&inputs, &SystemFiles, &keys, &book, &all, 1);
    drop(keys);
    Read { inputs, analysed, book, papers }
}

impl Read {
    fn report(&self, anonymous: bool) -> String {
        self.titled(None, anonymous)
    }

    fn titled(&self, title: Option<&str>, anonymous: bool) -> String {
        let (keys, policy) = (self.inputs.keys().unwrap(), &self.inputs.policy);
        report(&Report {
            analysed: &self.analysed,
            book: &self.book,
            keys: &keys,
            policy,
            title,
            anonymous,
        })
    }

    fn feedback(&self, row: usize, key: bool) -> String {
        let keys = self.inputs.keys().unwrap();
        let book = &self.book;
        let of = Feedback {
            keys: &keys,
            policy: &Policy::default(),
            book,
            summary: &book.summary(),
            papers: &self.papers,
            title: None,
            key,
        };
        feedback(&of, &book.rows[row])
    }
}

/// Every element of a page with the names of its attributes, in their order.
fn elements(page: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    assert!(html.errors.is_empty(), "{:?}", html.errors);
    let all = html.root_element().descendants().filter_map(|node| node.value().as_element());
    let named = all.map(|element| {
        let mut names: Vec<&str> = element.attrs().map(|(name, _)| name).collect();
        names.sort_unstable();
        format!("{} {}", element.name(), names.join(" "))
    });
    named.collect()
}

fn text_of(page: &str, selector: &str) -> Vec<String> {
    let html = Html::parse_document(page);
    let selector = Selector::parse(selector).unwrap();
    html.select(&selector).map(|found| found.text().collect()).collect()
}

/// The pages of a class whose texts are these: those of the class, and of its student.
fn pages(texts: &Texts) -> [String; 3] {
    let questions = texts.questions();
    let sat = Sitting::of(&deck(&questions), &texts.id, "A")
        .answer("word", Response::Text(texts.typed.clone()))
        .choice("pick", "b")
        .end();
    let read = read(&questions, &[sat]);
    [read.titled(Some(&texts.title), false), read.report(true), read.feedback(0, true)]
}

/// Texts that mean nothing in Markdown, and try to be something in HTML.
fn hostile() -> impl Strategy<Value = String> {
    let pieces = [
        "<script>alert(1)</script>",
        "javascript:alert(1)",
        "]]>",
        "<![CDATA[",
        "-->",
        "<!--",
        "</title>",
        "</style>",
        "</svg>",
        "<img src=x onerror=alert(1)>",
        "\" onload=\"x",
        "' autofocus '",
        "&lt;b&gt;",
        "&#60;b>",
        "\u{202e}\u{2067}",
        "\u{1b}[2J",
        "\0",
        "عربي",
        "x",
    ];
    let piece = prop::sample::select(pieces.to_vec());
    prop::collection::vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn no_text_makes_an_element(text in hostile()) {
        // Escapes keep Markdown from making elements of its own.
        let hostile = Texts::all(&text);
        let harmless = Texts::all("harmless");
        for (page, twin) in pages(&hostile).iter().zip(&pages(&harmless)) {
            prop_assert_eq!(elements(page), elements(twin), "{}", page);
            let bad = ['\u{202e}', '\u{1b}', '\0'];
            prop_assert!(!page.contains(bad));
        }
    }
}

#[test]
fn hostile_texts_reach_the_page_as_text() {
    let [report, _, feedback] = pages(&Texts::all("<script>alert(1)</script>"));
    assert_eq!(text_of(&report, "h1"), ["Title <script>alert(1)</script>"]);
    let prompts = text_of(&report, ".prompt").concat();
    assert!(prompts.contains("Prompt <script>alert(1)</script>"), "{prompts}");
    assert!(text_of(&feedback, "dd").concat().contains("Typed <script>alert(1)</script>"));
    assert!(text_of(&feedback, ".options").concat().contains("Option <script>"));
}

#[test]
fn a_very_long_text_is_cut_in_names_and_kept_in_answers() {
    let [report, _, feedback] = pages(&Texts::all(&"x".repeat(10_000)));
    let ids = text_of(&report, "#student-table tbody th");
    assert!(ids[0].chars().count() <= 121, "{}", ids[0].len());
    assert!(text_of(&feedback, "dd").concat().contains(&"x".repeat(10_000)));
}

/// Sittings of a class, of which student n is right on the first n % 4 questions.
fn class(students: usize) -> Vec<Sitting> {
    let deck = deck(QUESTIONS);
    let sat = |number: usize| {
        let sat = Sitting::of(&deck, &format!("s{number:04}"), &format!("S{number:04}"));
        let known = number % 4;
        let (oslo, legs) = (known > 0, known > 2);
        sat.choice("capital", if oslo { "oslo" } else { "moss" })
            .choices("even", if known > 1 { &["two", "four"] } else { &["three"] })
            .number("legs", if legs { "6" } else { "8" })
            .end()
    };
    (0..students).map(sat).collect()
}

#[test]
fn ids_in_a_page_are_unique_and_links_lead_somewhere() {
    let read = read(QUESTIONS, &class(60));
    for page in [read.report(false), read.report(true), read.feedback(3, true)] {
        let html = Html::parse_document(&page);
        let all = |selector: &str, name: &str| -> Vec<String> {
            let selector = Selector::parse(selector).unwrap();
            let values = html.select(&selector).filter_map(|found| found.attr(name));
            values.map(str::to_owned).collect()
        };
        let ids = all("[id]", "id");
        let unique: BTreeSet<&String> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len());
        let named = |name: &String| unique.contains(name);
        for link in all("a", "href") {
            assert!(link.strip_prefix('#').is_some_and(|id| named(&id.to_owned())), "{link}");
        }
        for names in all("[aria-labelledby]", "aria-labelledby") {
            assert!(names.split(' ').all(|id| named(&id.to_owned())), "{names}");
        }
    }
}

#[test]
fn every_chart_is_described_and_every_table_has_its_caption() {
    let page = read(QUESTIONS, &class(60)).report(false);
    let html = Html::parse_document(&page);
    let count = |selector: &str| html.select(&Selector::parse(selector).unwrap()).count();
    assert_eq!(count("svg.chart"), 1 + 1 + 3, "histogram, map and curves");
    assert_eq!(count("svg.chart > title"), 5);
    assert_eq!(count("svg.chart > desc"), 5);
    assert_eq!(count("main table"), count("main table > caption"));
    assert_eq!(count("main table"), count(".scroll[tabindex='0'][role=region] > table"));
    assert_eq!(count("script"), 0);
    let headings = text_of(&page, "h1, h2, h3");
    assert_eq!(headings[..3], ["Exam", "In short", "What to look at"].map(str::to_owned));
}

#[test]
fn an_anonymous_report_names_nobody() {
    let mut sat = class(20);
    sat.push(class(1).remove(0));
    let read = read(QUESTIONS, &sat);
    let page = read.report(true);
    assert!(read.report(false).contains("s0001"));
    assert!(!page.contains("s0001") && !page.contains(".jsonl"), "{page}");
    let percents = text_of(&page, "#student-table td:nth-of-type(2)");
    let numbers: Vec<f64> = percents.iter().map(|text| text.parse().unwrap()).collect();
    assert!(numbers.windows(2).all(|pair| pair[0] >= pair[1]), "{numbers:?}");
    assert_eq!(numbers.len(), 20);
}

#[test]
fn classes_of_nobody_and_of_one_have_their_pages() {
    let nobody = read(QUESTIONS, &[]).report(false);
    assert!(nobody.contains("There are no students.") && nobody.contains("Nothing was handed in."));
    assert!(nobody.contains("How far scores can be trusted is not known"));
    let one = read(QUESTIONS, &class(1));
    assert!(one.report(false).contains("n/a: only 1 students"));
    assert!(!one.feedback(0, true).contains("Mean of the class"));
    let five = read(QUESTIONS, &class(5));
    assert!(five.feedback(0, true).contains("Mean of the class"));
}

#[test]
fn items_that_all_or_none_got_right_say_why_there_is_no_number() {
    let deck = deck(QUESTIONS);
    let sat = |number: usize| {
        Sitting::of(&deck, &format!("s{number}"), &format!("S{number}"))
            .choice("capital", "oslo")
            .number("legs", "8")
            .end()
    };
    let sat: Vec<Sitting> = (0..16).map(sat).collect();
    let page = read(QUESTIONS, &sat).report(false);
    let rest = text_of(&page, "#item-capital [data-stat='item-rest']");
    assert_eq!(rest, ["n/a: all the same"]);
    assert!(page.contains("All have the same score on the other questions"));
    assert!(text_of(&page, "#flags").concat().contains("everyone was right"), "{page}");
}

#[test]
fn feedback_without_the_key_tells_no_right_answer() {
    let questions =
        QUESTIONS.replace("answer = 6", "answer = 6\nexplanation = \"Insects have six.\"");
    let sat =
        Sitting::of(&deck(&questions), "s1", "A").choice("capital", "moss").number("legs", "8");
    let read = read(&questions, &[sat.end()]);
    let with = read.feedback(0, true);
    assert!(with.contains("✓ right") && with.contains("Insects have six."));
    let without = read.feedback(0, false);
    assert!(!without.contains("✓ right") && !without.contains("Insects have six."));
    assert!(!text_of(&without, "dt").concat().contains("Right answer"));
    assert!(without.contains("your answer") && without.contains("not right"));
}

#[test]
fn feedback_has_the_order_of_the_paper_and_says_what_to_study() {
    let sat =
        Sitting::of(&deck(QUESTIONS), "s1", "A").choice("capital", "oslo").number("legs", "8");
    let order: Vec<String> = sat.start.paper.iter().map(|item| item.id.to_string()).collect();
    let page = read(QUESTIONS, &[sat.end()]).feedback(0, true);
    let prompts = text_of(&page, ".prompt");
    let asked = |id: &str| match id {
        "capital" => "Which is the capital?",
        "even" => "Which are even?",
        _ => "How many legs has a bee?",
    };
    assert_eq!(prompts, order.iter().map(|id| asked(id)).collect::<Vec<_>>());
    let study = text_of(&page, "#study li");
    assert_eq!(study, ["numbers: 2 of 2 missed", "bees: 1 of 1 missed"]);
}

#[test]
fn one_class_has_one_page() {
    let sat = class(20);
    let turned: Vec<Sitting> = sat.iter().rev().cloned().collect();
    assert_eq!(read(QUESTIONS, &sat).report(false), read(QUESTIONS, &turned).report(false));
}
