import type { IncomingMessage } from 'node:http'
import { isIPv6 } from 'node:net'

/**
 * Who calls. Behind a proxy: whom the proxy itself saw, which is the last it wrote down; what stands
 * before that, a caller can write.
 */
export function addressReader(behindProxy: boolean): (request: IncomingMessage) => string {
  return ({ headers, socket }) => {
    const forwarded = behindProxy ? String(headers['x-forwarded-for'] ?? '') : ''
    return placeOf(forwarded.split(',').at(-1)?.trim() || (socket.remoteAddress ?? ''))
  }
}

/**
 * What is counted as one address. A home or an office has 2^64 addresses of IPv6, so its first 64
 * bits stand for all of them; an IPv4 address written as IPv6 is itself.
 */
export function placeOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)
  if (mapped) return mapped[1] as string
  const bare = address.replace(/%.*$/, '')
  if (!isIPv6(bare)) return address.slice(0, 64)
  const [head = '', tail] = bare.split('::')
  const first = head === '' ? [] : head.split(':')
  const last = tail ? tail.split(':') : []
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - first.length - last.length)
  const groups = [...first, ...Array<string>(zeros).fill('0'), ...last]
  return `${groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':')}::/64`
}
