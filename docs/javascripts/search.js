// The site's search: the engine, and the dialog it answers in. Loaded when the search is first opened.
//
// Why not a stock engine? tests/search/ has the queries and the figures. What decides is Japanese: an index of words
// fails where text and query are cut into words differently. Here nothing is cut. The index is the text of the
// language's own pages; text and query are folded alike (width, case, long vowel mark, kana) and compared letter by
// letter, Latin words by their beginnings. A few hundred sections are compared in milliseconds.

// ---------- Folding ----------

const HIRAGANA = /[\u3041-\u3096]/g
const KATAKANA = /[\u30a1-\u30f6]/g
const shift = (text, kana, by) => text.replace(kana, one => String.fromCharCode(one.charCodeAt(0) + by))

/** Make width, case, the long vowel mark and the kind of dash or quote irrelevant. */
export const fold = text => text.normalize("NFKC").toLowerCase().replace(/ー/g, "").replace(/[‐‑‒–—−]/g, "-").replace(/[‘’]/g, "'")

/** Fold and remember where each folded letter came from. */
export const foldWithPlaces = text => {
  let folded = ""
  const places = []
  for (const { 0: letter, index } of text.matchAll(/[^][\u0300-\u036f\u3099\u309a\uff9e\uff9f]*/gu)) {
    const part = fold(letter)
    folded += part
    for (let i = 0; i < part.length; i++) places.push(index)
  }
  places.push(text.length)
  return { folded, places }
}

// ---------- Index ----------

const ITEM = 7
// Sections that name everything and explain nothing.
const FAINT = { "sources": 0.3, "next-steps": 0.6, "next": 0.6, "learning-goals": 0.7 }

/** Prepare an index as it was fetched. */
export const prepare = ({ pages, names }) => {
  const sections = []
  for (const [address, weight, parts] of pages) {
    const title = parts[0][2]
    const above = []
    for (const [anchor, level, heading, text] of parts) {
      above.length = Math.min(above.length, level - 1)
      sections.push({
        address, title, anchor, level, heading, text, weight,
        // A row can be looked up by its number, which is its address.
        foldedHeading: fold(/^row-[a-z]\d+$/.test(anchor) ? `${heading} · ${anchor.slice(4)}` : heading),
        foldedText: fold(text),
        // What a reader of the section knows from above it.
        foldedContext: fold(above.filter(Boolean).join("\n")),
      })
      if (level < ITEM) above[level - 1] = heading
    }
  }
  const mean = sections.reduce((sum, one) => sum + one.foldedText.length, 0) / (sections.length || 1)
  const others = new Map()
  for (const group of names) {
    for (const name of group) {
      const key = fold(name)
      others.set(key, [...others.get(key) || [], ...group.filter(other => fold(other) !== key)])
    }
  }
  return { sections, mean, others, words: undefined }
}

// ---------- Query ----------

const TOKEN = /[\p{sc=Latin}\p{N}](?:[\p{sc=Latin}\p{N}'._/:@+-]*[\p{sc=Latin}\p{N}])?|[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+/gu
const JAPANESE = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}]/u
const SCRIPTS = /[\p{sc=Han}]+|[\p{sc=Katakana}ー]+|[\p{sc=Hiragana}ー]+/gu
const STOP = new Set("a an and are as at be by can do does for from how i if in is it my of on or the to what when where which why with".split(" "))
const SUFFIX = /(?:ies|ings?|ed|es|ers?|ations?|ions?|e|s)$/

const word = (text, kind) => ({ kind, text, forms: kind === "run" ? [...new Set([text, shift(text, HIRAGANA, 96), shift(text, KATAKANA, -96)])] : [text] })

const needsOf = tokens => tokens.map(token => {
  const text = fold(token)
  return word(text, JAPANESE.test(text) ? "run" : "word")
}).filter(need => need.text)

const tokensOf = query => {
  const tokens = query.normalize("NFKC").match(TOKEN) || []
  const meant = tokens.filter(token => !STOP.has(token.toLowerCase()))
  return meant.length ? meant : tokens
}

