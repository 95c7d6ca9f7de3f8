// A button beside each address that copies it. Its words are written in the data of its own script element; without it
// an address is a link, and a browser copies that.
(() => {
  const words = document.currentScript.dataset
  if (!navigator.clipboard) return
  const status = document.createElement("p")
  status.className = "vh"
  status.setAttribute("role", "status")
  document.getElementById("main").append(status)

  document.querySelectorAll("a[data-copy]").forEach(link => {
    const button = document.createElement("button")
    let timer
    button.type = "button"
    button.className = "copy"
    button.textContent = words.copy
    button.setAttribute("aria-label", `${words.copy}: ${link.dataset.copy}`)
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(link.href)
        button.textContent = status.textContent = words.copied
      } catch {
        button.textContent = status.textContent = words.failed
      }
      clearTimeout(timer)
      timer = setTimeout(() => {
        button.textContent = words.copy
        status.textContent = ""
      }, 4000)
    })
    link.after(" ", button)
  })
})()
