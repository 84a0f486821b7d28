// The map's pages and cards are complete without scripts. This adds hover, and the filter.
(() => {
  "use strict"

  // ---------- Cards: the pointer's pause opens what a click would, and its leaving closes it ----------

  const OPEN_AFTER = 250
  const CLOSE_AFTER = 250
  const card = opener => document.getElementById(opener.getAttribute("popovertarget") || "")
  const canPop = "showPopover" in HTMLElement.prototype

  const addHover = opener => {
    const pop = card(opener)
    if (!pop) return
    let timer = 0
    let byHover = false
    const later = (act, delay) => { clearTimeout(timer); timer = setTimeout(act, delay) }
    const enter = event => {
      if (event.pointerType !== "mouse") return
      later(() => {
        if (pop.matches(":popover-open")) return
        // A card opened on purpose stays until it is closed on purpose.
        if (document.querySelector(".kh-pop:popover-open:not([data-hover])")) return
        byHover = true
        pop.dataset.hover = ""
        pop.showPopover({ source: opener })
      }, OPEN_AFTER)
    }
    const leave = () => later(() => { if (byHover && pop.matches(":popover-open")) pop.hidePopover() }, CLOSE_AFTER)
    const keep = () => { byHover = false; delete pop.dataset.hover }
    opener.addEventListener("pointerenter", enter)
    opener.addEventListener("pointerleave", leave)
    pop.addEventListener("pointerenter", () => clearTimeout(timer))
    pop.addEventListener("pointerleave", leave)
    opener.addEventListener("click", event => {
      clearTimeout(timer)
      if (!byHover) return
      // The click that follows a hover would close the card; it means to keep it.
      event.preventDefault()
      keep()
    })
    pop.addEventListener("toggle", event => { if (event.newState === "closed") keep() })
  }
  if (canPop) for (const opener of document.querySelectorAll(".kh-term, .kh-open")) addHover(opener)

  // ---------- Filter ----------

  const form = document.querySelector("form.kh-filter")
  if (!form) return

  // Width, case, kana and the long vowel mark make no difference to someone who searches.
  const fold = text => text.normalize("NFKC").toLowerCase()
    .replace(/[\u3041-\u3096]/g, kana => String.fromCharCode(kana.charCodeAt(0) + 0x60))
    .replace(/ー/g, "").replace(/\s+/g, " ").trim()

  const items = [...document.querySelectorAll("[data-item]")].map(element => {
    const copy = element.cloneNode(true)
    for (const quiet of copy.querySelectorAll(".kh-foot, .kh-tag")) quiet.remove()
    return {
      element,
      id: element.id,
      category: element.closest("[data-category]")?.dataset.category || "",
      text: fold(`${copy.textContent} ${element.id.replace(/^row-|^term-/, "")}`),
    }
  })
  const groups = [...document.querySelectorAll("[data-category]")]

  // The other language's names, other spellings and fields come with the map, once somebody types.
  let names
  const loadNames = () => {
    names ??= fetch(form.dataset.map).then(answer => answer.ok ? answer.json() : Promise.reject()).then(map => {
      const words = new Map(Object.entries(map.concepts).map(([id, one]) =>
        [id, fold([...Object.values(one.name), ...Object.values(one.aliases).flat(), ...one.code].join(" "))]))
      const rows = new Map(map.rows.map(row => [`row-${row.id.toLowerCase()}`,
        [...row.ecs, ...row.kubernetes].map(id => words.get(id) || "").join(" ")
          + " " + fold(Object.values(row.title || {}).join(" "))]))
      for (const item of items) item.text += " " + (rows.get(item.id) || words.get(item.id.replace(/^term-/, "")) || "")
    }).catch(() => {})
    return names
  }

  const facets = ["relation", "side"].filter(name => form.elements[name])
  const checked = name => [...form.querySelectorAll(`input[name="${name}"]:checked`)].map(box => box.value)
  const output = form.querySelector("output")
  const none = form.querySelector(".kh-filter__none")

  const read = () => {
    const query = new URLSearchParams()
    const text = form.elements.find.value.trim()
    if (text) query.set("find", text)
    for (const name of facets) if (checked(name).length) query.set(name, checked(name).join(","))
    if (form.elements.category?.value) query.set("category", form.elements.category.value)
    return query
  }
  const write = query => {
    form.elements.find.value = query.get("find") || ""
    for (const name of facets) {
      const wanted = (query.get(name) || "").split(",")
      for (const box of form.querySelectorAll(`input[name="${name}"]`)) box.checked = wanted.includes(box.value)
    }
    if (form.elements.category) {
      form.elements.category.value = query.get("category") || ""
      if (form.elements.category.selectedIndex < 0) form.elements.category.selectedIndex = 0
    }
  }

  const show = () => {
    const words = fold(form.elements.find.value).split(" ").filter(Boolean)
    const wanted = Object.fromEntries(facets.map(name => [name, checked(name)]))
    const category = form.elements.category?.value || ""
    const here = decodeURIComponent(location.hash.slice(1))
    let shown = 0
    for (const item of items) {
      const fits = words.every(word => item.text.includes(word))
        && facets.every(name => !wanted[name].length || wanted[name].includes(item.element.dataset[name]))
        && (!category || item.category === category)
      // The row an address points at is never taken away.
      item.element.hidden = !fits && item.id !== here
      if (!item.element.hidden) shown++
    }
    const on = read().size > 0
    for (const group of groups) group.classList.toggle("kh-out", on && !group.querySelector("[data-item]:not([hidden])"))
    hideHeadings(on)
    form.classList.toggle("kh-filter--on", on)
    output.textContent = form.dataset.count.replace("{shown}", shown).replace("{all}", items.length)
    none.hidden = shown > 0
  }

  // A heading goes with what stands under it, as long as that is nothing but rows that are gone and words about them.
  const hideHeadings = on => {
    const level = heading => Number(heading.tagName[1])
    const headings = [...document.querySelectorAll("article > h2, article > h3")].reverse()
    for (const heading of headings) {
      let has = false
      let left = false
      const between = []
      for (let next = heading.nextElementSibling; next; next = next.nextElementSibling) {
        if (/^H[1-6]$/.test(next.tagName) && level(next) <= level(heading)) break
        if (next.matches("[data-category]")) {
          has = true
          left ||= !next.classList.contains("kh-out")
        } else if (!/^H[1-6]$/.test(next.tagName) && !between.closed) between.push(next)
        if (/^H[1-6]$/.test(next.tagName)) between.closed = true
      }
      if (!has) continue
      for (const part of [heading, ...between]) part.classList.toggle("kh-out", on && !left)
    }
  }

  let timer = 0
  const change = async () => {
    if (form.elements.find.value.trim()) await loadNames()
    show()
    clearTimeout(timer)
    timer = setTimeout(() => {
      const query = read().toString()
      history.replaceState(history.state, "", location.pathname + (query ? `?${query}` : "") + location.hash)
    }, 150)
  }
  form.addEventListener("input", change)
  form.addEventListener("submit", event => { event.preventDefault(); change() })
  form.addEventListener("reset", () => setTimeout(() => { change(); form.elements.find.focus() }))
  form.elements.find.addEventListener("focus", loadNames, { once: true })
  addEventListener("hashchange", show)

  // The language switch keeps the filter; kakehashi.js keeps the section.
  const carry = event => {
    const link = event.target instanceof Element && event.target.closest("[data-kh-language]")
    if (link) link.search = read().toString()
  }
  for (const type of ["pointerdown", "keydown", "click", "contextmenu"]) document.addEventListener(type, carry, true)

  write(new URLSearchParams(location.search))
  const start = () => {
    show()
    const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)))
    if (target && read().size) target.scrollIntoView()
  }
  if (form.elements.find.value.trim()) loadNames().then(start)
  else start()
})()
