use std::num::NonZeroU16;

use super::*;

const PICTURE: Picture = Picture { bar: "run <it>", title: "A & B", description: "\"Words\"" };

/// The rows of a picture of 20 columns, one string a line of the file.
fn rows(bytes: &str) -> Vec<String> {
    let svg = picture(bytes);
    let rows = svg.split_once("preserve\">\n").unwrap().1.strip_suffix("</g>\n</svg>\n").unwrap();
    rows.lines().map(str::to_owned).collect()
}

fn picture(bytes: &str) -> String {
    let size = |number| NonZeroU16::new(number).unwrap();
    let mut parser = vt100::Parser::new(size(6), size(20), 0);
    parser.process(bytes.as_bytes());
    PICTURE.draw(parser.screen(), 0..6)
}

#[test]
fn a_window_with_its_words() {
    let svg = picture("\r\n\r\nhi");
    let head = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"202\" height=\"83\" \
                viewBox=\"0 0 144 59\" role=\"img\" aria-labelledby=\"title description\">\n\
                <title id=\"title\">A &amp; B</title>\n\
                <desc id=\"description\">&quot;Words&quot;</desc>\n<style>\n";
    assert!(svg.starts_with(head), "{svg}");
    assert!(svg.contains(">run &lt;it&gt;</text>\n"), "{svg}");
    assert!(svg.ends_with(
        "<g xml:space=\"preserve\">\n<text y=\"44\"><tspan x=\"12\" textLength=\"12\" \
         lengthAdjust=\"spacingAndGlyphs\">hi</tspan></text>\n</g>\n</svg>\n"
    ));
}

#[test]
fn blank_rows_stay_between_others() {
    let bases: Vec<String> =
        rows("\na\r\n\r\nb\r\n").iter().map(|row| row[..13].to_owned()).collect();
    assert_eq!(bases, ["<text y=\"44\">", "<text y=\"70\">"]);
    assert_eq!(rows(""), [""; 0]);
}

#[test]
fn cells_that_look_alike_are_one_run_where_they_stand() {
    assert_eq!(
        rows("  a  \x1b[1mbc\x1b[0m \x1b[2;31md\x1b[0m e"),
        ["<text y=\"44\"><tspan x=\"24\">a</tspan>\
          <tspan x=\"42\" textLength=\"12\" lengthAdjust=\"spacingAndGlyphs\" class=\"bold\">bc</tspan>\
          <tspan x=\"60\" class=\"dim c1\">d</tspan><tspan x=\"72\">e</tspan></text>"]
    );
}

#[test]
fn a_run_goes_on_over_one_blank_and_ends_at_two() {
    let texts = |bytes: &str| -> Vec<String> {
        let row = rows(bytes).pop().unwrap();
        let runs = row.split("</tspan>").filter_map(|run| run.split_once("<tspan x=\""));
        runs.map(|(_, run)| run.split_once('"').unwrap())
            .map(|(x, run)| format!("{x}:{}", run.split_once('>').unwrap().1))
            .collect()
    };
    assert_eq!(texts("a b  c   "), ["12:a b", "42:c"]);
    assert_eq!(texts("\x1b[1ma\x1b[m \x1b[1mb"), ["12:a b"]);
    assert_eq!(texts("a\x1b[4m  \x1b[mb"), ["12:a", "18:  ", "30:b"]);
}

#[test]
fn a_wide_character_takes_two_cells_and_a_mark_none() {
    assert_eq!(
        rows("日e\u{301}\x1b[3mx"),
        ["<text y=\"44\"><tspan x=\"12\" textLength=\"18\" \
          lengthAdjust=\"spacingAndGlyphs\">日e\u{301}</tspan>\
          <tspan x=\"30\" class=\"italic\">x</tspan></text>"]
    );
}

#[test]
fn what_is_reversed_changes_places_with_its_ground() {
    assert_eq!(
        rows("\x1b[7m \x1b[31ma\x1b[42mb\x1b[27mc"),
        [
            "<rect x=\"12\" y=\"34\" width=\"6\" height=\"13\" class=\"ink\"/>",
            "<rect x=\"18\" y=\"34\" width=\"6\" height=\"13\" class=\"c1\"/>",
            "<rect x=\"24\" y=\"34\" width=\"6\" height=\"13\" class=\"c1\"/>",
            "<rect x=\"30\" y=\"34\" width=\"6\" height=\"13\" class=\"c2\"/>",
            "<text y=\"44\"><tspan x=\"18\" class=\"paper\">a</tspan>\
             <tspan x=\"24\" class=\"c2\">b</tspan><tspan x=\"30\" class=\"c1\">c</tspan></text>",
        ]
    );
}

#[test]
fn colours_beyond_the_sixteen_are_the_same_on_every_page() {
    assert_eq!(
        rows("\x1b[1;38;5;208ma\x1b[0;38;5;255mb\x1b[38;2;1;2;3mc\x1b[38;5;16md"),
        ["<text y=\"44\"><tspan x=\"12\" class=\"bold\" fill=\"#ff8700\">a</tspan>\
          <tspan x=\"18\" fill=\"#eeeeee\">b</tspan>\
          <tspan x=\"24\" fill=\"#010203\">c</tspan>\
          <tspan x=\"30\" fill=\"#000000\">d</tspan></text>"]
    );
}

#[test]
fn only_colours_that_are_used_have_rules() {
    let svg = picture("\x1b[32ma\x1b[94mb");
    for palette in [palette::LIGHT, palette::DARK] {
        let rules =
            format!("\n.c2{{fill:{}}}.c12{{fill:{}}}\n", palette.sixteen[2], palette.sixteen[12]);
        assert!(svg.contains(&rules), "{svg}");
    }
    assert_eq!(svg.matches("{fill:#").count(), 2 * (3 + 2), "{svg}");
}

#[test]
fn nothing_in_a_text_is_markup_or_breaks_the_file() {
    assert_eq!(escaped("<a b=\"c\">&amp;'"), "&lt;a b=&quot;c&quot;&gt;&amp;amp;'");
    for c in ['\0', '\t', '\n', '\x1b', '\x7f', '\u{9b}', '\u{fdd0}', '\u{fffe}', '\u{10ffff}'] {
        assert_eq!(escaped(&format!("a{c}b")), "a\u{fffd}b", "{c:?}");
    }
    assert_eq!(escaped("é日\u{fdf0}\u{fffd}\u{10fffd}"), "é日\u{fdf0}\u{fffd}\u{10fffd}");
    assert!(rows("</text>&")[0].contains(">&lt;/text&gt;&amp;<"));
}
