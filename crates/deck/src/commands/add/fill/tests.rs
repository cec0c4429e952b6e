#![allow(clippy::unwrap_used, reason = "a test says what it expects by failing loudly")]

use clap::Parser;
use deck_format::parse;

use super::*;

const HEAD: &str = "format = 1\nid = \"d\"\ntitle = \"T\"\n\n[sources.s]\n";

#[derive(Parser)]
struct Cli {
    #[command(flatten)]
    flags: QuestionFlags,
}

/// The question that flags make, by itself.
fn made(flags: &[&str]) -> Result<String, String> {
    let args = Cli::try_parse_from(["add"].iter().chain(flags)).map_err(|e| e.to_string())?;
    let mut draft = Draft::default();
    args.flags.fill(&mut draft, "en")?;
    draft.set("id", "q");
    let text = draft.text();
    parse(&format!("{HEAD}{text}")).map_err(|problems| format!("{problems:?}"))?;
    Ok(text.strip_prefix("[[question]]\nid = \"q\"\n").unwrap().to_owned())
}

#[track_caller]
fn makes(flags: &[&str], kind: Kind, expected: &str) {
    let text = made(flags).unwrap();
    assert_eq!(text, expected);
    let deck = parse(&format!("{HEAD}[[question]]\nid = \"q\"\n{text}")).unwrap();
    assert_eq!(deck.questions[0].face.kind(), kind);
}

#[test]
fn flags_make_choices() {
    makes(
        &[
            "--prompt=Which?",
            "--choice=The Nile",
            "--choice=rh=The Rhine",
            "--answer=The Nile",
            "--why=rh=Too short.",
            "--pin=rh",
            "--tag=rivers",
            "--hint=Long.",
            "--difficulty=hard",
        ],
        Kind::SingleChoice,
        "prompt = \"Which?\"\nchoices.nile = \"The Nile\"\nchoices.rh = \"The Rhine\"\npin = [\"rh\"]\n\
         answer = \"nile\"\nwhy.rh = \"Too short.\"\nhint = \"Long.\"\ntags = [\"rivers\"]\n\
         difficulty = \"hard\"\n",
    );
    makes(
        &[
            "--kind=multiple-select",
            "--prompt=Which?",
            "--choice=a=A",
            "--choice=b=B",
            "--choice=c=C",
            "--answer=a,c",
            "--scoring=balanced",
            "--points=2.5",
            "--shuffle=false",
            "--weight=3",
        ],
        Kind::MultipleSelect,
        "prompt = \"Which?\"\nchoices.a = \"A\"\nchoices.b = \"B\"\nchoices.c = \"C\"\nshuffle = false\n\
         scoring = \"balanced\"\nanswer = [\"a\", \"c\"]\npoints = 2.5\nweight = 3\n",
    );
    makes(
        &[
            "--prompt=Which?",
            "--choice=a=A",
            "--choice=b=B",
            "--answer=a",
            "--scoring=weighted",
            "--credit=b=-0.5",
        ],
        Kind::SingleChoice,
        "prompt = \"Which?\"\nchoices.a = \"A\"\nchoices.b = \"B\"\nscoring = \"weighted\"\n\
         answer = \"a\"\ncredit.b = -0.5\n",
    );
}

#[test]
fn flags_make_what_is_typed() {
    makes(
        &["--prompt=So.", "--answer=false", "--why=true=No."],
        Kind::TrueFalse,
        "prompt = \"So.\"\nanswer = false\nwhy.true = \"No.\"\n",
    );
    makes(
        &[
            "--prompt=How far?",
            "--answer=-9.80",
            "--tolerance=3 digits",
            "--unit=m",
            "--units=km=1000",
            "--accept=10",
            "--accept={ from = 1, to = 2, credit = 0.5 }",
        ],
        Kind::Numerical,
        "prompt = \"How far?\"\nunit = \"m\"\nunits = { km = 1000 }\nanswer = -9.80\n\
         tolerance = { digits = 3 }\naccept = [10, { from = 1, to = 2, credit = 0.5 }]\n",
    );
    makes(
        &[
            "--kind=short-answer",
            "--prompt=When?",
            "--answer=1969",
            "--accept={ wildcard = \"19*\" }",
            "--reject=1970=Later.",
            "--compare=accents=fold",
            "--compare=typos=0",
            "--time=90s",
        ],
        Kind::ShortAnswer,
        "prompt = \"When?\"\nanswer = \"1969\"\naccept = [{ wildcard = \"19*\" }]\n\
         reject = { \"1970\" = \"Later.\" }\ncompare = { accents = \"fold\", typos = 0 }\ntime = \"90s\"\n",
    );
    makes(
        &["--prompt=Why?", "--rubric=c=Claims=2", "--rubric=Says x=1=0.5", "--model=So.", "--family=f"],
        Kind::Essay,
        "family = \"f\"\nprompt = \"Why?\"\npoints = 2.5\nrubric = [\n  { id = \"c\", text = \"Claims\", points = 2 },\n  \
         { id = \"says-n1\", text = \"Says x=1\", points = 0.5 },\n]\nmodel = \"So.\"\n"
            .replace("says-n1", &propose::entry_ids(&["Says x=1"], "en")[0])
            .as_str(),
    );
}

