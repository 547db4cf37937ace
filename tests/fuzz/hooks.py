"""What Schemathesis has to know beside the OpenAPI document (tests/it/guards/fuzz.rs starts it)."""

import schemathesis
from schemathesis.checks import CheckContext
from schemathesis.core.failures import Failure

# Refusals that no schema can express: what a value means, not how it is written. Everything else that the document allows must be taken.
MEANING = {
    "already_exists",
    "bad_cursor",  # opaque: only `meta.next_cursor` is one
    "bad_link",
    "import_empty",
    "import_no_phone_column",
    "invalid_email",
    "link_void",
    "not_invited",
    "not_an_address",
    "nul_not_allowed",
    "pace_daily_cap",
    "pace_delays_crossed",
    "pace_hourly_cap",
    "pace_too_fast",
    "same_address",
    "schedule_in_the_past",
    "schedule_too_far",
    "too_easy",
    "unknown",
    "unknown_contact",
    "unknown_list",
    "unknown_template",
    # One of several fields, or a rule about what is inside of one.
    "at:required",
    "attributes:out_of_range",
    "code:required",
    "code:wrong",
    "current:wrong",
    "list_ids:required",
    "local:no_such_time",
    "opt_out_words:out_of_range",
    "consent.at:in_the_future",
    "settings:malformed_json",
    "password:wrong",
    "permissions:of_the_platform",
    "tags:out_of_range",
    "time_zone:unknown_time_zone",
    "text:required",
}


@schemathesis.hook
def map_body(context, body):
    """Whole numbers are sent as JSON integers: a schema cannot tell 1.0 from 1, a parser can."""
    return whole(body)


def whole(value):
    if isinstance(value, float) and value.is_integer() and abs(value) < 2**53:
        return int(value)
    if isinstance(value, list):
        return [whole(item) for item in value]
    if isinstance(value, dict):
        return {key: whole(item) for key, item in value.items()}
    return value


@schemathesis.hook
def filter_case(context, case):
    """A file is a text whatever is in it: a number that takes its place is one in the request, and no violation."""
    return not ((case.media_type or "").startswith("text/") and not isinstance(case.body, (str, bytes)))


@schemathesis.check
def valid_requests_are_taken(ctx: CheckContext, response, case):
    """Like `positive_data_acceptance`, but refusals by meaning are right."""
    mode = case.meta.generation.mode if case.meta else None
    if mode is None or not mode.is_positive or response.status_code not in (400, 413, 415, 422):
        return
    error = response.json()["error"]
    codes = {error["code"]}
    fields = error["details"].get("fields")
    if error["code"] == "invalid" and fields:
        codes = {field["code"] for field in fields if f"{field['field']}:{field['code']}" not in MEANING}
    left = sorted(code for code in codes if code not in MEANING and not code.startswith(("phone_", "template_", "import_")))
    if left:
        raise Failure(
            operation=case.operation.label,
            title="A request that the document allows was refused",
            message=f"{response.status_code} {', '.join(left)}: {response.text}",
        )
