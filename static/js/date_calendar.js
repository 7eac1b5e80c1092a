// The calendar beside a date field: it types the chosen day into the field, as somebody would who writes it.
const language = document.documentElement.lang;
const said = (day, how) => new Intl.DateTimeFormat(language === "en" ? "en-GB" : language, { timeZone: "UTC", ...how }).format(day);
const typed = (day) => said(day, { day: "numeric", month: "long", year: "numeric" });
const dayOf = (year, month, day) => new Date(Date.UTC(year, month, day));
const after = (day, days) => dayOf(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate() + days);
const MONDAY = dayOf(2018, 4, 21);
const now = () => ((today) => dayOf(today.getFullYear(), today.getMonth(), today.getDate()))(new Date());

// The same day of another month, or the last where it has no such day.
function monthAfter(day, months) {
  const last = dayOf(day.getUTCFullYear(), day.getUTCMonth() + months + 1, 0);
  return after(last, Math.min(day.getUTCDate(), last.getUTCDate()) - last.getUTCDate());
}

// What the calendar itself types, or a day in figures; of other words it knows nothing.
function read(words) {
  const figures = words.match(/^(\d{4})-(\d\d)-(\d\d)$/);
  if (figures) return dayOf(figures[1], figures[2] - 1, figures[3]);
  const year = Number(words.match(/\d{4}$/)?.[0]);
  const days = year ? Array.from({ length: 366 }, (_, number) => dayOf(year, 0, 1 + number)) : [];
  return days.find((day) => typed(day) === words.trim());
}

function make(name, attributes, ...inside) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) if (value !== undefined) element.setAttribute(key, value);
  element.append(...inside);
  return element;
}

function drawn(box, button, shown, chosen) {
  const [year, month] = [shown.getUTCFullYear(), shown.getUTCMonth()];
  const start = after(dayOf(year, month, 1), -((dayOf(year, month, 1).getUTCDay() + 6) % 7));
  const cell = (day) => {
    const is = (other) => other && day.getTime() === other.getTime();
    const number = make("button", {
      type: "button", "data-day": day.toISOString().slice(0, 10), tabindex: is(shown) ? 0 : -1,
      "aria-label": `${said(day, { weekday: "long" })} ${typed(day)}`,
      "aria-current": is(now()) ? "date" : undefined, "aria-pressed": is(chosen) ? "true" : undefined,
      "data-other-month": day.getUTCMonth() === month ? undefined : "",
    }, day.getUTCDate());
    return make("td", {}, number);
  };
  const week = (first) => make("tr", {}, ...Array.from({ length: 7 }, (_, number) => cell(after(first, number))));
  const heads = Array.from({ length: 7 }, (_, number) => after(MONDAY, number));
  const head = (day) => make("th", { scope: "col", abbr: said(day, { weekday: "long" }) }, said(day, { weekday: "short" }));
  const title = make("strong", { "aria-live": "polite" }, said(shown, { month: "long", year: "numeric" }));
  const turn = (months, label, sign) => make("button", { type: "button", "data-months": months, "aria-label": label }, sign);
  box.replaceChildren(
    make("p", {}, turn(-1, button.dataset.previous, "‹"), title, turn(1, button.dataset.next, "›")),
    make("table", {},
      make("thead", {}, make("tr", {}, ...heads.map(head))),
      make("tbody", {}, ...Array.from({ length: 6 }, (_, number) => week(after(start, number * 7)))),
    ),
  );
  box.dataset.shown = shown.toISOString().slice(0, 10);
}

const field = (box) => box.closest(".date-input").querySelector("input");
const chosenIn = (box) => read(field(box).value);
const focused = (box) => box.querySelector("[data-day][tabindex='0']").focus();

function turnTo(box, shown) {
  if (shown.getUTCFullYear() < 1900 || shown.getUTCFullYear() > 2200) return;
  drawn(box, box.closest(".date-input").querySelector(".date-button"), shown, chosenIn(box));
}

function open(button) {
  const label = button.closest(".field")?.querySelector("label")?.firstChild.textContent.trim();
  const box = make("div", { class: "date-calendar", role: "dialog", popover: "auto", "aria-label": label ?? button.getAttribute("aria-label") });
  button.after(box);
  turnTo(box, chosenIn(box) ?? now());
  box.addEventListener("toggle", ({ newState }) => {
    button.setAttribute("aria-expanded", newState === "open");
    // From now on the browser closes it by the same button.
    if (newState === "open") button.popoverTargetElement = box;
    else box.remove();
  });
  box.showPopover();
  // Under the field, or above it where there is no room.
  const [place, size] = [button.parentElement.getBoundingClientRect(), box.getBoundingClientRect()];
  const above = place.bottom + size.height + 8 > innerHeight && place.top > size.height + 8;
  box.style.insetBlockStart = `${above ? place.top - size.height - 8 : place.bottom}px`;
  box.style.left = `${Math.max(8, Math.min(place.right - size.width, innerWidth - size.width - 8))}px`;
  focused(box);
}

function choose(box, day) {
  const input = field(box);
  input.value = typed(day);
  box.hidePopover();
  input.focus();
  for (const name of ["input", "change"]) input.dispatchEvent(new Event(name, { bubbles: true }));
}

document.addEventListener("click", ({ target }) => {
  const button = target.closest?.(".date-button");
  if (button && !button.parentElement.querySelector(".date-calendar")) return open(button);
  const box = target.closest?.(".date-calendar");
  const pressed = box && target.closest("button");
  if (pressed?.dataset.day) choose(box, new Date(pressed.dataset.day));
  if (!pressed?.dataset.months) return;
  turnTo(box, monthAfter(new Date(box.dataset.shown), Number(pressed.dataset.months)));
  box.querySelector(`[data-months="${pressed.dataset.months}"]`).focus();
});

const STEPS = { ArrowUp: -7, ArrowDown: 7, ArrowLeft: -1, ArrowRight: 1 };
document.addEventListener("keydown", (event) => {
  const day = event.target.dataset?.day && new Date(event.target.dataset.day);
  if (!day) return;
  const box = event.target.closest(".date-calendar");
  const weekday = (day.getUTCDay() + 6) % 7;
  const turned = getComputedStyle(box).direction === "rtl" && event.key.match(/Left|Right/) ? -1 : 1;
  const moves = { Home: () => after(day, -weekday), End: () => after(day, 6 - weekday),
    PageUp: () => monthAfter(day, event.shiftKey ? -12 : -1), PageDown: () => monthAfter(day, event.shiftKey ? 12 : 1) };
  const to = event.key in STEPS ? after(day, STEPS[event.key] * turned) : moves[event.key]?.();
  if (!to) return;
  event.preventDefault();
  turnTo(box, to);
  focused(box);
});