#[test]
fn flags_make_orders_pairs_and_blanks() {
    makes(
        &["--prompt=Order.", "--item=a=A", "--item=b=B", "--item=c=C", "--answer=b+a c"],
        Kind::Ordering,
        "prompt = \"Order.\"\nitems.a = \"A\"\nitems.b = \"B\"\nitems.c = \"C\"\nanswer = [[\"b\", \"a\"], \"c\"]\n",
    );
    makes(
        &[
            "--prompt=Match.",
            "--left=l=L",
            "--left=m=M",
            "--right=r=R",
            "--right=s=S",
            "--pair=l=r",
            "--pair=m=r",
            "--reuse",
        ],
        Kind::Matching,
        "prompt = \"Match.\"\nleft.l = \"L\"\nleft.m = \"M\"\nright.r = \"R\"\nright.s = \"S\"\nreuse = true\n\
         answer.l = \"r\"\nanswer.m = \"r\"\n",
    );
    makes(
        &[
            "--prompt={{y}} {{w}} {{t}}",
            "--blank=y=number",
            "--unit=y=AD",
            "--tolerance=y=1",
            "--answer=y=1969",
            "--choice=w.a=A",
            "--choice=w.b=B",
            "--answer=w=a",
            "--answer=t=wax",
            "--accept=t=bees wax",
            "--reject=t.tin=No.",
        ],
        Kind::Cloze,
        "prompt = \"{{y}} {{w}} {{t}}\"\nblanks.y = { sort = \"number\", unit = \"AD\" }\nblanks.w.choices.a = \"A\"\n\
         blanks.w.choices.b = \"B\"\nanswer.y = 1969\nanswer.w = \"a\"\nanswer.t = \"wax\"\ntolerance.y = 1\n\
         accept.t = [\"bees wax\"]\nreject.t = { \"tin\" = \"No.\" }\n",
    );
}

#[test]
fn flags_cite_sources() {
    let cite = |cites: &[&str]| {
        let flags = [&["--prompt=So.", "--answer=true"], cites].concat();
        made(&flags).unwrap().lines().skip(2).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(cite(&["--cite=s"]), "cite = { source = \"s\" }");
    assert_eq!(
        cite(&["--cite=s:7:a: b", "--cite=s:7:c"]),
        "cite = { source = \"s\", paragraph = 7, evidence = [\"a: b\", \"c\"] }"
    );
    assert_eq!(
        cite(&["--allow=negative-stem=It is the skill."]),
        "lint.allow = { \"negative-stem\" = \"It is the skill.\" }"
    );
}

#[test]
fn flags_that_make_no_sense_are_refused() {
    let refused = |flags: &[&str]| made(flags).unwrap_err();
    assert_eq!(refused(&["--why=so"]), "--why takes a name, `=` and a value, not `so`");
    assert_eq!(
        refused(&["--kind=cloze", "--choice=a=A"]),
        "in a cloze, --choice begins with the blank: BLANK.a=…"
    );
    assert_eq!(
        refused(&["--choice=a=A", "--choice=a=B"]),
        "the id `a` stands twice among the choices"
    );
    assert_eq!(
        refused(&["--rubric=All of it"]),
        "a criterion is given as --rubric [ID=]TEXT=POINTS"
    );
    assert!(refused(&["--kind=quiz"]).contains("no kind of question: single-choice"));
    assert!(refused(&["--prompt=x", "--answer=1", "--points=many"]).contains("wrong-type"));
}
