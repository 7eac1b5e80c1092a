// The statuses that come next, in one menu for all follow-ups of a page: it is filled for the one whose menu is opened.
const shared = document.getElementById("status-menu");

function fill(menu) {
  if (!menu) return;
  const key = menu.closest("[data-follow-up]").dataset.followUp;
  const within = menu.closest("#margin") ? "margin" : "page";
  const next = menu.dataset.to.split(" ");
  const items = menu.querySelector(".items");
  const swapped = shared.innerHTML.replaceAll("within=page", `within=${within}`).replaceAll('"#page"', `"#${within}"`);
  items.innerHTML = swapped.replaceAll("/0/", `/${key}/`);
  for (const item of items.querySelectorAll("[data-to]")) if (!next.includes(item.dataset.to)) item.remove();
  for (const version of items.querySelectorAll("[name=version]")) version.value = menu.dataset.version;
  delete menu.dataset.to;
  htmx.process(items);
}

// Before it opens: where the pointer or the focus comes to the follow-up, and what opens it otherwise.
const menuOf = (target) => target.closest?.("[data-follow-up]")?.querySelector("details.menu[data-to]");
for (const event of ["focusin", "pointerdown", "toggle"]) {
  document.addEventListener(event, ({ target }) => fill(menuOf(target)), true);
}

// A form that a menu leads to starts from what stands on the page: what somebody else did since is told then.
document.addEventListener("htmx:configRequest", ({ detail }) => {
  const menu = detail.verb === "get" && detail.elt.closest("details.menu");
  const version = menu && (menu.dataset.version ?? menu.querySelector("[name=version]")?.value);
  if (version) detail.parameters.version = version;
});
