// The views, the first of them, and which one is shown.

let view = {name: "", argument: ""};

function go(name, argument = "") {
  const hash = name ? `#${name}${argument && `/${argument}`}` : "#";
  if (location.hash !== hash && (location.hash || name)) location.hash = hash;
  else route();
}

function route() {
  const [name, argument = ""] = location.hash.slice(1).split("/");
  if (open && name !== "exam") leave();
  view = {name, argument};
  show();
  scrollTo(0, 0);
  document.getElementById("title")?.focus();
}

function show() {
  // Draws the view again. An exam that is not open in this tab cannot be shown.
  document.documentElement.dataset.view = view.name === "booklet" ? "booklet" : "";
  showBanners();
  if (view.name === "exam" && open) return showQuestion();
  if (view.name === "report") return showReport(view.argument);
  if (view.name === "booklet") return showBooklet();
  showStart();
}

function showBooklet() {
  draw(el("h1", {id: "title", tabindex: "-1"}, "Every question on paper"),
    el("p", {}, "The key, with all reasons, comes after the questions when you print this."),
    el("div", {class: "moves"}, button("Print", () => print(), {class: "main"}), button("Back to the start", () => go(""))));
}

function showStart() {
  const all = sittings(), left = all.filter(each => !each.ended), done = all.filter(isHandedIn).reverse();
  draw(
    el("h1", {id: "title", tabindex: "-1"}, exam(page.exam.name), " ", el("small", {}, page.exam.code)),
    el("p", {}, "Practice exams, scored like the real one by a documented model. Nothing that you do here leaves this browser unless you save or share it."),
    page.site && el("p", {class: "soft"}, "After this visit the page works without a network. Put it on the home screen of a phone, and the browser keeps your answers."),
    ...left.map(unfinished),
    ...(left.length ? [] : [choices(all)]),
    ...results(done),
    ...earlier(),
    el("h2", {}, "On paper"),
    el("p", {}, button("All questions as a booklet", () => go("booklet"))),
    el("p", {}, button("? Keys", showKeys)));
}

function unfinished(sitting) {
  const left = remaining(sitting, now()), {asked, name} = sitting.form;
  const time = left === null ? "untimed" : `${clock(left)} left${writes ? "; the clock stands still" : " at its last step"}`;
  return el("section", {class: "card"}, el("h2", {}, `${name} is not finished`),
    el("p", {}, `${asked.length - unanswered(sitting).length} of ${asked.length} answered, ${time}.`),
    el("div", {class: "moves"},
      button("Resume", () => { resume(sitting); if (open) go("exam"); }, {class: "main", disabled: !writes}),
      button("Throw it away …", () => throwAway(sitting), {disabled: !writes})));
}

function throwAway(sitting) {
  const box = dialog(`Throw ${sitting.form.name} away?`,
    el("p", {}, "It gets no score. Its questions will not be new to you any more."),
    el("div", {class: "moves"}, button("Keep it", () => box.close(), {class: "main"}), button("Throw it away", () => {
      box.close();
      resume(sitting);
      record("abandoned");
      leave();
      notice("Thrown away.");
      go("");
    }, {id: "throw-away"})));
}

function choices(all) {
  // What can be begun: the diagnostic, and each exam with the time that it takes.
  const last = form => all.filter(each => each.form === form && isHandedIn(each)).at(-1);
  const item = form => {
    const before = last(form);
    const what = form.kind === "diagnostic" ? "a few minutes, untimed: an estimate, and a study plan" : count(Math.round(form.seconds / 60), "minute");
    return el("li", {class: "card"}, el("h3", {}, form.name), el("p", {}, `${count(form.count, "question")}, ${what}.`),
      before && el("p", {class: "soft"}, `Taken on ${day(before.last.wall)}: its questions are not new to you.`),
      button("Start", () => { begin(form, limit(form)); if (open) go("exam"); },
        {class: "main", disabled: !writes, "aria-label": `Start ${form.name}`, "data-form": form.mark}));
  };
  const exams = forms.filter(form => form.kind === "exam"), minutes = exams.length ? Math.round(exams[0].seconds / 60) : 0;
  return el("div", {}, forms.some(form => form.kind === "diagnostic") && el("h2", {}, "Where do you stand?"),
    el("ul", {class: "cards"}, forms.filter(form => form.kind === "diagnostic").map(item)),
    exams.length && el("h2", {}, "Practice exams"), exams.length && timing(minutes),
    el("ul", {class: "cards"}, exams.map(item)));
}

