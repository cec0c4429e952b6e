use proptest::prelude::*;

use super::*;
use crate::hostile::{self, assert_safe, without_styles};
use crate::layout::width;

const ALL: &str = "\
# Title

Some *words*, **bold**, ~~gone~~ and `code`
on two lines.  
Next line, [a link](https://example.org) and <https://example.org>.

- one
- two
  continued

  ```
  let x = 1;

  let y = 2;
  ```
- three
  1. first
  2. second

> quoted
> text

| year | treaties |
|------|---------:|
| 2016 | 48 |
| 2017 | |

![a map](map.png) ![](plan.png) <b>raw</b>

***
<div>
html
</div>
";

#[test]
fn plain_text_keeps_all_words() {
    let expected = "\
Title
Some words, bold, ~~gone~~ and `code` on two lines.
Next line, a link (https://example.org) and https://example.org.
- one
- two continued
      let x = 1;

      let y = 2;
- three
  1. first
  2. second
> quoted text
year: 2016; treaties: 48
year: 2017
[image: a map] [image: plan.png] <b>raw</b>
* * *
<div>
html
</div>";
    assert_eq!(plain(ALL), expected);
}

#[test]
fn a_terminal_gets_wrapped_blocks() {
    let expected = "  Title

  Some words, bold, ~~gone~~ and `code`
  on two lines.
  Next line, a link
  (https://example.org) and
  https://example.org.

  • one
  • two continued
        let x = 1;

        let y = 2;
  • three
    1. first
    2. second

  │ quoted text

  year  treaties
  2016        48
  2017

  [image: a map] [image: plan.png]
  <b>raw</b>

  ──────────────────────────────────────

  <div>
  html
  </div>";
    let look = Look::rich(40).uncoloured();
    assert_eq!(render(ALL, &look, 2), expected);
    assert_eq!(without_styles(&render(ALL, &Look::rich(40), 2)), expected);
    assert_eq!(render(ALL, &Look::LINE, 2), plain(ALL));
}

#[test]
fn styles_are_by_meaning() {
    let look = Look::rich(80);
    assert_eq!(render("**a** *b*", &look, 0), "\u{1b}[1ma\u{1b}[0m \u{1b}[3mb\u{1b}[0m");
    assert_eq!(render("`a`", &look, 0), "\u{1b}[35m`a`\u{1b}[0m");
    assert_eq!(
        render("# a `b`\n\nc", &look, 0).lines().next().unwrap(),
        "\u{1b}[1ma \u{1b}[0m\u{1b}[1m\u{1b}[35m`b`\u{1b}[0m"
    );
}

#[test]
fn a_wide_table_becomes_labelled_lines() {
    let table = "| a long label | another |\n|---|---|\n| a long cell with words | more |\n";
    assert_eq!(
        render(table, &Look::rich(24), 0),
        "a long label: a long\ncell with words;\nanother: more"
    );
}

#[test]
fn inline_is_one_line() {
    assert_eq!(inline("It *nearly*\ndoubled\n\n- a\n\n      b"), "It nearly doubled - a b");
    assert_eq!(inline(""), "");
}

#[test]
fn entities_smuggle_nothing_in() {
    assert_eq!(plain("a&#27;[31m&#x9b;&#x202e;b"), "a␛[31m�b");
    assert_eq!(plain("[x](&#27;)"), "x (␛)");
    assert_eq!(plain("a&#x2067;b\n\n&#x2069;"), "ab");
}

#[test]
fn an_isolate_that_a_table_cuts_is_dropped() {
    let text = "| a | b |\n|--|--|\n| \u{2067}x | y\u{2069} |\n";
    assert_eq!(plain(text), "a: x; b: y");
    let text = "one two three \u{2067}four five six\u{2069} seven";
    assert_safe(&render(text, &Look::rich(20), 0), true);
}

#[test]
fn empty_items_are_there() {
    assert_eq!(plain("-\n- a"), "-\n- a");
    assert_eq!(render("-\n- a", &Look::rich(20), 1), " •\n • a");
}

#[test]
fn text_that_is_nothing_in_markdown_is_shown() {
    assert_eq!(plain("[a]: b\n[c]: d (\u{1b})"), "[a]: b\n[c]: d (␛)");
    assert_eq!(plain(">\n>"), ">");
    assert_eq!(plain(" \n"), "");
}

#[test]
fn deep_nesting_is_flattened() {
    let deep = format!("{}deep\nend", "> ".repeat(5000));
    let lines = plain(&deep);
    assert_eq!(lines, format!("{}deep end", "> ".repeat(16)));
    let items: String = (0..500).map(|depth| format!("{}- x\n", "  ".repeat(depth))).collect();
    assert_eq!(plain(&items).lines().count(), 500);
    assert_eq!(render(&items, &Look::rich(40), 0).lines().count(), 500);
}

#[test]
fn fields_stand_anywhere_in_markdown() {
    let field = |n| Part::Field(format!("[{n}: ____]"));
    let parts =
        [Part::Text("In **"), field(1), Part::Text("** the `x "), field(2), Part::Text("`(y).")];
    assert_eq!(lines_of_parts(&parts, &Look::LINE, 0), ["In [1: ____] the `x [2: ____]`(y)."]);
    assert_eq!(
        lines_of_parts(&parts, &Look::rich(14).uncoloured(), 17),
        ["In [1: ____] the", "`x [2: ____]`(y)."],
        "no line ends inside a field"
    );
}

#[test]
fn a_field_that_markdown_hides_is_shown_all_the_same() {
    let parts = [
        Part::Text("See [it].\n\n[it]: "),
        Part::Field("[1: ____]".into()),
        Part::Text(" \"\u{1b}\"\n"),
    ];
    let lines = lines_of_parts(&parts, &Look::LINE, 0);
    assert!(lines.concat().contains("[1: ____]"), "{lines:?}");
    assert_safe(&lines.join("\n"), false);
}

#[test]
fn a_page_gets_elements_and_no_html_of_the_author() {
    let expected = "<p><strong>Title</strong></p><p>Some <em>words</em>, <strong>bold</strong>, \
        <s>gone</s> and <code>code</code> on two lines.<br>Next line, a link (https://example.org) \
        and https://example.org.</p>";
    assert!(html(ALL).into_string().starts_with(expected), "{}", html(ALL).into_string());
    assert!(html(ALL).into_string().ends_with(
        "<p>[image: a map] [image: plan.png] &lt;b&gt;raw&lt;/b&gt;</p><hr><p>&lt;div&gt;<br>html\
         <br>&lt;/div&gt;</p>"
    ));
    assert_eq!(html_phrase("> 5 & *6*").into_string(), "&gt; 5 &amp; <em>6</em>");
    assert_eq!(html_phrase("[x](javascript:y)").into_string(), "x (javascript:y)");
    assert_eq!(
        html("- a\n\n      <b>").into_string(),
        "<ul><li><p>a</p><pre tabindex=\"0\"><code>&lt;b&gt;</code></pre></li></ul>"
    );
}

#[test]
fn fields_stand_in_a_page_too() {
    let field = |text: &str| Part::Field(text.to_owned());
    let parts = [Part::Text("In **"), field("[1: _ <]"), Part::Text("** `x`.")];
    let expected = "<p>In <strong>[1: _ &lt;]</strong> <code>x</code>.</p>";
    assert_eq!(html_of_parts(&parts).into_string(), expected);
    let hidden = [Part::Text("[it].\n\n[it]: "), field("[1: _]"), Part::Text(" \"<b>\"\n")];
    assert!(html_of_parts(&hidden).into_string().contains("[1: _]"));
}

proptest! {
    #[test]
    fn only_our_elements_come_out(text in hostile::text()) {
        let known = "p pre code blockquote ul ol li div table thead tbody tr th td hr em strong s br";
        let page = html(&text).into_string();
        for tag in page.split('<').skip(1) {
            let name = tag.trim_start_matches('/').split(['>', ' ']).next().unwrap();
            prop_assert!(known.split(' ').any(|known| known == name), "{}", page);
        }
        let unquoted = page.replace("&quot;", "").replace("&amp;", "");
        prop_assert!(!unquoted.contains("=\"javascript"));
        assert_safe(&page, false);
    }
}

proptest! {
    #[test]
    fn nothing_harmful_comes_out(text in hostile::text(), columns in 0_usize..90, indent in 0_usize..9) {
        assert_safe(&plain(&text), false);
        assert!(!inline(&text).contains('\n'));
        assert_safe(&inline(&text), false);
        assert_safe(&render(&text, &Look::rich(columns), indent), true);
        assert_safe(&render(&text, &Look::rich(columns).uncoloured().ascii(), indent), false);
    }

    #[test]
    fn fields_are_always_shown(before in hostile::text(), after in hostile::text(), columns in 0_usize..90) {
        let parts = [Part::Text(&before), Part::Field("[1: ____]".into()), Part::Text(&after)];
        let rich = lines_of_parts(&parts, &Look::rich(columns), columns).join("\n");
        assert_safe(&rich, true);
        let plain = lines_of_parts(&parts, &Look::LINE, columns).join("\n");
        prop_assert!(plain.contains("[1: ____]"), "{:?}", plain);
        assert_safe(&plain, false);
    }

    #[test]
    fn every_line_fits_the_columns(text in hostile::text(), columns in 2_usize..60) {
        for line in lines(&text, &Look::rich(200), columns) {
            prop_assert!(crate::layout::styled_width(&line) <= columns, "{:?}", line);
            assert_safe(&line, true);
        }
    }

    #[test]
    fn words_fit_the_columns(text in "[a-z][a-z *`]{0,200}", columns in 16_usize..60) {
        for line in lines(&text, &Look::rich(200).uncoloured(), columns) {
            prop_assert!(width(&line) <= columns, "{:?}", line);
        }
    }
}
