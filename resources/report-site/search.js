/* Finds words in the pages of this folder. The index comes as a script, since a page that was
   opened from a folder may read no other file. */
;(() => {
  const { parts, words } = window.reportSearch
  const names = Object.keys(words)
  const asked = new URLSearchParams(location.search).get('q') ?? ''
  const answer = document.getElementById('answer')
  const results = document.getElementById('results')
  for (const field of document.querySelectorAll('input[type=search]')) field.value = asked

  const terms =
    asked
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .toLowerCase()
      .match(/[\p{L}\p{N}]+(?:[.'’][\p{L}\p{N}]+)*/gu) ?? []

  /** Parts with a word that begins like the term: a whole word counts most, a rare one more. */
  function partsWith(term) {
    const scores = new Map()
    for (const name of names) {
      if (!name.startsWith(term)) continue
      const found = words[name]
      const rarity = Math.log(1 + (2 * parts.length) / found.length)
      const weight = name === term ? 1 : 0.5
      for (let i = 0; i < found.length; i += 2)
        scores.set(
          found[i],
          (scores.get(found[i]) ?? 0) + weight * rarity * Math.sqrt(found[i + 1]),
        )
    }
    return scores
  }

  if (terms.length === 0) {
    answer.textContent = 'Type one word or several.'
    return
  }
  const found = terms.map(partsWith)
  const hits = [...found[0].keys()]
    .filter((part) => found.every((scores) => scores.has(part)))
    .map((part) => ({ part, score: found.reduce((sum, scores) => sum + scores.get(part), 0) }))
    .sort((a, b) => b.score - a.score || a.part - b.part)
  const shown = hits.slice(0, 50)
  answer.textContent =
    hits.length === 0
      ? `Nothing was found for “${asked}”. Try another word, or a shorter one.`
      : `${hits.length} ${hits.length === 1 ? 'part' : 'parts'} of the report with “${asked}”${hits.length > shown.length ? `, the first ${shown.length} of them` : ''}:`
  for (const { part } of shown) {
    const [address, title, text] = parts[part]
    const item = document.createElement('li')
    const link = document.createElement('a')
    link.href = address
    link.textContent = title
    const words = document.createElement('p')
    words.textContent = text
    item.append(link, words)
    results.append(item)
  }
})()