let chosenTime = "exam", extraMinutes = 30;

function timing(minutes) {
  // Who needs more time, or none, says so before the start.
  const choice = (value, ...label) => {
    const input = el("input", {type: "radio", name: "time", value, onchange: () => { chosenTime = value; }});
    input.checked = chosenTime === value;
    return el("label", {class: "check"}, input, el("span", {}, ...label));
  };
  const extra = el("input", {type: "number", min: "1", max: "1000", value: String(extraMinutes), inputmode: "numeric", "aria-label": "Extra minutes",
    oninput: event => { extraMinutes = Math.min(1000, Math.max(1, Math.round(Number(event.target.value)) || 30)); }});
  return el("fieldset", {class: "timing"}, el("legend", {}, "Time for an exam"),
    choice("exam", `As in the exam: ${count(minutes, "minute")}`),
    el("div", {class: "row"}, choice("extra", "Extra minutes:"), extra), choice("none", "No time limit"));
}

function limit(form) {
  // The seconds for a form, as chosen; null without a limit.
  if (form.seconds === null || chosenTime === "none") return null;
  return form.seconds + (chosenTime === "extra" ? 60 * extraMinutes : 0);
}

function results(done) {
  if (!done.length) return [];
  const row = sitting => {
    const {form} = sitting, {raw, row} = figures(sitting);
    const score = row ? `${filled(form.shown, {value: row[0]})}, between ${row[1]} and ${row[2]}` : `${raw} of ${form.count} right`;
    return el("li", {}, el("a", {href: `#report/${sitting.id}`}, form.name, ", ", day(sitting.last.wall)),
      el("span", {}, `: ${score}${sitting.seconds === null && form.kind === "exam" ? " (untimed)" : ""}`));
  };
  return [el("h2", {}, "Your results"), el("ul", {class: "results"}, done.map(row)), ...waysOut(),
    el("p", {}, button("Delete everything from this browser …", deleteAll, {disabled: !writes}))];
}

function earlier() {
  // Exams of another version of this page: its forms are gone, but the answers are not.
  const kept = events().filter(each => each.kind === "sitting" && !formOf(each.payload.form)).map(each => each.id);
  return kept.length ? [el("h2", {}, "From an earlier version"),
    el("p", {}, `${count(kept.length, "exam")} of an earlier version of this page: save the answers, and clfcards scores what was handed in.`),
    el("p", {}, button("Save these answers", () => save(kept)))] : [];
}

function deleteAll() {
  const box = dialog("Delete all answers from this browser?",
    el("p", {}, "What you have not saved is lost."),
    el("div", {class: "moves"}, button("Keep them", () => box.close(), {class: "main"}), button("Delete", () => {
      forget();
      claim();
      box.close();
      notice("Deleted.");
      go("");
    }, {id: "delete"})));
}

function showBanners() {
  // What concerns the whole page: storage that fails, and another tab that has the right to write.
  const banners = document.getElementById("banners"), found = [];
  if (storageProblem) {
    const why = storageProblem === "full" ? "This browser's storage is full" : "This browser lets the page store nothing";
    found.push(el("p", {}, `${why}: your answers are lost when you close or reload the page. Save your result before that.`,
      button("Save now", () => save())));
  }
  if (!writes) {
    found.push(el("p", {}, "This page is open in another tab, which keeps the answers. Here you can only look.",
      button("Continue here", () => { claim(); go(""); })));
  }
  if (banners.textContent !== found.map(each => each.textContent).join("")) banners.replaceChildren(...found);
}

addEventListener("hashchange", route);
addEventListener("beforeunload", event => {
  if (storageProblem && lines.size && setting("saved") !== String(lines.size)) event.preventDefault();
});

function startPage() {
  readLog();
  document.documentElement.classList.add("ready");
  if (storageProblem) writes = true;
  else askForTheRight();
  const [name, argument = ""] = location.hash.slice(1).split("/");
  view = {name, argument};
  const wasOpen = name === "exam" && sittings().filter(each => !each.ended).at(-1);
  if (wasOpen && writes && Date.now() - wasOpen.last.wall < 120000) {
    resume(wasOpen);
  } else if (name === "exam") {
    view.name = "";
    history.replaceState(null, "", "#");
  }
  show();
}
