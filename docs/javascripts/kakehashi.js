// Small comforts on top of pages that work without them.
(() => {
  "use strict"

  const byId = id => { try { return document.getElementById(decodeURIComponent(id)) } catch { return null } }
  // Kept beside the theme's own settings. A browser may refuse to keep anything; then nothing is remembered.
  const keep = (name, value, store) => {
    try { (store || localStorage).setItem(__md_scope.pathname + "." + name, JSON.stringify(value)) } catch { /* refused */ }
  }
  const kept = (name, store) => {
    try { return JSON.parse((store || localStorage).getItem(__md_scope.pathname + "." + name)) } catch { return null }
  }

  // ---------- The language switch ----------

  // It leads to the section being read: the address's own section while it is in view, else the heading last scrolled
  // past. Headings and rows carry the same ids in both languages.
  const sectionInView = () => {
    const named = byId(location.hash.slice(1))
    if (named) {
      const box = named.getBoundingClientRect()
      if (box.bottom > 0 && box.top < innerHeight) return location.hash
    }
    if (scrollY < 120) return ""
    let last = ""
    for (const heading of document.querySelectorAll("article :is(h2, h3, h4, h5, h6)[id]")) {
      const box = heading.getBoundingClientRect()
      if (!box.height) continue
      if (box.top > innerHeight / 3) break
      last = "#" + encodeURIComponent(heading.id)
    }
    return last
  }
  // A filter stays in the address. What was searched for does not: it was said in the other language.
  const filter = () => {
    const query = new URLSearchParams(location.search)
    query.delete("h")
    if (!document.querySelector("article form.kh-filter")) query.delete("q")
    return query.size ? `?${query}` : ""
  }
  const aim = event => {
    const link = event.target instanceof Element && event.target.closest("[data-kh-language]")
    if (!link) return
    link.search = filter()
    // The offer stands at the top of the page: whoever takes it came for the section of the address.
    link.hash = link.closest(".kh-offer") ? location.hash : sectionInView()
    if (event.type === "click") {
      keep("__language", link.hreflang)
      keep("__opened", { to: link.pathname, tabs: tabs().map(set => set.findIndex(tab => tab.checked)), folds: folds().map(one => one.open) }, sessionStorage)
    }
  }
  for (const type of ["pointerdown", "keydown", "click", "contextmenu"]) document.addEventListener(type, aim, true)

  // Tabs and folded answers are counted off, since their labels differ by language.
  const tabs = () => [...document.querySelectorAll("article .tabbed-set")].map(set => [...set.querySelectorAll(":scope > input")])
  const folds = () => [...document.querySelectorAll("article details")]
  const reopen = () => {
    const state = kept("__opened", sessionStorage)
    if (!state) return
    try { sessionStorage.removeItem(__md_scope.pathname + ".__opened") } catch { /* refused */ }
    if (state.to !== location.pathname) return
    let moved = false
    if (state.tabs.length === tabs().length) {
      tabs().forEach((set, i) => {
        const tab = set[state.tabs[i]]
        if (!tab || tab.checked) return
        tab.checked = moved = true
        tab.dispatchEvent(new Event("change", { bubbles: true }))
      })
    }
    if (state.folds.length === folds().length) {
      folds().forEach((one, i) => { if (one.open !== state.folds[i]) one.open = moved = state.folds[i] || one.open })
    }
    if (moved) byId(location.hash.slice(1))?.scrollIntoView()
  }
  reopen()

  // ---------- The offer of the other language; a script in the head decides whether it shows ----------

  const offer = document.querySelector(".kh-offer")
  offer?.querySelector("button").addEventListener("click", () => {
    keep("__language", document.documentElement.lang)
    const focused = offer.contains(document.activeElement)
    document.documentElement.classList.remove("kh-offered")
    // The switch does the same for good; the focus goes on from there.
    if (focused) document.querySelector(".md-header [data-kh-language]")?.focus({ preventScroll: true })
  })

  // ---------- Search: opened here, answered by search.js ----------

  const dialog = document.querySelector("[data-kh-search]")
  const toggle = document.getElementById("__search")
  if (dialog && toggle) {
    const source = new URL("search.js", document.currentScript.src)
    const field = dialog.querySelector(".md-search__input")
    const meta = dialog.querySelector(".md-search-result__meta")
    const opener = document.querySelector(".kh-search-opener")
    let before = null
    let answer
    const load = () => {
      answer ??= import(source).then(({ mount }) => mount(dialog))
      return answer.then(search => search()).catch(() => {
        answer = undefined
        meta.textContent = dialog.dataset.khFailed
      })
    }
    const set = open => { if (toggle.checked !== open) toggle.click() }
    const open = () => {
      before ??= document.activeElement
      set(true)
      field.focus()
      field.select()
    }
    const close = () => {
      const back = before
      set(false)
      field.blur()
      if (back instanceof HTMLElement && back !== document.body && !dialog.contains(back)) back.focus({ preventScroll: true })
    }
    toggle.addEventListener("change", () => {
      if (toggle.checked) { load(); field.focus() } else before = null
    })
    field.addEventListener("focus", event => {
      before ??= event.relatedTarget
      set(true)
    })
    opener?.addEventListener("click", open)
    dialog.addEventListener("submit", event => event.preventDefault())
    dialog.addEventListener("click", event => { if (event.target.closest("a[href]")) set(false) })
    dialog.addEventListener("focusout", event => {
      if (event.relatedTarget && event.relatedTarget !== toggle && !dialog.contains(event.relatedTarget)) set(false)
    })
    const typing = element => element.isContentEditable
      || element.matches("select, textarea, input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=reset])")
    addEventListener("keydown", event => {
      if (event.isComposing || event.metaKey || event.ctrlKey || event.altKey) return
      if (toggle.checked) {
        if (event.key === "Escape") { event.preventDefault(); close() }
      } else if (["/", "s", "f"].includes(event.key) && !typing(document.activeElement)) {
        event.preventDefault()
        open()
      }
    })

    const asked = new URLSearchParams(location.search)
    // A page with a filter has its own use for the address's query.
    if (asked.get("q") && !document.querySelector("article form.kh-filter")) {
      field.value = asked.get("q")
      open()
    }
    const article = document.querySelector("article")
    const found = asked.get("h")
    if (found && article) {
      import(source).then(({ highlight }) => highlight(article, found)).catch(() => {})
      const { pathname, hash } = location
      asked.delete("h")
      history.replaceState(history.state, "", pathname + (asked.size ? `?${asked}` : "") + hash)
    }
  }

  // ---------- Names ----------

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

  // ---------- Tables ----------

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
