// Makes the blocks of an article work by keyboard: a button to move each up and down, and every "+" and kind of block
// in the order of tabs. What was done is said in a live region.
(() => {
  const words = (name) => document.getElementById("keyboard-words").dataset[name]
  const blocks = () =>
    [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")].sort(
      (a, b) => a.style.order - b.style.order,
    )
  const order = (block) => block.querySelector(".order-machine-ordering")

  function move(block, step) {
    const all = blocks()
    const other = all[all.indexOf(block) + step]
    if (!other) return
    ;[order(block).value, order(other).value] = [order(other).value, order(block).value]
    for (const each of [block, other]) each.style.order = order(each).value
    document.getElementById("keyboard-words").textContent = words("moved")
      .replace("{block}", block.querySelector(".inline_label").textContent.trim())
      .replace("{place}", blocks().indexOf(block) + 1)
  }

  function dress(block) {
    const title = block.querySelector("h3")
    if (!title || title.querySelector(".move-block")) return
    for (const [name, step, sign] of [["up", -1, "↑"], ["down", 1, "↓"]]) {
      const button = document.createElement("button")
      button.type = "button"
      button.className = "move-block"
      button.textContent = sign
      button.ariaLabel = words(name)
      button.addEventListener("click", (event) => {
        event.stopPropagation()
        move(block, step)
        button.focus()
      })
      title.append(button)
    }
  }

  function focusable(element, name) {
    element.tabIndex = 0
    element.role = "button"
    if (name) element.ariaLabel = name
  }

  function dressAll() {
    blocks().forEach(dress)
    for (const target of document.querySelectorAll(".order-machine-insert-target")) focusable(target, words("insert"))
    for (const button of document.querySelectorAll(".plugin-button")) focusable(button)
  }

  document.addEventListener("content-editor:ready", dressAll)
  document.addEventListener("formset:added", () => setTimeout(dressAll))
  document.addEventListener("keydown", (event) => {
    if (!["Enter", " "].includes(event.key)) return
    if (!event.target.matches(".order-machine-insert-target, .plugin-button")) return
    event.preventDefault()
    const opens = event.target.matches(".order-machine-insert-target")
    event.target.click()
    if (opens) document.querySelector(".plugin-buttons .plugin-button:not(.content-editor-hide)")?.focus()
  })
})()
