// Suggestions while a reader types into a field of the search: a combobox with a list, by keyboard and by pointer.
// Without it the form works as it is. What it says is written in the data of its own script element.
(() => {
  const words = document.currentScript.dataset
  document.querySelectorAll("[role=search] [name=q]").forEach((field, number) => {
    const list = document.createElement("div"), status = document.createElement("span")
    let options = [], active = -1, timer, request, shown = ""
    list.id = `suggestions-${number}`
    list.className = "sug set"
    list.hidden = true
    status.className = "vh"
    for (const [element, attributes] of [
      [list, { role: "listbox", "aria-label": words.label }],
      [status, { role: "status" }],
      [field, { role: "combobox", "aria-autocomplete": "list", "aria-expanded": false, "aria-controls": list.id }],
    ])
      for (const name in attributes) element.setAttribute(name, attributes[name])
    field.after(list, status)

    function open(isOpen) {
      list.hidden = !isOpen
      field.setAttribute("aria-expanded", isOpen)
      if (!isOpen) choose(-1)
    }
    function choose(place) {
      options[active]?.removeAttribute("aria-selected")
      active = place
      const option = options[active]
      if (!option) return field.removeAttribute("aria-activedescendant")
      option.setAttribute("aria-selected", true)
      option.scrollIntoView({ block: "nearest" })
      field.setAttribute("aria-activedescendant", option.id)
    }
    function show(found) {
      choose(-1)
      options = found.map((each, place) => {
        const option = document.createElement("div"), note = document.createElement("small")
        option.id = `${list.id}-${place}`
        option.setAttribute("role", "option")
        note.textContent = each.note
        option.append(each.name, " ", note)
        option.onclick = () => location.assign(each.url)
        return option
      })
      list.replaceChildren(...options)
      status.textContent = found.length ? words.some.replace("%n", found.length) : words.none
      open(found.length > 0)
    }
    async function ask() {
      const typed = field.value.trim()
      request?.abort()
      if (typed.length < 2) {
        shown = status.textContent = ""
        return open(false)
      }
      if (typed == shown) return
      request = new AbortController()
      try {
        const answer = await fetch(`/search/suggest.json?q=${encodeURIComponent(typed)}`, { signal: request.signal })
        const { found } = await answer.json()
        shown = typed
        if (document.activeElement == field) show(found)
      } catch {
        // Another letter came first, or there is no connection: the form still works.
      }
    }

    field.addEventListener("input", () => {
      clearTimeout(timer)
      timer = setTimeout(ask, 150)
    })
    field.addEventListener("blur", () => open(false))
    // The list is pressed without taking the focus from the field.
    list.addEventListener("mousedown", event => event.preventDefault())
    field.addEventListener("keydown", event => {
      const last = options.length - 1
      if (event.isComposing) return
      if (event.key == "Escape" && !list.hidden) {
        // Nor shall an answer that is on its way open it again.
        clearTimeout(timer)
        request?.abort()
        open(false)
      }
      else if (event.key == "Enter" && active >= 0) options[active].click()
      else if (event.key == "ArrowDown" && last >= 0) {
        const next = active < last ? active + 1 : -1
        if (list.hidden) open(true)
        choose(next)
      } else if (event.key == "ArrowUp" && !list.hidden) choose(active < 0 ? last : active - 1)
      else return
      event.preventDefault()
    })
  })
})()
