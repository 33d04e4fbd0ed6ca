// The gallery's page, built once and served: hundreds of pictures load it as fast as the terminal loads its own.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, createServer, preview } from 'vite';

/** Builds and serves the pages; answers their address, the states of each, and how to end it. */
export async function serveGallery() {
  const outDir = await mkdtemp(join(tmpdir(), 'cashtray-gallery-page-'));
  await build({
    logLevel: 'error',
    // The till's own public files are not part of a picture.
    publicDir: false,
    build: {
      outDir,
      emptyOutDir: true,
      rolldownOptions: { input: { gallery: 'gallery.html', 'gallery-customer': 'gallery-customer.html' } },
    },
  });
  const server = await preview({
    logLevel: 'error',
    build: { outDir },
    preview: { port: 0, strictPort: false },
  });
  const reader = await createServer({
    server: { middlewareMode: true, hmr: false, watch: null },
    logLevel: 'error',
  });
  const { PICTURES } = await reader.ssrLoadModule('/gallery/states.ts');
  const { CUSTOMER_PICTURES } = await reader.ssrLoadModule('/gallery/customer-states.ts');
  await reader.close();
  return {
    address: `http://localhost:${server.httpServer.address().port}/`,
    pictures: PICTURES,
    customerPictures: CUSTOMER_PICTURES,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true });
    },
  };
}
