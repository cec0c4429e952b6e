//! What goes into a sitting, and what comes out.

use crate::outcome::Outcome;
use crate::record::Event;
use crate::response::Response;

/// What a student does.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Input {
    /// Answers the question on screen.
    Answer(Response),
    /// Answers it after its time.
    LateAnswer(Response),
    /// Gives a command.
    Command(Command),
    /// Runs out of time.
    TimeUp(Limit),
}

/// What binds a student's time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Limit {
    /// The time of the question on screen.
    Question,
    /// The time of the whole sitting.
    Sitting,
}

/// What a student can ask for beside answering.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Command {
    /// Show the question again.
    Repeat,
    /// Show the next hint.
    Hint,
    /// Flag the question, with a note or without; one that is flagged already is unflagged by an
    /// empty note.
    Flag(String),
    /// Pass the question over.
    Skip,
    /// Take back the last answer or skip.
    Undo,
    /// Hold that the last answer deserved more credit, with a note or without.
    Claim(String),
    /// Say that the last answer was easy.
    Easy,
    /// Go to the question before.
    Back,
    /// Go to the question of a number, from 1.
    Go(usize),
    /// List the questions.
    List,
    /// Say the time.
    Time,
    /// Take a break, with the clock stopped.
    Pause,
    /// End the sitting now.
    Done,
    /// Save and leave; the sitting can be resumed.
    Quit,
    /// List the commands.
    Help,
}

/// What an input leads to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What is to be recorded before the reply is shown.
    pub event: Option<Event>,
    /// What is to be shown.
    pub reply: Reply,
}

/// What is to be shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// The answer was taken; the outcome where the key is known and the kind is graded by itself.
    Taken {
        /// The index in the paper.
        q: usize,
        /// The response.
        response: Response,
        /// The outcome.
        outcome: Option<Outcome>,
        /// Whether an earlier answer's feedback had been seen.
        second_try: bool,
        /// Whether it came after the time.
        late: bool,
    },
    /// The question on screen, again or after a move.
    Question,
    /// A hint: its number, how many there are, its text.
    Hint(usize, usize, String),
    /// There is no further hint.
    NoHint,
    /// The question is flagged.
    Flagged,
    /// The question is flagged no more.
    Unflagged,
    /// The question is passed over.
    Skipped,
    /// The question has its answer, which stays; the next open one is on screen, if there is one.
    Kept,
    /// The last answer or skip was taken back; its question is on screen again.
    TakenBack {
        /// Whether the feedback on its question was seen, so that a new answer does not count.
        feedback_seen: bool,
    },
    /// There is nothing to take back.
    NothingToUndo,
    /// The claim is kept.
    Claimed,
    /// There is no answer to make a claim for.
    NothingToClaim,
    /// That the answer was easy is kept.
    Easy,
    /// The last answer can have been no easy one: only one can that was right, in time, without a
    /// hint and before its feedback.
    NotEasy,
    /// The exam goes forward only.
    NoBack,
    /// There is no question on screen.
    NoQuestion,
    /// There is no question of that number.
    NoSuchQuestion(usize),
    /// The list of questions is to be shown.
    List,
    /// The time is to be said.
    Time,
    /// The commands are to be listed.
    Help,
    /// The clock stands until the student goes on.
    Paused,
    /// The clock cannot be stopped: a time limit binds.
    NoPause,
    /// The time of a question ran out.
    TimedOut {
        /// The index in the paper.
        q: usize,
    },
    /// The time of the whole sitting ran out.
    TimeUp,
    /// The sitting is to end.
    Done,
    /// The student leaves; the sitting is not over.
    Quit,
}
