// Follows the sources: reloads the page when its server can make a newer one. While it cannot, the page stays as
// it is, and `show` gets the reasons.
function follow(version, problems, show) {
  "use strict";
  var seen = version;
  var silent = false;

  function get(path) {
    return fetch(path).then(function (answer) {
      if (!answer.ok) { throw new Error(answer.status); }
      return answer;
    });
  }

  function look() {
    return get("version").then(function (answer) { return answer.text(); }).then(function (newest) {
      if (silent) {
        silent = false;
        show(problems);
      }
      return newest === seen ? null : get("state").then(function (answer) { return answer.json(); });
    }).then(function (state) {
      if (!state) { return; }
      if (!state.problems.length && state.version !== version) {
        location.reload();
        return;
      }
      seen = state.version;
      problems = state.problems;
      show(problems);
    });
  }

  function again() {
    setTimeout(function () {
      look().catch(function () {
        silent = true;
        show(["the preview does not answer: look at the terminal in which 'clfcards preview --serve' runs"]);
      }).then(again);
    }, 400);
  }

  again();
}
