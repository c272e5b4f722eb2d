import { own } from '../../domain/own.ts'

/** As much of XML as the parts of a Word document need. */

/** A `<` always ends a token, so that a damaged file costs no more time than a sound one. */
const TOKEN = /<([/!?]?)(?:[\w.-]+:)?([\w.-]*)([^<>]*)>|([^<]+)/g

/** Walks over the XML: names without their prefix, as files differ in it. */
export function* tokens(
  xml: string,
): Generator<{ open?: string; close?: string; attributes: string; text: string }> {
  for (const [, lead, name, attributes = '', text] of xml.matchAll(TOKEN)) {
    if (text !== undefined) yield { attributes: '', text }
    else if (lead === '/') yield { close: name ?? '', attributes, text: '' }
    else if (!lead) {
      yield { open: name ?? '', attributes, text: '' }
      if (attributes.endsWith('/')) yield { close: name ?? '', attributes, text: '' }
    }
  }
}

export function attribute(attributes: string, name: string): string | undefined {
  return new RegExp(`(?:^|[\\s:])${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1]
}

export function unescapeXml(text: string): string {
  const named: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" }
  return text.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi, (whole, hex, dec, name) => {
    const code = hex ? Number.parseInt(hex, 16) : Number(dec)
    if (name) return own(named, name) ?? whole
    return code <= 0x10ffff ? String.fromCodePoint(code) : ''
  })
}
