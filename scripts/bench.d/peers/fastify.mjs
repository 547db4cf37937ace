// Fastify with pg, doing the bare query: what an authenticated read of Siar's API is measured beside.
//   node fastify.mjs <database URL of pg> <query with $1> [query of a page] [pool size]
// Serves GET /row/:id and /page on a free port of 127.0.0.1 and prints {"port"} when ready. No authentication, no tenant, no checks.
import Fastify from 'fastify';
import pg from 'pg';

const [connectionString, text, page, size = '16'] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString, max: Number(size) });
const app = Fastify({ logger: false });

app.get('/row/:id', async (request, reply) => {
  // A name makes pg prepare the statement once per connection.
  const { rows } = await pool.query({ name: 'row', text, values: [request.params.id] });
  if (rows.length === 0) return reply.code(404).send({ error: 'not found' });
  return { data: rows[0] };
});

app.get('/page', async () => {
  const { rows } = await pool.query({ name: 'page', text: page });
  return { data: rows };
});

await app.listen({ host: '127.0.0.1', port: 0 });
console.log(JSON.stringify({ port: app.server.address().port }));
