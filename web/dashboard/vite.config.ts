import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig, type Connect, type Plugin } from 'vite';

/** In development both entries answer for all addresses below them, as the server does. */
function fallback(): Plugin {
  const entries: Connect.NextHandleFunction = (request, response, next) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/') {
      response.writeHead(302, { location: '/app/' }).end();
      return;
    }
    const entry = /^\/(app|admin)(\/|$)/.exec(path)?.[1];
    if (entry && !path.includes('.')) request.url = `/${entry}/index.html`;
    next();
  };
  return {
    name: 'siar-fallback',
    configureServer: (server) => {
      server.middlewares.use(entries);
    },
    configurePreviewServer: (server) => {
      server.middlewares.use(entries);
    },
  };
}

/** Fails the build when what customers load contains a module of the console. */
function consoleStaysApart(): Plugin {
  return {
    name: 'siar-console-stays-apart',
    generateBundle(_, bundle) {
      const seen = new Set<string>();
      const visit = (file: string) => {
        const chunk = bundle[file];
        if (seen.has(file) || chunk?.type !== 'chunk') return;
        seen.add(file);
        for (const module of chunk.moduleIds) {
          if (module.includes('/dashboard/src/admin/')) this.error(`${module} would be shipped to customers in ${file}`);
        }
        [...chunk.imports, ...chunk.dynamicImports].forEach(visit);
      };
      for (const [file, chunk] of Object.entries(bundle)) {
        if (chunk.type === 'chunk' && chunk.isEntry && chunk.facadeModuleId?.includes('/app/index.html')) visit(file);
      }
      if (seen.size === 0) this.error('the entry of /app was not found');
    },
  };
}

const server = process.env.SIAR_URL ?? 'http://127.0.0.1:8080';

const proxy = { '/api': { target: server, ws: true }, '/health': server };

export default defineConfig({
  base: '/',
  appType: 'mpa',
  plugins: [react(), tailwindcss(), fallback(), consoleStaysApart()],
  server: {
    port: 5173,
    strictPort: true,
    proxy,
  },
  // The built pages with the policy that the server sends.
  preview: {
    strictPort: true,
    proxy,
    headers: {
      'content-security-policy':
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; connect-src 'self'; frame-ancestors 'none'; base-uri 'self'; form-action 'self'; object-src 'none'",
    },
  },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2023',
    // The Content-Security-Policy allows no inline script, style or font: everything is a file.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    manifest: true,
    rollupOptions: {
      input: {
        app: resolve(import.meta.dirname, 'app/index.html'),
        admin: resolve(import.meta.dirname, 'admin/index.html'),
      },
    },
  },
});
