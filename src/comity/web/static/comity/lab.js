// SPDX-License-Identifier: EUPL-1.2
// Fields that can be repeated: one more, at the end. Without this script there are two empty ones.
for (const several of document.querySelectorAll("[data-several]")) {
  const more = several.querySelector("[data-several-more]");
  more.hidden = false;
  more.addEventListener("click", () => {
    const fields = several.querySelectorAll("input");
    const last = fields[fields.length - 1];
    const next = last.cloneNode();
    next.value = "";
    next.id = `${fields[0].id}_${fields.length}`;
    next.setAttribute("aria-label", more.textContent);
    last.after(next);
    next.focus();
  });
}
