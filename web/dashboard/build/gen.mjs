// Writes src/api/schema.gen.ts from the server's OpenAPI document; with --check only says whether it differs.
import { readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapiTS, { astToString } from 'openapi-typescript';

const document = JSON.parse(await readFile(new URL('../../../docs/openapi.json', import.meta.url), 'utf8'));
// Operations are named by their handlers ("list", "read"), which is not unique. We go by paths, so the names are left out.
for (const path of Object.values(document.paths)) {
  for (const operation of Object.values(path)) delete operation.operationId;
}
const target = fileURLToPath(new URL('../src/api/schema.gen.ts', import.meta.url));

const head = '// Generated from docs/openapi.json by `npm run gen -w dashboard`. Do not edit.\n\n';
const text = head + astToString(await openapiTS(document, { alphabetize: true }));

if (process.argv.includes('--check')) {
  const now = await readFile(target, 'utf8').catch(() => '');
  if (now !== text) {
    console.error('web/dashboard/src/api/schema.gen.ts is not what docs/openapi.json says: run `npm run gen -w dashboard` in web/ and commit it.');
    process.exit(1);
  }
} else {
  await writeFile(target, text);
}
