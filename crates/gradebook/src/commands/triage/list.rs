//! The clusters as a list, for people and for programs.

use console::{Align, Failure, Look, Table, escape_json, inert, words};
use gradebook::decisions::{Scope, Verdict};
use gradebook::exact::Exact;
use gradebook::regrade::{Came, StudentChange};
use gradebook::report;
use gradebook::triage::{Cluster, Effect, OtherClaim, Sort, View};
use serde_json::{Value, json};

use super::facts;

/// A table, with what accepting each would change.
pub(super) fn text(view: &View<'_>, clusters: &[Cluster], look: &Look) -> Result<String, Failure> {
    let others = view.desk().pile().other_claims(view.desk().policy());
    if clusters.is_empty() && others.is_empty() {
        return Ok(report::lines(["No typed answer waits for a decision.".to_owned()], look));
    }
    let mut parts = Vec::new();
    if !clusters.is_empty() {
        parts.push(format!("{}\n", table(view, clusters)?.render(look)));
    }
    let others = others.iter().map(other);
    parts.push(report::list("Claims on answers that are not typed", others.collect(), look));
    parts.retain(|part| !part.is_empty());
    Ok(parts.join("\n"))
}

fn table(view: &View<'_>, clusters: &[Cluster]) -> Result<Table, Failure> {
    let columns = [
        ("Question", Align::Left),
        ("Typed", Align::Left),
        ("Answers", Align::Right),
        ("Nearest", Align::Left),
        ("Claims", Align::Right),
        ("Accepting it", Align::Left),
        ("Decided", Align::Left),
    ];
    let decided = clusters.iter().any(|cluster| view.verdict(cluster).is_some());
    let claimed = clusters.iter().any(|cluster| !cluster.claims.is_empty());
    let keep = [true, true, true, true, claimed, true, decided];
    let kept = columns.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(column, _)| column);
    let mut table = Table::new(kept).indented(2).whole([0]);
    for cluster in clusters {
        let (_, effect) = facts::effect(view, cluster)?;
        let mut words = effect.words(view.desk().policy());
        if view.variant(cluster).is_err() {
            words.insert_str(0, "once: ");
        }
        let nearest = cluster.nearest.as_ref().map_or_else(String::new, |nearest| {
            format!("{} ({})", nearest.written, words::count(nearest.edits, "edit"))
        });
        let cells = [
            cluster.field(),
            facts::spelt(&cluster.spellings),
            cluster.count().to_string(),
            nearest,
            cluster.claims.len().to_string(),
            words,
            verdict(view, cluster).unwrap_or_default(),
        ];
        table.push(cells.into_iter().zip(keep).filter(|(_, keep)| *keep).map(|(cell, _)| cell));
    }
    Ok(table)
}

fn other(claim: &OtherClaim) -> String {
    let OtherClaim { question, student, note } = claim;
    let note = if note.trim().is_empty() { String::new() } else { format!(": “{note}”") };
    format!("`{question}`, {student}{note}")
}

/// What was decided about a cluster, in words.
pub(super) fn verdict(view: &View<'_>, cluster: &Cluster) -> Option<String> {
    Some(match view.verdict(cluster)? {
        Verdict::Accepted(accepted) => match accepted.credit {
            Some(credit) => format!("accepted once, for {credit}"),
            None => "accepted once".to_owned(),
        },
        Verdict::Rejected(_) => "rejected".to_owned(),
    })
}

/// One JSON object on one line.
pub(super) fn json(view: &View<'_>, clusters: &[Cluster]) -> Result<String, Failure> {
    let clusters: Vec<Value> =
        clusters.iter().map(|one| cluster(view, one)).collect::<Result<_, _>>()?;
    let others = view.desk().pile().other_claims(view.desk().policy());
    let others: Vec<Value> = others
        .iter()
        .map(|claim| {
            json!({
                "question": claim.question.as_str(),
                "student": claim.student,
                "note": claim.note,
            })
        })
        .collect();
    let all = json!({ "clusters": clusters, "other_claims": others });
    Ok(format!("{}\n", escape_json(&all.to_string())))
}

