import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { contractPlugin } from './contract-plugin.ts';
import { precompressPlugin } from './precompress-plugin.ts';
import { serviceWorkerPlugin } from './service-worker-plugin.ts';

// Officers' desktops (Kylin, 360, 奇安信) have kernels as old as Chromium 109: syntax and CSS are lowered to it here,
// missing library functions are refused by the types (tsconfig.json) and by the smoke test on the real old kernel.
export default defineConfig({
  plugins: [contractPlugin(), react(), serviceWorkerPlugin(), precompressPlugin()],
  build: {
    target: 'chrome109',
    cssTarget: 'chrome109',
    outDir: 'dist',
    emptyOutDir: true,
    // Charts come in one piece, only where one is drawn; `npm run bench bundle` holds the first load.
    chunkSizeWarningLimit: 700,
  },
  server: {
    host: '127.0.0.1',
    proxy: { '/api': process.env.WANGJIAN_API ?? 'http://127.0.0.1:7630' },
  },
});
