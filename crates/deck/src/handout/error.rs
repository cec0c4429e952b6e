//! Why there is no handout.

use deck_format::QuestionId;
use session::DrawError;

/// Why there is no handout.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum HandoutError {
    /// The deck has no keys to be left out.
    #[error("the deck is a handout already: it holds no keys")]
    NoKeys,
    /// No such paper can be drawn.
    #[error("no paper can be drawn: {0}")]
    Draw(#[from] DrawError),
    /// A paper of no questions was drawn.
    #[error("the paper would have no question: its passages have more questions than it may have")]
    EmptyPaper,
    /// An image is named in a way that cannot be changed safely.
    #[error("{place}: the image `{path}` cannot be given another name; write it as ![words](path)")]
    Image {
        /// The question or passage.
        place: String,
        /// The path of the image.
        path: String,
    },
    /// The order of options hangs on the names of images, which are not the same in a handout.
    #[error(
        "`{0}`: the order of two options depends on what their images are called; let the words \
         for each image begin differently"
    )]
    ImageOrder(QuestionId),
    /// What was written is not what was to be written: a mistake of this program.
    #[error("what was written does not read back as the same handout ({0}); please report it")]
    Unfaithful(String),
    /// What was written holds what no handout may hold: a mistake of this program.
    #[error("{}; please report it", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "))]
    Leaks(Vec<Leak>),
}

/// Something that no handout may hold.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Leak {
    /// A field that is not of the face.
    #[error("the handout would hold the field `{0}`")]
    Field(String),
    /// A text of the key, of the author's notes, or an id of the author's.
    #[error("the handout would hold `{0}`, which is not for students")]
    Text(String),
}
