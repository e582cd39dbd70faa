// A frame over a picture: dragged, moved with arrow keys, made larger and smaller with + and -.
// The fields left, top, width and height (per cent of the picture) stay in view and follow it,
// so that a photo can be cut with numbers alone.
const STEPS = {
  ArrowLeft: [-2, 0, 0],
  ArrowRight: [2, 0, 0],
  ArrowUp: [0, -2, 0],
  ArrowDown: [0, 2, 0],
  "+": [0, 0, 3],
  "=": [0, 0, 3],
  "-": [0, 0, -3],
};

export function cropper(image, form, aspect) {
  const [across = 3, down = 4] = aspect.split("/").map(Number);
  const fields = Object.fromEntries(["left", "top", "width", "height"].map((name) => [name, form.elements[name]]));
  if (Object.values(fields).some((field) => !field)) return;
  const box = document.createElement("span");
  const frame = document.createElement("span");
  const place = { left: 0, top: 0, width: 100 };
  box.className = "crop";
  frame.className = "frame";
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", form.querySelector("[data-crop-fields] legend")?.textContent.trim() ?? "");
  image.replaceWith(box);
  box.append(image, frame);

  const height = () => (place.width * image.naturalWidth * down) / across / image.naturalHeight;
  const most = () => Math.min(100, (100 * image.naturalHeight * across) / down / image.naturalWidth);
  const draw = () => {
    place.width = Math.min(most(), Math.max(10, place.width));
    place.left = Math.min(100 - place.width, Math.max(0, place.left));
    place.top = Math.min(100 - height(), Math.max(0, place.top));
    const shown = { ...place, height: height() };
    for (const [name, field] of Object.entries(fields)) {
      frame.style.setProperty(name, `${shown[name]}%`);
      field.value = shown[name].toFixed(1);
    }
  };
  const centre = () => {
    place.width = most();
    place.left = (100 - place.width) / 2;
    place.top = Math.min(100 - height(), 5);
    draw();
  };
  if (image.complete && image.naturalWidth) centre();
  else image.addEventListener("load", centre, { once: true });

  frame.addEventListener("keydown", (event) => {
    const step = STEPS[event.key];
    if (!step) return;
    event.preventDefault();
    place.left += step[0];
    place.top += step[1];
    place.width += step[2];
    draw();
  });
  frame.addEventListener("pointerdown", (event) => {
    const start = { x: event.clientX, y: event.clientY, ...place };
    frame.setPointerCapture(event.pointerId);
    const move = (now) => {
      place.left = start.left + (100 * (now.clientX - start.x)) / box.clientWidth;
      place.top = start.top + (100 * (now.clientY - start.y)) / box.clientHeight;
      draw();
    };
    frame.addEventListener("pointermove", move);
    frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true });
  });
  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    place.width += event.deltaY > 0 ? 2 : -2;
    draw();
  }, { passive: false });
}
