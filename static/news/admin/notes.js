// Notes on a draft: shown beside their blocks, written and resolved without leaving the page and what is typed there.
(() => {
  "use strict";

  const section = document.getElementById("notes");
  const { say, told } = window.newsBlocks;
  const words = section.dataset;
  const places = JSON.parse(words.places);
  const list = document.getElementById("news-note-list");
  const form = document.getElementById("news-note");
  const settling = document.getElementById("news-settle");
  const composer = section.querySelector(".news-composer");
  const [label, text, error] = ["label", "textarea", "[role='alert']"].map((each) => composer.querySelector(each));
  const [add, close] = composer.querySelectorAll("button");
  document.body.classList.add("news-scripted");

  const keys = Object.fromEntries(Object.entries(places).map(([key, id]) => [id, key]));
  const noteOf = (key) => (/^answer:(\d+)$/.exec(key) ?? [])[1];
  const blockOf = (key) => (key ? document.getElementById(places[key]) : null);

  // -- beside the blocks --------------------------------------------------------------------------------------------

  // What stands below the title of a block: its notes, and the composer while it is there.
  function margin(block) {
    let found = block.querySelector(":scope > .news-margin");
    if (!found) {
      found = document.createElement("div");
      found.className = "news-margin";
      found.append(document.createElement("ul"));
      block.querySelector(":scope > h3").after(found);
    }
    return found;
  }

  function show() {
    for (const old of document.querySelectorAll(".inline-related > .news-margin > ul > li")) old.remove();
    for (const note of list.querySelectorAll(".news-note[data-block]")) {
      const block = blockOf(note.dataset.block);
      const link = note.querySelector(".news-note-about a");
      if (!block || !link) continue;
      link.href = `#${block.id}`;
      if (note.closest(".news-settled")) continue;
      const twin = note.cloneNode(true);
      twin.removeAttribute("id");
      twin.querySelector(".news-note-about").remove();
      margin(block).querySelector("ul").append(twin);
    }
  }

  // A link from the list opens the block that it leads to.
  list.addEventListener("click", (event) => {
    const link = event.target.closest(".news-note-about a[href^='#']");
    const block = link && document.getElementById(link.hash.slice(1));
    if (!block) return;
    event.preventDefault();
    block.classList.remove("collapsed");
    block.scrollIntoView({ block: "start" });
    block.querySelector(".inline_label")?.focus({ preventScroll: true });
  });

  // -- on the way ---------------------------------------------------------------------------------------------------

  const cookie = (from) => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? from.csrfmiddlewaretoken.value;

  // The answer of the site, or a sentence that says why there is none.
  async function send(from, address, body) {
    try {
      const response = await fetch(address, {
        method: "POST",
        body,
        redirect: "manual",
        headers: { "X-CSRFToken": cookie(from), Accept: "application/json" },
      });
      if (response.status === 401 || response.type === "opaqueredirect") return { refused: words.loggedOut };
      const answer = await response.json();
      return response.ok ? answer : { refused: answer.says, token: answer.token };
    } catch {
      return { refused: words.failed };
    }
  }

  function take(answer) {
    if (answer.token) form.token.value = answer.token;
    if (answer.refused) return false;
    list.innerHTML = answer.notes;
    show();
    if (!composer.hidden) home().append(composer);
    say(answer.says);
    return true;
  }

  // -- writing one --------------------------------------------------------------------------------------------------

  // What it is about: the key of a block, a note that it answers, "" for the whole article; and whether a note was
  // answered in the list.
  let key = "";
  let inList = true;

  // Where the composer stands.
  function home() {
    const note = noteOf(key);
    if (!note) return blockOf(key) ? margin(blockOf(key)) : section;
    const own = inList ? list : document.querySelector(".order-machine");
    return own.querySelector(`.news-open-notes [data-note="${note}"], .inline-related .news-note[data-note="${note}"]`) ?? section;
  }

  function title() {
    const note = noteOf(key);
    if (note) return list.querySelector(`#note-${note} > .news-note-text`)?.textContent.trim() ?? "";
    return blockOf(key) ? window.newsBlocks.titleOf(blockOf(key)) : words.all;
  }

  const stored = (key) => `${words.store}:${key}`;
  const keep = () => {
    if (text.value.trim()) sessionStorage.setItem(stored(key), text.value);
    else sessionStorage.removeItem(stored(key));
  };

  function refuse(sentence) {
    error.textContent = sentence ?? "";
    error.hidden = !sentence;
  }

  function open(wanted) {
    key = wanted;
    form.answer_to.value = noteOf(key) ?? "";
    form.block.value = noteOf(key) ? "" : key;
    label.textContent = told(noteOf(key) ? words.answer : words.label, { "%title%": title() });
    home().append(composer);
    text.value = sessionStorage.getItem(stored(key)) ?? "";
    composer.hidden = false;
    refuse("");
    text.focus();
  }

  // Back to where it was opened from.
  function shut() {
    const note = noteOf(key);
    const opener = note
      ? (home().querySelector(".news-answer") ?? document.getElementById("notes-heading"))
      : (blockOf(key)?.querySelector(".news-note-here") ?? document.getElementById("news-note-all"));
    composer.hidden = true;
    opener.focus();
  }

  // A button for each block that is stored, before the one that deletes it.
  function equip(block) {
    if (!keys[block.id]) return;
    const button = document.createElement("button");
    button.type = "button";
    button.className = "news-move news-note-here";
    button.textContent = "✎";
    button.title = words.button;
    button.setAttribute("aria-label", `${words.button}: ${window.newsBlocks.kindOf(block)}`);
    button.addEventListener("click", (event) => {
      event.stopPropagation();
      open(keys[block.id]);
    });
    const tools = block.querySelector(".news-tools");
    tools.insertBefore(button, tools.lastElementChild);
  }

  document.getElementById("news-note-all").addEventListener("click", () => open(""));
  // Without this script the link leads to a form of its own.
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.(".news-answer");
    if (!link) return;
    event.preventDefault();
    inList = list.contains(link);
    open(`answer:${link.dataset.note}`);
  });
  close.addEventListener("click", shut);
  text.addEventListener("input", (event) => {
    // It is no part of the draft.
    event.stopPropagation();
    keep();
  });
  text.addEventListener("keydown", (event) => {
    if (event.key === "Escape") shut();
    else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) form.requestSubmit(add);
    else return;
    event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    if (add.disabled) return;
    add.disabled = true;
    refuse("");
    const sent = key;
    const answer = await send(form, form.action, new FormData(form));
    add.disabled = false;
    if (!take(answer)) {
      refuse(answer.refused);
      return;
    }
    sessionStorage.removeItem(stored(sent));
    if (key === sent) {
      text.value = "";
      shut();
    }
  });

  // -- settling one -------------------------------------------------------------------------------------------------

  settling.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopPropagation();
    const button = event.submitter;
    if (button.disabled) return;
    button.disabled = true;
    const block = button.closest(".inline-related");
    const body = new FormData(settling);
    body.set(button.name, button.value);
    const answer = await send(settling, button.formAction, body);
    button.disabled = false;
    if (!take(answer)) {
      say(answer.refused);
      const note = document.createElement("p");
      note.className = "news-refused";
      note.textContent = answer.refused;
      button.parentElement.querySelector(".news-refused")?.remove();
      button.after(note);
      return;
    }
    (block?.querySelector(".news-note-here") ?? document.getElementById("notes-heading")).focus();
  });

  // -- as the page opens --------------------------------------------------------------------------------------------

  document.addEventListener("news:block", ({ detail: { block } }) => equip(block));
  document.addEventListener("content-editor:ready", () => {
    show();
    const waiting = Object.keys(sessionStorage).find((name) => name.startsWith(`${words.store}:`));
    if (waiting === undefined) return;
    const kept = waiting.slice(words.store.length + 1);
    const note = noteOf(kept);
    if (!kept || blockOf(kept) || (note && document.getElementById(`note-${note}`))) open(kept);
  });
})();
