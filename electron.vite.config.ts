import { resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

const root = import.meta.dirname

/**
 * Bundles what cannot run as it stands: the desktop's processes, the preload script and the
 * interface. The browser host runs its TypeScript directly, and so does the command line where the
 * bundle is missing or older than what it is made of.
 */
export default defineConfig({
  main: {
    build: {
      // Hundreds of small modules of these took most of the time of a short command to find and open.
      externalizeDeps: {
        exclude: ['csv-parse', 'csv-stringify', 'lib0', 'uuidv7', 'y-protocols', 'yjs', 'zod'],
      },
      rolldownOptions: {
        input: {
          desktop: resolve(root, 'main/hosts/desktop.ts'),
          cli: resolve(root, 'main/hosts/cli.ts'),
          'service-process': resolve(root, 'main/hosts/service-process.ts'),
          'looking-process': resolve(root, 'main/record/looking-process.ts'),
          'reading-process': resolve(root, 'main/imports/apart/reading-process.ts'),
          'drawing-process': resolve(root, 'main/exports/publication/drawing-process.ts'),
        },
        // Shared chunks stay beside the entries, two folders below the project's root like the
        // modules in them, so that paths relative to a module hold in the bundle too.
        output: {
          chunkFileNames: '[name]-[hash].js',
          codeSplitting: {
            groups: [{ name: 'domain', test: /\/(domain|disk)\//, minShareCount: 3 }],
          },
        },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { index: resolve(root, 'preload/index.ts') },
        // A sandboxed preload script must be a single CommonJS file.
        output: { format: 'cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: resolve(root, 'src'),
    plugins: [react()],
    build: {
      // The browser host serves whatever browser the person has, not only Electron's.
      target: 'es2022',
      outDir: resolve(root, 'out/renderer'),
      emptyOutDir: true,
      // electron-vite leaves bundles as they are; a page that comes over HTTP should be light.
      minify: true,
      // One sheet in one order: rules must not win or lose by which page was opened first.
      cssCodeSplit: false,
      // The content security policy takes fonts from files only, never from `data:`.
      assetsInlineLimit: 0,
      rolldownOptions: { input: resolve(root, 'src/index.html') },
    },
  },
})
