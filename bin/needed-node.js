import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import module from 'node:module'
import { fileURLToPath } from 'node:url'

/**
 * Whatever Node starts a command may be older than the one Accord needs; then the one that came
 * with Accord's own packages takes over. Plain JavaScript for that reason.
 */
const NEEDED = 24

/**
 * @param {string} script address of the script that was started
 * @param {() => Promise<unknown>} load what it does, on a Node that is new enough
 */
export async function onNeededNode(script, load) {
  if (Number.parseInt(process.versions.node, 10) >= NEEDED) {
    // Half the time of a short command went into compiling the same code again.
    module.enableCompileCache()
    await load()
    return
  }
  const name = process.platform === 'win32' ? 'node.exe' : 'node'
  const node = fileURLToPath(new URL(`../node_modules/node/bin/${name}`, import.meta.url))
  if (!existsSync(node)) {
    console.error('Accord is not fully installed. Run npm install in its folder, then try again.')
    process.exitCode = 1
    return
  }
  const child = spawn(node, [fileURLToPath(script), ...process.argv.slice(2)], { stdio: 'inherit' })
  // This process waits, to pass on how the other ended.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal))
  child.on('exit', (code) => process.exit(code ?? 1))
}
