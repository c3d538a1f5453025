
// The words of the card's language, which are in its fields, instead of the English ones.

function clfcardsCount(root) {
  var hint = root.querySelector(".how-many");
  if (!hint) { return; }
  var count = document.createElement("span");
  var words = (root.dataset.chosen || "").split("|");
  hint.appendChild(document.createTextNode(" "));
  hint.appendChild(count);
  function show() {
    var chosen = root.querySelectorAll('.options [aria-checked="true"]').length;
    count.textContent = chosen ? words[chosen - 1] || chosen : "";
    hint.classList.toggle("full", chosen === (Number(root.querySelector(".options").dataset.choose) || 1));
  }
  new MutationObserver(show).observe(root.querySelector(".options"), {
    subtree: true, attributes: true, attributeFilter: ["aria-checked"]
  });
  show();
}

function clfcardsVerdict(root) {
  var verdict = root.querySelector(".verdict");
  if (verdict.classList.contains("is-right")) { verdict.textContent = root.dataset.right; }
  if (verdict.classList.contains("is-wrong")) { verdict.textContent = root.dataset.wrong; }
}
