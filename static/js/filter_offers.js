// What the picker of filters may offer for typed words, read from the fields of the filters of the page's list.
const MOST = { mixed: 3, named: 12 };
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
const holds = (text, typed) => fold(typed).split(/\s+/).every((word) => fold(text).includes(word));
const begins = (text, typed) => (fold(text).startsWith(fold(typed)) ? 2 : Number(fold(text).includes(` ${fold(typed)}`)));
const likeliest = (all, typed) =>
  all.sort((one, other) => begins(other.text ?? other.its.label, typed) - begins(one.text ?? one.its.label, typed));

function fieldOf(box) {
  const control = box.querySelector("input:not([type=hidden]), select");
  return control && { control, kind: box.dataset.widget, label: box.querySelector("label").firstChild.textContent.trim() };
}
export const fields = () => [...document.querySelectorAll(".filters form .field")].map(fieldOf).filter(Boolean);
const isNamed = ({ control, kind }) => kind !== "date" && control.hasAttribute("hx-get");

function choicesOf(its) {
  const options = [...(its.control.options ?? [])].filter(({ value }) => value);
  return options.map(({ value, text, selected }) => ({ its, value, text, isSet: selected }));
}

// What may be meant, the likeliest first: a field, one of its choices, and words to be found.
function mixed(typed) {
  const all = fields();
  if (!typed) return all.map((its) => ({ its }));
  const named = all.filter(({ label }) => holds(label, typed));
  const chosen = all.filter((its) => !named.includes(its)).flatMap(choicesOf).filter(({ its, text }) => holds(`${its.label} ${text}`, typed));
  const likely = likeliest([...named.map((its) => ({ its })), ...chosen], typed);
  const words = all.filter(({ control }) => control.name === "q");
  return [...likely, ...words.map((its) => ({ its, value: typed, text: `“${typed}”`, isLast: true }))];
}

export function offersHere(field, typed) {
  if (!field) return mixed(typed);
  if (field.control.options) return choicesOf(field).filter(({ text }) => holds(text, typed));
  return typed && !isNamed(field) ? [{ its: field, value: typed, text: typed }] : [];
}

async function answerOf({ control }, typed) {
  const address = new URL(control.getAttribute("hx-get"), location);
  address.searchParams.append(control.name, typed);
  const answer = await fetch(address, { headers: { "HX-Request": "true" } });
  return new DOMParser().parseFromString(answer.ok ? await answer.text() : "", "text/html").body;
}

async function namesOf(its, typed, most) {
  const found = [...(await answerOf(its, typed)).querySelectorAll("option, [role=option]:not([data-adds])")];
  const names = found.map((option) => {
    const value = option.dataset.value ?? option.value;
    return { its, value, text: value, about: option.querySelector(".meta")?.textContent ?? option.label?.replace(value, "").replace(" · ", "") };
  });
  return (typed ? likeliest(names, typed) : names).slice(0, most);
}

// Besides, what only the server knows: the names in the house, and how it reads a day.
export async function offersFurther(field, typed, here) {
  if (field && isNamed(field)) return namesOf(field, typed, MOST.named);
  if (!typed || field?.control.options) return here;
  if (field?.kind === "date") return [{ ...here[0], about: (await answerOf(field, typed)).textContent }];
  if (field || typed.length < 2) return here;
  // Of several fields that offer the same names, such as owner and recorder, the first.
  const places = new Map();
  for (const its of fields().filter(isNamed)) places.set(its.control.getAttribute("hx-get"), places.get(its.control.getAttribute("hx-get")) ?? its);
  const names = await Promise.all([...places.values()].map((its) => namesOf(its, typed, MOST.mixed)));
  return [...here.filter(({ isLast }) => !isLast), ...likeliest(names.flat(), typed), ...here.filter(({ isLast }) => isLast)];
}