// The words of a run of Japanese, without those that only join or end others. Cutting the query alone does no harm:
// each word is looked for in uncut text.
const JOINING = /^(?:[\p{sc=Hiragana}ー]{1,2}|から|まで|より|ので|のに|ため|こと|もの|とき|など|だけ|とは|では|には|です|ます|ました|ません|する|した|して|され|たい|ない|できる|できない|ください|について|による|における|という)$/u
const segmenter = globalThis.Intl?.Segmenter && new Intl.Segmenter("ja", { granularity: "word" })
const partsOf = token => {
  const parts = segmenter ? [...segmenter.segment(token)].map(({ segment }) => segment) : token.match(SCRIPTS) || []
  return parts.filter(part => !JOINING.test(part))
}

const gramsOf = text => {
  const grams = []
  for (let i = 0; i + 2 <= text.length; i++) grams.push(text.slice(i, i + 2))
  return [...new Set(grams)]
}

// Words of the index that are one slip away: a letter too many, too few, another, or two swapped.
const isNear = (a, b) => {
  if (Math.abs(a.length - b.length) > 1) return false
  let i = 0
  while (i < a.length && a[i] === b[i]) i++
  const restA = a.slice(i), restB = b.slice(i)
  return restA.slice(1) === restB.slice(1) || restA === restB.slice(1) || restA.slice(1) === restB
    || (restA[0] === restB[1] && restA[1] === restB[0] && restA.slice(2) === restB.slice(2))
}
const nearWords = (index, text) => {
  if (text.length < 4) return []
  if (!index.words) {
    index.words = new Map()
    for (const one of index.sections) {
      for (const [found] of `${one.foldedHeading} ${one.foldedText}`.matchAll(/[a-z][a-z0-9.-]*[a-z0-9]|[ァ-ヺ]{4,}/g)) index.words.set(found, (index.words.get(found) || 0) + 1)
    }
  }
  return [...index.words].filter(([known]) => isNear(text, known)).sort((a, b) => b[1] - a[1]).slice(0, 2).map(([known]) => known)
}

// ---------- Matching ----------

const isLatin = letter => letter !== undefined && /[a-z0-9]/.test(letter)
const scriptOf = letter => letter === undefined ? "" : /\p{sc=Han}/u.test(letter) ? "han" : /[\u30a1-\u30ff]/.test(letter) ? "katakana" : ""

// How often a text holds a form. One that is only a part of a longer word counts for less.
const count = (text, form, kind, most = Infinity) => {
  let sum = 0
  let best = 0
  for (let at = text.indexOf(form); at >= 0; at = text.indexOf(form, at + form.length)) {
    const before = text[at - 1], after = text[at + form.length]
    let worth = 1
    if (kind === "run") {
      const first = scriptOf(form[0]), last = scriptOf(form[form.length - 1])
      if (first && scriptOf(before) === first) worth *= form.length < 3 ? 0.2 : 0.5
      if (last && scriptOf(after) === last) worth *= form.length < 3 ? 0.5 : 0.7
    } else {
      const plural = after === "s" && !isLatin(text[at + form.length + 1])
      if (isLatin(before)) worth = form.length < 4 ? 0 : 0.3
      else if (isLatin(after)) worth = kind === "stem" ? 0.5 : plural ? 0.95 : form.length < 2 ? 0.1 : 0.6
    }
    sum += worth
    if (worth > best) best = worth
    if (sum >= most) break
  }
  return { sum, best }
}

const tally = (text, need) => {
  let sum = 0
  let best = 0
  for (const form of need.forms) {
    const found = count(text, form, need.kind)
    sum += found.sum
    best = Math.max(best, found.best)
  }
  if (!sum && need.kind === "word" && /^[a-z]{5,}$/.test(need.text)) {
    const stem = need.text.replace(SUFFIX, "")
    if (stem.length > 3 && stem !== need.text) return count(text, stem, "stem")
  }
  return { sum, best }
}

