import { parentPort } from 'node:worker_threads'

/** Answers a number with the next one; at zero it never comes to an end. */
parentPort?.on('message', (number: number) => {
  while (number === 0);
  if (number < 0) throw new Error('Below zero.')
  parentPort?.postMessage({ answer: number + 1 })
})
