//! One term in two spellings.

use deck_format::Severity;

use crate::lint::marks::Marks;
use crate::lint::words::WordMap;
use crate::lint::{
    Check, Explanation, Family, Finding, Findings, Items, List, Rule, Spot, Text, Token, TokenKind,
    word_hash,
};

/// Shorter words with a hyphen taken out are too often another word: re-cover.
const MIN_LETTERS: usize = 5;

pub(super) static RULE: Rule = Rule {
    code: "terminology",
    severity: Severity::Info,
    family: Family::Deck,
    lists: &[],
    replaces: &[],
    check: Check::Deck(check),
    explanation: Explanation {
        what: "A term is spelt in two ways in one deck: with and without a hyphen, or in British and \
               American English.",
        why: "Readers stop to ask whether the two are one thing.",
        bad: r#"[[question]]
id = "first"
prompt = "Who sent the first e-mail between two computers?"
answer = "Ray Tomlinson"

[[question]]
id = "sign"
prompt = "Which sign stands in every email address?"
answer = "@""#,
        good: r#"[[question]]
id = "first"
prompt = "Who sent the first email between two computers?"
answer = "Ray Tomlinson"

[[question]]
id = "sign"
prompt = "Which sign stands in every email address?"
answer = "@""#,
        source: "Haladyna, Downing and Rodriguez 2002, guideline 11: edit and proof",
    },
};

/// A word in its place: the question, the option that it stands in, if any, and its bytes there.
type Place = (usize, Option<usize>, std::ops::Range<usize>);

fn check(items: &Items<'_>, out: &mut Findings) {
    // By word: the same term in another spelling, and where that stands first.
    let mut other: WordMap<Place> = WordMap::default();
    for (place, text, token) in words(items, |text| may_vary(items, text)) {
        let word = text.word(token);
        let variant = match items.words.other_spelling(token.word) {
            Some(spelling) => word_hash(spelling),
            None if is_compound(word) => word_hash(&word.replace('-', "")),
            None => continue,
        };
        other.entry(variant).or_insert(place);
    }
    if other.is_empty() {
        return;
    }
    for (place, text, token) in words(items, |_| true) {
        // Each pair is told once; of two listed spellings each is the other of the other.
        let Some(first) = other.remove(&token.word) else { continue };
        let spelling = items.words.other_spelling(token.word);
        spelling.map(|spelling| other.remove(&word_hash(spelling)));
        report(items, &first, &place, text.word(token), out);
    }
}

fn report(items: &Items<'_>, first: &Place, second: &Place, word: &str, out: &mut Findings) {
    let spelt = text_at(items, first).and_then(|text| text.visible().get(first.2.clone()));
    let (Some(spelt), Some(one), Some(two)) = (spelt, spot(items, first), spot(items, second))
    else {
        return;
    };
    out.report(
        Finding::new(two, format!("`{word}` is spelt `{spelt}` elsewhere"))
            .under("one spelling")
            .label(one, "the other")
            .help("use one spelling throughout"),
    );
}

/// The words of the texts for which a test holds, with their places. Quotations and code are left
/// out: they are spelt as they are.
fn words<'i, 'a>(
    items: &'i Items<'a>,
    mut test: impl FnMut(&Text<'a>) -> bool,
) -> impl Iterator<Item = (Place, &'i Text<'a>, &'i Token)> {
    let texts = items.items.iter().flat_map(|item| {
        let options = item.options.iter().enumerate();
        let options = options.map(|(at, option)| (item.index, Some(at), &option.text));
        std::iter::once((item.index, None, &item.stem)).chain(options)
    });
    let texts = texts.filter(move |(_, _, text)| test(text));
    texts.flat_map(|(item, option, text)| {
        let words = text.tokens().iter().filter(|it| it.kind == TokenKind::Word && !it.quoted);
        words.map(move |token| ((item, option, token.range()), text, token))
    })
}

/// Whether a text can hold a word that is spelt in two ways; most do not, and are passed over.
fn may_vary(items: &Items<'_>, text: &Text<'_>) -> bool {
    text.has(List::Spelling) || text.marks().has(Marks::HYPHEN) && items.items.len() > 1
}

/// Whether a word has a hyphen, and is long enough without.
fn is_compound(word: &str) -> bool {
    word.contains('-') && word.chars().filter(|letter| *letter != '-').count() >= MIN_LETTERS
}

fn text_at<'i, 'a>(items: &'i Items<'a>, place: &Place) -> Option<&'i Text<'a>> {
    let item = items.items.get(place.0)?;
    match place.1 {
        Some(at) => item.options.get(at).map(|option| &option.text),
        None => Some(&item.stem),
    }
}

fn spot(items: &Items<'_>, place: &Place) -> Option<Spot> {
    let bytes = text_at(items, place)?.in_source(&place.2);
    let spot = match place.1 {
        Some(at) => {
            let id = items.items.get(place.0)?.options.get(at)?.id.as_str();
            Spot::bytes(["choices", id], bytes)
        }
        None => Spot::bytes(["prompt"], bytes),
    };
    Some(spot.of(place.0))
}

#[cfg(test)]
mod tests {
    use crate::lint::test_support::found;

    fn messages(one: &str, other: &str) -> Vec<String> {
        let deck = format!(
            "[[question]]\nid = 'a'\nprompt = '{one}'\nanswer = 'kea'\n\
             [[question]]\nid = 'b'\nprompt = 'Which?'\nchoices = {{ a = '{other}', b = 'B' }}\nanswer = 'a'"
        );
        found(super::RULE.code, &deck).into_iter().map(|(.., message)| message).collect()
    }

    #[test]
    fn each_pair_of_spellings_is_told_once() {
        assert_eq!(messages("Which emails?", "E-mails"), ["`emails` is spelt `E-mails` elsewhere"]);
        assert_eq!(messages("Which E-mails are e-mails?", "emails").len(), 1);
        assert_eq!(messages("Which colour?", "Color").len(), 1);
    }

    #[test]
    fn code_quotations_and_short_words_are_exempt() {
        assert!(messages("Which colour?", "`color`").is_empty());
        assert!(messages("Which “color” is it?", "colour").is_empty());
        assert!(messages("Which co-op?", "A coop").is_empty());
        assert!(messages("Which well-known bird?", "A well known one").is_empty());
    }
}