const measure = (index, need) => {
  let holders = 0
  const places = index.sections.map(section => {
    if (need.kind === "grams") {
      const held = need.grams.filter(gram => section.foldedText.includes(gram) || section.foldedHeading.includes(gram))
      const share = held.length / need.grams.length
      if (share < 0.6) return undefined
      holders++
      return { text: share * share, heading: 0, context: 0, share }
    }
    const inText = tally(section.foldedText, need).sum
    let inHeading = 0
    if (section.foldedHeading) {
      for (const part of section.foldedHeading.split(/ · |、/)) {
        const { best } = tally(part, need)
        if (!best) continue
        // In both languages a compound is a kind of its last word: an API server is a server, a server version is not.
        const head = need.forms.some(form => part.endsWith(form) || part.endsWith(`${form}s`)) ? 0.8 : 0
        inHeading = Math.max(inHeading, best * (0.8 + head + 2.8 * Math.min(1, need.text.length / part.length)))
      }
    }
    const inContext = section.foldedContext ? tally(section.foldedContext, need).best : 0
    if (inText || inHeading) holders++
    else if (!inContext) return undefined
    const length = 0.5 + 0.5 * section.foldedText.length / index.mean
    return { text: inText * 2.2 / (inText + 1.2 * length), heading: inHeading, context: inContext, share: inText || inHeading ? 1 : 0.7 }
  })
  const total = index.sections.length
  return { need, places, holders, rarity: Math.log(1 + (total - holders + 0.5) / (holders + 0.5)) }
}

const solid = text => text.replace(/[ -]/g, "")

// One reading of the query against every section.
const weigh = (index, needs, weight, { memo, phrase, least }) => {
  const measured = needs.map(need => {
    const key = need.kind + need.text
    if (!memo.has(key)) memo.set(key, measure(index, need))
    return memo.get(key)
  })
  const known = measured.filter(one => one.holders)
  if (!known.length) return []
  // A word that no page has weighs as much as the others do on average.
  const usual = known.reduce((sum, one) => sum + one.rarity, 0) / known.length
  const total = measured.reduce((sum, one) => sum + (one.holders ? one.rarity : usual), 0)
  const whole = solid(needs.map(need => need.text).join(""))
  const hits = []
  index.sections.forEach((section, i) => {
    let sum = 0
    let covered = 0
    const missing = []
    for (const one of measured) {
      const place = one.places[i]
      if (!place) { missing.push(one.need); continue }
      sum += one.rarity * (place.text + place.heading + 0.3 * place.context)
      covered += one.rarity * place.share
    }
    const coverage = covered / total
    if (!sum || coverage < least) return
    let score = weight * section.weight * sum * coverage ** 1.7
    if (section.foldedHeading.split(/ · |、/).some(part => solid(part) === whole)) score *= section.anchor.startsWith("row-") ? 1.3 : 1.8
    if (phrase && section.foldedText.includes(phrase)) score *= Math.min(2.2, 0.6 + 0.4 * phrase.split(/[\s-]/).length)
    if (section.level === 1) score *= 1.5
    if (section.level === ITEM) score *= section.anchor.startsWith("row-") ? 0.7 : 0.85
    score *= FAINT[section.anchor] || 1
    hits.push({ section, i, score, missing, needs: known.filter(one => one.places[i]).map(one => one.need) })
  })
  return hits
}

