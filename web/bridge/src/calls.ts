// Calls from the engine. A call returns at once; its answer comes as an event, so that nothing queues behind the network.
import { accountOf } from './ids';
import { replay } from './incoming';
import { type Answer, drain, forget, position, post } from './outbox';
import { lookUp, newMessageId, sendText } from './send';
import { type Picture, picture } from './state';
import { missing, Refusal, wa } from './wpp';

type Arguments = Record<string, unknown>;

function text(args: Arguments, name: string): string {
  const value = args[name];
  if (typeof value !== 'string') throw new Refusal('bad_argument', `${name} is not a text`);
  return value;
}

const calls: Record<string, (args: Arguments) => Promise<Answer>> = {
  newMessageId: (args) => newMessageId(text(args, 'phone')),
  sendText: (args) => sendText(text(args, 'id'), text(args, 'body')),
  lookUp: (args) => lookUp(text(args, 'id')),
  pairingCode: async (args) => {
    const digits = accountOf(text(args, 'phone')).replace('@c.us', '');
    return { ok: true, code: await wa('conn.startLinkDeviceCodeForPhoneNumber')(digits) };
  },
  refreshQr: async () => {
    await wa('conn.refreshQR')();
    return { ok: true };
  },
  logout: async () => {
    await wa('conn.logout')();
    return { ok: true };
  },
  replayIncoming: async (args) => ({ ok: true, replayed: await replay(Number(args['since'])) }),
};

function failure(error: unknown): Answer {
  const { code, message } = (error ?? {}) as { code?: unknown; message?: unknown };
  return { ok: false, code: typeof code === 'string' ? code : 'error', detail: String(message ?? error) };
}

function late(ms: number): Promise<Answer> {
  return new Promise((resolve) => {
    setTimeout(() => resolve({ ok: false, code: 'deadline', detail: `no answer from WhatsApp in ${ms} ms` }), ms);
  });
}

/** Starts a call. Its answer is the event of number `call`; after `deadline` ms it is a failure. */
export function call(number: number, name: string, args: Arguments, deadline: number): Answer {
  const run = Object.hasOwn(calls, name) ? calls[name] : undefined;
  if (!run) return { ok: false, code: 'no_such_call', detail: name };
  const work = Promise.resolve()
    .then(() => run(args))
    .catch(failure);
  void Promise.race([work, late(deadline)]).then((answer) => post({ kind: 'answer', call: number, answer }));
  return { ok: true };
}

/** What the engine finds at `window.__siar`. */
export const bridge = {
  call,
  /** The page's picture of itself; what the engine has up to `acknowledged` in document `doc` is forgotten. */
  probe(doc: string, acknowledged: number): Picture & { doc: string; last: number } {
    const here = position();
    if (here.doc === doc) forget(acknowledged);
    return { ...picture(), ...here };
  },
  drain,
  missing,
};
