//! The signs that we draw ourselves, in Unicode and in ASCII.

/// A set of signs.
#[derive(Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Glyphs {
    /// Stands before what is right.
    pub right: &'static str,
    /// Stands before what is wrong.
    pub wrong: &'static str,
    /// Stands before what is partly right.
    pub partly: &'static str,
    /// Separates short facts, with a space on both sides.
    pub dot: &'static str,
    /// From one thing to another.
    pub arrow: &'static str,
    /// Points at where to type.
    pub prompt: &'static str,
    /// Between two numbers, or where there is nothing to show.
    pub dash: &'static str,
    /// One column of a line across.
    pub rule: &'static str,
    /// Stands beside a quotation.
    pub bar: &'static str,
    /// Stands before an item of a list.
    pub bullet: &'static str,
    /// Stands where text is left out.
    pub ellipsis: &'static str,
}

/// Signs for a terminal that shows Unicode.
pub(crate) const UNICODE: Glyphs = Glyphs {
    right: "✓",
    wrong: "✗",
    partly: "≈",
    dot: "·",
    arrow: "→",
    prompt: "▸",
    dash: "–",
    rule: "─",
    bar: "│",
    bullet: "•",
    ellipsis: "…",
};

/// Signs for a terminal that shows ASCII.
pub(crate) const ASCII: Glyphs = Glyphs {
    right: "+",
    wrong: "x",
    partly: "~",
    dot: "-",
    arrow: "->",
    prompt: ">",
    dash: "-",
    rule: "-",
    bar: "|",
    bullet: "*",
    ellipsis: "...",
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::width;

    fn all(glyphs: &Glyphs) -> [&'static str; 11] {
        let Glyphs { right, wrong, partly, dot, arrow, prompt, dash, rule, bar, bullet, ellipsis } =
            glyphs;
        [right, wrong, partly, dot, arrow, prompt, dash, rule, bar, bullet, ellipsis]
    }

    #[test]
    fn signs_are_what_their_set_says() {
        for (unicode, ascii) in all(&UNICODE).into_iter().zip(all(&ASCII)) {
            assert_eq!(width(unicode), 1, "{unicode}");
            assert!(ascii.is_ascii() && !ascii.is_empty(), "{ascii}");
        }
    }
}
