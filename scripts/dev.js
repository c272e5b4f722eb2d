import { spawn } from 'node:child_process'
import { join } from 'node:path'
import react from '@vitejs/plugin-react'
import { createServer } from 'vite'
import { NODE, nodeFirst, PROJECT } from './installed.js'

/**
 * `npm run dev`: the interface in the browser, which follows every change of a file, over the
 * browser host, which starts anew when a file of the service changes. The record is one of its own,
 * in `.dev-record`, unless `--data FOLDER` names another. `--port NUMBER`, 4780 by default, is the
 * page's; the host takes the next one.
 */
const options = process.argv.slice(2)
const port = Number(optionNamed('--port') ?? 4780)
const hostPort = port + 1
const record = optionNamed('--data') ?? join(PROJECT, '.dev-record')
const host = `http://127.0.0.1:${hostPort}`

/** The host answers its own page alone: what goes through here says that it comes from there. */
const passedOn = {
  target: host,
  changeOrigin: true,
  headers: { origin: host },
}

const vite = await createServer({
  configFile: false,
  root: join(PROJECT, 'src'),
  plugins: [react()],
  server: {
    host: '127.0.0.1',
    port,
    strictPort: true,
    fs: { allow: [PROJECT] },
    proxy: Object.fromEntries(
      ['/session', '/call', '/files', '/events'].map((path) => [path, passedOn]),
    ),
  },
})
await vite.listen()

const service = spawn(
  NODE,
  [
    '--watch',
    '--watch-preserve-output',
    join(PROJECT, 'main', 'hosts', 'browser.ts'),
    '--no-open',
    '--port',
    String(hostPort),
    '--data',
    record,
  ],
  {
    cwd: PROJECT,
    env: { ...nodeFirst(process.env), ACCORD_DEV: '1' },
    stdio: ['ignore', 'pipe', 'inherit'],
  },
)
service.stdout.setEncoding('utf8').on('data', (said) => {
  // The link opens the page through Vite, where changes come in as they are made.
  process.stdout.write(said.replaceAll(host, `http://127.0.0.1:${port}`))
})
service.on('exit', (code) => stop(code ?? 1))
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => service.kill(signal))

async function stop(code) {
  await vite.close()
  process.exit(code)
}

function optionNamed(name) {
  const at = options.indexOf(name)
  return at === -1 ? undefined : options[at + 1]
}
