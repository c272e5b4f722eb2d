// @vitest-environment jsdom
import { DOMParser as Parser } from '@tiptap/pm/model'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanPastedHtml } from '../../src/editor/paste/clean.ts'
import { documentSchema } from '../../src/editor/schema/index.ts'

/** As the editor takes it in. */
function pasted(html: string) {
  const page = new DOMParser().parseFromString(cleanPastedHtml(html), 'text/html')
  return Parser.fromSchema(documentSchema).parse(page.body)
}
const outline = (html: string) => pasted(html).toString()

const WORD_LIST = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><body>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>·<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp; </span></span><![endif]>Test early<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='margin-left:72pt;mso-list:l0 level2 lfo1'><span style='mso-list:Ignore'>o<span>&nbsp;</span></span>In pharmacies</p>
<p class=MsoListParagraphCxSpLast style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>·</span>Treat <b>well</b></p>
<p class=MsoNormal>Then:</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;</span></span>First</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>2.</span>Second</p>
</body></html>`

describe('pasting from Word', () => {
  it('makes lists of what only looks like lists', () => {
    expect(outline(WORD_LIST)).toBe(
      'doc(bulletList(listItem(paragraph("Test early"), bulletList(listItem(paragraph("In pharmacies")))), ' +
        'listItem(paragraph("Treat ", bold("well")))), paragraph("Then:"), ' +
        'orderedList(listItem(paragraph("First")), listItem(paragraph("Second"))))',
    )
  })

  /** A list as Word puts it on the clipboard: a marker, and the words. */
  const numbered = (items: readonly [marker: string, level?: number][]) =>
    items
      .map(
        ([marker, level = 1]) =>
          `<p class=MsoListParagraph style='mso-list:l0 level${level} lfo1'><span style='mso-list:Ignore'>${marker}<span>&nbsp;</span></span>Item</p>`,
      )
      .join('')
  /** Where each list of the first level begins, and how many items it has. */
  const starts = (html: string) =>
    pasted(html).children.map(({ type, attrs, childCount }) =>
      type.name === 'orderedList' ? [attrs.start, childCount] : type.name,
    )

  it.each([
    ['4. 5.', ['4.', '5.'], [[4, 2]]],
    ['4) 5)', ['4)', '5)'], [[4, 2]]],
    ['c. d.', ['c.', 'd.'], [[3, 2]]],
    ['iv. v.', ['iv.', 'v.'], [[4, 2]]],
    ['i. ii.', ['i.', 'ii.'], [[1, 2]]],
    ['h. i. j.', ['h.', 'i.', 'j.'], [[8, 3]]],
    ['(a) (b)', ['(a)', '(b)'], [[1, 2]]],
    ['2.3. 2.4.', ['2.3.', '2.4.'], [[3, 2]]],
    [
      'a number left out',
      ['1.', '2.', '5.'],
      [
        [1, 2],
        [5, 1],
      ],
    ],
    [
      'beginning again',
      ['1.', '2.', '1.'],
      [
        [1, 2],
        [1, 1],
      ],
    ],
    ['bullets after numbers', ['3.', '·'], [[3, 1], 'bulletList']],
  ])('numbers that others refer to stay: %s', (_, markers, expected) => {
    expect(starts(numbered(markers.map((marker) => [marker])))).toEqual(expected)
  })

  it('numbers go on beyond a paragraph and around deeper levels', () => {
    const after = `${numbered([['1.']])}<p class=MsoNormal>continued</p>${numbered([['2.']])}`
    expect(starts(after)).toEqual([[1, 1], 'paragraph', [2, 1]])
    expect(starts(numbered([['6.'], ['a.', 2], ['b.', 2], ['7.']]))).toEqual([[6, 2]])
  })

  it.each([
    ['a start', '<ol start="4"><li>a</li><li>b</li></ol>', [[4, 2]]],
    ['an item’s own number', '<ol><li value="7">a</li><li value="8">b</li></ol>', [[7, 2]]],
    [
      'a number left out',
      '<ol start="2"><li>a</li><li value="3">b</li><li value="6">c</li><li>d</li></ol>',
      [
        [2, 2],
        [6, 2],
      ],
    ],
    ['what is no number', '<ol start="x"><li value="y">a</li><li>b</li></ol>', [[1, 2]]],
  ])('numbers of other programs’ lists stay: %s', (_, html, expected) => {
    expect(starts(html)).toEqual(expected)
  })

  it('keeps headings as headings', () => {
    const html =
      "<p class=MsoTitle>Plan</p><h2 style='mso-list:l3 level2 lfo1'><span style='mso-list:Ignore'>1.1</span>Aims</h2><h6>Deep</h6><p class=MsoNormal>Words</p>"
    const doc = pasted(html)
    expect(doc.toString()).toBe(
      'doc(heading("Plan"), heading("Aims"), heading("Deep"), paragraph("Words"))',
    )
    expect(doc.children.slice(0, 3).map(({ attrs }) => attrs.level)).toEqual([1, 2, 4])
  })

  it('keeps tables, with their heading row and their joined cells', () => {
    const html = `<table class=MsoTableGrid><tr style='mso-yfti-irow:0;mso-yfti-firstrow:yes'><td colspan=2><p class=MsoNormal>Risk</p></td></tr>
      <tr><td><p>Cost</p></td><td><p>High</p></td></tr></table>`
    const doc = pasted(html)
    expect(doc.toString()).toBe(
      'doc(table(tableRow(tableHeader(paragraph("Risk"))), tableRow(tableCell(paragraph("Cost")), tableCell(paragraph("High")))))',
    )
    expect(doc.firstChild?.firstChild?.firstChild?.attrs.colspan).toBe(2)
  })

  it('keeps footnotes where their numbers stand', () => {
    const html = `<p class=MsoNormal>Counted<a style='mso-footnote-id:ftn1' href="#_ftn1" name="_ftnref1"><span class=MsoFootnoteReference><![if !supportFootnotes]>[1]<![endif]></span></a> twice<a style='mso-endnote-id:edn1' href="#_edn1" name="_ednref1">[i]</a>.</p>
      <div style='mso-element:footnote-list'><br clear=all><hr size=1 width="33%"><div style='mso-element:footnote' id=ftn1><p class=MsoFootnoteText><a style='mso-footnote-id:ftn1' href="#_ftnref1" name="_ftn1">[1]</a> In May,
      by post.<o:p></o:p></p></div></div>
      <div style='mso-element:endnote-list'><hr><div style='mso-element:endnote' id=edn1><p><a href="#_ednref1" name="_edn1">[i]</a> By hand.</p></div></div>`
    const doc = pasted(html)
    expect(doc.toString()).toBe('doc(paragraph("Counted", footnote, " twice", footnote, "."))')
    expect(doc.firstChild?.children.flatMap(({ attrs }) => attrs.text ?? [])).toEqual([
      'In May, by post.',
      'By hand.',
    ])
  })

  it('leaves comments and the table of contents behind', () => {
    const html = `<p class=MsoToc1><a href="#_Toc1">Aims.... 3</a></p><p class=MsoNormal>Words<span class=MsoCommentReference><a class=msocomanchor href="#_msocom_1">[AB1]</a></span></p>
      <div style='mso-element:comment-list'><hr class=msocomoff><div style='mso-element:comment'><p class=MsoCommentText>Check this</p></div></div>`
    expect(outline(html)).toBe('doc(paragraph("Words"))')
  })

  it('drops styles, office elements, and what was deleted there', () => {
    const html = `<style>p{color:red}</style><p style="color:red" class=x>Kept<o:p>&nbsp;</o:p> <del>gone</del><ins>new</ins> <a name="_Toc1">mark</a></p>`
    expect(cleanPastedHtml(html)).not.toMatch(/style|class|o:p|gone|_Toc/)
    expect(pasted(html).textContent.replaceAll('\u00a0', ' ')).toContain('new')
  })
})

describe('pasting from anywhere', () => {
  it('reads bold and italics that are only styles', () => {
    const html =
      '<b style="font-weight:normal"><p><span style="font-weight:700">Strong</span> <span style="font-style:italic">soft</span></p></b>'
    expect(outline(html)).toBe('doc(paragraph(bold("Strong"), " ", italic("soft")))')
  })

  it('keeps apart what stands apart in blocks of other kinds', () => {
    const html =
      '<dl><dt>Term</dt><dd>Meaning</dd></dl><details><summary>More</summary>Hidden</details><ul><ul><li>Deep</li></ul></ul>'
    expect(outline(html)).toBe(
      'doc(paragraph("Term"), paragraph("Meaning"), paragraph("More"), paragraph("Hidden"), bulletList(listItem(paragraph("Deep"))))',
    )
  })

  it('keeps raised and lowered figures what they are', () => {
    const html = '<p>10<sup>−6</sup> kg/m<sup>2</sup>, CO<sub>2</sub>, 1<sup>st</sup></p>'
    expect(outline(html)).toBe('doc(paragraph("10⁻⁶ kg/m², CO₂, 1st"))')
  })

  it('takes one cell of a spreadsheet as its words', () => {
    const html = '<table><col width=64><tr height=20><td align=right>8.4%</td></tr></table>'
    expect(outline(html)).toBe('doc(paragraph("8.4%"))')
  })

  it('lets nothing in that runs or that is fetched', () => {
    const html = `<p onclick="x()">a<img src="https://example.org/spy.gif" alt="a chart"><script>x()</script><a href="javascript:x()">b</a><iframe src="//x"></iframe></p>`
    expect(cleanPastedHtml(html)).not.toMatch(/onclick|script|iframe|example\.org/)
    expect(outline(html)).toBe('doc(paragraph("aa chartb"))')
  })

  it('tells how many pictures the clipboard holds only the address of', () => {
    const lost: number[] = []
    const here = '<img src="data:image/png;base64,iVBORw0KGgo=" alt="kept">'
    const html = `<p>a<img src="file:///C:/Temp/clip_image001.png" width=300>b${here}<img src="https://example.org/c.png" alt="a chart"></p>`
    expect(cleanPastedHtml(html, (pictures) => lost.push(pictures))).toContain('a chart')
    cleanPastedHtml(`<p>${here}</p>`, (pictures) => lost.push(pictures))
    expect(lost).toEqual([2])
  })

  it('takes any HTML, and what comes of it fits a document', () => {
    const part = fc.oneof(
      fc.string(),
      fc.constantFrom(
        '<ul>',
        '</ul>',
        '<li>',
        '<table>',
        '<tr>',
        '<td colspan="0">',
        '<th rowspan=9999>',
        '</table>',
        '<p style="mso-list:l0 level3 lfo1">',
        '<h1 style="mso-list:l1 level1">',
        '<span style="mso-list:Ignore">1.</span>',
        '<div data-live data-query="{" data-pm-slice="0 0 []">',
        '<div data-callout data-tone="glow">',
        '<svg><style>',
        '<template>',
        '<math><mi>',
        '<ol start="x">',
        '<!--',
        '<![if !supportLists]>',
        '<p class=MsoHeading9>',
        '<blockquote>',
        '<hr>',
        '<img src="data:image/png;base64,AA==">',
        '<span data-footnote data-text="n">',
        '<mark data-thread="t">',
      ),
    )
    fc.assert(
      fc.property(fc.array(part, { maxLength: 25 }), (parts) => {
        pasted(parts.join('')).check()
      }),
      { numRuns: 80 },
    )
  })
})
