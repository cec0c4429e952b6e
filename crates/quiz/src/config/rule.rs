//! What a setting may be: one rule for its flag, its variable and its place in the file.

use console::{ColourChoice, Ui};
use study::Retention;
use toml::de::DeValue;

/// How values of a setting are written in the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    Whole,
    Decimal,
    Text,
    Truth,
}

/// Where a setting can be given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Names {
    /// In the file.
    pub(super) key: &'static str,
    /// On the command line; empty for what has no flag.
    pub(super) flag: &'static str,
    /// In the environment.
    pub(super) variable: &'static str,
}

/// The rule of a setting whose value is written as one word or number.
pub(super) struct Rule<T> {
    pub(super) names: Names,
    /// What its value is: the end of "`count` is …".
    pub(super) is: &'static str,
    pub(super) sort: Sort,
    /// The words that it may be, where it is one of a few.
    words: &'static [&'static str],
    /// What is said under a value of the right sort that it cannot be.
    wrong: &'static str,
    read: fn(&str) -> Option<T>,
}

/// Further folders of decks. They are lists, which [`super::folders`] reads.
pub(super) const DECKS: Names = Names { key: "decks", flag: "", variable: "QUIZDECK_DECKS" };

/// How many questions to practise.
pub(super) const COUNT: Rule<u32> = Rule {
    names: Names { key: "count", flag: "--count", variable: "QUIZDECK_COUNT" },
    is: "a whole number from 1 to 100000",
    sort: Sort::Whole,
    words: &[],
    wrong: "not in that range",
    read: |text| within(text, 1, 100_000),
};

/// How to talk.
pub(super) const UI: Rule<Ui> = Rule {
    names: Names { key: "ui", flag: "--ui", variable: "QUIZDECK_UI" },
    is: "`auto`, `rich` or `line`",
    sort: Sort::Text,
    words: &["auto", "rich", "line"],
    wrong: "not one of these",
    read: |text| clap::ValueEnum::from_str(text, false).ok(),
};

/// When to write colours.
pub(super) const COLOR: Rule<ColourChoice> = Rule {
    names: Names { key: "color", flag: "--color", variable: "QUIZDECK_COLOR" },
    is: "`auto`, `always` or `never`",
    sort: Sort::Text,
    words: &["auto", "always", "never"],
    wrong: "not one of these",
    read: |text| clap::ValueEnum::from_str(text, false).ok(),
};

/// How likely a question should still be known when it comes back.
pub(super) const RETENTION: Rule<f64> = Rule {
    names: Names { key: "retention", flag: "--retention", variable: "QUIZDECK_RETENTION" },
    is: "a number from 0.70 to 0.97",
    sort: Sort::Decimal,
    words: &[],
    wrong: "not in that range",
    read: |text| text.parse().ok().filter(|share| Retention::new(*share).is_ok()),
};

/// The hour at which a day of study begins.
pub(super) const ROLLOVER: Rule<u8> = Rule {
    names: Names { key: "rollover", flag: "", variable: "QUIZDECK_ROLLOVER" },
    is: "an hour from 0 to 23",
    sort: Sort::Whole,
    words: &[],
    wrong: "not in that range",
    read: |text| within(text, 0, 23),
};

/// How many new questions a review mixes in.
pub(super) const NEW: Rule<u32> = Rule {
    names: Names { key: "new", flag: "--new", variable: "QUIZDECK_NEW" },
    is: "a whole number from 0 to 100000",
    sort: Sort::Whole,
    words: &[],
    wrong: "not in that range",
    read: |text| within(text, 0, 100_000),
};

/// How many questions a review asks at most.
pub(super) const LIMIT: Rule<u32> = Rule {
    names: Names { key: "limit", flag: "--limit", variable: "QUIZDECK_LIMIT" },
    is: "a whole number from 1 to 100000",
    sort: Sort::Whole,
    words: &[],
    wrong: "not in that range",
    read: |text| within(text, 1, 100_000),
};

