// After an exam: the score with its conditions, its parts, what to do next, and every question with every reason.

function showReport(id) {
  const sitting = sittings().find(each => each.id === id && isHandedIn(each));
  if (!sitting) return go("");
  const found = figures(sitting), {form} = sitting;
  const isDiagnostic = form.kind === "diagnostic";
  draw(
    el("h1", {id: "title", tabindex: "-1"}, form.name),
    el("p", {class: "soft"}, sentence(exam(page.exam.name), ` · ${count(form.asked.length, "question")} · ${day(sitting.last.wall)}`)),
    ...(isDiagnostic ? diagnosisParts(sitting, found) : scoreParts(sitting, found)),
    ...partsTable(found),
    ...nextParts(sitting, found),
    ...workingParts(sitting, found),
    el("p", {class: "soft"}, isDiagnostic && `${page.words.how_estimated} `, page.words.how_scored, page.words.about && ` ${page.words.about}`),
    ...reviewParts(sitting, found),
    el("div", {class: "moves"}, button("Back to the start", () => go("")), button("Print", () => print())));
}

function fill(name, values) { return filled(page.words[name], values); }

function scoreParts(sitting, found) {
  const [value, low, high, error, of_100, passed, narrow] = found.row, {axis, passes, right} = sitting.form;
  const shown = filled(sitting.form.shown, {value});
  const values = {shown, low, high, error, of_100, passes};
  return [
    el("p", {class: `score ${passed ? "pass" : "fail"}`}, fill(passed ? "passed" : "not_passed", values)),
    scale(axis, passes, value, low, high),
    el("p", {}, fill("error", values)),
    right && el("p", {}, filled(right, {raw: found.raw})),
    narrow && el("p", {}, fill("narrow", {low: narrow[0], high: narrow[1], cost: narrow[2]})),
    ...conditions(sitting),
  ];
}

function scale(axis, passes, value, low, high) {
  // The score with its error on the scale. Lengths are set by script: the policy forbids style attributes.
  const at = number => `${100 * (parseFloat(number) - axis.lowest) / (axis.highest - axis.lowest)}%`;
  const bar = el("div", {class: "scale", role: "img", "aria-label": `${value}, between ${low} and ${high}`},
    el("i", {class: "error"}), el("i", {class: "cut"}), el("i", {class: "mine"}));
  const [error, cut, mine] = bar.children;
  error.style.left = at(low);
  error.style.width = `${parseFloat(at(high)) - parseFloat(at(low))}%`;
  cut.style.left = at(axis.cut);
  mine.style.left = at(value);
  const sign = axis.kind === "percent" ? "%" : "", passing = el("span", {class: "passing"}, passes);
  passing.style.left = at(axis.cut);
  return el("div", {}, bar, el("p", {class: "ends"}, el("span", {}, `${axis.lowest}${sign}`), passing, el("span", {}, `${axis.highest}${sign}`)));
}

function conditions(sitting) {
  // What a reader of the score must know.
  const seen = seenBefore(sitting), of = sitting.form.asked.length, found = [];
  found.push(seen.all ? `You had seen ${seen.all} of ${count(of, "question")} before (in this browser; ${seen.lately || "none"} in the last 60 days).`
    : `${page.words.all_new} (As far as this browser knows.)`);
  const reasons = sitting.form.kind !== "exam" ? [] : sitting.seconds === null ? [page.words.untimed]
    : sitting.seconds > sitting.form.seconds ? [page.words.more_time] : [];
  if (reasons.length) found.push(fill("no_signal", {reasons: reasons.join(", and ")}));
  return found.map(sentence => el("p", {}, sentence));
}

function diagnosisParts(sitting, found) {
  const told = diagnosis(sitting);
  return [
    el("p", {class: "score"}, `${found.raw} of ${found.scored} right`),
    el("p", {}, fill("share", {low: told.shares[0], high: told.shares[1]})),
    el("p", {}, fill("estimate", told)),
    ...conditions(sitting),
    el("p", {}, told.weakest ? fill("weakest", {name: `${told.weakest.id} ${told.weakest.title}`, chance: told.chance}) : page.words.cannot_tell),
    el("p", {}, page.words.to_gain),
    el("ul", {}, told.gains.map(each => el("li", {}, sentence(`${each.gain} ± ${each.error}: `, exam(`${each.domain.id} ${each.domain.title}`))))),
    el("section", {class: "plan", "aria-labelledby": "plan"},
      el("h2", {id: "plan"}, page.words.plan_title),
      el("table", {}, el("thead", {}, el("tr", {}, el("th", {scope: "col"}, "Domain and task, in order"), el("th", {scope: "col"}, "Minutes"))),
        el("tbody", {}, told.plan.flatMap(part => [row(part.domain, part.minutes, "domain"),
          ...part.tasks.map(each => row(each.task, each.minutes, ""))]))),
      el("p", {class: "soft"}, `${page.words.each_day} ${page.words.how_planned}`),
      el("div", {class: "moves"}, button("Print the plan", printPlan))),
  ];
  function row(part, minutes, kind) {
    return el("tr", {class: kind}, el("th", {scope: "row"}, exam(`${part.id} ${part.title}`)),
      el("td", {}, String(minutes)));
  }
}

function meter(share) {
  // The same as the number beside it, for the eyes.
  return el("meter", {value: share.toFixed(3), "aria-hidden": "true"});
}

