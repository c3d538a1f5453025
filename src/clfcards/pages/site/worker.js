// Written by clfcards page.
//
// Keeps the files of one version of the site, so that its pages work without a network.
//
// A new version is fetched as a whole beside the old one, and waits. It takes over when no page of the site is open,
// or when a page says "now", which it does only if the learner asks for it outside of an exam.
"use strict";
const CACHE = "clfcards-" + VERSION;
const FILES = NAMES;

self.addEventListener("install", event => event.waitUntil(
  caches.open(CACHE).then(cache => cache.addAll(FILES.map(name => new Request(name, {cache: "reload"}))))));

self.addEventListener("activate", event => event.waitUntil(
  caches.keys().then(names => Promise.all(
    names.filter(name => name.startsWith("clfcards-") && name !== CACHE).map(name => caches.delete(name))))
    .then(() => self.clients.claim())));

self.addEventListener("message", event => {
  if (event.data === "now") self.skipWaiting();
});

self.addEventListener("fetch", event => {
  const url = new URL(event.request.url);
  if (event.request.method !== "GET" || url.origin !== self.location.origin) return;
  const name = url.pathname.endsWith("/") ? "index.html" : url.pathname.slice(url.pathname.lastIndexOf("/") + 1);
  if (!FILES.includes(name) || new URL(name, self.registration.scope).pathname !== url.pathname.replace(/\/$/, "/" + name)) return;
  event.respondWith(caches.open(CACHE).then(cache => cache.match(name)).then(found => found || fetch(event.request)));
});
