// SPDX-License-Identifier: EUPL-1.2
// The map of the lab: another state, another day and the way there, without asking the server. Without this script the form does it.
import { FIRM, LEVELS, POSSIBLE, Past } from "./pairs.js";
import { areas } from "./areas.js";
import { movable } from "./world.js";

const PAUSE = 320; // milliseconds a year
const REST = 250; // milliseconds after which tables follow the picture
const atlas = document.querySelector("[data-atlas]");
const one = (what) => atlas.querySelector(what);
const every = (what) => [...atlas.querySelectorAll(what)];
const past = await Past.from(atlas.dataset.changes);
const controls = one("[data-controls]").elements;
const slider = one("[data-slider]");
const play = one("[data-play]");
const shapes = new Map(every("a[data-code]").map((shape) => [shape.dataset.code, shape]));
const names = new Map([...controls.state.options].filter((option) => option.value).map((option) => [option.value, option.text]));
const words = Object.fromEntries(LEVELS.map((level) => [level, one(`[data-words="${level}"]`).textContent]));
const bounds = atlas.dataset.bounds.split(",").map(Number);
const days = past.years();
const months = atlas.dataset.months.split("|"); // the 27th of each month of 2003, as the server writes days
const order = new Intl.Collator(document.documentElement.lang);
const view = { state: controls.state.value, way: controls.way.value, day: controls.day.value, least: controls.least.value };
const shown = { line: new Map(), numbers: new Map(), pointed: "" };
let rest = 0;
let playing = 0;


function inWords(day) {
  const [year, month, number] = day.split("-").map(Number);
  return months[month - 1].replace("27", number).replace("2003", year);
}

const partnersOf = (counts) => (view.least === "possible" ? POSSIBLE : FIRM).reduce((sum, level) => sum + counts[level], 0);
const classOf = (number) => bounds.filter((bound) => number >= bound).length;
const address = (other) => `?${new URLSearchParams({ show: "map", ...view, ...other })}`;

function answer(requesting, requested) {
  const about = { requesting, requested, measure: atlas.dataset.measure, on: view.day };
  if (atlas.dataset.offence) about.offence = atlas.dataset.offence;
  return `${atlas.dataset.advice}?${new URLSearchParams(about)}`;
}

// How an actor is filled, and what is said of it.
function look(code) {
  if (code === view.state) return ["own", atlas.dataset.chosen];
  if (shown.line.has(code)) return [shown.line.get(code), words[shown.line.get(code)]];
  if (shown.numbers.has(code)) {
    const number = partnersOf(shown.numbers.get(code));
    return [`number-${classOf(number)}`, atlas.dataset.partners.replace("{number}", number)];
  }
  return ["absent", atlas.dataset.absent];
}

function paint() {
  const now = past.day(view.day);
  shown.line = view.state ? past.line(now, view.state, view.way, view.day) : new Map();
  const alive = view.state ? [] : past.actors.filter((code) => past.exists(code, view.day));
  shown.numbers = new Map(alive.map((code) => [code, past.counts(now, code, "asks", view.day)]));
  for (const [code, shape] of shapes) shape.setAttribute("fill", `url(#land-${look(code)[0]})`);
  const counts = past.counts(now, view.state, view.way, view.day);
  for (const level of LEVELS) one(`[data-total="${level}"]`).textContent = counts[level];
  const classes = [...shown.numbers.values()].map((numbers) => classOf(partnersOf(numbers)));
  for (const step of every("[data-step]")) step.textContent = classes.filter((place) => place === Number(step.dataset.step)).length;
  for (const time of every("[data-day-shown]")) {
    time.textContent = inWords(view.day);
    time.setAttribute("datetime", view.day);
  }
  const place = days.findLastIndex((day) => day <= view.day);
  slider.value = place;
  slider.setAttribute("aria-valuetext", inWords(view.day));
  one("[data-now]").setAttribute("d", `M${((place + 0.5) * 1000) / days.length} 0V120`);
  controls.day.value = view.day;
  one("[data-absent-note]").hidden = !view.state || past.exists(view.state, view.day);
  tell(shown.pointed);
  clearTimeout(rest);
  rest = setTimeout(settle, REST);
}

// What follows when nothing moves any more: words for who hears the page, links, tables, the address.
function settle() {
  for (const [code, shape] of shapes) {
    const said = `${names.get(code)}: ${look(code)[1]}`;
    shape.setAttribute("aria-label", said);
    shape.querySelector("title").textContent = said;
    shape.setAttribute("href", address({ state: code }));
    if (code === view.state) shape.setAttribute("aria-current", "true");
    else shape.removeAttribute("aria-current");
  }
  if (view.state) partners();
  else ranking();
  history.replaceState(null, "", address({}));
}

