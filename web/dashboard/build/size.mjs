// Holds what a customer's browser loads before the first page against the budget: gzip, kilobytes of 1024 bytes.
import { readFile, readdir } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';

const LIMITS = { js: 200, css: 20 };
const dist = new URL('../dist/', import.meta.url);
const manifest = JSON.parse(await readFile(new URL('.vite/manifest.json', dist), 'utf8'));

/** Files that the entry loads at once, through static imports. */
function initial(entry) {
  const files = new Set();
  const visit = (key) => {
    const chunk = manifest[key];
    if (files.has(chunk.file)) return;
    files.add(chunk.file);
    for (const css of chunk.css ?? []) files.add(css);
    for (const next of chunk.imports ?? []) visit(next);
  };
  visit(entry);
  return [...files];
}

let failed = false;
for (const entry of ['app/index.html', 'admin/index.html']) {
  const sums = { js: 0, css: 0 };
  for (const file of initial(entry)) {
    const kind = file.endsWith('.css') ? 'css' : 'js';
    sums[kind] += gzipSync(await readFile(new URL(file, dist)), { level: 9 }).length / 1024;
  }
  for (const kind of ['js', 'css']) {
    const over = sums[kind] > LIMITS[kind];
    failed ||= over;
    console.log(`${entry}: ${sums[kind].toFixed(1)} KB ${kind} of ${LIMITS[kind]} KB${over ? ': TOO MUCH' : ''}`);
  }
  const html = await readFile(new URL(entry, dist), 'utf8');
  // What the Content-Security-Policy would refuse.
  if (/<script(?![^>]*\ssrc=)[^>]*>|<style|\sstyle=|\son\w+=/i.test(html)) {
    failed = true;
    console.error(`${entry}: inline script or style`);
  }
}
const names = await readdir(new URL('assets/', dist));
if (names.some((name) => !/-[\w-]{8}\.\w+(\.br|\.gz)?$/.test(name))) {
  failed = true;
  console.error('assets/ holds a file without a hash in its name');
}
if (failed) process.exit(1);
