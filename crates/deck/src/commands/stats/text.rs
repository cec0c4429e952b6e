//! The numbers of a deck for people.

use std::time::Duration;

use console::words::{count, duration};
use console::{Align, Look, Table, layout, sanitise_line, style};
use deck::measured::{Number, Numbers};
use deck::stats::{Group, ParagraphStats, Positions, Row, SourceStats, Stats, WORDS_PER_MINUTE};

use super::OfFile;

/// Everything about a deck, its parts with a blank line between them on a terminal.
pub(super) fn render(one: &OfFile, look: &Look) -> String {
    let OfFile { file, stats, measured } = one;
    let mut parts = vec![head(file, stats, look)];
    parts.push(groups("Kind", &stats.kinds, "").render(look));
    if !stats.tags.is_empty() {
        parts.push(groups("Tag", &stats.tags, "").render(look));
    }
    parts.push(groups("Difficulty", &stats.difficulties, "none given").render(look));
    parts.extend(positions(&stats.positions, look));
    if !stats.blueprint.is_empty() {
        parts.push(blueprint(&stats.blueprint).render(look));
    }
    if !stats.families.is_empty() {
        let mut table = Table::new([("Family", Align::Left), ("Questions", Align::Left)]);
        for family in &stats.families {
            table.push([family.name.clone(), family.questions.join(", ")]);
        }
        parts.push(table.render(look));
    }
    if !measured.is_empty() {
        parts.push(numbers(measured).render(look));
    }
    for source in &stats.sources {
        parts.extend(coverage(source, look));
    }
    let gap = if look.is_line() { "\n" } else { "\n\n" };
    format!("{}\n", parts.join(gap))
}

fn head(file: &str, stats: &Stats, look: &Look) -> String {
    let title = look.paint(style::HEADING, &sanitise_line(&stats.title));
    let minutes = stats.reading.seconds.div_ceil(60).max(1) * 60;
    let reading = duration(Duration::from_secs(minutes as u64));
    let lines = [
        format!("{title} ({}), {}", stats.id, sanitise_line(file)),
        format!(
            "{}, {}.",
            count(stats.total.questions, "question"),
            count(stats.total.points, "point")
        ),
        format!(
            "Reading time: {reading} ({} at {WORDS_PER_MINUTE} a minute).",
            count(stats.reading.words, "word")
        ),
        format!(
            "Citations: {}, in {} of {}.",
            stats.citations,
            stats.citing,
            count(stats.total.questions, "question")
        ),
    ];
    lines.join("\n")
}

fn groups(label: &str, groups: &[Group], nameless: &str) -> Table {
    let columns = [(label, Align::Left), ("Questions", Align::Right), ("Points", Align::Right)];
    let mut table = Table::new(columns);
    for group in groups {
        let name = group.name.as_deref().unwrap_or(nameless);
        table.push([
            name.to_owned(),
            group.share.questions.to_string(),
            group.share.points.to_string(),
        ]);
    }
    table
}

/// What classes made of the questions.
fn numbers(all: &[Numbers]) -> Table {
    let mut table = Table::new([
        ("Measured", Align::Left),
        ("n", Align::Right),
        ("p", Align::Left),
        ("r", Align::Left),
        ("Never chosen", Align::Left),
        ("Time", Align::Right),
        ("Latest", Align::Left),
        ("To note", Align::Left),
    ]);
    let told = |number: Option<Number>| number.map_or("–".to_owned(), |one| one.in_words());
    for one in all {
        table.push([
            one.id.clone(),
            one.n.to_string(),
            told(one.facility),
            told(one.discrimination),
            one.never_chosen.join(", "),
            one.time_in_words().unwrap_or_default(),
            one.latest.clone().unwrap_or_default(),
            one.to_note().unwrap_or_default(),
        ]);
    }
    table
}

/// Where keys stand; nothing where there is no list of options and no statement.
fn positions(positions: &Positions, look: &Look) -> Vec<String> {
    let mut parts = Vec::new();
    if !positions.fixed.is_empty() {
        let columns = [
            ("Fixed position", Align::Left),
            ("Right options", Align::Right),
            ("Options", Align::Right),
        ];
        let mut table = Table::new(columns);
        for position in &positions.fixed {
            let (keys, options) = (position.keys.to_string(), position.options.to_string());
            table.push([position.letter.clone(), keys, options]);
        }
        parts.push(table.render(look));
    }
    let mut sentences = Vec::new();
    if positions.shuffled > 0 {
        let right = count(positions.shuffled, "right option");
        let verb = if positions.shuffled == 1 { "stands" } else { "stand" };
        sentences.push(format!("{right} {verb} in shuffled lists."));
    }
    if positions.statements_true + positions.statements_false > 0 {
        sentences.push(format!(
            "Statements: {} true, {} false.",
            positions.statements_true, positions.statements_false
        ));
    }
    if !sentences.is_empty() {
        parts.push(paragraph(&sentences.join(" "), look));
    }
    parts
}

fn blueprint(rows: &[Row]) -> Table {
    let columns = [
        ("Row", Align::Right),
        ("Asks for", Align::Left),
        ("Count", Align::Right),
        ("Fitting", Align::Right),
        ("Can be filled", Align::Left),
    ];
    let mut table = Table::new(columns);
    for (number, row) in (1..).zip(rows) {
        let wanted: Vec<&str> =
            row.tag.as_deref().into_iter().chain(row.difficulty).chain(row.kind).collect();
        let wanted = if wanted.is_empty() { "anything".to_owned() } else { wanted.join(", ") };
        let filled = if row.fulfilled {
            "yes".to_owned()
        } else {
            format!("no, {} sure to be left", row.sure)
        };
        let cells = [number_text(number), wanted, number_text(row.count), number_text(row.fitting)];
        table.push(cells.into_iter().chain([filled]));
    }
    table
}

fn number_text(number: usize) -> String {
    number.to_string()
}

/// The paragraphs of a source, and a sentence that sums them up.
fn coverage(source: &SourceStats, look: &Look) -> [String; 2] {
    let columns =
        [("Paragraph", Align::Right), ("Questions", Align::Right), ("It begins", Align::Left)];
    let mut table = Table::new(columns);
    for paragraph in &source.paragraphs {
        let questions = match paragraph {
            ParagraphStats { questions: 0, skipped: true, .. } => "skipped".to_owned(),
            ParagraphStats { questions, .. } => questions.to_string(),
        };
        table.push([paragraph.number.to_string(), questions, paragraph.begins.clone()]);
    }
    let cited = source.paragraphs.iter().filter(|paragraph| paragraph.questions > 0).count();
    let uncited = source.paragraphs.iter().filter(|paragraph| paragraph.questions == 0);
    let skipped = match uncited.filter(|paragraph| paragraph.skipped).count() {
        0 => String::new(),
        skipped => format!(", {skipped} skipped"),
    };
    let sum = format!(
        "Source {}: {cited} of {} cited{skipped}. Without a citation of it: {}.",
        source.name,
        count(source.paragraphs.len(), "paragraph"),
        count(source.questions_without, "question")
    );
    [paragraph(&sum, look), table.render(look)]
}

/// A text in lines that fit.
fn paragraph(text: &str, look: &Look) -> String {
    if look.is_line() { text.to_owned() } else { layout::wrap(text, look.text_width()).join("\n") }
}
