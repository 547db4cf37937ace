//! Flattened structs as one object, or as one of several where what is flattened is an enum.
//!
//! serde's `flatten` comes out of utoipa as `allOf`. Two objects that each refuse unknown properties can be satisfied by no document, and
//! generators make nothing good of the combination: the properties are merged into one object, as they are on the wire.

use utoipa::openapi::{
    OpenApi, RefOr, Schema,
    schema::{AllOf, Object, OneOf},
};

/// Merges every `allOf` of plain objects among the named schemas.
pub(super) fn flatten(api: &mut OpenApi) {
    let Some(components) = &mut api.components else {
        return;
    };
    let known = components.schemas.clone();
    for schema in components.schemas.values_mut() {
        let RefOr::T(Schema::AllOf(parts)) = schema else {
            continue;
        };
        if let Some(object) = merged(parts, &known) {
            *schema = RefOr::T(Schema::Object(object));
        } else if let Some(choices) = distributed(parts, &known) {
            *schema = RefOr::T(Schema::OneOf(choices));
        }
    }
}

type Known = std::collections::BTreeMap<String, RefOr<Schema>>;

/// One object with the properties of all parts; `None` when a part is no plain object.
fn merged(parts: &AllOf, known: &Known) -> Option<Object> {
    let mut whole = Object::new();
    for part in &parts.items {
        let part = object(part, known)?;
        whole.properties.extend(part.properties);
        whole.required.extend(part.required);
        if part.additional_properties.is_some() {
            whole.additional_properties = part.additional_properties;
        }
    }
    whole.description.clone_from(&parts.description);
    whole.title.clone_from(&parts.title);
    whole.example.clone_from(&parts.example);
    whole.examples.clone_from(&parts.examples);
    Some(whole)
}

/// Every variant of the enum among the parts, with the properties of the other parts.
fn distributed(parts: &AllOf, known: &Known) -> Option<OneOf> {
    let (at, choices) = parts
        .items
        .iter()
        .enumerate()
        .find_map(|(at, part)| Some((at, variants(part, known)?)))?;
    let items = choices
        .items
        .iter()
        .map(|variant| {
            let mut whole = parts.clone();
            *whole.items.get_mut(at)? = variant.clone();
            let mut whole = merged(&whole, known)?;
            whole.description = object(variant, known)?.description;
            Some(RefOr::T(Schema::Object(whole)))
        })
        .collect::<Option<Vec<_>>>()?;
    let mut whole = OneOf::new();
    whole.items = items;
    whole.description.clone_from(&parts.description);
    Some(whole)
}

fn variants<'a>(part: &'a RefOr<Schema>, known: &'a Known) -> Option<&'a OneOf> {
    match part {
        RefOr::T(Schema::OneOf(choices)) => Some(choices),
        RefOr::T(_) => None,
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            variants(known.get(name)?, known)
        }
    }
}

fn object(part: &RefOr<Schema>, known: &Known) -> Option<Object> {
    match part {
        RefOr::T(Schema::Object(object)) => Some(object.clone()),
        RefOr::T(Schema::AllOf(parts)) => merged(parts, known),
        RefOr::T(_) => None,
        RefOr::Ref(reference) => {
            let name = reference.ref_location.rsplit('/').next()?;
            object(known.get(name)?, known)
        }
    }
}
