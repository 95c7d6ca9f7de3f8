// Shows the buttons of passkeys where they can work, and says what went wrong when they did not.
document.addEventListener("DOMContentLoaded", () => {
  const trouble = document.getElementById("passkey-trouble");
  const buttons = document.querySelectorAll("[data-passkey]");
  const isNumber = /^[\d.]+$|:/.test(location.hostname);
  const usable = window.isSecureContext && window.PublicKeyCredential && !isNumber;

  function say(sentence) {
    trouble.textContent = sentence;
    trouble.hidden = false;
  }

  for (const button of buttons) button.hidden = !usable;
  // Beside a password they are not missed.
  if (!usable && !document.querySelector("[type=password], [name=code]")) say(trouble.dataset.unusable);

  document.addEventListener("allauth.error", (event) => {
    event.preventDefault();
    const sentences = { NotAllowedError: trouble.dataset.refused, InvalidStateError: trouble.dataset.known };
    say(sentences[event.detail.exception.name] || trouble.dataset.failed);
  });
});
