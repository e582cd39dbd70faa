// Fields that name a person offer the people whose names fit what is typed so far.
export function peopleFields() {
  for (const field of document.querySelectorAll("input[data-people]")) offer(field);
}

function offer(field) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-people`;
  field.after(list);
  field.setAttribute("list", list.id);
  let timer = 0;
  let asked = "";
  field.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const words = field.value.trim();
      if (words.length < 2 || words.startsWith("#") || words === asked) return;
      asked = words;
      const answer = await fetch(`${field.dataset.people}?q=${encodeURIComponent(words)}`);
      if (!answer.ok || field.value.trim() !== words) return;
      const people = await answer.json();
      list.replaceChildren(...people.map((text) => new Option(text, text)));
    }, 200);
  });
}
