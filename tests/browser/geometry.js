// Looks at the boxes of a page. Returns a list of what is wrong, as text. `mode` is "screen" or "print".
(mode) => {
  const found = []
  const name = (element) => {
    const classes = element.className?.baseVal ?? element.className
    const text = (element.textContent || "").trim().slice(0, 30)
    return `${element.localName}${classes ? "." + String(classes).trim().replaceAll(" ", ".") : ""} "${text}"`
  }
  const shown = (element) => element.checkVisibility({ opacityProperty: true, visibilityProperty: true })
  const all = (selector, root = document) => [...root.querySelectorAll(selector)].filter(shown)
  const box = (element) => element.getBoundingClientRect()
  const clipped = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) {
      const style = getComputedStyle(at)
      if (style.clipPath !== "none") return true
      const cuts = /auto|scroll/.test(style.overflowX) || style.textOverflow === "ellipsis"
      if (cuts && at.scrollWidth > at.clientWidth) return true
    }
    return false
  }

  // Nothing runs over the side.
  const wide = document.documentElement.scrollWidth - innerWidth
  if (wide > 0) {
    const culprit = all("body *").find((element) => !clipped(element) && (box(element).right > innerWidth + 1 || box(element).left < -1))
    found.push(`${wide} px wider than the window: ${culprit ? name(culprit) : "?"}`)
  }

  // Masthead, content and footer have the same two edges.
  const parts = all("body > *").filter((element) => !element.matches(".skip-link, script, template, h1") && box(element).width > 1)
  const edges = parts.map((element) => [Math.round(box(element).left), Math.round(box(element).right)].join("-"))
  if (new Set(edges).size > 1) found.push(`landmarks do not line up: ${parts.map((part, at) => `${part.localName} ${edges[at]}`).join(", ")}`)

  // The first thing in the content begins at the edge of the masthead.
  const main = document.querySelector("main")
  const start = (rect) => (document.documentElement.dir === "rtl" ? -rect.right : rect.left)
  const first = all(":is(h1, .home-grid, .tagline, .page-header, article):not(.visually-hidden)", main)[0]
  if (first && Math.abs(start(box(first)) - start(box(main))) > 1.5) found.push(`not at the edge: ${name(first)}`)

  // The lines of text and the pictures do not touch each other.
  const lines = []
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
  while (walker.nextNode()) {
    const node = walker.currentNode
    if (!node.data.trim() || !shown(node.parentElement) || clipped(node.parentElement)) continue
    if (node.parentElement.closest(".visually-hidden, .skip-link, script, style, option, svg, .video, details:not([open]) > :not(summary)")) continue
    const range = document.createRange()
    range.selectNodeContents(node)
    const clamp = node.parentElement.closest(".p-summary")
    const floor = clamp ? box(clamp).bottom + 1 : Infinity
    for (const rect of range.getClientRects())
      if (rect.width > 1 && rect.top < floor - 4) lines.push({ rect, of: node.parentElement, trim: rect.height / 4 })
  }
  for (const element of all(".image, .logo, button, input, select")) if (!element.closest(".video")) lines.push({ rect: box(element), of: element, trim: 1 })
  lines.sort((one, other) => one.rect.top - other.rect.top)
  lines.forEach((one, at) => {
    for (let next = at + 1; next < lines.length && lines[next].rect.top + lines[next].trim < one.rect.bottom - one.trim; next++) {
      const other = lines[next]
      if (one.of.contains(other.of) || other.of.contains(one.of)) continue
      if (Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left) > 2) found.push(`overlap: ${name(one.of)} and ${name(other.of)}`)
    }
  })

  if (mode === "print") return found

  // Text has a measure of at most 75 characters.
  for (const element of all("main :is(p, li, dd, blockquote), aside :is(p, li)")) {
    if (element.closest(".actions, pre, table, .breadcrumb") || element.querySelector("p, li, ul, ol, img, select, pre")) continue
    const range = document.createRange()
    range.selectNodeContents(element)
    const rects = [...range.getClientRects()].filter((rect) => rect.width > 1)
    const tops = new Set(rects.map((rect) => Math.round(rect.top)))
    const text = element.textContent.trim().replace(/\s+/g, " ")
    const isCut = element.scrollHeight > element.clientHeight + 2 // the lines that are hidden have no boxes
    if (tops.size < 2 || isCut || getComputedStyle(element).display.includes("flex")) continue
    const total = rects.reduce((sum, rect) => sum + rect.width, 0)
    const measure = (Math.max(...rects.map((rect) => rect.width)) * text.length) / total
    if (measure > 75.5) found.push(`${Math.round(measure)} characters in a line: ${name(element)}`)
  }

  // No column is empty: the content of lists reaches over most of the width.
  const lists = all(".home-grid, .cards, .index, .headlines, .sections, .calendars, .years")
  if (innerWidth >= 1024 && lists.length && !all(".cards > article:only-child").length) {
    const reach = lines.filter((line) => main.contains(line.of)).map((line) => (document.documentElement.dir === "rtl" ? -line.rect.left : line.rect.right))
    const rect = box(main)
    const edge = document.documentElement.dir === "rtl" ? -rect.right : rect.left
    if (reach.length > 12 && Math.max(...reach) - edge < rect.width * 0.7) found.push(`an empty column: the content ends at ${Math.round((100 * (Math.max(...reach) - edge)) / rect.width)} % of the width`)
  }

  // The footer is at the bottom of the window, or below it.
  const footer = document.querySelector("body > footer")
  if (footer && box(footer).bottom + scrollY + parseFloat(getComputedStyle(footer).marginBottom) < innerHeight - 2) found.push("the footer is above the bottom of the window")

  // Targets are 24 px high, and their centres 24 px apart (WCAG 2.5.8). Links in sentences are exempt.
  const targets = all("a[href], button, input, select, summary").filter((element) => !element.closest(".visually-hidden, .skip-link, .body, .coverage, .page-header > p:not([class]), .facts, .empty-state p, .timeline-source, .story p"))
  const boxes = targets.map((element) => {
    const rects = [...element.getClientRects()]
    const after = getComputedStyle(element, "::after")
    const cover = after.position === "absolute" && after.content !== "none" ? element.closest("article, li, .lead") : null
    return cover ? box(cover) : rects.length > 1 ? box(element) : rects[0] ?? box(element)
  })
  targets.forEach((element, at) => {
    const rect = boxes[at]
    if (rect.height < 23.5) return void found.push(`a target of ${rect.height.toFixed(1)} px: ${name(element)}`)
    if (rect.width >= 23.5) return
    const x = rect.left + rect.width / 2
    const close = boxes.some((other, next) => next !== at && other.height < 60 && other.top < rect.bottom && other.bottom > rect.top && other.left < x + 12 && other.right > x - 12)
    if (close) found.push(`a target too close to another: ${name(element)}`)
  })
  return found
}
