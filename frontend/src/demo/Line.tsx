import { render } from "preact";
import { post } from "../api/client";
import { me, partnerName } from "../app/session";
import { useAction } from "../app/useAction";
import { Problem } from "../design";
import { demo as w } from "@words/demo";
import "./demo.css";

/** The line on every page of a demo. It says that words here are public and temporary, and switches to the partner. */
function Line() {
  const { busy, problem, run } = useAction();
  const other = me.value ? partnerName.value : null;
  const become = () =>
    run(async () => {
      await post("/demo/switch");
      // Load the page again, because everything on it belongs to the person before the switch.
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

// Importing this file adds the line to the page, so the app itself needs almost no code for it.
const place = document.createElement("div");
place.className = "demo-place";
document.documentElement.classList.add("demo");
document.body.prepend(place);
render(<Line />, place);
