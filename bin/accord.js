#!/usr/bin/env node
import { onNeededNode } from './needed-node.js'

await onNeededNode(import.meta.url, () => import('../main/hosts/cli.ts'))
