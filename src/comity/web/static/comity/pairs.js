// SPDX-License-Identifier: EUPL-1.2
// Every ordered pair on every day, from the change points that a map left (changes.json; docs/reform-map.md says how it is made).
export const LEVELS = ["treaty", "list", "conditional", "statute", "none", "unknown"];
export const FIRM = ["treaty", "list"];
export const POSSIBLE = [...FIRM, "conditional"];
const ZERO = "0".charCodeAt(0);

export class Past {
  static async from(address) {
    const answer = await fetch(address, { credentials: "same-origin" });
    if (!answer.ok) throw new Error(`${answer.status} for the change points`);
    return new Past(await answer.json());
  }

  constructor(data) {
    this.actors = data.actors;
    this.words = data.strengths;
    this.born = data.exists_from;
    this.since = data.since;
    this.on = data.on;
    this.changes = data.changes;
    this.size = data.actors.length;
    this.place = new Map(data.actors.map((code, place) => [code, place]));
    this.first = Uint8Array.from(data.first.join(""), (digit) => digit.charCodeAt(0) - ZERO);
  }

  // The strengths of all pairs on each of some days, the earliest first; one array, changed from day to day.
  *through(days) {
    const now = this.first.slice();
    let at = 0;
    for (const day of days) {
      for (; at < this.changes.length && this.changes[at][0] <= day; at += 1) {
        const [, places, digits] = this.changes[at];
        places.forEach((place, number) => { now[place] = digits.charCodeAt(number) - ZERO; });
      }
      yield now;
    }
  }

  day(day) {
    return this.through([day]).next().value;
  }

  exists(code, day) {
    return !(code in this.born) || this.born[code] <= day;
  }

  // The strength of each other actor that existed, asked by one or asking it.
  line(now, code, way, day) {
    const found = new Map();
    if (!this.exists(code, day)) return found;
    const own = this.place.get(code);
    this.actors.forEach((other, place) => {
      if (place === own || !this.exists(other, day)) return;
      found.set(other, this.words[now[way === "asks" ? own * this.size + place : place * this.size + own]]);
    });
    return found;
  }

  counts(now, code, way, day) {
    const found = Object.fromEntries(LEVELS.map((level) => [level, 0]));
    for (const one of code ? [code] : this.actors) {
      for (const level of this.line(now, one, way, day).values()) found[level] += 1;
    }
    return found;
  }

  // The day since when a pair is as strong as on a day; nothing where it was so from the beginning.
  unchangedSince(requesting, requested, day) {
    const pair = this.place.get(requesting) * this.size + this.place.get(requested);
    for (let at = this.changes.length - 1; at >= 0; at -= 1) {
      if (this.changes[at][0] <= day && this.changes[at][1].includes(pair)) return this.changes[at][0];
    }
    return "";
  }

  // The days of the time line: 1 January of each year, and the last day.
  years() {
    const found = [];
    for (let year = Number(this.since.slice(0, 4)); `${year}-01-01` < this.on; year += 1) found.push(`${year}-01-01`);
    return [...found, this.on];
  }
}
