// SPDX-License-Identifier: EUPL-1.2
// The areas of the time line, drawn anew as the server draws them: the strongest at the bottom, a step a year.
const WIDTH = 1000;
const HEIGHT = 120;

export function areas(picture, counts, levels) {
  const most = Math.max(1, ...counts.map((found) => levels.reduce((sum, level) => sum + found[level], 0)));
  const wide = WIDTH / counts.length;
  let below = counts.map(() => 0);
  for (const level of levels) {
    const low = below;
    const above = low.map((height, place) => height + (counts[place][level] * HEIGHT) / most);
    const top = above.map((height, place) => `H${place * wide}V${HEIGHT - height}`).join("");
    const bottom = low.map((height, place) => `H${(place + 1) * wide}V${HEIGHT - height}`).reverse().join("");
    picture.querySelector(`[data-level="${level}"]`).setAttribute("d", `M0 ${HEIGHT - low[0]}${top}H${WIDTH}${bottom}H0Z`);
    below = above;
  }
}
