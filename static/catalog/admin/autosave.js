// Keeps what is typed into a form: on the site every few seconds, in this browser while the site is out of reach.
// Says who else has the form open, and asks before a page is left on which something was typed and not saved.
"use strict";
{
  const place = document.getElementById("keeping");
  const form = [...document.querySelectorAll("#content-main > form")].find((each) => each.method === "post");
  if (place && form) {
    const told = place.dataset;
    const SECOND = 1000;
    const EVERY = Number(told.every || 3) * SECOND;
    const BEAT = Number(told.beat || 20) * SECOND;
    // The most that a browser sends from a page that is going.
    const MOST_AT_END = 60000;
    // What was erased is to be forgotten here too.
    const GONE = 410;
    const OWN = new Set(["csrfmiddlewaretoken", "_opened", "_counter", "_taken"]);
    const state = place.querySelector(".keeping-state");
    const voice = place.querySelector("[role=status]");
    let counter = Number(told.counter);
    let taken = told.taken;
    let kept = null; // the body that the site has, or that nobody has to keep
    let dirty = Boolean(told.typed);
    let leaving = false;
    let timer = 0;
    let busy = false;
    let again = false;
    let keptAt = 0;
    let spoken = "";

    // -- the body ---------------------------------------------------------------------------------------------------

    function body() {
      const fields = [];
      for (const [name, value] of new FormData(form)) {
        const control = form.elements[name];
        const secret = control && control.type === "password";
        if (!OWN.has(name) && !secret && typeof value === "string") fields.push([name, value]);
      }
      return fields;
    }
    const encoded = (fields) => new URLSearchParams(fields).toString();
    const hasFile = () => [...form.querySelectorAll("input[type=file]")].some((each) => each.files.length);

    // -- what the editor is told ------------------------------------------------------------------------------------

    function say(sentence, { quiet = false, login = false } = {}) {
      state.hidden = false;
      state.textContent = sentence;
      if (login) {
        const link = document.createElement("a");
        link.href = told.login;
        link.target = "_blank";
        link.textContent = told.logIn;
        state.append(" ", link);
      }
      // Read out once when it becomes so, and not again every few seconds.
      if (!quiet && spoken !== sentence) voice.textContent = sentence;
      spoken = quiet ? spoken : sentence;
    }
    const refuse = (reason) => say(told.notKept.replace("%reason%", reason));

    function sayKept() {
      const seconds = Math.round((Date.now() - keptAt) / SECOND);
      if (keptAt) {
        say(seconds < 5 ? told.kept : told.ago.replace("%seconds%", seconds), { quiet: seconds >= 5 });
        if (hasFile()) state.append(` ${told.files}`);
      }
    }

    // -- in this browser --------------------------------------------------------------------------------------------

    const key = (opened) => `${told.store}:${opened}`;

    function store(fields) {
      try {
        const copy = { form: told.form, opened: told.opened, taken, counter, fields, at: Date.now() };
        localStorage.setItem(key(told.opened), JSON.stringify(copy));
        return true;
      } catch {
        return false;
      }
    }

    function unstore(opened, upTo) {
      try {
        const copy = JSON.parse(localStorage.getItem(key(opened)));
        if (copy && copy.counter <= upTo) localStorage.removeItem(key(opened));
      } catch {
        // What cannot be read is of no use to anybody.
      }
    }

    // -- on the site ------------------------------------------------------------------------------------------------

    const cookie = () => /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? form.csrfmiddlewaretoken.value;

    function send(copy, text, keepalive = false) {
      const query = new URLSearchParams({
        form: copy.form,
        opened: copy.opened,
        counter: copy.counter,
        taken: copy.taken || "",
        ...(copy.late && { late: "yes" }),
      });
      return fetch(`${told.keep}?${query}`, {
        method: "POST",
        body: text,
        keepalive,
        redirect: "manual",
        // The newest token: logging in again has made another one.
        headers: { "Content-Type": "text/plain", "X-CSRFToken": cookie(), Accept: "application/json" },
      });
    }

    async function read(response) {
      try {
        return await response.json();
      } catch {
        return {};
      }
    }
    const isLoggedOut = (response) => response.status === 401 || response.type === "opaqueredirect";

    async function keep(atEnd = false) {
      clearTimeout(timer);
      timer = 0;
      if (busy && !atEnd) {
        again = true;
        return;
      }
      const fields = body();
      const text = encoded(fields);
      if (text === kept) return;
      dirty = true;
      counter += 1;
      const mine = counter;
      const isStored = store(fields);
      if (atEnd && text.length > MOST_AT_END) return;
      busy = true;
      try {
        const response = await send({ form: told.form, opened: told.opened, counter: mine, taken }, text, atEnd);
        const answer = await read(response);
        if (response.ok) {
          kept = text;
          taken = "";
          keptAt = Date.now();
          sayKept();
          show(answer.present);
          unstore(told.opened, mine);
        } else if (isLoggedOut(response)) {
          say(told.loggedOut, { login: true });
          retry();
        } else if (response.status === GONE) {
          unstore(told.opened, mine);
          refuse(answer.says);
        } else {
          refuse(answer.says || told.failed);
          if (response.status >= 500) retry();
        }
      } catch {
        if (isStored) say(told.offline);
        else refuse(told.full);
        retry();
      } finally {
        busy = false;
        if (again) {
          again = false;
          soon();
        }
      }
    }

    const soon = () => {
      timer ||= setTimeout(keep, EVERY);
    };
    const retry = () => {
      timer ||= setTimeout(keep, 3 * EVERY);
    };

    // -- what was typed ---------------------------------------------------------------------------------------------

    // Before the first movement the form is as it came.
    const begin = () => {
      if (kept === null) kept = dirty ? "" : encoded(body());
    };
    // A movement may have changed something, whatever the field is made of; `keep` compares.
    const note = () => {
      begin();
      soon();
    };
    for (const name of ["focusin", "pointerdown", "keydown", "paste", "drop", "dragstart"]) {
      document.addEventListener(name, begin, { capture: true });
    }
    for (const name of ["input", "change", "click", "keyup", "paste", "drop", "dragend"]) {
      form.addEventListener(name, note);
    }
    // Select2 tells of a choice through jQuery only.
    if (window.django && window.django.jQuery) {
      window.django.jQuery(form).on("select2:select select2:unselect select2:clear", note);
    }
    if (dirty) {
      begin();
      soon();
    }
    document.addEventListener("visibilitychange", () => {
      if (document.hidden && kept !== null && !leaving) keep(true);
    });
    window.addEventListener("pagehide", () => {
      if (kept !== null && !leaving) keep(true);
    });

    // -- saving and leaving -----------------------------------------------------------------------------------------

    function field(name, value) {
      const input = form.querySelector(`input[type=hidden][name=${name}]`) ?? document.createElement("input");
      Object.assign(input, { type: "hidden", name, value });
      if (!input.isConnected) form.append(input);
    }

    form.addEventListener("submit", (event) => {
      if (event.defaultPrevented) return;
      leaving = true;
      clearTimeout(timer);
      counter += 1;
      // Should the site be out of reach now, the words are still here; once saved, they are known to be old.
      if (kept !== null) store(body());
      field("_opened", told.opened);
      field("_counter", counter);
      field("_taken", told.taken);
      form.csrfmiddlewaretoken.value = cookie();
    });
    window.addEventListener("pageshow", () => {
      leaving = false;
    });
    window.addEventListener("beforeunload", (event) => {
      const isTyped = dirty || (kept !== null && encoded(body()) !== kept);
      if (isTyped && !leaving) event.preventDefault();
    });

    // -- what this browser still has --------------------------------------------------------------------------------

    function offer(look) {
      const found = place.querySelector(".keeping-found");
      if (found.querySelector(`a[href="${look}"]`)) return;
      const link = document.createElement("a");
      link.href = look;
      link.textContent = told.found;
      const line = document.createElement("li");
      line.append(link);
      found.querySelector("ul").append(line);
      found.hidden = false;
    }

    // Hands in what was typed while the site was out of reach, on this form or another one of this editor.
    async function handIn() {
      const own = told.store.split(":").slice(0, 2).join(":");
      const names = Object.keys(localStorage).filter((name) => name.startsWith(`${own}:`));
      for (const name of names) {
        let copy;
        try {
          copy = JSON.parse(localStorage.getItem(name));
          if (copy.opened === told.opened) continue;
          const isHere = name.startsWith(`${told.store}:`);
          if (isHere) copy.form = told.form;
          copy.late = true;
          const response = await send(copy, encoded(copy.fields));
          const answer = await read(response);
          // Also when it was saved, or a newer copy is kept.
          if (response.ok || response.status === GONE) localStorage.removeItem(name);
          if (response.ok && isHere && answer.look) offer(answer.look);
        } catch {
          return;
        }
      }
    }

    // -- who else is here -------------------------------------------------------------------------------------------

    function show(present) {
      // Sentences that the site has made and escaped.
      if (present !== undefined) place.querySelector(".keeping-present").innerHTML = present;
    }

    async function beat() {
      if (document.hidden || busy) return;
      try {
        const response = await send({ form: told.form, opened: told.opened, counter }, "");
        if (isLoggedOut(response)) say(told.loggedOut, { login: true });
        else if (response.ok) show((await read(response)).present);
      } catch {
        // Without a network nobody else is seen; what is typed says so itself.
      }
    }

    setInterval(beat, BEAT);
    setInterval(() => {
      if (spoken === told.kept && Date.now() - keptAt >= 5 * SECOND) sayKept();
    }, 4 * SECOND);
    window.addEventListener("online", () => {
      if (kept !== null) keep();
      handIn();
    });
    handIn();
    beat();
  }
}
