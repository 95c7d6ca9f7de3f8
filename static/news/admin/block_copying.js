// Duplicates a block: another one like it, right below, with everything that was typed and chosen.
(() => {
  "use strict";

  const { acts, inOrder, say, told, words } = window.newsBlocks;
  const OWN = /-(id|parent|ordering|region|key|DELETE)$/;

  function copyField(from, to) {
    if (from.tagName === "SELECT") {
      for (const option of from.selectedOptions) {
        const known = [...to.options].find((each) => each.value === option.value);
        if (known) known.selected = true;
        else to.append(new Option(option.textContent, option.value, true, true));
      }
      window.django.jQuery(to).trigger("change");
    } else if (from.type === "checkbox") {
      to.checked = from.checked;
    } else {
      // The editor of a text is made after this turn, and begins with what stands here.
      to.value = from.value;
    }
  }

  function copy(block) {
    const prefix = block.id.replace(/-\d+$/, "");
    const ordered = inOrder();
    const next = ordered[ordered.indexOf(block) + 1];
    let made = null;
    document.addEventListener("content-editor:activate", (event) => (made = event.detail.inline), { once: true });
    window.ContentEditor._insertBefore = next ?? null;
    window.ContentEditor.addContent(prefix);
    if (!made) return;
    for (const field of block.querySelectorAll("input[name], select[name], textarea[name]")) {
      if (OWN.test(field.name)) continue;
      const twin = made.querySelector(`[name="${field.name.replace(block.id, made.id)}"]`);
      if (twin) copyField(field, twin);
    }
    made.dispatchEvent(new Event("input", { bubbles: true }));
    say(told(words().copied, { "%title%": window.newsBlocks.titleOf(block) }));
  }

  acts.push({ sign: "⧉", name: "copy", act: copy });
})();
