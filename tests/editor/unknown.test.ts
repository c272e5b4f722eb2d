import { describe, expect, it } from 'vitest'
import * as Y from 'yjs'
import { unknownIn, watchForUnknown } from '../../src/editor/document/unknown.ts'

function textWith(nodeName: string, attributes: Record<string, string> = {}, mark?: string) {
  const doc = new Y.Doc()
  const element = new Y.XmlElement(nodeName)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  const text = new Y.XmlText()
  text.insert(0, 'words', mark ? { [mark]: {} } : {})
  element.insert(0, [text])
  doc.getXmlFragment('body').insert(0, [element])
  return doc.getXmlFragment('body')
}

describe('what a newer version has put in', () => {
  it('is seen by its name: a node, an attribute, a mark', () => {
    expect(unknownIn(textWith('paragraph'))).toBeNull()
    expect(unknownIn(textWith('heading', { level: '2' }))).toBeNull()
    expect(unknownIn(textWith('paragraph', {}, 'comment--aZ9+/bcd'))).toBeNull()
    expect(unknownIn(textWith('timeline'))).toBe('timeline')
    expect(unknownIn(textWith('heading', { colour: 'red' }))).toBe('heading.colour')
    expect(unknownIn(textWith('paragraph', {}, 'highlight'))).toBe('highlight')
  })

  it.each([
    ['a node', (body: Y.XmlFragment) => body.insert(1, [new Y.XmlElement('timeline')])],
    ['an attribute', (body: Y.XmlFragment) => (body.get(0) as Y.XmlElement).setAttribute('x', '1')],
    [
      'a mark',
      (body: Y.XmlFragment) =>
        ((body.get(0) as Y.XmlElement).get(0) as Y.XmlText).format(0, 2, { glow: {} }),
    ],
  ])('is told before anybody acts on it: %s', (_, change) => {
    const theirs = textWith('paragraph')
    const ours = new Y.Doc()
    Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs.doc as Y.Doc))
    const seen: string[] = []
    watchForUnknown(ours.getXmlFragment('body'), () => seen.push('unknown'))
    ours.getXmlFragment('body').observeDeep(() => seen.push('acted on'))
    change(theirs)
    Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs.doc as Y.Doc), 'remote')
    expect(seen).toEqual(['unknown', 'acted on'])
  })

  it('is not what people of this version type', () => {
    const theirs = textWith('paragraph')
    const ours = new Y.Doc()
    Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs.doc as Y.Doc))
    let seen = 0
    watchForUnknown(ours.getXmlFragment('body'), () => seen++)
    ;((theirs.get(0) as Y.XmlElement).get(0) as Y.XmlText).insert(2, 'more', { bold: {} })
    Y.applyUpdate(ours, Y.encodeStateAsUpdate(theirs.doc as Y.Doc), 'remote')
    expect(seen).toBe(0)
  })
})
