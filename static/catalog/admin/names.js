// Tells a screen reader what an autocomplete or an editor is for: what the field behind it is called.
"use strict";
{
  const nameOf = (field) =>
    field.getAttribute("aria-label") || [...field.labels].map((label) => label.textContent.trim()).join(" ").replace(/:$/, "");

  const nameAll = () => {
    for (const box of document.querySelectorAll(".select2-container:not([data-named])")) {
      const select = box.previousElementSibling;
      if (!select?.labels || select.tagName !== "SELECT") continue;
      box.dataset.named = "yes";
      for (const part of box.querySelectorAll("[role='textbox'], [role='combobox'], [role='searchbox']")) {
        part.setAttribute("aria-label", nameOf(select));
      }
    }
    for (const text of document.querySelectorAll("[role='textbox'][contenteditable]:not([aria-label])")) {
      const field = text.closest(".prose-editor")?.querySelector("textarea");
      if (field) text.setAttribute("aria-label", nameOf(field));
    }
    // Among the choices stands a button, which no list may hold.
    for (const list of document.querySelectorAll("ul.select2-selection__rendered")) {
      list.setAttribute("role", "group");
      for (const choice of list.children) if (choice.tagName === "LI") choice.setAttribute("role", "none");
    }
  };

  // Boxes are made when the page is ready, and again with every row that is added.
  new MutationObserver(nameAll).observe(document.body, { childList: true, subtree: true });
  nameAll();
}
