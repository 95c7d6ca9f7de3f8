// Deletes a block in place, and takes that back: nothing of it is lost before the article is saved.
(() => {
  "use strict";

  const blocks = window.newsBlocks;
  const { acts, say, told, words } = blocks;
  const marker = (block) => block.querySelector("input[type='checkbox'][name$='-DELETE']");
  const fieldsOf = (block) => block.querySelectorAll("input[name], select[name], textarea[name]");

  function mark(block, deleted) {
    const box = marker(block);
    if (box) {
      box.checked = deleted;
      block.classList.toggle("for-deletion", deleted);
      box.dispatchEvent(new Event("change", { bubbles: true }));
      return;
    }
    // A block that was never saved is not sent at all.
    for (const field of fieldsOf(block)) {
      if (deleted && !field.disabled) {
        field.disabled = true;
        field.dataset.newsHeld = "yes";
      } else if (!deleted && field.dataset.newsHeld) {
        field.disabled = false;
        delete field.dataset.newsHeld;
      }
    }
  }

  function noteChange(block) {
    block.closest("form").dispatchEvent(new Event("input", { bubbles: true }));
  }

  function remove(block) {
    const title = blocks.titleOf(block);
    mark(block, true);
    block.classList.add("news-deleted");
    const note = document.createElement("p");
    note.className = "news-undo";
    const undo = document.createElement("button");
    undo.type = "button";
    undo.className = "news-move";
    undo.textContent = words().undo;
    undo.setAttribute("aria-label", `${words().undo}: ${title}`);
    undo.addEventListener("click", () => putBack(block, note, title));
    note.append(told(words().deleted, { "%title%": title }), " ", undo);
    block.prepend(note);
    say(told(words().deleted, { "%title%": title }));
    undo.focus();
    noteChange(block);
  }

  function putBack(block, note, title) {
    mark(block, false);
    block.classList.remove("news-deleted");
    note.remove();
    say(told(words().restored, { "%title%": title }));
    block.querySelector(".news-tools button:last-child").focus();
    noteChange(block);
  }

  acts.push({ sign: "✕", name: "remove", act: remove });

  // A form that came back with an error still knows what was to go.
  document.addEventListener("news:block", (event) => {
    if (marker(event.detail.block)?.checked) remove(event.detail.block);
  });
})();
