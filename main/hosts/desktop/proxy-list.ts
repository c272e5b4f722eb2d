/** The first way of a list such as `PROXY proxy.nhs.uk:8080; DIRECT`; empty: no proxy. */
export function firstProxy(list: string): string {
  const [kind = '', address = ''] = (list.split(';')[0] ?? '').trim().split(/\s+/)
  if (!address) return ''
  return `${kind.toUpperCase() === 'HTTPS' ? 'https' : 'http'}://${address}`
}
