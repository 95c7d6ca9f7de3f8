// The switch of the colours. What is chosen holds at once, and on every page from now on (showsite/theme.py).
(() => {
  const root = document.documentElement, choice = document.getElementById("theme")
  const bars = [...document.querySelectorAll("[name=theme-color]")]
  const schemes = ["light", "dark"]

  function show(theme) {
    choice.value = root.dataset.theme = theme
    bars.forEach((bar, index) => {
      bar.media = theme == "auto" ? `(prefers-color-scheme: ${schemes[index]})` : theme == schemes[index] ? "all" : "not all"
    })
  }

  function stored() {
    try {
      const theme = localStorage.theme
      return schemes.includes(theme) ? theme : "auto"
    } catch {
      return root.dataset.theme
    }
  }

  choice.addEventListener("change", () => {
    show(choice.value)
    try {
      localStorage.theme = choice.value
    } catch {
      // It holds for this page.
    }
  })
  // Chosen in another tab; or on a later page, when this one is gone back to.
  addEventListener("storage", () => show(stored()))
  addEventListener("pageshow", () => show(stored()))
  show(root.dataset.theme)
})()
