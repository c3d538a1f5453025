// The question on the screen: its options, how sure the learner is, the clock, and the list of all questions.

let hint = "";

function current() { return open.sitting.form.asked.find(asked => asked.id === open.sitting.current); }
function place() { return open.sitting.form.asked.indexOf(current()); }

function showQuestion() {
  const asked = current(), {form} = open.sitting, many = asked.right.length > 1;
  hint = "";
  const title = el("h1", {id: "title", tabindex: "-1"}, `Question ${place() + 1} of ${form.asked.length}`);
  const bar = el("div", {class: "bar"}, title, el("span", {id: "marks"}),
    el("span", {id: "clock", role: "timer", "aria-live": "off"}));
  const wanted = asked.question.choose;
  const paper = el("fieldset", {class: "paper", "aria-describedby": "stem"},
    el("legend", {class: "quiet"}, `Question ${place() + 1}`),
    el("div", {id: "stem", class: "stem"}, copied(asked.question.stem), wanted && el("p", {class: "choose"}, copied(wanted))),
    asked.options.map((key, i) => optionRow(asked, key, i, many)));
  const sure = el("div", {class: "sure", role: "group", "aria-labelledby": "how-sure"}, el("p", {id: "how-sure"}, "How sure are you?"),
    SURE.map((word, i) => button(word === "guess" ? "a guess" : word, () => mark(word), {"data-sure": word, "aria-keyshortcuts": keysOn() && "789"[i]})));
  const moves = el("div", {class: "moves thirds"},
    button("Previous", () => step(-1), {disabled: place() === 0}),
    button("⚑ Flag", flag, {id: "flag"}),
    button("Next", () => step(1), {class: "main"}));
  const list = el("nav", {"aria-label": "All questions", class: "palette"}, el("h2", {id: "answered"}),
    el("ol", {}, form.asked.map((each, i) => el("li", {}, button(String(i + 1), () => move(i), {"data-question": each.id})))),
    el("p", {class: "soft"}, "• answered   ⚑ flagged"),
    el("div", {class: "moves"}, button("Hand in …", askToHandIn, {class: "main"}), button("Stop, to resume later", () => go("")),
      button("? Keys", showKeys)));
  draw(bar, el("div", {class: "work"},
    el("div", {}, paper, el("p", {id: "hint", role: "status"}), sure, moves), list));
  showMarks();
}

function optionRow(asked, key, i, many) {
  const letter = LETTERS[i];
  const input = el("input", {type: many ? "checkbox" : "radio", name: "option", value: key,
    "aria-keyshortcuts": keysOn() && letter.toLowerCase(), onchange: () => choose(key)});
  return el("div", {class: "option", "data-option": key},
    el("label", {}, input, el("b", {}, letter), el("span", {}, copied(asked.question.options.get(key)))),
    button("✕", () => strike(key), {class: "strike", "aria-label": `Strike out option ${letter}`}));
}

function showMarks() {
  // Everything that an answer changes, without new elements, so that the focus stays.
  if (!open || view.name !== "exam") return;
  const {sitting} = open, asked = current(), mine = chosen(sitting, asked);
  for (const row of main.querySelectorAll(".option")) {
    const key = row.dataset.option, struck = sitting.struck.has(`${asked.id} ${key}`);
    row.querySelector("input").checked = mine.includes(key);
    row.classList.toggle("chosen", mine.includes(key));
    row.classList.toggle("struck", struck);
    row.querySelector(".strike").setAttribute("aria-pressed", struck);
  }
  for (const each of main.querySelectorAll("[data-sure]")) {
    each.setAttribute("aria-pressed", sitting.sure[asked.id] === each.dataset.sure);
  }
  const flagged = sitting.flagged.has(asked.id);
  document.getElementById("flag").setAttribute("aria-pressed", flagged);
  document.getElementById("marks").textContent = flagged ? "⚑ flagged" : "";
  const left = unanswered(sitting).length, all = sitting.form.asked.length;
  document.getElementById("answered").textContent = `${all - left} of ${all} answered`;
  sitting.form.asked.forEach((each, i) => {
    const cell = main.querySelectorAll("[data-question]")[i];
    const notes = [isAnswered(sitting, each) ? "answered" : "not answered", ...(sitting.flagged.has(each.id) ? ["flagged"] : [])];
    cell.className = notes.join(" ").replace("not answered", "");
    cell.setAttribute("aria-label", `Question ${i + 1}, ${notes.join(", ")}`);
    cell.toggleAttribute("aria-current", each.id === sitting.current);
    if (each.id === sitting.current) cell.setAttribute("aria-current", "step");
  });
  document.getElementById("hint").textContent = hint;
  showClock();
}

function showClock() {
  const shown = document.getElementById("clock");
  if (!shown || !open) return;
  const left = remaining(open.sitting, now());
  shown.textContent = left === null ? "untimed" : clock(left);
  shown.classList.toggle("urgent", left !== null && left <= 60 * page.marks[0]);
}

function did(action, text = "") {
  // Does something in the open sitting, and shows what came of it; `text` says why if nothing did.
  hint = text;
  action?.();
  showMarks();
}

function choose(key) {
  const asked = current(), after = chosenAfter(asked, chosen(open.sitting, asked), key);
  const wanted = asked.question.choose?.textContent.replace(/[().]/g, "");
  if (!after) did(null, `${wanted}: unselect one first.`);
  else did(() => act("chose", {question: asked.id, options: after}));
}

function strike(key) {
  const {id} = current();
  if (chosen(open.sitting, current()).includes(key)) did(null, "That option is chosen: unselect it first.");
  else did(() => act(open.sitting.struck.has(`${id} ${key}`) ? "unstruck" : "struck", {question: id, options: [key]}));
}

function mark(word) {
  const {id} = current();
  did(() => act("marked", {question: id, word: open.sitting.sure[id] === word ? "" : word}));
}

function flag() {
  const {id} = current(), was = open.sitting.flagged.has(id);
  did(() => act(was ? "unflagged" : "flagged", {question: id}), was ? "Flag removed." : "Flagged.");
}

function step(by) {
  const to = place() + by;
  if (to === open.sitting.form.asked.length) askToHandIn();
  else if (to >= 0) move(to);
}

function move(to) {
  const {id} = open.sitting.form.asked[to];
  if (id !== open.sitting.current) act("looked", {question: id});
  if (!open || open.sitting.current !== id) return;
  showQuestion();
  scrollTo(0, 0);
  document.getElementById("title").focus();
}

function askToHandIn() {
  const {sitting} = open, {asked} = sitting.form;
  const link = i => el("li", {}, button(String(i + 1), () => { box.close(); move(i); }, {"aria-label": `Go to question ${i + 1}`}));
  const numbers = wanted => asked.flatMap((each, i) => wanted(each) ? [link(i)] : []);
  const blank = numbers(each => !isAnswered(sitting, each)), flags = numbers(each => sitting.flagged.has(each.id));
  const box = dialog("Hand the exam in?",
    el("p", {}, blank.length ? `${count(blank.length, "question")} not answered; a blank counts as wrong.` : "Every question is answered."),
    flags.length && el("p", {}, `${count(flags.length, "question")} flagged.`),
    el("div", {class: "moves"}, button("Back to the questions", () => box.close()),
      button("Hand in", () => { box.close(); if (open) handIn(); }, {class: "main", id: "hand-in"})),
    blank.length && el("h3", {}, "Not answered"), blank.length && el("ol", {class: "numbers"}, blank),
    flags.length && el("h3", {}, "Flagged"), flags.length && el("ol", {class: "numbers"}, flags));
}
