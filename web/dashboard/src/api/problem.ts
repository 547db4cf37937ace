import type { components } from './schema.gen';

export type FieldError = components['schemas']['FieldError'];

/** A request that failed: the server's code and sentence, or `offline` when there was no answer at all. */
export class Problem extends Error {
  override readonly name = 'Problem';
  constructor(
    /** HTTP status; 0 without an answer. */
    readonly status: number,
    /** The error code. */
    readonly code: string,
    message: string,
    /** Facts that belong to the code. */
    readonly details: Record<string, unknown> = {},
    /** Seconds to wait, where the server said so. */
    readonly retryAfter: number | null = null,
  ) {
    super(message);
  }

  /** What is wrong with each field, for code `invalid`. */
  get fields(): FieldError[] {
    const fields = this.details['fields'];
    return Array.isArray(fields) ? (fields as FieldError[]) : [];
  }

  /** Trying again later may work without any change. */
  get isPassing(): boolean {
    return this.status === 0 || this.status === 429 || this.status >= 500;
  }

  static of(response: Response, body: unknown): Problem {
    const error = (body as components['schemas']['ErrorBody'] | undefined)?.error;
    const wait = Number(response.headers.get('retry-after'));
    return new Problem(
      response.status,
      error?.code ?? `http_${response.status}`,
      error?.message ?? response.statusText,
      (error?.details as Record<string, unknown> | undefined) ?? {},
      Number.isFinite(wait) && wait > 0 ? wait : null,
    );
  }

  static from(thrown: unknown): Problem {
    if (thrown instanceof Problem) return thrown;
    return new Problem(0, 'offline', thrown instanceof Error ? thrown.message : String(thrown));
  }
}
