// Lets the blocks of an article be written by keyboard, and told by a screen reader; sends a form once.
(() => {
  "use strict";

  const words = () => document.getElementById("news-live").dataset;
  const say = (sentence) => {
    document.getElementById("news-live").textContent = sentence;
  };
  const titleOf = (block) => block.querySelector(":scope > h3 > b")?.textContent.replace(/:$/, "") ?? "";
  const ordering = (block) => block.querySelector(".order-machine-ordering");
  const inOrder = () =>
    [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form)")].sort(
      (a, b) => a.style.order - b.style.order,
    );

  function move(block, step) {
    const blocks = inOrder();
    const from = blocks.indexOf(block);
    const to = Math.min(Math.max(from + step, 0), blocks.length - 1);
    blocks.splice(to, 0, blocks.splice(from, 1)[0]);
    blocks.forEach((each, place) => {
      ordering(each).value = each.style.order = 10 * (place + 1);
    });
    const names = { "%title%": titleOf(block), "%place%": to + 1, "%all%": blocks.length };
    say(words().moved.replace(/%\w+%/g, (name) => names[name]));
    block.scrollIntoView({ block: "nearest" });
  }

  function actLikeButton(element, label) {
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    if (label) element.setAttribute("aria-label", label);
  }

  function equip(block) {
    if (block.querySelector(".news-move") || block.classList.contains("empty-form")) return;
    const heading = block.querySelector(":scope > h3");
    const label = heading.querySelector(".inline_label");
    actLikeButton(label);
    actLikeButton(block.querySelector(".order-machine-insert-target"), words().insert);
    // Each goes right behind the label, so the last one first.
    for (const [step, sign, name] of [[1, "↓", words().down], [-1, "↑", words().up]]) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "news-move";
      button.textContent = sign;
      button.setAttribute("aria-label", `${name}: ${titleOf(block)}`);
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        move(block, step);
        button.focus();
      });
      label.after(button);
    }
  }

  document.addEventListener("content-editor:ready", () => {
    document.querySelectorAll(".order-machine .inline-related").forEach(equip);
    actLikeButton(document.querySelector(".order-machine-insert-target.last"), words().insert);
    for (const button of document.querySelectorAll(".plugin-button[data-plugin-prefix]")) actLikeButton(button);
    // The texts are open; what only refers to the catalog shows its name, unless something is wrong with it.
    for (const block of inOrder()) {
      const closed = !block.querySelector("textarea, .errorlist") && block.querySelector("input[name$='-id'][value]");
      if (closed) block.classList.add("collapsed");
    }
  });

  document.addEventListener("content-editor:activate", (event) => {
    if (!event.detail.inline.closest(".order-machine") || !document.querySelector(".plugin-button")) return;
    equip(event.detail.inline);
    say(words().added.replace("%title%", titleOf(event.detail.inline)));
    const first = "[contenteditable='true'], .select2-selection, input:not([type='hidden'])";
    // The text's editor and the autocompletes are made in this same turn, some of them after us.
    setTimeout(() => event.detail.inline.querySelector(`fieldset :is(${first})`)?.focus());
  });

  document.addEventListener("keydown", (event) => {
    const pressed = event.target.closest?.(".order-machine-wrapper [role='button']");
    if (!pressed || (event.key !== "Enter" && event.key !== " ")) return;
    event.preventDefault();
    pressed.click();
    if (pressed.matches(".order-machine-insert-target.selected")) {
      document.querySelector(".plugin-button[data-plugin-prefix]").focus();
    }
  });

  // One click is enough.
  document.addEventListener("submit", (event) => {
    if (event.target.method !== "post") return;
    if (event.target.dataset.sent) event.preventDefault();
    event.target.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.forms) delete form.dataset.sent;
  });
})();
