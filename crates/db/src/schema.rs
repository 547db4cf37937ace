// @generated automatically by Diesel CLI.

diesel::table! {
    use diesel::sql_types::*;

    alerts (id) {
        id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        kind -> Text,
        severity -> Text,
        subject -> Text,
        body -> Text,
        opened_at -> Timestamptz,
        acknowledged_at -> Nullable<Timestamptz>,
        resolved_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    audit_log (id) {
        id -> Int8,
        tenant_id -> Nullable<Uuid>,
        user_id -> Nullable<Uuid>,
        action -> Text,
        subject -> Text,
        detail -> Jsonb,
        at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    audit_seals (place) {
        place -> Int8,
        audit_id -> Int8,
        seal -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaign_counts (tenant_id, campaign_id) {
        tenant_id -> Uuid,
        campaign_id -> Uuid,
        queued -> Int8,
        leased -> Int8,
        submitting -> Int8,
        sent -> Int8,
        delivered -> Int8,
        read -> Int8,
        retry -> Int8,
        failed -> Int8,
        skipped -> Int8,
        unknown -> Int8,
        replied -> Int8,
        opted_out -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    campaigns (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        name -> Text,
        state -> Text,
        pause_reason -> Nullable<Text>,
        failure -> Nullable<Text>,
        list_ids -> Array<Uuid>,
        numbers -> Array<Text>,
        template_id -> Nullable<Uuid>,
        body -> Nullable<Text>,
        defaults -> Jsonb,
        auto_resume -> Bool,
        require_consent -> Bool,
        scheduled_at -> Nullable<Timestamptz>,
        late_bound_seconds -> Int4,
        started_body -> Nullable<Text>,
        template_version -> Nullable<Int4>,
        started_at -> Nullable<Timestamptz>,
        finished_at -> Nullable<Timestamptz>,
        node_id -> Nullable<Uuid>,
        epoch -> Int8,
        lease_until -> Nullable<Timestamptz>,
        created_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        scheduled_version -> Nullable<Int4>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    contacts (tenant_id, id) {
        tenant_id -> Uuid,
        id -> Uuid,
        phone -> Text,
        name -> Nullable<Text>,
        email -> Nullable<Text>,
        notes -> Nullable<Text>,
        language -> Nullable<Text>,
        time_zone -> Nullable<Text>,
        tags -> Array<Text>,
        attributes -> Jsonb,
        blocked_at -> Nullable<Timestamptz>,
        blocked_reason -> Nullable<Text>,
        consent_at -> Nullable<Timestamptz>,
        consent_source -> Nullable<Text>,
        consent_proof -> Nullable<Text>,
        last_in_at -> Nullable<Timestamptz>,
        last_out_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
        consent_withdrawn_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    emails (id) {
        id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        user_id -> Nullable<Uuid>,
        recipient -> Text,
        recipient_name -> Text,
        language -> Text,
        purpose -> Text,
        mail -> Jsonb,
        sealed_token -> Nullable<Bytea>,
        state -> Text,
        attempts -> Int4,
        due_at -> Timestamptz,
        until -> Timestamptz,
        node_id -> Nullable<Uuid>,
        lease_until -> Nullable<Timestamptz>,
        last_error -> Nullable<Text>,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    event_sequences (tenant_id) {
        tenant_id -> Uuid,
        last -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    events (tenant_id, sequence) {
        tenant_id -> Uuid,
        sequence -> Int8,
        id -> Uuid,
        kind -> Text,
        data -> Jsonb,
        at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    idempotency_keys (tenant_id, key) {
        tenant_id -> Uuid,
        key -> Text,
        request_hash -> Bytea,
        status -> Nullable<Int4>,
        response -> Nullable<Jsonb>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    import_rejects (tenant_id, import_id, line) {
        tenant_id -> Uuid,
        import_id -> Uuid,
        line -> Int8,
        reason -> Text,
        detail -> Text,
        raw -> Text,
        cells -> Array<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    imports (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        list_id -> Nullable<Uuid>,
        file_name -> Text,
        mapping -> Jsonb,
        country -> Text,
        state -> Text,
        error_code -> Nullable<Text>,
        error_text -> Nullable<Text>,
        total_bytes -> Int8,
        read_bytes -> Int8,
        rows -> Int8,
        added -> Int8,
        updated -> Int8,
        duplicates -> Int8,
        rejected -> Int8,
        epoch -> Int8,
        created_at -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
        headings -> Array<Text>,
        withdrawn -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    incoming_messages (tenant_id, message_id) {
        tenant_id -> Uuid,
        message_id -> Text,
        phone -> Text,
        body -> Text,
        sent_at -> Timestamptz,
        received_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    invitations (id) {
        id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        email -> Text,
        role -> Text,
        permissions -> Array<Text>,
        language -> Nullable<Text>,
        token_hash -> Bytea,
        invited_by -> Nullable<Uuid>,
        created_at -> Timestamptz,
        sent_at -> Timestamptz,
        expires_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    list_members (tenant_id, list_id, contact_id) {
        tenant_id -> Uuid,
        list_id -> Uuid,
        contact_id -> Uuid,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    lists (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        name -> Text,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    logins (id) {
        id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        user_id -> Uuid,
        created_at -> Timestamptz,
        last_used_at -> Timestamptz,
        ip -> Nullable<Text>,
        user_agent -> Nullable<Text>,
        revoked_at -> Nullable<Timestamptz>,
        revoked_reason -> Nullable<Text>,
        confirmed_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    nodes (id) {
        id -> Uuid,
        name -> Text,
        version -> Text,
        started_at -> Timestamptz,
        heartbeat_at -> Timestamptz,
        stopped_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    one_time_tokens (token_hash) {
        token_hash -> Bytea,
        tenant_id -> Nullable<Uuid>,
        user_id -> Nullable<Uuid>,
        purpose -> Text,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        email -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    opt_out_answers (tenant_id, answers) {
        tenant_id -> Uuid,
        answers -> Text,
        phone -> Text,
        leaves -> Bool,
        body -> Text,
        state -> Text,
        message_id -> Nullable<Text>,
        profile_life -> Nullable<Int8>,
        submitted_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
        until -> Timestamptz,
        finished_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    pace_minutes (tenant_id, minute) {
        tenant_id -> Uuid,
        minute -> Timestamptz,
        sent -> Int4,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    packages (id) {
        id -> Uuid,
        name -> Text,
        description -> Text,
        price -> Numeric,
        currency -> Text,
        period_months -> Int4,
        monthly_quota -> Nullable<Int8>,
        messages_per_day -> Nullable<Int8>,
        api_tier -> Text,
        features -> Jsonb,
        active -> Bool,
        created_at -> Timestamptz,
        contact_limit -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    quota_periods (tenant_id, starts_at) {
        tenant_id -> Uuid,
        starts_at -> Timestamptz,
        ends_at -> Timestamptz,
        unit_limit -> Nullable<Int8>,
        used -> Int8,
        reserved -> Int8,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    recipient_messages (tenant_id, message_id) {
        tenant_id -> Uuid,
        message_id -> Text,
        campaign_id -> Uuid,
        ordinal -> Int4,
        chat -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    recipients (tenant_id, campaign_id, ordinal) {
        tenant_id -> Uuid,
        campaign_id -> Uuid,
        ordinal -> Int4,
        phone -> Text,
        contact_id -> Nullable<Uuid>,
        variables -> Jsonb,
        state -> Text,
        reason -> Nullable<Text>,
        attempt -> Int2,
        epoch -> Int8,
        leased_until -> Nullable<Timestamptz>,
        quota_period -> Nullable<Timestamptz>,
        message_id -> Nullable<Text>,
        profile_epoch -> Nullable<Int8>,
        retry_at -> Nullable<Timestamptz>,
        submitted_at -> Nullable<Timestamptz>,
        sent_at -> Nullable<Timestamptz>,
        delivered_at -> Nullable<Timestamptz>,
        read_at -> Nullable<Timestamptz>,
        replied_at -> Nullable<Timestamptz>,
        opted_out_at -> Nullable<Timestamptz>,
        ended_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    recovery_codes (user_id, code_hash) {
        user_id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        code_hash -> Bytea,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    refresh_tokens (token_hash) {
        token_hash -> Bytea,
        tenant_id -> Nullable<Uuid>,
        login_id -> Uuid,
        issued_at -> Timestamptz,
        expires_at -> Timestamptz,
        used_at -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    second_factors (user_id) {
        user_id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        key_id -> Int4,
        sealed -> Bytea,
        created_at -> Timestamptz,
        enabled_at -> Nullable<Timestamptz>,
        last_step -> Nullable<Int8>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    session_profiles (tenant_id) {
        tenant_id -> Uuid,
        key_id -> Int4,
        sealed -> Bytea,
        plain_bytes -> Int8,
        epoch -> Int8,
        saved_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    session_transitions (id) {
        id -> Int8,
        tenant_id -> Uuid,
        from_state -> Text,
        to_state -> Text,
        reason -> Nullable<Text>,
        at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    sessions (tenant_id) {
        tenant_id -> Uuid,
        engine -> Text,
        wanted -> Bool,
        run_wanted -> Int8,
        logout_wanted -> Bool,
        hold -> Nullable<Text>,
        hold_reason -> Nullable<Text>,
        state -> Text,
        reason -> Nullable<Text>,
        since -> Timestamptz,
        last_error -> Nullable<Text>,
        probed_at -> Nullable<Timestamptz>,
        phone -> Nullable<Text>,
        linked_at -> Nullable<Timestamptz>,
        events_until -> Nullable<Timestamptz>,
        support_screenshots -> Bool,
        node_id -> Nullable<Uuid>,
        epoch -> Int8,
        lease_until -> Nullable<Timestamptz>,
        profile_life -> Int8,
        profile_open -> Bool,
        profile_node -> Nullable<Text>,
        min_delay_ms -> Int4,
        max_delay_ms -> Int4,
        hourly_cap -> Int4,
        daily_cap -> Int4,
        starts -> Int8,
        reconnects -> Int8,
        last_phone -> Nullable<Text>,
        heard_before -> Nullable<Timestamptz>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    subscriptions (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        package_id -> Uuid,
        state -> Text,
        starts_at -> Timestamptz,
        ends_at -> Timestamptz,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    suppressions (tenant_id, phone) {
        tenant_id -> Uuid,
        phone -> Text,
        source -> Text,
        keyword -> Nullable<Text>,
        created_at -> Timestamptz,
        message -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    template_versions (tenant_id, template_id, version) {
        tenant_id -> Uuid,
        template_id -> Uuid,
        version -> Int4,
        body -> Text,
        variables -> Array<Text>,
        created_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    templates (id) {
        id -> Uuid,
        tenant_id -> Uuid,
        name -> Text,
        version -> Int4,
        created_at -> Timestamptz,
        updated_at -> Timestamptz,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    tenants (id) {
        id -> Uuid,
        name -> Text,
        state -> Text,
        country -> Text,
        time_zone -> Text,
        language -> Text,
        opt_out_words -> Array<Text>,
        created_at -> Timestamptz,
        opt_out_answer -> Bool,
        opt_out_text -> Nullable<Text>,
        return_text -> Nullable<Text>,
    }
}

diesel::table! {
    use diesel::sql_types::*;

    users (id) {
        id -> Uuid,
        tenant_id -> Nullable<Uuid>,
        email -> Text,
        name -> Text,
        password_hash -> Text,
        role -> Text,
        permissions -> Array<Text>,
        email_verified_at -> Nullable<Timestamptz>,
        disabled_at -> Nullable<Timestamptz>,
        created_at -> Timestamptz,
    }
}

diesel::joinable!(alerts -> tenants (tenant_id));
diesel::joinable!(campaigns -> tenants (tenant_id));
diesel::joinable!(contacts -> tenants (tenant_id));
diesel::joinable!(emails -> nodes (node_id));
diesel::joinable!(emails -> tenants (tenant_id));
diesel::joinable!(emails -> users (user_id));
diesel::joinable!(event_sequences -> tenants (tenant_id));
diesel::joinable!(events -> tenants (tenant_id));
diesel::joinable!(idempotency_keys -> tenants (tenant_id));
diesel::joinable!(imports -> tenants (tenant_id));
diesel::joinable!(incoming_messages -> tenants (tenant_id));
diesel::joinable!(invitations -> tenants (tenant_id));
diesel::joinable!(invitations -> users (invited_by));
diesel::joinable!(lists -> tenants (tenant_id));
diesel::joinable!(logins -> tenants (tenant_id));
diesel::joinable!(logins -> users (user_id));
diesel::joinable!(one_time_tokens -> tenants (tenant_id));
diesel::joinable!(one_time_tokens -> users (user_id));
diesel::joinable!(opt_out_answers -> tenants (tenant_id));
diesel::joinable!(pace_minutes -> sessions (tenant_id));
diesel::joinable!(quota_periods -> tenants (tenant_id));
diesel::joinable!(recovery_codes -> second_factors (user_id));
diesel::joinable!(recovery_codes -> tenants (tenant_id));
diesel::joinable!(refresh_tokens -> logins (login_id));
diesel::joinable!(refresh_tokens -> tenants (tenant_id));
diesel::joinable!(second_factors -> tenants (tenant_id));
diesel::joinable!(second_factors -> users (user_id));
diesel::joinable!(session_profiles -> sessions (tenant_id));
diesel::joinable!(session_transitions -> sessions (tenant_id));
diesel::joinable!(sessions -> tenants (tenant_id));
diesel::joinable!(subscriptions -> packages (package_id));
diesel::joinable!(subscriptions -> tenants (tenant_id));
diesel::joinable!(suppressions -> tenants (tenant_id));
diesel::joinable!(templates -> tenants (tenant_id));
diesel::joinable!(users -> tenants (tenant_id));

diesel::allow_tables_to_appear_in_same_query!(
    alerts,
    audit_log,
    audit_seals,
    campaign_counts,
    campaigns,
    contacts,
    emails,
    event_sequences,
    events,
    idempotency_keys,
    import_rejects,
    imports,
    incoming_messages,
    invitations,
    list_members,
    lists,
    logins,
    nodes,
    one_time_tokens,
    opt_out_answers,
    pace_minutes,
    packages,
    quota_periods,
    recipient_messages,
    recipients,
    recovery_codes,
    refresh_tokens,
    second_factors,
    session_profiles,
    session_transitions,
    sessions,
    subscriptions,
    suppressions,
    template_versions,
    templates,
    tenants,
    users,
);
