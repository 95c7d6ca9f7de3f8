// Lets the blocks of an article be written and moved by keyboard, and told by a screen reader.
(() => {
  "use strict";

  const words = () => document.getElementById("news-live").dataset;
  const say = (sentence) => {
    document.getElementById("news-live").textContent = sentence;
  };
  const told = (sentence, names) => sentence.replace(/%\w+%/g, (name) => names[name] ?? name);
  const kindOf = (block) => block.querySelector(":scope > h3 > b")?.textContent.replace(/:$/, "") ?? "";
  const ordering = (block) => block.querySelector(".order-machine-ordering");
  const inOrder = () =>
    [...document.querySelectorAll(".order-machine .inline-related:not(.empty-form, .news-deleted)")].sort(
      (a, b) => a.style.order - b.style.order,
    );

  // Who may only look has no fields for the place of a block, without which the blocks would not come in their order.
  function givePlaces() {
    for (const name of ["region", "ordering"]) {
      for (const shown of document.querySelectorAll(`.inline-related .field-${name} .readonly`)) {
        const field = document.createElement("input");
        Object.assign(field, { type: "hidden", name: `looked-at-${name}`, value: shown.textContent.trim() });
        shown.after(field);
        shown.closest(".form-row").classList.add("hidden");
      }
    }
  }
  // When all of the page is there, and before the editor of blocks begins.
  document.addEventListener("readystatechange", givePlaces, { once: true });

  function move(block, step) {
    const blocks = inOrder();
    const from = blocks.indexOf(block);
    const to = Math.min(Math.max(from + step, 0), blocks.length - 1);
    blocks.splice(to, 0, blocks.splice(from, 1)[0]);
    blocks.forEach((each, place) => {
      ordering(each).value = each.style.order = 10 * (place + 1);
    });
    // Whoever listens for what was typed hears of it: autosave, and the question before the page is left.
    ordering(block).dispatchEvent(new Event("input", { bubbles: true }));
    say(told(words().moved, { "%title%": kindOf(block), "%place%": to + 1, "%all%": blocks.length }));
    block.scrollIntoView({ block: "nearest" });
  }

  function actLikeButton(element, label) {
    element.setAttribute("role", "button");
    element.tabIndex = 0;
    if (label) element.setAttribute("aria-label", label);
  }

  // What the buttons of a block do; other scripts add theirs before the blocks are ready.
  const acts = [
    { sign: "↑", name: "up", act: (block, button) => (move(block, -1), button.focus()) },
    { sign: "↓", name: "down", act: (block, button) => (move(block, 1), button.focus()) },
  ];

  function tellWhetherOpen(block) {
    const label = block.querySelector(":scope > h3 .inline_label");
    label?.setAttribute("aria-expanded", String(!block.classList.contains("collapsed")));
  }

  function equip(block) {
    if (block.querySelector(".news-tools") || block.classList.contains("empty-form")) return;
    const heading = block.querySelector(":scope > h3");
    actLikeButton(heading.querySelector(".inline_label"));
    actLikeButton(block.querySelector(".order-machine-insert-target"), words().insert);
    const tools = document.createElement("span");
    tools.className = "news-tools";
    for (const { sign, name, act } of window.ContentEditor.allowChange ? acts : []) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "news-move";
      button.textContent = sign;
      button.title = words()[name];
      button.setAttribute("aria-label", `${words()[name]}: ${kindOf(block)}`);
      button.addEventListener("click", (event) => {
        event.stopPropagation();
        act(block, button);
      });
      tools.append(button);
    }
    heading.append(tools);
    heading.classList.add("news-equipped");
    tellWhetherOpen(block);
    new MutationObserver(() => tellWhetherOpen(block)).observe(block, { attributeFilter: ["class"] });
    document.dispatchEvent(new CustomEvent("news:block", { detail: { block } }));
  }

  window.newsBlocks = { acts, say, told, words, kindOf, inOrder };

  let isReady = false;
  document.addEventListener("content-editor:ready", () => {
    isReady = true;
    document.querySelectorAll(".order-machine .inline-related").forEach(equip);
    actLikeButton(document.querySelector(".order-machine-insert-target.last"), words().insert);
    for (const button of document.querySelectorAll(".plugin-button[data-plugin-prefix]")) actLikeButton(button);
    // The texts are open; what only refers to the catalog shows its name, unless something is wrong with it.
    for (const block of inOrder()) {
      const closed = !block.querySelector(".field-text, .errorlist") && block.querySelector("input[name$='-id'][value]");
      if (closed) block.classList.add("collapsed");
    }
  });

  document.addEventListener("content-editor:activate", (event) => {
    // Before that, the page is made, and every block of it is activated: none of them was asked for.
    if (!isReady || !event.detail.inline.closest(".order-machine")) return;
    equip(event.detail.inline);
    say(told(words().added, { "%title%": kindOf(event.detail.inline) }));
    const first = "[contenteditable='true'], .select2-selection, input:not([type='hidden'])";
    const write = () => event.detail.inline.querySelector(`fieldset :is(${first})`)?.focus();
    // The autocompletes are made in this same turn, some of them after us; the text's editor says when it is there.
    setTimeout(write);
    event.detail.inline.addEventListener("prose-editor:ready", () => setTimeout(write), { once: true });
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
})();
