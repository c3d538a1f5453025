// Only from a site: the page is kept for use without a network, and a newer version waits until the learner wants it.

function watchForNews() {
  if (!page.site || !/^https?:$/.test(location.protocol) || !navigator.serviceWorker) return;
  navigator.serviceWorker.register("worker.js").then(registration => {
    const tell = () => { if (registration.waiting && navigator.serviceWorker.controller) announce(registration); };
    const watch = () => registration.installing?.addEventListener("statechange", tell);
    registration.addEventListener("updatefound", watch);
    watch();
    tell();
    registration.update().catch(() => {}); // without a network there is no news
  }, error => console.warn("this page is not kept for use without a network", error));
}

function announce(registration) {
  const use = button("Use it now", () => {
    const left = open?.sitting || sittings().find(each => !each.ended);
    if (left) {
      notice(`Finish ${left.form.name} first: the new version may have other questions.`);
    } else {
      navigator.serviceWorker.addEventListener("controllerchange", () => location.reload());
      registration.waiting?.postMessage("now");
    }
  });
  document.getElementById("news").replaceChildren(el("p", {}, "A new version of this page is ready.", use));
}

startPage();
watchForNews();
