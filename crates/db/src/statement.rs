//! Hand-written statements that are prepared once per connection.
//!
//! Diesel does not cache `sql_query`: each run costs a round trip to prepare and a planning of its own, more than the hot statements of
//! the ledger cost to run.

use diesel::{
    QueryResult,
    pg::Pg,
    query_builder::{AstPass, Query, QueryFragment, QueryId},
    sql_types::Untyped,
};

/// A `sql_query` whose text is always the same, prepared once per connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Prepared<Q>(pub(crate) Q);

impl<Q> Query for Prepared<Q> {
    type SqlType = Untyped;
}

impl<Q> QueryId for Prepared<Q> {
    type QueryId = ();
    // The key of the cache is the text, then.
    const HAS_STATIC_QUERY_ID: bool = false;
}

impl<Q: QueryFragment<Pg>> QueryFragment<Pg> for Prepared<Q> {
    fn walk_ast<'b>(&'b self, out: AstPass<'_, 'b, Pg>) -> QueryResult<()> {
        self.0.walk_ast(out)
    }

    fn is_safe_to_cache_prepared(&self, _backend: &Pg) -> QueryResult<bool> {
        Ok(true)
    }
}
