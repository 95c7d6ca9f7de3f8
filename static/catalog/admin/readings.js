// Shows under each box for a date how it is read, while it is typed.
"use strict";
{
  const PAUSE = 250;
  const waiting = new WeakMap();

  const placeFor = (box) => {
    let place = box.parentElement.querySelector(":scope > .catalog-reading");
    if (!place) {
      place = document.createElement("output");
      place.className = "catalog-reading";
      place.setAttribute("for", box.id);
      box.after(place);
    }
    return place;
  };

  const read = async (box) => {
    const said = box.value.trim();
    const place = placeFor(box);
    if (!said) {
      place.replaceChildren();
      return;
    }
    const query = new URLSearchParams({ said, least: box.dataset.atLeast || "" });
    let told;
    try {
      const answer = await fetch(`${box.dataset.reading}?${query}`, { headers: { Accept: "application/json" } });
      told = await answer.json();
    } catch {
      // Saving says the same; nothing is lost without this.
      place.replaceChildren();
      return;
    }
    if (box.value.trim() !== said) {
      return;
    }
    place.classList.toggle("refused", Boolean(told.refusal));
    const code = document.createElement("code");
    code.textContent = told.edtf || "";
    place.replaceChildren(told.refusal || `${told.words} `, ...(told.edtf ? [code] : []));
  };

  document.addEventListener("input", (event) => {
    const box = event.target;
    if (box.matches("[data-reading]")) {
      clearTimeout(waiting.get(box));
      waiting.set(box, setTimeout(read, PAUSE, box));
    }
  });
  document.addEventListener("DOMContentLoaded", () => {
    for (const box of document.querySelectorAll("[data-reading]")) {
      if (box.value.trim()) {
        read(box);
      }
    }
  });
}
