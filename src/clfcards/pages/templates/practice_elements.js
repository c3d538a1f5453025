// Elements are made here, from texts and copies of what the page already shows: a text never becomes markup.

const main = document.getElementById("main");
const notices = document.getElementById("notices");

function el(tag, properties = {}, ...children) {
  // Properties beginning with "on" are listeners; others are attributes, which true sets and false leaves out.
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (value === true) made.setAttribute(name, "");
    else if (value !== false && value !== undefined) made.setAttribute(name, value);
  }
  made.append(...shown(children));
  return made;
}

function shown(children) {
  // The nodes and texts among what may also be nothing: a condition that does not hold, or a count that is zero.
  return children.flat().filter(Boolean);
}

function draw(...children) {
  main.replaceChildren(...shown(children));
}

function button(text, onclick, properties = {}) {
  return el("button", {type: "button", onclick, ...properties}, text);
}

function exam(text) {
  // A text in the exam's language, isolated from the English words around it.
  return el("bdi", {lang: page.exam.language, dir: page.exam.direction}, text);
}

function sentence(...parts) {
  // An English sentence that may hold texts of the exam, and keeps its own direction among them.
  return el("span", {dir: "ltr", class: "english"}, ...parts);
}

function copied(node) {
  // What is in a node of the booklet, as new nodes.
  return [...node.cloneNode(true).childNodes];
}

function count(number, word) { return `${number.toLocaleString("en")} ${word}${number === 1 ? "" : "s"}`; }

function clock(seconds) {
  // Rounded up, so that it shows 0:00 only at the end.
  const whole = Math.ceil(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function day(wall) {
  const at = new Date(wall), two = number => String(number).padStart(2, "0");
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

function notice(text) {
  // Said once, to eyes and to screen readers.
  notices.textContent = text;
  clearTimeout(notice.timer);
  notice.timer = setTimeout(() => { notices.textContent = ""; }, 10000);
}

function later(action) {
  // Once for many events that come together.
  clearTimeout(later.timer);
  later.timer = setTimeout(action, 50);
}

function dialog(title, ...children) {
  // A modal page over the page; closing it brings the focus back.
  const before = document.activeElement;
  const name = el("h2", {id: "dialog-title", tabindex: "-1"}, title);
  const box = el("dialog", {"aria-labelledby": "dialog-title"}, name, ...children);
  box.addEventListener("close", () => { box.remove(); if (before?.isConnected) before.focus(); });
  document.body.append(box);
  box.showModal();
  name.focus();
  return box;
}
