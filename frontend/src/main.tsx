import { render } from "preact";
import { App } from "./app/App";
import "./design/style.css";

const root = document.getElementById("app");
if (root) render(<App />, root);
