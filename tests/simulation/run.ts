import './world.ts'

/**
 * `node tests/simulation/run.ts [seeds] [first]`: one course of events for each seed. A seed that
 * fails is printed; `node tests/simulation/run.ts 1 SEED --tell` plays it again and tells all of it.
 */

// Only now: the product and all that it stands on must find the world's clock and chance.
await import('./courses.ts')
