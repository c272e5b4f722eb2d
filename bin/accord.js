#!/usr/bin/env node
import { isOutOfDate } from '../scripts/installed.js'
import { onNeededNode } from './needed-node.js'

// The bundle starts in half the time; while people work on Accord its sources are newer.
await onNeededNode(import.meta.url, () =>
  isOutOfDate()
    ? import('../main/hosts/cli.ts')
    : import(new URL('../out/main/cli.js', import.meta.url).href),
)
