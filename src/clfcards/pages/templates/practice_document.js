// What the page is about: the document that Python wrote into it, joined with the questions that the page shows.

const page = JSON.parse(document.getElementById("practice").textContent);
const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const tasks = page.domains.flatMap(domain => domain.tasks);
const domainOf = Object.fromEntries(page.domains.flatMap(domain => domain.tasks.map(task => [task.id, domain])));

const sections = document.querySelectorAll(".booklet section");
const questions = page.questions.map(([id, task, difficulty, stem, right, version], i) => {
  const node = sections[i];
  const inputs = [...node.querySelectorAll("input")];
  return {
    id, task, difficulty: page.difficulties[difficulty], stemHash: stem, version,
    stem: node.querySelector("legend").lastElementChild,
    choose: node.querySelector("fieldset > p"),
    keys: inputs.map(input => input.value),
    right: [...right].map(digit => inputs[Number(digit)].value),
    options: new Map(inputs.map(input => [input.value, input.parentNode.lastElementChild])),
    reasons: [...node.querySelectorAll("details li")].map(reason => reason.lastElementChild),
    source: node.querySelector("details > p"),
  };
});

const forms = page.forms.map(form => ({
  ...form,
  asked: questions.slice(form.first, form.first + form.count).map((question, i) => (
    {id: question.id, question, scored: form.scored[i] === "1", options: question.keys, right: question.right})),
}));

function formRecord(form) {
  // The form as a sitting's first event has it.
  return {kind: form.kind, seed: form.seed, questions: form.asked.map(({question, scored}) => ({
    id: question.id, domain: domainOf[question.task].id, task: question.task, scored,
    difficulty: new Float(question.difficulty), options: question.keys, key: [...question.right].sort(),
    stem: question.stemHash}))};
}

function formOf(record) {
  // The form of this page that an event tells of; undefined if another version of the page made it.
  return forms.find(form => record && form.kind === record.kind && form.seed === record.seed && form.count === record.questions?.length
    && form.asked.every((asked, i) => asked.id === record.questions[i].id
      && asked.options.join() === record.questions[i].options.join() && asked.question.stemHash === record.questions[i].stem));
}

function filled(sentence, values) {
  // A sentence of the program with its names in braces filled in.
  return sentence.replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