fn cluster(view: &View<'_>, cluster: &Cluster) -> Result<Value, Failure> {
    let (variant, refused) = match view.variant(cluster) {
        Ok(text) => (Some(text), None),
        Err(refusal) => (None, Some(refusal.to_string())),
    };
    let (_, effect) = facts::effect(view, cluster)?;
    let right =
        view.keys().questions().get(cluster.place).map(|keyed| facts::right(keyed, cluster));
    let count = |(text, count): &(String, usize)| json!({ "text": text, "answers": count });
    let claims = cluster
        .claims
        .iter()
        .map(|claim| json!({ "student": claim.student, "name": claim.name, "note": claim.note }));
    let nearest = cluster.nearest.as_ref();
    Ok(json!({
        "question": cluster.question.as_str(),
        "blank": cluster.blank.as_ref().map(ToString::to_string),
        "sort": match cluster.sort { Sort::Text => "text", Sort::Number => "number" },
        "text": cluster.text,
        "answer": right.as_ref().map(|right| &right.answer),
        "accept": right.as_ref().map(|right| &right.accepted),
        "spellings": cluster.spellings.iter().map(count).collect::<Vec<_>>(),
        "answers": cluster.count(),
        "claims": claims.collect::<Vec<_>>(),
        "credit": cluster.credit.to_string(),
        "rejected": cluster.rejected,
        "nearest": nearest.map(|near| json!({ "text": near.written, "edits": near.edits })),
        "variant": variant,
        "refused": refused,
        "effect": changes(&effect),
        "decision": decision(view, cluster),
    }))
}

fn changes(effect: &Effect) -> Value {
    let students = effect.students.iter().map(|change| {
        let StudentChange { id, name, before, after } = change;
        json!({ "id": id, "name": name, "before": before.as_ref().map(came),
                "after": after.as_ref().map(came) })
    });
    let also = effect.also.iter().map(|(text, count)| json!({ "text": text, "answers": count }));
    json!({ "students": students.collect::<Vec<_>>(), "also": also.collect::<Vec<_>>() })
}

fn came(came: &Came) -> Value {
    let text = |number: &Exact| number.to_string();
    json!({ "earned": text(&came.earned), "possible": text(&came.possible), "grade": came.band })
}

fn decision(view: &View<'_>, cluster: &Cluster) -> Value {
    match view.verdict(cluster) {
        None => Value::Null,
        Some(Verdict::Accepted(accepted)) => json!({
            "event": "accept",
            "scope": match accepted.scope { Scope::Deck => "deck", Scope::Once => "once" },
            "credit": accepted.credit.map(|credit| credit.to_string()),
            "by": accepted.by,
            "why": accepted.why,
        }),
        Some(Verdict::Rejected(rejected)) => {
            json!({ "event": "reject", "by": rejected.by, "why": rejected.why })
        }
    }
}

/// The names of the columns.
const HEADER: [&str; 11] = [
    "question",
    "blank",
    "text",
    "spellings",
    "answers",
    "claims",
    "nearest",
    "edits",
    "students",
    "effect",
    "decision",
];

/// One row for each cluster. No cell is a formula.
pub(super) fn csv(view: &View<'_>, clusters: &[Cluster]) -> Result<String, Failure> {
    let failed = |error: ::csv::Error| Failure::failed(format!("cannot write the list: {error}"));
    let mut writer = ::csv::Writer::from_writer(Vec::new());
    writer.write_record(HEADER).map_err(failed)?;
    for cluster in clusters {
        let (_, effect) = facts::effect(view, cluster)?;
        let nearest = cluster.nearest.as_ref();
        let cells = [
            cluster.question.to_string(),
            cluster.blank.as_ref().map_or_else(String::new, ToString::to_string),
            inert(&cluster.text),
            inert(&facts::spelt(&cluster.spellings)),
            cluster.count().to_string(),
            cluster.claims.len().to_string(),
            nearest.map_or_else(String::new, |nearest| inert(&nearest.written)),
            nearest.map_or_else(String::new, |nearest| nearest.edits.to_string()),
            effect.students.len().to_string(),
            effect.words(view.desk().policy()),
            verdict(view, cluster).unwrap_or_default(),
        ];
        writer.write_record(cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| failed(error.into_error().into()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
