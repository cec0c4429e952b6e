//! The pipeline that folds away the differences which a deck's policy overlooks.

use caseless::Caseless;
use deck_format::TextPolicy;
use deck_format::compare::{articles, knows_number_words};
use unicode_normalization::UnicodeNormalization;

use super::number_words;

/// Folds a text: two texts that differ only in what the policy overlooks become equal.
///
/// The steps run in a fixed order: composed or compatibility form, spaces, quotation marks and
/// dashes, case, accents, outer punctuation, a leading article, number words. A step that would
/// leave nothing is left out, so that `?` and `!` stay different answers.
#[must_use]
pub fn fold(policy: TextPolicy, language: &str, text: &str) -> String {
    let mut text = compose(policy, text);
    if policy.spaces {
        text = collapse_spaces(&text);
    }
    if policy.quotes {
        text = text.chars().map(plain_mark).collect();
    }
    if policy.case {
        text = fold_case(policy, &text);
    }
    if policy.accents {
        text = compose(policy, &plain_letters(&text));
    }
    if policy.punctuation {
        text = bare(policy, &text).to_owned();
    }
    if policy.articles {
        text = without_article(language, &text).to_owned();
    }
    if policy.numbers && knows_number_words(language) {
        text = number_words::to_digits(&text);
    }
    text
}

/// The composed form, or the composed compatibility form.
fn compose(policy: TextPolicy, text: &str) -> String {
    if text.is_ascii() {
        return text.to_owned();
    }
    if policy.compat { text.nfkc().collect() } else { text.nfc().collect() }
}

/// Full case folding.
fn fold_case(policy: TextPolicy, text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    // Folding may take a letter apart, and must see letters that are already apart (Unicode
    // Standard, 3.13, definition 145): hence a decomposition before and a composition after.
    let folded: String = text.nfd().default_case_fold().collect();
    compose(policy, &folded)
}

/// Trims, and turns every run of white space into one space. Characters that no reader sees, such as
/// the zero-width space, come with pasted text and are dropped.
fn collapse_spaces(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !matches!(c, '\u{ad}' | '\u{200b}' | '\u{2060}' | '\u{feff}'))
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The keyboard's form of a quotation mark, apostrophe or dash.
fn plain_mark(c: char) -> char {
    match c {
        '‘' | '’' | '‚' | '‛' | '‹' | '›' | '′' | '`' | '´' | 'ʹ' | 'ʻ' | 'ʼ' => {
            '\''
        }
        '“' | '”' | '„' | '‟' | '«' | '»' | '″' | '＂' => '"',
        '‐' | '‑' | '‒' | '–' | '—' | '―' | '−' => '-',
        other => other,
    }
}

/// Letters without their accents, decomposed.
fn plain_letters(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.nfd().filter(|c| !is_accent(*c)) {
        match unaccented(c) {
            Some(letters) => plain.push_str(letters),
            None => plain.push(c),
        }
    }
    plain
}

/// Whether a character is an accent. Only the blocks of combining diacritical marks count: the marks
/// of other scripts (Devanagari vowels, Japanese voicing) spell, and without them words would be
/// others.
fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// What stands for a letter whose accent is a part of it, so that no decomposition takes it off.
fn unaccented(c: char) -> Option<&'static str> {
    Some(match c {
        'æ' => "ae",
        'Æ' => "Ae",
        'œ' => "oe",
        'Œ' => "Oe",
        'ø' => "o",
        'Ø' => "O",
        'đ' | 'ð' => "d",
        'Đ' | 'Ð' => "D",
        'ħ' => "h",
        'Ħ' => "H",
        'ı' => "i",
        'ł' => "l",
        'Ł' => "L",
        'ß' => "ss",
        'ẞ' => "SS",
        'ŧ' => "t",
        'Ŧ' => "T",
        'þ' => "th",
        'Þ' => "Th",
        _ => return None,
    })
}

/// Marks that end or introduce a text without belonging to it.
const STOPS: &[char] = &[
    '.', ',', ';', ':', '!', '?', '…', '¡', '¿', '·', '•', '،', '؛', '؟', '।', '、', '。', '，',
    '！', '？', '：', '；',
];

/// Marks that belong together around a text. Square and curly brackets are not among them: `[0, 1)`
/// and `(0, 1]` are different answers.
const PAIRS: &[(char, char)] = &[
    ('"', '"'),
    ('\'', '\''),
    ('(', ')'),
    ('“', '”'),
    ('„', '“'),
    ('”', '”'),
    ('‘', '’'),
    ('‚', '‘'),
    ('’', '’'),
    ('«', '»'),
    ('»', '«'),
    ('‹', '›'),
    ('›', '‹'),
    ('「', '」'),
    ('『', '』'),
    ('《', '》'),
    ('（', '）'),
];

/// A text without the punctuation around it. Single marks go only where they are stops: the last
/// mark of `f'` and the sign of `-5` and `C++` are part of the answer.
fn bare(policy: TextPolicy, text: &str) -> &str {
    let mut bare = text;
    loop {
        let stripped = trim_stops(policy, bare);
        let stripped = unwrapped(stripped).unwrap_or(stripped);
        if stripped.is_empty() || stripped.len() == bare.len() {
            return bare;
        }
        bare = stripped;
    }
}

