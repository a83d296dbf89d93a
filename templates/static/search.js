// The search page: sends the query and filters to Pagefind and lists the results. The index loads on first use. It
// consists of blocks: see docs/decisions/0073-search-blocks.md.
const PAGE_SIZE = 10
const EXCERPT_WORDS = 30

// Runs of scripts without spaces, and of Korean. The index has them in pairs of characters, see generator/base/words.py.
const RUNS =
  /[\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ecd\u1000-\u103f\u1050-\u109f\u1780-\u17d3\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\u{20000}-\u{323af}\u3041-\u3096\u3099-\u309f\u30a1-\u30fa\u30fc-\u30ff\uac00-\ud7a3]+/gu
const EXCERPT_LENGTH = 120 // characters of an excerpt without spaces

const form = document.querySelector("form.search")
const fields = form.elements
const FILTERS = [...form.querySelectorAll("select")].map((field) => field.name).filter((name) => name !== "order")
const status = document.getElementById("found")
const list = document.getElementById("results")
const moreButton = document.getElementById("more")
const resetButton = form.querySelector("[type=reset]")
const fallback = document.getElementById("otherwise")
const initialParams = new URLSearchParams(location.search)

let indexPromise // set by the first search
let engineStarted // set by the first block: it starts the worker and the WebAssembly that all blocks share
let searchNumber = 0 // results of an earlier search are dropped
let current = { found: [], later: [] } // results not shown yet, and the blocks to ask when these are shown

function loadIndex() {
  indexPromise ??= openIndex()
  return indexPromise.catch((error) => {
    indexPromise = engineStarted = undefined // the next search tries again
    throw error
  })
}

async function openIndex() {
  const base = new URL(form.dataset.index, location.href)
  const [pagefind, { blocks: listed }] = await Promise.all([
    import(new URL("pagefind.js", base)),
    fetchJson(new URL("blocks.json", base), { cache: "no-cache" }),
  ])
  const blocks = listed.map((block) => new Block(pagefind, new URL(`${block.name}/`, base), block))
  blocks[0].open().catch(showError) // while the reader types
  fillFilters(blocks).catch(showError)
  return blocks
}

async function fetchJson(url, options) {
  const response = await fetch(url, options)
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return response.json()
}

// A part of the index. Blocks are listed from the newest to the oldest, the undated one last; so are items in a block.
class Block {
  constructor(pagefind, url, { dated, tag }) {
    Object.assign(this, { pagefind, url, dated, tag, packs: new Map() })
  }

  // How many items have each value of each filter, and the packs with the texts of results.
  description() {
    this.described ??= fetchJson(new URL(`block.json?${this.tag}`, this.url))
    return this.described
  }

  open() {
    this.opened ??= engineStarted ? engineStarted.then(() => this.start()) : this.start()
    engineStarted ??= this.opened
    return this.opened
  }

  async start() {
    const instance = this.pagefind.createInstance({ basePath: this.url.pathname, metaCacheTag: this.tag })
    await instance.preload("") // waits for the index
    return instance
  }

  async search(query, filters) {
    const { filters: counts } = await this.description()
    if (Object.entries(filters).some(([name, value]) => !counts[name]?.[value])) return []
    const { results, unfilteredResultCount } = await (await this.open()).search(query, { filters })
    this.matches = unfilteredResultCount
    const found = results.map(({ id, score, words }) => ({ block: this, number: Number(id), score, words }))
    return found.length && query && (await this.isAstray(query, found[0])) ? [] : found
  }

  // If no word begins with one of the query, Pagefind takes the longest word that the one of the query begins with: "at"
  // for "atlantis". All results are of one kind, so the first one tells.
  async isAstray(query, { number, words }) {
    if (query.match(RUNS)) return false
    const { content, title, names = [] } = await this.load(number)
    const text = content.split(" ")
    const shown = [...words.map((place) => text[place] ?? ""), ...`${title} ${names.join(" ")}`.split(" ")]
    const hits = shown.map(simplify).filter(Boolean)
    const needed = (word) => Math.max(Math.min(3, word.length), word.length / 2)
    const isClose = (word) => hits.some((hit) => sharedLength(word, hit) >= needed(word))
    const asked = query.split(/\s+/).map(simplify).filter(Boolean)
    return asked.some((word) => !isClose(word) && hits.some((hit) => word.startsWith(hit)))
  }

  async load(number) {
    const { packs } = await this.description()
    const [first, name] = packs.filter(([first]) => first <= number).at(-1)
    if (!this.packs.has(name)) this.packs.set(name, fetchPack(new URL(name, this.url)))
    return (await this.packs.get(name))[number - first]
  }
}

