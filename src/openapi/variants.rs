//! The variants of an enum that carries data, as schemas of their own.
//!
//! utoipa writes them in place. Client generators then have to make up names, which clash or say nothing (`PlatformFrameType7Data`).
//! A variant is named after its enum and its tag (`PlatformFrameActorLoad`), an untagged one by its `#[schema(title = "…")]`.

use utoipa::openapi::{OpenApi, Ref, RefOr, Schema, schema::Object};

/// Takes every variant with properties out of its enum and refers to it.
pub(super) fn name_variants(api: &mut OpenApi) {
    let Some(components) = &mut api.components else {
        return;
    };
    let mut named = Vec::new();
    for (parent, schema) in &mut components.schemas {
        let RefOr::T(Schema::OneOf(choices)) = schema else {
            continue;
        };
        for item in &mut choices.items {
            let RefOr::T(Schema::Object(variant)) = item else {
                continue;
            };
            let Some(name) = name_of(parent, variant) else {
                continue;
            };
            let mut variant = variant.clone();
            if let Some(data) = variant.properties.get_mut("data") {
                take_out(data, format!("{name}Data"), &mut named);
            }
            named.push((name.clone(), RefOr::T(Schema::Object(variant))));
            *item = RefOr::Ref(Ref::from_schema_name(name));
        }
    }
    components.schemas.extend(named);
}

/// Takes an object out of its place, if it is one.
fn take_out(place: &mut RefOr<Schema>, name: String, named: &mut Vec<(String, RefOr<Schema>)>) {
    if matches!(place, RefOr::T(Schema::Object(_))) {
        let reference = RefOr::Ref(Ref::from_schema_name(&name));
        named.push((name, std::mem::replace(place, reference)));
    }
}

fn name_of(parent: &str, variant: &Object) -> Option<String> {
    if let Some(title) = &variant.title {
        return Some(title.clone());
    }
    let tag = variant.properties.values().find_map(|property| {
        let RefOr::T(Schema::Object(property)) = property else {
            return None;
        };
        match property.enum_values.as_deref() {
            Some([only]) => only.as_str().map(str::to_owned),
            _ => None,
        }
    })?;
    Some(format!("{parent}{}", pascal(&tag)))
}

/// `actor-load` → `ActorLoad`.
fn pascal(tag: &str) -> String {
    tag.split(['-', '_', '.'])
        .flat_map(|word| {
            let mut letters = word.chars();
            letters
                .next()
                .map(|first| first.to_ascii_uppercase())
                .into_iter()
                .chain(letters)
        })
        .collect()
}
