// Keeps the title of each block true to what is typed and chosen in it, also while it is folded.
(() => {
  "use strict";

  const { words } = window.newsBlocks;
  const LONGEST = 70;

  function shortened(text) {
    const line = text.replace(/\s+/g, " ").trim();
    return line.length > LONGEST ? `${line.slice(0, LONGEST).replace(/\s+\S*$/, "")}…` : line;
  }

  function textOf(html) {
    const page = new DOMParser().parseFromString(html.replace(/></g, "> <"), "text/html");
    return page.body.textContent;
  }

  // The first of these that says something: its text, its heading or caption, what is chosen in it.
  function titleOf(block) {
    const text = block.querySelector("textarea[name$='-text']");
    if (text) return shortened(textOf(text.value)) || words().empty;
    for (const field of block.querySelectorAll("input.vTextField")) {
      if (field.value.trim()) return shortened(field.value);
    }
    const chosen = [...block.querySelectorAll("fieldset select option:checked")].filter((option) => option.value);
    if (chosen.length) return shortened(chosen.map((option) => option.textContent).join(", "));
    const refers = block.querySelector("select[name$='-quote'], select[name$='-image'], select[name$='-video']");
    if (refers) return words().nothing;
    return block.querySelector("fieldset select") ? words().subject : "";
  }

  function entitle(block) {
    const label = block.querySelector(":scope > h3 .inline_label");
    const title = titleOf(block);
    if (label && title && label.textContent !== title) label.textContent = title;
  }

  window.newsBlocks.titleOf = (block) => `${window.newsBlocks.kindOf(block)}: ${titleOf(block)}`;

  const changed = (event) => {
    const block = event.target.closest?.(".order-machine .inline-related:not(.empty-form)");
    if (block) entitle(block);
  };
  document.addEventListener("input", changed);
  document.addEventListener("change", changed);
  document.addEventListener("news:block", (event) => entitle(event.detail.block));
  document.addEventListener("content-editor:ready", () => {
    // Select2 tells of a choice through jQuery only.
    window.django.jQuery(document).on("select2:select select2:unselect select2:clear", changed);
  });
})();
