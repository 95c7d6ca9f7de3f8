// The focal point of a picture: set by a click or by arrow keys, beside the two numbers; crops follow at once.
"use strict";
document.addEventListener("DOMContentLoaded", () => {
  const frame = document.querySelector(".catalog-focal");
  const across = document.getElementById("id_focal_x");
  const down = document.getElementById("id_focal_y");
  if (!frame || !across || !down) {
    return;
  }
  const picture = frame.querySelector("img");
  const marker = document.createElement("button");
  marker.type = "button";
  marker.className = "catalog-focal-marker";
  frame.append(marker);

  const percent = (field) => Math.min(100, Math.max(0, Math.round(Number(field.value)) || 0));

  // Where the largest box of a ratio lies along one side, in the percent that object-position means.
  const position = (whole, part, focus) => {
    const room = whole - part;
    if (room < 1) {
      return 50;
    }
    return (100 * Math.min(Math.max((whole * focus) / 100 - part / 2, 0), room)) / room;
  };

  const show = (moved) => {
    const [x, y] = [percent(across), percent(down)];
    marker.style.left = `${x}%`;
    marker.style.top = `${y}%`;
    marker.setAttribute("aria-label", `${frame.dataset.label} ${x} % / ${y} %`);
    const [width, height] = [picture.naturalWidth, picture.naturalHeight];
    if (!moved || !width) {
      return;
    }
    for (const figure of document.querySelectorAll(".catalog-crops figure")) {
      const ratio = figure.dataset.across / figure.dataset.down;
      const crop = figure.querySelector("img");
      crop.src = picture.src;
      const left = position(width, Math.min(width, height * ratio), x);
      const top = position(height, Math.min(height, width / ratio), y);
      crop.style.objectPosition = `${left}% ${top}%`;
    }
  };

  const move = (x, y) => {
    across.value = Math.min(100, Math.max(0, Math.round(x)));
    down.value = Math.min(100, Math.max(0, Math.round(y)));
    across.dispatchEvent(new Event("input", { bubbles: true }));
    show(true);
  };

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    move((100 * (event.clientX - box.left)) / box.width, (100 * (event.clientY - box.top)) / box.height);
    marker.focus();
  });
  const steps = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
  marker.addEventListener("keydown", (event) => {
    const step = steps[event.key];
    if (step) {
      event.preventDefault();
      const size = event.shiftKey ? 10 : 1;
      move(percent(across) + size * step[0], percent(down) + size * step[1]);
    }
  });
  for (const field of [across, down]) {
    field.addEventListener("change", () => show(true));
  }
  show(false);
});
