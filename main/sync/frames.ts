import * as encoding from 'lib0/encoding'
import * as syncProtocol from 'y-protocols/sync'
import { MESSAGE } from '../../domain/sync/protocol.ts'

/** Frames of the y-websocket protocol, as the client sends them. */

export function syncStep1Frame(stateVector: Uint8Array): Uint8Array {
  return frame(MESSAGE.sync, syncProtocol.messageYjsSyncStep1, stateVector)
}

export function updateFrame(update: Uint8Array): Uint8Array {
  return frame(MESSAGE.sync, syncProtocol.messageYjsUpdate, update)
}

export function awarenessFrame(states: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, MESSAGE.awareness)
  encoding.writeVarUint8Array(encoder, states)
  return encoding.toUint8Array(encoder)
}

function frame(type: number, step: number, bytes: Uint8Array): Uint8Array {
  const encoder = encoding.createEncoder()
  encoding.writeVarUint(encoder, type)
  encoding.writeVarUint(encoder, step)
  encoding.writeVarUint8Array(encoder, bytes)
  return encoding.toUint8Array(encoder)
}
