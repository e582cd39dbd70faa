// A search box proposes names and topics while one types: a combobox with a list of links.
// Without it the box is a plain search field.
export function suggestBoxes() {
  for (const field of document.querySelectorAll("input[data-suggest]")) suggest(field);
}

const WAIT = 150;

function suggest(field) {
  const list = document.createElement("ul");
  const status = document.createElement("span");
  list.id = `${field.id}-suggestions`;
  list.className = "suggestions";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", document.querySelector(`label[for="${field.id}"]`)?.textContent ?? "");
  list.hidden = true;
  status.className = "visually-hidden";
  status.setAttribute("role", "status");
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) field.setAttribute(name, value);
  field.after(list, status);
  let timer = 0;
  let at = -1;

  const options = () => [...list.children];
  const mark = (next) => {
    options().forEach((option, index) => option.setAttribute("aria-selected", String(index === next)));
    at = next;
    if (next < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options()[next].id);
    options()[next]?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    mark(-1);
  };
  const show = (found) => {
    list.replaceChildren(...found.map((one, index) => line(one, `${list.id}-${index}`)));
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(Boolean(found.length)));
    mark(-1);
    status.textContent = found.length ? field.dataset.suggestCount.replace("%(n)s", found.length) : "";
  };
  const ask = async () => {
    const words = field.value.trim();
    if (words.length < 2) return close();
    try {
      const asked = new URL(field.dataset.suggest, location);
      asked.searchParams.set("q", words);
      const answer = await fetch(asked);
      if (answer.ok && field.value.trim() === words && document.activeElement === field) show(await answer.json());
    } catch {
      close();
    }
  };

  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, WAIT);
  });
  field.addEventListener("keydown", (event) => {
    const count = list.hidden ? 0 : list.children.length;
    if (event.key === "Escape" && count) {
      event.preventDefault();
      close();
    } else if (count && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
      event.preventDefault();
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(at + step < -1 ? count - 1 : at + step >= count ? -1 : at + step);
    } else if (event.key === "Enter" && count && at >= 0) {
      event.preventDefault();
      go(options()[at]);
    }
  });
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => go(event.target.closest("[role=option]")));
  field.addEventListener("blur", close);
}

function line(one, id) {
  const option = document.createElement("li");
  const kind = document.createElement("span");
  option.id = id;
  option.setAttribute("role", "option");
  option.dataset.url = one.url;
  option.append(one.text);
  kind.className = "soft small";
  kind.textContent = one.kind;
  option.append(" ", kind);
  return option;
}

function go(option) {
  if (option) location.assign(option.dataset.url);
}
