// Compresses once, as small as it gets, what the server would otherwise compress for every visitor: brotli and gzip beside each asset.
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const assets = new URL('../dist/assets/', import.meta.url);
for (const name of await readdir(assets)) {
  if (!/\.(js|css|svg|json)$/.test(name)) continue;
  const file = await readFile(new URL(name, assets));
  const squeezed = {
    br: brotliCompressSync(file, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: file.length } }),
    gz: gzipSync(file, { level: 9 }),
  };
  for (const [ending, bytes] of Object.entries(squeezed)) {
    if (bytes.length < file.length) await writeFile(new URL(`${name}.${ending}`, assets), bytes);
  }
}
