//! Pages by cursor: stable while rows come and go, and as fast on the last page as on the first.
//!
//! A handler asks the database for `page.fetch()` rows after `page.after()?`, then [`Page::split`] tells what to send and where the
//! next page begins.

use actix_web::{FromRequest, HttpRequest, dev::Payload, web::Query};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use futures::future::{Ready, ready};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::ApiError;

const DEFAULT_LIMIT: u32 = 50;
const MAX_LIMIT: u32 = 200;

/// The query's part about pages, for the OpenAPI document: `params(PageQuery)`.
#[derive(Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageQuery {
    /// Rows of a page, 1 to 200.
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: Option<u32>,
    /// `meta.next_cursor` of the page before.
    cursor: Option<String>,
}

/// Which page was asked for.
#[derive(Debug)]
pub struct Page {
    limit: u32,
    cursor: Option<String>,
}

impl Page {
    /// How many rows to ask the database for: one more than is sent, to know whether there are more.
    #[must_use]
    pub const fn fetch(&self) -> i64 {
        self.limit as i64 + 1
    }

    /// The key of the last row of the page before.
    ///
    /// # Errors
    /// 400 when the cursor was not made by this list.
    pub fn after<K: DeserializeOwned>(&self) -> Result<Option<K>, ApiError> {
        let Some(cursor) = &self.cursor else {
            return Ok(None);
        };
        URL_SAFE_NO_PAD
            .decode(cursor)
            .ok()
            .and_then(|json| serde_json::from_slice(&json).ok())
            .map(Some)
            .ok_or_else(|| {
                ApiError::bad_request("bad_cursor", "The cursor does not belong to this list.")
            })
    }

    /// Takes off the row beyond the page, if there is one, and makes the cursor of the next page from the last row's key.
    ///
    /// # Errors
    /// When the key cannot be written as JSON: a bug.
    pub fn split<T, K: Serialize>(
        &self,
        mut rows: Vec<T>,
        key: impl FnOnce(&T) -> K,
    ) -> Result<(Vec<T>, Option<String>), ApiError> {
        let limit = usize::try_from(self.limit).unwrap_or(usize::MAX);
        if rows.len() <= limit {
            return Ok((rows, None));
        }
        rows.truncate(limit);
        let cursor = match rows.last() {
            Some(last) => Some(
                URL_SAFE_NO_PAD.encode(serde_json::to_vec(&key(last)).map_err(ApiError::internal)?),
            ),
            None => None,
        };
        Ok((rows, cursor))
    }
}

impl FromRequest for Page {
    type Error = ApiError;
    type Future = Ready<Result<Self, ApiError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(read(request.query_string()))
    }
}

fn read(query: &str) -> Result<Page, ApiError> {
    let query = Query::<PageQuery>::from_query(query)
        .map_err(|error| ApiError::bad_request("bad_query", error.to_string()))?;
    let limit = query.limit.unwrap_or(DEFAULT_LIMIT);
    if !(1..=MAX_LIMIT).contains(&limit) {
        return Err(ApiError::invalid(
            "limit",
            "out_of_range",
            format!("A page has 1 to {MAX_LIMIT} rows."),
        ));
    }
    Ok(Page {
        limit,
        cursor: query.into_inner().cursor,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_a_list_without_gap_or_repetition() {
        let all: Vec<u32> = (0..7).collect();
        let mut seen = Vec::new();
        let mut query = "limit=3".to_owned();
        loop {
            let page = read(&query).unwrap();
            let after: Option<u32> = page.after().unwrap();
            let rows: Vec<u32> = all
                .iter()
                .copied()
                .filter(|row| after.is_none_or(|after| *row > after))
                .take(usize::try_from(page.fetch()).unwrap())
                .collect();
            let (rows, next) = page.split(rows, |row| *row).unwrap();
            assert!(rows.len() <= 3);
            seen.extend(rows);
            let Some(next) = next else { break };
            query = format!("limit=3&cursor={next}");
        }
        assert_eq!(seen, all);
    }

    #[test]
    fn refuses_what_no_list_made() {
        assert_eq!(read("limit=0").unwrap_err().code(), "invalid");
        assert_eq!(read("limit=201").unwrap_err().code(), "invalid");
        assert_eq!(read("limit=x").unwrap_err().code(), "bad_query");
        let page = read("cursor=%F0%9F").unwrap_or_else(|error| panic!("{error}"));
        assert_eq!(page.after::<u32>().unwrap_err().code(), "bad_cursor");
    }
}
