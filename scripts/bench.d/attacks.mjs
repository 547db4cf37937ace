// Attacks a server of one's own and tells how others fared.
//   TOKEN=… node attacks.mjs <URL> stall <connections> <ms>   holds bodies back; prints a line when all are open
//   TOKEN=… node attacks.mjs <URL> paste <path> <clients> <ms>
//   node attacks.mjs <URL> reset <clients> <ms>
//   node attacks.mjs <URL> live <ms>                      how an innocent fares meanwhile, from a process of its own
//   PASSWORD=… node attacks.mjs <URL> register <users>    makes users for:
//   PASSWORD=… node attacks.mjs <URL> login <users> <ms>
import http from 'node:http';
import net from 'node:net';

const [base, attack, ...rest] = process.argv.slice(2);
const { hostname, port } = new URL(base);
const agent = new http.Agent({ keepAlive: true, maxSockets: 1000 });
const pause = (ms) => new Promise((done) => setTimeout(done, ms));

/** Asks and answers the status and how long it took; status 0 when the connection broke. */
function ask(method, path, body, headers = {}) {
  const began = performance.now();
  return new Promise((done) => {
    const end = (status) => done({ status, ms: performance.now() - began });
    const length = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const request = http.request({ agent, hostname, port, method, path, headers: { ...length, ...headers } }, (response) => {
      response.resume();
      response.on('end', () => end(response.statusCode));
    });
    request.on('error', () => end(0));
    request.setTimeout(60_000, () => request.destroy());
    request.end(body);
  });
}

const at = (sorted, share) => Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] * 10) / 10;
let number = 0;
/** An address that nobody had before. */
const address = () => ({ 'x-forwarded-for': `${number >= 1 << 24 ? 11 : 10}.${(++number >> 16) & 255}.${(number >> 8) & 255}.${number & 255}` });

/** Runs clients until the time is over, and says how often each status was answered. */
async function flood(clients, until, once) {
  const answers = {};
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        const { status } = await once();
        answers[status] = (answers[status] ?? 0) + 1;
      }
    }),
  );
  return answers;
}

/** Asks again and again, one after the other, and refuses to report on answers that were refusals. */
async function measure(until, every, once) {
  const times = [];
  while (performance.now() < until) {
    const { status, ms } = await once();
    if (status !== 200) throw new Error(`answered ${status}`);
    times.push(ms);
    await pause(every);
  }
  return times.sort((a, b) => a - b);
}

if (attack === 'stall') {
  const [connections, ms] = rest.map(Number);
  const half = 'x'.repeat(8192);
  const sockets = [];
  for (let n = 0; n < connections; n += 1) {
    const [path, length] = n % 2 === 0 ? ['/api/v1/auth/login', 16_000] : ['/api/v1/contacts', 1_000_000];
    const login = n % 2 === 0 ? '' : `authorization: Bearer ${process.env.TOKEN}\r\n`;
    const socket = net.connect(Number(port), hostname);
    socket.on('error', () => {});
    await new Promise((done) => socket.once('connect', done));
    socket.write(`POST ${path} HTTP/1.1\r\nhost: ${hostname}\r\ncontent-type: application/json\r\ncontent-length: ${length}\r\n${login}\r\n${half}`);
    sockets.push(socket);
  }
  console.log(JSON.stringify({ open: sockets.length }));
  await pause(ms);
  sockets.forEach((socket) => socket.destroy());
} else if (attack === 'paste') {
  const [path, clients, ms] = rest;
  // A line break is two bytes in JSON: just below 10 MB.
  const lines = Array.from({ length: 670_000 }, (_, n) => `62812${String(n).padStart(8, '0')}`);
  const body = JSON.stringify({ text: lines.join('\n') });
  const headers = { authorization: `Bearer ${process.env.TOKEN}` };
  const answers = await flood(Number(clients), performance.now() + Number(ms), () => ask('POST', path, body, headers));
  console.log(JSON.stringify(answers));
} else if (attack === 'reset') {
  const [clients, ms] = rest.map(Number);
  const made = () => JSON.stringify({ token: `made-up-${++number}`, password: 'a long enough password of theirs' });
  const answers = await flood(clients, performance.now() + ms, () => ask('POST', '/api/v1/auth/reset-password', made(), address()));
  console.log(JSON.stringify(answers));
} else if (attack === 'live') {
  const times = await measure(performance.now() + Number(rest[0]), 10, () => ask('GET', '/health/live'));
  console.log(JSON.stringify({ asked: times.length, p99_ms: at(times, 0.99) }));
} else if (attack === 'register') {
  const password = process.env.PASSWORD;
  for (let n = 0; n < Number(rest[0]); n += 1) {
    const business = JSON.stringify({ company: `Bench ${n}`, name: 'Bench', email: `owner${n}@bench.siar.test`, password });
    const { status } = await ask('POST', '/api/v1/auth/register', business, address());
    if (status >= 300) throw new Error(`register answered ${status}`);
  }
} else if (attack === 'login') {
  // Each user once: more often, and the throttle of that account would be measured.
  const [users, ms] = rest.map(Number);
  number = 1 << 24;
  let user = 0;
  const login = () => JSON.stringify({ email: `owner${user++}@bench.siar.test`, password: process.env.PASSWORD });
  const times = await measure(performance.now() + ms, ms / users, () => ask('POST', '/api/v1/auth/login', login(), address()));
  console.log(JSON.stringify({ asked: times.length, p95_ms: at(times, 0.95) }));
} else {
  throw new Error(`no attack is called ${attack}`);
}
process.exit(0);
