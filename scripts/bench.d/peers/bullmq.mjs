// BullMQ adding and processing no-op jobs, in one process with a private redis-server: what the ledger is measured beside.
//   node bullmq.mjs <redis socket> <jobs> <concurrency>
// Prints {"jobs","add_per_s","work_per_s","jobs_per_s","concurrency"}. Jobs are added in bulks of 1,000, then processed; jobs_per_s is over
// both together. One after the other is BullMQ's better case: at the same time, in one process, the two slow each other down.
import { Queue, Worker } from 'bullmq';

const [socket, jobsText, concurrencyText] = process.argv.slice(2);
const jobs = Number(jobsText);
const concurrency = Number(concurrencyText);
const connection = { path: socket, maxRetriesPerRequest: null };
const name = 'bench';

const queue = new Queue(name, { connection });
const worker = new Worker(name, async () => {}, {
  connection,
  concurrency,
  autorun: false,
  removeOnComplete: { count: 0 },
});
await Promise.all([queue.waitUntilReady(), worker.waitUntilReady()]);

// As much in each job as a recipient needs: who, which campaign, which text.
const data = (n) => ({ campaign: 17, recipient: n, phone: `+62812${String(n).padStart(8, '0')}` });

let processed = 0;
const all = new Promise((resolve, reject) => {
  worker.on('completed', () => {
    processed += 1;
    if (processed === jobs) resolve();
  });
  worker.on('failed', (_job, error) => reject(error));
  worker.on('error', reject);
});

const now = () => Number(process.hrtime.bigint()) / 1e9;
const began = now();
for (let added = 0; added < jobs; added += 1000) {
  const bulk = Array.from({ length: Math.min(1000, jobs - added) }, (_, n) => ({
    name,
    data: data(added + n),
    opts: { removeOnComplete: true },
  }));
  await queue.addBulk(bulk);
}
const allAdded = now();
const working = worker.run();
await all;
const ended = now();

console.log(
  JSON.stringify({
    jobs,
    add_per_s: Math.round(jobs / (allAdded - began)),
    work_per_s: Math.round(jobs / (ended - allAdded)),
    jobs_per_s: Math.round(jobs / (ended - began)),
    concurrency,
  }),
);
await worker.close();
await working;
await queue.close();
