// Links in a text: a dialog that finds a series, a season or a person by its name, or takes an address.
import { Link } from "django-prose-editor/editor";

let count = 0;

function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...children);
  return made;
}

const isAddress = (typed) => /^(https?:\/\/|mailto:|\/|#)\S+$/i.test(typed);

function put(editor, href, label) {
  const chain = editor.chain().focus();
  if (editor.isActive("link")) {
    chain.extendMarkRange("link").updateAttributes("link", { href, title: null }).run();
  } else if (editor.state.selection.empty) {
    const link = { type: "text", text: label, marks: [{ type: "link", attrs: { href } }] };
    chain.insertContent([link, { type: "text", text: " " }]).run();
  } else {
    chain.setMark("link", { href }).run();
  }
}

// A combobox as the authoring practices describe it: the keyboard stays in the field, the arrows go through the list.
function ask(editor, { address, words }) {
  const id = `news-link-${(count += 1)}`;
  const field = element("input", {
    id, type: "text", role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false",
    "aria-controls": `${id}-list`, "aria-describedby": `${id}-help`, autocomplete: "off",
  });
  const list = element("ul", { id: `${id}-list`, role: "listbox", "aria-label": words.found });
  const status = element("p", { role: "status", id: `${id}-help` }, words.help);
  const take = element("button", { type: "submit", class: "button" }, words.take);
  const cancel = element("button", { type: "button", class: "button" }, words.cancel);
  const form = element("form", { method: "dialog" }, element("h2", { id: `${id}-title` }, words.title));
  form.append(element("label", { for: id }, words.label), field, list, status, element("p", {}, take, " ", cancel));
  const dialog = element("dialog", { class: "news-link", "aria-labelledby": `${id}-title` }, form);
  let options = [];
  let chosen = -1;
  let waiting = 0;
  let asked = 0;

  function choose(place) {
    chosen = place;
    options.forEach((option, number) => option.node.setAttribute("aria-selected", String(number === chosen)));
    if (chosen < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", options[chosen].node.id);
    options[chosen].node.scrollIntoView({ block: "nearest" });
  }

  function show(results) {
    options = results.map((result, number) => {
      const node = element("li", { id: `${id}-${number}`, role: "option", "aria-selected": "false" }, result.label);
      node.append(element("span", { class: "quiet" }, result.kind));
      node.addEventListener("click", () => finish(result.address, result.name));
      return { ...result, node };
    });
    list.replaceChildren(...options.map((option) => option.node));
    field.setAttribute("aria-expanded", String(options.length > 0));
    choose(options.length ? 0 : -1);
  }

  async function search() {
    const typed = field.value.trim();
    const mine = (asked += 1);
    if (!typed || isAddress(typed)) return show([]);
    try {
      const answer = await fetch(`${address}?q=${encodeURIComponent(typed)}`, { credentials: "same-origin" });
      if (!answer.ok) throw new Error(answer.statusText);
      const { results } = await answer.json();
      if (mine !== asked) return;
      show(results);
      status.textContent = results.length ? words.some.replace("%count%", results.length) : words.none;
    } catch {
      if (mine !== asked) return;
      show([]);
      status.textContent = words.failed;
    }
  }

  function finish(href, label) {
    dialog.close();
    put(editor, href, label);
  }

  field.addEventListener("input", (event) => {
    event.stopPropagation();
    clearTimeout(waiting);
    asked += 1;
    show([]);
    waiting = setTimeout(search, 200);
  });
  field.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    if (!options.length) return;
    choose((chosen + (event.key === "ArrowDown" ? 1 : -1) + options.length) % options.length);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    event.stopPropagation();
    const typed = field.value.trim();
    if (isAddress(typed)) finish(typed, typed);
    else if (chosen >= 0) finish(options[chosen].address, options[chosen].name);
    else status.textContent = typed ? words.none : words.help;
  });
  cancel.addEventListener("click", () => dialog.close());
  dialog.addEventListener("close", () => {
    dialog.remove();
    editor.commands.focus();
  });
  // Not inside the article's form: a form in a form would be sent with it.
  document.body.append(dialog);
  const { from, to } = editor.state.selection;
  field.value = editor.getAttributes("link").href ?? editor.state.doc.textBetween(from, to, " ").slice(0, 80);
  dialog.showModal();
  field.select();
  search();
}

export const StoryLink = Link.extend({
  addOptions() {
    return { ...this.parent?.(), address: "", words: {} };
  },

  onCreate() {
    this.parent?.();
    // The editor's other buttons are named in English. After it has made them they get the words of the page's catalog.
    setTimeout(() => {
      const { dom, _definedItems } = this.editor.storage.menu ?? {};
      const said = window.gettext ?? ((word) => word);
      const shown = dom ? [...dom.querySelectorAll("button")] : [];
      for (const button of [...shown, ...Object.values(_definedItems ?? {}).map((item) => item.button)]) {
        if (!button?.title) continue;
        button.title = said(button.title);
        button.setAttribute("aria-label", button.title);
      }
      for (const { option } of Object.values(_definedItems ?? {})) {
        if (option) option.textContent = said(option.textContent);
      }
    });
  },

  addMenuItems({ menu, buttons }) {
    menu.defineItem({
      name: "link",
      groups: "link",
      command: (editor) => editor.commands.addLink(),
      button: buttons.material("insert_link", this.options.words.title),
      active: (editor) => editor.isActive("link"),
    });
    menu.defineItem({
      name: "unlink",
      groups: "link",
      command: (editor) => editor.chain().focus().unsetLink().run(),
      button: buttons.material("link_off", this.options.words.unlink),
      hidden: (editor) => !editor.isActive("link"),
    });
  },

  addCommands() {
    return {
      ...this.parent?.(),
      addLink: () => ({ editor }) => {
        // After the command has run: it moves the keyboard into a dialog.
        setTimeout(() => ask(editor, this.options));
        return true;
      },
    };
  },
});
