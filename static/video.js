// A click on a video's poster puts its player there. Until then nothing is asked of anybody else; without this script,
// or with a key that opens links elsewhere, the poster is a link to where the video can be watched.
document.addEventListener("click", event => {
  const poster = event.target.closest("a[data-player]")
  if (!poster || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
  event.preventDefault()
  const player = document.createElement("iframe")
  player.className = "vid"
  player.title = poster.dataset.title
  player.allow = "autoplay; encrypted-media; fullscreen; picture-in-picture"
  // YouTube plays for nobody who does not say where they are; this names the site, and not the page.
  player.referrerPolicy = "strict-origin"
  player.src = poster.dataset.player
  poster.replaceWith(player)
  player.focus({preventScroll: true})
})
