//! The names of the scoring rules. What they compute is in the `session` crate.

macro_rules! rule_type {
    ($(#[$doc:meta])* $name:ident, $what:literal { $($(#[$vdoc:meta])* $variant:ident = $text:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vdoc])* $variant,)+ }

        impl $name {
            /// Every value, in the order of the reference.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];
            /// Every name, in the order of [`Self::ALL`].
            pub const NAMES: &'static [&'static str] = &[$($text,)+];

            /// The name in a deck.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$variant => $text,)+ }
            }

            /// The value of a name.
            #[must_use]
            pub fn from_name(name: &str) -> Option<Self> {
                match name { $($text => Some(Self::$variant),)+ _ => None }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        crate::text_serde::text_serde!($name);

        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(name: &str) -> Result<Self, String> {
                Self::from_name(name)
                    .ok_or_else(|| format!("no {}: {}", $what, Self::NAMES.join(", ")))
            }
        }
    };
}
rule_type!(
    /// How a multiple-select answer is scored. C, W: right and wrong options; c, w: those chosen.
    SelectRule, "rule for multiple-select" {
        /// 1 where exactly the right options are chosen, else 0.
        AllOrNothing = "all-or-nothing",
        /// c / C: wrong choices cost nothing.
        Partial = "partial",
        /// (c - w) / C.
        RightMinusWrong = "right-minus-wrong",
        /// c / C - w / W.
        Balanced = "balanced",
        /// c / C - w / max(W, 2): one wrong choice cannot wipe out all when W is 1.
        BalancedSoft = "balanced-soft",
        /// c / C, but 0 with any wrong choice.
        AnyWrongZero = "any-wrong-zero",
        /// (c + W - w) / (C + W): each option is a question of its own.
        PerOption = "per-option",
    }
);

rule_type!(
    /// How an ordering is scored.
    OrderRule, "rule for ordering" {
        /// 1 for the right order, else 0.
        Exact = "exact",
        /// Items in their right place, out of all.
        Position = "position",
        /// Neighbours of the key that stay neighbours, out of all but one.
        Adjacent = "adjacent",
        /// Pairs in the right order, out of all pairs.
        Pairs = "pairs",
        /// Kendall's tau, floored at 0 like every item: 2 × pairs - 1.
        Kendall = "kendall",
    }
);

rule_type!(
    /// How a matching or a cloze is scored.
    PartsRule, "rule for matching and cloze" {
        /// Right pairs out of all; in a cloze, blanks count by their weight.
        PerPair = "per-pair",
        /// All right or nothing.
        AllOrNothing = "all-or-nothing",
    }
);

rule_type!(
    /// The nine kinds of question.
    Kind, "kind of question" {
        /// One right option.
        SingleChoice = "single-choice",
        /// Any number of right options.
        MultipleSelect = "multiple-select",
        /// A statement that is true or false.
        TrueFalse = "true-false",
        /// A number, with a tolerance and units.
        Numerical = "numerical",
        /// A typed text.
        ShortAnswer = "short-answer",
        /// Items to be put in order.
        Ordering = "ordering",
        /// Left sides to be matched with right sides.
        Matching = "matching",
        /// A text with blanks.
        Cloze = "cloze",
        /// A long text, marked by a rubric.
        Essay = "essay",
    }
);

rule_type!(
    /// How hard the author thinks a question is.
    Difficulty, "difficulty" {
        /// Most should know it.
        Easy = "easy",
        /// Some should know it.
        Medium = "medium",
        /// Few should know it.
        Hard = "hard",
    }
);

rule_type!(
    /// When an exam shows feedback.
    Feedback, "kind of feedback" {
        /// After the sitting.
        End = "end",
        /// Never.
        None = "none",
    }
);