function partners() {
  const found = Object.fromEntries(LEVELS.map((level) => [level, []]));
  for (const [code, level] of shown.line) found[level].push(code);
  for (const level of LEVELS) {
    const row = one(`[data-row="${level}"]`);
    const codes = found[level].sort((first, second) => order.compare(names.get(first), names.get(second)));
    row.querySelector("[data-number]").textContent = codes.length;
    const links = codes.map((code) => link(names.get(code), view.way === "asks" ? answer(view.state, code) : answer(code, view.state)));
    const nobody = Object.assign(document.createElement("span"), { className: "comity-faint", textContent: atlas.dataset.nobody });
    row.querySelector("[data-who]").replaceChildren(...(links.length ? links.flatMap((made) => [", ", made]).slice(1) : [nobody]));
  }
}

function ranking() {
  const rows = [...shown.numbers].map(([code, counts]) => ({ code, counts, number: partnersOf(counts) }));
  rows.sort((first, second) => second.number - first.number || order.compare(names.get(first.code), names.get(second.code)));
  one("[data-ranking]").replaceChildren(...rows.map((row) => {
    const made = document.createElement("tr");
    made.className = "govuk-table__row";
    const head = Object.assign(document.createElement("th"), { scope: "row", className: "govuk-table__header" });
    head.append(link(names.get(row.code), address({ state: row.code })));
    const numbers = [row.number, ...LEVELS.map((level) => row.counts[level])];
    made.append(head, ...numbers.map((number) => Object.assign(document.createElement("td"), { className: "govuk-table__cell govuk-table__cell--numeric", textContent: number })));
    return made;
  }));
}

function link(text, href) {
  return Object.assign(document.createElement("a"), { className: "govuk-link", textContent: text, href });
}

// Another state or direction: the heading, the legend, the time line.
function turn() {
  const title = one("[data-title-state]");
  const way = one("[data-title-way]");
  title.textContent = view.state ? names.get(view.state) : way.dataset.all;
  way.textContent = view.state ? way.dataset[view.way] : "";
  for (const part of every("[data-for]")) part.hidden = (part.dataset.for === "state") !== Boolean(view.state);
  controls.state.value = view.state;
  controls.way.value = view.way;
  const now = past.through(days);
  const counts = days.map((day) => past.counts(now.next().value, view.state, view.way, day));
  areas(one(".comity-areas"), counts, LEVELS);
  const rows = days.map((day, place) => [day, counts[place]]).filter(([day]) => Number(day.slice(0, 4)) % 5 === 0 || day === past.on);
  one("[data-years]").replaceChildren(...rows.map(([day, numbers]) => {
    const made = document.createElement("tr");
    made.className = "govuk-table__row";
    const head = Object.assign(document.createElement("th"), { scope: "row", className: "govuk-table__header comity-nowrap", textContent: day });
    made.append(head, ...LEVELS.map((level) => Object.assign(document.createElement("td"), { className: "govuk-table__cell govuk-table__cell--numeric", textContent: numbers[level] })));
    return made;
  }));
  paint();
}

// One line on the actor that is pointed at.
function tell(code) {
  shown.pointed = code;
  const readout = one("[data-readout]");
  if (!code) {
    readout.replaceChildren();
    return;
  }
  const pair = view.way === "asks" ? [view.state, code] : [code, view.state];
  const since = shown.line.has(code) ? past.unchangedSince(...pair, view.day) : "";
  const name = Object.assign(document.createElement("b"), { textContent: names.get(code) });
  readout.replaceChildren(name, ` ${look(code)[1]}${since ? `, ${atlas.dataset.since.replace("{day}", inWords(since))}` : ""}`);
}

function choose(state) {
  view.state = state === view.state ? "" : state;
  turn();
}

function stop() {
  clearInterval(playing);
  playing = 0;
  play.textContent = play.dataset.playWords;
}

function step() {
  const place = Number(slider.value) + 1;
  if (place >= days.length) return stop();
  view.day = days[place];
  return paint();
}

slider.max = days.length - 1;
slider.hidden = play.hidden = false;
one("[data-submit]").hidden = true;
play.dataset.playWords = play.textContent;
play.addEventListener("click", () => {
  if (playing) return stop();
  if (Number(slider.value) === days.length - 1) view.day = days[0];
  paint();
  play.textContent = play.dataset.pause;
  playing = setInterval(step, PAUSE);
  return undefined;
});
slider.addEventListener("input", () => {
  if (playing) stop();
  view.day = days[Number(slider.value)];
  paint();
});
controls.state.addEventListener("change", () => { view.state = controls.state.value; turn(); });
controls.way.addEventListener("change", () => { view.way = controls.way.value; turn(); });
controls.least.addEventListener("change", () => { view.least = controls.least.value; paint(); });
controls.day.addEventListener("change", () => {
  if (!controls.day.value) return;
  view.day = controls.day.value < past.since ? past.since : controls.day.value > past.on ? past.on : controls.day.value;
  paint();
});
one("[data-controls]").addEventListener("submit", (event) => event.preventDefault());
movable(one(".comity-world"), one("[data-zoom]"), { shapes, choose, tell, middle: () => shapes.get(view.state) });
turn();
atlas.dataset.ready = "yes";
