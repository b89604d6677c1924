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

// Rows of fields: one more, at the end, with empty fields under ids of their own.
for (const rows of document.querySelectorAll("[data-rows]")) {
  const more = rows.querySelector("[data-rows-more]");
  more.hidden = false;
  more.addEventListener("click", () => {
    const all = rows.querySelectorAll("[data-row]");
    const next = all[all.length - 1].cloneNode(true);
    for (const field of next.querySelectorAll("input, select")) {
      const id = `${field.name}_${all.length}`;
      next.querySelector(`label[for="${field.id}"]`).htmlFor = id;
      field.id = id;
      if (field.tagName === "INPUT") field.value = "";
    }
    all[all.length - 1].after(next);
    next.querySelector("input").focus();
  });
}
