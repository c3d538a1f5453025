// The Question card. Front and back of a card are separate pages on some platforms and one page on
// others, so what the front did (order, choice) is kept both in the page and in sessionStorage.
// Without either, both sides show the order in which the options were written into the note.

function clfcardsRemember(state) {
  window.clfcardsState = state;
  try { sessionStorage.setItem("clfcards", JSON.stringify(state)); return true; } catch (error) { return false; }
}

function clfcardsRecall(note) {
  var state = window.clfcardsState;
  if (!state) {
    try { state = JSON.parse(sessionStorage.getItem("clfcards")); } catch (error) { state = null; }
  }
  return state && state.note === note ? state : null;
}

function clfcardsArrange(list, order) {
  order.forEach(function (key) {
    var item = list.querySelector('[data-option="' + key + '"]');
    if (item) { list.appendChild(item); }
  });
}

function clfcardsFront(root) {
  var list = root.querySelector(".options");
  var items = Array.prototype.slice.call(list.children);
  var words = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"];
  var hint = root.querySelector(".choose");
  var wanted = Number(list.dataset.choose) || 1;
  var state = { note: root.dataset.note, order: items.map(function (item) { return item.dataset.option; }), chosen: [] };

  if (clfcardsRemember(state)) {
    for (var i = state.order.length - 1; i > 0; i--) {
      var j = Math.floor(Math.random() * (i + 1));
      var swap = state.order[i]; state.order[i] = state.order[j]; state.order[j] = swap;
    }
    clfcardsArrange(list, state.order);
    items = Array.prototype.slice.call(list.children);
    clfcardsRemember(state);
  }

  root.classList.add("live");
  if (wanted !== 1) { root.classList.add("many"); }
  list.setAttribute("role", wanted === 1 ? "radiogroup" : "group");
  items.forEach(function (item) {
    item.setAttribute("role", wanted === 1 ? "radio" : "checkbox");
    item.setAttribute("tabindex", "0");
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

  function press(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || !document.body.contains(root)) { return; }
    var at = items.indexOf(document.activeElement);
    var key = event.key.toLowerCase();
    var place = key.length === 1 ? ("123456789".indexOf(key) + 1 || "abcdefghi".indexOf(key) + 1) - 1 : -1;
    if (key === "arrowdown" || key === "arrowup") {
      var step = key === "arrowdown" ? 1 : -1;
      items[at < 0 ? (step > 0 ? 0 : items.length - 1) : (at + step + items.length) % items.length].focus();
    } else if (at >= 0 && (key === "arrowright" || key === " ")) { toggle(items[at]); }
    else if (place >= 0 && place < items.length) { items[place].focus(); toggle(items[place]); }
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
  if (!state) { return; }
  var list = root.querySelector(".options");
  clfcardsArrange(list, state.order);
  var items = Array.prototype.slice.call(list.children);
  if (!state.chosen.length) { return; }
  var right = items.every(function (item) {
    var chosen = state.chosen.indexOf(item.dataset.option) >= 0;
    item.classList.toggle("chosen", chosen);
    return chosen === item.classList.contains("right");
  });
  var verdict = root.querySelector(".verdict");
  items.forEach(function (item) { item.classList.toggle("chosen", state.chosen.indexOf(item.dataset.option) >= 0); });
  verdict.textContent = right ? "✓ Right" : "✗ Not right";
  verdict.classList.add(right ? "is-right" : "is-wrong");
}