function printPlan() {
  main.classList.add("only-plan");
  print();
  main.classList.remove("only-plan");
}

function partsTable(found) {
  const row = (part, kind) => el("tr", {class: kind},
    el("th", {scope: "row"}, exam(`${part.id} ${part.title}`), kind && `, ${part.weight}%`),
    el("td", {}, `${part.right} of ${part.of}`), el("td", {}, meter(part.right / part.of)));
  const rows = found.domains.flatMap(domain => [row(domain, "domain"),
    ...found.tasks.filter(task => domainOf[task.id].id === domain.id).map(task => row(task, ""))]);
  return [el("h2", {}, "Domains and tasks"), el("table", {class: "parts"},
    el("thead", {}, el("tr", {}, ["Domain with its weight, and tasks", "Right", "Share"].map(name => el("th", {scope: "col"}, name)))),
    el("tbody", {}, rows))];
}

function workingParts(sitting, found) {
  const half = found.unanswered.filter(id => (sitting.answers[id] || []).length).length;
  const limit = sitting.seconds === null ? "" : fill("limit", {limit: clock(sitting.seconds)});
  const worth = new Set([...found.wrong, ...found.flagged, ...found.guessed]).size;
  const rows = [
    ["Time", fill("time", {used: clock(found.seconds), of: limit, median: found.median.toFixed(0), up: sitting.ended === "clock" ? page.words.by_the_clock : ""})],
    ["Changed", fill("changed", {worse: found.right_to_wrong.length, better: found.wrong_to_right.length})],
    ["Guessed", fill("guessed", {guessed: found.guessed.length, lucky: found.lucky.length})],
    ["Unanswered", `${found.unanswered.length}${half ? fill("too_few_chosen", {half}) : ""}`],
    ["To review", fill("to_review", {count: worth})],
  ];
  return [el("h2", {}, "How you worked"), el("dl", {}, rows.flatMap(([name, text]) => [el("dt", {}, name), el("dd", {}, text)]))];
}

function nextParts(sitting, found) {
  const missed = missedByTask(sitting, found.wrong);
  const unseen = forms.find(form => form.kind === "exam" && !sittings().some(each => each.form === form && each.ended !== "abandoned"));
  const steps = [
    missed.length && el("li", {}, sentence("Read the reasons under each question below that you missed. Most were in ",
      missed.slice(0, 3).flatMap(({task, numbers}, i) => [i ? "; " : "", exam(`${task.id} ${task.title}`), ` (${numbers.join(", ")})`]), ".")),
    el("li", {}, sentence("Learn the flashcards of this deck, in Anki on any phone or with ", el("code", {}, "clfcards review"), ", a few each day.")),
    unseen && el("li", {}, `Then sit ${unseen.name}, which you have not seen yet: a few days later, not at once.`),
    el("li", {}, "Keep this result: browsers delete what a page stores when they need room, and some after a week without a visit."),
  ];
  return [el("h2", {}, "What to do next"), el("ol", {}, steps), ...waysOut(sitting)];
}

function reviewParts(sitting, found) {
  const worth = new Set([...found.wrong, ...found.flagged, ...found.guessed]);
  const part = (asked, i) => reviewed(sitting, asked, i, found);
  const all = sitting.form.asked.map((asked, i) => [asked, part(asked, i)]);
  const others = all.filter(([asked]) => !worth.has(asked.id)).map(([, made]) => made);
  return [
    worth.size && el("h2", {}, "Worth reviewing"), ...all.filter(([asked]) => worth.has(asked.id)).map(([, made]) => made),
    others.length && el("h2", {}, "The others"),
    others.length && el("details", {}, el("summary", {}, `${count(others.length, "question")} answered right`), others),
  ];
}

function reviewed(sitting, asked, i, found) {
  const {question} = asked, mine = chosen(sitting, asked);
  const outcome = isRight(sitting, asked) ? "right" : mine.length ? "wrong" : "not answered";
  const notes = [outcome, mine.length && mine.length < asked.right.length && `only ${mine.length} of ${asked.right.length} chosen`,
    found.guessed.includes(asked.id) && "a guess", sitting.flagged.has(asked.id) && "flagged", !asked.scored && "unscored", `task ${question.task}`];
  return el("section", {class: "reviewed"},
    el("h3", {}, `Question ${i + 1} `, el("small", {}, notes.filter(Boolean).join(", "))),
    el("div", {class: "stem"}, copied(question.stem)),
    el("ul", {class: "options"}, asked.options.map((key, k) => {
      const right = asked.right.includes(key), isMine = mine.includes(key);
      return el("li", {class: right ? "key" : isMine ? "wrong" : ""},
        el("b", {}, el("span", {"aria-hidden": "true"}, right ? "✓ " : "✗ "), el("span", {class: "quiet"}, right ? "right: " : "wrong: "), LETTERS[k]),
        el("span", {}, copied(question.options.get(key)), isMine ? el("em", {}, " your choice") : ""),
        el("div", {class: "why"}, copied(question.reasons[k])));
    })),
    el("p", {class: "soft"}, question.source && copied(question.source), reportLink(question)));
}

function reportLink(question) {
  // Where a mistake is reported, with the question's id and version.
  if (!/^https:/.test(page.report_url || "")) return "";
  const values = {id: encodeURIComponent(question.id), version: encodeURIComponent(question.version)};
  return el("span", {}, " · ", el("a", {href: filled(page.report_url, values)}, "Report a mistake"));
}