// The ways to read a query: as typed, by the other names of what it names, in its parts, and mended.
const readings = (index, query, memo) => {
  const tokens = tokensOf(query)
  const all = [[needsOf(tokens), 1]]
  const known = token => {
    const needs = needsOf([token])
    if (!needs.length) return true
    const key = needs[0].kind + needs[0].text
    if (!memo.has(key)) memo.set(key, measure(index, needs[0]))
    return memo.get(key).holders > 0
  }
  const otherNames = text => (index.others.get(fold(text)) || index.others.get(fold(shift(text, HIRAGANA, 96))) || []).slice(0, 6)
  const swap = (at, replacement) => tokens.flatMap((token, i) => i === at ? replacement : [token])
  if (tokens.length > 1) for (const name of otherNames(query.trim())) all.push([needsOf(tokensOf(name)), 0.7])
  tokens.forEach((token, at) => {
    const direct = known(token)
    for (const name of otherNames(token)) all.push([needsOf(swap(at, tokensOf(name))), direct ? 0.5 : 0.8])
    if (!direct) for (const near of nearWords(index, fold(token))) all.push([needsOf(swap(at, [near])), 0.6])
    if (!JAPANESE.test(token)) return
    const parts = partsOf(token)
    if (parts.length && parts.join("") !== token || parts.length > 1) all.push([needsOf(swap(at, parts)), 0.8])
    if (!direct) {
      // Parts that no page has either are looked for by their pairs of letters.
      const loose = (parts.length ? parts : [token]).flatMap(part => {
        const text = fold(part)
        const grams = gramsOf(text)
        return known(part) || grams.length < 2 ? needsOf([part]) : [{ kind: "grams", text, grams, forms: grams }]
      })
      if (loose.some(need => need.kind === "grams")) {
        all.push([[...needsOf(tokens.slice(0, at)), ...loose, ...needsOf(tokens.slice(at + 1))], 0.5])
      }
    }
  })
  return all.filter(([needs]) => needs.length).slice(0, 16)
}

/**
 * Search a prepared index.
 * @returns {{address: string, title: string, score: number, hits: object[]}[]} pages, best first; in each, the sections
 *   that fit, best first.
 */
export const find = (index, query) => {
  const memo = new Map()
  const best = new Map()
  // Several words that stand together in a text as they were typed are meant together.
  const typed = fold(query.trim())
  const phrase = /[\s-]/.test(typed) ? typed : ""
  const all = readings(index, query, memo)
  // Sections that have little of the query come up only where none has more of it.
  for (const least of [0.4, 0.2]) {
    all.forEach(([needs, weight], nth) => {
      for (const hit of weigh(index, needs, weight, { memo, phrase, least })) {
        const kept = best.get(hit.i)
        // Shown as found is what was typed, and what made the section count.
        hit.typed = nth === 0 ? hit.needs : kept?.typed || []
        if (!kept || hit.score > kept.score) best.set(hit.i, hit)
      }
    })
    if (best.size) break
  }
  for (const hit of best.values()) hit.needs = [...new Map([...hit.typed, ...hit.needs].map(need => [need.text, need])).values()]
  const top = Math.max(0, ...[...best.values()].map(hit => hit.score))
  const pages = new Map()
  for (const hit of best.values()) {
    // What fits far worse than the best is noise, not a result.
    if (hit.score < top * 0.08) continue
    const { address, title } = hit.section
    if (!pages.has(address)) pages.set(address, { address, title, score: 0, hits: [] })
    pages.get(address).hits.push(hit)
  }
  for (const page of pages.values()) {
    page.hits.sort((a, b) => b.score - a.score || a.i - b.i)
    page.score = page.hits[0].score + 0.05 * page.hits.slice(1, 4).reduce((sum, hit) => sum + hit.score, 0)
  }
  return [...pages.values()].sort((a, b) => b.score - a.score || (a.address < b.address ? -1 : 1))
}

// ---------- Dialog ----------

const WORDS = {
  ja: {
    empty: "探したい言葉を入力してください",
    none: "見つかりませんでした。別の言葉か、短い言葉でお試しください",
    pages: n => `${n} ページで見つかりました`,
    more: n => `このページのほかの ${n} 件`,
    missing: "含まれない言葉",
    failed: "検索を読み込めませんでした。接続を確かめて、もう一度お試しください",
  },
  en: {
    empty: "Type what you are looking for",
    none: "Nothing found. Try another word, or a shorter one",
    pages: n => n === 1 ? "Found on 1 page" : `Found on ${n} pages`,
    more: n => `${n} more on this page`,
    missing: "Missing",
    failed: "The search could not be loaded. Check your connection and try again",
  },
}
// Pages shown, and sections shown of each before the rest is folded away.
const MOST_PAGES = 20
const MOST_SECTIONS = 3
const BEFORE = 24
const LETTERS = { ja: 120, en: 210 }

