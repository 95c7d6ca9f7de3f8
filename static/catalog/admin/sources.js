// An address that is pasted finds its source, or tells who publishes on its site.
"use strict";
{
  const fields = (box) => {
    const prefix = box.name.replace(/url$/, "");
    const named = (name) => box.form.elements.namedItem(name);
    return {
      chosen: prefix ? named(prefix.replace(/_$/, "")) : null,
      publisher: named(`${prefix}publisher`),
      tier: named(`${prefix}tier`),
    };
  };

  const placeFor = (box) => {
    let place = box.form.querySelector(".catalog-known");
    if (!place) {
      place = document.createElement("output");
      place.className = "catalog-reading catalog-known";
      place.setAttribute("for", box.id);
      box.after(place);
    }
    return place;
  };

  const choose = (select, key, label) => {
    select.replaceChildren(new Option("", ""), new Option(label, key, true, true));
    // Select2 hears of it through jQuery only.
    if (window.django && window.django.jQuery) {
      window.django.jQuery(select).trigger("change");
    }
    select.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const find = async (box) => {
    const url = box.value.trim();
    const place = placeFor(box);
    place.replaceChildren();
    if (!url) {
      return;
    }
    let known;
    try {
      const answer = await fetch(`${box.dataset.known}?${new URLSearchParams({ url })}`);
      known = await answer.json();
    } catch {
      // Saving looks for the same.
      return;
    }
    if (box.value.trim() !== url) {
      return;
    }
    place.textContent = known.told || "";
    const { chosen, publisher, tier } = fields(box);
    if (known.source && chosen) {
      choose(chosen, known.source, known.label);
      for (const name of ["url", "publisher", "title", "tier", "published_on"]) {
        box.form.elements.namedItem(`source_${name}`).value = "";
      }
    } else if (known.publisher) {
      publisher.value = publisher.value || known.publisher;
      tier.value = tier.value || known.tier;
    }
  };

  document.addEventListener("change", (event) => {
    if (event.target.matches("[data-known]")) {
      find(event.target);
    }
  });
  document.addEventListener("paste", (event) => {
    if (event.target.matches("[data-known]")) {
      setTimeout(find, 0, event.target);
    }
  });
}
