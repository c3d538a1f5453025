// A sitting is what its steps make of it, as in the terminal: the same folding, and the same clock.

const LATE = ["submitted", "abandoned"]; // what still counts when the time is up
const SURE = ["sure", "unsure", "guess"];

function begun(id, form, seconds, at) {
  const first = form.asked[0].id;
  return {id, form, seconds, began: at, last: at, current: first, used: 0, away: false, ended: "",
    answers: {}, revisions: {}, sure: {}, spent: {}, flagged: new Set(), struck: new Set(), seen: new Set([first])};
}

function passed(from, to) {
  const seconds = from.boot === to.boot ? to.ticks - from.ticks : (to.wall - from.wall) / 1000;
  return Math.max(0, seconds);
}

function remaining(sitting, at) {
  // The seconds left, never below 0; null without a limit.
  if (sitting.seconds === null) return null;
  const running = !sitting.away && !sitting.ended;
  return Math.max(0, sitting.seconds - sitting.used - (running ? passed(sitting.last, at) : 0));
}

function isClosedTo(sitting, kind, at) {
  return Boolean(sitting.ended) || (!LATE.includes(kind) && remaining(sitting, at) === 0);
}

function warningAt(before, left) {
  // The mark, in minutes, that the clock has just passed; undefined if none.
  if (before === null || left === null) return undefined;
  return page.marks.find(mark => left <= 60 * mark && 60 * mark < before);
}

function apply(sitting, step) {
  if (step.kind === "resumed" && !sitting.ended) sitting.away = true; // a killed page has not said that it stopped
  if (isClosedTo(sitting, step.kind, step.at)) return;
  const seconds = sitting.away ? 0 : passed(sitting.last, step.at);
  sitting.used = Math.min(sitting.used + seconds, sitting.seconds ?? Infinity);
  sitting.spent[sitting.current] = (sitting.spent[sitting.current] || 0) + seconds;
  sitting.last = step.at;
  CHANGES[step.kind]?.(sitting, step);
}

const CHANGES = {
  looked: (sitting, step) => { sitting.current = step.question; sitting.seen.add(step.question); },
  chose: (sitting, step) => {
    sitting.answers[step.question] = step.options;
    for (const option of step.options) sitting.struck.delete(`${step.question} ${option}`);
    const asked = sitting.form.asked.find(each => each.id === step.question);
    const given = sitting.revisions[step.question] ||= [];
    const changed = !given.length || !sameOptions(given.at(-1), step.options);
    if (step.options.length === asked.right.length && changed) given.push(step.options);
  },
  flagged: (sitting, step) => sitting.flagged.add(step.question),
  unflagged: (sitting, step) => sitting.flagged.delete(step.question),
  struck: (sitting, step) => sitting.struck.add(`${step.question} ${step.options[0]}`),
  unstruck: (sitting, step) => sitting.struck.delete(`${step.question} ${step.options[0]}`),
  marked: (sitting, step) => { sitting.sure[step.question] = step.word; },
  stopped: sitting => { sitting.away = true; },
  resumed: sitting => { sitting.away = false; },
  submitted: (sitting, step) => { sitting.ended = step.word === "clock" ? "clock" : "learner"; },
  abandoned: sitting => { sitting.ended = "abandoned"; },
};

function sameOptions(some, others) {
  return some.length === others.length && some.every(option => others.includes(option));
}

function chosen(sitting, asked) { return sitting.answers[asked.id] || []; }
function isAnswered(sitting, asked) { return chosen(sitting, asked).length === asked.right.length; }
function isRight(sitting, asked) { return sameOptions(asked.right, chosen(sitting, asked)); }
function isHandedIn(sitting) { return sitting.ended === "learner" || sitting.ended === "clock"; }
function unanswered(sitting) { return sitting.form.asked.filter(asked => !isAnswered(sitting, asked)); }

function chosenAfter(asked, before, option) {
  // The options after a press on one of them; null if that would be one too many.
  if (before.includes(option)) return before.filter(each => each !== option);
  if (asked.right.length === 1) return [option];
  return before.length === asked.right.length ? null : [...before, option];
}

function sittings() {
  // Every sitting of a form of this page, oldest first.
  const all = events(), found = [];
  for (const each of all) {
    if (each.kind !== "sitting") continue;
    try {
      const form = formOf(each.payload.form);
      if (form) found.push(replayed(each, form, all.filter(step => step.kind === "sitting-step" && step.subject === each.id)));
    } catch (error) {
      console.warn("a stored exam cannot be read; it is kept", error);
    }
  }
  return found;
}

function replayed(event, form, steps) {
  const sitting = begun(event.id, form, event.payload.limit_seconds, instantOf(event.payload));
  for (const {payload} of inOrder(steps)) {
    apply(sitting, {question: "", options: [], word: "", ...payload, at: instantOf(payload)});
  }
  sitting.steps = Math.max(0, ...steps.map(step => step.payload.number));
  return sitting;
}

function inOrder(steps) {
  // One run after the other, so that the time between them does not count.
  const first = {};
  for (const step of steps) {
    const run = step.id.slice(0, step.id.lastIndexOf("."));
    first[run] = Math.min(first[run] ?? Infinity, step.payload.number);
    step.run = run;
  }
  return steps.sort((a, b) => first[a.run] - first[b.run] || (a.run < b.run ? -1 : a.run > b.run ? 1 : 0)
    || a.payload.number - b.payload.number);
}

function instantOf(payload) {
  return {wall: Date.parse(payload.wall), ticks: payload.ticks, boot: payload.boot};
}
