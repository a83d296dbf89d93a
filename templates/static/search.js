// The search page: words and filters in, a list of items out. The index is Pagefind's, and loaded when it is needed.
const SIZE = 10
const ORDERS = { newest: { date: "desc" }, oldest: { date: "asc" } }

const form = document.querySelector("form.search")
const fields = form.elements
const FILTERS = [...form.querySelectorAll("select")].map((field) => field.name).filter((name) => name !== "order")
const status = document.getElementById("found")
const list = document.getElementById("results")
const more = document.getElementById("more")
const otherwise = document.getElementById("otherwise")
const asked = new URLSearchParams(location.search) // what the address asks for, when the page is opened

let engine // a promise of Pagefind, once somebody wants to search
let turn = 0 // answers to earlier questions come too late
let waiting = [] // results that are not shown yet

function load() {
  engine ??= import(new URL(`${form.dataset.index}pagefind.js`, location.href)).then(async (pagefind) => {
    await pagefind.options({ excerptLength: 24 })
    offer(await pagefind.filters())
    return pagefind
  })
  return engine
}

function offer(known) {
  for (const name of FILTERS) {
    const values = Object.entries(known[name] ?? {}).sort(([one], [other]) => one.localeCompare(other))
    if (name === "year") values.reverse()
    for (const [value, count] of values) fields[name].add(new Option(`${value} (${count})`, value))
    fields[name].closest("label").hidden = values.length < 2
    fields[name].value = asked.get(name) ?? ""
  }
}

function note() {
  const asking = new URLSearchParams(new FormData(form))
  for (const [name, value] of [...asking]) if (!value) asking.delete(name)
  history.replaceState(null, "", asking.size ? `?${asking}` : location.pathname)
}

async function search() {
  const mine = ++turn
  const pagefind = await load()
  if (mine !== turn) return
  note()
  const filters = {}
  for (const name of FILTERS) if (fields[name].value) filters[name] = fields[name].value
  const words = fields.q.value.trim()
  const asks = words || Object.keys(filters).length
  const sort = ORDERS[fields.order.value] ?? (words ? {} : ORDERS.newest)
  const { results } = asks ? await pagefind.search(words || null, { filters, sort }) : { results: [] }
  if (mine !== turn) return
  const count = results.length
  waiting = results
  await show(true)
  if (mine !== turn) return
  otherwise.hidden = Boolean(count)
  status.textContent = asks ? told(count) : ""
}

function told(count) {
  const texts = status.dataset
  const language = document.documentElement.lang
  const form = texts[new Intl.PluralRules(language).select(count)] || texts.other
  return count ? form.replace("{n}", count.toLocaleString(language, { numberingSystem: "latn" })) : texts.none
}

async function show(anew) {
  const mine = turn
  const next = waiting.splice(0, SIZE)
  const found = await Promise.all(next.map((result) => result.data()))
  if (mine !== turn) return
  const shown = found.map(entry)
  if (anew) list.replaceChildren()
  list.append(...shown)
  more.hidden = !waiting.length
  return shown[0]
}

// The address of a result carries what is shown beside its text (generator/plan/search.py).
function entry(found) {
  const [address, told] = found.raw_url.split("#")
  const about = new URLSearchParams(told)
  const item = document.createElement("article")
  if (about.has("picture")) {
    const shot = put(item, "span")
    shot.className = "shot"
    const picture = put(shot, "img")
    Object.assign(picture, { alt: "", loading: "lazy", decoding: "async", referrerPolicy: "no-referrer" })
    for (const name of ["width", "height"]) if (about.has(name)) picture.setAttribute(name, about.get(name))
    picture.src = about.get("picture")
  }
  put(put(item, "h2"), "a", found.meta.title).href = address
  quote(put(item, "p"), found.excerpt)
  for (const told of item.querySelectorAll("h2, p")) told.dir = "auto"
  const foot = put(item, "footer")
  for (const name of ["type", "provider"]) if (found.filters[name]) put(foot, "span", found.filters[name][0])
  if (about.has("date")) put(foot, "time", about.get("day")).dateTime = about.get("date")
  return item
}

function put(parent, name, text) {
  const child = document.createElement(name)
  if (text) child.textContent = text
  parent.append(child)
  return child
}

// An excerpt is text with <mark> in it. Nothing else of it is believed to be markup.
function quote(parent, excerpt) {
  excerpt.split(/<\/?mark>/).forEach((part, place) => {
    const text = part.replaceAll("&lt;", "<").replaceAll("&gt;", ">")
    if (place % 2) put(parent, "mark", text)
    else parent.append(text)
  })
}

function failed(reason) {
  console.error(reason)
  status.textContent = status.dataset.failed
  otherwise.hidden = false
}

let pause
function soon() {
  clearTimeout(pause)
  pause = setTimeout(() => search().catch(failed), 150)
}

fields.q.value = asked.get("q") ?? ""
fields.order.value = asked.get("order") ?? ""
form.hidden = false
form.addEventListener("submit", (event) => {
  event.preventDefault()
  clearTimeout(pause)
  search().catch(failed)
})
fields.q.addEventListener("input", soon)
fields.q.addEventListener("focus", () => load().catch(failed), { once: true })
form.addEventListener("change", soon)
more.addEventListener("click", () =>
  show()
    .then((first) => first?.querySelector("a").focus())
    .catch(failed),
)
if (asked.size) search().catch(failed)
else fields.q.focus()