fn trim_stops(policy: TextPolicy, text: &str) -> &str {
    let outer = |c: char| STOPS.contains(&c) || policy.spaces && c.is_whitespace();
    let rest = text.trim_end_matches(outer);
    let start = rest.trim_start_matches(outer);
    // The point of `.5` is no stop.
    if start.starts_with(|c: char| c.is_ascii_digit()) && rest.len() > start.len() {
        rest
    } else {
        start
    }
}

/// What stands between a pair of marks that hold the whole text.
fn unwrapped(text: &str) -> Option<&str> {
    PAIRS.iter().find_map(|&(open, close)| {
        let inner = text.strip_prefix(open)?.strip_suffix(close)?;
        (!inner.contains([open, close])).then_some(inner)
    })
}

/// A text without a leading article of the language.
fn without_article<'a>(language: &str, text: &'a str) -> &'a str {
    articles(language)
        .unwrap_or_default()
        .iter()
        .find_map(|article| after_article(article, text))
        .unwrap_or(text)
}

fn after_article<'a>(article: &str, text: &'a str) -> Option<&'a str> {
    let (word, elided) = article.strip_suffix('\'').map_or((article, false), |word| (word, true));
    let (head, rest) = text.split_at_checked(word.len())?;
    if !head.eq_ignore_ascii_case(word) {
        return None;
    }
    let rest = if elided {
        rest.strip_prefix(['\'', '’'])?
    } else {
        rest.strip_prefix(char::is_whitespace)?.trim_start()
    };
    (!rest.is_empty()).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(text: &str) -> String {
        fold(TextPolicy::default(), "en", text)
    }

    fn with(change: impl FnOnce(&mut TextPolicy), language: &str, text: &str) -> String {
        let mut policy = TextPolicy::default();
        change(&mut policy);
        fold(policy, language, text)
    }

    #[test]
    fn the_default_folds_spaces_case_quotes_and_outer_punctuation() {
        assert_eq!(folded("  Meiya\u{a0}\u{2009} Pico\n"), "meiya pico");
        assert_eq!(folded("zero\u{200b}width"), "zerowidth");
        assert_eq!(folded("STRASSE"), folded("Straße"));
        assert_eq!(folded("“Belt – and Road”"), "belt - and road");
        assert_eq!(folded("women’s"), "women's");
        assert_eq!(folded("(Beijing)."), "beijing");
        assert_eq!(folded("e\u{301}tude"), "étude");
        assert_eq!(folded("Ὀδυσσεύσ"), folded("ὀδυσσεύς"));
    }

    #[test]
    fn what_is_part_of_the_answer_stays() {
        for text in ["f'", "c++", "c#", "-5", ".5", "[0, 1)", "f(x)", "50%", "?", "na+", "(a)(b)"] {
            assert_eq!(folded(text), text);
        }
        assert_ne!(folded("[0, 1)"), folded("(0, 1]"));
        assert_ne!(folded("Café"), folded("Cafe"));
    }

    #[test]
    fn every_switch_can_be_off() {
        assert_eq!(with(|p| p.case = false, "en", "MPS"), "MPS");
        assert_eq!(with(|p| p.spaces = false, "en", " a  b"), " a  b");
        assert_eq!(with(|p| p.quotes = false, "en", "it’s"), "it’s");
        assert_eq!(with(|p| p.quotes = false, "en", "„ja“"), "ja");
        assert_eq!(with(|p| p.punctuation = false, "en", "yes!"), "yes!");
    }

    #[test]
    fn accents_are_dropped_on_request() {
        let plain = |text| with(|p| p.accents = true, "fr", text);
        assert_eq!(plain("Čapek, Þórr, Æsop, œuvre"), "capek, thorr, aesop, oeuvre");
        assert_eq!(plain("Łódź, Đorđe, Malmø, Izmır, İzmir"), "lodz, dorde, malmo, izmir, izmir");
        assert_eq!(plain("が हिन्दी"), "が हिन्दी", "marks of other scripts are no accents");
    }

    #[test]
    fn compatibility_forms_are_folded_on_request() {
        assert_eq!(with(|p| p.compat = true, "en", "ﬁne m²"), "fine m2");
        assert_eq!(folded("m²"), "m²");
    }

    #[test]
    fn articles_go_by_the_language_of_the_deck() {
        let bare = |language, text| with(|p| p.articles = true, language, text);
        assert_eq!(bare("en-GB", "The Mekong"), "mekong");
        assert_eq!(bare("en", "theory"), "theory");
        assert_eq!(bare("en", "a"), "a");
        assert_eq!(bare("de", "Der Mekong"), "mekong");
        assert_eq!(bare("fr", "L’eau"), "eau");
        assert_eq!(bare("it", "un'ora"), "ora");
        assert_eq!(bare("pl", "the Mekong"), "the mekong");
        assert_eq!(folded("the Mekong"), "the mekong");
    }

    #[test]
    fn a_letter_under_thousands_of_marks_is_folded() {
        let text = "e".to_owned() + &"\u{301}\u{323}".repeat(15_000);
        assert!(folded(&text).starts_with('ẹ'));
        assert_eq!(with(|p| p.accents = true, "en", &text), "e");
    }

    #[test]
    fn number_words_become_digits_on_request() {
        let digits = |language, text| with(|p| p.numbers = true, language, text);
        assert_eq!(digits("en", "Fifty-nine treaties"), "59 treaties");
        assert_eq!(digits("de", "fifty-nine"), "fifty-nine");
        assert_eq!(folded("fifty-nine"), "fifty-nine");
    }
}
