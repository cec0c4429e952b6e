//! Whether colours and effects are written.

/// `--color`: when to write colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, clap::ValueEnum)]
pub enum ColourChoice {
    /// On a terminal that can show them, unless the environment says otherwise.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

impl ColourChoice {
    /// Whether colours are written. The option wins; then `NO_COLOR` (<https://no-color.org>), then
    /// `CLICOLOR_FORCE` and `CLICOLOR` (<https://bixense.com/clicolors>), then `TERM=dumb`, then
    /// whether it is a terminal at all.
    ///
    /// `variable` looks up a variable of the environment.
    pub fn resolve(self, is_terminal: bool, variable: impl Fn(&str) -> Option<String>) -> bool {
        let filled = |name| variable(name).filter(|value| !value.is_empty());
        match self {
            Self::Always => true,
            Self::Never => false,
            Self::Auto if filled("NO_COLOR").is_some() => false,
            Self::Auto if filled("CLICOLOR_FORCE").is_some_and(|value| value != "0") => true,
            Self::Auto if filled("CLICOLOR").is_some_and(|value| value == "0") => false,
            Self::Auto => is_terminal && filled("TERM").is_none_or(|value| value != "dumb"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn resolve(choice: ColourChoice, is_terminal: bool, set: &[(&str, &str)]) -> bool {
        choice.resolve(is_terminal, |name| {
            set.iter().find(|(set, _)| *set == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn the_option_wins() {
        assert!(resolve(ColourChoice::Always, false, &[("NO_COLOR", "1"), ("TERM", "dumb")]));
        assert!(!resolve(ColourChoice::Never, true, &[("CLICOLOR_FORCE", "1")]));
    }

    #[test]
    fn the_environment_comes_next() {
        use ColourChoice::Auto;
        assert!(resolve(Auto, true, &[]));
        assert!(!resolve(Auto, false, &[]));
        assert!(!resolve(Auto, true, &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
        assert!(resolve(Auto, true, &[("NO_COLOR", "")]), "an empty one does not count");
        assert!(resolve(Auto, false, &[("CLICOLOR_FORCE", "1"), ("TERM", "dumb")]));
        assert!(!resolve(Auto, false, &[("CLICOLOR_FORCE", "0")]));
        assert!(!resolve(Auto, true, &[("CLICOLOR", "0")]));
        assert!(!resolve(Auto, true, &[("TERM", "dumb")]));
    }
}
