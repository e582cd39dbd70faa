// A table that fits needs no stop of the Tab key; one that scrolls keeps it.
export function tables() {
  const look = () => {
    for (const box of document.querySelectorAll(".table-scroll")) {
      if (box.scrollWidth > box.clientWidth) box.tabIndex = 0;
      else box.removeAttribute("tabindex");
    }
  };
  look();
  addEventListener("resize", look);
}