function simplify(word) {
  return word.normalize("NFKD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase()
}

function sharedLength(one, other) {
  let length = 0
  while (length < one.length && one[length] === other[length]) length++
  return length
}

async function fetchPack(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${response.status} ${url}`)
  return new Response(response.body.pipeThrough(new DecompressionStream("gzip"))).json()
}

async function fillFilters(blocks) {
  const descriptions = await Promise.all(blocks.map((block) => block.description()))
  for (const name of FILTERS) {
    const chosen = fields[name].value
    const counts = chosen ? { [chosen]: 0 } : {}
    for (const { filters } of descriptions)
      for (const [value, count] of Object.entries(filters[name] ?? {})) counts[value] = (counts[value] ?? 0) + count
    const values = Object.entries(counts).sort(([a], [b]) => a.localeCompare(b))
    if (name === "year") values.reverse()
    fields[name].length = 1
    for (const [value, count] of values) fields[name].add(new Option(`${value} (${count})`, value))
    fields[name].closest("label").hidden = values.length < 2
    fields[name].value = chosen
  }
}

function updateUrl() {
  const params = new URLSearchParams(new FormData(form))
  for (const [name, value] of [...params]) if (!value) params.delete(name)
  history.replaceState(null, "", params.size ? `?${params}` : location.pathname)
}

function cutRuns(query) {
  return query.normalize("NFC").replace(RUNS, (run) => ` ${cutPairs(run).join(" ")} `).trim()
}

function cutPairs(run) {
  const characters = run.match(/.\p{M}*/gsu)
  return characters.length < 2 ? characters : characters.slice(1).map((character, i) => characters[i] + character)
}

async function search() {
  const number = ++searchNumber
  const blocks = await loadIndex()
  if (number !== searchNumber) return
  updateUrl()
  const filters = {}
  for (const name of FILTERS) if (fields[name].value) filters[name] = fields[name].value
  const query = fields.q.value.trim()
  const asked = { number, query: cutRuns(query) || null, filters, total: 0, found: [], later: [] }
  const hasQuery = query || Object.keys(filters).length
  const order = fields.order.value || (query ? "" : "newest")
  if (hasQuery && order) asked.later = sortBlocks(blocks, order)
  else if (hasQuery) await askAll(asked, blocks)
  await showResults(asked, true)
}

// By relevance, all blocks are compared. Pagefind's scores (BM25) are proportional to how rare a word is in its block, and
// are converted to how rare it is in the whole index.
async function askAll(asked, blocks) {
  const found = (await Promise.all(blocks.map((block) => block.search(asked.query, asked.filters)))).flat()
  const hit = [...new Set(found.map((result) => result.block))]
  const items = sum(await Promise.all(blocks.map(async (block) => (await block.description()).items)))
  const rarity = rarityOf(sum(hit.map((block) => block.matches)), items)
  for (const block of hit) block.factor = rarity / rarityOf(block.matches, (await block.description()).items)
  asked.found = found.sort((a, b) => b.score * b.block.factor - a.score * a.block.factor)
  asked.total = found.length
}

function rarityOf(matches, items) {
  return Math.log((items + 1) / (matches + 0.5))
}

function sum(numbers) {
  return numbers.reduce((total, number) => total + number, 0)
}

// By date, blocks follow each other, and one is asked when the results of those before it have been shown.
function sortBlocks(blocks, order) {
  const [dated, undated] = [blocks.filter((block) => block.dated), blocks.filter((block) => !block.dated)]
  const oldest = order === "oldest"
  const sorted = [...(oldest ? dated.reverse() : dated), ...undated]
  return sorted.map((block) => ({ block, direction: oldest && block.dated ? -1 : 1 }))
}

async function askNext(asked) {
  const { block, direction } = asked.later.shift()
  const found = await block.search(asked.query, asked.filters)
  asked.found.push(...found.sort((a, b) => direction * (a.number - b.number)))
  asked.total += found.length
}

async function showResults(asked, replace) {
  while (asked.found.length <= PAGE_SIZE && asked.later.length) await askNext(asked)
  const next = asked.found.splice(0, PAGE_SIZE)
  const runs = fields.q.value.normalize("NFC").match(RUNS) ?? []
  const results = await Promise.all(next.map(({ block, number }) => block.load(number)))
  if (asked.number !== searchNumber) return
  const cards = results.map((result, i) => createCard(result, next[i].words, runs))
  if (replace) list.replaceChildren()
  list.append(...cards)
  current = asked
  moreButton.hidden = !asked.found.length
  resetButton.hidden = !Object.keys(asked.filters).length
  fallback.hidden = Boolean(asked.total)
  const hasQuery = asked.query || Object.keys(asked.filters).length
  status.textContent = hasQuery ? formatCount(asked.total, asked.later.length ? "+" : "") : ""
  return cards[0]
}

function formatCount(count, more) {
  const messages = status.dataset
  const language = document.documentElement.lang
  const message = messages[new Intl.PluralRules(language).select(count)] || messages.other
  const shown = count.toLocaleString(language, { numberingSystem: "latn" }) + more
  return count ? message.replace("{n}", shown) : messages.none
}

function createCard(result, words, runs) {
  const card = document.createElement("article")
  if (result.picture) {
    const box = append(card, "span")
    box.className = "image"
    const image = append(box, "img")
    Object.assign(image, { alt: "", loading: "lazy", decoding: "async", referrerPolicy: "no-referrer" })
    for (const name of ["width", "height"]) if (result[name]) image.setAttribute(name, result[name])
    image.src = result.picture
  }
  append(append(card, "h2"), "a", result.title).href = result.url
  const excerpt = append(card, "p")
  if (runs.length) appendRuns(excerpt, result.content, runs)
  else appendWords(excerpt, result.content.split(" "), words)
  for (const element of card.querySelectorAll("h2, p")) element.dir = "auto"
  const footer = append(card, "footer")
  const [provider, kind] = result.names ?? []
  if (kind) append(footer, "b", kind)
  if (provider) append(footer, "span", provider).className = "provider"
  if (result.date) append(footer, "time", result.day).dateTime = result.date
  return card
}

function append(parent, tag, text) {
  const child = document.createElement(tag)
  if (text) child.textContent = text
  parent.append(child)
  return child
}

// An excerpt is the part of the text with the most words that were found, and marks these.
function appendWords(parent, content, found) {
  const isHit = new Set(found)
  const hits = [...isHit].sort((a, b) => a - b)
  let best = []
  hits.forEach((first, i) => {
    const inside = hits.slice(i, i + EXCERPT_WORDS).filter((place) => place < first + EXCERPT_WORDS)
    if (inside.length > best.length) best = inside
  })
  const middle = best.length ? (best[0] + best.at(-1) + 1) >> 1 : 0
  const start = Math.max(0, Math.min(middle - EXCERPT_WORDS / 2, content.length - EXCERPT_WORDS))
  if (start) parent.append("… ")
  content.slice(start, start + EXCERPT_WORDS).forEach((word, i) => {
    if (i) parent.append(" ")
    if (isHit.has(start + i)) append(parent, "mark", word)
    else parent.append(word)
  })
  if (start + EXCERPT_WORDS < content.length) parent.append("\u00a0…")
}

// Pagefind finds whole words. A run has none, so the characters that were looked for are marked, and what is around them
// is kept.
function appendRuns(parent, content, runs) {
  const found = runs.map((run) => content.indexOf(run)).filter((index) => index >= 0)
  const start = found.length ? Math.max(Math.min(...found) - EXCERPT_LENGTH / 2, 0) : 0
  const shown = content.length > 2 * EXCERPT_LENGTH ? content.slice(start, start + EXCERPT_LENGTH) : content
  if (shown !== content && start) parent.append("…")
  shown.split(new RegExp(`(${runs.join("|")})`)).forEach((part, index) => {
    if (index % 2) append(parent, "mark", part)
    else parent.append(part)
  })
  if (!content.endsWith(shown)) parent.append("…")
}

function showError(error) {
  console.error(error)
  status.textContent = status.dataset.failed
  fallback.hidden = false
}

let timer
function searchSoon() {
  clearTimeout(timer)
  timer = setTimeout(() => search().catch(showError), 150)
}

fields.q.value = initialParams.get("q") ?? ""
fields.order.value = initialParams.get("order") ?? ""
for (const name of FILTERS) {
  const value = initialParams.get(name)
  if (value) fields[name].add(new Option(value, value, false, true))
}
form.hidden = false
form.addEventListener("submit", (event) => {
  event.preventDefault()
  clearTimeout(timer)
  search().catch(showError)
})
fields.q.addEventListener("input", searchSoon)
fields.q.addEventListener("focus", () => loadIndex().catch(showError), { once: true })
form.addEventListener("change", searchSoon)
form.addEventListener("reset", (event) => {
  event.preventDefault()
  for (const name of FILTERS) fields[name].value = ""
  fields.q.focus()
  search().catch(showError)
})
// The arrow keys lead from the field through the results and back.
document.querySelector("main").addEventListener("keydown", (event) => {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  const stops = [fields.q, ...list.querySelectorAll("h2 a")]
  const next = step && stops[stops.indexOf(event.target) + step]
  if (!next || !stops.includes(event.target)) return
  event.preventDefault()
  next.focus()
})
moreButton.addEventListener("click", () =>
  showResults(current)
    .then((first) => first?.querySelector("a").focus())
    .catch(showError),
)
if (initialParams.size) search().catch(showError)
else fields.q.focus()
