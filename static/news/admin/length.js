// Says how long the story is while it is written: the words of its lead and texts, and the minutes they take.
(() => {
  "use strict";

  // As news/reading.py counts them.
  const WORD = /[\p{L}\p{N}]+(?:[.,’'\u2010\u2011-][\p{L}\p{N}]+)*/gu;
  const shown = () => document.getElementById("news-length");
  let waiting = 0;

  function wordsIn(html) {
    const page = new DOMParser().parseFromString(html.replace(/<(?=\/?(?:p|br|li|h\d|blockquote)\b)/g, " <"), "text/html");
    return (page.body.textContent.match(WORD) ?? []).length;
  }

  function count() {
    waiting = 0;
    const texts = document.querySelectorAll(
      ".order-machine .inline-related:not(.empty-form, .news-deleted) textarea[name$='-text']",
    );
    const lead = (document.getElementById("id_lead")?.value.match(WORD) ?? []).length;
    const words = [...texts].reduce((sum, text) => sum + wordsIn(text.value), lead);
    const { pattern, speed } = shown().dataset;
    const minutes = Math.ceil(words / Number(speed));
    shown().textContent = pattern.replace("%words%", words).replace("%minutes%", minutes);
  }

  function soon() {
    // Whoever may only look has no fields to count in.
    if (shown() && document.getElementById("id_lead") && !waiting) waiting = setTimeout(count, 200);
  }

  document.addEventListener("input", soon);
  document.addEventListener("content-editor:ready", soon);
  document.addEventListener("content-editor:activate", soon);
})();
