import { SCRIPT_FAMILIES } from './fonts.ts'
import { FONT, PALETTE, TONES } from './palette.ts'

/**
 * Families asked in turn for what the document's own font does not hold: first those that are
 * shipped, so that a document looks the same everywhere. Which of the others a machine has differs;
 * Typst passes over those that are missing and then tries every font there is.
 */
const FALLBACKS = [
  ...SCRIPT_FAMILIES,
  'Segoe UI',
  'Noto Sans',
  'DejaVu Sans',
  'Arial',
  'Nirmala UI',
  'Microsoft YaHei',
  'Segoe UI Emoji',
  'Noto Color Emoji',
]

const families = [FONT, ...FALLBACKS].map((family) => JSON.stringify(family)).join(', ')
const tones = Object.entries(TONES)
  .map(([tone, { edge, paper }]) => `${tone}: (edge: rgb("${edge}"), paper: rgb("${paper}"))`)
  .join(', ')

/**
 * How the data is drawn, in Typst. The document's words never become part of this program: it reads
 * them as data, so nothing that somebody typed can be taken for Typst's own marks.
 */
export const TEMPLATE = `
#let data = json("/publication.json")
#let ink = rgb("${PALETTE.ink}")
#let quiet = rgb("${PALETTE.quiet}")
#let blue = rgb("${PALETTE.blue}")
#let dark = rgb("${PALETTE.darkBlue}")
#let band = rgb("${PALETTE.band}")
#let head = rgb("${PALETTE.head}")
#let hairline = rgb("${PALETTE.line}")
#let tones = (${tones})

#set document(title: data.title, author: data.authors, keywords: data.keywords, description: data.subject, date: none)
#set text(font: (${families}), size: 10.5pt, fill: ink, lang: data.lang, region: data.region)
#set par(leading: 0.78em, spacing: 1.13em)
#set page(
  paper: "a4",
  margin: (x: 22mm, top: 20mm, bottom: 24mm),
  header: if "everyPage" in data { align(center, text(size: 9pt, weight: "bold", fill: ink, data.everyPage)) },
  footer: context {
    set text(size: 8.5pt, fill: quiet)
    grid(
      columns: (1fr, auto),
      column-gutter: 12pt,
      data.running, [Page #counter(page).display() of #counter(page).final().first()],
    )
  },
)
#show title: set text(size: 25pt, fill: dark)
#show title: set block(below: 0.7em)
#show title: set par(leading: 0.45em)
#show heading: set text(fill: dark)
#show heading: set par(leading: 0.45em)
#show heading.where(level: 1): set text(size: 16.5pt)
#show heading.where(level: 2): set text(size: 13pt)
#show heading.where(level: 3): set text(size: 11.5pt)
#show heading.where(level: 4): set text(size: 10.5pt, fill: ink)
#show heading: set block(above: 1.7em, below: 0.8em)
#let pointed(it) = underline(offset: 2pt, stroke: 0.6pt, text(fill: blue, it))
#show link: it => if type(it.dest) == str { pointed(it) } else { it }
#show raw: set text(size: 9.5pt)
#set list(indent: 4pt, body-indent: 7pt, spacing: 0.75em)
#set enum(indent: 4pt, body-indent: 7pt, spacing: 0.75em)
#set footnote.entry(separator: line(length: 30%, stroke: 0.5pt + hairline))
#show footnote.entry: set text(size: 9pt)
#show figure: set block(breakable: true)
// A picture and its caption stand on one page.
#show figure.where(kind: image): set block(breakable: false)
#show figure: set align(start)
#show quote.where(block: true): it => block(stroke: (left: 3pt + hairline), inset: (left: 12pt, y: 4pt), {
  par(it.body)
  if it.attribution != none { par(text(fill: quiet, [— #it.attribution])) }
})
#show figure.caption: it => align(left, block(above: 0.4em, below: 0.4em, sticky: true, it.body))
#show figure.where(kind: table): set figure.caption(position: top)
#set outline.entry(fill: repeat(text(fill: hairline)[.], gap: 2pt))
#show outline.entry: set text(fill: blue)
#show outline.entry.where(level: 1): set block(above: 0.85em)

// A mark stands beside many numbers, so it is a link without a line; and on the number's own line.
#let marked(mark) = sym.wj + super(size: 0.62em, {
  sym.wj
  link(label(mark.to.slice(1)), text(fill: blue, mark.text))
})

#let runs(list) = for run in list {
  if run.kind == "text" { run.text }
  else if run.kind == "value" {
    run.text
    if "mark" in run { marked(run.mark) }
  }
  else if run.kind == "anchor" [#metadata(none)#label(run.id)#run.text]
  else if run.kind == "code" { raw(run.text) }
  else if run.kind == "strong" { strong(runs(run.content)) }
  else if run.kind == "emphasis" { emph(runs(run.content)) }
  else if run.kind == "break" { linebreak() }
  else if run.kind == "note" { footnote(runs(run.content)) }
  else if run.to.starts-with("#") { pointed(link(label(run.to.slice(1)), runs(run.content))) }
  else { link(run.to, runs(run.content)) }
}

#let list-of(block) = {
  let items = block.items.map(item => {
    runs(item.content)
    if "list" in item { list-of(item.list) }
  })
  if block.ordered { enum(start: block.start, ..items) } else { list(..items) }
}

// Loops, as a function within a function is remembered with all it sees: the whole table, for each row.
#let grid-of(grid-data, size: 9.5pt) = {
  set text(size: if grid-data.small { size * 0.86 } else { size })
  set par(leading: 0.58em)
  let hand = grid-data.at("handwritten", default: false)
  let named = grid-data.rowHeaders
  // Typst keeps rows on one page that an unbreakable cell spans. Such cells stand in a column without
  // width, whose tags are taken out of the finished file.
  let held = grid-data.held
  let holding(rows) = table.cell(inset: 0pt, rowspan: rows, breakable: false)[]
  let heads = grid-data.columns.map(column => table.cell(fill: head, strong(runs(column.header))))
  if held.len() > 0 { heads.push(holding(1)) }
  let cells = ()
  let reach = 0
  for (index, row) in grid-data.rows.enumerate() {
    let splits = grid-data.splits.at(index)
    let paper = if calc.odd(index) { band }
    for (place, cell) in row.enumerate() {
      let plain = cell.len() == 1 and cell.first().kind == "text"
      let body = if plain { cell.first().text } else { runs(cell) }
      cells.push(table.cell(breakable: splits, fill: paper, if named and place == 0 { strong(body) } else { body }))
    }
    if held.len() > 0 and index == reach {
      let rows = held.at(str(index), default: 1)
      cells.push(holding(rows))
      reach += rows
    }
  }
  let drawn = table(
    columns: grid-data.columns.map(column => column.width * 1fr) + if held.len() > 0 { (0pt,) },
    rows: if hand { (auto,) + grid-data.rows.map(_ => 14mm) } else { auto },
    align: grid-data.columns.map(column => (start: start, centre: center, end: end).at(column.align)) + if held.len() > 0 { (start,) },
    inset: (x: if grid-data.small { 3pt } else { 6pt }, y: 5pt),
    stroke: (x, y) => if y == 0 { (bottom: 1.2pt + blue) } else { (bottom: 0.5pt + hairline) },
    ..if grid-data.hasHead { (table.header(..heads),) } else { heads },
    ..cells,
  )
  if grid-data.whole { block(breakable: false, drawn) } else { drawn }
}

#let caption-of(block) = [#strong(block.label) #h(0.4em) #runs(block.at("caption", default: ()))]

// Nothing can be listed before the headings were laid out once. Until then as many lines keep their
// room: if the pages after them moved, everything with a link to one would be laid out again.
#let contents-of(list) = context {
  if query(heading).len() > 0 { outline(title: list.title, depth: list.depth, indent: 1.2em) } else {
    heading(level: 1, outlined: false, list.title)
    for line in data.blocks.filter(part => part.kind == "heading" and part.level <= list.depth) {
      block(above: if line.level == 1 { 0.85em } else { 0.65em }, below: 0.65em, runs(line.content))
    }
  }
}

#let part(part-data) = {
  let kind = part-data.kind
  if kind == "heading" [#heading(level: part-data.level, runs(part-data.content))#label(part-data.id)]
  else if kind == "paragraph" { par(runs(part-data.content)) }
  else if kind == "list" { list-of(part-data) }
  else if kind == "table" {
    if "label" in part-data [
      #figure(kind: table, supplement: none, numbering: none, caption: caption-of(part-data), grid-of(part-data))#label(part-data.id)
    ] else if "id" in part-data [#block(width: 100%, grid-of(part-data))#label(part-data.id)]
    else { grid-of(part-data) }
    for remark in part-data.notes { block(above: 0.6em, par(text(size: 9pt, fill: quiet, runs(remark)))) }
  }
  else if kind == "figure" {
    [#figure(kind: image, supplement: none, numbering: none, caption: caption-of(part-data), image(part-data.file, alt: part-data.alt, width: part-data.width * 100%))#label(part-data.id)]
    if "numbers" in part-data {
      block(above: 1.2em, below: 0.6em, sticky: true, par(text(size: 9pt, fill: quiet)[The numbers behind #part-data.label]))
      grid-of(part-data.numbers, size: 8.5pt)
    }
  }
  else if kind == "callout" {
    let tone = tones.at(part-data.tone)
    block(width: 100%, fill: tone.paper, stroke: (left: 4pt + tone.edge), inset: (x: 12pt, y: 10pt), above: 1.3em, below: 1.3em, {
      block(below: 0.7em, sticky: true, par(strong(part-data.title)))
      for inner in part-data.blocks { part(inner) }
    })
  }
  else if kind == "definitions" {
    terms(..part-data.items.map(item => terms.item(runs(item.term), runs(item.description))))
  }
  else if kind == "quote" {
    quote(block: true, attribution: part-data.at("attribution", default: none), runs(part-data.content))
  }
  else if kind == "contents" { contents-of(part-data) }
  else if kind == "references" {
    enum(numbering: "[1]", ..part-data.items.map(item => [#metadata(none)#label(item.id)#runs(item.content)]))
  }
  else if kind == "divider" { line(length: 100%, stroke: 0.5pt + hairline) }
  else if kind == "pageBreak" { pagebreak(weak: true) }
}

// Said in the text too, as what heads a page is not read aloud.
#if "everyPage" in data { block(width: 100%, fill: tones.warning.paper, stroke: (left: 4pt + tones.warning.edge), inset: (x: 12pt, y: 8pt), below: 1.4em, par(strong(data.everyPage))) }
#title()
#if "subtitle" in data { block(below: 0.9em, par(text(size: 13pt, data.subtitle))) }
#block(below: 0.9em, par(text(fill: quiet, data.byline)))
#if "status" in data { block(below: 0.9em, par(strong(data.status))) }
#block(below: 1.6em, line(length: 100%, stroke: 2.5pt + blue))
#if data.summary.len() > 0 {
  block(width: 100%, fill: band, inset: 14pt, radius: 3pt, below: 1.6em, {
    show heading: set block(above: 0pt)
    heading(level: 1, outlined: false, bookmarked: true, data.summaryTitle)
    for inner in data.summary { part(inner) }
  })
}
#for (place, inner) in data.blocks.enumerate() {
  if place in data.heldToNext { block(sticky: true, width: 100%, part(inner)) } else { part(inner) }
}
`