/// Who is sitting.
pub(super) const STUDENT: Rule<String> = Rule {
    names: Names { key: "student", flag: "--as", variable: "QUIZDECK_STUDENT" },
    is: "an id of 1 to 100 characters on one line",
    sort: Sort::Text,
    words: &[],
    wrong: "not such an id",
    read: |text| is_id(text).then(|| text.to_owned()),
};

/// Whether to ask how sure the student is.
pub(super) const CONFIDENCE: Rule<bool> = Rule {
    names: Names { key: "confidence", flag: "--confidence", variable: "QUIZDECK_CONFIDENCE" },
    is: "`true` or `false`",
    sort: Sort::Truth,
    words: &["true", "false"],
    wrong: "not one of these",
    read: |text| text.parse().ok(),
};

/// The keys of the file, in the order in which they are told.
pub(super) const KEYS: [&str; 10] = [
    DECKS.key,
    COUNT.names.key,
    UI.names.key,
    COLOR.names.key,
    RETENTION.names.key,
    ROLLOVER.names.key,
    NEW.names.key,
    LIMIT.names.key,
    STUDENT.names.key,
    CONFIDENCE.names.key,
];

/// Reads `--count`.
pub(crate) fn count(text: &str) -> Result<u32, String> {
    COUNT.parse(text)
}

/// Reads `--retention`.
pub(crate) fn retention(text: &str) -> Result<f64, String> {
    RETENTION.parse(text)
}

/// Reads `--new`.
pub(crate) fn new(text: &str) -> Result<u32, String> {
    NEW.parse(text)
}

/// Reads `--limit`.
pub(crate) fn limit(text: &str) -> Result<u32, String> {
    LIMIT.parse(text)
}

/// Reads `--as`.
pub(crate) fn student(text: &str) -> Result<String, String> {
    STUDENT.parse(text)
}

fn within<T: std::str::FromStr + PartialOrd>(text: &str, low: T, high: T) -> Option<T> {
    text.parse().ok().filter(|number| (low..=high).contains(number))
}

fn is_id(text: &str) -> bool {
    let is_bounded = (1..=100).contains(&text.chars().count());
    is_bounded && !text.trim().is_empty() && !text.contains(char::is_control)
}

impl<T> Rule<T> {
    /// Reads a value from a flag or a variable.
    ///
    /// # Errors
    /// What was expected.
    pub(super) fn parse(&self, text: &str) -> Result<T, String> {
        (self.read)(text).ok_or_else(|| format!("expected {}", self.is))
    }

    /// Reads a value from the file.
    ///
    /// # Errors
    /// The code of what is wrong, and what is to be said under the value.
    pub(super) fn value(&self, value: &DeValue<'_>) -> Result<T, (&'static str, String)> {
        let text = self.sort.written(value).map_err(|under| ("wrong-type", under.to_owned()))?;
        (self.read)(text).ok_or_else(|| {
            let near = deck_format::nearest(text, self.words.iter().copied());
            let near = near.map(|near| format!("did you mean `{near}`?"));
            ("bad-value", near.unwrap_or_else(|| self.wrong.to_owned()))
        })
    }
}

impl Sort {
    /// The words or digits of a value of this sort; else what it is not.
    fn written<'a>(self, value: &'a DeValue<'_>) -> Result<&'a str, &'static str> {
        match (self, value) {
            (Self::Whole | Self::Decimal, DeValue::Integer(number)) if number.radix() != 10 => {
                Err("numbers are written in decimal")
            }
            (Self::Whole | Self::Decimal, DeValue::Integer(number)) => Ok(number.as_str()),
            (Self::Whole, _) => Err("not a whole number"),
            (Self::Decimal, DeValue::Float(number)) => Ok(number.as_str()),
            (Self::Decimal, _) => Err("not a number"),
            (Self::Text, DeValue::String(text)) => Ok(text),
            (Self::Text, _) => Err("not a text in quotes"),
            (Self::Truth, DeValue::Boolean(true)) => Ok("true"),
            (Self::Truth, DeValue::Boolean(false)) => Ok("false"),
            (Self::Truth, _) => Err("write `true` or `false`, without quotes"),
        }
    }
}
