//! Where a sentence joins two statements.
//!
//! There is no grammar here, only word lists and neighbours: a verb is told by its form, or by an
//! ending in s or ed with what begins a noun phrase behind it. What is unclear counts as no verb, so
//! that few sentences are reported wrongly and some that should be are passed over.

use std::ops::Range;

use crate::lint::{List, Text, Token, TokenKind, word_hash};

/// The conjunction that joins two clauses or two predicates of a text, as a place among its tokens.
pub(super) fn joint(text: &Text<'_>) -> Option<usize> {
    let words = Conjunctions::new();
    let sentences = text.sentences();
    sentences.into_iter().find_map(|range| {
        let sentence = Sentence { text, range };
        sentence.range.clone().find(|at| sentence.joins_at(*at, &words))
    })
}

/// Conjunctions that do not work as `and` does, as hashes, and words that go with them.
struct Conjunctions {
    because: u64,
    so: u64,
    of: u64,
    that: u64,
    to: u64,
    never: u64,
}

impl Conjunctions {
    fn new() -> Self {
        let [because, so, of, that, to, never] =
            ["because", "so", "of", "that", "to", "never"].map(word_hash);
        Self { because, so, of, that, to, never }
    }
}

struct Sentence<'t> {
    text: &'t Text<'t>,
    range: Range<usize>,
}

impl Sentence<'_> {
    /// Whether the token at a place is a conjunction between two statements.
    fn joins_at(&self, at: usize, words: &Conjunctions) -> bool {
        let Some(token) = self.token(at) else { return false };
        if !token.lists.has(List::Conjunction) || token.quoted || token.emphasis {
            return false;
        }
        let next = self.token(at + 1);
        if token.word == words.because {
            return next.is_some_and(|next| next.word != words.of);
        }
        if token.word == words.so {
            let is_reason = next.is_some_and(|next| next.word != words.that);
            return is_reason && self.has_comma_before(at) && self.states_before(at);
        }
        self.states_before(at) && self.states_behind(at, words)
    }

    fn token(&self, at: usize) -> Option<&Token> {
        self.text.tokens().get(at).filter(|_| self.range.contains(&at))
    }

    fn has(&self, at: usize, list: List) -> bool {
        self.token(at).is_some_and(|token| token.lists.has(list))
    }

    fn has_comma_before(&self, at: usize) -> bool {
        let tokens = self.text.tokens();
        let Some(before) = at.checked_sub(1).and_then(|at| tokens.get(at)) else { return false };
        let gap = before.range().end..tokens[at].range().start;
        self.text.visible().get(gap).is_some_and(|gap| gap.contains([',', ';']))
    }

    /// Whether the main clause has its verb before a place.
    fn states_before(&self, at: usize) -> bool {
        let mut start = self.range.start;
        if self.has(start, List::Subordinate) {
            // "If a and b, c": what is joined before the comma is the condition.
            let Some(comma) = (start + 1..at).find(|it| self.has_comma_before(*it)) else {
                return false;
            };
            start = comma;
        }
        let mut main = (start..at).take_while(|it| !self.has(*it, List::Subordinate));
        main.any(|it| {
            let is_verb = self.is_verb(it) || self.has(it, List::Verb);
            it > start && is_verb && !self.follows_to(it)
        })
    }

    /// Whether a clause or a predicate begins behind the conjunction at a place.
    fn states_behind(&self, at: usize, words: &Conjunctions) -> bool {
        let first = at + 1;
        if self.has(first, List::Subject) || self.is_verb(first) {
            return true;
        }
        if self.has(first, List::Adverb) {
            let is_never = self.token(first).is_some_and(|token| token.word == words.never);
            let next = self.token(first + 1);
            return self.is_verb(first + 1)
                || self.has(first + 1, List::Verb)
                || is_never && next.is_some_and(Token::is_content);
        }
        if self.has(first, List::Verb) && self.begins_predicate(first, at, words) {
            return true;
        }
        let clause = (first..self.range.end).take_while(|it| !self.has(*it, List::Subordinate));
        clause.skip(1).any(|it| self.is_verb(it) && !self.follows_to(it))
    }

    /// Whether a plain form such as `release` is a verb: an object follows, and it does not go on
    /// with an infinitive, as in "used to heat and cool water".
    fn begins_predicate(&self, first: usize, at: usize, words: &Conjunctions) -> bool {
        let Some(next) = self.token(first + 1) else { return false };
        let is_object = next.lists.has(List::Determiner) || next.is_content();
        let infinitive = (self.range.start..at).rev().take(4).any(|it| {
            self.token(it).is_some_and(|token| token.word == words.to)
                && self.has(it + 1, List::Verb)
        });
        is_object && !self.is_verb(first + 1) && !infinitive
    }

    /// Whether a token is the verb of a clause, by its form or by what follows.
    fn is_verb(&self, at: usize) -> bool {
        let Some(token) = self.token(at) else { return false };
        if token.quoted || token.kind != TokenKind::Word || self.follows_determiner(at) {
            return false;
        }
        let word = self.text.word(token);
        let ends = |ending: &str| word.len() > ending.len() + 2 && word.ends_with(ending);
        let next_begins = self
            .token(at + 1)
            .is_some_and(|next| next.lists.has(List::Determiner) || next.kind == TokenKind::Number);
        let (after_name, before_name) = (at > 0 && self.is_name(at - 1), self.is_name(at + 1));
        let is_form = ends("s") && !ends("ss") && (next_begins || after_name && before_name)
            || ends("ed") && (next_begins || after_name || before_name);
        token.lists.has(List::Finite) || is_form && !token.lists.has(List::Stop)
    }

    /// Whether a token is a name, as its capital says.
    fn is_name(&self, at: usize) -> bool {
        let word = self.token(at).map(|token| self.text.word(token));
        word.is_some_and(|word| word.starts_with(char::is_uppercase))
    }

    fn follows_determiner(&self, at: usize) -> bool {
        at.checked_sub(1).is_some_and(|before| self.has(before, List::Determiner))
            && !self.has(at, List::Stop)
    }

    fn follows_to(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|before| self.token(before));
        before.is_some_and(|before| self.text.word(before).eq_ignore_ascii_case("to"))
    }
}
