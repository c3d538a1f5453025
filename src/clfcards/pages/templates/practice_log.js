// The learner's events: the JSON lines that `clfcards history export` writes, byte by byte, one storage key for each.

const PREFIX = `clfcards:${page.namespace}:`;
const EVENT = `${PREFIX}event:`;
const boot = newId();
const lines = new Map(); // every event's line by its id, stored or not
let storageProblem = "";

class Float {
  // A number that Python writes with a decimal point: 5400.0, not 5400.
  constructor(value) { this.value = value; }
}

function encoded(value) {
  if (value instanceof Float) return Number.isInteger(value.value) ? value.value.toFixed(1) : String(value.value);
  if (Array.isArray(value)) return `[${value.map(encoded).join(",")}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  return `{${Object.keys(value).map(name => `${JSON.stringify(name)}:${encoded(value[name])}`).join(",")}}`;
}

function sorted(value) {
  // Payloads have their names in order.
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== "object" || value instanceof Float) return value;
  return Object.fromEntries(Object.keys(value).sort().map(name => [name, sorted(value[name])]));
}

function newId() {
  return [...crypto.getRandomValues(new Uint8Array(8))].map(byte => byte.toString(16).padStart(2, "0")).join("");
}

function now() {
  return {wall: Date.now(), ticks: Math.round(performance.now()) / 1000, boot};
}

function moment(at) {
  return {wall: new Date(at.wall).toISOString().replace("Z", "+00:00"), ticks: new Float(at.ticks), boot: at.boot};
}

function eventLine(id, at, kind, subject, payload) {
  const utc_offset = 0 - new Date(at.wall).getTimezoneOffset();
  return encoded({id, at: at.wall, utc_offset, kind, subject, payload: sorted(payload)});
}

function append(line) {
  // Stored when it returns. What the storage refuses is kept until the page is closed.
  const id = JSON.parse(line).id;
  lines.set(id, line);
  try {
    localStorage.setItem(EVENT + id, line);
  } catch (error) {
    storageProblem = error.name === "QuotaExceededError" ? "full" : "refused";
    showBanners();
  }
}

function setting(name, value) {
  // Reads a setting, or with a value writes it; a browser that refuses storage has none.
  try {
    if (value === undefined) return localStorage.getItem(PREFIX + name);
    if (value === null) localStorage.removeItem(PREFIX + name);
    else localStorage.setItem(PREFIX + name, value);
  } catch (error) {
    storageProblem ||= error.name === "QuotaExceededError" ? "full" : "refused";
  }
  return null;
}

function readLog() {
  // The stored events. A line that is not an event is left where it is.
  try {
    for (let i = 0; i < localStorage.length; i++) {
      const key = localStorage.key(i);
      if (key.startsWith(EVENT)) readLine(localStorage.getItem(key));
    }
    setting("probe", "x".repeat(2000)); // about as much as an answer with its neighbors needs
    setting("probe", null);
  } catch (error) {
    storageProblem = "refused";
  }
}

function readLine(line) {
  try {
    const event = JSON.parse(line);
    if (event.id && event.payload) lines.set(event.id, line);
  } catch (error) {
    console.warn("a stored line is not an event", error);
  }
}

function events() {
  const all = [...lines.values()].map(line => JSON.parse(line));
  return all.sort((a, b) => a.at - b.at || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
}

function exported(subjects) {
  // The lines of these sittings behind the header; of all of them without `subjects`.
  const wanted = events().filter(each => !subjects || subjects.includes(each.kind === "sitting" ? each.id : each.subject));
  const head = encoded({clfcards_log: 1, namespace: page.namespace});
  return [head, ...wanted.map(each => lines.get(each.id))].join("\n") + "\n";
}

function forget() {
  // Removes everything that this page has stored.
  for (const key of Object.keys(localStorage)) if (key.startsWith(PREFIX)) localStorage.removeItem(key);
  lines.clear();
}
