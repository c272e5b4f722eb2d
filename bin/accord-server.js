#!/usr/bin/env node
import { onNeededNode } from './needed-node.js'

await onNeededNode(import.meta.url, () => import('../sync-server/cli.ts'))
