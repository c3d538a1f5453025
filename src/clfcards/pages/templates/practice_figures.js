// What a sitting that was handed in comes to: counted here, and looked up in the tables that Python made.

function figures(sitting) {
  // The lists are question ids in the form's order; unscored and unanswered questions can be wrong, too.
  const {asked} = sitting.form, scored = asked.filter(each => each.scored);
  const ids = wanted => asked.filter(wanted).map(each => each.id);
  const part = of => ({right: of.filter(each => isRight(sitting, each)).length, of: of.length});
  const raw = part(scored).right;
  const guessed = ids(each => sitting.sure[each.id] === "guess");
  const right = new Set(ids(each => isRight(sitting, each)));
  return {
    raw, scored: scored.length, row: sitting.form.table[raw],
    domains: page.domains.map(each => ({id: each.id, title: each.title, weight: each.weight,
      ...part(scored.filter(asked => domainOf[asked.question.task] === each))})).filter(each => each.of),
    tasks: tasks.map(each => ({id: each.id, title: each.title,
      ...part(scored.filter(asked => asked.question.task === each.id))})).filter(each => each.of),
    wrong: ids(each => !right.has(each.id)),
    unanswered: ids(each => !isAnswered(sitting, each)),
    flagged: ids(each => sitting.flagged.has(each.id)),
    guessed, lucky: guessed.filter(id => right.has(id)),
    right_to_wrong: ids(each => lastChangeWas(sitting, each, false)),
    wrong_to_right: ids(each => lastChangeWas(sitting, each, true)),
    seconds: sitting.used, median: median([...sitting.seen].map(id => sitting.spent[id] || 0).filter(seconds => seconds > 0)),
  };
}

function lastChangeWas(sitting, asked, toRight) {
  // Whether the last change between complete answers was from wrong to right, or from right to wrong.
  const marks = (sitting.revisions[asked.id] || []).map(given => sameOptions(asked.right, given));
  const changes = marks.filter((mark, i) => i && mark !== marks[i - 1]);
  return changes.length > 0 && changes.at(-1) === toRight && marks.at(-1) === toRight;
}

function median(numbers) {
  if (!numbers.length) return 0;
  const inOrder = [...numbers].sort((a, b) => a - b), half = inOrder.length / 2;
  return numbers.length % 2 ? inOrder[Math.floor(half)] : (inOrder[half - 1] + inOrder[half]) / 2;
}

function missedByTask(sitting, wrong) {
  // The tasks with wrong answers, the most first, and the numbers of these questions.
  const numbers = task => sitting.form.asked.flatMap((asked, i) => asked.question.task === task.id && wrong.includes(asked.id) ? [i + 1] : []);
  return tasks.map(task => ({task, numbers: numbers(task)})).filter(each => each.numbers.length)
    .sort((a, b) => b.numbers.length - a.numbers.length);
}

function seenBefore(sitting) {
  // How many of the questions this browser had asked before, and how many of those in the 60 days before.
  const earlier = sittings().filter(each => isHandedIn(each) && each.last.wall < sitting.began.wall);
  const seen = each => earlier.filter(other => other.seen.has(each.id));
  const lately = other => sitting.began.wall - other.last.wall < 60 * 86400e3;
  return {all: sitting.form.asked.filter(each => seen(each).length).length,
    lately: sitting.form.asked.filter(each => seen(each).some(lately)).length};
}

function diagnosis(sitting) {
  // The row for these answers: what so few of them show, and the minutes to plan.
  const {asked, diagnosis: tables} = sitting.form;
  const right = asked.map(each => isRight(sitting, each));
  const number = asked.reduce((sum, each, i) => right[i] ? sum + tables.strides[page.domains.indexOf(domainOf[each.question.task])] : sum, 0);
  const [value, low, high, order, gains, errors, weakest, chance] = tables.rows[number];
  const plan = tables.plans[right.reduce((sum, each, i) => each ? sum + 2 ** i : sum, 0)];
  const minutes = tasks.map((_, i) => 5 * parseInt(plan.slice(i * tables.digits, (i + 1) * tables.digits), 36));
  return {value, low, high, shares: tables.shares[figures(sitting).raw], weakest: page.domains[weakest], chance,
    gains: order.map(place => ({domain: page.domains[place], gain: gains[place], error: errors[place]})), plan: planned(minutes)};
}

function planned(minutes) {
  // Domains with the most minutes first, and so are their tasks.
  const most = (a, b) => b.minutes - a.minutes;
  const parts = page.domains.map(domain => {
    const own = domain.tasks.map(task => ({task, minutes: minutes[tasks.indexOf(task)]})).filter(each => each.minutes).sort(most);
    return {domain, tasks: own, minutes: own.reduce((sum, each) => sum + each.minutes, 0)};
  });
  return parts.filter(each => each.minutes).sort(most);
}
