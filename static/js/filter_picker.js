// "+ Filter": a combobox in place of the wall of filters. Part of the name of a field or of a value is typed, the arrows
// choose, and Enter puts the filter on. A chip or the head of a column opens it at its own field.
import { fields, offersFurther, offersHere } from "./filter_offers.js";

const part = (name) => document.getElementById(`picker${name}`);
// The field whose value is asked for, what is offered, and which of it is chosen.
let [field, offers, at] = [null, [], 0];
// How often was asked, whether the server still is, and whether Enter was pressed meanwhile.
let [asked, isAsking, isWanted] = [0, false, false];

function line(offer, number) {
  const option = Object.assign(document.createElement("li"), { id: `picker-offer-${number}`, role: "option" });
  const said = [["b", field ? "" : offer.its.label], ["span", offer.text], ["small", offer.about]].filter(([, text]) => text);
  option.append(...said.map(([name, textContent]) => Object.assign(document.createElement(name), { textContent })));
  option.dataset.number = number;
  return option;
}

function choose(number) {
  const all = [...part("-offers").children];
  at = all.length ? (number + all.length) % all.length : 0;
  all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
  all[at]?.scrollIntoView({ block: "nearest" });
  all[at] ? part("-words").setAttribute("aria-activedescendant", all[at].id) : part("-words").removeAttribute("aria-activedescendant");
}

function draw(found, chosen) {
  offers = found;
  part("-offers").replaceChildren(...found.map(line));
  part("-words").setAttribute("aria-expanded", String(found.length > 0));
  const { none, type } = part("-none").dataset;
  part("-none").textContent = found.length ? "" : part("-words").value.trim() ? none : type;
  choose(chosen);
}

async function offer() {
  const [mine, typed] = [++asked, part("-words").value.trim()];
  const here = offersHere(field, typed);
  draw(here, Math.max(0, here.findIndex(({ isSet }) => isSet)));
  [isAsking, isWanted] = [true, false];
  // Whoever goes on typing is not asked about every letter.
  await new Promise((done) => setTimeout(done, 150));
  const found = mine === asked ? await offersFurther(field, typed, here) : here;
  if (mine !== asked) return;
  isAsking = false;
  if (found !== here) draw(found, at);
  if (isWanted) take(offers[at]);
}

function ask(of, typed = "") {
  field = of;
  part("-field").textContent = field?.label ?? "";
  const words = part("-words");
  Object.assign(words, { value: typed, placeholder: field ? words.dataset.value : words.ariaLabel });
  words.select();
  offer();
}

function open(opener, name) {
  const menu = opener.closest(".menu");
  menu?.removeAttribute("open");
  // Whoever gives up stands there again.
  (menu?.querySelector("summary") ?? opener).focus();
  const place = (menu ?? opener.closest(".chip") ?? opener).getBoundingClientRect();
  const picker = part("");
  picker.showPopover();
  picker.style.insetBlockStart = `${place.bottom + 4}px`;
  picker.style.left = `${Math.max(8, Math.min(place.left, innerWidth - picker.offsetWidth - 8))}px`;
  part("-words").focus();
  const of = fields().find(({ control }) => control.name === name);
  ask(of ?? null, of && !of.control.options ? of.control.value : "");
}

function take(chosen) {
  // A name may be on its way, and be meant rather than words.
  if (isAsking && (!chosen || chosen.isLast)) return (isWanted = true);
  if (!chosen) return;
  const { control } = chosen.its;
  if (control.type === "checkbox") control.checked = true;
  else if (chosen.value === undefined) return ask(chosen.its);
  else control.value = chosen.value;
  sessionStorage.setItem("stand", `chip-${control.name}`);
  control.form.requestSubmit();
}

function showAll() {
  part("").hidePopover();
  document.querySelector(".filters").open = true;
  document.querySelector(".filters .field :is(input, select)").focus();
}

document.addEventListener("click", (event) => {
  const opener = event.target.closest?.(".filters:not([open]) > summary, [data-filter]");
  if (opener) event.preventDefault(), open(opener, opener.dataset.filter);
  const option = event.target.closest?.("#picker [role=option]");
  if (option) take(offers[option.dataset.number]);
  if (event.target.closest?.("#picker-all")) showAll();
  // Pressed by a key, so that the page that comes is used by keys.
  const link = !event.detail && !opener && event.target.closest?.(".chip > .off, .head a");
  if (link) sessionStorage.setItem("stand", link.closest(".head")?.querySelector("summary")?.id ?? "");
});
document.addEventListener("input", ({ target }) => target.id === "picker-words" && offer());
document.addEventListener("keydown", (event) => {
  if (event.target.id !== "picker-words" || event.isComposing) return;
  const steps = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (steps) choose(at + steps);
  else if (event.key === "Enter") take(offers[at]);
  else if (event.key === "Backspace" && field && !event.target.value) ask(null);
  else return;
  event.preventDefault();
});
document.addEventListener("focusout", ({ target, relatedTarget }) => {
  if (relatedTarget && target.closest("#picker") && !relatedTarget.closest("#picker")) part("").hidePopover();
});

// No place is left behind: htmx would copy it onto the picker of a page drawn anew, which the policy of content forbids.
document.addEventListener("toggle", ({ target, newState }) => {
  if (target.id === "picker" && newState === "closed") target.removeAttribute("style");
}, true);

// An address says what is asked for, and nothing of what is not.
document.addEventListener("formdata", ({ target, formData }) => {
  if (!target.closest(".filters")) return;
  for (const [name, value] of [...formData]) if (!value) formData.delete(name);
});

// Whoever put a filter on stands on it, and whoever moved or sorted a column on its head.
const stand = sessionStorage.getItem("stand");
sessionStorage.removeItem("stand");
if (stand !== null) (document.getElementById(stand) ?? document.getElementById("add-filter"))?.focus();
