// The ways out of this browser: a file to save or to share, and a text to copy.

function fileName(extension) { return `${page.exam.code.toLowerCase()}-${day(Date.now()).slice(0, 10)}.${extension}`; }

function save(subjects) {
  const address = URL.createObjectURL(new Blob([exported(subjects)], {type: "application/jsonl"}));
  const link = el("a", {href: address, download: fileName("jsonl"), hidden: true});
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 60000);
  setting("saved", String(lines.size));
  notice("The file with your answers is in your downloads.");
}

function sharedFile(subjects) {
  // Browsers share a file of lines only as plain text.
  return {files: [new File([exported(subjects)], fileName("txt"), {type: "text/plain"})], title: `${page.exam.code} practice`};
}

function canShare() {
  try {
    return Boolean(navigator.canShare?.(sharedFile([])));
  } catch (error) {
    return false;
  }
}

async function share(subjects) {
  try {
    await navigator.share(sharedFile(subjects));
  } catch (error) {
    if (error.name !== "AbortError") notice("Sharing failed: save the file, or copy the text.");
  }
}

function waysOut(sitting) {
  // Save, share and copy, for one sitting or for all.
  const subjects = sitting && [sitting.id];
  return [
    el("div", {class: "moves"}, button(sitting ? "Save result" : "Save all results", () => save(subjects), {class: "main"}),
      canShare() && button("Share", () => share(subjects)),
      sitting && button("Copy as text", () => copyText(sitting))),
    el("p", {class: "soft"}, "With clfcards installed, ", el("code", {}, "clfcards history import FILE"),
      " takes the file: the answers count for your readiness there, and what you missed comes up for review. You can also send it to somebody who does that for you."),
  ];
}

function copyText(sitting) {
  const text = answerText(sitting);
  const field = el("textarea", {readonly: true, rows: "10", "aria-label": "Your answers as text", spellcheck: "false"});
  field.value = text;
  const said = el("p", {role: "status"});
  const box = dialog("Your answers as text",
    el("p", {}, "Where no file can be moved, copy this text, save it as a file later, and import that with clfcards. It has your answers, not every step."),
    field, said,
    el("div", {class: "moves"}, button("Copy", async () => {
      field.select();
      try {
        await navigator.clipboard.writeText(text);
        said.textContent = "Copied.";
      } catch (error) {
        said.textContent = document.execCommand("copy") ? "Copied." : "Copying failed: select the text and copy it yourself.";
      }
    }, {class: "main"}), button("Close", () => box.close())));
}
