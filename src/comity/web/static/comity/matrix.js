// SPDX-License-Identifier: EUPL-1.2
// Matrices: arrow keys from cell to cell, so that one matrix is one stop of the tab key; beside it what is known of the pair.
const ARROWS = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };

for (const table of document.querySelectorAll("[data-matrix]")) {
  const rows = [...table.tBodies[0].rows].map((row) => [...row.querySelectorAll("td")]);
  const links = [...table.querySelectorAll("tbody a")];
  const panel = table.dataset.history ? document.querySelector("[data-pair]") : null;

  const reach = (link) => {
    for (const other of links) other.tabIndex = -1;
    link.tabIndex = 0;
  };

  const tell = (link) => {
    if (!panel) return;
    const about = new URL(link.href).searchParams;
    about.delete("on");
    panel.hidden = false;
    panel.querySelector("[data-pair-words]").textContent = link.getAttribute("aria-label");
    panel.querySelector("[data-pair-advice]").href = link.href;
    panel.querySelector("[data-pair-history]").href = `${table.dataset.history}?${about}`;
  };

  if (links.length) reach(links[0]);
  table.addEventListener("keydown", (event) => {
    const cell = event.target.closest("td");
    if (!cell || !(event.key in ARROWS)) return;
    event.preventDefault();
    const [down, right] = ARROWS[event.key];
    let row = cell.parentElement.sectionRowIndex + down;
    let column = rows[cell.parentElement.sectionRowIndex].indexOf(cell) + right;
    for (; rows[row]?.[column]; row += down, column += right) {
      const link = rows[row][column].querySelector("a");
      if (link) {
        reach(link);
        link.focus();
        return;
      }
    }
  });
  for (const kind of ["focusin", "pointerover"]) {
    table.addEventListener(kind, (event) => {
      const link = event.target.closest("td")?.querySelector("a");
      if (link) tell(link);
    });
  }
}