const h = (name, attributes, ...children) => {
  const element = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value)
  element.append(...children)
  return element
}

// Where the needs stand in a text: [from, to, need], in order and without overlaps.
const spotsOf = (folded, needs) => {
  const spots = []
  for (const need of needs) {
    for (const form of need.forms) {
      for (let at = folded.indexOf(form); at >= 0; at = folded.indexOf(form, at + form.length)) {
        const inWord = need.kind === "word" && isLatin(folded[at - 1])
        if (!inWord || form.length > 3) spots.push([at, at + form.length, need])
      }
    }
  }
  spots.sort((a, b) => a[0] - b[0] || b[1] - a[1])
  let end = 0
  return spots.filter(([from, to]) => from >= end && (end = to))
}

/** A text with what was looked for marked; a long one cut to where most of it stands. */
const excerpt = (text, needs, limit = Infinity) => {
  const { folded, places } = foldWithPlaces(text)
  const spots = spotsOf(folded, needs)
  let start = 0
  if (text.length > limit && spots.length) {
    let most = -1
    for (const [from] of spots) {
      const within = spots.filter(([at]) => at >= from && places[at] < places[from] + limit - BEFORE)
      const worth = new Set(within.map(([, , need]) => need)).size * 10 + within.length
      if (worth > most) { most = worth; start = places[from] }
    }
    // Begin where a sentence or a block does, if that is near; else at the word.
    const before = text.slice(Math.max(0, start - 2 * BEFORE), start)
    const near = /^[^]*(?:[\n。、]|[.;:,] )/.exec(before)
    start -= start <= 2 * BEFORE ? start : near ? before.length - near[0].length : 0
  }
  let end = Math.min(text.length, start + limit)
  if (end < text.length) end = start + text.slice(start, end).replace(/(?<=\s)[a-z0-9-]{1,20}$/i, "").trimEnd().length
  const parts = []
  if (start > 0) parts.push("… ")
  let at = start
  for (const [from, to] of spots) {
    const [left, right] = [places[from], places[to]]
    if (left < at || left >= end) continue
    parts.push(text.slice(at, left), h("mark", {}, text.slice(left, Math.min(right, end))))
    at = Math.min(right, end)
  }
  parts.push(text.slice(at, end))
  if (end < text.length) parts.push(" …")
  return parts
}

