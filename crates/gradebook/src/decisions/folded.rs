//! What makes two answers the same to a decision.

use deck_format::{Answer, BlankKey, Digest, Digester, TextPolicy};
use session::Response;

/// The digest of a response, by the ids of its deck: SHA-256, cut to 16 bytes, over two fields, each
/// with its length before it in 8 bytes, little-endian: the text `quizdeck response 1`, and the
/// response as JSON as a record holds it, without spaces, such as `{"essay":"Because …"}`.
#[must_use]
pub fn response_digest(response: &Response) -> Digest {
    let json = serde_json::to_string(response).expect("a response holds only texts");
    let mut digester = Digester::new("quizdeck response 1");
    digester.field(json);
    digester.finish()
}

/// A typed answer as decisions name it: folded under the policy of its key, so that every answer which
/// the deck would take for the same one is the same. Numbers are folded under the usual policy, as
/// texts. `None` where nothing is typed, and where the question has no such blank.
#[must_use]
pub fn folded(answer: &Answer, blank: Option<&str>, language: &str, typed: &str) -> Option<String> {
    let policy = match (answer, blank) {
        (Answer::ShortAnswer(key), None) => key.compare,
        (Answer::Numerical(_), None) => TextPolicy::default(),
        (Answer::Cloze(keys), Some(blank)) => {
            match &keys.iter().find(|(id, _)| id.as_str() == blank)?.1 {
                BlankKey::Text(key) => key.compare,
                BlankKey::Number(_) => TextPolicy::default(),
                BlankKey::Choice(_) => return None,
            }
        }
        _ => return None,
    };
    Some(session::fold(policy, language, typed))
}
