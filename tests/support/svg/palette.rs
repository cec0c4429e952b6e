//! The colours of a picture, on a light page and on a dark one.

use std::collections::BTreeSet;
use std::fmt::Write;

use super::runs::Run;

/// The colours of a page.
pub(super) struct Palette {
    pub(super) page: &'static str,
    pub(super) ink: &'static str,
    /// Lines and knobs of the window.
    pub(super) line: &'static str,
    /// The sixteen, in the order of their numbers. All of them can be read on the page, so black is
    /// not black on a dark one.
    pub(super) sixteen: [&'static str; 16],
}

pub(super) const LIGHT: Palette = Palette {
    page: "#fdfdfc",
    ink: "#24292f",
    line: "#d5d9de",
    sixteen: [
        "#24292f", "#b3372f", "#2b7a3e", "#8a6100", "#2f63b8", "#8a4a9e", "#12727f", "#5f6872",
        "#5f6872", "#9c2a23", "#1f6b32", "#765300", "#2454a3", "#783b8c", "#0b6470", "#24292f",
    ],
};

pub(super) const DARK: Palette = Palette {
    page: "#15191f",
    ink: "#d8dde3",
    line: "#353c45",
    sixteen: [
        "#8d96a0", "#f0857c", "#79c48a", "#dbb45c", "#82b1f2", "#cf9be0", "#62c2cf", "#b6bec7",
        "#8d96a0", "#f5a19a", "#97d6a5", "#e7c883", "#a3c6f7", "#dcb6e9", "#8ad4de", "#f0f3f6",
    ],
};

/// The rules of a picture, with those of the sixteen colours that it uses.
pub(super) fn style(rows: &[Vec<Run>]) -> String {
    let used: BTreeSet<u8> =
        rows.iter().flatten().flat_map(|run| run.face.named_colors()).collect();
    format!(
        "text{{font:10px ui-monospace,SFMono-Regular,Menlo,Consolas,\"DejaVu Sans Mono\",\
         \"Liberation Mono\",monospace;white-space:pre}}\n\
         .bar{{font-size:9px;text-anchor:middle;fill-opacity:.72}}\n\
         .bold{{font-weight:700}}.dim{{fill-opacity:.72}}.italic{{font-style:italic}}\
         .underline{{text-decoration:underline}}\n\
         .line,.knobs{{fill:none}}.knobs{{stroke-width:6;stroke-linecap:round}}\n\
         {}@media(prefers-color-scheme:dark){{\n{}}}\n",
        LIGHT.rules(&used),
        DARK.rules(&used),
    )
}

impl Palette {
    fn rules(&self, used: &BTreeSet<u8>) -> String {
        let Self { page, ink, line, sixteen } = self;
        let mut rules = format!(
            ".page{{fill:{page};stroke:{line}}}.line,.knobs{{stroke:{line}}}\
             text,.ink{{fill:{ink}}}.paper{{fill:{page}}}\n"
        );
        for number in used {
            write!(rules, ".c{number}{{fill:{}}}", sixteen[usize::from(*number)]).unwrap();
        }
        if !used.is_empty() {
            rules.push('\n');
        }
        rules
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The relative luminance of a colour (WCAG 2.2).
    fn luminance(color: &str) -> f64 {
        let part = |at: usize| {
            let value = f64::from(u8::from_str_radix(&color[at..at + 2], 16).unwrap()) / 255.0;
            if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
        };
        0.2126 * part(1) + 0.7152 * part(3) + 0.0722 * part(5)
    }

    fn contrast(one: &str, other: &str) -> f64 {
        let (one, other) = (luminance(one), luminance(other));
        (one.max(other) + 0.05) / (one.min(other) + 0.05)
    }

    #[test]
    fn every_colour_can_be_read_on_its_page() {
        assert!((contrast("#ffffff", "#000000") - 21.0).abs() < 1e-9);
        for palette in [LIGHT, DARK] {
            for color in palette.sixteen.into_iter().chain([palette.ink]) {
                let contrast = contrast(color, palette.page);
                // What WCAG 2.2 asks of text (1.4.3).
                assert!(contrast >= 4.5, "{color} on {}: {contrast:.2}", palette.page);
            }
        }
    }
}
