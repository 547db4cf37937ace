// The one way to the server: typed by its OpenAPI document, with the log-in kept alive and every failure a `Problem`.
import createClient from 'openapi-fetch';

import { confirmation, isLoginKnown, loginAgain, pair, refresh } from './login_state';
import { Problem } from './problem';
import type { components, paths } from './schema.gen';

export type Schemas = components['schemas'];

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
/** Addresses that know the method. */
export type PathOf<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, infer O> ? (O extends { responses: unknown } ? P : never) : never;
}[keyof paths];

type Operation<M extends Method, P extends PathOf<M>> = paths[P] extends Record<M, infer O> ? O : never;
type Json<T> = T extends { content: { 'application/json': infer B } } ? B : never;
type Success<R> = R extends { 200: infer A } ? A : R extends { 201: infer A } ? A : R extends { 202: infer A } ? A : never;
/** The envelope of a success. */
export type EnvelopeOf<M extends Method, P extends PathOf<M>> =
  Operation<M, P> extends { responses: infer R } ? Json<Success<R>> : never;
/** `data` of a success. */
export type DataOf<M extends Method, P extends PathOf<M>> = EnvelopeOf<M, P> extends { data: infer D } ? D : never;

type Parameters<O, Kind extends 'query' | 'path'> = O extends { parameters: infer P } ? (Kind extends keyof P ? NonNullable<P[Kind]> : never) : never;
type BodyOf<O> = O extends { requestBody?: infer B } ? Json<NonNullable<B>> : never;
type Part<Key extends string, T> = [T] extends [never] ? { [K in Key]?: never } : { [K in Key]: T };
type MaybePart<Key extends string, T> = [T] extends [never] ? { [K in Key]?: never } : { [K in Key]?: T };

/** What a request says besides its address. */
export type Ask<M extends Method, P extends PathOf<M>> = Part<'path', Parameters<Operation<M, P>, 'path'>> &
  MaybePart<'query', Parameters<Operation<M, P>, 'query'>> &
  Part<'body', BodyOf<Operation<M, P>>> & {
    signal?: AbortSignal;
    /** A key made once per intent: the server does the work once, however often it is asked. See `useIntent`. */
    idempotencyKey?: string;
  };
type Args<T> = Record<string, never> extends T ? [ask?: T] : [ask: T];

/** Sends a request; where the server wants the person to confirm that it is them, asks for that and repeats it. */
export async function guardedFetch(request: Request): Promise<Response> {
  const again = request.clone();
  const response = await loggedInFetch(request);
  if (!(await wantsConfirmation(response)) || !(await confirmation.ask())) return response;
  return loggedInFetch(again);
}

async function wantsConfirmation(response: Response): Promise<boolean> {
  if (response.status !== 403) return false;
  const body = (await response.clone().json().catch(() => null)) as { error?: { code?: unknown } } | null;
  return body?.error?.code === 'confirmation_needed';
}

/** On 401 refreshes once, then asks the person to log in again, and repeats the request. */
async function loggedInFetch(request: Request): Promise<Response> {
  const sentWith = pair();
  const again = request.clone();
  const response = await fetch(request);
  if (response.status !== 401 || isAuth(request.url)) return response;
  if ((await refresh(sentWith)) === 'fresh') {
    const second = await fetch(again.clone());
    if (second.status !== 401) return second;
  }
  if (!isLoginKnown() || !(await loginAgain.ask())) return response;
  return fetch(again);
}

/** Of these a 401 is the answer, not the log-in's end. */
function isAuth(url: string): boolean {
  return /\/api\/v1\/auth\/(login|refresh|logout)$/.test(new URL(url).pathname);
}

const client = createClient<paths>({
  baseUrl: location.origin,
  credentials: 'same-origin',
  fetch: guardedFetch,
});

interface Result {
  data?: unknown;
  error?: unknown;
  response: Response;
}

async function send(method: Method, path: string, ask: Record<string, unknown> = {}): Promise<never> {
  const init = {
    params: { path: ask['path'], query: ask['query'] },
    body: ask['body'],
    signal: ask['signal'],
    headers: ask['idempotencyKey'] ? { 'idempotency-key': ask['idempotencyKey'] } : {},
  };
  // The types are put on again by the callers below: openapi-fetch's own would repeat them for every method.
  const call = (client as unknown as Record<string, (path: string, init: unknown) => Promise<Result>>)[method.toUpperCase()];
  if (!call) throw new Error(method);
  let result: Result;
  try {
    result = await call(path, init);
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw Problem.from(thrown);
  }
  if (result.response.ok) return result.data as never;
  throw Problem.of(result.response, result.error);
}

/** Each answers the envelope `{ data, meta }`, or throws a `Problem`. */
export const api = {
  get: <P extends PathOf<'get'>>(path: P, ...[ask]: Args<Ask<'get', P>>): Promise<EnvelopeOf<'get', P>> => send('get', path, ask),
  post: <P extends PathOf<'post'>>(path: P, ...[ask]: Args<Ask<'post', P>>): Promise<EnvelopeOf<'post', P>> => send('post', path, ask),
  put: <P extends PathOf<'put'>>(path: P, ...[ask]: Args<Ask<'put', P>>): Promise<EnvelopeOf<'put', P>> => send('put', path, ask),
  patch: <P extends PathOf<'patch'>>(path: P, ...[ask]: Args<Ask<'patch', P>>): Promise<EnvelopeOf<'patch', P>> => send('patch', path, ask),
  delete: <P extends PathOf<'delete'>>(path: P, ...[ask]: Args<Ask<'delete', P>>): Promise<EnvelopeOf<'delete', P>> => send('delete', path, ask),
};

/** For what is no JSON: uploads and downloads. Same log-in, same `Problem`. */
export async function raw(path: string, init: RequestInit = {}): Promise<Response> {
  let response: Response;
  try {
    response = await guardedFetch(new Request(new URL(path, location.origin), { credentials: 'same-origin', ...init }));
  } catch (thrown) {
    if (thrown instanceof DOMException && thrown.name === 'AbortError') throw thrown;
    throw Problem.from(thrown);
  }
  if (response.ok) return response;
  throw Problem.of(response, await response.json().catch(() => undefined));
}
