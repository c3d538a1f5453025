// The keys of the terminal. Who uses speech or types by accident can turn them off.

const ACTIONS = {
  next: () => step(1), previous: () => step(-1), flag, submit: () => askToHandIn(), leave: () => go(""), help: () => showKeys(),
  list: () => main.querySelector(".palette [aria-current]").focus(),
  up: () => focusOption(-1), down: () => focusOption(1),
  strike: () => { const row = marked(); if (row) strike(row.dataset.option); else did(null, "Choose an option with ↑ or ↓ first."); },
};

function keysOn() { return setting("keys") !== "off"; }

function marked() { return document.activeElement.closest?.(".option"); }

function focusOption(by) {
  const rows = [...main.querySelectorAll(".option")], at = rows.indexOf(marked());
  const to = at < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.max(0, Math.min(rows.length - 1, at + by));
  rows[to].querySelector("input").focus();
}

function enter() {
  // Chooses the marked option, or goes to the next question if this one is answered.
  const asked = current(), row = marked(), mine = chosen(open.sitting, asked);
  if (row && !mine.includes(row.dataset.option)) choose(row.dataset.option);
  else if (isAnswered(open.sitting, asked)) step(1);
  else did(null, `Choose ${asked.right.length - mine.length}${mine.length ? " more" : ""}; n leaves it for later.`);
}

function showKeys() {
  const rows = page.keys.filter(row => row.exam).map(row => el("tr", {}, el("th", {scope: "row"}, row.shown), el("td", {}, row.exam)));
  const on = el("input", {type: "checkbox", onchange: event => { setting("keys", event.target.checked ? null : "off"); later(show); }});
  on.checked = keysOn();
  const box = dialog("Keys", el("table", {}, el("tbody", {}, rows)),
    el("p", {}, el("label", {class: "check"}, on, "Single letters and digits are shortcuts")),
    el("div", {class: "moves"}, button("Close", () => box.close(), {class: "main"})));
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog")) return;
  const {target, key} = event, onOption = target.matches?.(".option input");
  if (target.matches?.("textarea, select, input:not([type=radio], [type=checkbox])")) return;
  const isPlain = key.length === 1 && key !== " ";
  if (isPlain && !keysOn()) return;
  if (key === "?") { event.preventDefault(); showKeys(); return; }
  if (view.name !== "exam" || !open) return;
  if (pressed(key, onOption, event.repeat)) event.preventDefault();
});

function pressed(key, onOption, isHeld) {
  // Whether the key did something. A held key only moves.
  const asked = current();
  const row = page.keys.find(each => each.exam && ACTIONS[each.action] && each.keys.includes(key));
  if (row && ["up", "down", "next", "previous"].includes(row.action)) { ACTIONS[row.action](); return true; }
  const button = document.activeElement.closest?.("button, summary, a");
  if (isHeld && (key.length === 1 || key === "Enter")) return !button;
  if (key === " " && onOption) { choose(document.activeElement.value); return true; }
  if (key === "Enter") { if (!button) enter(); return !button; }
  if (key.length !== 1) return false;
  const digit = "123456".indexOf(key), letter = LETTERS.toLowerCase().indexOf(key), at = digit >= 0 ? digit : letter;
  if (at >= 0 && at < asked.options.length) { chooseByKey(at); return true; }
  if ("789".includes(key)) { mark(SURE["789".indexOf(key)]); return true; }
  if (key === "f") { did(null, "Flag is F now: press shift and f."); return true; }
  if (row) { ACTIONS[row.action](); return true; }
  return false;
}

function chooseByKey(at) {
  const input = main.querySelectorAll(".option input")[at];
  input.focus();
  choose(input.value);
}
