// The world a run happens in: the real sandbox and the real server on free ports with data of their own, gone afterwards.
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, createWriteStream, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

const programs = resolve(process.env['SIAR_BIN_DIR'] ?? join(import.meta.dirname, '../../../target/debug'));
const dashboard = resolve(import.meta.dirname, '..');

export const ADMIN = { email: 'admin@e2e.siar.test', password: 'nine lanterns over the bay' };

export interface World {
  url: string;
  sandbox: string;
  /** Kills the server as a power cut would: nothing is said to anybody. */
  killServer: () => Promise<void>;
  /** Starts it again on the same data and address; answers when it is ready. */
  startServer: () => Promise<void>;
  stop: () => Promise<void>;
}

export interface Wishes {
  /** Of the server, over those that all tests have. */
  settings?: Record<string, string>;
  /** Quick people and quick codes, unless something else is said here. */
  sandboxArgs?: string[];
  /** Without a mail server: links are written to the log. */
  mail?: false;
}

export async function start({ settings: more = {}, sandboxArgs = ['--time-scale', '10', '--qr-ms', '8000'], mail }: Wishes = {}): Promise<World> {
  for (const program of ['siar', 'siar-sandbox']) {
    if (!existsSync(join(programs, program))) throw new Error(`${join(programs, program)} is missing: run cargo build, or say by SIAR_BIN_DIR where it is`);
  }
  const directory = mkdtempSync(join(tmpdir(), 'siar-e2e-'));
  // The private database runs as another user when this is root.
  chmodSync(directory, 0o755);
  const [port, sandboxPort, smtpPort, metricsPort, previewPort] = await Promise.all([freePort(), freePort(), freePort(), freePort(), freePort()]);
  const children: ChildProcess[] = [];
  const stop = async () => {
    for (const child of children.reverse()) await end(child);
    rmSync(directory, { recursive: true, force: true });
  };
  const run = (name: string, file: string, args: string[], env: Record<string, string>) => {
    const log = join(directory, `${name}.log`);
    // A group of its own: the server stops its databases and browsers in order when it is told to.
    const child = spawn(file, args, { cwd: dashboard, env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    const out = createWriteStream(log, { flags: 'a' });
    child.stdout?.pipe(out);
    child.stderr?.pipe(out);
    children.push(child);
    return { child, log };
  };
  try {
    const sandbox = `http://127.0.0.1:${sandboxPort}`;
    const server = `http://127.0.0.1:${port}`;
    const world = run('sandbox', join(programs, 'siar-sandbox'), ['--port', String(sandboxPort), '--smtp-port', String(smtpPort), ...sandboxArgs], {});
    await answers(`${sandbox}/control/health`, world);
    const settings = {
      SIAR_DATA_DIR: join(directory, 'data'),
      SIAR_LISTEN: `127.0.0.1:${port}`,
      SIAR_METRICS_LISTEN: `127.0.0.1:${metricsPort}`,
      SIAR_PUBLIC_URL: `http://localhost:${port}`,
      SIAR_SANDBOX_URL: sandbox,
      ...(mail === false ? {} : { SIAR_SMTP_HOST: '127.0.0.1', SIAR_SMTP_PORT: String(smtpPort), SIAR_SMTP_TLS: 'none', SIAR_MAIL_FROM: 'Siar <siar@e2e.siar.test>' }),
      SIAR_ADMIN_EMAIL: ADMIN.email,
      SIAR_ADMIN_PASSWORD: ADMIN.password,
      SIAR_PACE_LEAST_DELAY_MS: '100',
      SIAR_ASK_AGAIN_SECONDS: '1',
      // What a killed server leaves undecided is listed as unknown before a test ends.
      SIAR_RECEIPT_PATIENCE_SECONDS: '30',
      SIAR_SESSION_LIMIT: '1000',
      SIAR_LOGINS_PER_MINUTE: '100000',
      SIAR_REGISTRATIONS_PER_MINUTE: '100000',
      ...more,
    };
    let siar = run('siar', join(programs, 'siar'), ['serve'], settings);
    await answers(`${server}/health/ready`, siar);
    const killServer = () => end(siar.child, 'SIGKILL');
    const startServer = async () => {
      siar = run('siar', join(programs, 'siar'), ['serve'], settings);
      await answers(`${server}/health/ready`, siar);
    };
    let url = `http://localhost:${port}`;
    if (process.env['SIAR_E2E_PREVIEW']) {
      // The pages of dist/ with the server's policy, while a server without pages is tried.
      const preview = run('preview', process.execPath, [resolve(dashboard, '../node_modules/vite/bin/vite.js'), 'preview', '--port', String(previewPort), '--host', 'localhost'], {
        SIAR_URL: server,
      });
      url = `http://localhost:${previewPort}`;
      await answers(`${url}/app/`, preview);
    }
    return { url, sandbox, killServer, startServer, stop };
  } catch (thrown) {
    await stop();
    throw thrown;
  }
}

async function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const server = createServer().once('error', failed);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : failed(new Error('no port'))));
    });
  });
}

async function answers(address: string, { child, log }: { child: ChildProcess; log: string }): Promise<void> {
  const until = Date.now() + 90_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`${address} does not answer:\n${readFileSync(log, 'utf8').slice(-2000)}`);
    const response = await fetch(address, { signal: AbortSignal.timeout(3000) }).catch(() => null);
    if (response?.ok) return;
    await new Promise((done) => setTimeout(done, 100));
  }
}

async function end(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL' = 'SIGTERM'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((done) => child.once('exit', () => done()));
  child.kill(signal);
  const late = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await gone;
  clearTimeout(late);
}
