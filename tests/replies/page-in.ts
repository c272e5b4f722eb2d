/** The page that an e-mail carries. */
export function pageIn(email: string): string {
  const [, page = ''] = email.split(/Content-Disposition: attachment;.*?\r\n\r\n/s)
  return Buffer.from(page.split('\r\n--')[0] ?? '', 'base64').toString('utf8')
}
