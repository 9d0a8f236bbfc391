// Small comforts on pages that work without them: keys, the words a link points at, copying with citation, dropping files.
"use strict";

const typing = (event) => event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey;

function target() {
  const id = decodeURIComponent(location.hash.slice(1));
  // On the picture of a page a paragraph stands for its units.
  return id ? document.getElementById(id) ?? document.querySelector(`.leaf [id="${CSS.escape(id.replace(/\.\d+$/, ""))}"]`) : null;
}

function arrive(event) {
  const marked = event?.type === "DOMContentLoaded" && document.querySelector(".unit.here");
  for (const old of document.querySelectorAll(".here")) old.classList.remove("here");
  const found = marked || target();
  if (!found) { turn(); return; }
  found.classList.add("here");
  const folded = found.closest("details");
  if (folded) folded.open = true;
  found.scrollIntoView({ block: "center" });
}
// A link into an enormous article may lead to a part of it that is not on the page.
function turn() {
  const id = decodeURIComponent(location.hash.slice(1)).replace(/^u=/, "");
  const asked = new URLSearchParams(location.search);
  if (!document.querySelector("[data-parts]") || !/^P\d+(\.\d+)?$/.test(id) || asked.get("unit") === id) return;
  asked.delete("part"); asked.delete("at"); asked.set("unit", id);
  location.replace(`?${asked}${location.hash}`);
}
addEventListener("hashchange", arrive);
addEventListener("DOMContentLoaded", arrive);

// A part of the page that is still being computed is put in when it is there.
async function follow(coming) {
  for (let wait = 700; ; wait = Math.min(wait * 1.4, 5000)) {
    await new Promise((done) => setTimeout(done, wait));
    const answer = await fetch(location.href);
    if (!answer.ok) return;
    const there = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(coming.id);
    if (there && !("coming" in there.dataset)) { coming.replaceWith(there); return; }
  }
}
addEventListener("DOMContentLoaded", () => document.querySelectorAll("[data-coming]").forEach(follow));

// Lists: arrows choose, Enter or o opens, x takes away.
function choose(list, step) {
  const rows = [...list.children];
  const now = rows.findIndex((row) => row.getAttribute("aria-selected") === "true");
  const next = Math.max(0, Math.min(rows.length - 1, now + step));
  rows.forEach((row, place) => row.setAttribute("aria-selected", String(place === next)));
  const link = rows[next]?.querySelector("a");
  link?.focus({ preventScroll: true });
  rows[next]?.scrollIntoView({ block: "nearest" });
}

// The article: j and k go from unit to unit.
function step(by) {
  const units = [...document.querySelectorAll("[data-unit]")];
  if (!units.length) return;
  const now = units.findIndex((unit) => unit.classList.contains("here"));
  const unit = units[Math.max(0, Math.min(units.length - 1, now + by))];
  history.replaceState(null, "", "#" + unit.id);
  arrive();
}

function quotation() {
  const chosen = document.querySelector('.hits [aria-selected="true"], [data-unit].here');
  const words = String(getSelection()).trim() || wordsOf(chosen);
  if (!words) return null;
  const where = chosen?.querySelector(".where")?.textContent ?? `${document.title.split(" · ")[0]} ${document.querySelector("main .where")?.textContent.trim() ?? ""}`;
  const link = chosen?.querySelector("a.words")?.href ?? location.href;
  return `“${words}”（${where.replace(/\s+/g, " ").trim()}）${link}`;
}

function wordsOf(chosen) {
  if (!chosen) return "";
  const copy = (chosen.querySelector("a.words") ?? chosen).cloneNode(true);
  copy.querySelector(".mark")?.remove();
  return copy.textContent.trim();
}

async function copy() {
  const words = quotation();
  if (!words) return;
  if (navigator.clipboard) await navigator.clipboard.writeText(words);
  const status = document.getElementById("status");
  status.textContent = "✓ " + words.slice(0, 60);
}

addEventListener("keydown", (event) => {
  if (typing(event)) return;
  const hits = document.getElementById("hits");
  const moves = { ArrowDown: 1, ArrowUp: -1 };
  if (hits && event.key in moves) { choose(hits, moves[event.key]); event.preventDefault(); }
  else if (hits && event.key === "o") document.querySelector('.hits [aria-selected="true"] a')?.click();
  else if (event.key === "x") document.querySelector('a[download]')?.click();
  else if (event.key === "j") step(1);
  else if (event.key === "k") step(-1);
  else if (event.key === "c") copy();
  else if (event.key === "/") { document.querySelector('input[type="search"]')?.focus(); event.preventDefault(); }
});

// Dropped files and folders are sent one by one, so that each shows how it goes.
async function entriesOf(entry) {
  if (entry.isFile) return [await new Promise((done, failed) => entry.file(done, failed))];
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length) return found;
    for (const one of some) found.push(...(await entriesOf(one)));
  }
}

async function send(form, file) {
  const line = document.createElement("li");
  line.textContent = `${file.name} …`;
  document.getElementById("progress").append(line);
  const body = new FormData();
  body.append("_csrf_token", form.elements._csrf_token.value);
  body.append("files", file);
  const answer = await fetch("/api/uploads", { method: "POST", body, headers: { "x-csrftoken": form.elements._csrf_token.value } });
  const told = await answer.json();
  line.textContent = `${file.name} `;
  if (told.error) { line.append(`— ${told.error.what} ${told.error.hint}`); line.className = "warn"; return; }
  for (const one of told.data) {
    if (one.article) {
      const link = document.createElement("a");
      link.href = `/article/${one.article}` + (one.first ? `#${one.first}` : "");
      link.textContent = one.title || one.article.slice(0, 16);
      line.append(link, " ");
    } else line.append(`— ${one.what} ${one.hint}`);
  }
}

// A link to a unit survives the sign-in: the fragment, which no server sees, goes along.
document.addEventListener("submit", (event) => {
  if (event.target.id === "sign-in") event.target.elements.next.value += location.hash;
});

addEventListener("DOMContentLoaded", () => {
  const status = document.createElement("p");
  status.id = "status"; status.setAttribute("role", "status"); status.className = "note noprint";
  document.querySelector("footer")?.append(status);
  const form = document.getElementById("drop");
  if (!form) return;
  for (const kind of ["dragover", "dragenter"]) form.addEventListener(kind, (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("submit", () => {
    const line = document.createElement("li");
    line.textContent = form.dataset.reading.replace("#", form.elements.files.files.length);
    document.getElementById("progress").replaceChildren(line);
  });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", async (event) => {
    event.preventDefault();
    form.classList.remove("over");
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    for (const entry of entries) for (const file of await entriesOf(entry)) await send(form, file);
  });
});
