import { render } from "preact";
import { App } from "./app/App";
import { tidyLocation } from "./app/address";
import "./design/style.css";

tidyLocation();

const root = document.getElementById("app");
if (root) render(<App />, root);
