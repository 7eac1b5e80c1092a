// On the admin site: what Django's choosers draw in place of a field is named as the field is, as soon as it is drawn.
function name(select) {
  const label = document.querySelector(`label[for="${select.id}"]`)?.textContent.trim().replace(/\s*:$/, "");
  const chosen = [...select.selectedOptions].map((each) => each.text).filter(Boolean);
  for (const part of select.nextElementSibling?.querySelectorAll(".select2-selection, [role=textbox]") ?? []) {
    part.removeAttribute("aria-labelledby");
    part.setAttribute("aria-label", [label, ...chosen].join(" "));
  }
  // The field for words stands in the chooser, or unfolds at the end of the page.
  if (!select.nextElementSibling?.matches(".select2-container--open, :has(.select2-search__field)")) return;
  for (const field of document.querySelectorAll(".select2-dropdown .select2-search__field")) field.setAttribute("aria-label", label);
  select.nextElementSibling.querySelector(".select2-search__field")?.setAttribute("aria-label", label);
}

const drawn = new MutationObserver(() => document.querySelectorAll("select.admin-autocomplete").forEach(name));
if (document.querySelector("select.admin-autocomplete")) drawn.observe(document.body, { childList: true, subtree: true });
