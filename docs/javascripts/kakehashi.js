// Small comforts on top of pages that work without them.
(() => {
  "use strict"

  // The language switch leads to the section being read: the address's own section while it is in view, else the
  // heading last scrolled past. Headings carry the same ids in both languages.
  const target = () => {
    try { return document.getElementById(decodeURIComponent(location.hash.slice(1))) } catch { return null }
  }
  const sectionInView = () => {
    const named = target()
    if (named) {
      const box = named.getBoundingClientRect()
      if (box.bottom > 0 && box.top < innerHeight) return location.hash
    }
    if (scrollY < 120) return ""
    let last = ""
    for (const heading of document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]")) {
      if (heading.getBoundingClientRect().top > innerHeight / 3) break
      last = "#" + encodeURIComponent(heading.id)
    }
    return last
  }
  const aim = event => {
    const link = event.target instanceof Element && event.target.closest("[data-kh-language]")
    if (link) link.hash = sectionInView()
  }
  for (const type of ["pointerdown", "keydown", "click", "contextmenu"]) document.addEventListener(type, aim, true)

  // The theme draws code annotations and the copy buttons' bars in the browser, without names and as landmarks.
  const word = document.documentElement.lang === "ja" ? "注釈" : "Note"
  const name = () => {
    for (const mark of document.querySelectorAll("a:not([aria-label]) > [data-md-annotation-id]")) {
      mark.parentElement.setAttribute("aria-label", `${word} ${mark.dataset.mdAnnotationId}`)
    }
    for (const bar of document.querySelectorAll("nav.md-code__nav:not([role])")) bar.setAttribute("role", "none")
  }
  const article = document.querySelector("article")
  if (article) {
    name()
    new MutationObserver(name).observe(article, { childList: true, subtree: true })
  }

  // A table's scroll region is a stop for the Tab key only while there is something to scroll.
  const settle = region => {
    const scrolls = region.scrollWidth > region.clientWidth + 1
    region.classList.toggle("kh-table--scrolls", scrolls)
    if (scrolls) region.setAttribute("tabindex", "0")
    else region.removeAttribute("tabindex")
  }
  const watch = new ResizeObserver(entries => entries.forEach(entry => settle(entry.target)))
  for (const region of document.querySelectorAll(".kh-table")) watch.observe(region)
})()
