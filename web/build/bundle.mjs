// Bundles what runs inside a browser page into one file each. Output goes to dist/ folders, which are never committed.
//   node build/bundle.mjs            builds everything
//   node build/bundle.mjs bridge     builds one workspace
import { build } from 'esbuild';
import { copyFile, mkdir, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const web = dirname(dirname(fileURLToPath(import.meta.url)));

// One entry per bundle. `out` is relative to web/.
const bundles = {
  bridge: [{ entry: 'bridge/src/index.ts', out: 'bridge/dist/bridge.js' }],
  'stand-in': [{ entry: 'stand-in/src/index.ts', out: 'stand-in/dist/stand-in.js' }],
};

// Files served as they are.
const statics = { bridge: null, 'stand-in': { from: 'stand-in/static', to: 'stand-in/dist' } };

const wanted = process.argv.slice(2);
for (const name of Object.keys(bundles)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  for (const { entry, out } of bundles[name]) {
    await build({
      entryPoints: [join(web, entry)],
      outfile: join(web, out),
      bundle: true,
      format: 'iife',
      target: 'es2022',
      platform: 'browser',
      charset: 'utf8',
      legalComments: 'none',
      logLevel: 'warning',
    });
    console.log(`built ${out}`);
  }
  const files = statics[name];
  if (files) {
    await mkdir(join(web, files.to), { recursive: true });
    for (const file of await readdir(join(web, files.from))) {
      await copyFile(join(web, files.from, file), join(web, files.to, file));
    }
  }
}
