// Every card has a frame of its own, with Anki's class names on its body, so that the styles and scripts of
// the cards work as they do in Anki. Frames are filled when they come into view.
(function () {
  "use strict";
  var data = JSON.parse(document.getElementById("data").textContent);
  var root = document.documentElement;
  var main = document.getElementById("cards");
  var more = document.getElementById("more");
  var choices = ["domain", "task", "service", "kind", "pool"];
  var flags = ["problems", "night", "phone"];
  var PAGE = 60;
  var isDark = matchMedia("(prefers-color-scheme: dark)").matches;
  var shown = 0;
  var matching = [];

  function get(id) { return document.getElementById(id); }
  function pressed(id) { return get(id).getAttribute("aria-pressed") === "true"; }
  function element(name, text, attributes) {
    var made = document.createElement(name);
    if (text) { made.textContent = text; }
    Object.keys(attributes || {}).forEach(function (key) { made.setAttribute(key, attributes[key]); });
    return made;
  }

  [["domain", data.domains], ["task", data.tasks], ["service", data.services]].forEach(function (pair) {
    pair[1].forEach(function (entry) {
      var text = pair[0] === "service" ? entry[1] : entry[0] + " " + entry[1];
      get(pair[0]).appendChild(element("option", text, { value: entry[0] }));
    });
  });

  // The reasons stand in the header, which is in sight wherever the reader is.
  function showReasons(sentence, reasons) {
    var list = get("unread").querySelector("ul");
    get("unread").querySelector("p").textContent = sentence;
    list.textContent = "";
    reasons.forEach(function (text) { list.appendChild(element("li", text)); });
    get("unread").hidden = !reasons.length;
  }

  function showUnread() { showReasons("Parts of these files could not be read, and their cards are missing:", data.unread); }

  function withMedia(html) {
    return html.replace(/src="(media-[^"]+)"/g, function (whole, name) {
      return data.media[name] ? 'src="' + data.media[name] + '"' : whole;
    });
  }

  function pageOf(card, side) {
    var html = withMedia(side === 0 ? card.front : card.back);
    var script = data.scripts[card.scripts[side]];
    var night = pressed("night") ? " nightMode night_mode" : "";
    return '<!doctype html><html lang="' + data.language + '" class="' + (pressed("phone") ? "mobile" : "") + night + '"><meta charset="utf-8"><base target="_blank">' +
      "<style>" + data.css + '</style><body class="card' + night + '">' +
      html + (script ? "<script>" + script + "<\/script>" : "") + "</body></html>";
  }

  function fit(frame) {
    var page = frame.contentDocument;
    if (page && page.body) { frame.style.height = Math.max(60, Math.ceil(page.body.getBoundingClientRect().height) + 2) + "px"; }
  }

  // A window that is made narrower, or enlarged, makes the cards taller.
  addEventListener("resize", function () { document.querySelectorAll("iframe[data-filled]").forEach(fit); });

  var watcher = new IntersectionObserver(function (entries) {
    entries.forEach(function (entry) {
      if (entry.isIntersecting && !entry.target.dataset.filled) { fill(entry.target); }
    });
  }, { rootMargin: "600px" });

  function fill(frame) {
    frame.dataset.filled = "yes";
    frame.style.height = "";
    frame.onload = function () { fit(frame); };
    frame.srcdoc = pageOf(frame.card, frame.side);
  }

  function article(card) {
    var made = element("article", "", { "data-id": card.id });
    var head = element("p");
    head.appendChild(element("b", card.id));
    head.appendChild(element("span", "task " + card.task));
    head.appendChild(element("span", card.kind + (card.kind === "question" ? ", " + card.pool : "")));
    if (/ /.test(card.name)) { head.appendChild(element("span", card.name)); }
    head.appendChild(element("a", card.place, { href: card.link }));
    made.appendChild(head);
    if (card.problems.length) {
      var list = element("ul", "", { "class": "problems" });
      card.problems.forEach(function (problem) {
        list.appendChild(element("li", problem.severity + ": " + problem.message + " [" + problem.rule + "]", { "class": problem.severity }));
      });
      made.appendChild(list);
    }
    var sides = element("div", "", { "class": "sides" });
    [0, 1].forEach(function (side) {
      var frame = element("iframe", "", { title: card.id + (side ? ", back" : ", front") });
      frame.card = card;
      frame.side = side;
      sides.appendChild(frame);
      watcher.observe(frame);
    });
    made.appendChild(sides);
    return made;
  }

  function showMore() {
    matching.slice(shown, shown + PAGE).forEach(function (card) { main.appendChild(article(card)); });
    shown = Math.min(shown + PAGE, matching.length);
    more.hidden = shown >= matching.length;
  }

  function matches(card, words) {
    return choices.every(function (name) {
      var wanted = get(name).value;
      return !wanted || (name === "service" ? card.services.indexOf(wanted) >= 0 : card[name] === wanted);
    }) && (!pressed("problems") || card.problems.length) && words.every(function (word) {
      return card.text.indexOf(word) >= 0 || card.id.indexOf(word) >= 0;
    });
  }

  function show() {
    var words = get("search").value.toLowerCase().split(/\s+/).filter(Boolean);
    root.classList.toggle("night", pressed("night"));
    root.classList.toggle("phone", pressed("phone"));
    matching = data.cards.filter(function (card) { return matches(card, words); });
    watcher.disconnect();
    main.textContent = "";
    shown = 0;
    showMore();
    get("count").textContent = matching.length + " of " + data.cards.length + " cards";
    remember();
  }

  // The filters are kept in the address, so that a reload or a shared link shows the same cards. Night is there only
  // where it is not what the system asks for.
  function remember() {
    var parts = choices.concat("search").filter(function (name) { return get(name).value; }).map(function (name) {
      return name + "=" + encodeURIComponent(get(name).value);
    }).concat(flags.filter(function (name) { return pressed(name) !== usual(name); }).map(function (name) {
      return name + "=" + Number(pressed(name));
    }));
    history.replaceState(null, "", "#" + parts.join("&"));
  }

  function usual(name) { return name === "night" && isDark; }
  function press(name, on) { get(name).setAttribute("aria-pressed", String(on)); }
  flags.forEach(function (name) { press(name, usual(name)); });

  location.hash.slice(1).split("&").forEach(function (part) {
    var pair = part.split("=");
    if (flags.indexOf(pair[0]) >= 0) { press(pair[0], pair[1] === "1"); }
    else if (choices.concat("search").indexOf(pair[0]) >= 0) { get(pair[0]).value = decodeURIComponent(pair[1] || ""); }
  });
  choices.forEach(function (name) { get(name).addEventListener("change", show); });
  get("search").addEventListener("input", show);
  flags.forEach(function (name) {
    get(name).addEventListener("click", function () {
      press(name, !pressed(name));
      show();
    });
  });
  more.addEventListener("click", showMore);
  show();

  showUnread();
  if (data.version) {
    follow(data.version, [], function (problems) {
      if (problems.length) { showReasons("These cards are older than their files, because newer ones cannot be shown:", problems); }
      else { showUnread(); }
    });
  }
})();
