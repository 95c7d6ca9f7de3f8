// A form that comes back refused begins with the reason: it is in sight, and the keyboard and a screen reader begin there.
"use strict";
{
  const reason = document.querySelector(".news-conflict, .catalog-conflict, .errornote");
  if (reason) {
    // The editor of blocks would go back to where the page was scrolled to when it was sent.
    history.replaceState(history.state, "", location.hash.replace(/scrollY=\d+/, "scrollY=0") || location.href);
    window.addEventListener("load", () => {
      reason.tabIndex = -1;
      reason.focus();
    });
  }
}
