//! `/v1/entries`: the pairs that the service looks for.
//!
//! Law: what is told is what is in use at that moment: the dictionaries that were added first, for they are asked first, then the
//! bundled one.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::CONTENT_TYPE;
use axum::response::IntoResponse;
use limpide::dictionary::{Dictionary, Pair, Place, Tier};
use serde::Serialize;

use super::desk::Desk;
use super::refusal::Refusal;
use crate::dictionary::{Wanted, tier};

/// How many pairs are told where no limit is given, and at most.
const USUAL: usize = 100;
const MOST: usize = 10_000;

/// `GET /v1/entries?original=…&intruder=…&tier=…&limit=…&after=…`.
pub(crate) async fn entries(State(desk): State<Arc<Desk>>, request: Request) -> Result<impl IntoResponse, Refusal> {
    let deadline = desk.deadline();
    desk.admit(request.headers(), None)?;
    let wish = Wish::read(request.uri().query().unwrap_or_default())?;
    let told = desk.work(deadline, move |_, cleaner| {
        let pairs = cleaner.dictionaries().iter().flat_map(Dictionary::pairs);
        let mut pairs = pairs.filter(|pair| wish.wanted.takes(pair)).skip(wish.after);
        let entries: Vec<Told> = pairs.by_ref().take(wish.limit).map(Told::from).collect();
        let next = pairs.next().map(|_| wish.after.saturating_add(entries.len()));
        serde_json::to_vec(&Answer { entries, next }).map_err(|_| Refusal::failed())
    });
    Ok(([(CONTENT_TYPE, "application/json")], told.await?))
}

#[derive(Serialize)]
struct Answer {
    entries: Vec<Told>,
    /// What to give as `after` for those that follow.
    next: Option<usize>,
}

#[derive(Serialize)]
struct Told {
    original: String,
    intruder: String,
    tier: Tier,
    rank: u8,
    count: u16,
    place: Place,
}

impl From<Pair> for Told {
    fn from(pair: Pair) -> Self {
        let Pair { original, intruder, tier, rank, count, place, .. } = pair;
        Self { original, intruder, tier, rank, count, place }
    }
}

struct Wish {
    wanted: Wanted,
    limit: usize,
    after: usize,
}

impl Wish {
    fn read(query: &str) -> Result<Self, Refusal> {
        let mut wish = Self { wanted: Wanted::default(), limit: USUAL, after: 0 };
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "original" => wish.wanted.original = Some(value.into_owned()),
                "intruder" => wish.wanted.intruder = Some(value.into_owned()),
                "tier" => wish.wanted.tier = Some(tier(&value).map_err(Refusal::bad)?),
                "limit" => wish.limit = number("limit", &value, 1, MOST)?,
                "after" => wish.after = number("after", &value, 0, u32::MAX as usize)?,
                _ => {
                    return Err(Refusal::bad(format!(
                        "“{name}” says nothing here; write original, intruder, tier, limit or after"
                    )));
                }
            }
        }
        Ok(wish)
    }
}

fn number(name: &str, value: &str, least: usize, most: usize) -> Result<usize, Refusal> {
    let number = value.parse().ok().filter(|number| (least..=most).contains(number));
    number.ok_or_else(|| Refusal::bad(format!("“{name}” is “{value}”; write a whole number from {least} to {most}")))
}
