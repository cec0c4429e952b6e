//! Lists as JSON objects: each element under the name that its place has in a handout.

use std::collections::BTreeMap;

use serde::de::{DeserializeOwned, Error};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

fn serialize<T: Serialize, S: Serializer>(
    list: &[T],
    name: fn(usize) -> String,
    to: S,
) -> Result<S::Ok, S::Error> {
    to.collect_map(list.iter().enumerate().map(|(at, element)| (name(at), element)))
}

fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
    name: fn(usize) -> String,
    from: D,
) -> Result<Vec<T>, D::Error> {
    let mut named = BTreeMap::<String, T>::deserialize(from)?;
    let list: Vec<T> = (0..).map_while(|at| named.remove(&name(at))).collect();
    match named.keys().next() {
        None => Ok(list),
        Some(stray) => {
            let message = format!("`{stray}` does not follow on `{}`", name(list.len()));
            Err(D::Error::custom(message))
        }
    }
}

/// A module for `#[serde(with)]` with one way of naming.
macro_rules! named {
    ($module:ident, $name:path) => {
        pub(super) mod $module {
            use serde::{Deserializer, Serialize, Serializer, de::DeserializeOwned};

            pub(in super::super) fn serialize<T: Serialize, S: Serializer>(
                list: &[T],
                to: S,
            ) -> Result<S::Ok, S::Error> {
                super::serialize(list, $name, to)
            }

            pub(in super::super) fn deserialize<'de, T: DeserializeOwned, D: Deserializer<'de>>(
                from: D,
            ) -> Result<Vec<T>, D::Error> {
                super::deserialize($name, from)
            }
        }
    };
}

named!(entries, crate::handout::names::entry);
named!(blanks, crate::handout::names::blank);
named!(passages, crate::handout::names::passage);
named!(families, crate::handout::names::family);
