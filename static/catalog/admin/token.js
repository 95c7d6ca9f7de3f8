// Sends a form with the newest token: logging in in another tab has made the one on the page worthless.
"use strict";
document.addEventListener("submit", (event) => {
  const token = /(?:^|;\s*)csrftoken=([^;]+)/.exec(document.cookie)?.[1];
  const field = event.target.elements.csrfmiddlewaretoken;
  if (token && field) field.value = token;
});