/** Make the dialog answer. Returns a function that searches for what its field holds. */
export const mount = dialog => {
  const language = document.documentElement.lang in WORDS ? document.documentElement.lang : "en"
  const words = WORDS[language]
  const root = new URL(dialog.dataset.khRoot, document.baseURI)
  const field = dialog.querySelector(".md-search__input")
  const meta = dialog.querySelector(".md-search-result__meta")
  const list = dialog.querySelector(".md-search-result__list")
  const share = dialog.querySelector("[data-clipboard-text]")
  const scroll = dialog.querySelector(".md-search__scrollwrap")
  let fetched

  const fetchIndex = () => {
    fetched ??= fetch(new URL("search/index.json", root))
      .then(answer => answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status}`)))
      .then(prepare)
    fetched.catch(() => { fetched = undefined })
    return fetched
  }

  const link = (section, needs) => {
    const url = new URL(section.address, root)
    const shown = needs.filter(need => need.kind !== "grams").map(need => need.text)
    if (shown.length) url.searchParams.set("h", shown.join(" "))
    url.hash = section.anchor
    return url
  }

  const entry = ({ section, needs, missing, score }, isPage) => {
    const article = h("article", { class: "md-search-result__article md-typeset", "data-md-score": score.toFixed(2) })
    if (isPage) article.append(h("div", { class: "md-search-result__icon md-icon" }))
    // Headings in looks only: a list of results is no outline of this page.
    article.append(h(isPage ? "h1" : "h2", { role: "presentation" }, ...excerpt(isPage ? section.title : section.heading || section.title, needs)))
    if (section.text && (!isPage || score)) article.append(h("p", {}, ...excerpt(section.text, needs, LETTERS[language])))
    if (score && missing.length) {
      article.append(h("p", { class: "md-search-result__terms" }, `${words.missing}: `,
        ...missing.flatMap((need, i) => [i ? " " : "", h("del", {}, need.text)])))
    }
    return h("a", { href: link(section, needs), class: "md-search-result__link" }, article)
  }

  const result = ({ address, title, hits }) => {
    const isLead = hit => !hit.section.anchor
    const lead = hits.find(isLead) || { section: { address, title, anchor: "", heading: title, text: "" }, needs: hits[0].needs, missing: [], score: 0 }
    const sections = hits.filter(hit => !isLead(hit))
    const item = h("li", { class: "md-search-result__item" }, entry(lead, true), ...sections.slice(0, MOST_SECTIONS).map(hit => entry(hit, false)))
    const rest = sections.slice(MOST_SECTIONS)
    if (rest.length) {
      const more = h("details", { class: "md-search-result__more" }, h("summary", {}, h("div", {}, words.more(rest.length))))
      more.addEventListener("toggle", () => more.append(...rest.map(hit => entry(hit, false))), { once: true })
      item.append(more)
    }
    return item
  }

  let asked = ""
  const answer = async () => {
    const query = field.value.trim()
    asked = query
    const shared = new URL(root)
    shared.searchParams.set("q", query)
    share.dataset.clipboardText = shared.href
    try {
      const index = await fetchIndex()
      // A slow load may be overtaken by typing.
      if (asked !== query) return
      const pages = query ? find(index, query) : []
      meta.textContent = query ? pages.length ? words.pages(pages.length) : words.none : words.empty
      list.replaceChildren(...pages.slice(0, MOST_PAGES).map(result))
      scroll.scrollTop = 0
    } catch {
      meta.textContent = words.failed
      list.replaceChildren()
    }
  }

  const best = () => [...list.querySelectorAll(":scope > :first-child > a")]
    .sort((a, b) => b.firstElementChild.dataset.mdScore - a.firstElementChild.dataset.mdScore)[0]

  // An input method composes a word before it is meant; until then nothing is looked for, and its Enter is its own.
  let composing = false
  field.addEventListener("compositionstart", () => { composing = true })
  field.addEventListener("compositionend", () => { composing = false; answer() })
  field.addEventListener("input", event => { if (!composing && !event.isComposing) answer() })
  field.form.addEventListener("reset", () => setTimeout(() => { field.focus(); answer() }))

  dialog.addEventListener("keydown", async event => {
    if (event.isComposing || event.keyCode === 229 || event.metaKey || event.ctrlKey || event.altKey) return
    const here = document.activeElement
    if (event.key === "Enter" && here === field) {
      event.preventDefault()
      if (asked !== field.value.trim()) await answer()
      best()?.click()
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault()
      const stops = [field, ...list.querySelectorAll(":not(details) > [href], summary, details[open] [href]")]
      const step = event.key === "ArrowDown" ? 1 : -1
      stops[(Math.max(0, stops.indexOf(here)) + stops.length + step) % stops.length].focus()
    } else if (event.key.length === 1 && here !== field && list.contains(here)) {
      // Going on typing goes on with the query.
      field.focus()
    }
  })

  return answer
}

// ---------- On the page that was found ----------

/** Mark what was looked for in the article, without touching it. */
export const highlight = (article, query) => {
  if (!globalThis.Highlight) return
  const needs = needsOf(tokensOf(query))
  const ranges = []
  const walker = document.createTreeWalker(article, NodeFilter.SHOW_TEXT)
  for (let node = walker.nextNode(); node && ranges.length < 1000; node = walker.nextNode()) {
    if (!node.data.trim() || node.parentElement.closest("script, style, svg, [popover]")) continue
    const { folded, places } = foldWithPlaces(node.data)
    for (const [from, to] of spotsOf(folded, needs)) {
      const range = new Range()
      range.setStart(node, places[from])
      range.setEnd(node, places[to])
      ranges.push(range)
    }
  }
  CSS.highlights.set("kh-found", new Highlight(...ranges))
}
