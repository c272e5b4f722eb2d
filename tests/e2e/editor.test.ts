import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from 'playwright-core'
import { expect, onTestFailed, test } from 'vitest'
import { ask, describeAccord, go, HOME, message } from './accord.ts'

const ME = 'Alex Example'

describeAccord('the editor', 'example', (accord) => {
  let opened: { page: Page; text: Locator; address: string } | undefined

  /** A strategy open with an empty text, the same one for all. */
  async function openBlank() {
    // Tried again, a test begins with another text, not with what the first try left.
    onTestFailed(() => {
      opened = undefined
    })
    if (!opened) {
      const made = { template: 'blank', title: 'Together' } as const
      const { id } = await ask(accord.page, 'strategies.create', made)
      const address = `/strategies/${id}?ics=${HOME}`
      await go(accord.page, address)
      await accord.page.reload()
      opened = { page: accord.page, text: accord.page.locator('.sheet'), address }
    }
    const { page, text } = opened
    await text.focus()
    const suggest = page.getByRole('button', { name: 'Suggest changes: on' })
    if ((await suggest.count()) > 0) await suggest.click()
    await text.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    return opened
  }

  test('words typed here are there for another page, and what both type meets', async () => {
    const { page, text, address } = await openBlank()
    await page.keyboard.type('# Aims\nFind diabetes early.\n- In pharmacies\nAt work', { delay: 5 })
    await page.getByRole('navigation', { name: 'Outline' }).getByText('Aims').waitFor()
    const other = await accord.open(address)
    const otherText = other.locator('.sheet')
    await otherText.getByText('In pharmacies').waitFor()
    await expect.poll(() => otherText.getByRole('listitem').count()).toBe(2)

    await text.getByText('Find diabetes early.').click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Treat it well.')
    await otherText.getByText('At work').click()
    await other.keyboard.press('End')
    await other.keyboard.type(' and at school')
    await otherText.getByText('Find diabetes early. Treat it well.').waitFor()
    await text.getByText('At work and at school').waitFor()
    await expect.poll(() => text.textContent()).toBe(await otherText.textContent())
  })

  test('a key meets the caret where the one before it left it, whoever writes meanwhile', async () => {
    const { page, text, address } = await openBlank()
    await page.keyboard.type('Begin\nElsewhere', { delay: 5 })
    const other = await accord.open(address)
    await other.locator('.sheet').getByText('Elsewhere').click()
    await other.keyboard.press('End')
    const writing = other.keyboard.type('.'.repeat(150), { delay: 3 })
    await text.getByText('Begin').click()
    const keys: Promise<void>[] = []
    for (let turn = 0; turn < 20; turn++)
      for (const key of ['Home', 'Enter', 'End', 'z']) keys.push(page.keyboard.press(key))
    await Promise.all([...keys, writing])
    await expect
      .poll(async () => (await text.locator('p').allTextContents()).slice(0, 21))
      .toEqual([...Array(20).fill(''), `Begin${'z'.repeat(20)}`])
  })

  test('in a long text all goes as in a short one, and both pages keep the same', async () => {
    const { page, text, address } = await openBlank()
    const lines = Array.from({ length: 450 }, (_, line) => `Paragraph ${line}`)
    await page.evaluate((words) => navigator.clipboard.writeText(words), lines.join('\n\n'))
    await page.keyboard.press('Control+v')
    await text.getByText('Paragraph 449').waitFor()
    const other = await accord.open(address)
    const otherText = other.locator('.sheet')
    const stretches = otherText.locator('> .stretch')
    await stretches.nth(22).waitFor()
    await expect.poll(() => text.locator('.stretch').count()).toBe(0)

    // A list out of a paragraph in a stretch, a heading, a line cut in two and joined again, a quotation.
    await otherText.getByText('Paragraph 25', { exact: true }).click()
    await other.keyboard.press('End')
    await other.keyboard.press('Control+Shift+8')
    await other.keyboard.type(' in a list')
    await otherText.getByText('Paragraph 28', { exact: true }).click()
    await other.keyboard.press('Home')
    await other.keyboard.press('Control+Alt+2')
    await otherText.getByText('Paragraph 41', { exact: true }).click()
    await other.keyboard.press('Home')
    await other.keyboard.press('Enter')
    await other.keyboard.press('Backspace')
    await other.keyboard.press('Control+Shift+b')
    // Meanwhile the other page writes too: nothing moves under the caret.
    await page.bringToFront()
    await text.getByText('Paragraph 27', { exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' and more')
    await otherText.getByText('Paragraph 27 and more').waitFor()
    await other.bringToFront()
    await other.keyboard.type('Quoted: ')
    await text.locator('blockquote').getByText('Quoted: Paragraph 41').waitFor()
    await text.getByRole('listitem').getByText('Paragraph 25 in a list').waitFor()
    await text.getByRole('heading', { name: 'Paragraph 28' }).waitFor()
    const words = (sheet: Locator) =>
      sheet.locator(':is(p, h2):not(:has(.caret))').allTextContents()
    await expect.poll(() => words(otherText)).toEqual(await words(text))
    await expect.poll(() => otherText.locator(':is(li, blockquote) .stretch').count()).toBe(0)
    await expect.poll(() => stretches.filter({ hasText: 'Paragraph 27 and more' }).count()).toBe(1)

    // What was typed slowly is taken back in as many steps.
    const quoted = otherText.getByText('Quoted: ')
    const takenBack = async () => {
      if (await quoted.isVisible()) await other.keyboard.press('Control+z')
      return quoted.isVisible()
    }
    await expect.poll(takenBack, { interval: 300 }).toBe(false)
    await other.reload()
    await otherText.getByText('Paragraph 27 and more').waitFor()
    await expect.poll(() => words(otherText)).toEqual(await words(text))
  })

  test('a suggestion is marked with who and when, and accepted or rejected', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('We meet yearly.')
    await page.getByRole('button', { name: 'Suggest changes' }).click()
    await page.keyboard.press('End')
    await page.keyboard.type(' Always.')
    // Just after focus ProseMirror takes a caret at the start for the browser's own doing.
    const atStart = async () => {
      await page.keyboard.press('Home')
      return page.evaluate(() => getSelection()?.anchorOffset)
    }
    await expect.poll(atStart).toBe(0)
    await page.keyboard.press('Shift+Control+ArrowRight')
    await page.keyboard.type('You')
    await expect.poll(() => text.locator('ins').allTextContents()).toEqual(['You', ' Always.'])
    await expect.poll(() => text.locator('del').textContent()).toBe('We')
    await expect.poll(() => text.locator('ins').first().getAttribute('title')).toMatch(`${ME}, `)

    await page.getByRole('tab', { name: /Suggestions/ }).click()
    const cards = page.getByRole('tabpanel').getByRole('listitem')
    await cards.nth(1).waitFor()
    await cards.filter({ hasText: 'Always' }).getByRole('button', { name: 'Reject' }).click()
    await page.getByRole('button', { name: 'Accept it' }).click()
    await page.getByText('Nobody suggests a change.').waitFor()
    await expect.poll(() => text.textContent()).toBe('You meet yearly.')
  })

  test('what a suggestion cannot carry is refused in a sentence and changes nothing', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('Plain words')
    await page.getByRole('button', { name: 'Suggest changes' }).click()
    await page.keyboard.press('Control+Alt+2')
    await message(page, 'Suggestions cover words').waitFor()
    await expect.poll(() => text.getByRole('heading').count()).toBe(0)
  })

  test('comments have replies, are resolved, and stay with their words', async () => {
    const { page, text, address } = await openBlank()
    await page.keyboard.type('The money is agreed.')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+Alt+m')
    await page.getByLabel('Your comment').fill('By whom?')
    await page.keyboard.press('Control+Enter')
    const panel = page.getByRole('tabpanel')
    await panel.getByText('By whom?').waitFor()
    await panel.getByRole('button', { name: 'Reply' }).click()
    await page.getByLabel('Your reply').fill('By the board.')
    await page.keyboard.press('Control+Enter')
    await panel.getByText('By the board.').waitFor()

    const other = await accord.open(address)
    await other.getByRole('tab', { name: 'Comments 1' }).click()
    await other.getByRole('tabpanel').getByRole('button', { name: 'Resolve' }).click()
    await panel.getByText('Show 1 resolved thread').waitFor()
    await expect.poll(() => text.locator('mark.comment').textContent()).toBe('The money is agreed.')
  })

  test('a comment is about the words it was begun on, and the keyboard goes back to the text', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('The money is agreed.')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+Alt+m')
    await page.getByLabel('Your comment').fill('By whom?')
    // Somebody reads on in the text before sending it.
    await text.getByText('The money').click()
    await page.getByLabel('Your comment').press('Control+Enter')
    await expect.poll(() => text.locator('mark.comment').textContent()).toBe('The money is agreed.')
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    await expect.poll(focused).toBe('The money is agreed.')

    const panel = page.getByRole('tabpanel')
    await panel.getByRole('button', { name: 'Reply' }).click()
    await page.getByLabel('Your reply').press('Escape')
    await expect.poll(focused).toBe('Reply')

    await text.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Control+Alt+m')
    await page.getByLabel('Your comment').fill('Still here')
    await text.focus()
    await page.keyboard.press('Control+a')
    await page.keyboard.press('Delete')
    await page.getByLabel('Your comment').press('Control+Enter')
    await panel.getByText('The words it is about are gone from the text.').waitFor()
    await expect.poll(() => page.getByLabel('Your comment').inputValue()).toBe('Still here')
    await page.getByLabel('Your comment').press('Escape')
  })

  test('a live block shows the record, is frozen, and says so', async () => {
    const { page, text, address } = await openBlank()
    await page.keyboard.type('/actions')
    await page.getByRole('listbox', { name: 'Insert' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByLabel('Actions by reference (optional)').fill('HS1.e2')
    await page.getByRole('button', { name: 'Put it in' }).click()
    const block = text.getByRole('region', { name: /^Live block/ }).first()
    await block.getByText(/^Live: as the record stands/).waitFor()
    await block.getByRole('table').waitFor()
    const now = await block.getByRole('table').textContent()
    const focused = () => page.evaluate(() => document.activeElement?.textContent)
    const freeze = async (day?: string) => {
      await block.getByRole('button', { name: 'Freeze' }).click()
      const dialog = page.getByRole('dialog', { name: 'Freeze the block' })
      if (day) await dialog.getByRole('textbox', { name: 'As the record stood on' }).fill(day)
      await dialog.getByRole('button', { name: 'Freeze', exact: true }).click()
    }
    await freeze('1 Feb 2030')
    await page.getByText('That day has not come yet.').waitFor()
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click()
    await freeze('1 Jan 2026')
    await block.getByText(/^Frozen on \d+ \w+ \d{4}, as the record stood on 1 Jan 2026$/).waitFor()
    await expect.poll(() => block.getByRole('table').textContent()).not.toBe(now)
    // Whoever works by keyboard goes on where the pressed button stood.
    await expect.poll(focused).toBe('Make it live')
    await page.keyboard.press('Enter')
    await expect.poll(focused).toBe('Change')
    await freeze()
    await block.getByText(/^Frozen on \d+ \w+ \d{4}$/).waitFor()
    const shown = await block.getByRole('table').textContent()
    const other = await accord.open(address)
    const there = other
      .locator('.sheet')
      .getByRole('region', { name: /^Live block/ })
      .first()
    await there.getByText(/^Frozen on/).waitFor()
    await expect.poll(() => there.getByRole('table').textContent()).toBe(shown)
  })

  test('a picture comes in with words for it, made smaller, and typing goes on behind it', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('/picture')
    await page.getByRole('option', { name: 'Picture', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    const large = await page.evaluate(() => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 2400, height: 1500 })
      return canvas.toDataURL('image/png').replace(/^.*,/, '')
    })
    const file = { name: 'map.png', mimeType: 'image/png', buffer: Buffer.from(large, 'base64') }
    await page.locator('input[type=file]').setInputFiles(file)
    const add = page.getByRole('button', { name: 'Add the picture' })
    await page.getByRole('dialog').locator('img').waitFor()
    await add.click()
    await page.getByText('Say what the picture shows').waitFor()
    await page.getByLabel('What it shows').fill('A map of the pharmacies')
    await add.click()
    await add.waitFor({ state: 'detached' })
    await page.keyboard.type('Behind it')
    const picture = text.getByRole('img', { name: 'A map of the pharmacies' })
    await expect.poll(() => picture.getAttribute('width')).toBe('1600')
    await expect.poll(() => text.locator('figure + p').textContent()).toBe('Behind it')
  })

  test('on paper the text goes on over the pages, with its notes', async () => {
    const { page, text } = await openBlank()
    for (let line = 0; line < 30; line++) await page.keyboard.press('Enter')
    await page.keyboard.type('/footnote')
    await page.getByRole('option', { name: 'Footnote', selected: true }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByLabel('What it says').fill('As counted in May.')
    await page.getByRole('button', { name: 'Add the footnote' }).click()
    await page.emulateMedia({ media: 'print' })
    const note = await text
      .locator('.note')
      .evaluate((element) => getComputedStyle(element, '::after').content)
    const sheets = (await page.pdf({ format: 'A4' })).toString('latin1')
    await page.emulateMedia({ media: null })
    expect(note).toContain('As counted in May.')
    expect(sheets.match(/\/Type \/Page\b/g)?.length).toBe(2)
  })

  test('what is pasted keeps its bold, and no more than that', async () => {
    const { text } = await openBlank()
    await text.evaluate((sheet) => {
      const clipboardData = new DataTransfer()
      clipboardData.setData(
        'text/html',
        '<b style="font-weight:normal"><p><span style="font-weight:700">Bold</span> plain <span style="font-style:italic">soft</span></p></b>',
      )
      const paste = { clipboardData, bubbles: true, cancelable: true }
      sheet.dispatchEvent(new ClipboardEvent('paste', paste))
    })
    await text.getByText('plain').waitFor()
    await expect.poll(() => text.locator('strong').allTextContents()).toEqual(['Bold'])
    await expect.poll(() => text.locator('em').allTextContents()).toEqual(['soft'])
  })

  test('a picture that is pasted as its address alone is said to be missing', async () => {
    const { page, text } = await openBlank()
    await text.evaluate((sheet) => {
      const clipboardData = new DataTransfer()
      const html = '<p class=MsoNormal>Chart: <img src="file:///C:/Temp/clip_image001.png"></p>'
      clipboardData.setData('text/html', html)
      const paste = { clipboardData, bubbles: true, cancelable: true }
      sheet.dispatchEvent(new ClipboardEvent('paste', paste))
    })
    await text.getByText('Chart:').waitFor()
    await page.getByText('1 picture did not come along.').waitFor()
  })

  test('a footnote is put in right behind a word, and a year with a stroke stays as typed', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('In 2025/26')
    await page.keyboard.press('Enter')
    await page.keyboard.type('we counted/foot')
    await page.getByRole('listbox', { name: 'Insert' }).waitFor()
    await page.keyboard.press('Enter')
    await page.getByRole('dialog').getByRole('textbox').fill('In May.')
    await page.getByRole('button', { name: 'Add the footnote' }).click()
    await text.locator('.note-footnote').waitFor()
    expect(await text.locator('p').first().textContent()).toBe('In 2025/26')
    expect(await text.locator('p').nth(1).textContent()).not.toContain('/')
  })

  test('words are found and replaced', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('sugar and sugar and Sugar')
    await page.keyboard.press('Control+f')
    await page.getByLabel('Find', { exact: true }).fill('sugar')
    await page.getByText('3 places').waitFor()
    await page.getByLabel('Replace with').fill('salt')
    await page.getByRole('button', { name: 'Replace all' }).click()
    await page.getByText('Not found').waitFor()
    await expect.poll(() => text.textContent()).toBe('salt and salt and salt')
  })

  test('an NHS number is taken out again, with the reason', async () => {
    const { page, text } = await openBlank()
    await page.keyboard.type('Patient 943 476 5919')
    await page.getByRole('alert').getByText('Taken out of the text').waitFor()
    await expect.poll(() => text.textContent()).not.toContain('5919')
    await text.click()
    await page.keyboard.type('Nobody')
    await text.getByText('Nobody').waitFor()
  })

  test('the tools are one tab stop with arrow keys, and nothing is amiss for axe', async () => {
    const { page } = await openBlank()
    await page.keyboard.type('# Aims\nWords')
    await page.keyboard.press('Alt+F10')
    const focused = () =>
      page.evaluate(
        () =>
          document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent,
      )
    const first = await focused()
    await page.keyboard.press('ArrowRight')
    await expect.poll(() => focused()).not.toBe(first)
    await page.keyboard.press('Tab')
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.closest('.editor-toolbar')))
      .toBeNull()
    for (const scheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme: scheme })
      const axe = new AxeBuilder({ page }).setLegacyMode().include('.editor')
      const { violations } = await axe.analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
    }
  })
})
