// Asks before a page is left on which something was typed and not saved.
"use strict";
{
  const form = document.querySelector("#content-main > form[id]");
  let typed = false;

  const note = () => {
    typed = true;
  };
  if (form) {
    form.addEventListener("input", note);
    // Select2 tells of a choice through jQuery only.
    if (window.django && window.django.jQuery) {
      window.django.jQuery(form).on("select2:select select2:unselect select2:clear", note);
    }
    form.addEventListener("submit", () => {
      typed = false;
    });
    window.addEventListener("beforeunload", (event) => {
      if (typed) {
        event.preventDefault();
      }
    });
  }
}
