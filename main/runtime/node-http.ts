/**
 * Node's HTTP client and server. Not by an import: that reads every export of the module, and one of
 * them loads a whole browser's `fetch`, a fifth of the time of a short command.
 */
export const http = process.getBuiltinModule('node:http')
export const https = process.getBuiltinModule('node:https')
