// What a page gains when scripts run: a clock that counts, words about what is saved, characters left.
// Nothing here is needed: the server keeps the time, the drafts and the limits. Every sentence comes from the page.
"use strict";

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? values[name] : whole));

function leftInWords(seconds, words) {
  const days = Math.floor(seconds / 86400);
  const hours = Math.floor(seconds / 3600) % 24;
  const minutes = Math.floor(seconds / 60) % 60;
  if (days > 0) return fill(words.days, { days, hours });
  if (hours > 0) return fill(words.hours, { hours, minutes });
  return fill(words.minutes, { minutes, seconds: seconds % 60 });
}

// Counts with the server's time: its instant when the page was made, plus what this page has lived since then.
function startClock(box) {
  const shown = box.querySelector("[data-left]");
  const said = box.querySelector("[data-said]");
  const atStart = (Date.parse(box.dataset.deadline) - Date.parse(box.dataset.now)) / 1000;
  const born = performance.now();
  let told = Infinity;

  const tick = () => {
    const seconds = Math.max(0, Math.floor(atStart - (performance.now() - born) / 1000));
    shown.textContent = seconds > 0 ? leftInWords(seconds, box.dataset) : box.dataset.over;
    const step = [0, 5, 15, 60].find((minutes) => seconds <= minutes * 60);
    if (step !== undefined && step < told) {
      told = step;
      said.textContent = seconds > 0 ? fill(box.dataset.say, { left: leftInWords(seconds, box.dataset) }) : box.dataset.over;
    }
    if (seconds > 0) setTimeout(tick, 1000);
  };
  shown.parentElement.hidden = false;
  tick();
}

// A form whose draft saves itself holds one [data-state] line; htmx tells how the saving went.
function startState(line) {
  const form = line.closest("form") || document;
  const show = (name) => {
    line.textContent = line.dataset[name];
    line.classList.toggle("not", name === "failed");
  };
  form.addEventListener("input", () => show("unsaved"));
  form.addEventListener("htmx:before:request", () => show("saving"));
  form.addEventListener("htmx:after:request", (event) => {
    const answer = event.detail && event.detail.ctx && event.detail.ctx.response;
    show(answer && answer.status < 400 ? "saved" : "failed");
  });
  form.addEventListener("htmx:error", () => show("failed"));
}

function startCount(line) {
  const field = document.getElementById(line.dataset.count);
  if (!field) return;
  const most = Number(line.dataset.most);
  const update = () => {
    const left = most - field.value.length;
    line.hidden = left > most / 5;
    line.textContent = left >= 0 ? fill(line.dataset.left, { left }) : fill(line.dataset.over, { over: -left });
  };
  field.addEventListener("input", update);
  update();
}

document.querySelectorAll("[data-clock]").forEach(startClock);
document.querySelectorAll("[data-state]").forEach(startState);
document.querySelectorAll("[data-count]").forEach(startCount);
document.querySelectorAll("[data-focus]").forEach((box) => box.focus());
