// The sitting that is open in this tab. Every step is stored before it is drawn.

const LOG_EVERY = 30; // seconds: a killed tab loses at most so much of the clock
const ASLEEP = 90; // seconds without a tick: the device slept, and the clock stood still; background tabs tick each 60
let open = null; // {sitting, run, number, beat, left}

function begin(form, seconds) {
  if (!mayWrite()) return;
  const at = now(), id = newId();
  append(eventLine(id, at, "sitting", "", {...moment(at), form: formRecord(form),
    limit_seconds: seconds === null ? null : new Float(seconds), strict: false, page: form.mark}));
  const sitting = begun(id, form, seconds, at);
  open = {sitting, run: id, number: 1, beat: at, left: remaining(sitting, at)};
  notice(`${count(form.asked.length, "question")} ${seconds === null ? "without a time limit" : `in ${count(Math.round(seconds / 60), "minute")}`}.`);
}

function resume(sitting) {
  if (!mayWrite()) return;
  const at = now();
  open = {sitting, run: newId(), number: sitting.steps + 1, beat: at, left: null};
  sitting.away = true;
  record("resumed");
  open.left = remaining(sitting, at);
  notice("Resumed where you left it.");
}

function record(kind, fields = {}, at = now()) {
  // Logs a step and applies it. A step that no longer has an effect is not logged.
  if (!open || !mayWrite() || isClosedTo(open.sitting, kind, at)) return;
  const step = {kind, ...fields};
  const payload = {...moment(at), number: open.number, ...step};
  for (const name of ["question", "word"]) if (payload[name] === "") delete payload[name];
  if (payload.options && !payload.options.length) delete payload.options;
  append(eventLine(`${open.run}.${String(open.number).padStart(5, "0")}`, at, "sitting-step", open.sitting.id, payload));
  open.number += 1;
  apply(open.sitting, {question: "", options: [], word: "", ...step, at});
}

function act(kind, fields) {
  // What a learner does; if the time is up, the exam is handed in instead.
  if (!open) return;
  wake(now());
  if (remaining(open.sitting, now()) === 0) handIn();
  else record(kind, fields);
}

function stop() {
  if (open && !open.sitting.ended) record("stopped");
}

function leave() {
  stop();
  open = null;
  notice("");
}

function handIn() {
  const at = now();
  wake(at);
  record("submitted", {word: remaining(open.sitting, at) === 0 ? "clock" : "learner"}, at);
  if (!open) return;
  notice(open.sitting.ended === "clock" ? page.words.time_is_up : "");
  const id = open.sitting.id;
  open = null;
  go("report", id);
}

function wake(at) {
  // If the device slept since the last tick, the sitting was left then, and is resumed now.
  if (passed(open.beat, at) > ASLEEP) {
    record("stopped", {}, open.beat.ticks < open.sitting.last.ticks ? open.sitting.last : open.beat);
    record("resumed", {}, at);
  }
  if (open) open.beat = at;
}

function tick() {
  if (!open || open.sitting.ended) return;
  const at = now(), sitting = open.sitting;
  wake(at);
  if (!open) return;
  const left = remaining(sitting, at);
  if (left === 0) return handIn();
  if (passed(sitting.last, at) >= LOG_EVERY) record("ticked", {}, at);
  const mark = warningAt(open.left, left);
  open.left = left;
  if (mark) notice(page.words.warnings[page.marks.indexOf(mark)]);
  showClock();
}

setInterval(tick, 1000);
document.addEventListener("visibilitychange", () => {
  if (!document.hidden) tick();
  else if (open) record("ticked"); // a phone may kill the page without another word
});
