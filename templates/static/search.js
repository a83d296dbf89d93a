// The search page: sends the query and filters to Pagefind and lists the results. The index loads on first use.
const PAGE_SIZE = 10
const SORT_ORDERS = { newest: { date: "desc" }, oldest: { date: "asc" } }

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
const fallback = document.getElementById("otherwise")
const initialParams = new URLSearchParams(location.search)

let pagefindPromise // set by the first search
let searchNumber = 0 // results of an earlier search are dropped
let remaining = [] // results not shown yet

function loadPagefind() {
  pagefindPromise ??= import(new URL(`${form.dataset.index}pagefind.js`, location.href)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24 })
    fillFilters(await pagefind.filters())
    return pagefind
  })
  return pagefindPromise
}

function fillFilters(filters) {
  for (const name of FILTERS) {
    const values = Object.entries(filters[name] ?? {}).sort(([a], [b]) => a.localeCompare(b))
    if (name === "year") values.reverse()
    for (const [value, count] of values) fields[name].add(new Option(`${value} (${count})`, value))
    fields[name].closest("label").hidden = values.length < 2
    fields[name].value = initialParams.get(name) ?? ""
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
  const pagefind = await loadPagefind()
  if (number !== searchNumber) return
  updateUrl()
  const filters = {}
  for (const name of FILTERS) if (fields[name].value) filters[name] = fields[name].value
  const query = fields.q.value.trim()
  const hasQuery = query || Object.keys(filters).length
  const sort = SORT_ORDERS[fields.order.value] ?? (query ? {} : SORT_ORDERS.newest)
  const { results } = hasQuery ? await pagefind.search(cutRuns(query) || null, { filters, sort }) : { results: [] }
  if (number !== searchNumber) return
  const count = results.length
  remaining = results
  await showResults(true)
  if (number !== searchNumber) return
  fallback.hidden = Boolean(count)
  status.textContent = hasQuery ? formatCount(count) : ""
}

function formatCount(count) {
  const messages = status.dataset
  const language = document.documentElement.lang
  const message = messages[new Intl.PluralRules(language).select(count)] || messages.other
  return count ? message.replace("{n}", count.toLocaleString(language, { numberingSystem: "latn" })) : messages.none
}

async function showResults(replace) {
  const number = searchNumber
  const next = remaining.splice(0, PAGE_SIZE)
  const runs = fields.q.value.normalize("NFC").match(RUNS) ?? []
  const results = await Promise.all(next.map((result) => result.data()))
  if (number !== searchNumber) return
  const cards = results.map((result) => createCard(result, runs))
  if (replace) list.replaceChildren()
  list.append(...cards)
  moreButton.hidden = !remaining.length
  return cards[0]
}

// The URL fragment of a result carries its image and date (see generator/plan/search.py).
function createCard(result, runs) {
  const [url, fragment] = result.raw_url.split("#")
  const details = new URLSearchParams(fragment)
  const card = document.createElement("article")
  if (details.has("picture")) {
    const box = append(card, "span")
    box.className = "image"
    const image = append(box, "img")
    Object.assign(image, { alt: "", loading: "lazy", decoding: "async", referrerPolicy: "no-referrer" })
    for (const name of ["width", "height"]) if (details.has(name)) image.setAttribute(name, details.get(name))
    image.src = details.get("picture")
  }
  append(append(card, "h2"), "a", result.meta.title).href = url
  appendExcerpt(append(card, "p"), runs.length ? markRuns(result.excerpt, runs) : result.excerpt)
  for (const element of card.querySelectorAll("h2, p")) element.dir = "auto"
  const footer = append(card, "footer")
  for (const name of ["type", "provider"]) if (result.filters[name]) append(footer, "span", result.filters[name][0])
  if (details.has("date")) append(footer, "time", details.get("day")).dateTime = details.get("date")
  return card
}

function append(parent, tag, text) {
  const child = document.createElement(tag)
  if (text) child.textContent = text
  parent.append(child)
  return child
}

// An excerpt is text with <mark> elements. Any other markup in it is shown as text.
function appendExcerpt(parent, excerpt) {
  excerpt.split(/<\/?mark>/).forEach((part, index) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    if (index % 2) append(parent, "mark", text)
    else parent.append(text)
  })
}

// Pagefind marks whole words. A run has none, so the characters that were looked for are marked, and what is around them
// is kept.
function markRuns(excerpt, runs) {
  const found = runs.map((run) => excerpt.indexOf(run)).filter((index) => index >= 0)
  const start = Math.max(Math.min(...found, excerpt.length) - EXCERPT_LENGTH / 2, 0)
  const shown = excerpt.length > 2 * EXCERPT_LENGTH && found.length ? excerpt.slice(start, start + EXCERPT_LENGTH) : excerpt
  return runs.reduce((text, run) => text.replaceAll(run, `<mark>${run}</mark>`), shown.replaceAll(/<\/?mark>/g, ""))
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
form.hidden = false
form.addEventListener("submit", (event) => {
  event.preventDefault()
  clearTimeout(timer)
  search().catch(showError)
})
fields.q.addEventListener("input", searchSoon)
fields.q.addEventListener("focus", () => loadPagefind().catch(showError), { once: true })
form.addEventListener("change", searchSoon)
moreButton.addEventListener("click", () =>
  showResults()
    .then((first) => first?.querySelector("a").focus())
    .catch(showError),
)
if (initialParams.size) search().catch(showError)
else fields.q.focus()
