// SPDX-License-Identifier: EUPL-1.2
// Moving on the world: arrow keys from actor to actor, Enter or a click chooses, buttons go nearer, the mouse draws the map along.
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };
const NEAREST = 60; // of these, the narrowest part that is shown
const DOT = 2.8; // points; the radius of a dot on the whole world
const ASIDE = 2; // what lies aside counts as farther
const STILL = 4; // points of the screen; a shorter pull is a click

export function movable(picture, buttons, { shapes, choose, tell, middle }) {
  const [first, box] = [picture.getAttribute("viewBox"), picture.dataset.whole].map((view) => view.split(" ").map(Number));
  let seen = [...first];
  let pull = null;
  const dots = picture.querySelectorAll("circle");
  const patterns = document.querySelectorAll('pattern[id^="land-"]');
  for (const pattern of patterns) pattern.dataset.turn = pattern.getAttribute("patternTransform") ?? "";
  even(seen[2] / box[2]);

  const at = (shape) => [Number(shape.dataset.x), Number(shape.dataset.y)];
  const coded = (target) => target.closest("a[data-code]");

  function see(next) {
    const width = Math.min(Math.max(next[2], NEAREST), box[2]);
    const height = (width * box[3]) / box[2];
    seen = [clamp(next[0], box[2] - width), clamp(next[1], box[3] - height), width, height];
    even(width / box[2]);
    picture.setAttribute("viewBox", seen.map((part) => Number(part.toFixed(1))).join(" "));
  }

  // Signs stay as fine and dots nearly as small as they are on the whole world.
  function even(scale) {
    for (const pattern of patterns) pattern.setAttribute("patternTransform", `scale(${scale}) ${pattern.dataset.turn}`);
    for (const dot of dots) dot.setAttribute("r", DOT * Math.sqrt(scale));
  }

  function clamp(value, most) {
    return Math.min(Math.max(value, 0), most);
  }

  function nearer(by) {
    if (!by) return see(seen[2] === box[2] ? first : box);
    const [x, y] = middle() ? at(middle()) : [seen[0] + seen[2] / 2, seen[1] + seen[3] / 2];
    const width = seen[2] / by;
    return see([x - width / 2, y - (seen[3] / by) / 2, width]);
  }

  // The nearest actor in a direction.
  function next(from, [right, down]) {
    const [x, y] = at(from);
    let best = null;
    let least = Infinity;
    for (const shape of shapes.values()) {
      const along = (at(shape)[0] - x) * right + (at(shape)[1] - y) * down;
      const aside = Math.abs((at(shape)[0] - x) * down) + Math.abs((at(shape)[1] - y) * right);
      const far = along + ASIDE * aside;
      if (along > 0 && far < least) [best, least] = [shape, far];
    }
    return best;
  }

  function reach(shape) {
    for (const other of shapes.values()) other.setAttribute("tabindex", "-1");
    shape.setAttribute("tabindex", "0");
  }

  // Where the picture is wider than its frame, the chosen actor comes into sight.
  function sight() {
    const frame = picture.parentElement;
    if (middle()) frame.scrollLeft = ((at(middle())[0] - seen[0]) / seen[2]) * picture.getBoundingClientRect().width - frame.clientWidth / 2;
  }

  reach(middle() ?? shapes.values().next().value);
  sight();
  buttons.hidden = false;
  buttons.addEventListener("click", (event) => {
    const button = event.target.closest("[data-zoom-by]");
    if (button) nearer(Number(button.dataset.zoomBy));
  });
  picture.addEventListener("keydown", (event) => {
    const shape = coded(event.target);
    if (!shape || !(event.key in ARROWS)) return;
    event.preventDefault();
    const found = next(shape, ARROWS[event.key]);
    if (!found) return;
    reach(found);
    found.focus();
  });
  picture.addEventListener("click", (event) => {
    const shape = coded(event.target);
    if (!shape || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    if (pull?.moved) return;
    reach(shape);
    choose(shape.dataset.code);
  });
  for (const kind of ["pointerover", "focusin"]) {
    picture.addEventListener(kind, (event) => tell(coded(event.target)?.dataset.code ?? ""));
  }
  picture.addEventListener("pointerleave", () => tell(coded(document.activeElement)?.dataset.code ?? ""));
  picture.addEventListener("pointerdown", (event) => {
    pull = event.pointerType === "mouse" && seen[2] < box[2] ? { x: event.clientX, y: event.clientY, from: [...seen], moved: false } : null;
  });
  picture.addEventListener("pointermove", (event) => {
    if (!pull || event.buttons !== 1) return;
    const scale = seen[2] / picture.getBoundingClientRect().width;
    const [right, down] = [event.clientX - pull.x, event.clientY - pull.y];
    if (Math.hypot(right, down) < STILL && !pull.moved) return;
    pull.moved = true;
    see([pull.from[0] - right * scale, pull.from[1] - down * scale, pull.from[2]]);
  });
  picture.addEventListener("dragstart", (event) => event.preventDefault());
}
