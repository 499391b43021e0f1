import { render } from "preact";
import { post } from "../api/client";
import { me, partnerName } from "../app/session";
import { useAction } from "../app/useAction";
import { Problem } from "../design";
import { demo as w } from "@words/demo";
import "./demo.css";

/** Stands on every page of a demo: that words here are public and vanish, and the way to the other side. */
function Line() {
  const { busy, problem, run } = useAction();
  const other = me.value ? partnerName.value : null;
  const become = () =>
    run(async () => {
      await post("/demo/switch");
      // The page belongs to the side before.
      location.assign("/");
    });
  return (
    <aside class="demo-line" aria-label={w.label}>
      <p>{w.line}</p>
      {other && (
        <button type="button" aria-busy={busy} onClick={become}>
          {w.become(other)}
        </button>
      )}
      <Problem>{problem}</Problem>
    </aside>
  );
}

// Loading this file puts the line above the app: the less the app itself has to say about it, the smaller it is.
const place = document.createElement("div");
place.className = "demo-place";
document.documentElement.classList.add("demo");
document.body.prepend(place);
render(<Line />, place);
