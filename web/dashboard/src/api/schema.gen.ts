// Generated from docs/openapi.json by `npm run gen -w dashboard`. Do not edit.

export interface paths {
    "/api/v1/admin/actors": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The actor tree as it is now; the stream tells its changes as `actor-health` */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Snapshot"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/actors/{action}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Restart, stop, park or release an actor */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    action: components["schemas"]["Action"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Which"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Acted"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_possible`: it is not in a state for this */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alerts, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Only those in this state. */
                    state?: components["schemas"]["AlertState"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Alert"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/alerts/{id}/acknowledge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Acknowledge an alert: somebody is looking at it
         * @description Nothing changes when somebody was already, or when it is over.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["AlertId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/alerts/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resolve an alert: it is over
         * @description Nothing changes when it was already. What still holds is raised again.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["AlertId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/audit": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The audit log, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Of actions that begin so: `login.` or `member.removed`. */
                    action?: string;
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description From then on. */
                    from?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description About this business. */
                    tenant_id?: components["schemas"]["TenantId"];
                    /** @description Before. */
                    to?: string;
                    /** @description By this user. */
                    user_id?: components["schemas"]["UserId"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_AuditEntry"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customer-invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations to sign up that nobody used yet, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite a business to sign up
         * @description A link goes to the address and works for seven days, once, also where sign-up is by invitation only (`SIAR_SIGN_UP=invited`). Where this
         *     server sends no e-mail the answer holds the link.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InviteCustomer"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`; `already_invited` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customer-invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation to sign up */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customer-invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send an invitation to sign up again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customers */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Part of the name. */
                    search?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Customer"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customers/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TenantId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_CustomerDetail"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customers/{id}/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * End a customer's suspension
         * @description Nothing changes when it is not suspended.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TenantId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customers/{id}/subscription": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Assign a package
         * @description The same package again extends its end. Another one replaces it at once, with a quota period that begins now.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TenantId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_QuotaView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/customers/{id}/suspend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Suspend a customer
         * @description Its people can do nothing but log in, its running campaigns pause, and nothing is sent. Nothing changes when it is suspended already.
         *     Wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TenantId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Grounds"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How everything is that this node needs
         * @description Database, Redis, browser, disk and the node itself, each looked at now and within a deadline. The stream tells it every ten seconds to
         *     whoever asks for the topic `health`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_PlatformHealth"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invitations to run the platform that nobody accepted yet, the newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite somebody to run the platform
         * @description A link goes to the address and works for seven days, once. Where this server sends no e-mail the answer holds the link.
         *     To invite a super administrator wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InviteUser"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`; `already_invited`; `team_full` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Withdraw an invitation to run the platform */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation to run the platform again
         * @description Wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/logs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The log's last lines, of this node
         * @description About 2,000 lines are kept, in memory. Numbers of people keep only their last four digits. The stream sends new lines to whoever asks
         *     for the topic `logs`.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Only lines after this sequence, from the first of them on. Absent: the newest lines. */
                    after?: number;
                    /** @description Only lines at least as urgent as this. */
                    level?: components["schemas"]["LogLevel"];
                    /** @description How many lines at the most, 1 to 2,000; 500 where absent. */
                    limit?: number;
                    /** @description Only lines with this text in them, in whatever case; at most 200 characters. */
                    text?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_RecentLog"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/packages": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List packages */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_PackageView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Make a package */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PackageTerms"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_PackageView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_exists` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/packages/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Change a package
         * @description All of its terms. Running subscriptions follow their package.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["PackageId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PackageTerms"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_PackageView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_exists` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All tenants' sessions */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Part of the customer's name or of the account's number. */
                    search?: string;
                    /** @description Only those recorded in this state. */
                    state?: components["schemas"]["SessionState"];
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_ListedSession"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/sessions/{tenant_id}/screenshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * A picture of a session's page
         * @description Only while the tenant allows it. Each is noted in the audit log.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    tenant_id: components["schemas"]["TenantId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": string;
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `session_not_running` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Those who run the platform, the first who came first
         * @description At most 200 people.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Member"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/admin/users/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an account of the platform, for good
         * @description Wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change an account of the platform
         * @description Takes effect at once. Nobody changes their own account. To deactivate and to give another role wants the caller to have confirmed who
         *     they are (403 `confirmation_needed`).
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["UserChange"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Member"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/admin/users/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Turn the two-factor authentication of somebody who runs the platform off
         * @description For whoever has lost the app and the recovery codes. The user is logged out and told by e-mail.
         *     Wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change the password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangePassword"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm that it is you
         * @description For what answers 403 `confirmation_needed`: suspending a customer, deactivating or removing somebody, turning somebody's two-factor
         *     authentication off, giving somebody who runs the platform another role, and inviting a super administrator. It counts for a quarter of an hour in this login, as logging in does.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Confirmation"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Confirmed"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own address */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_OwnEmail"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/change": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change the address to log in with
         * @description A link goes to the new address and works for a day; until it is opened the old address stays. Then the old one is told, with a link that
         *     brings it back within seven days.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangeEmail"];
                };
            };
            responses: {
                /** @description A link is on its way to the new address */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`; `no_mail_server`: this server sends no e-mail */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/confirm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the new address */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ConfirmEmail"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`: somebody has taken that address meanwhile */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send the link that confirms the address again
         * @description Earlier links are void. Three at once, then one every twenty minutes.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description It is on its way */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_verified`; `no_mail_server`: this server sends no e-mail */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/email/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring the old address back
         * @description Sets a new password and ends all log-ins.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["RestoreEmail"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`: somebody has taken that address meanwhile */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Forgot the password
         * @description Answers alike whether or not somebody has that address.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ForgotPassword"];
                };
            };
            responses: {
                /** @description Accepted; the work goes on in the background */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * What a link invites to
         * @description The link is not used up.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["InvitationLink"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_InvitedTo"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/invitation/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invitation
         * @description Makes the account. Log in afterwards with the address that was invited.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["AcceptInvitation"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Joined"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`: somebody has taken that address meanwhile */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log in
         * @description An unknown address and a wrong password are answered alike, and take alike. Where the account has a second factor, the right password
         *     alone is answered with 401 `second_factor_required`: send the same once more with `code`. A wrong one is 401 `wrong_code`.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["LogIn"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Tokens"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logins": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * One's own log-ins in force, the latest used first
         * @description At most the 100 latest.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Login"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** End all of one's own log-ins but the one asked with */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logins/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End one of one's own log-ins, at once
         * @description Its access token stops working here at once, on other nodes within ten seconds.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["LoginId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Log out */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who am I */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Me"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refresh */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Refresh"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Tokens"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `refresh_raced`: another request used this token a moment ago; use the tokens it got */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register
         * @description Makes a tenant with its owner. Log in afterwards.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Registration"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_RegisteredAccount"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`: somebody has that address already */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Reset the password */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ResetPassword"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own second factor */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SecondFactor"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Turn two-factor authentication off */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordAndCode"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `second_factor_off`; `second_factor_compulsory`: this server's operator wants it */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Turn two-factor authentication on
         * @description Log-ins that are open stay. The answer holds recovery codes: keep them where the phone is not.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["EnableSecondFactor"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_RecoveryCodes"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `second_factor_not_begun` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/recovery-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace the recovery codes
         * @description The old ones are void.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PasswordAndCode"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_RecoveryCodes"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `second_factor_off` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/second-factor/set-up": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin to turn two-factor authentication on
         * @description Scan the address with an authenticator app, then send a code that it shows. Until then log-ins ask for none.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetUpSecondFactor"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_AppSecret"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `second_factor_on`: turn it off first */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Set up the first administrator */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SetUp"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Administrator"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Verify an address */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["VerifyEmail"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Campaigns, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Only those made on this day or later, in the tenant's time zone. */
                    from?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Only those whose name contains this. */
                    name?: string;
                    /**
                     * @description Only those in one of these states, separated by commas: `running,paused`.
                     * @example running,paused
                     */
                    state?: string;
                    /** @description Only those made on this day or before, in the tenant's time zone. */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Make a campaign's draft */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignDraft"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_drafts` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One campaign */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_CampaignDetail"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /**
         * Change a draft
         * @description The whole draft is replaced.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["CampaignDraft"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state`: it is no draft any more */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a draft */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state`: only drafts are deleted */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a campaign: whoever waits is skipped, what is being submitted finishes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/clone": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy a campaign of any state into a new draft */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Copy"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_many_drafts` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Pause a campaign; what is being submitted finishes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/preflight": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The pre-flight report
         * @description Who would get the message and who not and why, what it costs, how long it takes, and what stands in the way.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_PreflightReport"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many messages went out when */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_RateCurve"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/recipients": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recipients of a campaign in their order, with reasons and times */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /**
                     * @description Only those whose number or whose contact's name contains this. What holds only digits, spaces and `+-.()` is part of a number; where
                     *     it is long enough to be a whole one, zeros before it are passed over, as numbers are kept with their country's code.
                     */
                    search?: string;
                    /**
                     * @description Only those in one of these states, separated by commas: `failed,unknown`.
                     * @example failed,unknown
                     */
                    state?: string;
                };
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Recipient"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/recipients.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All recipients as CSV, with reasons and times */
        get: {
            parameters: {
                query?: {
                    /**
                     * @description Only those whose number or whose contact's name contains this. What holds only digits, spaces and `+-.()` is part of a number; where
                     *     it is long enough to be a whole one, zeros before it are passed over, as numbers are kept with their country's code.
                     */
                    search?: string;
                    /**
                     * @description Only those in one of these states, separated by commas: `failed,unknown`.
                     * @example failed,unknown
                     */
                    state?: string;
                };
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/resolve": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Decide about `unknown` recipients
         * @description A receipt that comes later still settles them.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Resolve"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Changed"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state`: a draft, or cancelled */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Resume a paused campaign
         * @description One whose time was missed, or whose template was changed, starts now.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state`, or what a start may answer */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Queue failed recipients again: one, some, or all
         * @description A completed campaign runs again for them; a paused one stays paused.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Retry"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Changed"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state`: a draft, or cancelled */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/schedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a campaign at a time
         * @description Again for a scheduled one: its time is changed.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Schedule"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start a campaign now
         * @description Its recipients are written down once and for all. A scheduled one starts before its time.
         */
        post: {
            parameters: {
                query?: never;
                header?: {
                    /**
                     * @description A key of your choice for this request, best a random UUID. A repetition with the same key and body within 24 hours does nothing
                     *     again and gets the first answer.
                     * @example 7d3c9a52-6a55-4c0e-9b7e-0f2f4f6c1a11
                     */
                    "Idempotency-Key"?: string | null;
                };
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        /** @description `true` when this is the answer of an earlier request with the same key */
                        "Idempotent-Replayed"?: string;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state`, `no_recipients`, `no_subscription`, `bad_text` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/campaigns/{id}/unschedule": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Make a scheduled campaign a draft again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["CampaignId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Campaign"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `wrong_state` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Only members of this list. */
                    list_id?: components["schemas"]["ListId"] | null;
                    /** @description Only names that contain this, whatever the case. */
                    name?: string | null;
                    /** @description Only numbers that begin with this, as in `+6281`. */
                    phone?: string | null;
                    /** @description Only contacts with this tag. */
                    tag?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Contact"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Store a contact */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewContact"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Contact"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `phone_taken`, `contact_limit` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/contacts/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One contact */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ContactId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Contact"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a contact; what campaigns recorded of it stays */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ContactId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a contact: block, note consent, set fields */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ContactId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Fields"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Contact"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/imports": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Import"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Upload a file of contacts; it is imported in the background */
        post: {
            parameters: {
                query?: {
                    /** @description Its name, for the history. */
                    file_name?: string | null;
                    /** @description The list its contacts go into. */
                    list_id?: components["schemas"]["ListId"] | null;
                    /** @description `ImportSettings` as JSON: columns, delimiter, default country, where the people's agreement came from. What is left out is guessed. */
                    settings?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The file, as it is */
            requestBody: {
                content: {
                    "text/csv": string;
                };
            };
            responses: {
                /** @description Accepted; the work goes on in the background */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Import"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `too_large` */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import and how far it is; the stream tells it live as `import-progress` */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Import"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel an import; what was stored before stays and is counted */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Import"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `already_ended` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejects": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows that were refused, by line */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path: {
                    id: components["schemas"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Reject"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/{id}/rejects.csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All refused rows as CSV: line, reason, detail, value, and then the row as it was; can be mended and imported */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ImportId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "text/csv": string;
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at the first 64 KiB of a file: guesses and first rows */
        post: {
            parameters: {
                query?: {
                    /** @description `ImportSettings` as JSON; what is left out is guessed. */
                    settings?: string | null;
                    /** @description The body is the whole file rather than its beginning. */
                    whole?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            /** @description The beginning of the file, as it is */
            requestBody: {
                content: {
                    "text/csv": string;
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Preview"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All lists, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_ContactList"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Make a list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ListName"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_ContactList"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `name_taken`, `too_many_lists` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lists/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One list with its size */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ListId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_ContactList"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Delete a list; its contacts stay unless asked otherwise */
        delete: {
            parameters: {
                query?: {
                    /** @description Delete its contacts too. */
                    with_contacts?: boolean;
                };
                header?: never;
                path: {
                    id: components["schemas"]["ListId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_ListDeleted"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /** Rename a list */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ListId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ListName"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_ContactList"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `name_taken` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/lists/{id}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put contacts into a list; ids that are no contacts are passed over */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ListId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Members"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_MembersChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lists/{id}/members/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take contacts out of a list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ListId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Members"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_MembersChanged"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/lists/{id}/numbers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Paste numbers into a list */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["ListId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Pasted"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_NumbersTaken"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `contact_limit` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/quota": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the quota */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_QuotaView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The session as it is now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the session went through, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_SessionStep"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Log out of WhatsApp
         * @description The device disappears from the phone's list. A session that does not run is started for it.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted; the work goes on in the background */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `not_linked`: there is no login */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the session costs and does */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionFigures"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/pace": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How fast the account may send */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_PaceView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /**
         * Change how fast the account may send
         * @description Tenants can be slower than the platform's limits, never faster. Fields that are left out get their defaults.
         */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PaceSettings"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_PaceView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/pairing-code": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a pairing code instead of a QR code
         * @description The session must be running and wait to be linked. The code is typed on the phone: Linked devices, Link with phone number.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["PhoneToPair"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_CodeView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `session_not_running`: it does not wait to be linked */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `engine_failed`: WhatsApp did not give one */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The QR code that waits to be scanned
         * @description WhatsApp replaces it every 20 seconds or so; every new one comes over the stream as `qr-code`.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_CodeView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `no_qr`: none is waiting */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/qr.png": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The QR code that waits to be scanned, as a PNG */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/png": string;
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `no_qr`: none is waiting */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restart the session's browser
         * @description It is closed in good order and opened again with the same login.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted; the work goes on in the background */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start the session
         * @description It is kept running from now on, over crashes and restarts. Without a login it asks for one: watch the stream for `qr-code`. A session that WhatsApp blocked or limited is tried again, because a person asked. `503 node_full`: the server has no room for another one just now.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted; the work goes on in the background */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop the session
         * @description The login stays. Running campaigns pause.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Accepted; the work goes on in the background */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session/support": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Allow the platform's support to see the page, or stop allowing it */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["SupportConsent"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_SessionView"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The event stream, as a WebSocket
         * @description A tenant's user gets the tenant's events. A user of the platform gets `PlatformFrame`s: the actor tree at first, then its changes, and
         *     those of alerts and sessions; it may send `PlatformClientFrame`s to follow more. Events of a topic whose permission the login lacks are left out
         *     (the codes to link a phone need `session.manage`); their sequences still count. The stream closes with code 1008 when the login ends. Frames are JSON text. Answer pings (every client library does): an unanswered ping pauses, then closes the stream.
         */
        get: {
            parameters: {
                query?: {
                    /** @description Sequence of the last event seen: those after it come first, none is left out. Absent: only what happens from now on. */
                    after?: number | null;
                    /** @description Topics, separated by commas, such as `quota,campaign-progress`; where absent, all that the login may read. */
                    topics?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Frames are `ServerFrame`; a client may send `ClientFrame` */
                101: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ServerFrame"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `upgrade_required`: not a WebSocket request */
                426: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who must not be messaged, by number */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Only numbers that begin with this, as in `+6281`. */
                    phone?: string | null;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Suppression"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Put numbers on the do-not-message register */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Numbers"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Suppressed"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/suppressions/{phone}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take a number off the register: only because the person asked for it
         * @description All spellings of its WhatsApp account go with it.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description As it stands on the register (the plus as %2B), or as people write it */
                    phone: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team/invitations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invitations that nobody accepted yet, the newest first
         * @description Expired ones too, for a month: they can be sent again. At most 200.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /**
         * Invite somebody to the team
         * @description A link goes to the address and works for seven days, once. Where this server sends no e-mail the answer holds the link; where it does,
         *     the caller's own address has to be confirmed (403 `email_not_confirmed`).
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Invite"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `email_taken`: somebody has an account with that address; `already_invited`; `team_full` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team/invitations/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Withdraw an invitation
         * @description Its link is void.
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team/invitations/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invitation again
         * @description The link before is void, and the new one works for seven days. Three at once, then one every twenty minutes.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["InvitationId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Invitation"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The team, the first who came first
         * @description At most 200 people.
         */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Member"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team/members/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove an account from the team, for good
         * @description Its log-ins end at once. What it did stays in the audit log. Nobody removes their own account.
         *     Wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        /**
         * Change an account of the team
         * @description Takes effect at once, also where the user is logged in. Nobody changes their own account, and nobody gives permissions that they lack.
         *     To deactivate wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["MemberChange"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Member"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/team/members/{id}/second-factor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Turn somebody's two-factor authentication off
         * @description For whoever has lost the app and the recovery codes. The user is logged out and told by e-mail. Nothing changes when it is off already.
         *     Wants the caller to have confirmed who they are (403 `confirmation_needed`).
         */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["UserId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/team/ownership": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Transfer the ownership
         * @description The caller becomes a supervisor. Only an owner may do this.
         */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewOwner"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Member"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `own_account`; `member_disabled` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Templates, oldest first */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_MessageTemplate"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        /** Make a template */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["NewTemplate"];
                };
            };
            responses: {
                /** @description Created; `Location` is its address */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_MessageTemplate"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `name_taken`, `too_many_templates` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One template in its newest version */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TemplateId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_MessageTemplate"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        /** Change a template; a new text is a new version, running campaigns keep theirs */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TemplateId"];
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["ChangedTemplate"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_MessageTemplate"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `changed_meanwhile` (with the template as it is), `name_taken` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        post?: never;
        /** Delete a template that no campaign uses */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: components["schemas"]["TemplateId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Done"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description `in_use` */
                409: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/{id}/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Contacts that lack a variable. A page looks at `limit` contacts, so it may hold fewer, even none: go on while there is a cursor */
        get: {
            parameters: {
                query?: {
                    /** @description `meta.next_cursor` of the page before. */
                    cursor?: string;
                    /** @description Rows of a page, 1 to 200. */
                    limit?: number;
                    /** @description Only members of this list. */
                    list_id?: components["schemas"]["ListId"] | null;
                };
                header?: never;
                path: {
                    id: components["schemas"]["TemplateId"];
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Vec_Lacking"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/templates/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a text with a contact's values */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["Trial"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_Tried"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/tenant": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the settings */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_TenantSettings"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the settings */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": components["schemas"]["TenantUpdate"];
                };
            };
            responses: {
                /** @description Done; `data` is what was asked for */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Envelope_TenantSettings"];
                    };
                };
                /** @description The request cannot be read */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not logged in, or the login has ended */
                401: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The caller lacks the permission */
                403: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Not found, or hidden from the caller */
                404: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is larger than this operation allows */
                413: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description The body is not of a content type that this operation reads */
                415: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description A value is not allowed; `details.fields` says which */
                422: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Too many requests */
                429: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
                /** @description Something the server needs does not respond right now */
                503: {
                    headers: {
                        /** @description Seconds to wait */
                        "Retry-After"?: number;
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorBody"];
                    };
                };
            };
        };
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /**
         * @description A link, and who comes.
         * @example {
         *       "name": "Budi",
         *       "password": "payung merah hujan sore",
         *       "token": "in_5mWq2Yc0hX8n"
         *     }
         */
        AcceptInvitation: {
            /** @description The name, 1 to 200 characters. */
            name: string;
            /**
             * Format: password
             * @description 10 to 128 characters.
             */
            password: string;
            /** @description From the e-mail. */
            token: string;
        };
        /** @description What came of it. */
        Acted: {
            /** @description Actors that did not stop in time and had to be killed or cut off. */
            late: string[];
        };
        /**
         * @description What to do with the actor.
         * @enum {string}
         */
        Action: "restart" | "stop" | "park" | "release";
        /** @description Who was made. */
        Administrator: {
            /** @description The user. */
            user_id: components["schemas"]["UserId"];
        };
        /** @description Something that needs a person's eye. */
        Alert: {
            /**
             * Format: date-time
             * @description When somebody began to look at it.
             */
            acknowledged_at?: string | null;
            /** @description Its id. */
            id: components["schemas"]["AlertId"];
            /** @description The code of its kind, such as `session_banned` or `actor_parked`. */
            kind: string;
            /**
             * Format: date-time
             * @description Since when.
             */
            opened_at: string;
            /**
             * Format: date-time
             * @description When it was over.
             */
            resolved_at?: string | null;
            /** @description `info`, `warning` or `critical`. */
            severity: string;
            /** @description What became of it. */
            state: components["schemas"]["AlertState"];
            /** @description What it is about; of each kind and subject one alert at a time is open. */
            subject: string;
            tenant_id?: components["schemas"]["TenantId"] | null;
            /** @description The customer's name. */
            tenant_name?: string | null;
            /** @description A sentence for people. */
            text: string;
        };
        /**
         * Format: uuid
         * @description An alert to the tenant or the administrator.
         */
        AlertId: string;
        /**
         * @description Where an alert stands.
         * @enum {string}
         */
        AlertState: "open" | "acknowledged" | "resolved";
        /** @description What the authenticator app needs. Shown once. */
        AppSecret: {
            /** @description To type into the app, in base32. */
            secret: string;
            /** @description To show the app as a QR code. */
            url: string;
        };
        /**
         * @description Which package, and for how long.
         * @example {
         *       "months": 1,
         *       "package_id": "0190f5a0-0000-7000-8000-000000000004"
         *     }
         */
        Assignment: {
            /**
             * Format: int32
             * @description Months, 1 to 36.
             */
            months?: number;
            /** @description The package. */
            package_id: components["schemas"]["PackageId"];
        };
        /** @description Something that was done. */
        AuditEntry: {
            /** @description The code of the action, such as `login.failed` or `member.removed`. */
            action: string;
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description Facts of this kind of deed. */
            detail: Record<string, never>;
            /**
             * Format: int64
             * @description Its number.
             */
            id: number;
            /** @description It is part of the chain, which shows later changes. */
            sealed: boolean;
            /** @description What it was done to. */
            subject: string;
            tenant_id?: components["schemas"]["TenantId"] | null;
            /** @description The business's name, as long as it is there. */
            tenant_name?: string | null;
            /** @description That user's address, as long as the user is there. */
            user_email?: string | null;
            user_id?: components["schemas"]["UserId"] | null;
        };
        /** @description A campaign. */
        Campaign: {
            /** @description Whether it goes on by itself once the reason of a pause is gone. */
            auto_resume: boolean;
            /** @description Its recipients by state. Zero before the start. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Values for variables a person has none for. */
            defaults: unknown;
            /** @description Why it failed: an error code. */
            failure?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /** @description How many got at least how far. */
            funnel: components["schemas"]["Funnel"];
            /** @description Its id. */
            id: components["schemas"]["CampaignId"];
            /**
             * Format: int32
             * @description Seconds by which a scheduled start may be late.
             */
            late_bound_seconds: number;
            /** @description Whose members it goes to. */
            list_ids: components["schemas"]["ListId"][];
            /** @description Its name. */
            name: string;
            /** @description Pasted numbers in E.164. */
            numbers: string[];
            pause_reason?: components["schemas"]["PauseReason"] | null;
            /** @description Whether it skips people without consent on record. */
            require_consent: boolean;
            /**
             * Format: date-time
             * @description When it starts by itself.
             */
            scheduled_at?: string | null;
            /** @description The text it sends, fixed at the start. */
            sends?: string | null;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["CampaignState"];
            template_id?: components["schemas"]["TemplateId"] | null;
            /**
             * Format: int32
             * @description The template's version it sends.
             */
            template_version?: number | null;
            /** @description Its own text, where it has no template. */
            text?: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
        };
        /** @description A campaign and its progress. */
        CampaignDetail: {
            /** @description Whether it goes on by itself once the reason of a pause is gone. */
            auto_resume: boolean;
            /** @description Its recipients by state. Zero before the start. */
            counts: components["schemas"]["Counts"];
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Values for variables a person has none for. */
            defaults: unknown;
            /**
             * Format: date-time
             * @description When that is.
             */
            done_at?: string | null;
            /**
             * Format: int64
             * @description Seconds until it is done at the account's pace, while it runs.
             */
            eta_seconds?: number | null;
            /** @description Why it failed: an error code. */
            failure?: string | null;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /**
             * Format: double
             * @description The share of recipients that need no more work, 0 to 1.
             */
            fraction: number;
            /** @description How many got at least how far. */
            funnel: components["schemas"]["Funnel"];
            /** @description Its id. */
            id: components["schemas"]["CampaignId"];
            /**
             * Format: int32
             * @description Seconds by which a scheduled start may be late.
             */
            late_bound_seconds: number;
            /** @description Whose members it goes to. */
            list_ids: components["schemas"]["ListId"][];
            /** @description Its name. */
            name: string;
            /** @description Pasted numbers in E.164. */
            numbers: string[];
            pause_reason?: components["schemas"]["PauseReason"] | null;
            /**
             * Format: double
             * @description Messages per minute since the start, while it runs.
             */
            per_minute?: number | null;
            /** @description Whether it skips people without consent on record. */
            require_consent: boolean;
            /**
             * Format: date-time
             * @description When it starts by itself.
             */
            scheduled_at?: string | null;
            /** @description The text it sends, fixed at the start. */
            sends?: string | null;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["CampaignState"];
            /**
             * Format: date-time
             * @description Its worker crashed too often and is tried again after a while: nothing is sent meanwhile, and an alert tells the administrator.
             */
            stuck_since?: string | null;
            template_id?: components["schemas"]["TemplateId"] | null;
            /**
             * Format: int32
             * @description The template's version it sends.
             */
            template_version?: number | null;
            /** @description Its own text, where it has no template. */
            text?: string | null;
            /**
             * Format: date-time
             * @description When it last changed.
             */
            updated_at: string;
            waiting?: components["schemas"]["Wait"] | null;
        };
        /**
         * @description A campaign to make or change: a text or a template, and whom it goes to.
         * @example {
         *       "auto_resume": true,
         *       "list_ids": [
         *         "0190f5a0-0000-7000-8000-000000000001"
         *       ],
         *       "name": "Promo Lebaran",
         *       "require_consent": true,
         *       "text": "Halo {{ name | default(\"Kak\") }}, promo kami mulai besok."
         *     }
         */
        CampaignDraft: {
            /** @description Go on by itself once the reason of a pause is gone. */
            auto_resume?: boolean;
            country?: components["schemas"]["Country"] | null;
            /** @description Values for variables a person has none for. */
            defaults?: {
                [key: string]: string;
            };
            /**
             * Format: int32
             * @description A scheduled start that was missed by more than this many seconds waits for a person.
             */
            late_bound_seconds?: number;
            /** @description Whose members it goes to. */
            list_ids?: components["schemas"]["ListId"][];
            /** @description 1 to 200 characters. */
            name: string;
            /** @description Pasted numbers, as people write them. */
            numbers?: string[];
            /** @description Skip people without consent on record. */
            require_consent?: boolean;
            template_id?: components["schemas"]["TemplateId"] | null;
            /** @description A text of its own, written like a template. */
            text?: string | null;
        };
        /**
         * Format: uuid
         * @description A message to many recipients.
         */
        CampaignId: string;
        /**
         * @description Where a campaign stands.
         * @enum {string}
         */
        CampaignState: "draft" | "scheduled" | "running" | "paused" | "completed" | "cancelled" | "failed";
        /** @description What happened to an actor or supervisor. */
        Change: components["schemas"]["ChangeEntered"] | components["schemas"]["ChangeCrashed"] | components["schemas"]["ChangeEscalated"] | components["schemas"]["ChangeLate"] | components["schemas"]["ChangeRemoved"];
        /** @description It ended by a panic or an error. */
        ChangeCrashed: {
            /** @description The reason. */
            error: string;
            /** @enum {string} */
            type: "crashed";
        };
        /** @description How many were moved. */
        Changed: {
            /** @description Recipients that were moved. */
            changed: number;
        };
        /**
         * @description The template as it shall be.
         * @example {
         *       "body": "Halo {{ name | default(\"Kak\") }}, apa kabar?",
         *       "name": "Salam",
         *       "version": 1
         *     }
         */
        ChangedTemplate: {
            /** @description The text: `{{ name | default("Kak") }}` or `{Name}` for variables; at most 4,096 characters when rendered. */
            body: string;
            /** @description 1 to 200 characters, unique in the tenant. */
            name: string;
            /**
             * Format: int32
             * @description The version the change was made from: a template changed meanwhile is not overwritten.
             */
            version: number;
        };
        /**
         * @description The new address, and the password.
         * @example {
         *       "email": "sari@warung.example",
         *       "password": "payung merah hujan sore"
         *     }
         */
        ChangeEmail: {
            /** @description A code of the caller's second factor, where there is one. */
            code?: string | null;
            /** @description The address to log in with from then on. */
            email: string;
            /**
             * Format: password
             * @description The caller's password.
             */
            password: string;
        };
        /** @description It entered a state. */
        ChangeEntered: {
            /** @description The new state. */
            state: components["schemas"]["State"];
            /** @enum {string} */
            type: "entered";
        };
        /** @description Its restart budget is spent: the supervisor stops its children and fails to its parent. */
        ChangeEscalated: {
            /** @description The last crash. */
            reason: string;
            /** @enum {string} */
            type: "escalated";
        };
        /** @description It did not stop in time. */
        ChangeLate: {
            /** @description What was done about it. */
            outcome: components["schemas"]["LateOutcome"];
            /** @enum {string} */
            type: "late";
        };
        /**
         * @description The old password and the new one.
         * @example {
         *       "current": "gerobak bakso tujuh",
         *       "new": "payung merah hujan sore"
         *     }
         */
        ChangePassword: {
            /**
             * Format: password
             * @description The password until now.
             */
            current: string;
            /**
             * Format: password
             * @description 10 to 128 characters.
             */
            new: string;
        };
        /** @description It left the tree. */
        ChangeRemoved: {
            /** @enum {string} */
            type: "removed";
        };
        /** @description What a client may send: text frames of JSON. */
        ClientFrame: components["schemas"]["ClientFrameSubscribe"] | components["schemas"]["ClientFramePing"];
        /** @description Asks for a heartbeat now. */
        ClientFramePing: {
            /** @enum {string} */
            action: "ping";
        };
        /** @description From now on only these topics; when empty, all that the login may read. Sequences still count every event. */
        ClientFrameSubscribe: {
            /** @enum {string} */
            action: "subscribe";
            /** @description Words as in `type` of an event. */
            topics: components["schemas"]["Topic"][];
        };
        /** @description A code that waits for the person with the phone. */
        CodeView: {
            /** @description What the QR code draws, or the eight characters to type on the phone. */
            code: string;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
        };
        /** @description What a column is used for. */
        ColumnRole: components["schemas"]["ColumnRolePhone"] | components["schemas"]["ColumnRoleName"] | components["schemas"]["ColumnRoleFirstName"] | components["schemas"]["ColumnRoleLastName"] | components["schemas"]["ColumnRoleEmail"] | components["schemas"]["ColumnRoleAttribute"] | components["schemas"]["ColumnRoleIgnored"];
        /** @description A custom attribute under this key. */
        ColumnRoleAttribute: {
            /** @enum {string} */
            as: "attribute";
            /** @description A custom attribute under this key. */
            key: string;
        };
        /** @description The e-mail address. */
        ColumnRoleEmail: {
            /** @enum {string} */
            as: "email";
        };
        /** @description The first name; also kept as the attribute `first_name`. */
        ColumnRoleFirstName: {
            /** @enum {string} */
            as: "first_name";
        };
        /** @description Not used. */
        ColumnRoleIgnored: {
            /** @enum {string} */
            as: "ignored";
        };
        /** @description The last name; also kept as the attribute `last_name`. */
        ColumnRoleLastName: {
            /** @enum {string} */
            as: "last_name";
        };
        /** @description The whole name. */
        ColumnRoleName: {
            /** @enum {string} */
            as: "name";
        };
        /** @description The phone number. */
        ColumnRolePhone: {
            /** @enum {string} */
            as: "phone";
        };
        /**
         * @description The caller's password, and the code where there is a second factor.
         * @example {
         *       "password": "payung merah hujan sore"
         *     }
         */
        Confirmation: {
            /** @description A code of the caller's second factor, or a recovery code, where there is one. */
            code?: string | null;
            /**
             * Format: password
             * @description The caller's password.
             */
            password: string;
        };
        /** @description How long it counts. */
        Confirmed: {
            /**
             * Format: date-time
             * @description From then on it is asked for again.
             */
            until: string;
        };
        /**
         * @description The secret part of a link.
         * @example {
         *       "token": "ce_5mWq2Yc0hX8n"
         *     }
         */
        ConfirmEmail: {
            /** @description From the e-mail to the new address. */
            token: string;
        };
        /** @description The person's agreement. */
        Consent: {
            /**
             * Format: date-time
             * @description When; now where absent. Not in the future.
             */
            at?: string | null;
            /** @description Its wording; at most 2,000 characters. */
            proof?: string | null;
            /** @description Where it came from, as in `web form`; 1 to 200 characters. */
            source: string;
        };
        /** @description A person. */
        Contact: {
            /** @description Further fields; usable as variables of a template. */
            attributes: {
                [key: string]: string;
            };
            /**
             * Format: date-time
             * @description Blocked by the tenant since.
             */
            blocked_at?: string | null;
            /** @description Why. */
            blocked_reason?: string | null;
            /**
             * Format: date-time
             * @description When the person agreed to hear from the tenant.
             */
            consent_at?: string | null;
            /** @description Its wording. */
            consent_proof?: string | null;
            /** @description Where the agreement came from. */
            consent_source?: string | null;
            /**
             * Format: date-time
             * @description When it was first stored.
             */
            created_at: string;
            /** @description E-mail address. */
            email?: string | null;
            /** @description Its id. */
            id: components["schemas"]["ContactId"];
            /** @description Language tag, as in `id`. */
            language?: string | null;
            /**
             * Format: date-time
             * @description Last message from the person.
             */
            last_in_at?: string | null;
            /**
             * Format: date-time
             * @description Last message to the person.
             */
            last_out_at?: string | null;
            /** @description How to address the person. */
            name?: string | null;
            /** @description The tenant's notes. */
            notes?: string | null;
            /** @description The number in E.164. */
            phone: string;
            /** @description Free words. */
            tags: string[];
            /** @description IANA time zone. */
            time_zone?: string | null;
            /**
             * Format: date-time
             * @description When it was last changed.
             */
            updated_at: string;
        };
        /**
         * Format: uuid
         * @description A person a tenant knows.
         */
        ContactId: string;
        /** @description A list with its size. */
        ContactList: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["ListId"];
            /**
             * Format: int64
             * @description How many contacts are in it.
             */
            members: number;
            /** @description Its name, unique in the tenant. */
            name: string;
        };
        /** @description What the server says about the stream itself. */
        Control: components["schemas"]["ControlHello"] | components["schemas"]["ControlHeartbeat"] | components["schemas"]["ControlResync"] | components["schemas"]["ControlError"];
        /** @description Something the client sent was not understood; the stream goes on, up to five times. */
        ControlError: {
            /** @description The error code. */
            code: string;
            /** @description A sentence for people. */
            message: string;
            /** @enum {string} */
            type: "error";
        };
        /** @description Every 20 seconds: the stream is alive and stands here. */
        ControlHeartbeat: {
            /**
             * Format: int64
             * @description The last sequence sent.
             */
            sequence: number;
            /** @enum {string} */
            type: "heartbeat";
        };
        /** @description First of all: events follow after this sequence. */
        ControlHello: {
            /**
             * Format: int64
             * @description The last sequence before the first event to come.
             */
            sequence: number;
            /** @enum {string} */
            type: "hello";
        };
        /** @description The thread cannot be taken up: load everything again, then go on from `sequence`. */
        ControlResync: {
            /** @description `expired` (the events asked for are no longer kept), `unknown_sequence` (never reached) or `too_slow` (the stream closes). */
            reason: string;
            /**
             * Format: int64
             * @description The newest sequence.
             */
            sequence: number;
            /** @enum {string} */
            type: "resync";
        };
        /**
         * @description How the copy is called.
         * @example {
         *       "name": "Promo Lebaran 2"
         *     }
         */
        Copy: {
            /** @description 1 to 200 characters; the campaign's name with "(copy)" where absent. */
            name?: string | null;
        };
        /**
         * @description A country by its two-letter ISO 3166 code.
         * @example ID
         * @enum {string}
         */
        Country: "AC" | "AD" | "AE" | "AF" | "AG" | "AI" | "AL" | "AM" | "AO" | "AR" | "AS" | "AT" | "AU" | "AW" | "AX" | "AZ" | "BA" | "BB" | "BD" | "BE" | "BF" | "BG" | "BH" | "BI" | "BJ" | "BL" | "BM" | "BN" | "BO" | "BQ" | "BR" | "BS" | "BT" | "BW" | "BY" | "BZ" | "CA" | "CC" | "CD" | "CF" | "CG" | "CH" | "CI" | "CK" | "CL" | "CM" | "CN" | "CO" | "CR" | "CU" | "CV" | "CW" | "CX" | "CY" | "CZ" | "DE" | "DJ" | "DK" | "DM" | "DO" | "DZ" | "EC" | "EE" | "EG" | "EH" | "ER" | "ES" | "ET" | "FI" | "FJ" | "FK" | "FM" | "FO" | "FR" | "GA" | "GB" | "GD" | "GE" | "GF" | "GG" | "GH" | "GI" | "GL" | "GM" | "GN" | "GP" | "GQ" | "GR" | "GT" | "GU" | "GW" | "GY" | "HK" | "HN" | "HR" | "HT" | "HU" | "ID" | "IE" | "IL" | "IM" | "IN" | "IO" | "IQ" | "IR" | "IS" | "IT" | "JE" | "JM" | "JO" | "JP" | "KE" | "KG" | "KH" | "KI" | "KM" | "KN" | "KP" | "KR" | "KW" | "KY" | "KZ" | "LA" | "LB" | "LC" | "LI" | "LK" | "LR" | "LS" | "LT" | "LU" | "LV" | "LY" | "MA" | "MC" | "MD" | "ME" | "MF" | "MG" | "MH" | "MK" | "ML" | "MM" | "MN" | "MO" | "MP" | "MQ" | "MR" | "MS" | "MT" | "MU" | "MV" | "MW" | "MX" | "MY" | "MZ" | "NA" | "NC" | "NE" | "NF" | "NG" | "NI" | "NL" | "NO" | "NP" | "NR" | "NU" | "NZ" | "OM" | "PA" | "PE" | "PF" | "PG" | "PH" | "PK" | "PL" | "PM" | "PR" | "PS" | "PT" | "PW" | "PY" | "QA" | "RE" | "RO" | "RS" | "RU" | "RW" | "SA" | "SB" | "SC" | "SD" | "SE" | "SG" | "SH" | "SI" | "SJ" | "SK" | "SL" | "SM" | "SN" | "SO" | "SR" | "SS" | "ST" | "SV" | "SX" | "SY" | "SZ" | "TA" | "TC" | "TD" | "TG" | "TH" | "TJ" | "TK" | "TL" | "TM" | "TN" | "TO" | "TR" | "TT" | "TV" | "TW" | "TZ" | "UA" | "UG" | "US" | "UY" | "UZ" | "VA" | "VC" | "VE" | "VG" | "VI" | "VN" | "VU" | "WF" | "WS" | "XK" | "YE" | "YT" | "ZA" | "ZM" | "ZW";
        /** @description How many recipients of a campaign are in which state. `total` is their sum. */
        Counts: {
            /**
             * Format: int64
             * @description On the phone, not yet read.
             */
            delivered: number;
            /**
             * Format: int64
             * @description Given up.
             */
            failed: number;
            /**
             * Format: int64
             * @description Held by the campaign's actor.
             */
            leased: number;
            /**
             * Format: int64
             * @description Waiting for a slot.
             */
            queued: number;
            /**
             * Format: int64
             * @description Read.
             */
            read: number;
            /**
             * Format: int64
             * @description Waiting to be tried again.
             */
            retry: number;
            /**
             * Format: int64
             * @description Acknowledged by WhatsApp's server, not yet on the phone.
             */
            sent: number;
            /**
             * Format: int64
             * @description Never sent.
             */
            skipped: number;
            /**
             * Format: int64
             * @description Being sent.
             */
            submitting: number;
            /**
             * Format: int64
             * @description All recipients.
             */
            total: number;
            /**
             * Format: int64
             * @description Cannot be known.
             */
            unknown: number;
        };
        /** @description A tenant as the administrator sees it. */
        Customer: {
            /** @description Two letters. */
            country: string;
            /**
             * Format: date-time
             * @description When it registered.
             */
            created_at: string;
            /** @description The tenant. */
            id: components["schemas"]["TenantId"];
            /** @description The business's name. */
            name: string;
            /** @description `active` or `suspended`. */
            state: string;
            /** @description IANA name. */
            time_zone: string;
        };
        /** @description One customer, with what it holds. */
        CustomerDetail: {
            /** @description Two letters. */
            country: string;
            /**
             * Format: date-time
             * @description When it registered.
             */
            created_at: string;
            /** @description The tenant. */
            id: components["schemas"]["TenantId"];
            /** @description The business's name. */
            name: string;
            /** @description What it holds. */
            quota: components["schemas"]["QuotaView"];
            /** @description `active` or `suspended`. */
            state: string;
            suspension?: components["schemas"]["Suspension"] | null;
            /** @description IANA name. */
            time_zone: string;
        };
        /**
         * @description What a person decides. Siar never decides it.
         * @enum {string}
         */
        Decision: "send_again" | "give_up";
        /**
         * @description What separates the values of a line.
         * @enum {string}
         */
        Delimiter: "comma" | "semicolon" | "tab" | "bar";
        /**
         * @description Where one recipient of one campaign stands.
         * @enum {string}
         */
        Delivery: "queued" | "leased" | "submitting" | "sent" | "delivered" | "read" | "retry" | "failed" | "skipped" | "unknown";
        /**
         * @description Why a recipient was not, or will not be, sent to. Words of the API and of the database's `reason` column.
         * @enum {string}
         */
        DeliveryReason: "not_on_whatsapp" | "blocked" | "suppressed" | "same_account" | "contact_deleted" | "no_consent" | "missing_variable" | "render_failed" | "account_limited" | "network" | "engine" | "retries_exhausted" | "cancelled" | "undecidable";
        /** @description How one thing that the server needs is. */
        DependencyHealth: {
            /**
             * Format: date-time
             * @description When it was looked at.
             */
            checked_at: string;
            /** @description What is known about it. */
            facts: components["schemas"]["Facts"];
            /** @description `postgresql`, `redis`, `chromium`, `disk` or `node`. */
            name: string;
            /** @description Nothing works without it. Without the others some things do not, or everything is slower. */
            needed: boolean;
            /** @description What is wrong, as a code: `no_answer`, `fails`, `not_found`, `not_configured`, `almost_full`, `full` or `late`. */
            problem?: string | null;
            /** @description What is wrong, as a sentence for people. */
            reason?: string | null;
            /** @description How it is. */
            state: components["schemas"]["HealthState"];
            /**
             * Format: int64
             * @description How long the look took, milliseconds.
             */
            took_ms: number;
        };
        /** @description Nothing but the news that it was done. */
        Done: Record<string, never>;
        /** @description What became of an e-mail. */
        EmailDelivery: {
            /**
             * Format: date-time
             * @description When it was written.
             */
            created_at: string;
            /**
             * @description `queued`, `sending`, `sent`, `refused` (by the recipient's server), `expired` (not delivered within a day) or `not_configured`.
             * @example sent
             */
            state: string;
            /** @description The address it went to. */
            to: string;
        };
        /**
         * @description A code that the app shows.
         * @example {
         *       "code": "492039"
         *     }
         */
        EnableSecondFactor: {
            /** @description Six digits. */
            code: string;
        };
        /**
         * @description The encoding of a file.
         * @enum {string}
         */
        Encoding: "ascii" | "utf-8" | "utf-16le" | "utf-16be" | "windows-1250" | "windows-1251" | "windows-1252" | "windows-1253" | "windows-1254" | "windows-1255" | "windows-1256" | "windows-1257" | "windows-1258" | "windows-874" | "macintosh" | "gbk" | "big5" | "shift-jis" | "euc-kr";
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Acted: {
            /** @description What came of it. */
            data: {
                /** @description Actors that did not stop in time and had to be killed or cut off. */
                late: string[];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Administrator: {
            /** @description Who was made. */
            data: {
                /** @description The user. */
                user_id: components["schemas"]["UserId"];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_AppSecret: {
            /** @description What the authenticator app needs. Shown once. */
            data: {
                /** @description To type into the app, in base32. */
                secret: string;
                /** @description To show the app as a QR code. */
                url: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Campaign: {
            /** @description A campaign. */
            data: {
                /** @description Whether it goes on by itself once the reason of a pause is gone. */
                auto_resume: boolean;
                /** @description Its recipients by state. Zero before the start. */
                counts: components["schemas"]["Counts"];
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Values for variables a person has none for. */
                defaults: unknown;
                /** @description Why it failed: an error code. */
                failure?: string | null;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                finished_at?: string | null;
                /** @description How many got at least how far. */
                funnel: components["schemas"]["Funnel"];
                /** @description Its id. */
                id: components["schemas"]["CampaignId"];
                /**
                 * Format: int32
                 * @description Seconds by which a scheduled start may be late.
                 */
                late_bound_seconds: number;
                /** @description Whose members it goes to. */
                list_ids: components["schemas"]["ListId"][];
                /** @description Its name. */
                name: string;
                /** @description Pasted numbers in E.164. */
                numbers: string[];
                pause_reason?: components["schemas"]["PauseReason"] | null;
                /** @description Whether it skips people without consent on record. */
                require_consent: boolean;
                /**
                 * Format: date-time
                 * @description When it starts by itself.
                 */
                scheduled_at?: string | null;
                /** @description The text it sends, fixed at the start. */
                sends?: string | null;
                /**
                 * Format: date-time
                 * @description When it started.
                 */
                started_at?: string | null;
                /** @description Where it stands. */
                state: components["schemas"]["CampaignState"];
                template_id?: components["schemas"]["TemplateId"] | null;
                /**
                 * Format: int32
                 * @description The template's version it sends.
                 */
                template_version?: number | null;
                /** @description Its own text, where it has no template. */
                text?: string | null;
                /**
                 * Format: date-time
                 * @description When it last changed.
                 */
                updated_at: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_CampaignDetail: {
            /** @description A campaign and its progress. */
            data: components["schemas"]["Campaign"] & {
                /**
                 * Format: date-time
                 * @description When that is.
                 */
                done_at?: string | null;
                /**
                 * Format: int64
                 * @description Seconds until it is done at the account's pace, while it runs.
                 */
                eta_seconds?: number | null;
                /**
                 * Format: double
                 * @description The share of recipients that need no more work, 0 to 1.
                 */
                fraction: number;
                /**
                 * Format: double
                 * @description Messages per minute since the start, while it runs.
                 */
                per_minute?: number | null;
                /**
                 * Format: date-time
                 * @description Its worker crashed too often and is tried again after a while: nothing is sent meanwhile, and an alert tells the administrator.
                 */
                stuck_since?: string | null;
                waiting?: components["schemas"]["Wait"] | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Changed: {
            /** @description How many were moved. */
            data: {
                /** @description Recipients that were moved. */
                changed: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_CodeView: {
            /** @description A code that waits for the person with the phone. */
            data: {
                /** @description What the QR code draws, or the eight characters to type on the phone. */
                code: string;
                /**
                 * Format: date-time
                 * @description When it stops working.
                 */
                expires_at: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Confirmed: {
            /** @description How long it counts. */
            data: {
                /**
                 * Format: date-time
                 * @description From then on it is asked for again.
                 */
                until: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Contact: {
            /** @description A person. */
            data: {
                /** @description Further fields; usable as variables of a template. */
                attributes: {
                    [key: string]: string;
                };
                /**
                 * Format: date-time
                 * @description Blocked by the tenant since.
                 */
                blocked_at?: string | null;
                /** @description Why. */
                blocked_reason?: string | null;
                /**
                 * Format: date-time
                 * @description When the person agreed to hear from the tenant.
                 */
                consent_at?: string | null;
                /** @description Its wording. */
                consent_proof?: string | null;
                /** @description Where the agreement came from. */
                consent_source?: string | null;
                /**
                 * Format: date-time
                 * @description When it was first stored.
                 */
                created_at: string;
                /** @description E-mail address. */
                email?: string | null;
                /** @description Its id. */
                id: components["schemas"]["ContactId"];
                /** @description Language tag, as in `id`. */
                language?: string | null;
                /**
                 * Format: date-time
                 * @description Last message from the person.
                 */
                last_in_at?: string | null;
                /**
                 * Format: date-time
                 * @description Last message to the person.
                 */
                last_out_at?: string | null;
                /** @description How to address the person. */
                name?: string | null;
                /** @description The tenant's notes. */
                notes?: string | null;
                /** @description The number in E.164. */
                phone: string;
                /** @description Free words. */
                tags: string[];
                /** @description IANA time zone. */
                time_zone?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_ContactList: {
            /** @description A list with its size. */
            data: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Its id. */
                id: components["schemas"]["ListId"];
                /**
                 * Format: int64
                 * @description How many contacts are in it.
                 */
                members: number;
                /** @description Its name, unique in the tenant. */
                name: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_CustomerDetail: {
            /** @description One customer, with what it holds. */
            data: components["schemas"]["Customer"] & {
                /** @description What it holds. */
                quota: components["schemas"]["QuotaView"];
                suspension?: components["schemas"]["Suspension"] | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Done: {
            /** @description Nothing but the news that it was done. */
            data: Record<string, never>;
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Import: {
            /** @description An import and how far it is. `rows` = `added` + `updated` + `duplicates` + `rejected`. */
            data: {
                /**
                 * Format: int64
                 * @description People who were not known before.
                 */
                added: number;
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                created_at: string;
                /**
                 * Format: int64
                 * @description Rows that repeat a number of the same file; merged.
                 */
                duplicates: number;
                /** @description Why it failed: an error code. */
                error_code?: string | null;
                /** @description Why it failed: a sentence for people. */
                error_text?: string | null;
                /** @description The file's name. */
                file_name: string;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                finished_at?: string | null;
                /** @description Its id. */
                id: components["schemas"]["ImportId"];
                list_id?: components["schemas"]["ListId"] | null;
                /**
                 * Format: int64
                 * @description Bytes whose rows are stored.
                 */
                read_bytes: number;
                /**
                 * Format: int64
                 * @description Rows refused; see `rejects`.
                 */
                rejected: number;
                /**
                 * Format: int64
                 * @description Rows read, without the heading.
                 */
                rows: number;
                /** @description waiting, running, completed, failed or cancelled. */
                state: string;
                /**
                 * Format: int64
                 * @description Size of the file.
                 */
                total_bytes: number;
                /**
                 * Format: int64
                 * @description People who were known.
                 */
                updated: number;
                /**
                 * Format: int64
                 * @description People who had withdrawn the agreement that the import brings; they were left without.
                 */
                withdrawn: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Invitation: {
            /** @description Somebody who is invited and has not answered. */
            data: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description The address. */
                email: string;
                /**
                 * Format: date-time
                 * @description It can be accepted until then; send it again for another week.
                 */
                expires_at: string;
                /** @description Its id. */
                id: components["schemas"]["InvitationId"];
                /** @description The link, only here and only where this server sends no e-mail: hand it to the person yourself. */
                link?: string | null;
                /** @description Permissions beyond the role's. */
                permissions: components["schemas"]["Permission"][];
                /** @description The role that the user will have. */
                role: components["schemas"]["Role"];
                /**
                 * Format: date-time
                 * @description When the e-mail was sent last.
                 */
                sent_at: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_InvitedTo: {
            /** @description What somebody is invited to. */
            data: {
                /** @description The business; null: the team that runs this server, or a business that is not there yet. */
                business?: string | null;
                /** @description The address to log in with. */
                email: string;
                /**
                 * Format: date-time
                 * @description It can be accepted until then.
                 */
                expires_at: string;
                /** @description Who invites, as long as that user is there. */
                inviter?: string | null;
                /** @description The role. */
                role: components["schemas"]["Role"];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Joined: {
            /** @description Who came. */
            data: {
                /** @description The user. */
                user_id: components["schemas"]["UserId"];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_ListDeleted: {
            /** @description What went. */
            data: {
                /** @description How many contacts went with the list. */
                contacts: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Me: {
            /** @description The user who asks. */
            data: {
                /** @description The address to log in with. */
                email: string;
                /** @description The address was shown to be the user's. */
                email_verified: boolean;
                /** @description The user. */
                id: components["schemas"]["UserId"];
                /** @description The name. */
                name: string;
                /** @description All that the user may do: the role's permissions and the user's own. */
                permissions: components["schemas"]["Permission"][];
                /** @description The role. */
                role: components["schemas"]["Role"];
                /** @description Log-ins ask for a code. */
                second_factor: boolean;
                /** @description A second factor has to be set up before anything else can be done. */
                second_factor_missing: boolean;
                /** @description The tenant was suspended by the administrator. */
                suspended: boolean;
                tenant_id?: components["schemas"]["TenantId"] | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Member: {
            /** @description Somebody of a team. */
            data: {
                /**
                 * Format: date-time
                 * @description When the user came.
                 */
                created_at: string;
                /** @description The user may not log in. */
                disabled: boolean;
                /** @description The address to log in with. */
                email: string;
                /** @description The address was confirmed. */
                email_verified: boolean;
                /** @description The user. */
                id: components["schemas"]["UserId"];
                /**
                 * Format: date-time
                 * @description When the user was last there, give or take a quarter of an hour; null before the first log-in.
                 */
                last_seen_at?: string | null;
                /** @description The name. */
                name: string;
                /** @description Permissions beyond the role's. */
                permissions: components["schemas"]["Permission"][];
                /** @description The role. */
                role: components["schemas"]["Role"];
                /** @description Log-ins ask for a code. */
                second_factor: boolean;
                /** @description The caller. */
                you: boolean;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_MembersChanged: {
            /** @description How many memberships changed. */
            data: {
                /** @description How many memberships changed. */
                changed: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_MessageTemplate: {
            /** @description A template in its newest version. */
            data: {
                /** @description The text with its variables. */
                body: string;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Its id. */
                id: components["schemas"]["TemplateId"];
                /** @description Its name, unique in the tenant. */
                name: string;
                /**
                 * Format: int64
                 * @description Scheduled campaigns that will take its text as it is when they start.
                 */
                scheduled_campaigns: number;
                /**
                 * Format: date-time
                 * @description When its newest version was made.
                 */
                updated_at: string;
                /** @description The variables it uses. */
                variables: string[];
                /**
                 * Format: int32
                 * @description From 1; raised by every change of the text.
                 */
                version: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_NumbersTaken: {
            /** @description What became of the numbers. */
            data: {
                /**
                 * Format: int64
                 * @description People who were not known before.
                 */
                added: number;
                /** @description Numbers that were pasted more than once. */
                duplicates: number;
                /** @description What is no number, by line. */
                rejected: components["schemas"]["RejectedRow"][];
                /**
                 * Format: int64
                 * @description People who were.
                 */
                updated: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_OwnEmail: {
            /** @description The address that the caller logs in with. */
            data: {
                delivery?: components["schemas"]["EmailDelivery"] | null;
                /** @description The address. */
                email: string;
                /** @description The address that will take its place once it is confirmed. */
                pending?: string | null;
                /** @description This server sends e-mail. Where it does not, nothing asks for a confirmed address. */
                sends_email: boolean;
                /** @description It was confirmed. */
                verified: boolean;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_PaceView: {
            /** @description The pace, and what the platform allows. */
            data: {
                /** @description What the platform allows at most. */
                limits: components["schemas"]["PaceLimits"];
                /** @description As the tenant set it. It belongs to the account: all campaigns share it. */
                pace: components["schemas"]["PaceSettings"];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_PackageView: {
            /** @description A package. */
            data: {
                /** @description Whether it is sold. */
                active: boolean;
                /** @description `basic`, `pro`, `business` or `enterprise`. */
                api_tier: string;
                /**
                 * Format: int64
                 * @description Contacts; null means unlimited.
                 */
                contact_limit?: number | null;
                /**
                 * Format: date-time
                 * @description Since when it is sold.
                 */
                created_at: string;
                /**
                 * @description Three capital letters.
                 * @example IDR
                 */
                currency: string;
                /** @description A sentence for people. */
                description: string;
                /** @description Flags of features. */
                features: Record<string, never>;
                /** @description The package. */
                id: components["schemas"]["PackageId"];
                /**
                 * Format: int64
                 * @description Messages of a day; null means unlimited.
                 */
                messages_per_day?: number | null;
                /**
                 * Format: int64
                 * @description Messages of a month; null means unlimited.
                 */
                monthly_quota?: number | null;
                /** @description Unique. */
                name: string;
                /**
                 * Format: int32
                 * @description Months that one payment lasts.
                 */
                period_months: number;
                /**
                 * @description Exact decimal of one period.
                 * @example 99000.00
                 */
                price: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_PlatformHealth: {
            /** @description How everything is that this node needs. */
            data: {
                /** @description Each thing. */
                dependencies: components["schemas"]["DependencyHealth"][];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_PreflightReport: {
            /** @description What starting a campaign would do. */
            data: {
                /**
                 * Format: date-time
                 * @description When it would be done if it started now; none beyond what a calendar can say.
                 */
                done_at?: string | null;
                /**
                 * Format: int64
                 * @description How long it takes at the account's pace, seconds.
                 */
                eta_seconds: number;
                /** @description Whether nothing forbids the start. With obstacles left it would start and pause, or wait. */
                may_start: boolean;
                /** @description Variables that some contacts lack. */
                missing_variables: components["schemas"]["MissingVariable"][];
                /** @description What stands in the way. */
                obstacles: components["schemas"]["Obstacle"][];
                /**
                 * Format: int64
                 * @description Units of quota that this costs.
                 */
                quota_cost: number;
                /**
                 * Format: int64
                 * @description Units left in the period; none means unlimited.
                 */
                quota_left?: number | null;
                /** @description How risky it is for the account. */
                risk: components["schemas"]["Risk"];
                /** @description Who gets none, and why. */
                skipped: components["schemas"]["SkipCounts"];
                /**
                 * Format: int64
                 * @description People who would get the message.
                 */
                will_be_sent: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Preview: {
            /** @description The guesses about a file and its first rows. */
            data: {
                /** @description The columns and what they will be used for. */
                columns: components["schemas"]["PreviewColumn"][];
                delimiter?: components["schemas"]["Delimiter"] | null;
                /** @description The encoding found. */
                encoding: components["schemas"]["Encoding"];
                /** @description Whether the file has headings. */
                has_header: boolean;
                /**
                 * Format: int64
                 * @description The line of the headings, from 1; those above it are titles and passed over.
                 */
                header_line?: number | null;
                /** @description Some values look as if the file was read in a wrong encoding: choose another one. */
                looks_broken: boolean;
                /** @description The first ten lines that hold something. */
                rows: components["schemas"]["PreviewRow"][];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_QuotaView: {
            /** @description What a tenant holds, and what it may still send. */
            data: {
                period?: components["schemas"]["PeriodView"] | null;
                subscription?: components["schemas"]["SubscriptionView"] | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_RateCurve: {
            /** @description A curve of messages over time. */
            data: {
                /**
                 * Format: date-time
                 * @description When the first point begins: the start of the campaign. Null before.
                 */
                from?: string | null;
                /**
                 * Format: int64
                 * @description How long each point stands for, seconds. It grows with the campaign, so that there are at most 120 points.
                 */
                point_seconds: number;
                /** @description Messages that WhatsApp took in each point, one after the other, up to now or to the campaign's end. */
                sent: number[];
                /**
                 * Format: date-time
                 * @description When the last point ends, which may be short: now, or the end of the campaign. Null before the start.
                 */
                to?: string | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_RecentLog: {
            /** @description The log's last lines. */
            data: {
                /** @description The lines, oldest first. */
                lines: components["schemas"]["LogLine"][];
                /**
                 * Format: int64
                 * @description Sequence of the newest line, whether it fits or not; 0 while there is none.
                 */
                newest: number;
                /**
                 * Format: int64
                 * @description Sequence of the oldest line that is kept, whether it fits or not.
                 */
                oldest: number;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_RecoveryCodes: {
            /** @description For whoever has lost the app: each works once in place of its code. Shown once. */
            data: {
                /** @description Ten codes. */
                codes: string[];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_RegisteredAccount: {
            /** @description What was made. */
            data: {
                /** @description The tenant. */
                tenant_id: components["schemas"]["TenantId"];
                /** @description Its owner. */
                user_id: components["schemas"]["UserId"];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_SecondFactor: {
            /** @description The caller's second factor. */
            data: {
                /** @description Log-ins ask for a code. */
                enabled: boolean;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                enabled_at?: string | null;
                /**
                 * Format: int64
                 * @description Recovery codes that were not used yet.
                 */
                recovery_codes_left: number;
                /** @description The operator of this server wants it: it cannot be turned off. */
                required: boolean;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_SessionFigures: {
            /** @description SessionFigures of the session. What is not known at the moment is null. */
            data: {
                /**
                 * Format: int64
                 * @description CPU time of the browser and its driver since they started, milliseconds.
                 */
                cpu_ms?: number | null;
                /**
                 * Format: int64
                 * @description Incoming messages recorded, since the session's actor started.
                 */
                incoming: number;
                /**
                 * Format: int64
                 * @description Memory of the browser and its driver (proportional set size), bytes.
                 */
                memory_bytes?: number | null;
                /**
                 * Format: double
                 * @description Age of the last successful liveness probe, seconds.
                 */
                probe_age_seconds?: number | null;
                /**
                 * Format: int64
                 * @description Receipts recorded, since the session's actor started.
                 */
                receipts: number;
                /**
                 * Format: int64
                 * @description How often a working connection broke, ever.
                 */
                reconnects: number;
                /**
                 * Format: int64
                 * @description Messages that the engine took, since the session's actor started.
                 */
                sends: number;
                /**
                 * Format: int64
                 * @description How often the engine was started, ever.
                 */
                starts: number;
                /**
                 * Format: double
                 * @description Mean time that the engine took to accept a message, milliseconds.
                 */
                submit_ms?: number | null;
                /**
                 * Format: double
                 * @description Seconds since the browser came up.
                 */
                uptime_seconds?: number | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_SessionView: {
            /** @description A session as people see it. */
            data: {
                /** @description The engine: `browser` or `waha`. */
                engine: string;
                hold?: components["schemas"]["HoldView"] | null;
                /** @description The last thing that went wrong, as the engine said it. Only in the list of the platform's people; null for customers. */
                last_error?: string | null;
                /**
                 * Format: date-time
                 * @description When it was linked; null: there is no login.
                 */
                linked_at?: string | null;
                /** @description The account's own number in E.164. */
                phone?: string | null;
                /** @description Why it is in this state. */
                reason?: string | null;
                /**
                 * Format: date-time
                 * @description Since when it is in this state.
                 */
                since: string;
                /** @description The state. `working` was verified within the last 30 seconds. */
                state: components["schemas"]["SessionState"];
                /** @description The tenant allows the platform's support to look at the page. */
                support_screenshots: boolean;
                /**
                 * Format: date-time
                 * @description Set when the session was `working` and nothing has been verified since this moment: the state then says `reconnecting`.
                 */
                unknown_since?: string | null;
                /**
                 * Format: date-time
                 * @description The last successful liveness probe.
                 */
                verified_at?: string | null;
                /** @description Whether the tenant wants it running. */
                wanted: boolean;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Snapshot: {
            /** @description The tree, or a part of it, at one moment. */
            data: {
                /** @description The Rust type of an actor, without its module; empty for supervisors. */
                actor: string;
                /** @description A supervisor's children, in their starting order. */
                children: components["schemas"]["Snapshot"][];
                /**
                 * Format: int64
                 * @description How often it ended by a panic or an error.
                 */
                crashes: number;
                /** @description Its id within its supervisor. */
                id: string;
                /** @description What it is. */
                kind: components["schemas"]["Kind"];
                /** @description The last such reason. */
                last_error?: string | null;
                /**
                 * Format: date-time
                 * @description When that was.
                 */
                last_error_at?: string | null;
                /**
                 * Format: int64
                 * @description The mailbox bound.
                 */
                mailbox_capacity?: number | null;
                /**
                 * Format: int64
                 * @description Messages admitted and not yet handled; `None` for supervisors and stopped actors.
                 */
                mailbox_depth?: number | null;
                /** @description Where it stands: ids from the root, joined by `/`. */
                path: string;
                /**
                 * Format: int64
                 * @description How often it was started again, for whatever reason.
                 */
                restarts: number;
                /**
                 * Format: date-time
                 * @description Since when it is in that state.
                 */
                since: string;
                /**
                 * Format: date-time
                 * @description When the present life began; `None` while it is not running.
                 */
                started_at?: string | null;
                /** @description Its state. */
                state: components["schemas"]["State"];
                /**
                 * Format: int64
                 * @description Length of the present life in milliseconds; `None` while it is not running.
                 */
                uptime_ms?: number | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Suppressed: {
            /** @description What changed. */
            data: {
                /** @description The numbers that were not on the register before, or of which it was unclear whether they belong there. */
                added: string[];
                /** @description What is no number: it is not on the register. */
                rejected: components["schemas"]["NoNumber"][];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_TenantSettings: {
            /** @description A tenant's settings. */
            data: {
                /** @description Default country of phone numbers, two letters. */
                country: string;
                /**
                 * Format: date-time
                 * @description When it registered.
                 */
                created_at: string;
                /** @description The tenant. */
                id: components["schemas"]["TenantId"];
                /** @description `en` or `id`. */
                language: string;
                /** @description The business's name. */
                name: string;
                /** @description Whoever asks to be left alone, or to come back, is answered, once. */
                opt_out_answer: boolean;
                /** @description What whoever asks to be left alone is answered. */
                opt_out_text: string;
                /** @description Words that put the sender of a message on the do-not-message register. */
                opt_out_words: string[];
                /** @description What whoever comes back is answered. */
                return_text: string;
                /** @description IANA name. */
                time_zone: string;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Tokens: {
            /** @description The tokens of a login. In cookie mode both texts are null: they are in cookies that no script can read. */
            data: {
                /**
                 * Format: date-time
                 * @description When it stops working.
                 */
                access_expires_at: string;
                /** @description Send it as `Authorization: Bearer`. */
                access_token?: string | null;
                /**
                 * Format: date-time
                 * @description When it stops working.
                 */
                refresh_expires_at: string;
                /** @description Gets the next pair, once. */
                refresh_token?: string | null;
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Tried: {
            /** @description What came of it. */
            data: {
                /** @description Its length as WhatsApp counts, at most 4,096. */
                length: number;
                /** @description Those that the contact has no value for. */
                missing: string[];
                /** @description The message; null when a variable is missing. */
                text?: string | null;
                /** @description The variables the text uses. */
                variables: string[];
            };
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Alert: {
            data: {
                /**
                 * Format: date-time
                 * @description When somebody began to look at it.
                 */
                acknowledged_at?: string | null;
                /** @description Its id. */
                id: components["schemas"]["AlertId"];
                /** @description The code of its kind, such as `session_banned` or `actor_parked`. */
                kind: string;
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                opened_at: string;
                /**
                 * Format: date-time
                 * @description When it was over.
                 */
                resolved_at?: string | null;
                /** @description `info`, `warning` or `critical`. */
                severity: string;
                /** @description What became of it. */
                state: components["schemas"]["AlertState"];
                /** @description What it is about; of each kind and subject one alert at a time is open. */
                subject: string;
                tenant_id?: components["schemas"]["TenantId"] | null;
                /** @description The customer's name. */
                tenant_name?: string | null;
                /** @description A sentence for people. */
                text: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_AuditEntry: {
            data: {
                /** @description The code of the action, such as `login.failed` or `member.removed`. */
                action: string;
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description Facts of this kind of deed. */
                detail: Record<string, never>;
                /**
                 * Format: int64
                 * @description Its number.
                 */
                id: number;
                /** @description It is part of the chain, which shows later changes. */
                sealed: boolean;
                /** @description What it was done to. */
                subject: string;
                tenant_id?: components["schemas"]["TenantId"] | null;
                /** @description The business's name, as long as it is there. */
                tenant_name?: string | null;
                /** @description That user's address, as long as the user is there. */
                user_email?: string | null;
                user_id?: components["schemas"]["UserId"] | null;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Campaign: {
            data: {
                /** @description Whether it goes on by itself once the reason of a pause is gone. */
                auto_resume: boolean;
                /** @description Its recipients by state. Zero before the start. */
                counts: components["schemas"]["Counts"];
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Values for variables a person has none for. */
                defaults: unknown;
                /** @description Why it failed: an error code. */
                failure?: string | null;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                finished_at?: string | null;
                /** @description How many got at least how far. */
                funnel: components["schemas"]["Funnel"];
                /** @description Its id. */
                id: components["schemas"]["CampaignId"];
                /**
                 * Format: int32
                 * @description Seconds by which a scheduled start may be late.
                 */
                late_bound_seconds: number;
                /** @description Whose members it goes to. */
                list_ids: components["schemas"]["ListId"][];
                /** @description Its name. */
                name: string;
                /** @description Pasted numbers in E.164. */
                numbers: string[];
                pause_reason?: components["schemas"]["PauseReason"] | null;
                /** @description Whether it skips people without consent on record. */
                require_consent: boolean;
                /**
                 * Format: date-time
                 * @description When it starts by itself.
                 */
                scheduled_at?: string | null;
                /** @description The text it sends, fixed at the start. */
                sends?: string | null;
                /**
                 * Format: date-time
                 * @description When it started.
                 */
                started_at?: string | null;
                /** @description Where it stands. */
                state: components["schemas"]["CampaignState"];
                template_id?: components["schemas"]["TemplateId"] | null;
                /**
                 * Format: int32
                 * @description The template's version it sends.
                 */
                template_version?: number | null;
                /** @description Its own text, where it has no template. */
                text?: string | null;
                /**
                 * Format: date-time
                 * @description When it last changed.
                 */
                updated_at: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Contact: {
            data: {
                /** @description Further fields; usable as variables of a template. */
                attributes: {
                    [key: string]: string;
                };
                /**
                 * Format: date-time
                 * @description Blocked by the tenant since.
                 */
                blocked_at?: string | null;
                /** @description Why. */
                blocked_reason?: string | null;
                /**
                 * Format: date-time
                 * @description When the person agreed to hear from the tenant.
                 */
                consent_at?: string | null;
                /** @description Its wording. */
                consent_proof?: string | null;
                /** @description Where the agreement came from. */
                consent_source?: string | null;
                /**
                 * Format: date-time
                 * @description When it was first stored.
                 */
                created_at: string;
                /** @description E-mail address. */
                email?: string | null;
                /** @description Its id. */
                id: components["schemas"]["ContactId"];
                /** @description Language tag, as in `id`. */
                language?: string | null;
                /**
                 * Format: date-time
                 * @description Last message from the person.
                 */
                last_in_at?: string | null;
                /**
                 * Format: date-time
                 * @description Last message to the person.
                 */
                last_out_at?: string | null;
                /** @description How to address the person. */
                name?: string | null;
                /** @description The tenant's notes. */
                notes?: string | null;
                /** @description The number in E.164. */
                phone: string;
                /** @description Free words. */
                tags: string[];
                /** @description IANA time zone. */
                time_zone?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last changed.
                 */
                updated_at: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_ContactList: {
            data: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Its id. */
                id: components["schemas"]["ListId"];
                /**
                 * Format: int64
                 * @description How many contacts are in it.
                 */
                members: number;
                /** @description Its name, unique in the tenant. */
                name: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Customer: {
            data: {
                /** @description Two letters. */
                country: string;
                /**
                 * Format: date-time
                 * @description When it registered.
                 */
                created_at: string;
                /** @description The tenant. */
                id: components["schemas"]["TenantId"];
                /** @description The business's name. */
                name: string;
                /** @description `active` or `suspended`. */
                state: string;
                /** @description IANA name. */
                time_zone: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Import: {
            data: {
                /**
                 * Format: int64
                 * @description People who were not known before.
                 */
                added: number;
                /**
                 * Format: date-time
                 * @description When it was asked for.
                 */
                created_at: string;
                /**
                 * Format: int64
                 * @description Rows that repeat a number of the same file; merged.
                 */
                duplicates: number;
                /** @description Why it failed: an error code. */
                error_code?: string | null;
                /** @description Why it failed: a sentence for people. */
                error_text?: string | null;
                /** @description The file's name. */
                file_name: string;
                /**
                 * Format: date-time
                 * @description When it ended.
                 */
                finished_at?: string | null;
                /** @description Its id. */
                id: components["schemas"]["ImportId"];
                list_id?: components["schemas"]["ListId"] | null;
                /**
                 * Format: int64
                 * @description Bytes whose rows are stored.
                 */
                read_bytes: number;
                /**
                 * Format: int64
                 * @description Rows refused; see `rejects`.
                 */
                rejected: number;
                /**
                 * Format: int64
                 * @description Rows read, without the heading.
                 */
                rows: number;
                /** @description waiting, running, completed, failed or cancelled. */
                state: string;
                /**
                 * Format: int64
                 * @description Size of the file.
                 */
                total_bytes: number;
                /**
                 * Format: int64
                 * @description People who were known.
                 */
                updated: number;
                /**
                 * Format: int64
                 * @description People who had withdrawn the agreement that the import brings; they were left without.
                 */
                withdrawn: number;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Invitation: {
            data: {
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description The address. */
                email: string;
                /**
                 * Format: date-time
                 * @description It can be accepted until then; send it again for another week.
                 */
                expires_at: string;
                /** @description Its id. */
                id: components["schemas"]["InvitationId"];
                /** @description The link, only here and only where this server sends no e-mail: hand it to the person yourself. */
                link?: string | null;
                /** @description Permissions beyond the role's. */
                permissions: components["schemas"]["Permission"][];
                /** @description The role that the user will have. */
                role: components["schemas"]["Role"];
                /**
                 * Format: date-time
                 * @description When the e-mail was sent last.
                 */
                sent_at: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Lacking: {
            data: {
                /** @description The contact. */
                contact_id: components["schemas"]["ContactId"];
                /** @description The variables without a value. */
                missing: string[];
                /** @description The number in E.164. */
                phone: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_ListedSession: {
            data: {
                node_id?: components["schemas"]["NodeId"] | null;
                /**
                 * Format: int64
                 * @description How often a working connection broke, ever.
                 */
                reconnects: number;
                /** @description The session. */
                session: components["schemas"]["SessionView"];
                /** @description Whose. */
                tenant_id: components["schemas"]["TenantId"];
                /** @description The tenant's name. */
                tenant_name: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Login: {
            data: {
                /**
                 * Format: date-time
                 * @description When somebody logged in.
                 */
                created_at: string;
                /** @description It is the one asked with. */
                current: boolean;
                /** @description Its id. */
                id: components["schemas"]["LoginId"];
                /** @description From which address. */
                ip?: string | null;
                /**
                 * Format: date-time
                 * @description When it was last kept alive, at most a quarter of an hour before its last use.
                 */
                last_used_at: string;
                /** @description The browser or program as people call it, as "Chrome, Android". */
                program?: string | null;
                /** @description What it calls itself. */
                user_agent?: string | null;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Member: {
            data: {
                /**
                 * Format: date-time
                 * @description When the user came.
                 */
                created_at: string;
                /** @description The user may not log in. */
                disabled: boolean;
                /** @description The address to log in with. */
                email: string;
                /** @description The address was confirmed. */
                email_verified: boolean;
                /** @description The user. */
                id: components["schemas"]["UserId"];
                /**
                 * Format: date-time
                 * @description When the user was last there, give or take a quarter of an hour; null before the first log-in.
                 */
                last_seen_at?: string | null;
                /** @description The name. */
                name: string;
                /** @description Permissions beyond the role's. */
                permissions: components["schemas"]["Permission"][];
                /** @description The role. */
                role: components["schemas"]["Role"];
                /** @description Log-ins ask for a code. */
                second_factor: boolean;
                /** @description The caller. */
                you: boolean;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_MessageTemplate: {
            data: {
                /** @description The text with its variables. */
                body: string;
                /**
                 * Format: date-time
                 * @description When it was made.
                 */
                created_at: string;
                /** @description Its id. */
                id: components["schemas"]["TemplateId"];
                /** @description Its name, unique in the tenant. */
                name: string;
                /**
                 * Format: int64
                 * @description Scheduled campaigns that will take its text as it is when they start.
                 */
                scheduled_campaigns: number;
                /**
                 * Format: date-time
                 * @description When its newest version was made.
                 */
                updated_at: string;
                /** @description The variables it uses. */
                variables: string[];
                /**
                 * Format: int32
                 * @description From 1; raised by every change of the text.
                 */
                version: number;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_PackageView: {
            data: {
                /** @description Whether it is sold. */
                active: boolean;
                /** @description `basic`, `pro`, `business` or `enterprise`. */
                api_tier: string;
                /**
                 * Format: int64
                 * @description Contacts; null means unlimited.
                 */
                contact_limit?: number | null;
                /**
                 * Format: date-time
                 * @description Since when it is sold.
                 */
                created_at: string;
                /**
                 * @description Three capital letters.
                 * @example IDR
                 */
                currency: string;
                /** @description A sentence for people. */
                description: string;
                /** @description Flags of features. */
                features: Record<string, never>;
                /** @description The package. */
                id: components["schemas"]["PackageId"];
                /**
                 * Format: int64
                 * @description Messages of a day; null means unlimited.
                 */
                messages_per_day?: number | null;
                /**
                 * Format: int64
                 * @description Messages of a month; null means unlimited.
                 */
                monthly_quota?: number | null;
                /** @description Unique. */
                name: string;
                /**
                 * Format: int32
                 * @description Months that one payment lasts.
                 */
                period_months: number;
                /**
                 * @description Exact decimal of one period.
                 * @example 99000.00
                 */
                price: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Recipient: {
            data: {
                /**
                 * Format: int32
                 * @description How often it was tried.
                 */
                attempts: number;
                contact_id?: components["schemas"]["ContactId"] | null;
                /**
                 * Format: date-time
                 * @description When the phone had it.
                 */
                delivered_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it was given up, skipped or found to be unknown.
                 */
                ended_at?: string | null;
                /** @description WhatsApp's id of the message, committed before it was sent. */
                message_id?: string | null;
                /** @description The contact's name now. */
                name?: string | null;
                /**
                 * Format: date-time
                 * @description When the person opted out.
                 */
                opted_out_at?: string | null;
                /**
                 * Format: int32
                 * @description The place in the campaign, from 1.
                 */
                ordinal: number;
                /** @description The number in E.164. */
                phone: string;
                /**
                 * Format: date-time
                 * @description When it was read.
                 */
                read_at?: string | null;
                reason?: components["schemas"]["DeliveryReason"] | null;
                /**
                 * Format: date-time
                 * @description When the person wrote back.
                 */
                replied_at?: string | null;
                /**
                 * Format: date-time
                 * @description When it is tried again.
                 */
                retry_at?: string | null;
                /**
                 * Format: date-time
                 * @description When WhatsApp's server had it.
                 */
                sent_at?: string | null;
                /** @description Where it stands. */
                state: components["schemas"]["Delivery"];
                /**
                 * Format: date-time
                 * @description When the engine was told to send it.
                 */
                submitted_at?: string | null;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Reject: {
            data: {
                /** @description A sentence for people. */
                detail: string;
                /**
                 * Format: int64
                 * @description Line of the file, from 1, as an editor counts.
                 */
                line: number;
                /** @description The code of the reason. */
                reason: string;
                /** @description What the value at fault began with. */
                value: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_SessionStep: {
            data: {
                /**
                 * Format: date-time
                 * @description When.
                 */
                at: string;
                /** @description The state it left. */
                from: components["schemas"]["SessionState"];
                /** @description Why. */
                reason?: string | null;
                /** @description The state it went to. */
                to: components["schemas"]["SessionState"];
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every success, for the OpenAPI document: `body = Envelope<Contact>`. */
        Envelope_Vec_Suppression: {
            data: {
                /**
                 * Format: date-time
                 * @description Since when.
                 */
                created_at: string;
                /** @description The opt-out word that the person wrote. */
                keyword?: string | null;
                /** @description The beginning of the message it stood in. */
                message?: string | null;
                /** @description The contact's name, where there is one. */
                name?: string | null;
                /** @description The number in E.164. */
                phone: string;
                /** @description keyword, by_hand, import, or unclear: a person has to read what was written and decide. Nothing is sent until then. */
                source: string;
            }[];
            /** @description About the data: where the next page is. */
            meta?: components["schemas"]["Meta"];
            /**
             * @description Always true.
             * @example true
             */
            success: boolean;
        };
        /** @description The body of every failed request. */
        ErrorBody: {
            /** @description What went wrong. */
            error: components["schemas"]["ErrorDetail"];
            /**
             * @description Always false.
             * @example false
             */
            success: boolean;
        };
        /** @description What went wrong. */
        ErrorDetail: {
            /**
             * @description The error code; stays the same between releases.
             * @example not_found
             */
            code: string;
            /** @description Facts that belong to the code: for `invalid`, the list `fields` of `{field, code, message}`. */
            details: Record<string, never>;
            /**
             * @description A sentence for people.
             * @example There is no such contact.
             */
            message: string;
        };
        /** @description What changed. The tag is the topic's word. */
        Event: components["schemas"]["EventQrCode"] | components["schemas"]["EventPairingCode"] | components["schemas"]["EventConnectionStatus"] | components["schemas"]["EventSessionExpired"] | components["schemas"]["EventNewMessage"] | components["schemas"]["EventMessageStatusUpdated"] | components["schemas"]["EventCampaignProgress"] | components["schemas"]["EventCampaignStatus"] | components["schemas"]["EventImportProgress"] | components["schemas"]["EventQuota"] | components["schemas"]["EventAlert"] | components["schemas"]["EventContactSuppressed"] | components["schemas"]["EventContactCameBack"];
        /** @description Something needs a person's eye. */
        EventAlert: {
            data: components["schemas"]["EventAlertData"];
            /** @enum {string} */
            type: "alert";
        };
        /** @description Something needs a person's eye. */
        EventAlertData: {
            /** @description Which alert. */
            alert_id: components["schemas"]["AlertId"];
            /** @description The code of its kind. */
            kind: string;
            /** @description info, warning or critical. */
            severity: string;
            /** @description A sentence for people. */
            text: string;
        };
        /** @description The counts of a campaign changed. */
        EventCampaignProgress: {
            data: components["schemas"]["EventCampaignProgressData"];
            /** @enum {string} */
            type: "campaign-progress";
        };
        /** @description The counts of a campaign changed. */
        EventCampaignProgressData: {
            /** @description Which campaign. */
            campaign_id: components["schemas"]["CampaignId"];
            /** @description The counts after the change. */
            counts: components["schemas"]["Counts"];
        };
        /** @description A campaign moved to another state. */
        EventCampaignStatus: {
            data: components["schemas"]["EventCampaignStatusData"];
            /** @enum {string} */
            type: "campaign-status";
        };
        /** @description A campaign moved to another state. */
        EventCampaignStatusData: {
            /** @description Which campaign. */
            campaign_id: components["schemas"]["CampaignId"];
            pause_reason?: components["schemas"]["PauseReason"] | null;
            /** @description The state it is in. */
            state: components["schemas"]["CampaignState"];
        };
        /** @description The session moved to another state; or it stays in it (`from` is `to`) and an administrator began or ended keeping it down. */
        EventConnectionStatus: {
            data: components["schemas"]["EventConnectionStatusData"];
            /** @enum {string} */
            type: "connection-status";
        };
        /** @description The session moved to another state; or it stays in it (`from` is `to`) and an administrator began or ended keeping it down. */
        EventConnectionStatusData: {
            /** @description The state it left. */
            from: components["schemas"]["SessionState"];
            /** @description Why, in plain words. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description The state it is in. */
            to: components["schemas"]["SessionState"];
        };
        /** @description A person who had opted out by message asked to come back, and was taken off the do-not-message register. */
        EventContactCameBack: {
            data: components["schemas"]["EventContactCameBackData"];
            /** @enum {string} */
            type: "contact-came-back";
        };
        /** @description A person who had opted out by message asked to come back, and was taken off the do-not-message register. */
        EventContactCameBackData: {
            /** @description The number in E.164. */
            phone: string;
        };
        /** @description A person was put on the do-not-message register. */
        EventContactSuppressed: {
            data: components["schemas"]["EventContactSuppressedData"];
            /** @enum {string} */
            type: "contact-suppressed";
        };
        /** @description A person was put on the do-not-message register. */
        EventContactSuppressedData: {
            /** @description The number in E.164. */
            phone: string;
            /** @description keyword, by_hand, import or unclear. */
            source: string;
        };
        /**
         * Format: uuid
         * @description One event of the stream.
         */
        EventId: string;
        /** @description An import went on. */
        EventImportProgress: {
            data: components["schemas"]["EventImportProgressData"];
            /** @enum {string} */
            type: "import-progress";
        };
        /** @description An import went on. */
        EventImportProgressData: {
            /**
             * Format: int64
             * @description Rows that repeat an earlier number.
             */
            duplicates: number;
            /**
             * Format: double
             * @description Share of the file that was read, 0 to 1.
             */
            fraction: number;
            /** @description Which import. */
            import_id: components["schemas"]["ImportId"];
            /**
             * Format: int64
             * @description Rows refused so far.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Rows read so far.
             */
            rows: number;
            /** @description running, completed, failed or cancelled. */
            state: string;
            /**
             * Format: int64
             * @description Contacts added or updated so far.
             */
            stored: number;
        };
        /** @description Recipients moved to another state. One event carries everything that one transaction changed. */
        EventMessageStatusUpdated: {
            data: components["schemas"]["EventMessageStatusUpdatedData"];
            /** @enum {string} */
            type: "message-status-updated";
        };
        /** @description Recipients moved to another state. One event carries everything that one transaction changed. */
        EventMessageStatusUpdatedData: {
            /** @description Whose recipients. */
            campaign_id: components["schemas"]["CampaignId"];
            /** @description What each became. */
            items: components["schemas"]["StatusItem"][];
        };
        /** @description A message came in. */
        EventNewMessage: {
            data: components["schemas"]["EventNewMessageData"];
            /** @enum {string} */
            type: "new-message";
        };
        /** @description A message came in. */
        EventNewMessageData: {
            /**
             * Format: date-time
             * @description When WhatsApp says that it was sent.
             */
            at: string;
            /** @description The text. */
            body: string;
            /** @description The sender in E.164. */
            from: string;
            /** @description WhatsApp's id of the message. */
            message_id: string;
        };
        /** @description A pairing code waits to be typed on the phone. */
        EventPairingCode: {
            data: components["schemas"]["EventPairingCodeData"];
            /** @enum {string} */
            type: "pairing-code";
        };
        /** @description A pairing code waits to be typed on the phone. */
        EventPairingCodeData: {
            /** @description Eight characters. */
            code: string;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
        };
        /** @description A new QR code waits to be scanned. */
        EventQrCode: {
            data: components["schemas"]["EventQrCodeData"];
            /** @enum {string} */
            type: "qr-code";
        };
        /** @description A new QR code waits to be scanned. */
        EventQrCodeData: {
            /** @description The text the QR code draws. */
            code: string;
            /**
             * Format: date-time
             * @description When WhatsApp will replace it.
             */
            expires_at: string;
        };
        /** @description The quota of the running period changed. */
        EventQuota: {
            data: components["schemas"]["EventQuotaData"];
            /** @enum {string} */
            type: "quota";
        };
        /** @description The quota of the running period changed. */
        EventQuotaData: {
            /**
             * Format: int64
             * @description Units of the period; none means unlimited.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Units held for messages being sent.
             */
            reserved: number;
            /**
             * Format: int64
             * @description Units of messages sent.
             */
            used: number;
        };
        /** @description The link was ended by the phone or by WhatsApp; a new QR code is needed. */
        EventSessionExpired: {
            data: components["schemas"]["EventSessionExpiredData"];
            /** @enum {string} */
            type: "session-expired";
        };
        /** @description The link was ended by the phone or by WhatsApp; a new QR code is needed. */
        EventSessionExpiredData: {
            /** @description Why, in plain words. */
            reason: string;
        };
        /** @description What is known about a thing; absent where it does not apply. */
        Facts: {
            /**
             * Format: int64
             * @description Free bytes.
             */
            free_bytes?: number | null;
            /**
             * Format: date-time
             * @description When it last said that it lives.
             */
            heartbeat_at?: string | null;
            /**
             * Format: int64
             * @description How many nodes run.
             */
            nodes?: number | null;
            /**
             * Format: date-time
             * @description When it started.
             */
            started_at?: string | null;
            /**
             * Format: int64
             * @description Bytes in all.
             */
            total_bytes?: number | null;
            /** @description The release. */
            version?: string | null;
        };
        /** @description One field at fault. */
        FieldError: {
            /** @description The error code: `required`, `too_long`, … */
            code: string;
            /** @description Path of the field in the body, as `contacts[3].phone`. */
            field: string;
            /** @description A sentence for people. */
            message: string;
        };
        /**
         * @description Fields of a contact. An absent one stays as it is; null empties it.
         * @example {
         *       "blocked_reason": null,
         *       "name": "Budi Santoso",
         *       "notes": "prefers mornings"
         *     }
         */
        Fields: {
            /**
             * @description Replaces all; at most 50 fields of at most 1,000 characters.
             * @default null
             */
            attributes: {
                [key: string]: string;
            } | null;
            /**
             * @description Blocks (with this reason) or, as null, unblocks: a blocked contact is skipped by every campaign.
             * @default null
             */
            blocked_reason: string | null;
            /** @default null */
            consent: components["schemas"]["Consent"] | null;
            /**
             * @description E-mail address.
             * @default null
             */
            email: string | null;
            /**
             * @description Language tag, as in `id` or `en-GB`.
             * @default null
             */
            language: string | null;
            /**
             * @description How to address the person; at most 200 characters.
             * @default null
             */
            name: string | null;
            /**
             * @description At most 4,000 characters.
             * @default null
             */
            notes: string | null;
            /**
             * @description Replaces all; at most 50 words of at most 50 characters.
             * @default null
             */
            tags: string[] | null;
            /**
             * @description IANA time zone, as in `Asia/Makassar`.
             * @default null
             */
            time_zone: string | null;
        };
        /**
         * @description Whose password.
         * @example {
         *       "email": "sari@warung.example"
         *     }
         */
        ForgotPassword: {
            /** @description The address to log in with. */
            email: string;
        };
        /** @description How far a campaign got with how many: each number counts those who got at least that far. */
        Funnel: {
            /**
             * Format: int64
             * @description The phone had it.
             */
            delivered: number;
            /**
             * Format: int64
             * @description The person opted out.
             */
            opted_out: number;
            /**
             * Format: int64
             * @description It was read.
             */
            read: number;
            /**
             * Format: int64
             * @description The person wrote back.
             */
            replied: number;
            /**
             * Format: int64
             * @description WhatsApp's server had it.
             */
            sent: number;
            /**
             * Format: int64
             * @description Everybody in it.
             */
            total: number;
        };
        /**
         * @description Why a customer is suspended.
         * @example {
         *       "reason": "unpaid since March"
         *     }
         */
        Grounds: {
            /** @description Shown to administrators and kept in the audit log; 1 to 200 characters. */
            reason: string;
        };
        /** @description One change in the tree. */
        HealthEvent: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What happened. */
            change: components["schemas"]["Change"];
            /** @description What stands there. */
            kind: components["schemas"]["Kind"];
            /** @description Where in the tree. */
            path: string;
            /**
             * Format: int64
             * @description Counts the kernel's events: a gap means that this receiver was too slow and should take a
             *     fresh snapshot.
             */
            sequence: number;
        };
        /**
         * @description How a thing is.
         * @enum {string}
         */
        HealthState: "up" | "warning" | "down";
        /** @description An administrator keeps the session down. */
        HoldView: {
            /**
             * @description `stopped`: until somebody starts it. `quarantined`: until an administrator releases it.
             * @example quarantined
             */
            kind: string;
            /** @description What the administrator gave as the reason. */
            reason?: string | null;
        };
        /** @description An import and how far it is. `rows` = `added` + `updated` + `duplicates` + `rejected`. */
        Import: {
            /**
             * Format: int64
             * @description People who were not known before.
             */
            added: number;
            /**
             * Format: date-time
             * @description When it was asked for.
             */
            created_at: string;
            /**
             * Format: int64
             * @description Rows that repeat a number of the same file; merged.
             */
            duplicates: number;
            /** @description Why it failed: an error code. */
            error_code?: string | null;
            /** @description Why it failed: a sentence for people. */
            error_text?: string | null;
            /** @description The file's name. */
            file_name: string;
            /**
             * Format: date-time
             * @description When it ended.
             */
            finished_at?: string | null;
            /** @description Its id. */
            id: components["schemas"]["ImportId"];
            list_id?: components["schemas"]["ListId"] | null;
            /**
             * Format: int64
             * @description Bytes whose rows are stored.
             */
            read_bytes: number;
            /**
             * Format: int64
             * @description Rows refused; see `rejects`.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Rows read, without the heading.
             */
            rows: number;
            /** @description waiting, running, completed, failed or cancelled. */
            state: string;
            /**
             * Format: int64
             * @description Size of the file.
             */
            total_bytes: number;
            /**
             * Format: int64
             * @description People who were known.
             */
            updated: number;
            /**
             * Format: int64
             * @description People who had withdrawn the agreement that the import brings; they were left without.
             */
            withdrawn: number;
        };
        /**
         * Format: uuid
         * @description One import of a file or of pasted numbers.
         */
        ImportId: string;
        /** @description Somebody who is invited and has not answered. */
        Invitation: {
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description The address. */
            email: string;
            /**
             * Format: date-time
             * @description It can be accepted until then; send it again for another week.
             */
            expires_at: string;
            /** @description Its id. */
            id: components["schemas"]["InvitationId"];
            /** @description The link, only here and only where this server sends no e-mail: hand it to the person yourself. */
            link?: string | null;
            /** @description Permissions beyond the role's. */
            permissions: components["schemas"]["Permission"][];
            /** @description The role that the user will have. */
            role: components["schemas"]["Role"];
            /**
             * Format: date-time
             * @description When the e-mail was sent last.
             */
            sent_at: string;
        };
        /**
         * Format: uuid
         * @description An invitation to a team.
         */
        InvitationId: string;
        /**
         * @description The secret part of a link.
         * @example {
         *       "token": "in_5mWq2Yc0hX8n"
         *     }
         */
        InvitationLink: {
            /** @description From the e-mail. */
            token: string;
        };
        /**
         * @description Whom to invite, and to what.
         * @example {
         *       "email": "budi@warung.example",
         *       "language": "id",
         *       "role": "operator"
         *     }
         */
        Invite: {
            /**
             * Format: email
             * @description The address to send the link to, and to log in with.
             */
            email: string;
            /**
             * @description Language of the e-mail, `en` or `id`; absent: the tenant's.
             * @example id
             */
            language?: string | null;
            /** @description The role. */
            role: components["schemas"]["TeamRole"];
        };
        /**
         * @description Whom to invite.
         * @example {
         *       "email": "sari@warung.example",
         *       "language": "id"
         *     }
         */
        InviteCustomer: {
            /**
             * Format: email
             * @description The address to send the link to.
             */
            email: string;
            /**
             * @description Language of the e-mail, `en` or `id`; absent: English.
             * @example id
             */
            language?: string | null;
        };
        /** @description What somebody is invited to. */
        InvitedTo: {
            /** @description The business; null: the team that runs this server, or a business that is not there yet. */
            business?: string | null;
            /** @description The address to log in with. */
            email: string;
            /**
             * Format: date-time
             * @description It can be accepted until then.
             */
            expires_at: string;
            /** @description Who invites, as long as that user is there. */
            inviter?: string | null;
            /** @description The role. */
            role: components["schemas"]["Role"];
        };
        /**
         * @description Whom to invite, and to what.
         * @example {
         *       "email": "budi@siar.example",
         *       "language": "id",
         *       "role": "admin"
         *     }
         */
        InviteUser: {
            /**
             * Format: email
             * @description The address to send the link to, and to log in with.
             */
            email: string;
            /**
             * @description Language of the e-mail, `en` or `id`; absent: English.
             * @example id
             */
            language?: string | null;
            /** @description The role. */
            role: components["schemas"]["PlatformRole"];
        };
        /** @description Who came. */
        Joined: {
            /** @description The user. */
            user_id: components["schemas"]["UserId"];
        };
        /**
         * @description What stands at a place in the tree.
         * @enum {string}
         */
        Kind: "actor" | "one_for_one" | "rest_for_one" | "one_for_all" | "dynamic";
        /** @description A contact for whom no message can be made. */
        Lacking: {
            /** @description The contact. */
            contact_id: components["schemas"]["ContactId"];
            /** @description The variables without a value. */
            missing: string[];
            /** @description The number in E.164. */
            phone: string;
        };
        /**
         * @description What became of a child that did not stop within its deadline.
         * @enum {string}
         */
        LateOutcome: "killed" | "abandoned";
        /** @description What went. */
        ListDeleted: {
            /** @description How many contacts went with the list. */
            contacts: number;
        };
        /** @description A session with its tenant. */
        ListedSession: {
            node_id?: components["schemas"]["NodeId"] | null;
            /**
             * Format: int64
             * @description How often a working connection broke, ever.
             */
            reconnects: number;
            /** @description The session. */
            session: components["schemas"]["SessionView"];
            /** @description Whose. */
            tenant_id: components["schemas"]["TenantId"];
            /** @description The tenant's name. */
            tenant_name: string;
        };
        /**
         * Format: uuid
         * @description A named set of contacts.
         */
        ListId: string;
        /**
         * @description A list's name.
         * @example {
         *       "name": "Pelanggan Solo"
         *     }
         */
        ListName: {
            /** @description 1 to 200 characters, unique in the tenant. */
            name: string;
        };
        /** @description A value that belongs to a line. */
        LogField: {
            /** @description Its name. */
            name: string;
            /** @description Its value as text. */
            value: string;
        };
        /** @description One log-in on one device. */
        Login: {
            /**
             * Format: date-time
             * @description When somebody logged in.
             */
            created_at: string;
            /** @description It is the one asked with. */
            current: boolean;
            /** @description Its id. */
            id: components["schemas"]["LoginId"];
            /** @description From which address. */
            ip?: string | null;
            /**
             * Format: date-time
             * @description When it was last kept alive, at most a quarter of an hour before its last use.
             */
            last_used_at: string;
            /** @description The browser or program as people call it, as "Chrome, Android". */
            program?: string | null;
            /** @description What it calls itself. */
            user_agent?: string | null;
        };
        /**
         * @description An address and its password.
         * @example {
         *       "email": "sari@warung.example",
         *       "password": "gerobak bakso tujuh"
         *     }
         */
        LogIn: {
            /** @description The code of the second factor, or a recovery code: asked for with `second_factor_required` once the password was right. */
            code?: string | null;
            /** @description For browsers: put the tokens into HttpOnly cookies instead of the answer. */
            cookies?: boolean;
            /** @description The address. */
            email: string;
            /**
             * Format: password
             * @description The password.
             */
            password: string;
        };
        /**
         * Format: uuid
         * @description One login on one device: the family of refresh tokens it has had.
         */
        LoginId: string;
        /**
         * @description How urgent a line is.
         * @enum {string}
         */
        LogLevel: "error" | "warn" | "info" | "debug" | "trace";
        /** @description A line of the log. Phone numbers are cut to their last four digits, secrets are struck out. */
        LogLine: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description What belongs to it, in its order. */
            fields: components["schemas"]["LogField"][];
            /** @description How urgent. */
            level: components["schemas"]["LogLevel"];
            /** @description The sentence. */
            message: string;
            /**
             * Format: int64
             * @description Counts the process's lines from 1, without gaps: a gap means lines that are no longer kept.
             */
            sequence: number;
            /** @description The part of the program that says it. */
            target: string;
        };
        /** @description The user who asks. */
        Me: {
            /** @description The address to log in with. */
            email: string;
            /** @description The address was shown to be the user's. */
            email_verified: boolean;
            /** @description The user. */
            id: components["schemas"]["UserId"];
            /** @description The name. */
            name: string;
            /** @description All that the user may do: the role's permissions and the user's own. */
            permissions: components["schemas"]["Permission"][];
            /** @description The role. */
            role: components["schemas"]["Role"];
            /** @description Log-ins ask for a code. */
            second_factor: boolean;
            /** @description A second factor has to be set up before anything else can be done. */
            second_factor_missing: boolean;
            /** @description The tenant was suspended by the administrator. */
            suspended: boolean;
            tenant_id?: components["schemas"]["TenantId"] | null;
        };
        /** @description Somebody of a team. */
        Member: {
            /**
             * Format: date-time
             * @description When the user came.
             */
            created_at: string;
            /** @description The user may not log in. */
            disabled: boolean;
            /** @description The address to log in with. */
            email: string;
            /** @description The address was confirmed. */
            email_verified: boolean;
            /** @description The user. */
            id: components["schemas"]["UserId"];
            /**
             * Format: date-time
             * @description When the user was last there, give or take a quarter of an hour; null before the first log-in.
             */
            last_seen_at?: string | null;
            /** @description The name. */
            name: string;
            /** @description Permissions beyond the role's. */
            permissions: components["schemas"]["Permission"][];
            /** @description The role. */
            role: components["schemas"]["Role"];
            /** @description Log-ins ask for a code. */
            second_factor: boolean;
            /** @description The caller. */
            you: boolean;
        };
        /**
         * @description A change of an account; what is absent stays.
         * @example {
         *       "disabled": false,
         *       "permissions": [
         *         "campaigns.send"
         *       ],
         *       "role": "operator"
         *     }
         */
        MemberChange: {
            /** @description The user may not log in; log-ins that are open end. */
            disabled?: boolean | null;
            /** @description Permissions beyond the role's, instead of those until now. */
            permissions?: components["schemas"]["Permission"][] | null;
            role?: components["schemas"]["TeamRole"] | null;
        };
        /**
         * @description Contacts by id.
         * @example {
         *       "contact_ids": [
         *         "0190f5a0-0000-7000-8000-000000000002"
         *       ]
         *     }
         */
        Members: {
            /** @description 1 to 10,000 contacts. */
            contact_ids: components["schemas"]["ContactId"][];
        };
        /** @description How many memberships changed. */
        MembersChanged: {
            /** @description How many memberships changed. */
            changed: number;
        };
        /** @description A template in its newest version. */
        MessageTemplate: {
            /** @description The text with its variables. */
            body: string;
            /**
             * Format: date-time
             * @description When it was made.
             */
            created_at: string;
            /** @description Its id. */
            id: components["schemas"]["TemplateId"];
            /** @description Its name, unique in the tenant. */
            name: string;
            /**
             * Format: int64
             * @description Scheduled campaigns that will take its text as it is when they start.
             */
            scheduled_campaigns: number;
            /**
             * Format: date-time
             * @description When its newest version was made.
             */
            updated_at: string;
            /** @description The variables it uses. */
            variables: string[];
            /**
             * Format: int32
             * @description From 1; raised by every change of the text.
             */
            version: number;
        };
        /** @description About the data of an answer. */
        Meta: {
            /** @description Send it back as `cursor` to get the next page; null on the last one. */
            next_cursor?: string | null;
        };
        /** @description A variable that some contacts lack. */
        MissingVariable: {
            /**
             * Format: int64
             * @description How many contacts lack it.
             */
            contacts: number;
            /** @description Its name. */
            name: string;
        };
        /**
         * @description A person to store.
         * @example {
         *       "attributes": {
         *         "kota": "Solo"
         *       },
         *       "consent": {
         *         "source": "order form"
         *       },
         *       "name": "Budi",
         *       "phone": "0812 3456 7890",
         *       "tags": [
         *         "pelanggan lama"
         *       ]
         *     }
         */
        NewContact: {
            /**
             * @description Replaces all; at most 50 fields of at most 1,000 characters.
             * @default null
             */
            attributes: {
                [key: string]: string;
            } | null;
            /**
             * @description Blocks (with this reason) or, as null, unblocks: a blocked contact is skipped by every campaign.
             * @default null
             */
            blocked_reason: string | null;
            /** @default null */
            consent: components["schemas"]["Consent"] | null;
            country?: components["schemas"]["Country"] | null;
            /**
             * @description E-mail address.
             * @default null
             */
            email: string | null;
            /**
             * @description Language tag, as in `id` or `en-GB`.
             * @default null
             */
            language: string | null;
            /**
             * @description How to address the person; at most 200 characters.
             * @default null
             */
            name: string | null;
            /**
             * @description At most 4,000 characters.
             * @default null
             */
            notes: string | null;
            /**
             * @description The number as people write it; kept in E.164.
             * @example 0812 3456 7890
             */
            phone: string;
            /**
             * @description Replaces all; at most 50 words of at most 50 characters.
             * @default null
             */
            tags: string[] | null;
            /**
             * @description IANA time zone, as in `Asia/Makassar`.
             * @default null
             */
            time_zone: string | null;
        };
        /**
         * @description Who becomes the owner, and the caller's password.
         * @example {
         *       "password": "payung merah hujan sore",
         *       "user_id": "0190f5a0-0000-7000-8000-000000000005"
         *     }
         */
        NewOwner: {
            /** @description A code of the caller's second factor, where there is one. */
            code?: string | null;
            /**
             * Format: password
             * @description The caller's password.
             */
            password: string;
            /** @description Somebody of the team. */
            user_id: components["schemas"]["UserId"];
        };
        /**
         * @description A template to make.
         * @example {
         *       "body": "Halo {{ name | default(\"Kak\") }}!",
         *       "name": "Salam"
         *     }
         */
        NewTemplate: {
            /**
             * @description The text: `{{ name | default("Kak") }}` or `{Name}` for variables; at most 4,096 characters when rendered.
             * @example Halo {{ name | default("Kak") }}!
             */
            body: string;
            /** @description 1 to 200 characters, unique in the tenant. */
            name: string;
        };
        /**
         * Format: uuid
         * @description One run of one Siar process, new at every boot.
         */
        NodeId: string;
        /** @description A text that is no number. */
        NoNumber: {
            /** @description What is wrong, as in `phone_not_a_number`. */
            code: string;
            /** @description The same in words. */
            message: string;
            /** @description Its place in `phones`, from 0. */
            place: number;
        };
        /**
         * @description Numbers not to message.
         * @example {
         *       "country": "ID",
         *       "phones": [
         *         "0812 3456 7890",
         *         "+6281300000013"
         *       ]
         *     }
         */
        Numbers: {
            country?: components["schemas"]["Country"] | null;
            /** @description 1 to 10,000 numbers as people write them; kept in E.164. Also numbers that no numbering plan knows. */
            phones: string[];
        };
        /** @description What became of the numbers. */
        NumbersTaken: {
            /**
             * Format: int64
             * @description People who were not known before.
             */
            added: number;
            /** @description Numbers that were pasted more than once. */
            duplicates: number;
            /** @description What is no number, by line. */
            rejected: components["schemas"]["RejectedRow"][];
            /**
             * Format: int64
             * @description People who were.
             */
            updated: number;
        };
        /**
         * @description Something in the way of a campaign.
         * @enum {string}
         */
        Obstacle: "nobody_to_send_to" | "no_subscription" | "quota_used_up" | "quota_too_small" | "session_not_working";
        /** @description The address that the caller logs in with. */
        OwnEmail: {
            delivery?: components["schemas"]["EmailDelivery"] | null;
            /** @description The address. */
            email: string;
            /** @description The address that will take its place once it is confirmed. */
            pending?: string | null;
            /** @description This server sends e-mail. Where it does not, nothing asks for a confirmed address. */
            sends_email: boolean;
            /** @description It was confirmed. */
            verified: boolean;
        };
        /** @description What the platform allows at most. Tenants can only be slower. */
        PaceLimits: {
            /**
             * Format: int32
             * @description Most messages in any 24 hours that a tenant may set.
             * @default 5000
             */
            daily_cap: number;
            /**
             * Format: int32
             * @description Most messages in any 60 minutes that a tenant may set.
             * @default 600
             */
            hourly_cap: number;
            /**
             * Format: int32
             * @description Shortest time between two messages that a tenant may set, milliseconds.
             * @default 3000
             */
            least_delay_ms: number;
        };
        /**
         * @description The pace of one account, as its tenant set it.
         * @example {
         *       "daily_cap": 1000,
         *       "hourly_cap": 240,
         *       "max_delay_ms": 12000,
         *       "min_delay_ms": 6000
         *     }
         */
        PaceSettings: {
            /**
             * Format: int32
             * @description Most messages in any 24 hours.
             * @default 1000
             */
            daily_cap: number;
            /**
             * Format: int32
             * @description Most messages in any 60 minutes.
             * @default 240
             */
            hourly_cap: number;
            /**
             * Format: int32
             * @description Longest time between two messages, milliseconds. The real one is drawn evenly between the two.
             * @default 12000
             */
            max_delay_ms: number;
            /**
             * Format: int32
             * @description Shortest time between two messages, milliseconds.
             * @default 6000
             */
            min_delay_ms: number;
        };
        /** @description The pace, and what the platform allows. */
        PaceView: {
            /** @description What the platform allows at most. */
            limits: components["schemas"]["PaceLimits"];
            /** @description As the tenant set it. It belongs to the account: all campaigns share it. */
            pace: components["schemas"]["PaceSettings"];
        };
        /**
         * Format: uuid
         * @description A package that is sold.
         */
        PackageId: string;
        /**
         * @description What a package holds.
         * @example {
         *       "api_tier": "basic",
         *       "contact_limit": 100000,
         *       "currency": "IDR",
         *       "messages_per_day": 1000,
         *       "monthly_quota": 30000,
         *       "name": "Basic plus",
         *       "period_months": 1,
         *       "price": "99000.00"
         *     }
         */
        PackageTerms: {
            /** @description Whether it is sold. */
            active?: boolean;
            /**
             * @description `basic`, `pro`, `business` or `enterprise`.
             * @example basic
             */
            api_tier: string;
            /**
             * Format: int64
             * @description Contacts; null means unlimited.
             */
            contact_limit?: number | null;
            /**
             * @description Three capital letters.
             * @example IDR
             */
            currency?: string;
            /** @description A sentence for people, 500 characters at the most. */
            description?: string;
            /** @description Flags of features. */
            features?: Record<string, never>;
            /**
             * Format: int64
             * @description Messages of a day; null means unlimited.
             */
            messages_per_day?: number | null;
            /**
             * Format: int64
             * @description Messages of a month; null means unlimited.
             */
            monthly_quota?: number | null;
            /** @description 1 to 100 characters, unique. */
            name: string;
            /**
             * Format: int32
             * @description Months that one payment lasts, 1 to 36.
             */
            period_months?: number;
            /**
             * @description Exact decimal with at most two places.
             * @example 99000.00
             */
            price: string;
        };
        /** @description A package. */
        PackageView: {
            /** @description Whether it is sold. */
            active: boolean;
            /** @description `basic`, `pro`, `business` or `enterprise`. */
            api_tier: string;
            /**
             * Format: int64
             * @description Contacts; null means unlimited.
             */
            contact_limit?: number | null;
            /**
             * Format: date-time
             * @description Since when it is sold.
             */
            created_at: string;
            /**
             * @description Three capital letters.
             * @example IDR
             */
            currency: string;
            /** @description A sentence for people. */
            description: string;
            /** @description Flags of features. */
            features: Record<string, never>;
            /** @description The package. */
            id: components["schemas"]["PackageId"];
            /**
             * Format: int64
             * @description Messages of a day; null means unlimited.
             */
            messages_per_day?: number | null;
            /**
             * Format: int64
             * @description Messages of a month; null means unlimited.
             */
            monthly_quota?: number | null;
            /** @description Unique. */
            name: string;
            /**
             * Format: int32
             * @description Months that one payment lasts.
             */
            period_months: number;
            /**
             * @description Exact decimal of one period.
             * @example 99000.00
             */
            price: string;
        };
        /**
         * @description The caller's password and a code.
         * @example {
         *       "code": "492039",
         *       "password": "payung merah hujan sore"
         *     }
         */
        PasswordAndCode: {
            /** @description A code that the app shows, or a recovery code. */
            code: string;
            /**
             * Format: password
             * @description The caller's password.
             */
            password: string;
        };
        /**
         * @description Numbers as a person pasted them.
         * @example {
         *       "consent_source": "order form",
         *       "country": "ID",
         *       "text": "0812 3456 7890\n0813 0000 0013"
         *     }
         */
        Pasted: {
            /** @description Where the people's agreement to hear from the tenant came from, 1 to 200 characters; nothing is noted where absent. */
            consent_source?: string | null;
            country?: components["schemas"]["Country"] | null;
            /**
             * @description Numbers, one a line or separated by commas, semicolons or tabs; at most 20,000.
             * @example 0812 3456 7890
             *     0813 0000 0013
             */
            text: string;
        };
        /**
         * @description Why a campaign is paused.
         * @enum {string}
         */
        PauseReason: "by_hand" | "session_not_working" | "quota_used_up" | "subscription_ended" | "account_restricted" | "too_many_failures" | "schedule_missed" | "account_changed" | "database_set_back" | "template_changed";
        /** @description One month of it. */
        PeriodView: {
            /**
             * Format: date-time
             * @description The first moment that is no longer in it.
             */
            ends_at: string;
            /**
             * Format: int64
             * @description Left; null means unlimited.
             */
            left?: number | null;
            /**
             * Format: int64
             * @description Messages that may be sent in it; null means unlimited.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Messages of one day; null means unlimited.
             */
            per_day?: number | null;
            /**
             * Format: int64
             * @description Held for messages being sent.
             */
            reserved: number;
            /**
             * Format: date-time
             * @description Its first moment.
             */
            starts_at: string;
            /**
             * Format: int64
             * @description Messages sent.
             */
            used: number;
        };
        /**
         * @description One thing a login may be allowed to do.
         * @enum {string}
         */
        Permission: "session.read" | "session.manage" | "contacts.read" | "contacts.write" | "templates.read" | "templates.write" | "campaigns.read" | "campaigns.write" | "campaigns.send" | "quota.read" | "tenant.read" | "tenant.write" | "events.read" | "team.read" | "team.manage" | "platform.read" | "platform.write" | "platform.users";
        /**
         * @description A phone number in E.164.
         * @example +6281234567890
         */
        Phone: string;
        /**
         * @description Why a text is not a phone number. The sentences are for the person who typed it.
         * @enum {string}
         */
        PhoneError: "empty" | "not_a_number" | "shortened" | "decimals" | "hidden_id" | "ninth_digit" | "several" | "too_short" | "too_long" | "unknown_calling_code" | "no_such_range" | "not_e164";
        /**
         * @description PhoneToPair phone.
         * @example {
         *       "phone": "+6281234567890"
         *     }
         */
        PhoneToPair: {
            /**
             * @description The account's own number as one dials it; without a country code one of the tenant's country.
             * @example +6281234567890
             */
            phone: string;
        };
        /** @description What a user of the platform may send: text frames of JSON. */
        PlatformClientFrame: components["schemas"]["PlatformClientFrameFollow"];
        /** @description From now on these too, besides what everybody gets; replaces what was asked for before. */
        PlatformClientFrameFollow: {
            /** @enum {string} */
            action: "follow";
            /** @description None: nothing more. */
            topics: components["schemas"]["PlatformTopic"][];
        };
        /** @description What the server tells whoever runs the platform. */
        PlatformFrame: components["schemas"]["PlatformFrameActorTree"] | components["schemas"]["PlatformFrameActorHealth"] | components["schemas"]["PlatformFrameActorLoad"] | components["schemas"]["PlatformFrameAlert"] | components["schemas"]["PlatformFrameSession"] | components["schemas"]["PlatformFrameLogs"] | components["schemas"]["PlatformFrameHealth"] | components["schemas"]["PlatformFrameMissed"];
        /** @description Something in the tree changed. */
        PlatformFrameActorHealth: {
            /** @description Something in the tree changed. */
            data: components["schemas"]["HealthEvent"];
            /** @enum {string} */
            type: "actor-health";
        };
        /** @description How many messages wait in the mailboxes that changed, by path; looked at every two seconds. */
        PlatformFrameActorLoad: {
            data: components["schemas"]["PlatformFrameActorLoadData"];
            /** @enum {string} */
            type: "actor-load";
        };
        /** @description How many messages wait in the mailboxes that changed, by path; looked at every two seconds. */
        PlatformFrameActorLoadData: {
            /** @description Messages by path. */
            mailboxes: {
                [key: string]: number;
            };
        };
        /** @description First of all, and whenever changes were left out: the whole tree. */
        PlatformFrameActorTree: {
            /** @description First of all, and whenever changes were left out: the whole tree. */
            data: components["schemas"]["Snapshot"];
            /** @enum {string} */
            type: "actor-tree";
        };
        /** @description An alert was opened, acknowledged or resolved. */
        PlatformFrameAlert: {
            /** @description An alert was opened, acknowledged or resolved. */
            data: components["schemas"]["Alert"];
            /** @enum {string} */
            type: "alert";
        };
        /** @description For those who follow `health`: at once, then every ten seconds. */
        PlatformFrameHealth: {
            /** @description For those who follow `health`: at once, then every ten seconds. */
            data: components["schemas"]["PlatformHealth"];
            /** @enum {string} */
            type: "health";
        };
        /** @description For those who follow `logs`: the next lines, without gaps but for lines that were no longer kept; at most a few frames a second. */
        PlatformFrameLogs: {
            data: components["schemas"]["PlatformFrameLogsData"];
            /** @enum {string} */
            type: "logs";
        };
        /** @description For those who follow `logs`: the next lines, without gaps but for lines that were no longer kept; at most a few frames a second. */
        PlatformFrameLogsData: {
            /** @description Oldest first. */
            lines: components["schemas"]["LogLine"][];
        };
        /** @description Something else than the tree's changes was left out: load what is shown again. */
        PlatformFrameMissed: {
            data: components["schemas"]["PlatformFrameMissedData"];
            /** @enum {string} */
            type: "missed";
        };
        /** @description Something else than the tree's changes was left out: load what is shown again. */
        PlatformFrameMissedData: Record<string, never>;
        /** @description A customer's session moved to another state. */
        PlatformFrameSession: {
            data: components["schemas"]["PlatformFrameSessionData"];
            /** @enum {string} */
            type: "session";
        };
        /** @description A customer's session moved to another state. */
        PlatformFrameSessionData: {
            /** @description The state it left. */
            from: components["schemas"]["SessionState"];
            /** @description Why, in plain words. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description Whose. */
            tenant_id: components["schemas"]["TenantId"];
            /** @description The state it is in. */
            to: components["schemas"]["SessionState"];
        };
        /** @description How everything is that this node needs. */
        PlatformHealth: {
            /** @description Each thing. */
            dependencies: components["schemas"]["DependencyHealth"][];
        };
        /**
         * @description A role in the team that runs the platform.
         * @enum {string}
         */
        PlatformRole: "super_admin" | "admin" | "auditor";
        /**
         * @description What is only sent to those who ask for it.
         * @enum {string}
         */
        PlatformTopic: "logs" | "health";
        /** @description What starting a campaign would do. */
        PreflightReport: {
            /**
             * Format: date-time
             * @description When it would be done if it started now; none beyond what a calendar can say.
             */
            done_at?: string | null;
            /**
             * Format: int64
             * @description How long it takes at the account's pace, seconds.
             */
            eta_seconds: number;
            /** @description Whether nothing forbids the start. With obstacles left it would start and pause, or wait. */
            may_start: boolean;
            /** @description Variables that some contacts lack. */
            missing_variables: components["schemas"]["MissingVariable"][];
            /** @description What stands in the way. */
            obstacles: components["schemas"]["Obstacle"][];
            /**
             * Format: int64
             * @description Units of quota that this costs.
             */
            quota_cost: number;
            /**
             * Format: int64
             * @description Units left in the period; none means unlimited.
             */
            quota_left?: number | null;
            /** @description How risky it is for the account. */
            risk: components["schemas"]["Risk"];
            /** @description Who gets none, and why. */
            skipped: components["schemas"]["SkipCounts"];
            /**
             * Format: int64
             * @description People who would get the message.
             */
            will_be_sent: number;
        };
        /** @description The guesses about a file and its first rows. */
        Preview: {
            /** @description The columns and what they will be used for. */
            columns: components["schemas"]["PreviewColumn"][];
            delimiter?: components["schemas"]["Delimiter"] | null;
            /** @description The encoding found. */
            encoding: components["schemas"]["Encoding"];
            /** @description Whether the file has headings. */
            has_header: boolean;
            /**
             * Format: int64
             * @description The line of the headings, from 1; those above it are titles and passed over.
             */
            header_line?: number | null;
            /** @description Some values look as if the file was read in a wrong encoding: choose another one. */
            looks_broken: boolean;
            /** @description The first ten lines that hold something. */
            rows: components["schemas"]["PreviewRow"][];
        };
        /** @description One column of the file. */
        PreviewColumn: {
            /** @description Its heading, or `Column 1` and so on. */
            heading: string;
            /** @description What it will be used for. */
            role: components["schemas"]["ColumnRole"];
        };
        /**
         * PreviewedContact
         * @description A contact.
         */
        PreviewedContact: {
            /** @description The other columns. */
            attributes: {
                [key: string]: string;
            };
            /** @description The e-mail address. */
            email?: string | null;
            /**
             * Format: int64
             * @description The line, from 1.
             */
            line: number;
            /** @description The name. */
            name?: string | null;
            /** @description The number. */
            phone: components["schemas"]["Phone"];
        };
        /**
         * PreviewedReject
         * @description Refused.
         */
        PreviewedReject: {
            /** @description The same in words. */
            message: string;
            /** @description What is wrong. */
            rejected: components["schemas"]["RejectedRow"];
        };
        /** @description One line of the file as it would be imported. */
        PreviewRow: components["schemas"]["PreviewedContact"] | components["schemas"]["PreviewedReject"];
        /** @description What a tenant holds, and what it may still send. */
        QuotaView: {
            period?: components["schemas"]["PeriodView"] | null;
            subscription?: components["schemas"]["SubscriptionView"] | null;
        };
        /** @description A curve of messages over time. */
        RateCurve: {
            /**
             * Format: date-time
             * @description When the first point begins: the start of the campaign. Null before.
             */
            from?: string | null;
            /**
             * Format: int64
             * @description How long each point stands for, seconds. It grows with the campaign, so that there are at most 120 points.
             */
            point_seconds: number;
            /** @description Messages that WhatsApp took in each point, one after the other, up to now or to the campaign's end. */
            sent: number[];
            /**
             * Format: date-time
             * @description When the last point ends, which may be short: now, or the end of the campaign. Null before the start.
             */
            to?: string | null;
        };
        /** @description The log's last lines. */
        RecentLog: {
            /** @description The lines, oldest first. */
            lines: components["schemas"]["LogLine"][];
            /**
             * Format: int64
             * @description Sequence of the newest line, whether it fits or not; 0 while there is none.
             */
            newest: number;
            /**
             * Format: int64
             * @description Sequence of the oldest line that is kept, whether it fits or not.
             */
            oldest: number;
        };
        /** @description One person in one campaign. */
        Recipient: {
            /**
             * Format: int32
             * @description How often it was tried.
             */
            attempts: number;
            contact_id?: components["schemas"]["ContactId"] | null;
            /**
             * Format: date-time
             * @description When the phone had it.
             */
            delivered_at?: string | null;
            /**
             * Format: date-time
             * @description When it was given up, skipped or found to be unknown.
             */
            ended_at?: string | null;
            /** @description WhatsApp's id of the message, committed before it was sent. */
            message_id?: string | null;
            /** @description The contact's name now. */
            name?: string | null;
            /**
             * Format: date-time
             * @description When the person opted out.
             */
            opted_out_at?: string | null;
            /**
             * Format: int32
             * @description The place in the campaign, from 1.
             */
            ordinal: number;
            /** @description The number in E.164. */
            phone: string;
            /**
             * Format: date-time
             * @description When it was read.
             */
            read_at?: string | null;
            reason?: components["schemas"]["DeliveryReason"] | null;
            /**
             * Format: date-time
             * @description When the person wrote back.
             */
            replied_at?: string | null;
            /**
             * Format: date-time
             * @description When it is tried again.
             */
            retry_at?: string | null;
            /**
             * Format: date-time
             * @description When WhatsApp's server had it.
             */
            sent_at?: string | null;
            /** @description Where it stands. */
            state: components["schemas"]["Delivery"];
            /**
             * Format: date-time
             * @description When the engine was told to send it.
             */
            submitted_at?: string | null;
        };
        /** @description For whoever has lost the app: each works once in place of its code. Shown once. */
        RecoveryCodes: {
            /** @description Ten codes. */
            codes: string[];
        };
        /**
         * @description The refresh token; browsers leave it out, it is in their cookie.
         * @example {
         *       "refresh_token": "rt_5mWq2Yc0hX8n"
         *     }
         */
        Refresh: {
            /** @description As the log-in or the refresh before answered it. */
            refresh_token?: string | null;
        };
        /** @description What was made. */
        RegisteredAccount: {
            /** @description The tenant. */
            tenant_id: components["schemas"]["TenantId"];
            /** @description Its owner. */
            user_id: components["schemas"]["UserId"];
        };
        /**
         * @description Who registers.
         * @example {
         *       "company": "Warung Sari",
         *       "country": "ID",
         *       "email": "sari@warung.example",
         *       "language": "id",
         *       "name": "Sari",
         *       "password": "gerobak bakso tujuh",
         *       "time_zone": "Asia/Jakarta"
         *     }
         */
        Registration: {
            /** @description The business's name, 1 to 200 characters. */
            company: string;
            /**
             * @description Default country of phone numbers, two letters.
             * @example ID
             */
            country?: string;
            /**
             * Format: email
             * @description The address to log in with.
             */
            email: string;
            /** @description From the link of an invitation to sign up. Its address is then the one to log in with. */
            invitation?: string | null;
            /**
             * @description `en` or `id`.
             * @example id
             */
            language?: string;
            /** @description The owner's name, 1 to 200 characters. */
            name: string;
            /**
             * Format: password
             * @description 10 to 128 characters.
             */
            password: string;
            /**
             * @description IANA name of the time zone.
             * @example Asia/Jakarta
             */
            time_zone?: string;
        };
        /** @description A row that was refused. */
        Reject: {
            /** @description A sentence for people. */
            detail: string;
            /**
             * Format: int64
             * @description Line of the file, from 1, as an editor counts.
             */
            line: number;
            /** @description The code of the reason. */
            reason: string;
            /** @description What the value at fault began with. */
            value: string;
        };
        /** @description A line that was refused. */
        RejectedRow: {
            /**
             * Format: int64
             * @description The line it begins on, from 1, as an editor counts.
             */
            line: number;
            /** @description Why. */
            reason: components["schemas"]["RejectReason"];
            /** @description What the phone column (or the column at fault) held, shortened. Personal data: for the tenant's report, not for logs. */
            value: string;
        };
        /** @description Why a line was refused. The sentences are for the person who made the file. */
        RejectReason: components["schemas"]["RejectReasonPhone"] | components["schemas"]["RejectReasonLineTooLong"] | components["schemas"]["RejectReasonBrokenQuotes"] | components["schemas"]["RejectReasonTooManyFields"] | components["schemas"]["RejectReasonBadEncoding"] | components["schemas"]["RejectReasonNul"] | components["schemas"]["RejectReasonNameTooLong"] | components["schemas"]["RejectReasonValueTooLong"];
        /** @description Bytes that are not in the file's encoding. */
        RejectReasonBadEncoding: {
            /** @enum {string} */
            kind: "bad_encoding";
        };
        /** @description A quotation mark is not closed. */
        RejectReasonBrokenQuotes: {
            /** @enum {string} */
            kind: "broken_quotes";
        };
        /** @description Longer than a megabyte, or more than a thousand fields. */
        RejectReasonLineTooLong: {
            /** @enum {string} */
            kind: "line_too_long";
        };
        /** @description The name is longer than 200 characters. */
        RejectReasonNameTooLong: {
            /** @enum {string} */
            kind: "name_too_long";
        };
        /** @description A zero byte. */
        RejectReasonNul: {
            /** @enum {string} */
            kind: "nul";
        };
        /** @description The phone number is none. */
        RejectReasonPhone: {
            /** @enum {string} */
            kind: "phone";
            /** @description The phone number is none. */
            phone: components["schemas"]["PhoneError"];
        };
        /** @description More values than the file has columns. */
        RejectReasonTooManyFields: {
            /** @enum {string} */
            kind: "too_many_fields";
        };
        /** @description Another column's value is longer than 1,000 characters. */
        RejectReasonValueTooLong: {
            /** @enum {string} */
            kind: "value_too_long";
        };
        /**
         * @description A link and the new password.
         * @example {
         *       "password": "payung merah hujan sore",
         *       "token": "pw_5mWq2Yc0hX8n"
         *     }
         */
        ResetPassword: {
            /**
             * Format: password
             * @description 10 to 128 characters.
             */
            password: string;
            /** @description From the e-mail. */
            token: string;
        };
        /**
         * @description Which, and what.
         * @example {
         *       "decision": "send_again",
         *       "ordinals": [
         *         4,
         *         17
         *       ]
         *     }
         */
        Resolve: {
            /** @description What to do. */
            decision: components["schemas"]["Decision"];
            /** @description Places in the campaign; all that are unknown where absent. Others are passed over. */
            ordinals?: number[] | null;
        };
        /**
         * @description The secret part of a link, and a new password.
         * @example {
         *       "password": "payung merah hujan sore",
         *       "token": "re_5mWq2Yc0hX8n"
         *     }
         */
        RestoreEmail: {
            /**
             * Format: password
             * @description A new password: whoever changed the address knows the old one.
             */
            password: string;
            /** @description From the e-mail to the old address. */
            token: string;
        };
        /**
         * @description Which dead letters.
         * @example {
         *       "ordinals": [
         *         4,
         *         17
         *       ]
         *     }
         */
        Retry: {
            /** @description Places in the campaign; all that failed where absent. Those that did not fail are passed over. */
            ordinals?: number[] | null;
        };
        /** @description The judgement. */
        Risk: {
            /** @description The score as a word. */
            level: components["schemas"]["RiskLevel"];
            /** @description What the score is made of, the gravest first. */
            reasons: components["schemas"]["RiskReason"][];
            /**
             * Format: int32
             * @description 0 (nothing speaks against it) to 100.
             */
            score: number;
        };
        /**
         * @description Something that speaks against the campaign.
         * @enum {string}
         */
        RiskCause: "without_consent" | "strangers" | "new_account" | "short_link";
        /**
         * @description The score as a word.
         * @enum {string}
         */
        RiskLevel: "low" | "medium" | "high";
        /** @description A cause and its part of the score. */
        RiskReason: {
            /** @description What it is. */
            cause: components["schemas"]["RiskCause"];
            /**
             * Format: int64
             * @description The people it is about; 0 where it is about the text.
             */
            people: number;
            /**
             * Format: int32
             * @description Its points.
             */
            points: number;
        };
        /**
         * @description What a login is. The first four belong to a tenant, the others to the platform.
         * @enum {string}
         */
        Role: "owner" | "supervisor" | "operator" | "viewer" | "super_admin" | "admin" | "auditor";
        /**
         * @description When: a moment, or a time on the wall.
         * @example {
         *       "local": "2027-01-05T09:00:00",
         *       "time_zone": "Asia/Jakarta"
         *     }
         */
        Schedule: {
            /**
             * Format: date-time
             * @description A moment, with its offset. Either this or `local`.
             * @example 2027-01-05T09:00:00+07:00
             */
            at?: string | null;
            /**
             * @description A time on the wall clock of `time_zone`.
             * @example 2027-01-05T09:00:00
             */
            local?: string | null;
            /**
             * @description IANA name, for `local`; the tenant's where absent.
             * @example Asia/Jakarta
             */
            time_zone?: string | null;
        };
        /** @description The caller's second factor. */
        SecondFactor: {
            /** @description Log-ins ask for a code. */
            enabled: boolean;
            /**
             * Format: date-time
             * @description Since when.
             */
            enabled_at?: string | null;
            /**
             * Format: int64
             * @description Recovery codes that were not used yet.
             */
            recovery_codes_left: number;
            /** @description The operator of this server wants it: it cannot be turned off. */
            required: boolean;
        };
        /** @description What the server sends: text frames of JSON. Events carry `sequence`; keep the last one to resume from it. */
        ServerFrame: components["schemas"]["StoredEvent"] | components["schemas"]["Control"] | components["schemas"]["PlatformFrame"];
        /** @description SessionFigures of the session. What is not known at the moment is null. */
        SessionFigures: {
            /**
             * Format: int64
             * @description CPU time of the browser and its driver since they started, milliseconds.
             */
            cpu_ms?: number | null;
            /**
             * Format: int64
             * @description Incoming messages recorded, since the session's actor started.
             */
            incoming: number;
            /**
             * Format: int64
             * @description Memory of the browser and its driver (proportional set size), bytes.
             */
            memory_bytes?: number | null;
            /**
             * Format: double
             * @description Age of the last successful liveness probe, seconds.
             */
            probe_age_seconds?: number | null;
            /**
             * Format: int64
             * @description Receipts recorded, since the session's actor started.
             */
            receipts: number;
            /**
             * Format: int64
             * @description How often a working connection broke, ever.
             */
            reconnects: number;
            /**
             * Format: int64
             * @description Messages that the engine took, since the session's actor started.
             */
            sends: number;
            /**
             * Format: int64
             * @description How often the engine was started, ever.
             */
            starts: number;
            /**
             * Format: double
             * @description Mean time that the engine took to accept a message, milliseconds.
             */
            submit_ms?: number | null;
            /**
             * Format: double
             * @description Seconds since the browser came up.
             */
            uptime_seconds?: number | null;
        };
        /**
         * @description Where a session stands. The words are those of the API, the database and the screens.
         * @enum {string}
         */
        SessionState: "stopped" | "starting" | "scan_qr" | "pairing" | "working" | "reconnecting" | "logged_out" | "restricted" | "banned" | "conflict" | "failed";
        /** @description One move from state to state. */
        SessionStep: {
            /**
             * Format: date-time
             * @description When.
             */
            at: string;
            /** @description The state it left. */
            from: components["schemas"]["SessionState"];
            /** @description Why. */
            reason?: string | null;
            /** @description The state it went to. */
            to: components["schemas"]["SessionState"];
        };
        /** @description A session as people see it. */
        SessionView: {
            /** @description The engine: `browser` or `waha`. */
            engine: string;
            hold?: components["schemas"]["HoldView"] | null;
            /** @description The last thing that went wrong, as the engine said it. Only in the list of the platform's people; null for customers. */
            last_error?: string | null;
            /**
             * Format: date-time
             * @description When it was linked; null: there is no login.
             */
            linked_at?: string | null;
            /** @description The account's own number in E.164. */
            phone?: string | null;
            /** @description Why it is in this state. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description Since when it is in this state.
             */
            since: string;
            /** @description The state. `working` was verified within the last 30 seconds. */
            state: components["schemas"]["SessionState"];
            /** @description The tenant allows the platform's support to look at the page. */
            support_screenshots: boolean;
            /**
             * Format: date-time
             * @description Set when the session was `working` and nothing has been verified since this moment: the state then says `reconnecting`.
             */
            unknown_since?: string | null;
            /**
             * Format: date-time
             * @description The last successful liveness probe.
             */
            verified_at?: string | null;
            /** @description Whether the tenant wants it running. */
            wanted: boolean;
        };
        /**
         * @description A set-up link and who the administrator is to be.
         * @example {
         *       "email": "admin@siar.example",
         *       "name": "Admin",
         *       "password": "kunci gudang nomor enam",
         *       "token": "su_5mWq2Yc0hX8n"
         *     }
         */
        SetUp: {
            /**
             * Format: email
             * @description The address to log in with.
             */
            email: string;
            /** @description The name, 1 to 200 characters. */
            name: string;
            /**
             * Format: password
             * @description 10 to 128 characters.
             */
            password: string;
            /** @description From the link that the first start printed. */
            token: string;
        };
        /**
         * @description The caller's password.
         * @example {
         *       "password": "payung merah hujan sore"
         *     }
         */
        SetUpSecondFactor: {
            /**
             * Format: password
             * @description The caller's password.
             */
            password: string;
        };
        /** @description Candidates that get no message, by why. */
        SkipCounts: {
            /**
             * Format: int64
             * @description Blocked by the tenant.
             */
            blocked: number;
            /**
             * Format: int64
             * @description Numbers of accounts that are there already, counted beyond the first.
             */
            duplicates: number;
            /**
             * Format: int64
             * @description Pasted numbers that are none.
             */
            invalid_numbers: number;
            /**
             * Format: int64
             * @description A variable has no value and no default.
             */
            missing_variables: number;
            /**
             * Format: int64
             * @description The campaign asks for consent, and theirs is not on record.
             */
            no_consent: number;
            /**
             * Format: int64
             * @description The text cannot be made of their values: too long, or empty.
             */
            render_failed: number;
            /**
             * Format: int64
             * @description On the do-not-message register.
             */
            suppressed: number;
        };
        /** @description The tree, or a part of it, at one moment. */
        Snapshot: {
            /** @description The Rust type of an actor, without its module; empty for supervisors. */
            actor: string;
            /** @description A supervisor's children, in their starting order. */
            children: components["schemas"]["Snapshot"][];
            /**
             * Format: int64
             * @description How often it ended by a panic or an error.
             */
            crashes: number;
            /** @description Its id within its supervisor. */
            id: string;
            /** @description What it is. */
            kind: components["schemas"]["Kind"];
            /** @description The last such reason. */
            last_error?: string | null;
            /**
             * Format: date-time
             * @description When that was.
             */
            last_error_at?: string | null;
            /**
             * Format: int64
             * @description The mailbox bound.
             */
            mailbox_capacity?: number | null;
            /**
             * Format: int64
             * @description Messages admitted and not yet handled; `None` for supervisors and stopped actors.
             */
            mailbox_depth?: number | null;
            /** @description Where it stands: ids from the root, joined by `/`. */
            path: string;
            /**
             * Format: int64
             * @description How often it was started again, for whatever reason.
             */
            restarts: number;
            /**
             * Format: date-time
             * @description Since when it is in that state.
             */
            since: string;
            /**
             * Format: date-time
             * @description When the present life began; `None` while it is not running.
             */
            started_at?: string | null;
            /** @description Its state. */
            state: components["schemas"]["State"];
            /**
             * Format: int64
             * @description Length of the present life in milliseconds; `None` while it is not running.
             */
            uptime_ms?: number | null;
        };
        /** @description The state of an actor or supervisor. */
        State: components["schemas"]["StateStarting"] | components["schemas"]["StateRunning"] | components["schemas"]["StateBackingOff"] | components["schemas"]["StateParked"] | components["schemas"]["StateStopping"] | components["schemas"]["StateStopped"];
        /** @description Crashed; will be started again. */
        StateBackingOff: {
            /** @enum {string} */
            name: "backing_off";
            /**
             * Format: date-time
             * @description Not before this moment.
             */
            until: string;
        };
        /** @description Not started again by its supervisor. */
        StateParked: {
            /** @description An operator did it, and only an operator ends it. Otherwise it crashed too often; what is no session is tried again after a while. */
            by_hand: boolean;
            /** @enum {string} */
            name: "parked";
            /** @description Why. */
            reason: string;
        };
        /** @description Up. */
        StateRunning: {
            /** @enum {string} */
            name: "running";
        };
        /** @description On its way up, or waiting for its turn after an earlier sibling. */
        StateStarting: {
            /** @enum {string} */
            name: "starting";
        };
        /** @description Down, and not to be started again by its supervisor. */
        StateStopped: {
            /** @enum {string} */
            name: "stopped";
        };
        /** @description On its way down. */
        StateStopping: {
            /** @enum {string} */
            name: "stopping";
        };
        /** @description One recipient's change within [`Event::MessageStatusUpdated`]. */
        StatusItem: {
            /**
             * Format: int32
             * @description The recipient's place in the campaign, from 1.
             */
            ordinal: number;
            /** @description The number in E.164. */
            phone: string;
            reason?: components["schemas"]["DeliveryReason"] | null;
            /** @description The state it is in. */
            state: components["schemas"]["Delivery"];
        };
        /** @description An event as it was stored: what the stream sends. */
        StoredEvent: components["schemas"]["StoredEventQrCode"] | components["schemas"]["StoredEventPairingCode"] | components["schemas"]["StoredEventConnectionStatus"] | components["schemas"]["StoredEventSessionExpired"] | components["schemas"]["StoredEventNewMessage"] | components["schemas"]["StoredEventMessageStatusUpdated"] | components["schemas"]["StoredEventCampaignProgress"] | components["schemas"]["StoredEventCampaignStatus"] | components["schemas"]["StoredEventImportProgress"] | components["schemas"]["StoredEventQuota"] | components["schemas"]["StoredEventAlert"] | components["schemas"]["StoredEventContactSuppressed"] | components["schemas"]["StoredEventContactCameBack"];
        /** @description Something needs a person's eye. */
        StoredEventAlert: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventAlertData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "alert";
        };
        /** @description Something needs a person's eye. */
        StoredEventAlertData: {
            /** @description Which alert. */
            alert_id: components["schemas"]["AlertId"];
            /** @description The code of its kind. */
            kind: string;
            /** @description info, warning or critical. */
            severity: string;
            /** @description A sentence for people. */
            text: string;
        };
        /** @description The counts of a campaign changed. */
        StoredEventCampaignProgress: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventCampaignProgressData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "campaign-progress";
        };
        /** @description The counts of a campaign changed. */
        StoredEventCampaignProgressData: {
            /** @description Which campaign. */
            campaign_id: components["schemas"]["CampaignId"];
            /** @description The counts after the change. */
            counts: components["schemas"]["Counts"];
        };
        /** @description A campaign moved to another state. */
        StoredEventCampaignStatus: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventCampaignStatusData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "campaign-status";
        };
        /** @description A campaign moved to another state. */
        StoredEventCampaignStatusData: {
            /** @description Which campaign. */
            campaign_id: components["schemas"]["CampaignId"];
            pause_reason?: components["schemas"]["PauseReason"] | null;
            /** @description The state it is in. */
            state: components["schemas"]["CampaignState"];
        };
        /** @description The session moved to another state; or it stays in it (`from` is `to`) and an administrator began or ended keeping it down. */
        StoredEventConnectionStatus: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventConnectionStatusData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "connection-status";
        };
        /** @description The session moved to another state; or it stays in it (`from` is `to`) and an administrator began or ended keeping it down. */
        StoredEventConnectionStatusData: {
            /** @description The state it left. */
            from: components["schemas"]["SessionState"];
            /** @description Why, in plain words. */
            reason?: string | null;
            /**
             * Format: date-time
             * @description Since when.
             */
            since: string;
            /** @description The state it is in. */
            to: components["schemas"]["SessionState"];
        };
        /** @description A person who had opted out by message asked to come back, and was taken off the do-not-message register. */
        StoredEventContactCameBack: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventContactCameBackData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "contact-came-back";
        };
        /** @description A person who had opted out by message asked to come back, and was taken off the do-not-message register. */
        StoredEventContactCameBackData: {
            /** @description The number in E.164. */
            phone: string;
        };
        /** @description A person was put on the do-not-message register. */
        StoredEventContactSuppressed: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventContactSuppressedData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "contact-suppressed";
        };
        /** @description A person was put on the do-not-message register. */
        StoredEventContactSuppressedData: {
            /** @description The number in E.164. */
            phone: string;
            /** @description keyword, by_hand, import or unclear. */
            source: string;
        };
        /** @description An import went on. */
        StoredEventImportProgress: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventImportProgressData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "import-progress";
        };
        /** @description An import went on. */
        StoredEventImportProgressData: {
            /**
             * Format: int64
             * @description Rows that repeat an earlier number.
             */
            duplicates: number;
            /**
             * Format: double
             * @description Share of the file that was read, 0 to 1.
             */
            fraction: number;
            /** @description Which import. */
            import_id: components["schemas"]["ImportId"];
            /**
             * Format: int64
             * @description Rows refused so far.
             */
            rejected: number;
            /**
             * Format: int64
             * @description Rows read so far.
             */
            rows: number;
            /** @description running, completed, failed or cancelled. */
            state: string;
            /**
             * Format: int64
             * @description Contacts added or updated so far.
             */
            stored: number;
        };
        /** @description Recipients moved to another state. One event carries everything that one transaction changed. */
        StoredEventMessageStatusUpdated: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventMessageStatusUpdatedData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "message-status-updated";
        };
        /** @description Recipients moved to another state. One event carries everything that one transaction changed. */
        StoredEventMessageStatusUpdatedData: {
            /** @description Whose recipients. */
            campaign_id: components["schemas"]["CampaignId"];
            /** @description What each became. */
            items: components["schemas"]["StatusItem"][];
        };
        /** @description A message came in. */
        StoredEventNewMessage: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventNewMessageData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "new-message";
        };
        /** @description A message came in. */
        StoredEventNewMessageData: {
            /**
             * Format: date-time
             * @description When WhatsApp says that it was sent.
             */
            at: string;
            /** @description The text. */
            body: string;
            /** @description The sender in E.164. */
            from: string;
            /** @description WhatsApp's id of the message. */
            message_id: string;
        };
        /** @description A pairing code waits to be typed on the phone. */
        StoredEventPairingCode: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventPairingCodeData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "pairing-code";
        };
        /** @description A pairing code waits to be typed on the phone. */
        StoredEventPairingCodeData: {
            /** @description Eight characters. */
            code: string;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            expires_at: string;
        };
        /** @description A new QR code waits to be scanned. */
        StoredEventQrCode: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventQrCodeData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "qr-code";
        };
        /** @description A new QR code waits to be scanned. */
        StoredEventQrCodeData: {
            /** @description The text the QR code draws. */
            code: string;
            /**
             * Format: date-time
             * @description When WhatsApp will replace it.
             */
            expires_at: string;
        };
        /** @description The quota of the running period changed. */
        StoredEventQuota: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventQuotaData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "quota";
        };
        /** @description The quota of the running period changed. */
        StoredEventQuotaData: {
            /**
             * Format: int64
             * @description Units of the period; none means unlimited.
             */
            limit?: number | null;
            /**
             * Format: int64
             * @description Units held for messages being sent.
             */
            reserved: number;
            /**
             * Format: int64
             * @description Units of messages sent.
             */
            used: number;
        };
        /** @description The link was ended by the phone or by WhatsApp; a new QR code is needed. */
        StoredEventSessionExpired: {
            /**
             * Format: date-time
             * @description When it was recorded.
             */
            at: string;
            data: components["schemas"]["StoredEventSessionExpiredData"];
            /** @description Unique, for those who keep what they saw. */
            id: components["schemas"]["EventId"];
            /**
             * Format: int64
             * @description The tenant's number of this event, without gaps, from 1.
             */
            sequence: number;
            /** @enum {string} */
            type: "session-expired";
        };
        /** @description The link was ended by the phone or by WhatsApp; a new QR code is needed. */
        StoredEventSessionExpiredData: {
            /** @description Why, in plain words. */
            reason: string;
        };
        /** @description What a tenant holds. */
        SubscriptionView: {
            /**
             * Format: date-time
             * @description When it ends.
             */
            ends_at: string;
            /** @description Its name. */
            package: string;
            /** @description The package. */
            package_id: components["schemas"]["PackageId"];
            /**
             * Format: date-time
             * @description Its first moment.
             */
            starts_at: string;
            /** @description `active`, or `grace` after its end. */
            state: string;
        };
        /**
         * @description What the support may do.
         * @example {
         *       "screenshots": true
         *     }
         */
        SupportConsent: {
            /** @description Take screenshots of the session's page. They can show chats. */
            screenshots: boolean;
        };
        /** @description What changed. */
        Suppressed: {
            /** @description The numbers that were not on the register before, or of which it was unclear whether they belong there. */
            added: string[];
            /** @description What is no number: it is not on the register. */
            rejected: components["schemas"]["NoNumber"][];
        };
        /** @description A number that must not be messaged. */
        Suppression: {
            /**
             * Format: date-time
             * @description Since when.
             */
            created_at: string;
            /** @description The opt-out word that the person wrote. */
            keyword?: string | null;
            /** @description The beginning of the message it stood in. */
            message?: string | null;
            /** @description The contact's name, where there is one. */
            name?: string | null;
            /** @description The number in E.164. */
            phone: string;
            /** @description keyword, by_hand, import, or unclear: a person has to read what was written and decide. Nothing is sent until then. */
            source: string;
        };
        /** @description Why a customer is suspended. */
        Suspension: {
            /**
             * Format: date-time
             * @description Since when.
             */
            at: string;
            /** @description What the administrator gave as the reason. */
            reason?: string | null;
        };
        /**
         * @description A role that somebody in the team of a business can be given. Owner is none: the ownership is transferred.
         * @enum {string}
         */
        TeamRole: "supervisor" | "operator" | "viewer";
        /**
         * Format: uuid
         * @description A message template; its texts are numbered versions.
         */
        TemplateId: string;
        /**
         * Format: uuid
         * @description A customer business.
         */
        TenantId: string;
        /** @description A tenant's settings. */
        TenantSettings: {
            /** @description Default country of phone numbers, two letters. */
            country: string;
            /**
             * Format: date-time
             * @description When it registered.
             */
            created_at: string;
            /** @description The tenant. */
            id: components["schemas"]["TenantId"];
            /** @description `en` or `id`. */
            language: string;
            /** @description The business's name. */
            name: string;
            /** @description Whoever asks to be left alone, or to come back, is answered, once. */
            opt_out_answer: boolean;
            /** @description What whoever asks to be left alone is answered. */
            opt_out_text: string;
            /** @description Words that put the sender of a message on the do-not-message register. */
            opt_out_words: string[];
            /** @description What whoever comes back is answered. */
            return_text: string;
            /** @description IANA name. */
            time_zone: string;
        };
        /**
         * @description What changes; what is left out stays.
         * @example {
         *       "name": "Warung Sari",
         *       "opt_out_text": "Baik, kami tidak akan mengirim promosi lagi.",
         *       "opt_out_words": [
         *         "STOP",
         *         "BERHENTI"
         *       ],
         *       "time_zone": "Asia/Makassar"
         *     }
         */
        TenantUpdate: {
            /**
             * @description Two letters.
             * @example ID
             */
            country?: string | null;
            /**
             * @description `en` or `id`.
             * @example id
             */
            language?: string | null;
            /** @description 1 to 200 characters. */
            name?: string | null;
            /** @description Whether whoever asks to be left alone, or to come back, is answered, once. */
            opt_out_answer?: boolean | null;
            /** @description What whoever asks to be left alone is answered; empty: Siar's own text in the tenant's language. */
            opt_out_text?: string | null;
            /** @description One to fifty words or phrases of 2 to 40 characters. */
            opt_out_words?: string[] | null;
            /** @description What whoever comes back is answered; empty: Siar's own text. */
            return_text?: string | null;
            /**
             * @description IANA name.
             * @example Asia/Jakarta
             */
            time_zone?: string | null;
        };
        /** @description The tokens of a login. In cookie mode both texts are null: they are in cookies that no script can read. */
        Tokens: {
            /**
             * Format: date-time
             * @description When it stops working.
             */
            access_expires_at: string;
            /** @description Send it as `Authorization: Bearer`. */
            access_token?: string | null;
            /**
             * Format: date-time
             * @description When it stops working.
             */
            refresh_expires_at: string;
            /** @description Gets the next pair, once. */
            refresh_token?: string | null;
        };
        /**
         * @description What an event is about: the word in its `type`.
         * @enum {string}
         */
        Topic: "qr-code" | "pairing-code" | "connection-status" | "session-expired" | "new-message" | "message-status-updated" | "campaign-progress" | "campaign-status" | "import-progress" | "quota" | "alert" | "contact-suppressed" | "contact-came-back";
        /**
         * @description A text to try.
         * @example {
         *       "body": "Halo {{ name }}!",
         *       "contact_id": "0190f5a0-0000-7000-8000-000000000002",
         *       "defaults": {
         *         "name": "Kak"
         *       }
         *     }
         */
        Trial: {
            /** @description The text with its variables; need not be saved. */
            body: string;
            contact_id?: components["schemas"]["ContactId"] | null;
            /** @description Values for variables that the contact has none for, as a campaign has them. */
            defaults?: {
                [key: string]: string;
            };
        };
        /** @description What came of it. */
        Tried: {
            /** @description Its length as WhatsApp counts, at most 4,096. */
            length: number;
            /** @description Those that the contact has no value for. */
            missing: string[];
            /** @description The message; null when a variable is missing. */
            text?: string | null;
            /** @description The variables the text uses. */
            variables: string[];
        };
        /**
         * @description A change of an account of the platform; what is absent stays.
         * @example {
         *       "disabled": false,
         *       "role": "auditor"
         *     }
         */
        UserChange: {
            /** @description The user may not log in; log-ins that are open end. */
            disabled?: boolean | null;
            role?: components["schemas"]["PlatformRole"] | null;
        };
        /**
         * Format: uuid
         * @description A login, of a tenant or of the platform.
         */
        UserId: string;
        /**
         * @description The secret part of a link.
         * @example {
         *       "token": "ve_5mWq2Yc0hX8n"
         *     }
         */
        VerifyEmail: {
            /** @description From the e-mail. */
            token: string;
        };
        /** @description Until when nothing is sent, and why. */
        Wait: {
            /** @description Why. */
            reason: components["schemas"]["WaitReason"];
            /**
             * Format: date-time
             * @description When to ask again. There will be a slot then, unless somebody else takes it.
             */
            until: string;
        };
        /**
         * @description Why nothing is sent now.
         * @enum {string}
         */
        WaitReason: "delay" | "hourly_cap" | "daily_cap";
        /**
         * @description Which actor, and why.
         * @example {
         *       "path": "root/chores/hub",
         *       "reason": "restart after the change of settings"
         *     }
         */
        Which: {
            /** @description Its path in the tree, below the root. */
            path: string;
            /** @description Shown with a parked actor, told to a stopped session's tenant, and kept in the audit log; at most 200 characters. */
            reason?: string | null;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export type operations = Record<string, never>;
