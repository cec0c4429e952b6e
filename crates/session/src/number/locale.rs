//! The decimal mark of a language.

use deck_format::compare::primary;

/// Languages that write decimals with a comma.
const COMMA: &[&str] = &[
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl",
    "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
];

/// Regions where one of these languages is written with a point all the same.
const POINT: &[(&str, &[&str])] = &[
    ("de", &["CH", "LI"]),
    ("it", &["CH"]),
    ("es", &["419", "CU", "DO", "GT", "HN", "MX", "NI", "PA", "PE", "PR", "SV", "US"]),
];

/// The mark before decimals in a language (a BCP 47 tag); a point where nothing else is known.
pub(super) fn decimal_mark(language: &str) -> char {
    let primary = primary(language);
    let regions = POINT.iter().find(|(code, _)| *code == primary).map_or(&[][..], |(_, list)| list);
    let pointed = language
        .split('-')
        .skip(1)
        .any(|part| regions.iter().any(|r| r.eq_ignore_ascii_case(part)));
    if COMMA.contains(&primary.as_str()) && !pointed { ',' } else { '.' }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_mark_goes_by_language_and_region() {
        for (language, mark) in [
            ("en", '.'),
            ("en-GB", '.'),
            ("de", ','),
            ("DE-at", ','),
            ("de-CH", '.'),
            ("pt-BR", ','),
            ("es", ','),
            ("es-mx", '.'),
            ("zh-Hans-CN", '.'),
            ("", '.'),
        ] {
            assert_eq!(decimal_mark(language), mark, "{language}");
        }
    }
}
