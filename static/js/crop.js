// A frame over a picture: dragged by hand, moved with arrow keys, made larger and smaller with + and -.
// The hidden field gets "left,top,width,height" in pixels of the picture itself.
export function cropper(image, field, aspect = "0.75") {
  const ratio = Number(aspect) || 0.75;
  const box = document.createElement("span");
  const frame = document.createElement("span");
  const place = { x: 0, y: 0, w: 1 };
  box.className = "crop";
  frame.className = "frame";
  frame.tabIndex = 0;
  frame.setAttribute("role", "group");
  frame.setAttribute("aria-label", field.dataset.label || "");
  image.replaceWith(box);
  box.append(image, frame);

  const height = () => (place.w * image.naturalWidth) / ratio / image.naturalHeight;
  const draw = () => {
    const most = Math.min(1, (image.naturalHeight * ratio) / image.naturalWidth);
    place.w = Math.min(most, Math.max(0.1, place.w));
    place.x = Math.min(1 - place.w, Math.max(0, place.x));
    place.y = Math.min(1 - height(), Math.max(0, place.y));
    frame.style.setProperty("left", `${place.x * 100}%`);
    frame.style.setProperty("top", `${place.y * 100}%`);
    frame.style.setProperty("width", `${place.w * 100}%`);
    frame.style.setProperty("height", `${height() * 100}%`);
    field.value = [place.x * image.naturalWidth, place.y * image.naturalHeight, place.w * image.naturalWidth, height() * image.naturalHeight]
      .map(Math.round)
      .join(",");
  };
  image.addEventListener("load", () => {
    place.w = Math.min(1, (image.naturalHeight * ratio) / image.naturalWidth);
    place.x = (1 - place.w) / 2;
    draw();
  });
  frame.addEventListener("keydown", (event) => {
    const step = { ArrowLeft: [-0.02, 0, 0], ArrowRight: [0.02, 0, 0], ArrowUp: [0, -0.02, 0], ArrowDown: [0, 0.02, 0], "+": [0, 0, 0.03], "-": [0, 0, -0.03] }[event.key];
    if (!step) return;
    event.preventDefault();
    place.x += step[0];
    place.y += step[1];
    place.w += step[2];
    draw();
  });
  frame.addEventListener("pointerdown", (event) => {
    const start = { x: event.clientX, y: event.clientY, left: place.x, top: place.y };
    frame.setPointerCapture(event.pointerId);
    const move = (now) => {
      place.x = start.left + (now.clientX - start.x) / box.clientWidth;
      place.y = start.top + (now.clientY - start.y) / box.clientHeight;
      draw();
    };
    frame.addEventListener("pointermove", move);
    frame.addEventListener("pointerup", () => frame.removeEventListener("pointermove", move), { once: true });
  });
  frame.addEventListener("wheel", (event) => {
    event.preventDefault();
    place.w += event.deltaY > 0 ? 0.02 : -0.02;
    draw();
  }, { passive: false });
}
