import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'

/** A device's Ed25519 key: both halves in base64url, 32 bytes each. */
export interface DeviceKey {
  publicKey: string
  privateKey: string
}

const CURVE = { kty: 'OKP', crv: 'Ed25519' }
/** Keys of others kept ready: more than the devices of a region. */
const KEPT = 1000
const ready = new Map<string, KeyObject>()

export function newDeviceKey(): DeviceKey {
  const { d = '', x = '' } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' })
  return { publicKey: x, privateKey: d }
}

/** @returns signs a text; the signature in base64url */
export function signer({ publicKey: x, privateKey: d }: DeviceKey): (text: string) => string {
  const key = createPrivateKey({ key: { ...CURVE, d, x }, format: 'jwk' })
  return (text) => sign(null, Buffer.from(text), key).toString('base64url')
}

/** Whether the signature is of that text by that key. Worked out by another thread. */
export async function verifySignature(
  publicKey: string,
  text: string,
  proof: string,
): Promise<boolean> {
  let key: KeyObject
  try {
    key = ready.get(publicKey) ?? keyOf(publicKey)
  } catch {
    // Some texts of the right length are no point of the curve.
    return false
  }
  const signature = Buffer.from(proof, 'base64url')
  return new Promise((resolve) =>
    verify(null, Buffer.from(text), key, signature, (error, holds) => resolve(!error && holds)),
  )
}

function keyOf(publicKey: string): KeyObject {
  const key = createPublicKey({ key: { ...CURVE, x: publicKey }, format: 'jwk' })
  if (ready.size >= KEPT) ready.clear()
  ready.set(publicKey, key)
  return key
}
