// The answers of one sitting as a short text, for a browser that cannot save or share a file.

const SYMBOLS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

function answerText(sitting) {
  const bits = [];
  const put = (value, width) => bits.push(BigInt(value).toString(2).padStart(width, "0"));
  put(1, 5);
  for (const symbol of sitting.form.mark) put(SYMBOLS.indexOf(symbol), 5);
  put(BigInt(`0x${sitting.id}`), 64);
  put(sitting.began.wall, 45);
  put(Math.round(-new Date(sitting.began.wall).getTimezoneOffset() / 15) + 64, 7);
  put(sitting.seconds === null ? 0 : Math.round(sitting.seconds / 60), 12);
  put(0, 1); // no sitting of a page is strict
  put(Math.round(sitting.used), 20);
  put(sitting.ended === "clock" ? 1 : 0, 1);
  for (const asked of sitting.form.asked) {
    for (const key of asked.options) put(chosen(sitting, asked).includes(key) ? 1 : 0, 1);
    put(SURE.indexOf(sitting.sure[asked.id]) + 1, 2);
    put(sitting.flagged.has(asked.id) ? 1 : 0, 1);
    put(nearestTime(sitting.spent[asked.id] || 0), 5);
  }
  return `clfcards answers ${page.exam.code} ${sitting.form.name}\n${symbolLines(bits.join(""))}`;
}

function nearestTime(seconds) {
  const far = page.times.map(time => Math.abs(time - seconds));
  return far.indexOf(Math.min(...far));
}

function symbolLines(bits) {
  // Lines of 32 symbols with two of check each; four more check the whole.
  const values = [];
  for (let i = 0; i < bits.length; i += 5) values.push(parseInt(bits.slice(i, i + 5).padEnd(5, "0"), 2));
  const whole = values.reduce((sum, value) => (sum * 37 + value + 1) % 1048573, 7);
  values.push(...[15, 10, 5, 0].map(shift => whole >> shift & 31));
  const written = [];
  for (let i = 0; i < values.length; i += 32) {
    const line = values.slice(i, i + 32);
    const check = line.reduce((sum, value) => (sum * 37 + value + 1) % 1021, written.length + 1);
    const symbols = line.map(value => SYMBOLS[value]).join("").replace(/(.{4})(?=.)/g, "$1 ");
    written.push(`${symbols} -${SYMBOLS[check >> 5]}${SYMBOLS[check & 31]}`);
  }
  return `${written.join("\n")}\n`;
}
