// One tab writes; every other only looks. The storage itself says which, so that it holds in every browser.

const me = newId();
let writes = false;
const WAIT = 400; // milliseconds in which another tab can answer

function claim() {
  setting("tab", me);
  writes = true;
  show();
}

function mayWrite() {
  // A tab that was asleep while another one took over finds that out here, before it writes.
  const owner = setting("tab");
  if (writes && owner && owner !== me) lose();
  return writes;
}

function lose() {
  writes = false;
  open = null;
  show();
}

function askForTheRight() {
  if (!setting("tab")) return claim();
  setting("ask", me);
  setTimeout(() => {
    if (setting("answer") !== me) claim();
    else show();
  }, WAIT);
}

addEventListener("storage", event => {
  if (event.key === `${PREFIX}ask` && writes && event.newValue) setting("answer", event.newValue);
  if (event.key === `${PREFIX}tab` && writes && event.newValue && event.newValue !== me) lose();
  if (event.key?.startsWith(EVENT) && event.newValue) {
    readLine(event.newValue);
    if (!writes) later(show);
  }
});

addEventListener("pagehide", () => {
  stop();
  if (writes && setting("tab") === me) setting("tab", null);
  writes = false;
});

addEventListener("pageshow", event => {
  if (event.persisted) askForTheRight();
});
