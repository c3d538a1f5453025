// The Question card. Both sides deal the options alike from the note and the day, so the order needs no memory.
// What was chosen is kept in the page and in sessionStorage: front and back of a card are one page on some
// platforms and two on others. Where neither lasts, the back shows no verdict.

function clfcardsDay() {
  var now = new Date(Date.now() - 4 * 3600 * 1000); // as in Anki, a day begins at 4 a.m.
  return now.getFullYear() + "-" + (now.getMonth() + 1) + "-" + now.getDate();
}

function clfcardsRemember(state) {
  window.clfcardsState = state;
  try { sessionStorage.setItem("clfcards", JSON.stringify(state)); } catch (error) { /* the page's own copy may do */ }
}

function clfcardsRecall(note) {
  var state = window.clfcardsState;
  if (!state) {
    try { state = JSON.parse(sessionStorage.getItem("clfcards")); } catch (error) { state = null; }
  }
  return state && state.note === note ? state : null;
}

// Puts the options in the order of this note on this day, and returns them. FNV-1a, then mulberry32.
function clfcardsDeal(root, day) {
  var list = root.querySelector(".options");
  var items = Array.prototype.slice.call(list.children);
  var seed = 2166136261;
  (root.dataset.note + " " + day).split("").forEach(function (letter) {
    seed = Math.imul(seed ^ letter.charCodeAt(0), 16777619);
  });
  function random() {
    seed = (seed + 0x6D2B79F5) | 0;
    var mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }
  for (var i = items.length - 1; i > 0; i--) {
    var j = Math.floor(random() * (i + 1));
    var swap = items[i]; items[i] = items[j]; items[j] = swap;
  }
  items.forEach(function (item, index) {
    item.dataset.place = index + 1;
    list.appendChild(item);
  });
  return items;
}

function clfcardsFront(root) {
  var list = root.querySelector(".options");
  var words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  var hint = root.querySelector(".choose");
  var wanted = Number(list.dataset.choose) || 1;
  var state = { note: root.dataset.note, day: clfcardsDay(), chosen: [] };
  var items = clfcardsDeal(root, state.day);
  clfcardsRemember(state);

  root.classList.add("live");
  if (wanted !== 1) { root.classList.add("many"); }
  list.setAttribute("role", wanted === 1 ? "radiogroup" : "group");
  items.forEach(function (item, index) {
    item.classList.add("tappable"); // elsewhere, a tap in AnkiMobile and AnkiDroid turns the card
    item.setAttribute("role", wanted === 1 ? "radio" : "checkbox");
    item.setAttribute("tabindex", "0");
    item.setAttribute("aria-keyshortcuts", "Alt+" + (index + 1));
    item.addEventListener("click", function (event) {
      if (!event.target.closest("a")) { toggle(item); }
    });
  });
  show();

  function toggle(item) {
    var key = item.dataset.option;
    var at = state.chosen.indexOf(key);
    if (at >= 0) { state.chosen.splice(at, 1); }
    else if (wanted === 1) { state.chosen = [key]; }
    else if (state.chosen.length < wanted) { state.chosen.push(key); }
    clfcardsRemember(state);
    show();
  }

  function show() {
    items.forEach(function (item) {
      item.setAttribute("aria-checked", String(state.chosen.indexOf(item.dataset.option) >= 0));
    });
    if (hint) {
      var full = state.chosen.length === wanted;
      hint.textContent = "Choose " + words[wanted] + (state.chosen.length ? ": " + words[state.chosen.length] + " chosen" : ".");
      hint.classList.toggle("full", full);
    }
  }

  // Anki's desktop program takes plain digits, letters, space and Enter before the page sees them.
  function press(event) {
    if (event.ctrlKey || event.metaKey || event.shiftKey || !document.body.contains(root)) { return; }
    var at = items.indexOf(document.activeElement);
    var digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code); // on a Mac, Alt changes event.key
    if (event.altKey) {
      var item = digit && items[digit[1] - 1];
      if (!item) { return; }
      item.focus();
      toggle(item);
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      var step = event.key === "ArrowDown" ? 1 : -1;
      items[at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length].focus();
    } else if (event.key === "ArrowRight" && at >= 0) { toggle(items[at]); }
    else { return; }
    event.preventDefault();
    event.stopPropagation();
  }
  // The page may outlive the card: one listener, the newest.
  if (window.clfcardsPress) { document.removeEventListener("keydown", window.clfcardsPress, true); }
  window.clfcardsPress = press;
  document.addEventListener("keydown", press, true);
}

function clfcardsBack(root) {
  if (window.clfcardsPress) { document.removeEventListener("keydown", window.clfcardsPress, true); }
  var state = clfcardsRecall(root.dataset.note);
  var items = clfcardsDeal(root, state ? state.day : clfcardsDay());
  if (root.querySelectorAll(".answers .right").length > 1) { root.classList.add("many"); }
  if (!state || !state.chosen.length) { return; }
  var chosen = items.filter(function (item) { return state.chosen.indexOf(item.dataset.option) >= 0; });
  var right = items.every(function (item) {
    return (chosen.indexOf(item) >= 0) === item.classList.contains("right");
  });
  var verdict = root.querySelector(".verdict");
  verdict.textContent = right ? "✓ Right" : "✗ Not right";
  verdict.classList.add(right ? "is-right" : "is-wrong");
  var list = root.querySelector(".chosen-options");
  chosen.forEach(function (item) {
    item.classList.add("chosen");
    var line = list.appendChild(document.createElement("li"));
    line.className = item.classList.contains("right") ? "right" : "wrong";
    line.dataset.place = item.dataset.place;
    line.innerHTML = item.querySelector(".text").innerHTML;
  });
}
